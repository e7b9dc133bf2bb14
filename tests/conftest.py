"""Rooms at different moments, on every kind of log."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.people import FACILITATORS_KEY, SETUP, ada, ben, fay, gus
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.room import Room
from workshop.rooms import Rooms
from workshop.storage.log import EventLog, MemoryLog
from workshop.storage.sqlite import SqliteLog


@pytest.fixture(autouse=True)
def _main_stays_main() -> Iterator[None]:
    """Streamlit's AppTest leaves its page behind as `__main__`, which spawned processes rerun."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "workshop.db"


@pytest.fixture(params=["memory", "sqlite"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EventLog]:
    made = MemoryLog() if request.param == "memory" else SqliteLog(tmp_path / "workshop.db")
    yield made
    made.close()


@pytest.fixture
def rooms(log: EventLog) -> Iterator[Rooms]:
    with Rooms(log) as opened:
        yield opened


@pytest.fixture
def room(rooms: Rooms) -> Room:
    """Ada and Ben have joined, Fay and Gus facilitate, nobody has written."""
    return welcoming(rooms)


@pytest.fixture
def writing(room: Room) -> Room:
    room.ask(c.MovePhase(by=fay, to=n.Phase.WRITE))
    return room


def welcoming(rooms: Rooms) -> Room:
    room = rooms.found(SETUP)
    for command in (
        c.IssueKey(by=n.HOST, key=FACILITATORS_KEY, role=n.Role.FACILITATOR),
        c.ClaimKey(by=fay, key=FACILITATORS_KEY),
        c.ClaimKey(by=gus, key=FACILITATORS_KEY),
        c.Join(by=ada, agreed=True),
        c.Join(by=ben, agreed=True),
    ):
        room.ask(command)
    return room
