"""SqliteLog: the log in one SQLite file. One transaction a batch, durable before it returns."""

# ruff: noqa: D102 - EventLog promises what the methods of a log do

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from workshop.domain.events import Event
from workshop.domain.nouns import Code
from workshop.storage.chain import FIRST, Damage, Row, chained
from workshop.storage.codec import TextOf, decode, erased_by, lost_with, references
from workshop.storage.connecting import opened, read_only, troubles
from workshop.storage.copying import backup, restore, verify
from workshop.storage.log import Entry, LogConflict, Trouble, Unwritable
from workshop.storage.vectors import text_hash

__all__ = ["SqliteLog", "backup", "restore", "verify"]

_INSERT = "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_WORDS = "INSERT INTO texts VALUES (?, ?, ?, ?)"
_END = "SELECT position, hash FROM events WHERE workshop = ? ORDER BY position DESC LIMIT 1"


class SqliteLog:
    """An EventLog in a file. `patience` is how many seconds it waits for other writers.

    Raises Unwritable when the file cannot be opened as ours. A file that can only be read opens,
    and every `append` says so.
    """

    def __init__(self, path: Path, patience: float = 5.0) -> None:
        self.path = path
        self._writes, self._reads = threading.Lock(), threading.Lock()
        self._unwiped = False
        self.db, self.writable = opened(path, patience)
        with troubles(path):
            # readers never wait for a commit to reach the disk
            self._reader = read_only(path, patience)
        self._file = _identity(path)

    def workshops(self) -> tuple[Code, ...]:
        rows = self._all("SELECT workshop FROM events GROUP BY workshop ORDER BY min(rowid)")
        return tuple(Code(code) for (code,) in rows)

    def read(self, code: Code, after: int = 0) -> Iterator[Event]:
        rows = self._all(
            "SELECT kind, body, by, at, token FROM events"
            " WHERE workshop = ? AND position > ? ORDER BY position",
            (code, after),
        )
        text_of = self._text_of(code, whole=after == 0)
        for kind, body, by, at, token in rows:
            yield decode(kind, body, by, at, token, text_of)

    def _text_of(self, code: Code, *, whole: bool) -> TextOf:
        if whole:
            rows = self._all("SELECT id, text FROM texts WHERE workshop = ?", (code,))
            return dict[str, str](rows).get

        def one(word_id: str) -> str | None:
            query = "SELECT text FROM texts WHERE workshop = ? AND id = ?"
            return next((text for (text,) in self._all(query, (code, word_id))), None)

        return one

    def rows(self, code: Code) -> Iterator[tuple[Row, Mapping[str, str]]]:
        rows = self._all("SELECT * FROM events WHERE workshop = ? ORDER BY position", (code,))
        text_of = self._text_of(code, whole=True)
        for row in (Row(*columns) for columns in rows):
            found = ((ref.id, text_of(ref.id)) for ref in references(row.kind, row.body))
            yield row, {word_id: text for word_id, text in found if text is not None}

    def end(self, code: Code) -> int:
        return self._end(code)[0]

    def hash(self, code: Code) -> str:
        return self._end(code)[1]

    def _end(self, code: Code) -> tuple[int, str]:
        return _last(self._all(_END, (code,)))

    def append(self, batch: Sequence[Entry]) -> None:
        with self._writing():
            for entry in batch:
                self._add(entry)
        self._wipe()

    def _add(self, entry: Entry) -> None:
        at, previous = _last(self.db.execute(_END, (entry.code,)).fetchall())
        if at != entry.after:
            raise LogConflict
        for row, words in chained(entry.code, entry.events, at, previous):
            try:
                self.db.execute(_INSERT, row)
            except sqlite3.IntegrityError as taken:  # the position or the token
                raise LogConflict from taken
            for stored in words:
                self.db.execute(_WORDS, (entry.code, *stored))
            if (owner := erased_by(row.kind, row.body)) is not None:
                self._erase(entry.code, row.kind, owner)

    def _erase(self, code: Code, kind: str, owner: str) -> None:
        # "0" is the letter after "/": all ids that begin with the owner and a slash
        within = (code, f"{owner}/", f"{owner}0")
        found = self.db.execute(
            "SELECT id, text FROM texts WHERE workshop = ? AND id >= ? AND id < ?", within
        ).fetchall()
        for word_id, text in found:
            if lost_with(word_id, kind, owner):
                self.db.execute("DELETE FROM texts WHERE workshop = ? AND id = ?", (code, word_id))
                self.db.execute("DELETE FROM vectors WHERE text = ?", (text_hash(text),))
        self._unwiped = True

    def _wipe(self) -> None:
        """What was deleted goes out of the write-ahead log too, now or after a later write."""
        if not self._unwiped:
            return
        with self._writes, contextlib.suppress(sqlite3.Error):  # the commit stands either way
            # the room does not wait for somebody who reads: the next write tries again
            (patience,) = self.db.execute("PRAGMA busy_timeout").fetchone()
            self.db.execute("PRAGMA busy_timeout = 0").fetchone()
            busy, _, _ = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._unwiped = bool(busy)
            self.db.execute(f"PRAGMA busy_timeout = {patience:d}").fetchone()

    def probe(self) -> None:
        with self._writing():
            # needs new pages, as an event would, and leaves nothing
            self.db.execute("INSERT INTO vectors VALUES ('', '', zeroblob(8192))")
            self.db.execute("DELETE FROM vectors WHERE model = '' AND text = ''")

    def delete(self, code: Code) -> None:
        with self._writing():
            self.db.execute("DELETE FROM events WHERE workshop = ?", (code,))
            self.db.execute("DELETE FROM texts WHERE workshop = ?", (code,))
        self._unwiped = True
        self._wipe()

    def verify(self) -> tuple[Damage, ...]:
        return verify(self.path)

    def backup(self, to: Path) -> None:
        backup(self.path, to)

    def close(self) -> None:
        with self._writes, self._reads:
            self._reader.close()
            self.db.close()

    def _all(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._reads, troubles(self.path):
            return self._reader.execute(query, list(values)).fetchall()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it is on the disk when this ends, or nothing."""
        if not self.writable:
            raise Unwritable(self.path, Trouble.READ_ONLY)
        if _identity(self.path) != self._file:
            # SQLite would go on writing to a file that nobody finds any more
            raise Unwritable(self.path, Trouble.MISSING)
        with self._writes, troubles(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.conn.in_transaction:
                    self.db.execute("ROLLBACK")
                raise


def _last(rows: Sequence[tuple[Any, ...]]) -> tuple[int, str]:
    """Position and hash of the last event."""
    return (rows[0][0], rows[0][1]) if rows else (0, FIRST)


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells this file from another one in its place; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
