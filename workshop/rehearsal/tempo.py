"""How fast a rehearsal goes: at once, with plausible times, or slowly enough to watch."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from workshop.domain.commands import Command
from workshop.domain.refusals import Refused
from workshop.room import Outcome, Room

BEGINNING = datetime(2026, 11, 24, 10, 30)  # noqa: DTZ001 - made aware where the machine stands
"""When a rehearsal that is played at once seems to begin, on the clock of this machine."""


class Tempo(Protocol):
    """Sends wishes to a room, spread over some seconds of the workshop."""

    def play(self, room: Room, wishes: Sequence[Command], seconds: float) -> None:
        """Sends them in this order and waits until all are answered."""


class Clock:
    """A clock that goes on a little with every question, so that acts have plausible times."""

    def __init__(self, at: datetime | None = None) -> None:
        self._at = at or BEGINNING.astimezone()
        self._step = timedelta(seconds=1)

    def __call__(self) -> datetime:
        """The time; the next question is answered a step later."""
        now, self._at = self._at, self._at + self._step
        return now

    def spread(self, seconds: float, questions: int) -> None:
        """From now on, so many questions take so many seconds."""
        self._step = timedelta(seconds=seconds) / max(questions, 1)

    def wait(self, seconds: float) -> None:
        """Time passes in which nobody does anything."""
        self._at += timedelta(seconds=seconds)

    @property
    def now(self) -> datetime:
        """The time, without going on."""
        return self._at


class AtOnce:
    """As fast as the room takes it. The room's own clock must be the one given here."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def play(self, room: Room, wishes: Sequence[Command], seconds: float) -> None:
        """Raises Refused where a wish is not granted: the script is wrong then."""
        if not wishes:
            self._clock.wait(seconds)
        self._clock.spread(seconds, len(wishes))
        answers = [room.submit(wish) for wish in wishes]
        for answer in answers:
            answer.result(30)


class Paced:
    """In real time, `speed` times as fast as the workshop would go, until it is stopped."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self.stopped = threading.Event()
        self.refused = 0
        """Wishes that were not granted: others act in the same room, which is their right."""

    def play(self, room: Room, wishes: Sequence[Command], seconds: float) -> None:
        """Raises InterruptedError once it is stopped."""
        pause = seconds / self._speed / max(len(wishes), 1)
        for wish in wishes or (None,):
            if self.stopped.wait(pause):
                raise InterruptedError
            if wish is not None:
                self._ask(room, wish)

    def _ask(self, room: Room, wish: Command) -> Outcome | None:
        try:
            return room.ask(wish)
        except Refused:
            self.refused += 1
            return None
