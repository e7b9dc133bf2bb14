"""Our routes behind our middleware, with a house that holds one workshop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.people import SETUP
from workshop import house as house_module
from workshop.house import House
from workshop.phone import answering, routes
from workshop.phone.guarding import Knocks
from workshop.phone.index import INDEX, Spoken
from workshop.phone.middleware import Doors, Packed, Shield
from workshop.presence import Presence
from workshop.room import Room
from workshop.rooms import Rooms
from workshop.settings import Settings
from workshop.steward import Steward
from workshop.storage.sqlite import SqliteLog


@dataclass(frozen=True, slots=True)
class Opened:
    """A house, its workshop, and a browser in front of it."""

    house: House
    room: Room
    browser: TestClient


@contextmanager
def opened(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Opened]:
    settings = Settings(db=folder / "workshop.db")
    with Rooms(SqliteLog(settings.db)) as rooms:
        house = House(
            settings=settings,
            rooms=rooms,
            presence=Presence(),
            steward=Steward(rooms, settings),
        )
        patch.setattr(house_module._Opened, "house", house)  # noqa: SLF001 - opened, not started
        patch.setattr(answering, "knocks", Knocks())
        yield Opened(house, rooms.found(SETUP), browser())


def browser() -> TestClient:
    """Somebody who has never been here."""
    around = [Middleware(Shield), Middleware(Doors), Middleware(Spoken), Middleware(Packed)]
    app = Starlette(routes=[*routes.OURS, Route("/{page:path}", _streamlit)], middleware=around)
    return TestClient(app, follow_redirects=False)


def _streamlit(_: Request) -> Response:
    return HTMLResponse(INDEX)
