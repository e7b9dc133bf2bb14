"""How a full room of participants votes on Streamlit pages: `python -m benchmarks.participants`.

Starts the real server on a free port of this machine with a workshop of its own, opens one page
for each participant over Streamlit's protocol, lets everybody vote every few seconds, and prints a
table with the targets. A bare page with as many elements and nothing behind them is measured beside
it, because what is not ours cannot be made cheaper by us. Bounded: this machine only, at most 300
participants and 120 seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field, replace
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from workshop import seeding
from workshop.cookies import PERSON
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.identity import new_secret, person_of
from workshop.room import Room
from workshop.rooms import open_rooms
from workshop.settings import Settings

ROOT = Path(__file__).parents[1]
SEEDS = "open_credentials"
P95_MS = 100.0
CPU_MS = 8.0
_THEMES = 8
_VOTES = ("Agree", "Pass", "Disagree")


@dataclass(slots=True)
class Measured:
    """What the pages saw, and what the server used for it."""

    first: list[float] = field(default_factory=list)
    votes: list[float] = field(default_factory=list)
    failed: int = 0
    cpu: float = 0.0


@dataclass(slots=True)
class Page:
    """One participant's page, as far as voting needs it."""

    socket: websockets.ClientConnection
    code: str
    name: str
    hash: str = ""
    fragment: str = ""
    buttons: dict[str, str] = field(default_factory=dict)

    async def open(self) -> None:
        """The first run."""
        await self._send(BackMsg())

    async def press(self, label: str) -> bool:
        """One tap; whether there was such a button. Returns when the page is redrawn."""
        if label not in self.buttons:
            return False
        message = BackMsg()
        message.rerun_script.fragment_id = self.fragment
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id, widget.trigger_value = self.buttons[label], True
        self.buttons.clear()
        await self._send(message)
        return True

    async def _send(self, message: BackMsg) -> None:
        message.rerun_script.query_string = f"w={self.code}"
        message.rerun_script.page_script_hash = self.hash
        message.rerun_script.page_name = "" if self.hash else self.name
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(30):
            while not self._finished(await self.socket.recv()):
                pass

    def _finished(self, raw: bytes | str) -> bool:
        told = ForwardMsg()
        told.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
        kind = told.WhichOneof("type")
        if kind == "new_session":
            self.hash = told.new_session.page_script_hash
        if kind == "delta" and told.delta.new_element.WhichOneof("type") == "button":
            button = told.delta.new_element.button
            self.buttons[button.label] = button.id
            self.fragment = told.delta.fragment_id or self.fragment
        return kind == "script_finished"


def cpu_seconds(pid: int) -> float:
    """Processor time of a process until now."""
    parts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def prepared(db: Path, people: int) -> tuple[str, list[str]]:
    """A workshop in its voting phase in which everybody has joined: its code, their cookies."""
    rooms = open_rooms(Settings(db=db))
    prompts = seeding.prompts(SEEDS)[:1]
    framework = seeding.framework("unesco_oer_2019")
    setup = n.Setup(title="Load", prompts=prompts, framework=framework, rehearsal=True)
    room, cookies = rooms.found(setup), [new_secret() for _ in range(people)]
    whos = [person_of(cookie, room.code) for cookie in cookies]
    for who in whos:
        room.ask(c.Join(by=who, agreed=True))
    room.ask(c.MovePhase(by=n.HOST, to=n.Phase.WRITE))
    for i, row in enumerate(seeding.contributions(SEEDS)):
        part = c.Part(
            id=n.ContributionId(f"c{i}"), kind=row.kind, words=n.Words(row.text, row.lang)
        )
        room.ask(c.Contribute(by=whos[i % people], prompt=prompts[0].key, parts=(part,)))
    room.ask(c.MovePhase(by=n.HOST, to=n.Phase.THEMES))
    _sort(room)
    room.ask(c.MovePhase(by=n.HOST, to=n.Phase.VOTE))
    rooms.close()
    return room.code, cookies


