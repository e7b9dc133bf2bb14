"""The copies that a workshop makes of its own database, newest first to fall back on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from workshop.domain.events import (
    ContributionWithdrawn,
    Event,
    PhaseMoved,
    WordsErased,
    WorkshopClosed,
)
from workshop.storage.log import EventLog, Unwritable

KEPT = 12
_MILESTONES = (PhaseMoved, WorkshopClosed)
_ERASING = (ContributionWithdrawn, WordsErased)


class Copies:
    """Makes a copy at each milestone, on its own thread. A failure is reported, never raised."""

    def __init__(self, log: EventLog, folder: Path, clock: Callable[[], datetime]) -> None:
        self._log, self._folder, self._clock = log, folder, clock
        self._ready = threading.Condition()
        self._wanted = self._alone = self._closed = False
        self.problem: Unwritable | OSError | None = None
        """Why the newest copy could not be made."""
        self._thread = threading.Thread(target=self._run, name="copies", daemon=True)
        self._thread.start()

    def told(self, events: tuple[Event, ...]) -> None:
        """Wants a copy after a milestone; after an erasure one without the words that are gone."""
        erased = any(isinstance(event, _ERASING) for event in events)
        if erased or any(isinstance(event, _MILESTONES) for event in events):
            self.want(alone=erased)

    def want(self, *, alone: bool = False) -> None:
        """Asks for a copy; `alone`: the older ones hold what was deleted, and go."""
        with self._ready:
            self._wanted = True
            self._alone = self._alone or alone
            self._ready.notify()

    def newest(self) -> tuple[Path, ...]:
        """The copies there are, the newest first."""
        return tuple(sorted(self._folder.glob("*.db"), reverse=True))

    def close(self) -> None:
        """Makes what is still wanted, then stops."""
        with self._ready:
            self._closed = True
            self._ready.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._ready:
                self._ready.wait_for(lambda: self._wanted or self._closed)
                if not self._wanted:
                    return
                alone, self._wanted, self._alone = self._alone, False, False
            try:
                self._make(alone=alone)
            except (Unwritable, OSError) as problem:
                self.problem = problem
                with self._ready:
                    # the older copies still hold what was deleted: the next one must end them
                    self._alone = self._alone or alone
            else:
                self.problem = None

    def _make(self, *, alone: bool) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        older = self.newest()
        self._log.backup(self._free_name())
        for old in older if alone else older[KEPT - 1 :]:
            old.unlink()

    def _free_name(self) -> Path:
        # two copies may carry the same moment, and the clock of a machine may be set back:
        # a name is always later than all others, or the newest copy would pass for an old one
        stamp, following = f"{self._clock():%Y%m%dT%H%M%SZ}", 0
        newest = self.newest()
        if newest and newest[0].stem.rpartition("-")[0] >= stamp:
            stamp, _, last = newest[0].stem.rpartition("-")
            following = int(last) + 1
        return self._folder / f"{stamp}-{following:03d}.db"
