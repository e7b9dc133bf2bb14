"""How long a facilitator waits for proposed themes, and a newcomer for a place, encoders warm.

python benchmarks/theming_latency.py [--most 5000]
"""

from __future__ import annotations

import argparse
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
WARM = {100: 0.3, 500: 1.5, 5000: 6.0}
"""Texts -> seconds from the press to the recorded proposal, where all have their vectors."""
NEW = {100: 2.0, 500: 8.0, 5000: 80.0}
"""The same where no text was ever seen before."""
LOOKED_AT = 10.0
"""Seconds for which the last text has stood on the wall before anybody presses."""
LARGE = 1000
"""From so many texts on, one run is enough."""


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


def proposals(rooms: Rooms, steward: Steward, db: Path, texts: int, *, known: bool) -> list[float]:
    """Seconds from asking to the recorded proposal, of texts that have their vectors or none."""
    taken = []
    for run in range(1, 1 + (1 if texts >= LARGE else RUNS)):
        room = writing(rooms)
        send(room, 0, texts, 10 * run + 5 * known)
        if known:
            until(lambda room=room: embedded(db, room))  # type: ignore[misc]
            time.sleep(LOOKED_AT)
        began = time.perf_counter()
        steward.propose(room).result(600)
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


def questions(rooms: Rooms, steward: Steward, db: Path, texts: int) -> list[float]:
    """Seconds from asking whether somebody has nearly said this to the answer."""
    room, taken = writing(rooms), []
    send(room, 0, texts, 3)
    until(lambda: embedded(db, room))
    for i in range(RUNS + 1):
        words = n.Words(f"{SAMPLES[i].text} And so it is.", SAMPLES[i].lang)
        began = time.perf_counter()
        steward.alike(room, person(0), n.Kind.EXAMPLE, words).result(60)
        taken.append(time.perf_counter() - began)
    return taken[1:]


def row(what: str, taken: list[float], target: str) -> None:
    middle, most = statistics.median(taken), max(taken)
    print(f"{what:<52} {middle:>8.2f} s {most:>8.2f} s   {target}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=5000, help="texts in the largest room")
    most = parser.parse_args().most
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "workshop.db"
        with Rooms(SqliteLog(db)) as rooms:
            steward = Steward(rooms, Settings(db=db))
            room = writing(rooms)
            steward.start()
            opening = until(lambda: steward.status(room).level is not Level.STARTING)
            print(f"{'':<52} {'median':>10} {'most':>10}   target")
            row("both workers ready, one after the other", [opening], "")
            for targets, known, told in ((WARM, True, "vectors there"), (NEW, False, "all new")):
                for texts, target in targets.items():
                    if texts <= most:
                        taken = proposals(rooms, steward, db, texts, known=known)
                        row(f"press to themes, {texts} texts, {told}", taken, f"< {target:g} s")
            row("one newcomer placed among 300", placements(rooms, steward, 300), "< 0.1 s")
            row("nearly said before? among 300", questions(rooms, steward, db, 300), "< 0.1 s")
            steward.stop()


if __name__ == "__main__":
    main()
