"""Vectors into themes, with a place for every text: HDBSCAN at heart, one tree, people's edits."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from clustering.evidence import distances
from clustering.frame import Frame, room_vectors
from clustering.matching import Edits, constrained, heads, obeyed
from clustering.placing import UNSURE, Placement, clearness, place
from clustering.points import PARKED, Flags, Labels, Matrix, Vector, centred, check_finite, placed
from clustering.tree import cut_scores, cuts

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "PARKED",
    "UNSURE",
    "Edits",
    "Frame",
    "Grouping",
    "Placement",
    "clearness",
    "group",
    "place",
    "recut",
    "refresh",
    "room_vectors",
]

_LARGEST_EXACT = 1200
"""Of more texts than these, the tree holds a fixed sample; the rest go to the nearest centroid."""
_FEWEST = 4
"""Fewer texts than these are one theme: there is nothing to tell apart."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Grouping:
    """A proposal: where each text would go."""

    labels: Labels
    """(n,) the theme of each text, or PARKED where people put it there."""
    lead: Vector
    """(n,) cosine to the own theme's centre less that to the next; below 0: nearer to another."""
    mean: Vector
    """(d,) what was taken out of the vectors; keep it for `place`."""
    scores: Mapping[int, float]
    """Number of themes -> how well that cut reads; empty when there was nothing to cut."""
    tree: Matrix | None
    """(leaves - 1, 4) a scipy linkage, for `recut`."""
    leaves: Labels
    """(n,) the leaf of each text in the tree; PARKED where it has none."""


def group(
    vectors: Matrix,
    themes: int | None = None,
    edits: Edits = Edits(),  # noqa: B008  frozen
    previous: Labels | None = None,
    inertia: float = 0.3,
) -> Grouping:
    """Every text gets a theme; only those that people parked are PARKED.

    `vectors` are unit rows (n, d) of `room_vectors`; n may be 0. `themes` asks for a number of
    themes. `previous` (at most n,) is the wall people know: it counts as evidence with weight
    `inertia`. New themes are numbered by size. The same texts in another order give the same
    themes. Raises ValueError for rows that are not finite, or edits of texts that are not there.
    """
    _check(vectors, edits)
    n = len(vectors)
    order = _canonical(vectors)
    position = np.argsort(order)
    edits = edits.renumbered(position.tolist())
    known = np.full(n, PARKED)
    known[: 0 if previous is None else len(previous)] = [] if previous is None else previous
    # Threads split sums differently: one thread, the same digits on every machine of a kind.
    with import_module("threadpoolctl").threadpool_limits(1):
        found = _group(np.round(vectors[order], 9), themes, edits, known[order], inertia)
    return Grouping(
        labels=found.labels[position],
        lead=found.lead[position],
        mean=found.mean,
        scores=found.scores,
        tree=found.tree,
        leaves=found.leaves[position],
    )


def recut(grouping: Grouping, vectors: Matrix, themes: int, edits: Edits = Edits()) -> Grouping:  # noqa: B008  frozen
    """The same tree cut into fewer or more themes: cuts are nested, so no text wanders.

    `vectors` and `edits` are those of the grouping. What cannot be cut comes back as it is.
    """
    if grouping.tree is None:
        return grouping
    points = centred(vectors, grouping.mean)
    labels = obeyed(_cut(grouping.tree, grouping.leaves, themes, points, edits), points, edits)
    return Grouping(
        labels=labels,
        lead=clearness(vectors, labels),
        mean=grouping.mean,
        scores=grouping.scores,
        tree=grouping.tree,
        leaves=grouping.leaves,
    )


def refresh(
    vectors: Matrix,
    labels: Labels,
    edits: Edits = Edits(),  # noqa: B008  frozen
    loose: float = 0.2,
) -> Grouping:
    """A grouping of old and new texts in which the wall hardly moves.

    The old texts are the first len(labels) rows; only the share `loose` of them that is least
    clear may move. Themes grow and new ones appear. Raises what `group` raises.
    """
    _check(vectors, edits)
    lead = clearness(vectors[: len(labels)], labels)
    barred = set(edits.barred)
    # A fold moves as one: people's pins decide where, and without any it is free.
    folded = {row for pair in edits.folded for row in pair}
    least = np.quantile(lead, loose) if len(lead) else 0.0
    firm = np.flatnonzero((lead >= least) & (labels != PARKED))
    held = {
        int(row): int(labels[row])
        for row in firm
        if int(row) not in folded and (int(row), int(labels[row])) not in barred
    }
    pinned = {**held, **edits.pinned}
    edits = Edits(pinned=pinned, folded=edits.folded, barred=edits.barred)
    return group(vectors, edits=edits, previous=labels)


