"""What can be wrong with the machine below a log, and what is kept all the same."""

from __future__ import annotations

import contextlib
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.people import CODE, c1, c2
from tests.workshop.storage.pasts import (
    OPENING,
    OTHER,
    VOTES,
    WRITTEN,
    entry,
    made,
    withdrawn,
)
from workshop.domain import nouns as n
from workshop.storage.connecting import VERSION
from workshop.storage.log import Entry, LogConflict, Trouble, Unwritable
from workshop.storage.sqlite import SqliteLog, verify
from workshop.storage.vectors import Vectors

SECRET = "The library on Mill Street closes in May."


@pytest.fixture
def log(db: Path) -> Iterator[SqliteLog]:
    with closing(SqliteLog(db, patience=0.2)) as opened:
        opened.append([entry(*WRITTEN)])
        yield opened


def long_past(count: int = 400) -> Entry:
    texts = (made(n.ContributionId(f"n{i}"), "word " * 60) for i in range(count))
    return entry(*texts, after=3)


def test_what_was_appended_is_there_when_the_file_is_opened_again(db: Path) -> None:
    with closing(SqliteLog(db)) as first:
        first.append([entry(*WRITTEN)])

    with closing(SqliteLog(db)) as second:
        assert tuple(second.read(CODE)) == WRITTEN


def test_a_commit_reaches_the_disk_before_it_is_acknowledged(log: SqliteLog) -> None:
    (mode,) = log.db.execute("PRAGMA journal_mode").fetchone()
    (synchronous,) = log.db.execute("PRAGMA synchronous").fetchone()

    assert (mode, synchronous) == ("wal", 2)


def test_two_programs_on_one_file_never_write_the_same_position(log: SqliteLog, db: Path) -> None:
    with closing(SqliteLog(db)) as other:
        other.append([entry(VOTES[0], after=3)])

        with pytest.raises(LogConflict):
            log.append([entry(VOTES[1], after=3)])
        log.append([entry(VOTES[1], after=4)])

        assert tuple(other.read(CODE)) == (*WRITTEN, *VOTES[:2])


def test_two_programs_that_hurry_only_ever_meet_a_conflict(log: SqliteLog, db: Path) -> None:
    with (
        closing(SqliteLog(db)) as other,
        closing(SqliteLog(db)) as one,
        ThreadPoolExecutor(2) as pool,
    ):

        def hurry(mine: SqliteLog) -> int:
            kept = 0
            while kept < 60:
                with contextlib.suppress(LogConflict):
                    mine.append([entry(VOTES[0], after=mine.end(CODE))])
                    kept += 1
            return kept

        assert list(pool.map(hurry, (one, other))) == [60, 60]

    assert log.end(CODE) == 3 + 120
    assert log.verify() == ()


def test_withdrawn_words_are_nowhere_in_the_files(log: SqliteLog, db: Path) -> None:
    vectors = Vectors(db)
    log.append([entry(made(n.ContributionId("c9"), SECRET), after=3)])
    vectors.put("a model", {SECRET: np.ones(4, np.float32), "Other.": np.ones(4, np.float32)})
    assert any(SECRET.encode() in file.read_bytes() for file in db.parent.iterdir())

    log.append([entry(withdrawn(n.ContributionId("c9")), after=4)])

    assert not any(SECRET.encode() in file.read_bytes() for file in db.parent.iterdir())
    assert vectors.get("a model", [SECRET, "Other."]).keys() == {"Other."}


def test_a_deleted_workshop_is_nowhere_in_the_files(log: SqliteLog, db: Path) -> None:
    log.append([entry(OPENING, made(c2, SECRET), code=OTHER)])

    log.delete(OTHER)

    held = [file.read_bytes() for file in db.parent.iterdir()]
    assert not any(SECRET.encode() in h or OTHER.encode() in h for h in held)
    assert log.verify() == ()


