"""A phone, a desk and a wall on one running server, each watched for what must never happen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request

from tests.workshop.screens.phones import Served
from workshop.domain.nouns import Role
from workshop.rooms import Rooms
from workshop.storage.sqlite import SqliteLog

PHONE, DESK, WALL = (390, 844), (1440, 900), (1920, 1080)
PATIENCE = 30_000
OURS = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
"""All that a page may ask for."""


@dataclass  # without slots: Playwright keeps its own notes on whoever listens
class Watched:
    """Browsers, and everything that went wrong in any of them."""

    browser: Browser
    wrong: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def screen(self, size: tuple[int, int], scheme: Literal["light", "dark"] = "light") -> Page:
        """A screen of somebody who was never here."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="en-GB"
        )
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", self._spoke)
        page.on("console", self._said)
        return page

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(OURS):
            self.wrong.append(f"asked {request.url}")

    def _spoke(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _said(self, message: ConsoleMessage) -> None:
        # Streamlit asks for its own files below the page's address first and is told 404
        if message.type == "error" and "404" not in message.text:
            self.wrong.append(message.text)

    def close(self) -> None:
        """Ends every screen."""
        for context in self.contexts:
            context.close()


@contextmanager
def watched(browser: Browser) -> Iterator[Watched]:
    """Screens in which nothing may go wrong."""
    screens = Watched(browser)
    try:
        yield screens
    finally:
        screens.close()
    assert screens.wrong == []


def desk_link(served: Served) -> str:
    """A link to the desk that was just issued, in another process than the server."""
    with Rooms(SqliteLog(served.db)) as rooms:
        room = rooms.room(served.code)
        assert room is not None
        return f"{served.url}/desk#{rooms.issue(room, Role.ORGANISER)}"


def open_desk(screens: Watched, served: Served) -> Page:
    """The desk as its link opens it."""
    page = screens.screen(DESK)
    page.goto(desk_link(served))
    page.wait_for_url("**/steer**")
    page.locator(".st-key-view").wait_for()
    return page


def open_wall(screens: Watched, served: Served) -> Page:
    """The wall, as a projector shows it that nobody touches."""
    page = screens.screen(WALL)
    page.goto(f"{served.url}/wall/{served.code}")
    page.locator(".wall").wait_for()
    page.evaluate("window.untouched = true")
    return page


def untouched(wall: Page) -> bool:
    """Whether the wall is still the page that was opened."""
    return bool(wall.evaluate("window.untouched === true"))


def settled(page: Page) -> None:
    """Waits until the page's script has run."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
