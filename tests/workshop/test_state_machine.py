"""Workshops nobody thought of: a Room beside the simplest honest bookkeeping."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.people import FACILITATORS_KEY, SETUP, fay, gus, principle
from workshop.domain import commands as c
from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.domain.applying import replay
from workshop.domain.phases import FOLLOWS
from workshop.domain.refusals import Reason, Refused
from workshop.domain.state import redoable, theme_of, undoable
from workshop.room import Room
from workshop.rooms import Rooms
from workshop.storage.log import EventLog, MemoryLog
from workshop.storage.sqlite import SqliteLog

PEOPLE = [n.PersonId(f"p{i}") for i in range(6)]
FACILITATORS = [fay, gus]
TEXTS = ["Anyone can check.", "Les preuves restent.", "الشهادات مفتوحة", "=1+1", "<b>open</b>"]


@dataclass
class Written:
    by: n.PersonId
    text: str
    gone: bool = False


@dataclass
class Desk:
    """What facilitators have arranged."""

    phase: n.Phase = n.Phase.WELCOME
    locked: bool = False
    hidden: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    places: dict[str, str | None] = field(default_factory=dict)


@dataclass
class Books:
    """What a patient clerk would have noted down."""

    joined: set[str] = field(default_factory=set)
    written: dict[str, Written] = field(default_factory=dict)
    votes: dict[tuple[str, str], n.Vote] = field(default_factory=dict)
    desk: Desk = field(default_factory=Desk)
    done: list[tuple[Desk, Desk]] = field(default_factory=list)
    undone: list[tuple[Desk, Desk]] = field(default_factory=list)

    def arrange(self, after: Desk) -> None:
        """One act of the desk; what was taken back before can no longer be done again."""
        self.done.append((self.desk, after))
        self.undone = []
        self.desk = deepcopy(after)


class Workshop(RuleBasedStateMachine):
    """Two facilitators and many participants do whatever comes to their minds."""

    contributions: Bundle[n.ContributionId] = Bundle("contributions")
    themes: Bundle[n.ThemeId] = Bundle("themes")

    def __init__(self) -> None:
        super().__init__()
        self.books, self.count = Books(), 0
        self.sent: list[c.Command] = []
        self.folder = tempfile.TemporaryDirectory()
        self.log = self.opened()
        self.rooms = Rooms(self.log)
        self.room = self.rooms.found(SETUP)
        self.room.ask(c.IssueKey(by=n.HOST, key=FACILITATORS_KEY, role=n.Role.FACILITATOR))
        for who in FACILITATORS:
            self.room.ask(c.ClaimKey(by=who, key=FACILITATORS_KEY))

    def opened(self) -> EventLog:
        return MemoryLog()

    def teardown(self) -> None:
        assert self.log.verify() == ()
        self.rooms.close()
        self.folder.cleanup()

    def new(self, letter: str) -> str:
        self.count += 1
        return f"{letter}{self.count}"

    def ask(self, command: c.Command) -> tuple[e.Event, ...] | Reason:
        """What came of it; what was granted is remembered, to be sent again one day."""
        before = self.room.state
        command = replace(command, token=n.Token(self.new("tap ")))
        try:
            outcome = self.room.ask(command)
        except Refused as refused:
            assert self.room.state is before
            return refused.reason
        if outcome.events:
            self.sent.append(command)
        return outcome.events

    # --- participants ------------------------------------------------------------------------

    @initialize(some=st.lists(st.sampled_from(PEOPLE), unique=True))
    def some_are_there_already(self, some: list[n.PersonId]) -> None:
        for who in some:
            self.join(who)

    @rule(who=st.sampled_from(PEOPLE))
    def join(self, who: n.PersonId) -> None:
        assert bool(self.ask(c.Join(by=who, agreed=True))) == (who not in self.books.joined)
        self.books.joined.add(who)

    @rule(target=contributions, who=st.sampled_from(PEOPLE), text=st.sampled_from(TEXTS))
    def contribute(
        self, who: n.PersonId, text: str
    ) -> n.ContributionId | MultipleResults[n.ContributionId]:
        on = n.ContributionId(self.new("c"))
        told = self.ask(principle(on, text, who))
        if not self.may(who, n.Phase.WRITE, n.Phase.THEMES, n.Phase.VOTE):
            assert isinstance(told, Reason)
            return multiple()
        assert isinstance(told, tuple)
        assert told
        self.books.written[on] = Written(who, text)
        return on

    @rule(on=contributions, who=st.sampled_from(PEOPLE), vote=st.sampled_from(n.Vote))
    def vote(self, on: n.ContributionId, who: n.PersonId, vote: n.Vote) -> None:
        told = self.ask(c.CastVote(by=who, on=on, value=vote))
        seen = on not in self.books.desk.hidden and not self.books.written[on].gone
        if self.may(who, n.Phase.THEMES, n.Phase.VOTE) and seen:
            assert bool(told) == (self.books.votes.get((on, who)) != vote)
            self.books.votes[on, who] = vote
        else:
            assert isinstance(told, Reason)

    @rule(on=contributions, who=st.sampled_from(PEOPLE))
    def withdraw(self, on: n.ContributionId, who: n.PersonId) -> None:
        told, written = self.ask(c.Withdraw(by=who, on=on)), self.books.written[on]
        if who in self.books.joined and who == written.by:
            assert bool(told) == (not written.gone)
            self.books.written[on] = Written(who, "", gone=True)
        else:
            assert isinstance(told, Reason)

    def may(self, who: n.PersonId, *phases: n.Phase) -> bool:
        desk = self.books.desk
        return who in self.books.joined and desk.phase in phases and not desk.locked

    @rule(
        on=contributions,
        votes=st.lists(
            st.tuples(st.sampled_from(PEOPLE), st.sampled_from(n.Vote)), min_size=2, max_size=6
        ),
    )
    def vote_all_at_once(
        self, on: n.ContributionId, votes: Sequence[tuple[n.PersonId, n.Vote]]
    ) -> None:
        wishes = [c.CastVote(by=who, on=on, value=vote) for who, vote in votes]

        for wish, future in [(wish, self.room.submit(wish)) for wish in wishes]:
            if future.exception(20) is None:
                self.books.votes[on, wish.by] = wish.value

    # --- facilitators ------------------------------------------------------------------------

    @rule(by=st.sampled_from(FACILITATORS), data=st.data())
    def move_phase(self, by: n.PersonId, data: st.DataObject) -> None:
        to = data.draw(st.sampled_from(FOLLOWS[self.books.desk.phase]))
        self.arranges(c.MovePhase(by=by, to=to), replace(self.books.desk, phase=to, locked=False))

    @rule(by=st.sampled_from(FACILITATORS))
    def lock_or_unlock(self, by: n.PersonId) -> None:
        locked = not self.books.desk.locked
        self.arranges(c.LockRoom(by=by, locked=locked), replace(self.books.desk, locked=locked))

    @precondition(lambda self: self.sorting)
    @rule(by=st.sampled_from(FACILITATORS), on=contributions)
    def hide_or_show(self, by: n.PersonId, on: n.ContributionId) -> None:
        after = deepcopy(self.books.desk)
        after.hidden ^= {on}
        hide = c.Hide(by=by, on=on, reason=n.HideReason.MISTAKE)
        self.arranges(hide if on in after.hidden else c.Show(by=by, on=on), after)

    @precondition(lambda self: self.sorting)
    @rule(target=themes, by=st.sampled_from(FACILITATORS))
    def add_theme(self, by: n.PersonId) -> n.ThemeId:
        theme = n.ThemeId(self.new("t"))
        after = deepcopy(self.books.desk)
        after.names[theme] = f"Theme {theme}"
        self.arranges(c.AddTheme(by=by, id=theme, name=f"Theme {theme}"), after)
        return theme

    @precondition(lambda self: self.sorting)
    @rule(by=st.sampled_from(FACILITATORS), theme=themes)
    def rename(self, by: n.PersonId, theme: n.ThemeId) -> None:
        name, after = self.new("Another name "), deepcopy(self.books.desk)
        command = c.RenameTheme(by=by, theme=theme, name=name)
        if theme not in after.names:
            assert self.ask(command) is Reason.NO_SUCH_THEME
            return
        after.names[theme] = name
        self.arranges(command, after)

    @precondition(lambda self: self.sorting)
    @rule(by=st.sampled_from(FACILITATORS), on=contributions, theme=st.none() | themes)
    def move(self, by: n.PersonId, on: n.ContributionId, theme: n.ThemeId | None) -> None:
        after, command = (
            deepcopy(self.books.desk),
            c.MoveContributions(by=by, on=(on,), theme=theme),
        )
        if theme is not None and theme not in after.names:
            assert self.ask(command) is Reason.NO_SUCH_THEME
        elif on in after.places and after.places[on] == theme:
            assert self.ask(command) == ()
        else:
            after.places[on] = theme
            self.arranges(command, after)

    @property
    def sorting(self) -> bool:
        return self.books.desk.phase not in {n.Phase.WELCOME, n.Phase.CLOSED}

    def arranges(self, command: c.Command, after: Desk) -> None:
        told = self.ask(command)
        assert isinstance(told, tuple), told
        assert told
        self.books.arrange(after)

    @rule(by=st.sampled_from(FACILITATORS))
    def undo(self, by: n.PersonId) -> None:
        newest = undoable(self.room.state)
        assert (newest is not None) == bool(self.books.done)
        if newest is None:
            return
        assert self.ask(c.Undo(by=by, position=newest.position))
        self.books.undone.append(self.books.done.pop())
        self.books.desk = deepcopy(self.books.undone[-1][0])

    @rule(by=st.sampled_from(FACILITATORS))
    def redo(self, by: n.PersonId) -> None:
        newest = redoable(self.room.state)
        assert (newest is not None) == bool(self.books.undone)
        if newest is None:
            return
        assert self.ask(c.Undo(by=by, position=newest.position))
        self.books.done.append(self.books.undone.pop())
        self.books.desk = deepcopy(self.books.done[-1][1])

    @rule(back=st.lists(st.sampled_from(FACILITATORS), min_size=2, max_size=4))
    def take_several_acts_back_and_do_them_again(self, back: list[n.PersonId]) -> None:
        for by in back:
            self.undo(by)
        for by in back:
            self.redo(by)

    # --- the weather -------------------------------------------------------------------------

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def a_phone_sends_an_old_wish_again(self, data: st.DataObject) -> None:
        before = self.room.state

        assert self.room.ask(data.draw(st.sampled_from(self.sent))).events == ()

        assert self.room.state is before

    @rule()
    def the_server_starts_again(self) -> None:
        before = self.room.state
        self.rooms.close()

        self.log = self.opened() if isinstance(self.log, SqliteLog) else self.log
        self.rooms = Rooms(self.log)
        self.room = self.found()

        assert self.room.state == before

    def found(self) -> Room:
        room = self.rooms.room(self.room.code)
        assert room is not None
        return room

    # --- what must hold at every moment ------------------------------------------------------

    @invariant()
    def the_state_is_what_the_log_tells(self) -> None:
        assert replay(self.log.read(self.room.code)) == self.room.state

    @invariant()
    def the_room_knows_what_the_books_say(self) -> None:
        state, books = self.room.state, self.books
        assert {who for who, person in state.people.items() if person.joined} == books.joined
        assert {
            on: Written(told.by, told.words.text, told.withdrawn)
            for on, told in state.contributions.items()
        } == books.written
        assert {
            (on, who): vote for on, ballot in state.ballots.items() for who, vote in ballot.items()
        } == books.votes

    @invariant()
    def the_desk_stands_as_the_books_say(self) -> None:
        state, desk = self.room.state, self.books.desk
        assert (state.stage.phase, state.stage.locked) == (desk.phase, desk.locked)
        assert set(state.hidden) == desk.hidden
        assert {theme: known.name for theme, known in state.themes.items()} == desk.names
        assert {on: theme_of(state, on) for on in state.places} == desk.places

    @invariant()
    def numbers_are_given_once_and_in_order(self) -> None:
        numbers = [told.number for told in self.room.state.contributions.values()]
        assert numbers == list(range(1, len(numbers) + 1))


class WorkshopOnDisk(Workshop):
    """The same, in a file that is closed and opened again."""

    def opened(self) -> EventLog:
        return SqliteLog(Path(self.folder.name) / "workshop.db")


HOW = settings(
    # no shrinking: whoever finds a failure here takes Phase.shrink in and waits
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    derandomize=True,
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def test_a_room_does_what_was_told_and_nothing_else() -> None:
    run_state_machine_as_test(Workshop, settings=settings(HOW, max_examples=60))


def test_a_room_on_disk_does_what_was_told_and_nothing_else() -> None:
    run_state_machine_as_test(WorkshopOnDisk, settings=settings(HOW, max_examples=20))
