"""Who is here just now, and who is typing. In memory only: nobody's presence is ever kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from workshop.domain.nouns import Code, PersonId

WINDOW = 45.0
"""Seconds after which somebody who was not seen again has left."""


@dataclass(frozen=True, slots=True)
class Here:
    """How many people are here, and how many of them have typed something and not sent it."""

    here: int = 0
    typing_not_sent: int = 0


class Presence:
    """Who was seen lately, by room. Safe to call from any thread."""

    def __init__(self, window: float = WINDOW, clock: Callable[[], float] = time.monotonic) -> None:
        self._window, self._clock = window, clock
        self._lock = threading.Lock()
        self._seen: dict[Code, dict[PersonId, float]] = {}
        self._typing: dict[Code, dict[PersonId, float]] = {}

    def seen(self, room: Code, person: PersonId) -> None:
        """This person's screen is open."""
        with self._lock:
            self._seen.setdefault(room, {})[person] = self._clock()

    def typing(self, room: Code, person: PersonId, chars: int) -> None:
        """How many characters stand unsent on this person's screen."""
        with self._lock:
            now = self._clock()
            self._seen.setdefault(room, {})[person] = now
            if chars > 0:
                self._typing.setdefault(room, {})[person] = now
            else:
                self._typing.get(room, {}).pop(person, None)

    def left(self, room: Code, person: PersonId) -> None:
        """This person's screen is closed."""
        with self._lock:
            self._seen.get(room, {}).pop(person, None)
            self._typing.get(room, {}).pop(person, None)

    def now(self, room: Code) -> Here:
        """The counts for one room."""
        with self._lock:
            return Here(self._lately(self._seen, room), self._lately(self._typing, room))

    def _lately(self, seen: dict[Code, dict[PersonId, float]], room: Code) -> int:
        since = self._clock() - self._window
        lately = {who: at for who, at in seen.get(room, {}).items() if at >= since}
        if lately:
            seen[room] = lately
        else:
            seen.pop(room, None)
        return len(lately)
