"""Which rooms there are, whose they are, and what becomes of a damaged file."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import welcoming
from tests.people import SETUP, ada, ben, c1, cleo, fay, principle
from tests.workshop.test_room import soon
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.organising import CODE
from workshop.domain.refusals import Reason, Refused
from workshop.domain.state import roles_of
from workshop.identity import key_hash, new_secret, person_of
from workshop.room import Room
from workshop.rooms import Rooms, open_rooms
from workshop.settings import Settings
from workshop.storage.copies import KEPT
from workshop.storage.log import EventLog, MemoryLog, Trouble, Unwritable
from workshop.storage.sqlite import SqliteLog, restore, verify

COOKIE, OTHER_COOKIE = "a cookie of Olu's", "a cookie of Pia's"


@pytest.fixture
def settings(db: Path) -> Settings:
    return Settings(db=db)


@pytest.fixture
def kept(settings: Settings) -> Iterator[Rooms]:
    """Rooms as a server opens them."""
    with open_rooms(settings) as rooms:
        yield rooms


def test_a_room_is_the_same_object_for_everybody(rooms: Rooms, log: EventLog) -> None:
    code = welcoming(rooms).code
    found: list[Room | None] = []
    with Rooms(log) as again:
        gate = threading.Barrier(8)

        def look() -> None:
            gate.wait()
            found.append(again.room(code))

        threads = [threading.Thread(target=look) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(found) == 8
        assert len(set(found)) == 1


def test_a_room_that_is_opened_again_stands_as_it_was_left(room: Room, log: EventLog) -> None:
    with Rooms(log) as again:
        same = again.room(room.code)

        assert same is not None
        assert same.state == room.state


@pytest.mark.parametrize("code", ["ZZZZZZ", "", "../../etc", "' OR 1=1 --", "ÄÖÜ", "\ud800"])
def test_there_is_no_room_behind_an_unknown_code(rooms: Rooms, code: str) -> None:
    welcoming(rooms)

    assert rooms.room(code) is None


def test_a_new_workshop_has_a_code_that_nobody_has_to_guess(rooms: Rooms) -> None:
    room = rooms.found(SETUP)

    assert CODE.fullmatch(room.code)
    assert room.state.running == SETUP
    assert rooms.codes() == (room.code,)


def test_a_code_that_is_taken_is_not_given_again() -> None:
    with Rooms(MemoryLog(), chance=random.Random(7)) as rooms:
        first = rooms.found(SETUP)
        rooms._chance = random.Random(7)  # noqa: SLF001 - the same chance once more

        second = rooms.found(replace(SETUP, title="Another"))

        assert first.code != second.code
        assert first.state.running.title == SETUP.title
        assert rooms.codes() == (first.code, second.code)


def test_a_setup_that_is_not_sound_founds_nothing(rooms: Rooms) -> None:
    with pytest.raises(Refused) as refused:
        rooms.found(replace(SETUP, title=" "))

    assert refused.value.facts["field"] == "title"
    assert rooms.codes() == ()


def test_several_workshops_in_one_place_know_nothing_of_each_other(rooms: Rooms) -> None:
    first, second = welcoming(rooms), rooms.found(SETUP)

    second.ask(c.Join(by=cleo))

    assert cleo not in first.state.people
    assert ada not in second.state.people
    assert rooms.all() == (first, second)


def test_an_organiser_finds_her_own_workshops_and_no_others(rooms: Rooms) -> None:
    hers = [rooms.found(SETUP, cookie=COOKIE) for _ in range(2)]
    rooms.found(SETUP, cookie=OTHER_COOKIE)
    rooms.found(SETUP)

    assert list(rooms.of_cookie(COOKIE)) == hers


def test_an_organiser_has_another_id_in_each_of_her_workshops(rooms: Rooms) -> None:
    first, second = (rooms.found(SETUP, cookie=COOKIE) for _ in range(2))

    assert not first.state.people.keys() & second.state.people.keys()


def test_a_copy_has_the_same_setup_and_nothing_else(rooms: Rooms) -> None:
    room = rooms.found(SETUP, cookie=COOKIE)
    room.ask(c.Join(by=ada, agreed=True))

    copy = rooms.copy(room.code, person_of(COOKIE, room.code), COOKIE)

    assert copy.code != room.code
    assert copy.state.setup == room.state.setup
    assert ada not in copy.state.people
    assert rooms.of_cookie(COOKIE) == (room, copy)


@pytest.mark.parametrize("act", ["copy", "delete"])
@pytest.mark.parametrize("who", [fay, ada, n.PersonId("nobody"), person_of(OTHER_COOKIE, "X")])  # type: ignore[arg-type]  # any code
def test_only_organisers_copy_and_delete(
    rooms: Rooms, room: Room, act: str, who: n.PersonId
) -> None:
    with pytest.raises(Refused) as refused:
        getattr(rooms, act)(room.code, who)

    assert refused.value.reason is Reason.NOT_YOURS
    assert rooms.codes() == (room.code,)


def test_a_deleted_workshop_is_gone_for_everybody(rooms: Rooms, log: EventLog) -> None:
    room, other = rooms.found(SETUP, cookie=COOKIE), welcoming(rooms)

    rooms.delete(room.code, person_of(COOKIE, room.code))

    assert rooms.room(room.code) is None
    assert rooms.codes() == (other.code,)
    assert log.end(room.code) == 0
    with pytest.raises(Refused) as refused:
        room.ask(c.Join(by=ada))
    assert refused.value.reason is Reason.NOT_OPENED


def test_a_workshop_deleted_by_another_program_is_gone_here_too(log: EventLog) -> None:
    with Rooms(log) as here, Rooms(log) as there:
        room = welcoming(here)
        same = there.room(room.code)
        assert same is not None

        here.delete(room.code, n.HOST)

        with pytest.raises(Refused) as refused:
            same.ask(c.Join(by=cleo))
        assert refused.value.reason is Reason.NOT_OPENED
        assert there.room(room.code) is None


# --- secret links ----------------------------------------------------------------------------


def test_a_secret_opens_its_room_with_its_role(rooms: Rooms, room: Room) -> None:
    secret = rooms.issue(room, n.Role.FACILITATOR, label="Front desk")

    found = rooms.by_secret(secret)

    assert found is not None
    assert found[0] is room
    assert (found[1].role, found[1].label) == (n.Role.FACILITATOR, "Front desk")


def test_a_secret_is_kept_nowhere(kept: Rooms, db: Path) -> None:
    room = welcoming(kept)

    secret = kept.issue(room, n.Role.ORGANISER)

    files = [file.read_bytes() for file in db.parent.iterdir() if file.is_file()]
    assert not any(secret.encode() in file for file in files)
    assert any(key_hash(secret).encode() in file for file in files)


def test_unknown_and_revoked_secrets_open_nothing(rooms: Rooms, room: Room) -> None:
    secret = rooms.issue(room, n.Role.FACILITATOR)
    room.ask(c.RevokeKey(by=n.HOST, key=key_hash(secret)))

    assert rooms.by_secret(secret) is None
    assert rooms.by_secret(new_secret()) is None
    assert rooms.by_secret("") is None


def test_a_link_that_another_program_issued_a_moment_ago_opens(db: Path) -> None:
    with Rooms(SqliteLog(db)) as server, Rooms(SqliteLog(db)) as command_line:
        room = welcoming(server)
        same = command_line.room(room.code)
        assert same is not None

        secret = command_line.issue(same, n.Role.ORGANISER)

        found = server.by_secret(secret)
        assert found is not None
        room.ask(c.ClaimKey(by=ben, key=key_hash(secret)))
        assert n.Role.ORGANISER in roles_of(room.state, ben)


def test_a_role_that_no_link_may_give_is_refused(rooms: Rooms, room: Room) -> None:
    with pytest.raises(Refused):
        rooms.issue(room, n.Role.HOST)


# --- copies ----------------------------------------------------------------------------------


def test_a_copy_of_the_database_is_made_at_each_change_of_phase(kept: Rooms, db: Path) -> None:
    room = welcoming(kept)
    assert not kept.copies

    for i, phase in enumerate((n.Phase.WRITE, n.Phase.THEMES), 1):
        room.ask(c.MovePhase(by=fay, to=phase))
        assert soon(lambda i=i: len(kept.copies) == i)  # type: ignore[misc]  # a default argument

    head = SqliteLog(db).hash(room.code)
    with closing(SqliteLog(kept.copies[0])) as copy:
        assert copy.hash(room.code) == head
    assert all(verify(path) == () for path in kept.copies)


def test_only_the_newest_copies_are_kept(kept: Rooms) -> None:
    room, first = welcoming(kept), list[Path]()

    for i in range(KEPT + 3):
        to = n.Phase.WELCOME if i % 2 else n.Phase.WRITE
        before = kept.copies
        room.ask(c.MovePhase(by=fay, to=to))
        assert soon(lambda before=before: kept.copies[:1] != before[:1])  # type: ignore[misc]  # a default argument
        first = first or list(kept.copies)

    assert soon(lambda: len(kept.copies) == KEPT)
    assert first[0] not in kept.copies


def test_words_that_were_withdrawn_are_in_no_copy_any_more(kept: Rooms) -> None:
    room = welcoming(kept)
    room.ask(c.MovePhase(by=fay, to=n.Phase.WRITE))
    room.ask(principle(c1, "The library on Mill Street closes in May."))
    room.ask(c.MovePhase(by=fay, to=n.Phase.THEMES))
    assert soon(lambda: any(b"Mill Street" in path.read_bytes() for path in kept.copies))

    room.ask(c.Withdraw(by=ada, on=c1))

    assert soon(lambda: not any(b"Mill Street" in path.read_bytes() for path in kept.copies))
    assert kept.copies
    assert all(verify(path) == () for path in kept.copies)


def test_a_deleted_workshop_is_in_no_copy_any_more(kept: Rooms) -> None:
    room, other = kept.found(replace(SETUP, title="Mill Street")), welcoming(kept)
    other.ask(c.MovePhase(by=fay, to=n.Phase.WRITE))
    assert soon(lambda: any(b"Mill Street" in path.read_bytes() for path in kept.copies))

    kept.delete(room.code, n.HOST)

    assert soon(lambda: not any(b"Mill Street" in path.read_bytes() for path in kept.copies))
    assert kept.copies


def test_a_copy_that_cannot_be_made_is_reported_and_stops_nothing(
    kept: Rooms, settings: Settings
) -> None:
    (settings.db.parent / "copies").write_text("a file in the place of the folder")
    room = welcoming(kept)

    room.ask(c.MovePhase(by=fay, to=n.Phase.WRITE))

    assert soon(lambda: kept.problems)
    assert room.ask(principle(c1, "On we go.")).events
    assert room.read_only is None


def test_a_workshop_restored_from_its_newest_copy_verifies_and_goes_on(
    settings: Settings, db: Path
) -> None:
    with open_rooms(settings) as rooms:
        room = welcoming(rooms)
        room.ask(c.MovePhase(by=fay, to=n.Phase.WRITE))
        left = room.state
    db.write_bytes(b"\x00" * 4096)

    restore(rooms.copies[0], db, replace=True)

    with open_rooms(settings) as rooms:
        again = rooms.room(room.code)
        assert again is not None
        assert again.state == left
        assert again.ask(principle(c1, "On we go.")).events
        assert rooms.problems == ()


# --- damage ----------------------------------------------------------------------------------


def test_a_damaged_workshop_opens_for_reading_as_far_as_it_is_sound(
    settings: Settings, db: Path
) -> None:
    with open_rooms(settings) as rooms:
        code = welcoming(rooms).code
    with closing(sqlite3.connect(db)) as other:
        other.execute("UPDATE events SET at = replace(at, '20', '19') WHERE position = 6")
        other.commit()

    with open_rooms(settings) as rooms:
        room = rooms.room(code)
        assert room is not None
        assert room.read_only == Trouble.DAMAGED
        assert ada in room.state.people or room.state.position == 5
        with pytest.raises(Refused) as refused:
            room.ask(c.Join(by=cleo))

        assert (refused.value.reason, refused.value.facts["cause"]) == (
            Reason.READ_ONLY,
            "damaged",
        )
        told = " ".join(str(problem) for problem in rooms.problems)
        assert f"workshop {code}, event 6" in told
        assert str(db) in told


def test_a_damaged_file_founds_no_new_workshop(settings: Settings, db: Path) -> None:
    with open_rooms(settings) as rooms:
        welcoming(rooms)
    with closing(sqlite3.connect(db)) as other:
        other.execute("DELETE FROM events WHERE position = 2")
        other.commit()

    with open_rooms(settings) as rooms, pytest.raises(Refused) as refused:
        rooms.found(SETUP)

    assert refused.value.reason is Reason.READ_ONLY


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(Unwritable, match=r"workshop\.db cannot be opened"):
        open_rooms(Settings(db=tmp_path / "file" / "workshop.db"))


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    with open_rooms(Settings(db=tmp_path / "var" / "new" / "workshop.db")) as rooms:
        assert rooms.codes() == ()
