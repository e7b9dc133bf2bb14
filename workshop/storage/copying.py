"""What is done with a whole database file: verify it, copy it, put a copy in its place."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

from sqlite_utils import Database

from workshop.domain.nouns import Code
from workshop.storage.chain import Damage, Row, damages
from workshop.storage.codec import StoredWords
from workshop.storage.connecting import read_only, troubles
from workshop.storage.log import Trouble, Unwritable

_PATIENCE = 5.0
_HEADER = b"SQLite format 3\0"
"""How every file that ever was a database begins."""


def verify(path: Path) -> tuple[Damage, ...]:
    """What is not as it was written; () for a file that is intact. Changes nothing.

    Raises Unwritable where the question cannot be asked: no file, no database, not ours, newer,
    locked.
    """
    try:
        with _reading(path) as db:
            return (*_pages(db), *_chains(db))
    except Unwritable as broken:
        if broken.cause not in {Trouble.DAMAGED, Trouble.NOT_A_DATABASE}:
            raise
        if broken.cause is Trouble.NOT_A_DATABASE and not _begins_as_one(path):
            raise
        return (Damage(what=broken.detail or str(broken)),)


def _begins_as_one(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[Database]:
    with troubles(path):
        db = read_only(path, _PATIENCE)
        try:
            yield db
        finally:
            db.close()


def _pages(db: Database) -> Iterator[Damage]:
    # not quick_check: only the whole check compares tables with their indexes
    for (found,) in db.execute("PRAGMA integrity_check"):
        if found != "ok":
            yield Damage(what=found)


def _chains(db: Database) -> Iterator[Damage]:
    db.conn.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    rows: dict[Code, list[Row]] = {}
    texts: dict[Code, dict[str, StoredWords]] = {}
    with _snapshot(db):
        for row in map(Row._make, db.execute("SELECT * FROM events ORDER BY position")):
            rows.setdefault(Code(row.workshop), []).append(row)
        for code, *words in db.execute("SELECT workshop, id, salt, text FROM texts"):
            texts.setdefault(code, {})[words[0]] = StoredWords(*words)
    for code in dict.fromkeys((*rows, *texts)):
        yield from damages(code, rows.get(code, []), texts.get(code, {}))


@contextlib.contextmanager
def _snapshot(db: Database) -> Iterator[None]:
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


def backup(path: Path, to: Path, *, replace: bool = False) -> None:
    """A copy of the database in one file, also while it is in use. Raises Unwritable."""
    if to.exists() and not replace:
        raise Unwritable(to, Trouble.EXISTS)
    part = to.with_name(f"{to.name}.part")
    try:
        with _reading(path) as db, troubles(to), contextlib.closing(sqlite3.connect(part)) as copy:
            db.conn.backup(copy)
            # one file that needs nothing beside it
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        _settle(part, to)
    finally:
        part.unlink(missing_ok=True)


def _settle(part: Path, to: Path) -> None:
    """Renames a finished file into its place, so that nobody ever sees half of it."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(to)
    folder = os.open(to.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def restore(copy: Path, path: Path, *, replace: bool = False) -> None:
    """Puts an intact copy in the database's place; what stood there is kept beside it.

    It is called `.replaced`, or `.replaced-2` and so on where that name is taken.
    Raises Unwritable when the copy is damaged, when the database is in use, and when there is one
    already unless `replace`.
    """
    found = verify(copy)
    if found:
        raise Unwritable(copy, Trouble.DAMAGED, str(found[0]))
    if path.exists():
        if not replace:
            raise Unwritable(path, Trouble.EXISTS)
        _let_go(path)
        path.replace(_aside(path))
    for beside in ("-wal", "-shm", "-journal"):
        # what an earlier database left here must not be read into the restored one
        Path(f"{path}{beside}").unlink(missing_ok=True)
    backup(copy, path)


def _aside(path: Path) -> Path:
    """A name beside it that nothing has: what was replaced before stays, too."""
    first = path.with_name(f"{path.name}.replaced")
    further = (path.with_name(f"{first.name}-{n}") for n in count(2))
    return next(free for free in chain((first,), further) if not free.exists())


def _let_go(path: Path) -> None:
    """Folds the database into its one file; Unwritable while anybody has it open."""
    with contextlib.closing(sqlite3.connect(path, timeout=0)) as conn:
        try:
            conn.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise Unwritable(path, Trouble.IN_USE) from error
            raise
        except (sqlite3.DatabaseError, UnicodeDecodeError):  # damaged: the reason to restore
            return
