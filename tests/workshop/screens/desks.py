"""A desk without a browser: a house with one workshop, and the page as its cookie opens it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.people import PROMPTS, SETUP, ada, ben, c1, c2, c3, t1, t2
from workshop import house as house_module
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.house import House
from workshop.identity import key_hash, new_secret, person_of
from workshop.presence import Presence
from workshop.room import Room
from workshop.rooms import Rooms
from workshop.screens import entering
from workshop.settings import Settings
from workshop.steward import Steward
from workshop.storage.sqlite import SqliteLog

WORDS = {
    c1: n.Words("Anyone should be able to verify a credential, free.", "en"),
    c2: n.Words("Credentials should be easy to check by anyone.", "en"),
    c3: n.Words('<img src="http://192.0.2.7/a.png"> $x^2$ :red[learners] own it.', "en"),
}


@dataclass(slots=True)
class Desks:
    """One workshop and whoever's browser looks at it: change `cookie` to be somebody else."""

    house: House
    room: Room
    patch: pytest.MonkeyPatch
    cookie: str

    @property
    def who(self) -> n.PersonId:
        """The person this browser is."""
        return person_of(self.cookie, self.room.code)

    def become(self, role: n.Role, theme: n.ThemeId | None = None) -> None:
        """Another browser, with a link of this role."""
        secret = self.house.rooms.issue(self.room, role, theme)
        self.cookie = new_secret()
        self.room.ask(c.ClaimKey(by=self.who, key=key_hash(secret)))

    def open(self, view: str = "", part: str = "", page: str = "desk") -> AppTest:
        """The page as this browser sees it."""
        self.patch.setattr(entering, "cookie", lambda: self.cookie)
        self.patch.setattr("workshop.screens.desk.mine.cookie", lambda: self.cookie)
        at = AppTest.from_function(_PAGES[page], default_timeout=30)
        at.query_params["w"] = self.room.code
        for name, value in (("view", view), ("part", part)):
            if value:
                at.query_params[name] = value
        return at.run()


@contextmanager
def desks(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Desks]:
    """Three people have written, two themes stand; the browser is the organiser's."""
    settings = Settings(db=folder / "workshop.db")
    cookie = new_secret()
    with Rooms(SqliteLog(settings.db)) as rooms:
        room = rooms.found(SETUP, cookie=cookie)
        house = House(
            settings=settings,
            rooms=rooms,
            presence=Presence(),
            steward=Steward(rooms, settings),
        )
        patch.setattr(house_module._Opened, "house", house)  # noqa: SLF001 - opened, not started
        yield Desks(house, room, patch, cookie)


def write(desk: Desks) -> None:
    """Ada and Ben write three principles."""
    for who in (ada, ben):
        desk.room.ask(c.Join(by=who, agreed=True))
    desk.room.ask(c.MovePhase(by=n.HOST, to=n.Phase.WRITE))
    for on, words in WORDS.items():
        part = c.Part(id=on, kind=n.Kind.PRINCIPLE, words=words)
        desk.room.ask(c.Contribute(by=ada, prompt=PROMPTS[0].key, parts=(part,)))


def sort(desk: Desks) -> None:
    """The first two stand in theme 1, theme 2 holds the third."""
    desk.room.ask(c.MovePhase(by=n.HOST, to=n.Phase.THEMES))
    for theme, name, members in ((t1, "Checking", (c1, c2)), (t2, "Owning", (c3,))):
        desk.room.ask(c.AddTheme(by=n.HOST, id=theme, name=name))
        desk.room.ask(c.MoveContributions(by=n.HOST, on=members, theme=theme))


def told(at: AppTest) -> str:
    """All HTML on the page, and whatever Streamlit drew as text."""
    assert not at.exception
    drawn = [element.proto.body for element in at.get("html")]
    return "\n".join(drawn)


def _desk() -> None:
    import streamlit as st

    from workshop.screens.desk import page
    from workshop.screens.entering import visitor

    here = visitor(str(st.query_params["w"]))
    assert here is not None
    page(here)


def _report() -> None:
    import streamlit as st

    from workshop.screens.entering import visitor
    from workshop.screens.report import page

    here = visitor(str(st.query_params["w"]))
    assert here is not None
    page(here)


def _wall() -> None:
    import streamlit as st

    from workshop.screens.entering import visitor
    from workshop.screens.wall import page

    here = visitor(str(st.query_params["w"]))
    assert here is not None
    page(here)


_PAGES = {"desk": _desk, "report": _report, "wall": _wall}
