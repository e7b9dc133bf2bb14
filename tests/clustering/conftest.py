"""Real contributions and real encoders, opened once for all tests of this room."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clustering.embedding import Encoders, open_encoders
from clustering.grouping import Frame, Grouping, group, room_vectors

if TYPE_CHECKING:
    from collections.abc import Callable

    from clustering.points import Matrix

ROOT = Path(__file__).resolve().parents[2]
CONTRIBUTIONS = ROOT / "seed_examples" / "open_credentials" / "workshop_contributions.csv"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Room:
    """A workshop's contributions, measured and grouped."""

    texts: list[str]
    languages: list[str]
    themes: list[str]
    copies: list[str]
    vectors: Matrix
    frame: Frame
    grouping: Grouping


@pytest.fixture(scope="session")
def encoders() -> Encoders:
    return open_encoders()


@pytest.fixture(scope="session")
def room(encoders: Encoders) -> Room:
    with CONTRIBUTIONS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["theme"] != "offtopic"]
    texts, languages = [row["text"] for row in rows], [row["lang"] for row in rows]
    vectors, frame = room_vectors(texts, languages, encoders)
    return Room(
        texts=texts,
        languages=languages,
        themes=[row["theme"] for row in rows],
        copies=[row["duplicate_group"] for row in rows],
        vectors=vectors,
        frame=frame,
        grouping=group(vectors),
    )


@pytest.fixture(scope="session")
def python() -> Callable[..., str]:
    """Run a script in a fresh interpreter, with folders in front of the installed packages."""

    def run(script: str, *first: Path) -> str:
        path = os.pathsep.join(map(str, [*first, ROOT]))
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", script],
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
