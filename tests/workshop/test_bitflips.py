"""A file that rots: whatever changes in it is found, or changes nothing that anybody reads."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import welcoming
from tests.people import PROMPTS, ada, ben, fay, principle
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.applying import replay
from workshop.domain.state import State
from workshop.rooms import Rooms
from workshop.storage.log import Unwritable
from workshop.storage.sqlite import SqliteLog, verify
from workshop.storage.vectors import Vectors

FLIPS = 300


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file that holds a small workshop, closed properly."""
    db = tmp_path_factory.mktemp("sound") / "workshop.db"
    with Rooms(SqliteLog(db)) as rooms:
        room = welcoming(rooms)
        room.ask(c.MovePhase(by=fay, to=n.Phase.WRITE))
        for i in range(50):
            on, by = n.ContributionId(f"n{i}"), (ada, ben)[i % 2]
            room.ask(principle(on, f"{PROMPTS[0].title} Words number {i}.", by, token=f"t{i}"))
            room.ask(c.Support(by=(ben, ada)[i % 2], on=on))
        room.ask(c.Withdraw(by=ada, on=n.ContributionId("n0")))
    Vectors(db).put("a model", {f"Text {i}.": np.ones(96, np.float32) for i in range(8)})
    return db.read_bytes()


def told(path: Path) -> dict[str, tuple[str, State]]:
    """All that anybody reads from a file."""
    with closing(SqliteLog(path)) as log:
        return {code: (log.hash(code), replay(log.read(code))) for code in log.workshops()}


def found_or_harmless(path: Path, rotten: bytes, before: dict[str, tuple[str, State]]) -> bool:
    for beside in path.parent.iterdir():
        beside.unlink()
    path.write_bytes(rotten)
    try:
        found = verify(path)
    except Unwritable:
        return True
    return bool(found) or told(path) == before


@pytest.fixture
def before(db: Path, sound: bytes) -> dict[str, tuple[str, State]]:
    db.write_bytes(sound)
    assert verify(db) == ()
    return told(db)


@pytest.mark.parametrize("seed", range(6))
def test_no_flipped_bit_changes_anything_silently(
    db: Path, sound: bytes, before: dict[str, tuple[str, State]], seed: int
) -> None:
    chance = random.Random(seed)

    for _ in range(FLIPS // 6):
        at, bit = chance.randrange(len(sound)), chance.randrange(8)
        rotten = bytearray(sound)
        rotten[at] ^= 1 << bit
        assert found_or_harmless(db, bytes(rotten), before), f"bit {bit} of byte {at}"


def test_no_flipped_bit_of_the_head_changes_anything_silently(
    db: Path, sound: bytes, before: dict[str, tuple[str, State]]
) -> None:
    for at in range(100):
        rotten = bytearray(sound)
        rotten[at] ^= 1 << at % 8
        assert found_or_harmless(db, bytes(rotten), before), f"byte {at}"


def test_no_lost_page_changes_anything_silently(
    db: Path, sound: bytes, before: dict[str, tuple[str, State]]
) -> None:
    page = 4096
    for start in range(0, len(sound), page):
        zeroed = sound[:start] + bytes(page) + sound[start + page :]
        assert found_or_harmless(db, zeroed, before), f"page at {start}"
        if start:
            assert found_or_harmless(db, sound[:start], before), f"cut at {start}"


def test_most_flips_in_what_people_wrote_are_found_and_not_merely_harmless(
    db: Path, sound: bytes
) -> None:
    at = sound.index(b"Words number 31.")
    rotten = bytearray(sound)
    rotten[at] ^= 4
    db.write_bytes(bytes(rotten))

    (damage,) = verify(db)

    assert damage.what == "its words are not as they were written"
