"""How long a facilitator waits for proposed themes, and a newcomer for a place, encoders warm.

python benchmarks/theming.py
"""

from __future__ import annotations

import contextlib
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from workshop import seeding
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.readymade import CARDS, ready_setup
from workshop.room import Room
from workshop.rooms import Rooms
from workshop.settings import Settings
from workshop.steward import Level, Steward
from workshop.storage.sqlite import SqliteLog
from workshop.storage.vectors import text_hash

SAMPLES = seeding.contributions(CARDS)
WRITERS = 10
RUNS = 4


def writing(rooms: Rooms) -> Room:
    room = rooms.found(ready_setup())
    room.ask(c.MovePhase(by=n.HOST, to=n.Phase.WRITE))
    for i in range(WRITERS):
        room.ask(c.Join(by=person(i), agreed=True))
    return room


def person(i: int) -> n.PersonId:
    return n.PersonId(f"{i % WRITERS:032x}")


def send(room: Room, first: int, last: int, run: int = 0) -> None:
    """Contributions as a room would write them; beyond the samples, pairs of halves."""
    for i in range(first, last):
        one, two = SAMPLES[i % len(SAMPLES)], SAMPLES[(7 * i + 3 + 11 * run) % len(SAMPLES)]
        plain = not run and i < len(SAMPLES)
        words = n.Words(one.text if plain else f"{one.text[:110]} {two.text[:110]}", one.lang)
        part = c.Part(id=n.ContributionId(f"{room.code}-{i}"), kind=n.Kind.EXAMPLE, words=words)
        room.ask(c.Contribute(by=person(i), prompt=n.PromptKey("good"), parts=(part,)))


def until(condition: Callable[[], bool]) -> float:
    """Seconds until it comes true."""
    began = time.perf_counter()
    while not condition():
        time.sleep(0.002)
    return time.perf_counter() - began


def embedded(db: Path, room: Room) -> bool:
    """Whether every text of the room has its vectors."""
    with contextlib.closing(sqlite3.connect(db)) as reading:
        known = {text for (text,) in reading.execute("SELECT DISTINCT text FROM vectors")}
    return known >= {text_hash(k.words.text) for k in room.state.contributions.values()}


def proposals(rooms: Rooms, steward: Steward, db: Path, texts: int) -> list[float]:
    """Seconds from asking to the recorded proposal, of texts that were embedded as they arrived."""
    taken = []
    for run in range(1, RUNS + 1):
        room = writing(rooms)
        send(room, 0, texts, run)
        until(lambda room=room: embedded(db, room))  # type: ignore[misc]
        began = time.perf_counter()
        steward.propose(room).result(300)
        taken.append(time.perf_counter() - began)
    return taken


def placements(rooms: Rooms, steward: Steward, texts: int) -> list[float]:
    """Seconds from sending a contribution to its place in a theme."""
    room = writing(rooms)
    send(room, 0, texts)
    proposal = steward.propose(room).result(300)
    room.ask(c.AcceptGrouping(by=n.HOST, proposal=proposal.id))
    taken = []
    for i in range(texts, texts + RUNS):
        send(room, i, i + 1)
        on = n.ContributionId(f"{room.code}-{i}")
        taken.append(until(lambda on=on: on in room.state.places))  # type: ignore[misc]
    return taken


def row(what: str, taken: list[float], target: str) -> None:
    middle, most = statistics.median(taken), max(taken)
    print(f"{what:<52} {middle:>8.2f} s {most:>8.2f} s   {target}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "workshop.db"
        with Rooms(SqliteLog(db)) as rooms:
            steward = Steward(rooms, Settings(db=db))
            room = writing(rooms)
            steward.start()
            opening = until(lambda: steward.status(room).level is not Level.STARTING)
            print(f"{'':<52} {'median':>10} {'most':>10}   target")
            row("both workers ready, one after the other", [opening], "")
            for texts, target in ((100, "< 1.5 s"), (300, "")):
                row(f"themes proposed, {texts} texts", proposals(rooms, steward, db, texts), target)
            row("a newcomer placed, 100 texts", placements(rooms, steward, 100), "")
            steward.stop()


if __name__ == "__main__":
    main()
