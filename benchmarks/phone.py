"""How light and how fast the phone page is: `python -m benchmarks.phone`.

Starts the real server on a free port of this machine with a workshop of its own. First Chromium,
slowed down to 400 kbit/s, 400 ms and a quarter of the processor, loads the page and the next one.
Then many phones listen and vote, some come in, and the step changes; a client of our own speaks to
the routes as `docs/phone.md` describes them. Last, the same voters on Streamlit's page, for the
ratio. Bounded: this machine only, at most 5,000 phones and 120 seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.participants import (
    Load,
    cpu_each,
    cpu_seconds,
    free_port,
    measured,
    percentile,
    prepared,
    started,
)
from workshop.cookies import PERSON
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.identity import new_id, new_secret
from workshop.rooms import open_rooms
from workshop.settings import Settings

CHROMIUM = "/usr/bin/chromium"
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit/s in both directions."""
STATEMENTS = 60
MOST = 5000
_VOTES = ("agree", "pass", "disagree")
Row = tuple[str, str, str]


# --- one phone on a slow network -------------------------------------------------------------


@dataclass  # without slots: Playwright keeps its own notes on whoever listens
class Wire:
    """What a page asked for, and how many bytes came."""

    requests: int = 0
    bytes: int = 0

    def listen(self, told: CDPSession) -> None:
        """Counts from now on."""
        told.on("Network.responseReceived", self._one)
        told.on("Network.dataReceived", self._some)

    def _one(self, event: dict[str, dict[str, float]]) -> None:
        self.requests += 1
        self.bytes += int(event["response"]["encodedDataLength"])

    def _some(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])


def weighed(page: Page, wire: Wire, act: Callable[[], object], ready: str) -> tuple[Wire, float]:
    """What an act costs until something can be used."""
    wire.requests = wire.bytes = 0
    at = time.perf_counter()
    act()
    page.locator(ready).first.wait_for()
    took = time.perf_counter() - at
    page.wait_for_timeout(1500)
    return Wire(wire.requests, wire.bytes), took


