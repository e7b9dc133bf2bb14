"""What the tree of a room is made of: each text, some of them, or heaps of those alike."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from importlib import import_module

import numpy as np

from clustering.points import PARKED, Flags, Labels, Matrix, unit

LARGEST_EXACT = 2_000
"""Of more texts than these, the tree holds a fixed sample; the rest go to the nearest centroid."""
LARGEST_SAMPLED = 20_000
"""Of more texts than these a sample would miss whole themes: the tree holds heaps of them."""
_SAMPLE = 1_200
_HEAPS = 1_000
_BATCH = 4_096


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Leaves:
    """The leaves of a tree, and which text is where."""

    of: Labels
    """(n,) the leaf of each text; PARKED where it has none."""
    points: Matrix
    """(m, d) a unit row for each leaf."""
    rows: Labels
    """(m,) the text that a leaf is, or PARKED where it is a heap."""


def leaves(vectors: Matrix, points: Matrix, pins: Labels, free: Flags) -> Leaves:
    """The leaves for texts (n, d), centred to `points`; `free` (n,) are those that are not parked.

    `pins` (n,) is the theme each is pinned to, or PARKED. The same for every run.
    """
    if len(vectors) > LARGEST_SAMPLED:
        return _heaps(points, free)
    return _texts(vectors, pins, free)


def canonical(vectors: Matrix) -> Labels:
    """An order of the rows (n,) that depends on what they hold and not on where they stand."""
    held = _digests(vectors)
    return np.array(sorted(range(len(held)), key=held.__getitem__), dtype=np.int64)


def in_order(vectors: Matrix, order: Labels) -> Matrix:
    """A copy of the rows, in half the bytes where there are very many."""
    if len(vectors) > LARGEST_SAMPLED:
        out: Matrix = np.empty(vectors.shape, dtype=np.float32)
        for row, at in enumerate(order):
            out[row] = vectors[at]
        return out
    return np.round(vectors[order], 9)


def _digests(vectors: Matrix) -> list[bytes]:
    """For each row (n, d) a short string that tells what it holds to nine digits."""
    # Adding 0 turns -0.0, which has other bytes, into 0.0.
    return [blake2b((np.round(row, 9) + 0.0).tobytes(), digest_size=16).digest() for row in vectors]


def _texts(vectors: Matrix, pins: Labels, free: Flags) -> Leaves:
    """Copies share a leaf, for equal vectors have no density; unless people pinned them apart."""
    rows = np.flatnonzero(free)
    keys = list(zip(_digests(vectors[rows]), pins[rows].tolist(), strict=True))
    first: dict[tuple[bytes, int], int] = {}
    for key, row in zip(keys, rows.tolist(), strict=True):
        first.setdefault(key, row)
    stand = np.array(list(first.values()), dtype=np.int64)
    if len(stand) > LARGEST_EXACT:
        chance = np.random.default_rng(0)
        stand = np.sort(chance.choice(stand, _SAMPLE, replace=False))
    leaf = {row: number for number, row in enumerate(stand.tolist())}
    of = np.full(len(vectors), PARKED)
    of[rows] = [leaf.get(first[key], PARKED) for key in keys]
    return Leaves(of=of, points=vectors[stand], rows=stand)


def _heaps(points: Matrix, free: Flags) -> Leaves:
    """A thousand heaps by k-means in small batches (Sculley 2010)."""
    found = import_module("sklearn.cluster").MiniBatchKMeans(
        _HEAPS, batch_size=_BATCH, init="random", n_init=1, max_iter=5, random_state=0
    )
    found.fit(points[free] if not free.all() else points)
    middle = unit(found.cluster_centers_).astype(np.float64)
    of = np.full(len(points), PARKED)
    for start in range(0, len(points), _BATCH):
        part = slice(start, start + _BATCH)
        of[part] = (points[part] @ middle.T.astype(points.dtype)).argmax(axis=1)
    of[~free] = PARKED
    used, of[free] = np.unique(of[free], return_inverse=True)
    return Leaves(of=of, points=middle[used], rows=np.full(len(used), PARKED))
