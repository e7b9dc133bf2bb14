"""Photographs a rehearsed workshop at its moments: invented people, real screens."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from workshop.domain.events import (
    Event,
    PhaseMoved,
    ResultsRevealed,
    TimerSet,
    WorkshopClosed,
    WorkshopOpened,
)
from workshop.domain.nouns import Code, Phase, Role
from workshop.rooms import Rooms
from workshop.storage.log import Entry
from workshop.storage.sqlite import SqliteLog

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
ADDRESS = "http://thread.example"
"""What the pictures show where a real server would show its own address."""
WALL, DESK, PHONE = (1280, 720), (1440, 900), (390, 844)
LEFT = timedelta(minutes=4)
"""Taking the pictures takes a while; until then no clock shall have run out."""
PATIENCE = 60_000
MOMENTS = ("welcome", "write", "themes", "vote", "standings", "draft", "consent", "closed")
CODES = {moment: Code(f"HTX47{letter}") for moment, letter in zip(MOMENTS, "KLMNPQRS", strict=True)}
"""One workshop for each moment, all in one database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: what is opened at which moment, and what must be seen before it is taken.

    `types` goes into the first field before the buttons whose names begin with `taps` are pressed.
    """

    name: str
    moment: str
    see: str
    view: str = ""
    types: str = ""
    taps: tuple[str, ...] = ()


WALLS = (
    Shot(name="wall-join", moment="welcome", see="No account, no name, no app."),
    Shot(name="wall-voices", moment="write", see="The newest come first."),
    Shot(name="wall-themes", moment="themes", see="Filled bead: a principle."),
    Shot(name="wall-voting", moment="vote", see="have voted"),
    Shot(name="wall-standings", moment="standings", see="Bar: where a larger room may land."),
    Shot(name="wall-draft", moment="draft", see="Say it better on your phone."),
    Shot(name="wall-consent", moment="consent", see="can we live with it?"),
    Shot(name="wall-principles", moment="closed", see="UNESCO has not endorsed it."),
)
DESKS = (
    Shot(name="desk-room", moment="write", see="On the wall now", view="room"),
    Shot(name="desk-themes", moment="themes", see="Add theme", view="themes"),
    Shot(
        name="desk-proposal",
        moment="write",
        see="The same as a table",
        view="themes",
        taps=("Find themes", "See what would move"),
    ),
    Shot(name="desk-votes", moment="standings", see="What matters most", view="votes"),
    Shot(name="desk-drafts", moment="draft", see="Statement", view="drafts"),
    Shot(name="desk-gaps", moment="draft", see="Sustainability", view="gaps"),
    Shot(name="desk-export", moment="closed", see="Before it leaves the room", view="export"),
)
PHONES = (
    Shot(name="phone-cards", moment="write", see="A few short examples first"),
    Shot(name="phone-write", moment="write", see="A principle", taps=("Ready to write",)),
    Shot(
        name="phone-similar",
        moment="write",
        see="Someone proposed something similar",
        taps=("Ready to write", "Send"),
        types="Anyone should be able to check a credential for free, without an account.",
    ),
    Shot(name="phone-themes", moment="themes", see="Themes"),
    Shot(name="phone-vote", moment="vote", see="Do you agree?"),
    Shot(name="phone-consent", moment="consent", see="I can live with it"),
)


def rehearsed(folder: Path) -> tuple[Event, ...]:
    """All that happened in a rehearsal."""
    command = Path(sys.executable).with_name("common-thread")
    subprocess.run([command, "demo", "--out", folder], cwd=ROOT, check=True)
    log = SqliteLog(folder / "workshop.db")
    try:
        return tuple(log.read(log.workshops()[0]))
    finally:
        log.close()


def moments(events: Sequence[Event]) -> dict[str, Sequence[Event]]:
    """The history up to the end of each phase, and with the results shown before voting ends."""
    ends, phase = dict[str, int](), Phase.WELCOME
    for at, event in enumerate(events):
        if isinstance(event, PhaseMoved):
            ends[phase.value] = at
            phase = event.to
        if isinstance(event, WorkshopClosed):
            ends[phase.value] = at
    shown = tuple(event for event in events if isinstance(event, ResultsRevealed))[:1]
    found = {moment: tuple(events[:end]) for moment, end in ends.items()}
    return {**found, "standings": (*found["vote"], *shown), "closed": events}


def moved(event: Event, late: timedelta) -> Event:
    """The same event, so much later: the clock on a picture is that of a workshop that runs."""
    if isinstance(event, PhaseMoved | TimerSet) and event.ends_at is not None:
        event = replace(event, ends_at=event.ends_at + late + LEFT)
    return replace(event, at=event.at + late)


def midmorning() -> str:
    """The name of a time zone where it is about eleven now, for the times on the pictures."""
    ahead = 11 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+}" if ahead else "Etc/GMT"


def laid_out(db: Path, found: dict[str, Sequence[Event]]) -> None:
    """A database that holds each moment as a workshop of its own."""
    log = SqliteLog(db)
    for moment, (opened, *rest) in found.items():
        if not isinstance(opened, WorkshopOpened):
            raise TypeError(opened)
        own, late = replace(opened, code=CODES[moment]), datetime.now(UTC) - (*rest,)[-1].at
        events = tuple(moved(event, late) for event in (own, *rest))
        log.append([Entry(code=CODES[moment], after=0, events=events)])
    log.close()


def desk_secret(db: Path, moment: str) -> str:
    """A fresh desk link for one moment."""
    with Rooms(SqliteLog(db)) as rooms:
        room = rooms.room(CODES[moment])
        if room is None:
            raise LookupError(moment)
        return rooms.issue(room, Role.ORGANISER)


@contextmanager
def served(db: Path) -> Iterator[str]:
    """The address of a server on this database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {**os.environ, "WORKSHOP_DB": str(db), "WORKSHOP_URL": ADDRESS, "TZ": midmorning()}
    wish = ["-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    wish += ["--server.address", "127.0.0.1"]
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([sys.executable, *wish], cwd=ROOT, env=environ)
    try:
        _await(f"{url}/healthz")
        yield url
    finally:
        process.terminate()
        process.wait(30)


def _await(url: str) -> None:
    """Until the server answers and its encoders, which open last, are there."""
    for _ in range(480):
        with suppress(OSError), urllib.request.urlopen(url, timeout=1) as told:  # noqa: S310 - our own
            if json.load(told)["sorting"] != "starting":
                return
        time.sleep(0.25)
    raise TimeoutError(url)


def opened(browser: Browser, size: tuple[int, int]) -> Page:
    """A browser of somebody who was never here."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="light", locale="en-GB"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


def take(page: Page, shot: Shot) -> None:
    """The picture, once everything is typed and pressed and stands."""
    for tap in shot.taps:
        name = re.compile(f"^{tap}")
        button = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name))
        button.first.wait_for()
        fields = page.locator("textarea")
        if shot.types and fields.count():
            fields.first.fill(shot.types)
        button.first.click()
    expect(page.get_by_text(shot.see).first).to_be_visible(timeout=PATIENCE)
    if page.locator("[data-testid=stApp]").count():
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(1500)
    page.screenshot(path=HERE / f"{shot.name}.png")
    page.context.close()
    print(HERE.relative_to(ROOT) / f"{shot.name}.png")


def wanted(shots: Sequence[Shot]) -> list[Shot]:
    """Those whose names begin with what the command line asks for; all where it asks for none."""
    return [shot for shot in shots if shot.name.startswith(tuple(sys.argv[1:]) or ("",))]


def main() -> None:
    """Rehearses, lays the moments out, opens each screen and takes its picture."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "moments.db"
        laid_out(db, moments(rehearsed(Path(folder) / "demo")))
        secrets = {shot.moment: desk_secret(db, shot.moment) for shot in DESKS}
        with served(db) as url, sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            for shot in wanted(WALLS):
                page = opened(browser, WALL)
                page.goto(f"{url}/wall/{CODES[shot.moment]}")
                take(page, shot)
            for shot in wanted(DESKS):
                page = opened(browser, DESK)
                page.goto(f"{url}/desk#{secrets[shot.moment]}")
                page.wait_for_url("**/steer**")
                page.goto(f"{url}/steer?w={CODES[shot.moment]}&view={shot.view}")
                take(page, shot)
            for shot in wanted(PHONES):
                page = opened(browser, PHONE)
                page.goto(f"{url}/p/{CODES[shot.moment]}")
                page.get_by_role("button", name="I agree, let us start").click()
                take(page, shot)
            browser.close()


if __name__ == "__main__":
    main()