def _sort(room: Room) -> None:
    written = tuple(room.state.contributions)
    for i in range(_THEMES):
        theme = n.ThemeId(f"t{i}")
        room.ask(c.AddTheme(by=n.HOST, id=theme, name=f"Theme {i}"))
        room.ask(c.MoveContributions(by=n.HOST, on=written[i::_THEMES], theme=theme))


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(db: Path, port: int, script: str, answers: str) -> subprocess.Popen[bytes]:
    """The server of a script, once it answers at that path."""
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    environ = {
        **os.environ,
        "WORKSHOP_DB": str(db),
        "PYTHONPATH": os.pathsep.join(
            p for p in (str(ROOT), os.environ.get("PYTHONPATH", "")) if p
        ),
    }
    server = subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{answers}", timeout=1):
                return server
        except OSError:
            time.sleep(0.25)
    server.kill()
    raise SystemExit("the server did not start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Which page is opened, by whom, and how often each of them votes."""

    script: str
    answers: str
    page: str
    code: str
    cookies: list[str]
    every: float
    seconds: float


async def participant(
    url: str, load: Load, cookie: str, span: tuple[float, float], seen: Measured
) -> None:
    """Opens one page and votes until the time is over."""
    headers = {"Cookie": f"{PERSON}={cookie}"}
    try:
        async with websockets.connect(
            url,
            subprotocols=[websockets.Subprotocol("streamlit")],
            additional_headers=headers,
            compression=None,
            max_size=2**24,
        ) as connected:
            page, at = Page(connected, load.code, load.page), time.perf_counter()
            await page.open()
            seen.first.append(time.perf_counter() - at)
            start, stop = span
            await asyncio.sleep(
                max(0.0, start - time.perf_counter()) + random.random() * load.every
            )
            while (at := time.perf_counter()) < stop:
                if not await page.press(random.choice(_VOTES)):
                    seen.failed += 1
                    return
                took = time.perf_counter() - at
                seen.votes.append(took)
                await asyncio.sleep(max(0.0, load.every - took))
    except (OSError, TimeoutError, websockets.WebSocketException):
        seen.failed += 1


async def vote_all(port: int, pid: int, load: Load) -> Measured:
    """Everybody at once; measures from when all pages are open."""
    seen, ramp = Measured(), 0.06 * len(load.cookies)
    start = time.perf_counter() + ramp + 3
    span = (start, start + load.seconds)
    url = f"ws://127.0.0.1:{port}/_stcore/stream"
    pages = []
    for cookie in load.cookies:
        pages.append(asyncio.create_task(participant(url, load, cookie, span, seen)))
        await asyncio.sleep(ramp / len(load.cookies))
    await asyncio.sleep(max(0.0, start - time.perf_counter()))
    before = cpu_seconds(pid)
    await asyncio.sleep(load.seconds)
    seen.cpu = cpu_seconds(pid) - before
    await asyncio.gather(*pages)
    return seen


def percentile(values: list[float], share: float) -> float:
    """In milliseconds."""
    ordered = sorted(values) or [float("nan")]
    return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def measured(db: Path, load: Load) -> Measured:
    """One server, one load, and the server gone again."""
    port = free_port()
    server = started(db, port, load.script, load.answers)
    try:
        return asyncio.run(vote_all(port, server.pid, load))
    finally:
        server.terminate()
        server.wait(20)


def cpu_each(seen: Measured) -> float:
    """Milliseconds of the server's processor for one vote."""
    return 1000 * seen.cpu / len(seen.votes) if seen.votes else float("nan")


def table(load: Load, seen: Measured, floor: Measured) -> str:
    """What was measured beside what is promised."""
    cpu, bare = cpu_each(seen), cpu_each(floor)
    rows = [
        ("participants", f"{len(load.cookies)}, one vote every {load.every:g} s", ""),
        ("votes", str(len(seen.votes)), ""),
        ("failed pages", str(seen.failed), "0"),
        ("first page, p95", f"{percentile(seen.first, 0.95):.0f} ms", "< 3000 ms"),
        ("vote to redrawn page, p50", f"{percentile(seen.votes, 0.5):.0f} ms", ""),
        ("vote to redrawn page, p95", f"{percentile(seen.votes, 0.95):.0f} ms", f"< {P95_MS:g} ms"),
        ("server CPU per vote", f"{cpu:.1f} ms", f"<= {CPU_MS:g} ms"),
        ("the same on a bare page", f"{bare:.1f} ms", ""),
        ("ratio to the bare page", f"{cpu / bare:.2f}", ""),
    ]
    lines = [f"{name:<28} {found:>26}   {target}" for name, found, target in rows]
    return "\n".join([f"{'':<28} {'measured':>26}   target", *lines])


def main() -> None:
    """Runs it and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--every", type=float, default=5.0)
    parser.add_argument("--seconds", type=float, default=20.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "load.db"
        code, cookies = prepared(db, min(given.people, 300))
        load = Load(
            script="app.py",
            answers="/healthz",
            page="room",
            code=code,
            cookies=cookies,
            every=given.every,
            seconds=min(given.seconds, 120.0),
        )
        bare = replace(load, script="benchmarks/_floor.py", answers="/_stcore/health", page="")
        print(table(load, measured(db, load), measured(db, bare)))


if __name__ == "__main__":
    main()
