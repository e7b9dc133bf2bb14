"""What the software does for one room: embeds what arrives, places newcomers, looks for themes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from workshop import theming
from workshop.domain import nouns as n
from workshop.domain.commands import PlaceNewcomer, ProposeThemes
from workshop.domain.phases import OPENS, Act
from workshop.domain.state import State, shown
from workshop.room import Outcome, Room
from workshop.theming import Pair, ProposalResult, Spot, Typical
from workshop.worker import Stopped
from workshop.workers import Workers
from workshop.working import Answer

T = TypeVar("T")
_log = logging.getLogger(__name__)
GROWN_BY = 10
"""New texts after which the software looks whether it would sort differently by now."""
GROWN_SHARE = 0.1
"""The same as a share of the texts there were; the smaller of the two counts."""
LEAST_GROWTH = 5
PRACTISED_AFTER = 1.2
"""A room is practised on again when it has grown by a fifth: eighteen times up to the limit."""
MOST_PRACTISED = 300
"""In a larger room, whoever presses in the middle of it would wait for longer than it saves."""

Errand = Callable[[], None]


class NothingToSort(Exception):
    """No contribution can be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What all rooms of a process share. `leave` leaves an errand for the steward's thread."""

    workers: Workers
    typical: tuple[Typical, ...]
    new_id: Callable[[], str]
    clock: Callable[[], datetime]
    leave: Callable[[Errand], None]

    def then(self, future: Future[T], act: Callable[[Future[T]], None]) -> None:
        """Acts on the steward's thread once the future is done, on whosever thread that is."""
        future.add_done_callback(lambda done: self.leave(partial(act, done)))