def _group(
    vectors: Matrix, themes: int | None, edits: Edits, previous: Labels, inertia: float
) -> Grouping:
    """`group`, of rows in canonical order."""
    n = len(vectors)
    mean = vectors.mean(axis=0) if n else np.zeros(vectors.shape[1])
    points = centred(vectors, mean)
    leaves, rows = _leaves(vectors, edits)
    tree, scores, clusters = None, {}, np.where(_parked(n, edits), PARKED, 0)
    if len(rows) >= _FEWEST:
        near = distances(vectors[rows])
        near = _with_inertia(near, previous[rows], inertia)
        pins = np.array([edits.pinned.get(int(row), PARKED) for row in rows])
        near = constrained(near, pins, _folds(leaves, len(rows), edits))
        tree = linkage(squareform(near, checks=False), "average")
        seen = centred(vectors[rows])
        scores = cut_scores(tree, np.clip(1 - seen @ seen.T, 0.0, 2.0), len(edits.kept()))
        best = themes if themes is not None else max(scores, key=scores.__getitem__)
        clusters = _cut(tree, leaves, best, points, edits)
    labels = obeyed(clusters, points, edits)
    return Grouping(
        labels=labels,
        lead=clearness(vectors, labels),
        mean=mean,
        scores=scores,
        tree=tree,
        leaves=leaves,
    )


def _cut(tree: Matrix, leaves: Labels, themes: int, points: Matrix, edits: Edits) -> Labels:
    """Clusters (n,) of all texts that are not parked, as many as asked for and possible."""
    most = len(tree) + 1
    k = min(most, max(len(edits.kept()), themes, 1))
    clusters = np.where(leaves == PARKED, PARKED, cuts(tree, k)[k][leaves])
    free = ~_parked(len(points), edits)
    clusters[free] = placed(points[free], clusters[free])
    return clusters


def _leaves(vectors: Matrix, edits: Edits) -> tuple[Labels, Labels]:
    """The leaf of each text (n,), and the text (m,) that stands for each leaf.

    Copies share a leaf, for equal vectors have no density; unless people pinned them differently.
    """
    seen: dict[tuple[bytes, int], int] = {}
    free = np.flatnonzero(~_parked(len(vectors), edits))
    keys = [(vectors[row].tobytes(), edits.pinned.get(int(row), PARKED)) for row in free]
    for key, row in zip(keys, free, strict=True):
        seen.setdefault(key, int(row))
    stand = np.array(list(seen.values()), dtype=np.int64)
    if len(stand) > _LARGEST_EXACT:
        chance = np.random.default_rng(0)
        stand = np.sort(chance.choice(stand, _LARGEST_EXACT, replace=False))
    leaf = {int(row): number for number, row in enumerate(stand)}
    leaves = np.full(len(vectors), PARKED)
    leaves[free] = [leaf.get(seen[key], PARKED) for key in keys]
    return leaves, stand


def _folds(leaves: Labels, n: int, edits: Edits) -> Labels:
    pairs = [(int(leaves[a]), int(leaves[b])) for a, b in edits.folded]
    return heads(n, [pair for pair in pairs if PARKED not in pair])


def _with_inertia(near: Matrix, previous: Labels, inertia: float) -> Matrix:
    """Distances (m, m) mixed with whether the known wall holds two texts apart."""
    known = previous != PARKED
    apart = previous[:, None] != previous
    return np.where(
        known[:, None] & known & ~np.eye(len(near), dtype=bool),
        (1 - inertia) * near + inertia * apart,
        near,
    )


def _parked(n: int, edits: Edits) -> Flags:
    return np.array([edits.pinned.get(row) == PARKED for row in range(n)], dtype=bool)


def _canonical(vectors: Matrix) -> Labels:
    """An order of the rows (n,) that depends on what they hold and not on where they stand."""
    # Adding 0 turns -0.0, which has other bytes, into 0.0.
    held = [row.tobytes() for row in np.round(vectors, 9) + 0.0]
    return np.array(sorted(range(len(held)), key=held.__getitem__), dtype=np.int64)


def _check(vectors: Matrix, edits: Edits) -> None:
    check_finite(vectors)
    edits.check(len(vectors))
