"""Writer: the one thread that changes rooms. Decides, commits once a batch, publishes, answers."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from workshop.domain.applying import replay
from workshop.domain.commands import Command
from workshop.domain.events import Event
from workshop.domain.nouns import Code
from workshop.domain.refusals import Reason, Refused
from workshop.domain.rules import decide
from workshop.domain.state import EMPTY, State
from workshop.room import Outcome, Room
from workshop.storage.log import Entry, EventLog, LogConflict, Trouble, Unwritable

Clock = Callable[[], datetime]

MOST_AT_ONCE = 500
"""Wishes in one commit: what a full hall sends in the time that one commit takes."""
_TRIES = 5
_IDLE = 1.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Wish:
    room: Room
    command: Command
    future: Future[Outcome]


@dataclass(frozen=True, slots=True)
class _Errand:
    act: Callable[[], None]
    future: Future[None]


@dataclass(slots=True)
class _Working:
    """One room's state while a batch is decided; thrown away when the commit fails."""

    state: State
    events: list[Event] = field(default_factory=list)


_Decided = tuple[dict[Room, _Working], list[tuple[_Wish, tuple[Event, ...] | Exception]]]


class Writer:
    """Serves all rooms of one log. Whoever it refuses or answers, nothing is half done."""

    def __init__(self, log: EventLog, clock: Clock) -> None:
        self._log, self._clock = log, clock
        self._ready = threading.Condition()
        self._asked: list[_Wish | _Errand] = []
        self._rooms: dict[Code, Room] = {}
        self._closed = False
        self.trouble: Unwritable | None = None
        """What keeps the log from being written just now."""
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def take(self, room: Room, command: Command) -> Future[Outcome]:
        """Queues a wish; never waits."""
        future: Future[Outcome] = Future()
        self._queue(_Wish(room, command, future))
        return future

    def between(self, act: Callable[[], None], timeout: float = 10) -> None:
        """Does something with the log between two batches, and waits for it."""
        future: Future[None] = Future()
        self._queue(_Errand(act, future))
        future.result(timeout)

    def follow(self, room: Room) -> None:
        """Keeps a room up with what others write to the log."""
        with self._ready:
            self._rooms[room.code] = room
            if self.trouble is not None:
                room.publish(room.state, self.trouble.cause)

    def forget(self, room: Room) -> None:
        """The room is no more: it is empty, and whatever is wished there is refused."""
        with self._ready:
            self._rooms.pop(room.code, None)
        room.publish(EMPTY, None)
        room.tell(())

    def refresh(self) -> None:
        """Reads what others have written to the log since."""
        self.between(lambda: self._keep_up(self._following()))

    def stop_writing(self, trouble: Unwritable) -> None:
        """Every room can only be read, for good when the file is damaged."""
        self.trouble = trouble
        for room in self._following():
            room.publish(room.state, trouble.cause)
            room.tell(())

    def close(self) -> None:
        """Finishes what was asked, then stops."""
        with self._ready:
            self._closed = True
            self._ready.notify()
        self._thread.join()

    def _queue(self, asked: _Wish | _Errand) -> None:
        with self._ready:
            if not self._closed:
                self._asked.append(asked)
                self._ready.notify()
                return
        asked.future.set_exception(Refused(Reason.BUSY))

    def _following(self) -> tuple[Room, ...]:
        with self._ready:
            return tuple(self._rooms.values())

    # --- on the thread -----------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            with self._ready:
                self._ready.wait_for(lambda: self._asked or self._closed, _IDLE)
                asked, self._asked = self._asked[:MOST_AT_ONCE], self._asked[MOST_AT_ONCE:]
                closed = self._closed
            if not asked and closed:
                return
            if not asked:
                self._idle()
            for kind, some in groupby(asked, key=type):
                living = [a for a in some if a.future.set_running_or_notify_cancel()]
                if kind is _Wish:
                    self._commit([a for a in living if isinstance(a, _Wish)])
                else:
                    _run_errands(a for a in living if isinstance(a, _Errand))

    def _idle(self) -> None:
        try:
            self._keep_up(self._following())
            if self.trouble is not None and self.trouble.cause is not Trouble.DAMAGED:
                self._log.probe()
                self._recovered()
        except Unwritable as broken:
            self._troubled(broken)
        except Exception:  # noqa: BLE001 - logged, not lost
            # what another version of the program wrote must not end this thread
            _log.exception("what is new in the log could not be read")

    def _commit(self, batch: Sequence[_Wish]) -> None:
        """Answers every wish of the batch, after all that it led to is durable."""
        for _ in range(_TRIES):
            try:
                self._keep_up(dict.fromkeys(wish.room for wish in batch))
                working, answers = self._decided(batch)
                self._append(working)
            except LogConflict:
                continue
            except Unwritable as broken:
                self._troubled(broken)
                busy = broken.cause is Trouble.LOCKED
                reason = Reason.BUSY if busy else Reason.READ_ONLY
                _fail(batch, Refused(reason, cause=broken.cause.value))
            except Exception as bug:  # noqa: BLE001 - it travels to whoever wished it
                self._one_by_one(batch, bug)
            else:
                self._published(working, answers)
            return
        self._one_by_one(batch, Refused(Reason.TOKEN_USED))

    def _one_by_one(self, batch: Sequence[_Wish], problem: Exception) -> None:
        """One wish that cannot be kept fails alone, not with everybody who came with it."""
        if len(batch) <= 1:
            _fail(batch, problem)
            return
        for wish in batch:
            self._commit([wish])

    def _decided(self, batch: Sequence[_Wish]) -> _Decided:
        working: dict[Room, _Working] = {}
        answers: list[tuple[_Wish, tuple[Event, ...] | Exception]] = []
        for wish in batch:
            at = working.setdefault(wish.room, _Working(wish.room.state))
            try:
                events = self._decide(at.state, wish)
                at.state = replay(events, at.state)
            except Exception as refused:  # noqa: BLE001 - Refused, or a bug that only this wish meets
                answers.append((wish, refused))
            else:
                at.events.extend(events)
                answers.append((wish, events))
        return working, answers

    def _decide(self, state: State, wish: _Wish) -> tuple[Event, ...]:
        if self.trouble is not None and self.trouble.cause is Trouble.DAMAGED:
            raise Refused(Reason.READ_ONLY, cause=self.trouble.cause.value)
        return decide(state, replace(wish.command, at=self._clock()))

    def _append(self, working: dict[Room, _Working]) -> None:
        entries = [
            Entry(code=room.code, after=room.state.position, events=tuple(at.events))
            for room, at in working.items()
            if at.events
        ]
        if entries:
            self._log.append(entries)
            self._recovered()

    def _published(
        self,
        working: dict[Room, _Working],
        answers: Iterable[tuple[_Wish, tuple[Event, ...] | Exception]],
    ) -> None:
        changed = {room: at for room, at in working.items() if at.events}
        for room, at in changed.items():
            room.publish(at.state, room.read_only)
        for wish, answer in answers:
            if isinstance(answer, Exception):
                wish.future.set_exception(answer)
            else:
                wish.future.set_result(Outcome(answer, wish.room.state))
        for room, at in changed.items():
            room.tell(tuple(at.events))

    def _keep_up(self, rooms: Iterable[Room]) -> None:
        """Publishes what others wrote; a workshop that somebody deleted is empty.

        Past the place where a log is damaged nothing is read: it may say anything.
        """
        if self.trouble is not None and self.trouble.cause is Trouble.DAMAGED:
            return
        for room in rooms:
            end = self._log.end(room.code)
            if end > room.state.position:
                events = tuple(self._log.read(room.code, room.state.position))
                room.publish(replay(events, room.state), room.read_only)
                room.tell(events)
            elif end < room.state.position:
                self.forget(room)

    def _troubled(self, broken: Unwritable) -> None:
        known = self.trouble and self.trouble.cause
        if broken.cause is not Trouble.LOCKED and broken.cause is not known:
            _log.error("%s", broken)
            self.stop_writing(broken)

    def _recovered(self) -> None:
        if self.trouble is None:
            return
        self.trouble = None
        for room in self._following():
            room.publish(room.state, None)
            room.tell(())


def _run_errands(errands: Iterable[_Errand]) -> None:
    for errand in errands:
        try:
            errand.act()
        except Exception as error:  # noqa: BLE001 - it travels to whoever sent it
            errand.future.set_exception(error)
        else:
            errand.future.set_result(None)


def _fail(batch: Iterable[_Wish], problem: Exception) -> None:
    for wish in batch:
        wish.future.set_exception(problem)
