"""How many acts a second become durable, how long one takes, how long a workshop takes to open.

python benchmarks/core.py [FOLDER]

FOLDER is where the database is made: the disk below it decides most of the first rows.
"""

from __future__ import annotations

import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.applying import replay
from workshop.room import Outcome, Room
from workshop.rooms import Rooms
from workshop.seeding import framework, prompts
from workshop.storage.sqlite import SqliteLog

SUBMITTERS, PEOPLE, CONTRIBUTIONS, EVENTS = 64, 300, 300, 10_000
_SECONDS = 8.0
_VOTES = tuple(n.Vote)


def filled(rooms: Rooms) -> Room:
    """A hall that is about to vote."""
    asked = prompts("open_credentials")
    room = rooms.found(
        n.Setup(title="Bench", prompts=asked, framework=framework("unesco_oer_2019"))
    )
    room.ask(c.MovePhase(by=n.HOST, to=n.Phase.WRITE))
    wishes: list[c.Command] = [c.Join(by=person(i), agreed=True) for i in range(PEOPLE)]
    for i in range(CONTRIBUTIONS):
        words = n.Words(f"Principle {i}: " + "anyone should be able to check it " * 4)
        part = c.Part(id=contribution(i), kind=n.Kind.PRINCIPLE, words=words)
        wishes.append(c.Contribute(by=person(i), prompt=asked[0].key, parts=(part,)))
    done([room.submit(wish) for wish in wishes])
    room.ask(c.MovePhase(by=n.HOST, to=n.Phase.THEMES))
    return room


def person(i: int) -> n.PersonId:
    return n.PersonId(f"{i % PEOPLE:032x}")


def contribution(i: int) -> n.ContributionId:
    return n.ContributionId(f"c{i % CONTRIBUTIONS:031x}")


def votes(chance: random.Random) -> Iterator[c.CastVote]:
    """Votes that each change something, each with its own token; nobody's on their own words."""
    for i in itertools.count():
        on = chance.randrange(CONTRIBUTIONS)
        by = person(on + chance.randrange(1, PEOPLE))
        token = n.Token(f"{chance.getrandbits(96):x}")
        yield c.CastVote(by=by, on=contribution(on), value=_VOTES[i % 2], token=token)


def done(futures: list[Future[Outcome]]) -> None:
    for future in futures:
        future.result(60)


def one_after_another(room: Room, seed: int, until: float) -> list[float]:
    """How long each act of one submitter took, who waits for every answer."""
    took = []
    for wish in votes(random.Random(seed)):
        began = time.perf_counter()
        if began > until:
            break
        room.ask(wish)
        took.append(time.perf_counter() - began)
    return took


def submitters(room: Room) -> tuple[float, float, float]:
    """Acts a second, and p50 and p95 in milliseconds, with everybody sending all the time."""
    began = time.perf_counter()
    until = began + _SECONDS
    with ThreadPoolExecutor(SUBMITTERS) as pool:
        some = pool.map(lambda seed: one_after_another(room, seed, until), range(SUBMITTERS))
        took = sorted(itertools.chain.from_iterable(some))
    rate = len(took) / (time.perf_counter() - began)
    return rate, 1000 * statistics.median(took), 1000 * took[int(len(took) * 0.95)]


def burst(room: Room) -> float:
    """Milliseconds until the last of 300 votes that come in the same instant is durable."""
    wishes = list(itertools.islice(votes(random.Random(-1)), PEOPLE))
    began = time.perf_counter()
    done([room.submit(wish) for wish in wishes])
    return 1000 * (time.perf_counter() - began)


def opening(db: Path, code: n.Code, position: int) -> tuple[float, float, float]:
    """Seconds to read, to replay and to verify the first 10,000 events."""
    log = SqliteLog(db)
    began = time.perf_counter()
    events = list(itertools.islice(log.read(code), EVENTS))
    read = time.perf_counter()
    replay(events)
    replayed = time.perf_counter()
    log.verify()
    verified = time.perf_counter()
    log.close()
    return read - began, replayed - read, (verified - replayed) * EVENTS / position


def row(what: str, value: str, target: str = "") -> None:
    print(f"{what:<58}{value:>12}   {target}")


def main(folder: Path) -> None:
    db = folder / "bench.db"
    with Rooms(SqliteLog(db)) as rooms:
        room = filled(rooms)
        rate, median, p95 = submitters(room)
        at_once = burst(room)
        code, wishes = room.code, votes(random.Random(-2))
        while room.state.position < EVENTS:
            done([room.submit(wish) for wish in itertools.islice(wishes, 500)])
        position = room.state.position
    read, replayed, verified = min(opening(db, code, position) for _ in range(3))
    row("what", "measured", "target")
    row(f"durable acts a second, {SUBMITTERS} submitters", f"{rate:,.0f}", ">= 1,000")
    row("one act from sending to durable, median", f"{median:.1f} ms")
    row("one act from sending to durable, p95", f"{p95:.1f} ms", "< 100 ms")
    row(f"{PEOPLE} votes in the same instant, the last durable after", f"{at_once:.0f} ms")
    row(f"opening {EVENTS:,} events: read and decode", f"{read:.3f} s")
    row(f"opening {EVENTS:,} events: replay", f"{replayed:.3f} s")
    row(f"opening {EVENTS:,} events: both", f"{read + replayed:.3f} s", "< 0.3 s")
    row(f"verifying {EVENTS:,} events", f"{verified:.3f} s")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
