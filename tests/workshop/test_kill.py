"""Kill -9 at any moment: nothing acknowledged is lost, nothing is doubled."""

from __future__ import annotations

import random
import time
from collections import Counter
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from tests.conftest import welcoming
from tests.people import fay
from tests.workshop.hall import WRITERS, serve
from workshop.domain import commands as c
from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.domain.applying import replay
from workshop.rooms import open_rooms
from workshop.settings import Settings
from workshop.storage.sqlite import SqliteLog, verify

KILLS = 50


def run_and_kill(
    context: ForkServerContext, db: Path, code: n.Code, run: int, doubtful: list[str], wait: float
) -> list[str]:
    """What a server acknowledged before it was killed."""
    told, telling = context.Pipe(duplex=False)
    server = context.Process(target=serve, args=(db, code, run, doubtful, telling))
    server.start()
    telling.close()
    with told, open(told.fileno(), "rb", closefd=False) as lines:
        first = lines.readline()
        assert first, "the server ended by itself"
        time.sleep(wait)
        server.kill()
        # a line that the kill cut short has reached no phone
        whole = [line for line in lines.read().splitlines(keepends=True) if line.endswith(b"\n")]
    server.join()
    return [line.decode().strip() for line in (first, *whole)]


def in_doubt(run: int, acknowledged: list[str]) -> list[str]:
    """What the phones send again: each writer's last acknowledged wish, and the one after it."""
    names: list[str] = []
    for writer in range(WRITERS):
        done = [int(a.split(".")[2]) for a in acknowledged if a.startswith(f"{run}.{writer}.")]
        last = max(done, default=-1)
        names += [f"{run}.{writer}.{i}" for i in (last, last + 1) if i >= 0]
    return names


def names_in(db: Path, code: n.Code) -> Counter[str]:
    log = SqliteLog(db)
    try:
        events = list(log.read(code))
    finally:
        log.close()
    assert replay(events).position == len(events)
    return Counter(
        str(event.token)
        for event in events
        if isinstance(event, e.Joined | e.ContributionMade) and event.token is not None
    )


@pytest.mark.process
@pytest.mark.timeout(600)
def test_what_was_acknowledged_before_fifty_kills_is_there_once(db: Path) -> None:
    chance, context = random.Random(20261124), get_context("forkserver")
    context.set_forkserver_preload(["tests.workshop.hall"])
    with open_rooms(Settings(db=db)) as rooms:
        room = welcoming(rooms)
        room.ask(c.MovePhase(by=fay, to=n.Phase.WRITE))
    acknowledged: set[str] = set()
    doubtful: list[str] = []

    for run in range(KILLS):
        told = run_and_kill(context, db, room.code, run, doubtful, chance.uniform(0.08, 0.2))
        acknowledged.update(told)
        doubtful = in_doubt(run, told)

    assert verify(db) == ()
    kept = names_in(db, room.code)
    assert acknowledged - kept.keys() == set()
    assert max(kept.values()) == 1
    assert len(acknowledged) > KILLS
