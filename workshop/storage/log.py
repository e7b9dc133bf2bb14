"""What a log promises: EventLog, its failures, and MemoryLog, the same without a disk."""

# ruff: noqa: D102 - EventLog promises what the methods of a log do

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from workshop.domain.events import Event
from workshop.domain.nouns import Code
from workshop.storage.chain import FIRST, Damage, Row, chained, damages
from workshop.storage.codec import StoredWords, decode, erased_by, lost_with, references


class LogConflict(Exception):
    """Somebody else wrote first: read what is new and decide again."""


class Trouble(StrEnum):
    """What can be wrong with the machine below a log."""

    READ_ONLY = "read-only"
    FULL = "full"
    LOCKED = "locked"
    FAILING = "failing"
    MISSING = "missing"
    EXISTS = "exists"
    IN_USE = "in-use"
    NOT_A_DATABASE = "not-a-database"
    FOREIGN = "foreign"
    NEWER = "newer"
    DAMAGED = "damaged"


TELLS: Mapping[Trouble, str] = MappingProxyType(
    {
        Trouble.READ_ONLY: "{path} can only be read. Give this account the right to write to the "
        "file and its folder, or start with another file.",
        Trouble.FULL: "{path} cannot grow: the disk is full. Free some space; nothing that was "
        "saved is lost.",
        Trouble.LOCKED: "{path} is held by another program. Close that one, then try again.",
        Trouble.FAILING: "{path} cannot be read or written: the disk reports a failure. Copy the "
        "file to another disk and start from there.",
        Trouble.MISSING: "{path} cannot be opened. Check that the file and its folder are there.",
        Trouble.EXISTS: "{path} already exists, and it was left as it is. Choose a name that is "
        "not taken yet.",
        Trouble.IN_USE: "{path} is in use. Stop the workshop that has it open, then try again.",
        Trouble.NOT_A_DATABASE: "{path} is not a database. Check the path, or restore the newest "
        "copy.",
        Trouble.FOREIGN: "{path} is the database of another program. Choose another file.",
        Trouble.NEWER: "{path} was written by a newer version of Common Thread. Update the "
        "program, then start again.",
        Trouble.DAMAGED: "{path} is damaged. Keep the file, and restore the newest copy that is "
        "intact.",
    }
)


class Unwritable(Exception):
    """The machine below the log fails. Nothing of what was asked has been kept."""

    def __init__(self, path: Path, cause: Trouble, detail: str = "") -> None:
        super().__init__(path, cause, detail)
        self.path, self.cause, self.detail = path, cause, detail

    def __str__(self) -> str:
        told = TELLS[self.cause].format(path=self.path)
        return f"{told} ({self.detail})" if self.detail else told


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Events that follow position `after` of one workshop's log."""

    code: Code
    after: int
    events: tuple[Event, ...]


class EventLog(Protocol):
    """One append-only history a workshop, many in one place. Safe to call from any thread."""

    def workshops(self) -> tuple[Code, ...]:
        """The codes there are, the oldest workshop first."""

    def read(self, code: Code, after: int = 0) -> Iterator[Event]:
        """The events behind this position, in order, each as it was appended."""

    def rows(self, code: Code) -> Iterator[tuple[Row, Mapping[str, str]]]:
        """Each event as it is stored, with those of its words that are still there, by their id."""

    def end(self, code: Code) -> int:
        """The position of the last event; 0 where there is none."""

    def hash(self, code: Code) -> str:
        """The hash of the last event, which stands for the whole log; "" where there is none."""

    def append(self, batch: Sequence[Entry]) -> None:
        """Keeps all of it, durably, or nothing. Raises LogConflict or Unwritable."""

    def probe(self) -> None:
        """Raises Unwritable where `append` would."""

    def delete(self, code: Code) -> None:
        """Deletes the whole log of one workshop, with its words."""

    def verify(self) -> tuple[Damage, ...]:
        """What is not as it was written."""

    def backup(self, to: Path) -> None:
        """Leaves a copy of everything in one file; a log without a disk has none to give."""

    def close(self) -> None:
        """Lets go of whatever it holds."""


class MemoryLog:
    """An EventLog that lasts as long as the process. For tests and rehearsals."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._rows: dict[Code, list[Row]] = {}
        self._texts: dict[Code, dict[str, StoredWords]] = {}

    def workshops(self) -> tuple[Code, ...]:
        with self._lock:
            return tuple(self._rows)

    def read(self, code: Code, after: int = 0) -> Iterator[Event]:
        with self._lock:
            rows, texts = self._rows.get(code, [])[after:], dict(self._texts.get(code, {}))
        for row in rows:
            yield decode(
                row.kind,
                row.body,
                row.by,
                row.at,
                row.token,
                lambda word_id: texts[word_id].text if word_id in texts else None,
            )

    def rows(self, code: Code) -> Iterator[tuple[Row, Mapping[str, str]]]:
        with self._lock:
            rows, texts = tuple(self._rows.get(code, ())), dict(self._texts.get(code, {}))
        for row in rows:
            found = (texts.get(ref.id) for ref in references(row.kind, row.body))
            yield row, {stored.id: stored.text for stored in found if stored}

    def end(self, code: Code) -> int:
        with self._lock:
            return len(self._rows.get(code, ()))

    def hash(self, code: Code) -> str:
        with self._lock:
            rows = self._rows.get(code)
            return rows[-1].hash if rows else FIRST

    def append(self, batch: Sequence[Entry]) -> None:
        with self._lock:
            made = [self._made(entry) for entry in batch]
            for entry, rows in zip(batch, made, strict=True):
                for row, words in rows:
                    self._keep(entry.code, row, words)

    def _made(self, entry: Entry) -> list[tuple[Row, tuple[StoredWords, ...]]]:
        if entry.after != self.end(entry.code):
            raise LogConflict
        rows = list(chained(entry.code, entry.events, entry.after, self.hash(entry.code)))
        known = {(r.by, r.token) for r in self._rows.get(entry.code, ()) if r.token is not None}
        new = [(row.by, row.token) for row, _ in rows if row.token is not None]
        if len(set(new)) < len(new) or known.intersection(new):
            raise LogConflict
        return rows

    def _keep(self, code: Code, row: Row, words: Sequence[StoredWords]) -> None:
        self._rows.setdefault(code, []).append(row)
        texts = self._texts.setdefault(code, {})
        texts.update((w.id, w) for w in words)
        if (owner := erased_by(row.kind, row.body)) is not None:
            for word_id in [w for w in texts if lost_with(w, row.kind, owner)]:
                del texts[word_id]

    def probe(self) -> None:
        pass

    def delete(self, code: Code) -> None:
        with self._lock:
            self._rows.pop(code, None)
            self._texts.pop(code, None)

    def verify(self) -> tuple[Damage, ...]:
        with self._lock:
            return tuple(
                damage
                for code, rows in self._rows.items()
                for damage in damages(code, rows, self._texts.get(code, {}))
            )

    def backup(self, to: Path) -> None:
        pass

    def close(self) -> None:
        pass
