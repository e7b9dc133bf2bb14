"""A rehearsal on a running server, slowly enough to watch. One at a time, on its own thread."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass

from workshop.domain.nouns import Code, Role
from workshop.rehearsal.playing import Rehearsal, rehearsal_setup
from workshop.rehearsal.tempo import Paced
from workshop.room import Room
from workshop.rooms import Rooms, now
from workshop.steward import Steward

PATIENCE = 120.0
"""Seconds to wait for proposed themes before the rehearsal goes on without."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to watch: the workshop's code, and a secret that opens its desk."""

    code: Code
    secret: str


class ByTheSteward:
    """The software that sorts, as it serves every room of this server."""

    def __init__(self, steward: Steward) -> None:
        self._steward = steward

    def find(self, room: Room) -> None:
        """Leaves a proposal in the room, unless the software cannot."""
        try:
            self._steward.propose(room).result(PATIENCE)
        except Exception as problem:  # noqa: BLE001 - whatever it is, the rehearsal goes on
            _log.warning("no themes in the rehearsal: %r", problem)

    def welcome(self, room: Room) -> None:
        """The steward places newcomers unasked."""


class Live:
    """The rehearsal of this server, if there is one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._tempo: Paced | None = None

    def begin(
        self, rooms: Rooms, steward: Steward, *, people: int, seed: int, minutes: float
    ) -> Begun | None:
        """Founds a workshop and goes through it in so many minutes; None while one is under way.

        Raises Refused where nothing can be written.
        """
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return None
            room = rooms.found(rehearsal_setup(now().date()))
            secret = rooms.issue(room, Role.ORGANISER)
            planned = sum(step.minutes for step in room.state.running.agenda)
            tempo = self._tempo = Paced(planned / minutes)
            rehearsal = Rehearsal(room, tempo, ByTheSteward(steward), people=people, seed=seed)
            self._thread = threading.Thread(
                target=_played, args=(rehearsal,), name="rehearsal", daemon=True
            )
            self._thread.start()
            return Begun(room.code, secret)

    def stop(self) -> None:
        """Ends it where it stands."""
        if self._tempo is not None:
            self._tempo.stopped.set()
        if self._thread is not None:
            self._thread.join(5)


def _played(rehearsal: Rehearsal) -> None:
    try:
        rehearsal.play()
    except InterruptedError:
        _log.info("the rehearsal was stopped")
    except Exception:  # noqa: BLE001 - others may act there too; the server must not feel it
        _log.exception("the rehearsal could not go on")
