"""A workshop on a real server, and a browser of a phone's size in front of it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.people import SETUP, principle
from tests.workshop.screens.serving import running
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.state import State
from workshop.rooms import Rooms
from workshop.storage.sqlite import SqliteLog

SIZE = {"width": 390, "height": 844}
OTHERS = tuple(n.PersonId(name) for name in ("ben", "cleo"))
TEXTS = ("Anyone should be able to check it, free.", "Verification must survive the issuer.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running server with one workshop, which this test steers from outside the server."""

    url: str
    db: Path
    code: n.Code
    process: subprocess.Popen[bytes]

    @property
    def join(self) -> str:
        """Where somebody takes part on Streamlit's page; its door gives the cookie first."""
        return f"{self.url}/room?w={self.code}"

    def ask(self, *commands: c.Command) -> None:
        """The facilitator acts, in another process than the server."""
        with Rooms(SqliteLog(self.db)) as rooms:
            room = rooms.room(self.code)
            assert room is not None
            for command in commands:
                room.ask(command)

    @property
    def state(self) -> State:
        """What the log holds."""
        with Rooms(SqliteLog(self.db)) as rooms:
            room = rooms.room(self.code)
            assert room is not None
            return room.state

    def move(self, *phases: n.Phase) -> None:
        """To other phases."""
        self.ask(*(c.MovePhase(by=n.HOST, to=phase) for phase in phases))


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Two people have written; writing is open."""
    db = folder / "workshop.db"
    with Rooms(SqliteLog(db)) as rooms:
        room = rooms.found(SETUP)
        room.ask(c.MovePhase(by=n.HOST, to=n.Phase.WRITE))
        for at, (who, text) in enumerate(zip(OTHERS, TEXTS, strict=True)):
            room.ask(c.Join(by=who, agreed=True))
            room.ask(principle(n.ContributionId(f"c{at + 1}"), text, who))
    with running(db) as server:
        yield Served(url=server.url, db=db, code=room.code, process=server.process)


@contextmanager
def phone(browser: Browser, scheme: str = "light") -> Iterator[Page]:
    """Somebody's phone; nothing on it may go wrong, and nothing may be asked of other machines."""
    dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": SIZE["width"], "height": SIZE["height"]},
        color_scheme="dark" if dark else "light",
    )
    page, wrong = context.new_page(), list[str]()
    page.set_default_timeout(30_000)
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda r: None if _here(r.url) else wrong.append(f"asked {r.url}"))
    yield page
    context.close()
    assert wrong == []


def _here(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))


def come_in(page: Page, served_: Served) -> None:
    """From the code to the first field in which one can write."""
    page.goto(served_.join)
    page.get_by_role("button", name="I agree, let us start").click()
    page.get_by_label("A principle").wait_for()
