"""A whole workshop, phase by phase, by wishes alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Protocol

from workshop import seeding
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.state import State
from workshop.domain.themes import themes_in_order
from workshop.readymade import CARDS, ready_setup
from workshop.rehearsal import lines, tidying
from workshop.rehearsal.cast import cast, random_id
from workshop.rehearsal.drafting import Drafting
from workshop.rehearsal.participating import Participants
from workshop.rehearsal.tempo import Tempo
from workshop.room import Room

VOTES_IN_THEMES, VOTES_IN_VOTE = 12, 10
"""By each who votes."""
FEWEST_TO_TIDY = 2
"""Themes; there are none where the software could propose nothing."""
WITHDRAWABLE = timedelta(days=14)


class Sorting(Protocol):
    """Whoever proposes themes and places newcomers: the software, by whatever way it is reached."""

    def find(self, room: Room) -> None:
        """Leaves a proposal in the room."""

    def welcome(self, room: Room) -> None:
        """Gives newcomers their places, now or soon."""


def rehearsal_setup(held_on: date) -> n.Setup:
    """The ready workshop, marked as a rehearsal wherever it is shown."""
    return replace(
        ready_setup(),
        event=lines.EVENT,
        held_on=held_on,
        withdraw_until=held_on + WITHDRAWABLE,
        rehearsal=True,
    )


class Rehearsal:
    """One room and everybody in it. The same seed and number of people give the same wishes."""

    def __init__(
        self, room: Room, tempo: Tempo, sorting: Sorting, *, people: int = 60, seed: int = 1
    ) -> None:
        self.room, self._tempo, self._sorting = room, tempo, sorting
        self._chance = Random(seed)  # noqa: S311 - seeded, to be repeated
        self._cast = cast(people, self._chance)
        self._people = Participants(self._cast, seeding.contributions(CARDS), self._chance)
        self._drafts = Drafting(self._cast, self._people.on, self._chance)
        self._minutes = {step.phase: step.minutes for step in self._state.running.agenda}
        self._left = 1.0
        """Share of the phase that is still to come."""

    def play(self) -> None:
        """From the first scan of the code to the end."""
        self._welcome()
        self._write()
        self._themes()
        self._vote()
        self._draft()
        self._consent()
        self._play([c.CloseWorkshop(by=n.HOST)], 0)

    @property
    def _state(self) -> State:
        return self.room.state

    # --- the phases, each act with its share of the planned minutes --------------------------

    def _welcome(self) -> None:
        desk = self._cast.facilitator
        self._play(self._keys(), 0.02)
        self._play(self._people.come(self._cast.early), 0.3)
        cards = self._state.running.prompts[0].cards[: lines.CARDS_SHOWN]
        self._play([c.ShowCard(by=desk, card=card) for card in (*cards, None)], 0.6)
        self._rest()

    def _write(self) -> None:
        self._move(n.Phase.WRITE)
        self._play(self._people.write(self._state), 0.5)
        self._play(self._people.write_asides(self._state), 0.1)
        self._play(self._people.write_together(self._state), 0.2)
        self._play(self._hidden(), 0.1)
        self._rest()

    def _themes(self) -> None:
        self._move(n.Phase.THEMES)
        self._sorting.find(self.room)
        proposal = self._state.proposal
        if proposal is not None:
            self._play([c.AcceptGrouping(by=self._cast.facilitator, proposal=proposal.id)], 0.05)
        self._play(self._people.come(self._cast.late[:1]), 0.01)
        self._play(self._people.vote(self._state, VOTES_IN_THEMES // 2), 0.25)
        self._tidy(0.3)
        self._play(self._people.vote(self._state, VOTES_IN_THEMES // 2), 0.2)
        self._play(self._people.write_late(self._state, lines.LATE_IN_THEMES), 0.1)
        self._sorting.welcome(self.room)
        self._rest()

    def _vote(self) -> None:
        self._move(n.Phase.VOTE)
        self._play(self._people.come(self._cast.late[1:]), 0.02)
        self._play(self._people.write_late(self._state, lines.LATE_IN_VOTE), 0.1)
        self._sorting.welcome(self.room)
        self._play(self._people.vote(self._state, VOTES_IN_VOTE), 0.6)
        self._play(self._people.choose(self._state), 0.2)
        self._rest()

    def _draft(self) -> None:
        self._move(n.Phase.DRAFT)
        self._play([c.RevealResults(by=self._cast.facilitator, revealed=True)], 0.02)
        self._play(self._drafts.lead(self._state), 0.03)
        self._play(self._drafts.draft(self._state), 0.45)
        self._play(self._drafts.link(self._state), 0.1)
        self._play(self._people.translate(self._state), 0.1)
        self._play(self._drafts.suggest(self._state), 0.15)
        self._play(self._drafts.reword(self._state), 0.1)
        self._rest()

    def _consent(self) -> None:
        self._move(n.Phase.CONSENT)
        desk = self._cast.facilitator
        self._play(self._drafts.consent(self._state), 0.5)
        self._play(self._drafts.mend(self._state), 0.1)
        self._play(self._drafts.consent(self._state, again=True), 0.2)
        turns = (n.WallView.GAPS, n.WallView.FOLLOW)
        self._play([c.TurnWall(by=desk, view=view) for view in turns], 0.1)
        self._play([c.EditFrontMatter(by=n.HOST, front=lines.FRONT)], 0.05)
        self._rest()

    # --- the desk ----------------------------------------------------------------------------

    def _keys(self) -> list[c.Command]:
        """Links for the desk and the scribe; nobody ever had their secrets."""
        held = (
            (
                n.Role.FACILITATOR,
                self._cast.facilitators_key,
                self._cast.facilitator,
                "Facilitator",
            ),
            (n.Role.SCRIBE, self._cast.scribes_key, self._cast.scribe, "Scribe"),
        )
        wishes: list[c.Command] = []
        for role, key, who, label in held:
            wishes.append(c.IssueKey(by=n.HOST, key=key, role=role, label=label))
            wishes.append(c.ClaimKey(by=who, key=key))
        return wishes

    def _hidden(self) -> list[c.Command]:
        return [
            c.Hide(by=self._cast.facilitator, on=self._people.on[s], reason=reason, note=note)
            for s, (reason, note) in lines.HIDDEN.items()
        ]

    def _tidy(self, share: float) -> None:
        """What people make of the proposal; one act is taken back."""
        by, about = self._cast.facilitator, self._people.about
        if len(themes_in_order(self._state)) < FEWEST_TO_TIDY:
            self._play((), share)
            return
        self._play(tidying.merges(self._state, by, about), share * 0.15)
        self._play(tidying.renames(self._state, by, about), share * 0.2)
        self._play(tidying.splits(self._state, by, about, self._new_id), share * 0.2)
        self._play(self._by_mistake(), share * 0.05)
        self._play([c.Undo(by=by, position=self._state.deeds[-1].position)], share * 0.05)
        self._play(tidying.moves(self._state, by, about), share * 0.15)
        self._play(tidying.folds(self._state, by, about), share * 0.15)
        self._play(tidying.parks(self._state, by, about), share * 0.05)

    def _by_mistake(self) -> list[c.Command]:
        first, second = themes_in_order(self._state)[:2]
        return [c.MergeThemes(by=self._cast.facilitator, theme=second.id, into=first.id)]

    # --- time --------------------------------------------------------------------------------

    def _move(self, to: n.Phase) -> None:
        self._play([c.MovePhase(by=self._cast.facilitator, to=to)], 0)
        self._left = 1.0

    def _play(self, wishes: Sequence[c.Command], share: float) -> None:
        self._left -= share
        sent = [replace(wish, token=n.Token(self._new_id())) for wish in wishes]
        self._tempo.play(self.room, sent, share * self._seconds)

    def _rest(self) -> None:
        self._play((), max(0.0, self._left))

    @property
    def _seconds(self) -> float:
        return 60.0 * self._minutes.get(self._state.stage.phase, 0)

    def _new_id(self) -> str:
        return random_id(self._chance)
