"""A room that grows while people edit: who is moved without asking, and what stays."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.quality.rooms import COLLECTIONS, Sample
from clustering.embedding import Encoders
from clustering.grouping import PARKED, Edits, group, refresh, room_vectors
from clustering.matching import moved
from clustering.measuring import adjusted_rand
from clustering.points import Labels, Matrix

FIRST, STEP, LAST = 20, 10, 200
SEQUENCES = 2
"""Of each collection."""
LEAST = 120
EDITED_AT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What happened to one room while it grew."""

    churn: float
    """Mean share of the old texts that a refresh moved without anybody's asking."""
    worst: float
    ari: float
    """Mean over the whole course."""
    edited: int
    """How many texts that people had placed were moved: none, ever."""


def sequences(folder: Path) -> Iterator[Sample]:
    for name, draw in COLLECTIONS.items():
        for texts in list(draw(folder, LAST, SEQUENCES))[:SEQUENCES]:
            if len(texts) >= LEAST:
                yield Sample(collection=name, size=len(texts), texts=tuple(texts))


def measured(sample: Sample, n: int, encoders: Encoders) -> Matrix:
    texts = sample.texts[:n]
    return room_vectors([t.text for t in texts], [t.language for t in texts], encoders)[0]


def course(sample: Sample, encoders: Encoders, loose: float) -> Course:
    """Refreshes at each step; at 60 texts people rename one theme and move five texts."""
    labels = group(measured(sample, FIRST, encoders)).labels
    churns, scores, edited, edits = [], [], 0, Edits()
    for n in range(FIRST + STEP, len(sample.texts) + 1, STEP):
        found = refresh(measured(sample, n, encoders), labels, edits, loose).labels
        went = moved(labels, found)
        churns.append(float(went.mean()))
        edited += sum(int(found[row]) != theme for row, theme in edits.pinned.items())
        labels = found
        scores.append(adjusted_rand(sample.gold[:n], labels.tolist()))
        if n == EDITED_AT:
            edits = _edited(labels, random.Random(sample.collection))
            labels = labels.copy()
            labels[list(edits.pinned)] = list(edits.pinned.values())
    return Course(
        churn=float(np.mean(churns)),
        worst=max(churns),
        ari=float(np.mean(scores)),
        edited=edited,
    )


def _edited(labels: Labels, chance: random.Random) -> Edits:
    renamed = chance.choice(sorted(set(labels.tolist())))
    pinned = {int(row): renamed for row in np.flatnonzero(labels == renamed)}
    for row in chance.sample(range(len(labels)), 5):
        pinned[row] = chance.choice(sorted(set(labels.tolist())))
    return Edits(pinned=pinned)


def broken_edits(sample: Sample, encoders: Encoders, seed: int) -> tuple[int, int]:
    """Ten edits of a hundred texts, then a fifth more texts: how many do not hold, of how many."""
    chance = random.Random(seed)
    old = group(measured(sample, 100, encoders)).labels
    edits = _ten_edits(old, chance)
    vectors = measured(sample, 120, encoders)
    both = (group(vectors, edits=edits).labels, refresh(vectors, old, edits).labels)
    held = [fails for labels in both for fails in _failures(labels, edits)]
    return sum(held), len(held)


def _ten_edits(labels: Labels, chance: random.Random) -> Edits:
    """Three renames, a merge, a split, two moves, one to the tray, a fold, a "not here"."""
    keys = sorted(set(labels.tolist()))
    rows = {key: np.flatnonzero(labels == key).tolist() for key in keys}
    picked = chance.sample(keys, min(5, len(keys)))
    pinned = {row: key for key in picked[:3] for row in rows[key]}
    pinned |= dict.fromkeys(rows[picked[-1]], picked[0])
    fresh = max(keys) + 1
    pinned |= dict.fromkeys(rows[picked[1]][::2], fresh)
    free = [row for row in range(len(labels)) if row not in pinned]
    some = chance.sample(free, min(6, len(free)))
    places = [chance.choice(picked[:3]), chance.choice(picked[:3]), PARKED]
    pinned |= dict(zip(some[:3], places, strict=False))
    fold = [(some[3], some[4])] if len(some) > 4 else []
    barred = [(some[5], int(labels[some[5]]))] if len(some) > 5 else []
    return Edits(pinned=pinned, folded=fold, barred=barred)


def _failures(labels: Labels, edits: Edits) -> Iterator[bool]:
    yield from (int(labels[row]) != theme for row, theme in edits.pinned.items())
    yield from (int(labels[a]) != int(labels[b]) for a, b in edits.folded)
    yield from (int(labels[row]) == theme for row, theme in edits.barred)
