"""The software that sorts serves the rooms, and no room ever waits for it."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue

import pytest

from tests.people import GOOD, SETUP, ada, ben, cleo
from workshop import seeding
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.events import ThemesProposed
from workshop.identity import new_id
from workshop.readymade import CARDS
from workshop.room import Room
from workshop.rooms import Rooms
from workshop.settings import Settings
from workshop.steward import Level, NothingToSort, Steward
from workshop.storage.sqlite import SqliteLog
from workshop.storage.vectors import text_hash
from workshop.tending import Errand, Tending, Tools
from workshop.worker import Stopped
from workshop.workers import Workers

pytestmark = [pytest.mark.process, pytest.mark.model, pytest.mark.timeout(400)]

PATIENCE = 300
SAMPLES = [s for s in seeding.contributions(CARDS) if s.theme != "offtopic"]


@dataclass(frozen=True, slots=True)
class Served:
    db: Path
    rooms: Rooms
    steward: Steward


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Rooms with a steward, for all these tests: it takes seconds to open the encoders."""
    db = tmp_path_factory.mktemp("steward") / "workshop.db"
    with Rooms(SqliteLog(db)) as rooms:
        steward = Steward(rooms, Settings(db=db))
        steward.start()
        yield Served(db, rooms, steward)
        steward.stop()


def writing(rooms: Rooms) -> Room:
    """A room in which three people may write."""
    room = rooms.found(SETUP)
    for who in (ada, ben, cleo):
        room.ask(c.Join(by=who, agreed=True))
    room.ask(c.MovePhase(by=n.HOST, to=n.Phase.WRITE))
    return room


def send(room: Room, first: int, last: int) -> None:
    """These samples, by three people in turn."""
    for i, sample in enumerate(SAMPLES[first:last], first):
        part = c.Part(
            id=n.ContributionId(sample.id),
            kind=sample.kind,
            words=n.Words(sample.text, sample.lang),
        )
        room.ask(c.Contribute(by=(ada, ben, cleo)[i % 3], prompt=GOOD, parts=(part,)))