class Tending:
    """One room's care. All that it remembers may be forgotten; all but `look` is on one thread."""

    def __init__(self, room: Room, tools: Tools) -> None:
        self.room, self._tools = room, tools
        self._missed, self._stumbled = "", ""
        """What went wrong when themes were last looked for, and with anything else since."""
        self.alike: tuple[Pair, ...] = ()
        """Who may say the same, as it was when themes were last looked for."""
        self._lock = threading.Lock()
        self._looking: Future[n.Proposal] | None = None
        self._wanted = False
        """Whether a person asked for what is being looked for."""
        self._wish: int | None = None
        """How many themes that person wished for."""
        self._placing = False
        self._embedded: frozenset[tuple[str, str]] = frozenset()
        self._embedding: Future[Answer] | None = None
        """The newest texts on their way to their vectors."""
        self._practised = 0
        """How many texts there were when themes were last looked for without telling anybody."""
        self._practising = False
        self._counted: int | None = None
        """How many texts there were when themes were last looked for."""

    @property
    def busy(self) -> bool:
        """Whether themes are being looked for."""
        return self._looking is not None

    @property
    def trouble(self) -> str:
        """What went wrong for this room and did not go right since, or empty."""
        return self._missed or self._stumbled

    def look(self, themes: int | None = None) -> Future[n.Proposal]:
        """Themes for whoever asks; while they are looked for, the same future. Any thread."""
        with self._lock:
            self._wanted = True
            if self._looking is not None:
                return self._looking
            self._wish = themes
            looking = self._looking = _uncancelled()
        self._tools.leave(partial(self._surely, self._look))
        return looking

    def tend(self) -> None:
        """Whatever this room is waiting for. What fails is tried again the next time."""
        self._stumbled = ""
        self._surely(self._tend)

    def _tend(self) -> None:
        state = self.room.state
        if state.setup is None or Act.PROPOSE not in OPENS[state.stage.phase]:
            return
        if state.grouped_at is None:
            self._embed(state)
        else:
            self._place(state)
            self._look_again(state)

    def give_up(self, problem: BaseException) -> None:
        """Tells whoever waits for themes that there will be none."""
        looking = self._ended()
        if looking is not None:
            empty = isinstance(problem, NothingToSort)
            self._missed = "" if empty else str(problem) or type(problem).__name__
            looking.set_exception(problem)

    def _surely(self, act: Errand) -> None:
        """Does it; where that fails, whoever waits is told and the other rooms go on."""
        try:
            act()
        except Exception as problem:  # noqa: BLE001 - shown at the desk, not lost
            _log.exception("workshop %s could not be tended", self.room.code)
            self._stumbled = str(problem) or type(problem).__name__
            self._counted = None
            self.give_up(problem)

    def _then(self, future: Future[T], act: Callable[[Future[T]], None]) -> None:
        self._tools.then(future, lambda done: self._surely(partial(act, done)))

    # --- newcomers ---------------------------------------------------------------------------

    def _embed(self, state: State) -> None:
        """In advance, so that nobody waits for it when themes are looked for."""
        seen = (c.words for c in state.contributions.values() if shown(state, c.id))
        new = frozenset((words.text, words.lang) for words in seen) - self._embedded
        if new:
            embedded = self._embedding = self._tools.workers.embed(sorted(new))
            self._embedded |= new
            self._then(embedded, self._embedded_some)

    def _embedded_some(self, answered: Future[Answer]) -> None:
        self._keep(answered)  # what failed is embedded when themes are looked for

    def practise(self) -> None:
        """Looks for themes in advance, for nobody, where that is still to come."""
        state = self.room.state
        if state.setup is not None and state.grouped_at is None and state.contributions:
            self._surely(self._practise)

    def _practise(self) -> None:
        """Whoever presses then does not wait for vectors.

        Names and common words change with the room, and so do the texts that are encoded for them.
        """
        texts = sum(1 for on in self.room.state.contributions if shown(self.room.state, on))
        enough = max(theming.FEWEST, PRACTISED_AFTER * self._practised)
        if self._practising or self.busy or not enough <= texts <= MOST_PRACTISED:
            return
        practised = self._tools.workers.propose(theming.job(self.room.state, self._tools.typical))
        self._practising, self._practised = True, texts
        self._then(practised, self._practised_once)

    def _practised_once(self, answered: Future[Answer]) -> None:
        self._practising = False
        if self._keep(answered):
            self.alike = answered.result().value.alike

    def _place(self, state: State) -> None:
        job = theming.job(state, self._tools.typical)
        if job.themes and len(job.known) < len(job.ids) and not self._placing:
            placed = self._tools.workers.place(job)
            self._placing = True
            self._then(placed, self._placed)

    def _placed(self, answered: Future[Answer]) -> None:
        self._placing = False
        if not self._keep(answered):
            return  # tried again before long; why it failed is in the log
        spots: tuple[Spot, ...] = answered.result().value
        for spot in spots:
            self.room.submit(
                PlaceNewcomer(
                    by=n.MACHINE, on=spot.on, theme=spot.theme, lead=spot.lead, areas=spot.areas
                )
            )

    def _keep(self, answered: Future[Answer]) -> bool:
        if answered.exception() is not None:
            return False
        # whatever was taken back meanwhile is not there any more; what is taken back from now on
        # is deleted by an errand that comes after this one
        living = {c.words.text for c in self.room.state.contributions.values()}
        self._tools.workers.keep(answered.result(), living)
        return True

    # --- themes ------------------------------------------------------------------------------

    def _look_again(self, state: State) -> None:
        """Looks for themes anew, once the room has grown enough since they were looked for."""
        texts = sum(1 for on in state.contributions if shown(state, on))
        if self._counted is None:
            since = state.grouped_at or n.DAWN
            self._counted = sum(1 for c in state.contributions.values() if c.at <= since)
        growth = max(LEAST_GROWTH, min(GROWN_BY, GROWN_SHARE * self._counted))
        if texts < max(theming.FEWEST, self._counted + growth):
            return
        with self._lock:
            if self._looking is not None:
                return
            self._looking, self._wanted = _uncancelled(), False
        self._look()

    def _look(self) -> None:
        if self._embedding is not None and not self._embedding.done():
            # both processes at the same texts take longer than one after the other
            self._then(self._embedding, lambda _: self._look())
            return
        typical, gentle = self._tools.typical, not self._wanted
        wish = self._wish if self._wanted else None
        job = theming.job(self.room.state, typical, gentle=gentle, wish=wish)
        self._counted = len(job.ids)
        if job.ids:
            self._then(self._tools.workers.propose(job), self._found)
        else:
            self.give_up(NothingToSort())

    def _found(self, answered: Future[Answer]) -> None:
        problem = answered.exception()
        if problem is not None:
            self.give_up(problem)
            return
        self._keep(answered)
        result: ProposalResult = answered.result().value
        self.alike = result.alike
        total = 0 if self._wanted else self._counted or 0
        new_id, at = self._tools.new_id, self._tools.clock()
        made = theming.proposal(result, n.ProposalId(new_id()), at, new_id)
        if self.room.state.grouped_at and not theming.is_worth_showing(result, total):
            self._end(made)
        else:
            wish = self.room.submit(ProposeThemes(by=n.MACHINE, proposal=made))
            self._then(wish, partial(self._recorded, made))

    def _recorded(self, made: n.Proposal, answered: Future[Outcome]) -> None:
        problem = answered.exception()
        if problem is None:
            self._end(made)
        else:
            self.give_up(problem)

    def _end(self, made: n.Proposal) -> None:
        looking = self._ended()
        self._missed = self._stumbled = ""
        if looking is not None:
            looking.set_result(made)

    def _ended(self) -> Future[n.Proposal] | None:
        with self._lock:
            looking, self._looking, self._wanted = self._looking, None, False
        return looking


def refused_themes() -> Future[n.Proposal]:
    """For whoever asks when nobody can look."""
    future = _uncancelled()
    future.set_exception(Stopped())
    return future


def _uncancelled() -> Future[n.Proposal]:
    """A future that one desk cannot cancel for the others."""
    future: Future[n.Proposal] = Future()
    future.set_running_or_notify_cancel()
    return future
