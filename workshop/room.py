"""Room: one workshop as everybody reads it, and the door for what they want."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from workshop.domain.commands import Command
from workshop.domain.events import Event
from workshop.domain.nouns import Code
from workshop.domain.refusals import Reason, Refused
from workshop.domain.state import EMPTY, State

Listener = Callable[["Room", tuple[Event, ...]], None]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a wish led to, and the published state that holds it. No events: nothing to do."""

    events: tuple[Event, ...]
    state: State


Take = Callable[["Room", Command], "Future[Outcome]"]


class Room:
    """One workshop. Read `state` without a lock: it is never changed, only replaced."""

    def __init__(self, code: Code, take: Take, state: State = EMPTY) -> None:
        self.code = code
        self.state = state
        self.version = state.position
        """Grows with every published change, over restarts too. Whoever compares reads it first."""
        self.read_only: str | None = None
        """What keeps wishes from being saved just now: the value of a Trouble, or None."""
        self._take = take
        self._listeners: tuple[Listener, ...] = ()

    def submit(self, command: Command) -> Future[Outcome]:
        """Hands a wish to the writer and returns at once.

        The future holds its Outcome once that is durable, or raises Refused.
        """
        return self._take(self, command)

    def ask(self, command: Command, timeout: float = 10) -> Outcome:
        """The same, waiting for the outcome.

        Refused as BUSY when none came in time: sent again with its token, it happens once.
        """
        future = self.submit(command)
        try:
            return future.result(timeout)
        except TimeoutError:
            future.cancel()
            raise Refused(Reason.BUSY) from None

    def listen(self, callback: Listener) -> Callable[[], None]:
        """Calls back after each publication, on the writer's thread. Returns what ends that."""

        def told(room: Room, events: tuple[Event, ...]) -> None:
            callback(room, events)

        def unlisten() -> None:
            self._listeners = tuple(known for known in self._listeners if known is not told)

        self._listeners = (*self._listeners, told)
        return unlisten

    def publish(self, state: State, read_only: str | None) -> None:
        """For the writer: swaps what everybody reads."""
        self.state, self.read_only = state, read_only
        self.version = max(self.version + 1, state.position)

    def tell(self, events: tuple[Event, ...]) -> None:
        """For the writer: calls the listeners, whatever happens to any of them."""
        for told in self._listeners:
            try:
                told(self, events)
            except Exception:  # noqa: BLE001 - logged, not lost
                # one screen that fails must not stop the room
                _log.exception("a listener of workshop %s failed", self.code)