def comes_true(condition: Callable[[], bool]) -> bool:
    """Whether it does, given a generous while."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_a_proposal_is_recorded_for_whoever_asks_and_only_once(served: Served) -> None:
    room = writing(served.rooms)
    send(room, 0, 40)
    told: list[ThemesProposed] = []
    room.listen(lambda _, es: told.extend(e for e in es if isinstance(e, ThemesProposed)))

    asked = [served.steward.propose(room) for _ in range(3)]

    assert served.steward.status(room).busy
    proposals = {future.result(PATIENCE).id for future in asked}
    assert room.state.proposal is not None
    assert proposals == {room.state.proposal.id} == {event.proposal.id for event in told}
    assert not served.steward.status(room).busy
    assert served.steward.status(room).trouble == ""


def test_as_many_themes_as_somebody_wishes_are_proposed(served: Served) -> None:
    room = writing(served.rooms)
    send(room, 0, 40)

    proposals = [served.steward.propose(room, k).result(PATIENCE) for k in (3, 6)]

    assert [len(proposal.groups) for proposal in proposals] == [3, 6]
    assert room.state.proposal == proposals[-1]


def test_asked_again_it_records_nothing_where_nothing_would_change(served: Served) -> None:
    room = writing(served.rooms)
    send(room, 0, 30)
    proposal = served.steward.propose(room).result(PATIENCE)
    room.ask(c.AcceptGrouping(by=n.HOST, proposal=proposal.id))
    for theme in room.state.themes:
        room.ask(c.PinTheme(by=n.HOST, theme=theme, pinned=True))

    served.steward.propose(room).result(PATIENCE)

    assert room.state.proposal is None


def test_an_empty_room_has_nothing_to_sort(served: Served) -> None:
    room = writing(served.rooms)

    with pytest.raises(NothingToSort):
        served.steward.propose(room).result(PATIENCE)
    assert not served.steward.status(room).trouble


def test_whoever_comes_after_the_themes_is_placed_unasked(served: Served) -> None:
    room = writing(served.rooms)
    send(room, 0, 30)
    proposal = served.steward.propose(room).result(PATIENCE)
    room.ask(c.AcceptGrouping(by=n.HOST, proposal=proposal.id))

    send(room, 30, 33)

    late = [n.ContributionId(sample.id) for sample in SAMPLES[30:33]]
    assert comes_true(lambda: all(on in room.state.places for on in late))
    assert not any(room.state.places[on].decided for on in late)
    assert comes_true(lambda: served.steward.status(room).waiting == 0)


def test_a_room_that_has_grown_is_looked_at_again_unasked(served: Served) -> None:
    room = writing(served.rooms)
    send(room, 0, 15)
    proposal = served.steward.propose(room).result(PATIENCE)
    room.ask(c.AcceptGrouping(by=n.HOST, proposal=proposal.id))

    send(room, 15, 75)

    assert comes_true(lambda: room.state.proposal is not None)
    assert room.state.proposal is not None
    known = {theme.theme for theme in room.state.proposal.groups} & set(room.state.themes)
    assert known


def test_a_room_goes_on_while_the_workers_are_dead_and_themes_come_later(served: Served) -> None:
    room = writing(served.rooms)
    send(room, 0, 20)
    assert comes_true(lambda: served.steward.status(room).level is Level.FULL)
    for pid in served.steward.pids:
        os.kill(pid, signal.SIGKILL)

    send(room, 20, 40)
    asked = served.steward.propose(room)
    room.ask(c.MovePhase(by=n.HOST, to=n.Phase.THEMES))
    room.ask(c.CastVote(by=cleo, on=n.ContributionId(SAMPLES[0].id), value=n.Vote.AGREE))

    assert len(room.state.contributions) == 40
    assert len(asked.result(PATIENCE).groups) > 1


def test_words_that_are_taken_back_leave_no_vector_behind(served: Served) -> None:
    room = writing(served.rooms)
    text = "Nobody else in this hall would ever write this sentence."
    part = c.Part(id=n.ContributionId("mine"), kind=n.Kind.PRINCIPLE, words=n.Words(text, "en"))
    room.ask(c.Contribute(by=ada, prompt=GOOD, parts=(part,)))
    assert comes_true(lambda: text_hash(text) in kept(served.db))

    room.ask(c.Withdraw(by=ada, on=part.id))

    assert comes_true(lambda: text_hash(text) not in kept(served.db))


def test_words_that_are_taken_back_while_they_are_read_leave_no_vector_either(
    tmp_path: Path,
) -> None:
    db, errands = tmp_path / "workshop.db", SimpleQueue[Errand]()
    stays, goes = "These words are here to stay.", "These words are taken back at once."
    with Rooms(SqliteLog(db)) as rooms:
        room, workers = writing(rooms), Workers(db)
        tools = Tools(
            workers=workers,
            typical=(),
            new_id=new_id,
            clock=lambda: datetime.now(UTC),
            leave=errands.put,
        )
        for on, text in (("stays", stays), ("goes", goes)):
            part = c.Part(id=n.ContributionId(on), kind=n.Kind.PRINCIPLE, words=n.Words(text))
            room.ask(c.Contribute(by=ada, prompt=GOOD, parts=(part,)))
        Tending(room, tools).tend()
        read = errands.get(timeout=PATIENCE)

        room.ask(c.Withdraw(by=ada, on="goes"))
        read()

        workers.stop()
        assert kept(db) == {text_hash(stays)}


def test_a_deleted_workshop_leaves_no_vector_behind(served: Served) -> None:
    room = writing(served.rooms)
    text = "A sentence of a workshop that nobody wants to keep."
    part = c.Part(id=n.ContributionId("lost"), kind=n.Kind.PRINCIPLE, words=n.Words(text, "en"))
    room.ask(c.Contribute(by=ada, prompt=GOOD, parts=(part,)))
    assert comes_true(lambda: text_hash(text) in kept(served.db))

    served.rooms.delete(room.code, n.HOST)

    assert comes_true(lambda: text_hash(text) not in kept(served.db))


def test_where_one_room_cannot_be_sorted_it_says_so_and_goes_on_and_so_do_the_others(
    tmp_path: Path,
) -> None:
    ids = iter(("", *map(str, range(1000))))

    def sometimes() -> str:
        made = next(ids)
        if not made:
            raise OSError("no more chance in this machine")
        return made

    db = tmp_path / "workshop.db"
    with Rooms(SqliteLog(db)) as rooms:
        steward = Steward(rooms, Settings(db=db), new_id=sometimes)
        steward.start()
        broken, other = writing(rooms), writing(rooms)
        for room in (broken, other):
            send(room, 0, 15)

        with pytest.raises(OSError, match="no more chance"):
            steward.propose(broken).result(PATIENCE)
        trouble = steward.status(broken).trouble
        steward.propose(other).result(PATIENCE)
        steward.propose(broken).result(PATIENCE)

        assert trouble == "no more chance in this machine"
        assert other.state.proposal is not None
        assert broken.state.proposal is not None
        assert steward.status(broken).trouble == ""
        steward.stop()


def kept(db: Path) -> set[str]:
    """The hashes of the texts whose vectors are on the disk."""
    with contextlib.closing(sqlite3.connect(db)) as reading:
        return {text for (text,) in reading.execute("SELECT text FROM vectors")}


def test_a_workshop_that_was_there_before_is_served_after_a_restart(tmp_path: Path) -> None:
    db = tmp_path / "workshop.db"
    with Rooms(SqliteLog(db)) as rooms:
        code = writing(rooms).code
    with Rooms(SqliteLog(db)) as rooms:
        steward = Steward(rooms, Settings(db=db))
        room = rooms.room(code)
        assert room is not None

        status = steward.status(room)

        assert status.level is Level.DOWN
        with pytest.raises(Stopped):
            steward.propose(room).result(PATIENCE)
        send(room, 0, 3)
        assert len(room.state.contributions) == 3
        steward.stop()


def test_stopping_tells_whoever_waits_for_themes(tmp_path: Path) -> None:
    db = tmp_path / "workshop.db"
    with Rooms(SqliteLog(db)) as rooms:
        room = writing(rooms)
        send(room, 0, 15)
        steward = Steward(rooms, Settings(db=db))
        steward.start()
        asked = steward.propose(room)

        steward.stop()

        with pytest.raises(Stopped):
            asked.result(PATIENCE)
        assert steward.pids == ()
