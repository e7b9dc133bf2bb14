"""The software that sorts, for all rooms of a process. It proposes and places; it never decides."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime

from workshop import theming
from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.identity import new_id
from workshop.room import Room
from workshop.rooms import Rooms
from workshop.settings import Settings
from workshop.tending import Errand, NothingToSort, Tending, Tools, refused_themes
from workshop.theming import Pair
from workshop.typical import typical
from workshop.worker import Stopped
from workshop.workers import Level, Workers
from workshop.working import Answer

__all__ = ["Level", "NothingToSort", "Status", "Steward", "typical"]

PATIENCE = 5.0
"""Seconds after which new rooms are found, and what could not be placed is tried again."""
_TENDED = (e.ContributionMade, e.ContributionRevised, e.ContributionShown, e.GroupingAccepted)
_GONE = (e.ContributionWithdrawn, e.ContributionRevised, e.WordsErased)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the desk is told about the software that sorts."""

    level: Level
    reason: str = ""
    """Why the level is not full: a plain English line from the machine, or empty."""
    last_grouped_at: datetime | None = None
    busy: bool = False
    """Whether themes are being looked for."""
    trouble: str = ""
    """What went wrong for this room and did not go right since, or empty."""
    waiting: int = 0
    """How many contributions have no place yet."""
    alike: tuple[Pair, ...] = ()
    """Who may say the same, the likest first: for people to fold, if they think so too."""


class Steward:
    """Follows rooms and serves them through the workers, on one thread of its own.

    Nothing here delays or fails anybody's wish: what cannot be done shows in `status`.
    """

    def __init__(
        self,
        rooms: Rooms,
        settings: Settings,
        new_id: Callable[[], str] = new_id,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._rooms = rooms
        self._errands: queue.SimpleQueue[Errand] = queue.SimpleQueue()
        self._workers = Workers(settings.db, settings.model)
        self._tools = Tools(
            workers=self._workers,
            typical=typical(),
            new_id=new_id,
            clock=clock,
            leave=self._errands.put,
        )
        self._tended: dict[n.Code, Tending] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._looked_at = 0.0
        self._thread = threading.Thread(target=self._run, name="steward", daemon=True)

    def start(self) -> None:
        """Begins to warm up the workers and to follow the rooms there are. Returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the workers; whoever waits for a proposal is told Stopped."""
        self._stopped.set()
        self._workers.stop()
        self._errands.put(lambda: None)
        if self._thread.is_alive():
            self._thread.join(5)
        for tending in list(self._tended.values()):
            tending.give_up(Stopped())

    def propose(self, room: Room, themes: int | None = None) -> Future[n.Proposal]:
        """Looks for themes, as many as wished, and records them, unless nothing would change.

        Asked again meanwhile, it gives the same future. That may raise NothingToSort, Refused, or
        what a worker raises.
        """
        if self._stopped.is_set() or not self._thread.is_alive():
            return refused_themes()
        return self._follow(room).look(themes)

    def alike(
        self, room: Room, who: n.PersonId, kind: n.Kind, words: n.Words
    ) -> Future[tuple[n.ContributionId, ...]]:
        """Who else has nearly said this, the nearest first. Raises what a worker raises."""
        asked = theming.likeness(room.state, who, kind, words)
        if not asked.ids or not self._thread.is_alive():
            return _done(())
        found: Future[tuple[n.ContributionId, ...]] = Future()
        self._workers.alike(asked).add_done_callback(lambda answered: _hand_on(answered, found))
        return found

    def status(self, room: Room) -> Status:
        """How well the software can sort this room just now."""
        tending, state = self._follow(room), room.state
        return Status(
            level=self.level,
            reason=self._workers.reason,
            last_grouped_at=state.grouped_at,
            busy=tending.busy,
            trouble=tending.trouble,
            waiting=len(theming.newcomers(state)),
            alike=tending.alike,
        )

    @property
    def level(self) -> Level:
        """How well texts can be compared just now."""
        return self._workers.level if self._thread.is_alive() else Level.DOWN

    @property
    def pids(self) -> tuple[int, ...]:
        """The worker processes that are there just now."""
        return self._workers.pids

    def _follow(self, room: Room) -> Tending:
        with self._lock:
            known = self._tended.get(room.code)
            if known is not None and known.room is room:
                return known
            tending = self._tended[room.code] = Tending(room, self._tools)
        room.listen(lambda _, events: self._told(tending, events))
        self._errands.put(tending.tend)
        return tending

    def _told(self, tending: Tending, events: Sequence[e.Event]) -> None:
        """On the writer's thread: only notes that there is something to do."""
        if any(isinstance(event, _TENDED) for event in events):
            self._errands.put(tending.tend)
        deleted = tending.room.state.setup is None
        if deleted or any(isinstance(event, _GONE) for event in events):
            self._errands.put(self._forget)

    # --- on the steward's thread -------------------------------------------------------------

    def _run(self) -> None:
        self._workers.warm_up()
        self._errands.put(self._follow_all)
        while not self._stopped.is_set():
            try:
                self._next()
            except Exception:  # noqa: BLE001 - whatever fails here, the rooms go on, and so does this
                _log.exception("the steward could not do something")

    def _follow_all(self) -> None:
        """Rooms that were founded meanwhile, too; and what could not be done is tried again."""
        self._looked_at = time.monotonic()
        for room in self._rooms.all():
            tending = self._follow(room)
            self._errands.put(tending.tend)
            self._errands.put(tending.practise)

    def _forget(self) -> None:
        """Words that were taken back leave no vector behind."""
        rooms = self._rooms.all()
        self._workers.keep_only(
            k.words.text for room in rooms for k in room.state.contributions.values()
        )

    def _next(self) -> None:
        try:
            self._errands.get(timeout=PATIENCE)()
        except queue.Empty:
            pass
        finally:
            if time.monotonic() - self._looked_at >= PATIENCE:
                self._follow_all()


def _done(value: tuple[n.ContributionId, ...]) -> Future[tuple[n.ContributionId, ...]]:
    future: Future[tuple[n.ContributionId, ...]] = Future()
    future.set_result(value)
    return future


def _hand_on(answered: Future[Answer], to: Future[tuple[n.ContributionId, ...]]) -> None:
    """What the worker found. The vector of words that nobody has sent yet is not kept."""
    problem = answered.exception()
    if problem is None:
        to.set_result(answered.result().value)
    else:
        to.set_exception(problem)
