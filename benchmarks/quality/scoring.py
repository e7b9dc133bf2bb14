"""How a method did in one room, and over all of them: means of collections and sizes, paired."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.quality.competitors import near
from benchmarks.quality.rooms import Sample, groups
from clustering.measuring import adjusted_rand, b_cubed
from clustering.points import Labels, Matrix, themes_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One method in one room. What it left out is placed first, but for `raw` and `parked`."""

    ari: float
    raw: float
    """The same with what was left out as a group of its own."""
    b_cubed: float
    themes: int
    gold: int
    largest: float
    parked: float


Scores = Mapping[Sample, Score]


def score(sample: Sample, vectors: Matrix, labels: Labels) -> Score:
    everywhere = near(vectors, labels)
    return Score(
        ari=adjusted_rand(sample.gold, everywhere.tolist()),
        raw=adjusted_rand(sample.gold, labels.tolist()),
        b_cubed=b_cubed(sample.gold, everywhere.tolist()).f1,
        themes=len(themes_in(labels)),
        gold=groups(sample),
        largest=float(np.bincount(everywhere).max() / len(labels)),
        parked=float((labels < 0).mean()),
    )


def mean(scores: Scores, what: Callable[[Score], float], size: int | None = None) -> float:
    """Over collections and sizes, each of the same weight, whatever its number of rooms."""
    return float(np.mean([np.mean(cell) for cell in _cells(scores, what, size)]))


def difference(ours: Scores, theirs: Scores, size: int | None = None) -> tuple[float, float]:
    """Mean gain in ARI room by room, and its standard error."""
    gains = {room: one.ari - theirs[room].ari for room, one in ours.items()}
    cells = _cells(ours, lambda _one: 0.0, size, gains)
    errors = [float(np.var(cell, ddof=1)) / len(cell) for cell in cells if len(cell) > 1]
    middle = float(np.mean([np.mean(cell) for cell in cells]))
    return middle, float(np.sqrt(sum(errors))) / len(cells)


def _cells(
    scores: Scores,
    what: Callable[[Score], float],
    size: int | None,
    instead: Mapping[Sample, float] | None = None,
) -> list[Sequence[float]]:
    cells: dict[tuple[str, int], list[float]] = {}
    for room, one in scores.items():
        if size in {None, room.size}:
            value = what(one) if instead is None else instead[room]
            cells.setdefault((room.collection, room.size), []).append(value)
    return list(cells.values())