def test_words_that_somebody_reads_just_now_are_wiped_with_the_next_write(
    log: SqliteLog, db: Path
) -> None:
    log.append([entry(made(n.ContributionId("c9"), SECRET), after=3)])
    with closing(sqlite3.connect(db, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM texts").fetchone()
        log.append([entry(withdrawn(n.ContributionId("c9")), after=4)])
        reader.execute("COMMIT")

    log.append([entry(VOTES[0], after=5)])

    assert not any(SECRET.encode() in file.read_bytes() for file in db.parent.iterdir())


# --- a machine that fails --------------------------------------------------------------------


def test_a_full_disk_keeps_nothing_of_the_batch_and_goes_on_when_there_is_space(
    log: SqliteLog, db: Path
) -> None:
    (pages,) = log.db.execute("PRAGMA page_count").fetchone()
    log.db.execute(f"PRAGMA max_page_count = {pages}").fetchone()

    with pytest.raises(Unwritable, match="disk is full") as refused:
        log.append([long_past()])

    assert refused.value.cause is Trouble.FULL
    assert str(db) in str(refused.value)
    assert tuple(log.read(CODE)) == WRITTEN

    log.db.execute("PRAGMA max_page_count = 100000").fetchone()
    log.append([long_past()])
    assert log.end(CODE) == 403
    assert log.verify() == ()


LIMITED = """
import resource, sys
from pathlib import Path
from tests.workshop.storage.test_sqlite import long_past
from workshop.storage.log import Unwritable
from workshop.storage.sqlite import SqliteLog
log = SqliteLog(Path(sys.argv[1]))
size = Path(sys.argv[1] + "-wal").stat().st_size + 8000
resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
try:
    log.append([long_past()])
except Unwritable as refused:
    print(refused.cause, log.end("HTX47K"))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
log.append([long_past()])
print(log.end("HTX47K"), log.verify())
"""


@pytest.mark.process
def test_a_write_that_the_system_stops_half_way_leaves_nothing(log: SqliteLog, db: Path) -> None:
    assert log.end(CODE) == 3
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY

    told = run(LIMITED, db)

    first, second = told.splitlines()
    assert first in {"full 3", "failing 3"}
    assert second == "403 ()"


def run(program: str, *paths: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, paths)],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[3],
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_file_that_another_program_holds_is_waited_for_and_then_named(
    log: SqliteLog, db: Path
) -> None:
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(Unwritable, match="another program") as refused:
            log.append([entry(VOTES[0], after=3)])

        assert refused.value.cause is Trouble.LOCKED
        assert tuple(log.read(CODE)) == WRITTEN
        other.execute("ROLLBACK")
    log.append([entry(VOTES[0], after=3)])
    assert log.end(CODE) == 4


def test_nothing_is_acknowledged_into_a_file_that_was_moved_away(log: SqliteLog, db: Path) -> None:
    db.rename(db.with_name("elsewhere.db"))

    with pytest.raises(Unwritable) as refused:
        log.append([entry(VOTES[0], after=3)])

    assert refused.value.cause is Trouble.MISSING
    db.with_name("elsewhere.db").rename(db)
    log.append([entry(VOTES[0], after=3)])
    assert log.end(CODE) == 4


READING = """
import os, sys
from pathlib import Path
from workshop.storage.log import Unwritable
from workshop.storage.sqlite import SqliteLog
from tests.workshop.storage.pasts import VOTES, entry
if os.geteuid() == 0:
    os.setuid(65534)  # root may write everywhere, nobody may not
log = SqliteLog(Path(sys.argv[1]))
print(log.writable, log.end("HTX47K"), log.verify())
try:
    log.append([entry(VOTES[0], after=3)])
except Unwritable as refused:
    print(refused)
"""


@pytest.mark.process
@pytest.mark.parametrize("folder", [0o755, 0o555])
def test_a_file_that_can_only_be_read_opens_and_says_so_on_writing(
    db: Path, folder: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with closing(SqliteLog(db)) as log:
        log.append([entry(*WRITTEN)])
    db.chmod(0o444)
    db.parent.chmod(folder)
    for above in (tmp_path_factory.getbasetemp(), tmp_path_factory.getbasetemp().parent):
        above.chmod(above.stat().st_mode | 0o011)  # nobody may pass through
    try:
        told = run(READING, db).splitlines()
    finally:
        db.parent.chmod(0o755)

    assert told[0] == "False 3 ()"
    assert told[1] == (
        f"{db} can only be read. Give this account the right to write to the file and its "
        "folder, or start with another file."
    )


# --- files that are not ours -----------------------------------------------------------------


def cause_of_opening(path: Path) -> Trouble:
    with pytest.raises(Unwritable, match=str(path)) as refused:
        SqliteLog(path)
    return refused.value.cause


def test_a_file_that_is_no_database_is_named_and_left_alone(db: Path) -> None:
    db.write_bytes(b"Dear diary, " * 1000)

    assert cause_of_opening(db) is Trouble.NOT_A_DATABASE
    assert db.read_bytes() == b"Dear diary, " * 1000


def test_the_database_of_another_program_is_left_alone(db: Path) -> None:
    with closing(sqlite3.connect(db)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = db.read_bytes()

    assert cause_of_opening(db) is Trouble.FOREIGN
    assert db.read_bytes() == before


def test_a_database_of_a_newer_version_is_left_alone(db: Path) -> None:
    with closing(SqliteLog(db)) as log:
        log.append([entry(*WRITTEN)])
        log.db.execute(f"PRAGMA user_version = {VERSION + 1}")

    assert cause_of_opening(db) is Trouble.NEWER
    with pytest.raises(Unwritable, match="newer version"):
        verify(db)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert cause_of_opening(tmp_path / "nowhere" / "workshop.db") is Trouble.MISSING


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    assert cause_of_opening(tmp_path) is Trouble.MISSING


def test_a_database_with_damaged_pages_is_named(db: Path) -> None:
    with closing(SqliteLog(db)) as log:
        log.append([entry(*WRITTEN), long_past()])
    with db.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (db.stat().st_size - 4096))

    with closing(SqliteLog(db)) as log, pytest.raises(Unwritable, match="damaged") as refused:
        tuple(log.read(CODE))

    assert refused.value.cause is Trouble.DAMAGED


def test_rows_tell_each_event_as_it_is_stored(log: SqliteLog) -> None:
    log.append([entry(withdrawn(c1), after=3)])

    rows = list(log.rows(CODE))

    assert [row.position for row, _ in rows] == [1, 2, 3, 4]
    assert [list(words.values()) for _, words in rows] == [[], [], ["Verification survives."], []]
    assert rows[-1][0].hash == log.hash(CODE)
