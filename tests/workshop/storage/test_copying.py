"""Verifying a file, copying it, and putting a copy in its place."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.people import CODE, c1, c2
from tests.workshop.storage.pasts import OTHER, VOTES, WRITTEN, entry, made, withdrawn
from workshop.domain import nouns as n
from workshop.storage.log import Trouble, Unwritable
from workshop.storage.sqlite import SqliteLog, backup, restore, verify


@pytest.fixture
def log(db: Path) -> Iterator[SqliteLog]:
    with closing(SqliteLog(db)) as opened:
        opened.append([entry(*WRITTEN, *VOTES)])
        yield opened


@pytest.fixture
def copy(log: SqliteLog, tmp_path: Path) -> Path:
    log.backup(tmp_path / "copy.db")
    return tmp_path / "copy.db"


def tampered(path: Path, statement: str) -> list[str]:
    """What `verify` tells after somebody changed the file behind our back."""
    with closing(sqlite3.connect(path)) as other:
        other.execute(statement)
        other.commit()
    return [str(damage) for damage in verify(path)]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE events SET body = replace(body, 'pass', 'agree') WHERE position = 5", "event 5:"),
        ("UPDATE events SET by = 'ada' WHERE position = 5", "event 5:"),
        ("UPDATE events SET at = '2020-01-01T00:00:00+00:00' WHERE position = 4", "event 4:"),
        ("UPDATE events SET token = 'x' WHERE position = 2", "event 2:"),
        ("UPDATE events SET kind = 'Joined' WHERE position = 6", "event 6:"),
        ("DELETE FROM events WHERE position = 4", "event 5 stands in its place"),
        ("DELETE FROM events WHERE position = 1", "event 1: event 2 stands in its place"),
        ("UPDATE texts SET text = 'Nobody can check.' WHERE id LIKE 'c1/%'", "event 2: its words"),
        ("UPDATE texts SET salt = 'no salt' WHERE id LIKE 'c1/%'", "event 2: its words"),
        ("DELETE FROM texts WHERE id LIKE 'c1/%'", "words are lost, and nobody erased them"),
        ("INSERT INTO texts VALUES ('HTX47K', 'c7/x', '00', 'Mine.')", "belong to no event"),
        ("INSERT INTO texts VALUES ('ZZZZZZ', 'c7/x', '00', 'Mine.')", "belong to no event"),
    ],
)
def test_a_change_behind_our_back_is_found_where_it_was_made(
    log: SqliteLog, db: Path, statement: str, told: str
) -> None:
    assert verify(db) == ()
    log.close()

    assert told in " ".join(tampered(db, statement))


def test_words_that_should_be_gone_are_found(log: SqliteLog, db: Path) -> None:
    kept = log.db.execute("SELECT * FROM texts WHERE id LIKE 'c1/%'").fetchone()
    log.append([entry(withdrawn(c1), after=6)])

    log.db.execute("INSERT INTO texts VALUES (?, ?, ?, ?)", kept)

    (damage,) = verify(db)
    assert "still there" in damage.what


def test_a_changed_hash_is_found(log: SqliteLog, db: Path) -> None:
    log.db.execute("UPDATE events SET hash = replace(hash, substr(hash, 1, 1), 'x')")

    assert {d.position for d in verify(db)} == {1, 2, 3, 4, 5, 6}


def test_one_broken_workshop_does_not_hide_that_another_is_sound(log: SqliteLog, db: Path) -> None:
    log.append([entry(*WRITTEN, code=OTHER)])

    log.db.execute("DELETE FROM events WHERE workshop = ? AND position = 2", [CODE])

    assert {d.workshop for d in verify(db)} == {CODE}


def test_verifying_changes_nothing(log: SqliteLog, db: Path) -> None:
    log.close()
    before = db.read_bytes()

    verify(db)

    assert db.read_bytes() == before


def test_a_missing_file_cannot_be_verified_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match=r"missing\.db"):
        verify(tmp_path / "missing.db")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("times", [1, 1000])
def test_a_file_that_never_was_a_database_is_not_called_damaged(db: Path, times: int) -> None:
    db.write_bytes(b"Dear diary, " * times)

    with pytest.raises(Unwritable) as refused:
        verify(db)

    assert refused.value.cause is Trouble.NOT_A_DATABASE


def test_a_database_whose_header_is_spoilt_is_damaged(log: SqliteLog, db: Path) -> None:
    log.close()

    with db.open("r+b") as file:
        file.seek(16)
        file.write(b"\xff" * 8)

    (damage,) = verify(db)
    assert str(damage) == "the file: file is not a database"


def test_a_file_cut_short_is_found(log: SqliteLog, db: Path) -> None:
    log.append([entry(*(made(n.ContributionId(f"n{i}"), "w " * 99) for i in range(99)), after=6)])
    log.close()

    with db.open("r+b") as file:
        file.truncate(db.stat().st_size - 8192)

    assert verify(db)


def test_a_copy_holds_everything_in_one_file(log: SqliteLog, copy: Path) -> None:
    with closing(SqliteLog(copy)) as again:
        assert tuple(again.read(CODE)) == (*WRITTEN, *VOTES)
        assert again.hash(CODE) == log.hash(CODE)


def test_a_copy_needs_no_file_beside_it(copy: Path, tmp_path: Path) -> None:
    alone = tmp_path / "stick" / "copy.db"
    alone.parent.mkdir()

    alone.write_bytes(copy.read_bytes())

    assert verify(alone) == ()
    assert [file.name for file in alone.parent.iterdir()] == ["copy.db"]


def test_a_copy_made_while_people_write_is_intact(log: SqliteLog, db: Path, tmp_path: Path) -> None:
    writing = threading.Event()

    def write() -> None:
        for i in range(200):
            log.append([entry(VOTES[i % 3], after=6 + i)])
            writing.set()

    writer = threading.Thread(target=write)
    writer.start()
    writing.wait(10)
    backup(db, tmp_path / "copy.db")
    writer.join()

    assert verify(tmp_path / "copy.db") == ()
    with closing(SqliteLog(tmp_path / "copy.db")) as again:
        assert 6 < again.end(CODE) <= 206


def test_a_copy_never_takes_the_place_of_another_file(log: SqliteLog, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")

    with pytest.raises(Unwritable, match="already exists"):
        log.backup(taken)

    assert taken.read_text() == "mine"


def test_a_copy_that_cannot_be_made_leaves_nothing_half(log: SqliteLog, tmp_path: Path) -> None:
    with pytest.raises(Unwritable) as refused:
        log.backup(tmp_path / "nowhere" / "copy.db")

    assert refused.value.cause is Trouble.MISSING
    assert not (tmp_path / "nowhere").exists()


def test_a_restored_workshop_verifies_and_goes_on(log: SqliteLog, copy: Path, db: Path) -> None:
    before = log.hash(CODE)
    log.close()
    db.unlink()

    restore(copy, db)

    assert verify(db) == ()
    with closing(SqliteLog(db)) as again:
        assert again.hash(CODE) == before
        again.append([entry(made(c2, "On we go."), after=6)][:0])
        again.append([entry(VOTES[0], after=6)])
        assert again.end(CODE) == 7


def test_a_workshop_that_is_there_is_not_replaced_unasked(
    log: SqliteLog, copy: Path, db: Path
) -> None:
    log.append([entry(VOTES[0], after=6)])
    log.close()

    with pytest.raises(Unwritable, match="already exists"):
        restore(copy, db)

    with closing(SqliteLog(db)) as again:
        assert again.end(CODE) == 7


def test_a_workshop_that_was_replaced_is_kept_beside(log: SqliteLog, copy: Path, db: Path) -> None:
    log.append([entry(VOTES[0], after=6)])
    log.close()

    restore(copy, db, replace=True)

    with closing(SqliteLog(db)) as again:
        assert again.end(CODE) == 6
    with closing(SqliteLog(db.with_name("workshop.db.replaced"))) as old:
        assert old.end(CODE) == 7


def test_what_was_replaced_before_is_kept_too(log: SqliteLog, copy: Path, db: Path) -> None:
    log.append([entry(VOTES[0], after=6)])
    log.close()

    restore(copy, db, replace=True)
    restore(copy, db, replace=True)
    restore(copy, db, replace=True)

    beside = sorted(path.name for path in db.parent.glob("workshop.db.replaced*"))
    assert beside == [f"workshop.db.replaced{n}" for n in ("", "-2", "-3")]
    with closing(SqliteLog(db.with_name("workshop.db.replaced"))) as first:
        assert first.end(CODE) == 7


def test_a_workshop_that_runs_is_never_replaced(log: SqliteLog, copy: Path, db: Path) -> None:
    with pytest.raises(Unwritable) as refused:
        restore(copy, db, replace=True)

    assert refused.value.cause is Trouble.IN_USE
    log.append([entry(VOTES[0], after=6)])
    assert log.end(CODE) == 7


def test_a_damaged_copy_is_not_restored(log: SqliteLog, copy: Path, db: Path) -> None:
    log.close()
    tampered(copy, "UPDATE events SET by = 'ada' WHERE position = 5")

    with pytest.raises(Unwritable, match="event 5"):
        restore(copy, db, replace=True)

    assert verify(db) == ()


def test_a_damaged_workshop_can_be_replaced(log: SqliteLog, copy: Path, db: Path) -> None:
    log.close()
    db.write_bytes(b"\x00" * 8192)

    restore(copy, db, replace=True)

    assert verify(db) == ()


def test_what_an_earlier_database_left_beside_is_not_read_into_a_restored_one(
    log: SqliteLog, copy: Path, db: Path
) -> None:
    log.append([entry(VOTES[0], after=6)])
    leftover = Path(f"{db}-wal").read_bytes()
    log.close()
    db.unlink()
    Path(f"{db}-wal").write_bytes(leftover)

    restore(copy, db)

    with closing(SqliteLog(db)) as again:
        assert again.end(CODE) == 6
    assert verify(db) == ()