def light(port: int, code: str) -> list[Row]:
    """The first page and the next one, on a slow phone."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        told, wire = page.context.new_cdp_session(page), Wire()
        told.send("Network.enable")
        told.send("Network.emulateNetworkConditions", SLOW)
        told.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        wire.listen(told)
        url = f"http://127.0.0.1:{port}/p/{code}"
        first, usable = weighed(page, wire, lambda: page.goto(url), "button.go")
        agree = page.get_by_role("button", name="I agree, let us start")
        second, following = weighed(page, wire, agree.click, ".votes button")
        browser.close()
    return [
        ("first page, over the wire", f"{first.bytes / 1000:.1f} kB", "<= 30 kB"),
        ("first page, requests", str(first.requests), "<= 6"),
        ("first page, usable after", f"{usable:.2f} s", "<= 2 s"),
        ("next page, over the wire", f"{second.bytes / 1000:.1f} kB", "<= 8 kB"),
        ("next page, usable after", f"{following:.2f} s", ""),
    ]


# --- many phones -----------------------------------------------------------------------------


@dataclass(slots=True)
class Line:
    """One connection that is kept open."""

    port: int
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def send(self, method: str, path: str, cookie: str, form: dict[str, str]) -> int:
        """Sends and reads the whole answer; its status. A connection that had idled is renewed."""
        try:
            head = await self.begin(method, path, cookie, form)
        except (OSError, asyncio.IncompleteReadError):
            self.writer = None
            head = await self.begin(method, path, cookie, form)
        size = next((h for h in head if h.lower().startswith("content-length:")), "x:0")
        if self.reader is not None:
            await self.reader.readexactly(int(size.split(":")[1]))
        return int(head[0].split()[1])

    async def begin(self, method: str, path: str, cookie: str, form: dict[str, str]) -> list[str]:
        """Sends and reads the head of the answer."""
        if self.writer is None or self.writer.is_closing():
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        body = urlencode(form).encode()
        told = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Origin: http://127.0.0.1:{self.port}",
            f"Cookie: {PERSON}={cookie}",
            "Accept: application/json",
            "Accept-Encoding: gzip",
        ]
        if method == "POST":
            told += ["Content-Type: application/x-www-form-urlencoded"]
            told += [f"Content-Length: {len(body)}"]
        self.writer.write("\r\n".join([*told, "", ""]).encode() + body)
        if self.reader is None:
            raise ConnectionError
        return (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")

    def close(self) -> None:
        """Hangs up."""
        if self.writer is not None:
            self.writer.close()


@dataclass(slots=True)
class Seen:
    """What all phones saw."""

    votes: list[float] = field(default_factory=list)
    joins: list[float] = field(default_factory=list)
    told: list[float] = field(default_factory=list)
    listening: int = 0
    failed: int = 0
    cpu: float = 0.0
    client: float = 0.0
    rss: float = 0.0
    moved: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """A running server, its workshop, and who is in it."""

    db: Path
    port: int
    pid: int
    code: n.Code
    cookies: list[str]


async def listen(hall: Hall, cookie: str, seen: Seen) -> None:
    """Keeps a stream open and notes when a change of the step arrives."""
    line = Line(hall.port)
    try:
        await line.begin("GET", f"/live/{hall.code}", cookie, {})
        seen.listening += 1
        while line.reader is not None and (told := await line.reader.readline()):
            if told.startswith(b"event: v") and seen.moved:
                seen.told.append(time.perf_counter() - seen.moved)
    except (OSError, asyncio.IncompleteReadError):
        seen.failed += 1
    finally:
        line.close()


async def vote(hall: Hall, i: int, every: float, stop: float, seen: Seen) -> None:
    """Votes until the time is over."""
    line = Line(hall.port)
    await asyncio.sleep(random.random() * every)
    try:
        while (at := time.perf_counter()) < stop:
            on = random.choice([k for k in range(STATEMENTS) if k % len(hall.cookies) != i])
            form = {"token": new_id(), "on": f"c{on}", "vote": random.choice(_VOTES)}
            status = await line.send("POST", f"/p/{hall.code}/vote", hall.cookies[i], form)
            took = time.perf_counter() - at
            seen.votes.append(took)
            seen.failed += status != 200
            await asyncio.sleep(max(0.0, every - took))
    except (OSError, asyncio.IncompleteReadError):
        seen.failed += 1
    finally:
        line.close()


async def come_in(hall: Hall, after: float, seen: Seen) -> None:
    """Somebody new: the page, and the notice accepted."""
    await asyncio.sleep(after)
    line, cookie, at = Line(hall.port), new_secret(), time.perf_counter()
    try:
        first = await line.send("GET", f"/p/{hall.code}", cookie, {})
        form = {"token": new_id(), "agreed": "yes"}
        second = await line.send("POST", f"/p/{hall.code}/join", cookie, form)
        seen.joins.append(time.perf_counter() - at)
        seen.failed += (first, second) != (200, 200)
    except (OSError, asyncio.IncompleteReadError):
        seen.failed += 1
    finally:
        line.close()


def move(hall: Hall, to: n.Phase) -> None:
    """The facilitator moves on, as another process would.

    The server looks once a second for what others wrote: up to one second of what is measured.
    """
    rooms = open_rooms(Settings(db=hall.db))
    room = rooms.room(hall.code)
    if room is not None:
        room.ask(c.MovePhase(by=n.HOST, to=to))
    rooms.close()


def rss(pid: int) -> float:
    """Megabytes of a process."""
    told = Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()
    return int(told[1]) * resource.getpagesize() / 1e6


async def all_at_once(
    hall: Hall, phones: int, *, every: float, seconds: float, joins: int = 0
) -> Seen:
    """So many phones listen; those with an interval vote; some come in; then the step changes."""
    seen, listeners = Seen(), []
    for i in range(phones):
        cookie = hall.cookies[i % len(hall.cookies)]
        listeners.append(asyncio.create_task(listen(hall, cookie, seen)))
        await asyncio.sleep(0.004)
    while seen.listening + seen.failed < phones:  # noqa: ASYNC110 - they count themselves
        await asyncio.sleep(0.2)
    cpu, own, stop = cpu_seconds(hall.pid), time.process_time(), time.perf_counter() + seconds
    voters = range(min(phones, len(hall.cookies))) if every else range(0)
    todo: list[Coroutine[object, object, None]] = [vote(hall, i, every, stop, seen) for i in voters]
    todo += [come_in(hall, seconds * i / joins, seen) for i in range(joins)]
    await asyncio.gather(*todo, asyncio.sleep(seconds))
    seen.cpu, seen.client = cpu_seconds(hall.pid) - cpu, time.process_time() - own
    seen.rss = rss(hall.pid)
    seen.moved = time.perf_counter()
    threading.Thread(target=move, args=(hall, n.Phase.DRAFT)).start()
    for _ in range(100):
        await asyncio.sleep(0.1)
        if len(seen.told) >= seen.listening:
            break
    move(hall, n.Phase.VOTE)
    for listener in listeners:
        listener.cancel()
    await asyncio.gather(*listeners, return_exceptions=True)
    return seen


def opened(people: int, folder: str, use: Callable[[Hall], list[Row]]) -> list[Row]:
    """A server with so many people in its workshop, for as long as it is used."""
    db = Path(folder) / f"{people}.db"
    code, cookies = prepared(db, people)
    port = free_port()
    server = started(db, port, "app.py", "/healthz")
    try:
        hall = Hall(db=db, port=port, pid=server.pid, code=n.Code(code), cookies=cookies)
        return use(hall)
    finally:
        server.terminate()
        server.wait(30)


def voting(hall: Hall, phones: int, seconds: float) -> list[Row]:
    """Everybody listens and votes every five seconds."""
    seen = asyncio.run(all_at_once(hall, phones, every=5.0, seconds=seconds))
    each = 1000 * seen.cpu / max(1, len(seen.votes))
    name = f"{phones} phones, a vote every 5 s"
    return [
        (f"{name}: votes", str(len(seen.votes)), ""),
        (f"{name}: failed", str(seen.failed), "0"),
        (f"{name}: p50", f"{percentile(seen.votes, 0.5):.0f} ms", ""),
        (f"{name}: p95", f"{percentile(seen.votes, 0.95):.0f} ms", "< 250 ms"),
        (f"{name}: server CPU per vote", f"{each:.2f} ms", "<= 1 ms"),
        (f"{name}: client CPU", f"{100 * seen.client / seconds:.0f} %", ""),
        (f"{name}: server memory", f"{seen.rss:.0f} MB", "< 800 MB"),
        (f"{name}: step told to", f"{len(seen.told)} of {seen.listening}", "all"),
        (f"{name}: step told, p95", f"{percentile(seen.told, 0.95):.0f} ms", "< 1000 ms"),
    ]


def quiet(hall: Hall, phones: int) -> list[Row]:
    """Everybody listens and does nothing."""
    seen = asyncio.run(all_at_once(hall, phones, every=0.0, seconds=5.0))
    name = f"{phones} quiet phones"
    return [
        (f"{name}: accepted", str(seen.listening), "all"),
        (f"{name}: server memory", f"{seen.rss:.0f} MB", ""),
        (f"{name}: step told, p95", f"{percentile(seen.told, 0.95):.0f} ms", "< 2000 ms"),
    ]


def joining(hall: Hall, seconds: float) -> list[Row]:
    """A hundred vote while five a second come in."""
    joins = int(5 * seconds)
    seen = asyncio.run(all_at_once(hall, 100, every=5.0, seconds=seconds, joins=joins))
    name = f"{joins} come in within {seconds:g} s while 100 vote"
    return [
        (f"{name}: p95", f"{percentile(seen.joins, 0.95):.0f} ms", "< 500 ms"),
        (f"{name}: failed", str(seen.failed), "0"),
        ("the same 100: server CPU per vote", f"{1000 * seen.cpu / len(seen.votes):.2f} ms", ""),
    ]


def beside(hall: Hall, seconds: float) -> list[Row]:
    """A hundred voters here, and the same hundred on Streamlit's page."""
    ours = asyncio.run(all_at_once(hall, 100, every=5.0, seconds=seconds))
    load = Load(
        script="app.py",
        answers="/healthz",
        page="room",
        code=hall.code,
        cookies=hall.cookies[:100],
        every=5.0,
        seconds=seconds,
    )
    theirs = cpu_each(measured(hall.db, load))
    each = 1000 * ours.cpu / max(1, len(ours.votes))
    return [
        ("100 voters: CPU per vote, this page", f"{each:.2f} ms", ""),
        ("100 voters: CPU per vote, Streamlit's", f"{theirs:.2f} ms", ""),
        ("ratio", f"{theirs / each:.1f}", ""),
    ]


def main() -> None:
    """Runs it and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=2000)
    parser.add_argument("--quiet", type=int, default=MOST)
    parser.add_argument("--seconds", type=float, default=20.0)
    given = parser.parse_args()
    seconds = min(given.seconds, 120.0)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    phones, silent = min(given.phones, MOST), min(given.quiet, MOST)
    with tempfile.TemporaryDirectory() as folder:
        rows = opened(100, folder, lambda h: light(h.port, h.code) + joining(h, seconds))
        rows += opened(100 + 1, folder, lambda h: beside(h, seconds))
        rows += opened(phones, folder, lambda h: voting(h, phones, seconds))
        rows += opened(100 + 2, folder, lambda h: quiet(h, silent))
    print(f"{'':<56} {'measured':>14}   target")
    for name, found, target in rows:
        print(f"{name:<56} {found:>14}   {target}")


if __name__ == "__main__":
    main()
