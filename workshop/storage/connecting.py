"""How a database is opened, what its tables are, and what its errors mean."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from sqlite_utils import Database

from workshop.storage.log import Trouble, Unwritable

VERSION = 1
"""Of the schema, in PRAGMA user_version."""

SCHEMA = (
    """CREATE TABLE events (
        workshop TEXT NOT NULL, position INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
        token TEXT, kind TEXT NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL,
        PRIMARY KEY (workshop, position)
    ) STRICT""",
    "CREATE UNIQUE INDEX one_token ON events (workshop, by, token) WHERE token IS NOT NULL",
    """CREATE TABLE texts (
        workshop TEXT NOT NULL, id TEXT NOT NULL, salt TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (workshop, id)
    ) STRICT""",
    """CREATE TABLE vectors (
        model TEXT NOT NULL, text TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (text, model)
    ) STRICT""",
)

_MEANS: Mapping[int, Trouble] = MappingProxyType(
    {
        sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
        sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
        sqlite3.SQLITE_FULL: Trouble.FULL,
        sqlite3.SQLITE_BUSY: Trouble.LOCKED,
        sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
        sqlite3.SQLITE_IOERR: Trouble.FAILING,
        sqlite3.SQLITE_CANTOPEN: Trouble.MISSING,
        sqlite3.SQLITE_NOTADB: Trouble.NOT_A_DATABASE,
        sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
        # a column or table that is not there, letters that are none: nobody else changes these
        sqlite3.SQLITE_ERROR: Trouble.DAMAGED,
        sqlite3.SQLITE_FORMAT: Trouble.DAMAGED,
    }
)
_PRIMARY = 0xFF
_UNWRITABLE = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})


@contextlib.contextmanager
def troubles(path: Path) -> Iterator[None]:
    """Turns the errors of a failing machine into Unwritable; errors of the program go on."""
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        cause = _MEANS.get(code & _PRIMARY)
        if cause is None:
            raise
        raise Unwritable(path, cause, str(error)) from error
    except UnicodeDecodeError as error:
        # the message of an error about a damaged schema quotes what stands there
        raise Unwritable(path, Trouble.DAMAGED, "letters that are none") from error


def opened(path: Path, patience: float) -> tuple[Database, bool]:
    """The database, and whether it can be written to. Makes the file where there is none."""
    with troubles(path):
        try:
            return _written(path, patience), True
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY not in _UNWRITABLE or not path.is_file():
                raise
        return read_only(path, patience), False


def _written(path: Path, patience: float) -> Database:
    conn = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    db = Database(conn, execute_plugins=False)
    try:
        _ours(db, path, may_be_new=True)
        db.execute("PRAGMA journal_mode = WAL").fetchone()
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA secure_delete = ON").fetchone()
        _with_tables(db)
    except BaseException:
        conn.close()
        raise
    return db


def read_only(path: Path, patience: float) -> Database:
    """The database of a file that nothing is written to, not even beside it if that must be."""
    if not path.exists():
        raise Unwritable(path, Trouble.MISSING)
    address = path.resolve().as_uri()
    try:
        return _read(f"{address}?mode=ro", path, patience)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _PRIMARY not in _UNWRITABLE or Path(f"{path}-wal").exists():
            raise
    return _read(f"{address}?mode=ro&immutable=1", path, patience)


def _read(address: str, path: Path, patience: float) -> Database:
    conn = sqlite3.connect(
        address, uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )
    db = Database(conn, execute_plugins=False)
    try:
        _ours(db, path, may_be_new=False)
    except BaseException:
        conn.close()
        raise
    return db


def version_of(db: Database) -> int:
    """The schema's version; 0 for a file that we have not written to."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _ours(db: Database, path: Path, *, may_be_new: bool) -> None:
    version = version_of(db)
    if version > VERSION:
        raise Unwritable(path, Trouble.NEWER, f"version {version}, this program knows {VERSION}")
    holds = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if version == 0 and (holds or not may_be_new):
        raise Unwritable(path, Trouble.FOREIGN)


def _with_tables(db: Database) -> None:
    if version_of(db) == VERSION:
        return
    db.execute("BEGIN IMMEDIATE")
    if version_of(db) == 0:  # nobody else made them while we waited
        for statement in SCHEMA:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION:d}")
    db.execute("COMMIT")
