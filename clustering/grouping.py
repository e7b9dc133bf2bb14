"""Vectors into themes, with a place for every text: HDBSCAN at heart, one tree, people's edits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from clustering.evidence import Progress, distances
from clustering.frame import Frame, room_vectors
from clustering.hinting import Hints, with_examples, with_hints, with_wall
from clustering.leaves import Leaves, canonical, in_order, leaves
from clustering.matching import Edits, constrained, heads, obeyed
from clustering.placing import UNSURE, Placement, clearness, lead, place
from clustering.points import (
    PARKED,
    BadVectors,
    Flags,
    Labels,
    Matrix,
    Vector,
    average,
    centred,
    check_alike,
    check_vectors,
    placed,
)
from clustering.tree import cut_scores, cuts

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "PARKED",
    "UNSURE",
    "BadVectors",
    "Edits",
    "Frame",
    "Grouping",
    "Hints",
    "Placement",
    "clearness",
    "group",
    "place",
    "recut",
    "refresh",
    "room_vectors",
]

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
    hints: Hints = Hints(),  # noqa: B008  frozen
    told: Progress = lambda _share: None,
) -> Grouping:
    """Every text gets a theme; only those that people parked are PARKED.

    `vectors` are unit rows (n, d) of `room_vectors`; n may be 0. `themes` asks for a number of
    themes. `previous` (at most n,) is the wall people know: it counts as evidence with weight
    `inertia`. `told` hears what share of the work is done. New themes are numbered by size. The
    same texts in another order give the same themes. Raises BadVectors, a ValueError, for rows
    that are not finite, and ValueError for edits or hints of texts that are not there.
    """
    _check(vectors, edits)
    hints.check(len(vectors))
    n = len(vectors)
    order = canonical(vectors)
    position = np.argsort(order)
    known = np.full(n, PARKED)
    known[: 0 if previous is None else len(previous)] = [] if previous is None else previous
    asked = _Asked(
        themes=themes,
        edits=edits.renumbered(position.tolist()),
        hints=hints.renumbered(position.tolist()),
        taught=_pins(edits.pinned if hints.examples is None else hints.examples, n)[order],
        previous=known[order],
        inertia=inertia,
        told=told,
    )
    # Threads split sums differently: one thread, the same digits on every machine of a kind.
    with import_module("threadpoolctl").threadpool_limits(1):
        found = _group(in_order(vectors, order), asked)
    told(1.0)
    return replace(
        found,
        labels=found.labels[position],
        lead=found.lead[position],
        leaves=found.leaves[position],
    )


def recut(grouping: Grouping, vectors: Matrix, themes: int, edits: Edits = Edits()) -> Grouping:  # noqa: B008  frozen
    """The same tree cut into fewer or more themes: cuts are nested, so no text wanders.

    `vectors` and `edits` are those of the grouping. What cannot be cut comes back as it is. Raises
    BadVectors for vectors of another width.
    """
    check_alike(vectors, grouping.mean[None])
    if grouping.tree is None:
        return grouping
    points = centred(vectors, grouping.mean)
    labels = obeyed(_cut(grouping.tree, grouping.leaves, themes, points, edits), points, edits)
    return replace(grouping, labels=labels, lead=lead(points, labels))


def refresh(
    vectors: Matrix,
    labels: Labels,
    edits: Edits = Edits(),  # noqa: B008  frozen
    loose: float = 0.2,
    hints: Hints = Hints(),  # noqa: B008  frozen
) -> Grouping:
    """A grouping of old and new texts in which the wall hardly moves.

    The old texts are the first len(labels) rows; only the share `loose` of them that is least
    clear may move. Themes grow and new ones appear. Raises what `group` raises.
    """
    _check(vectors, edits)
    clear = clearness(vectors[: len(labels)], labels)
    barred = set(edits.barred)
    # A fold moves as one: people's pins decide where, and without any it is free.
    folded = {row for pair in edits.folded for row in pair}
    least = np.quantile(clear, loose) if len(clear) else 0.0
    firm = np.flatnonzero((clear >= least) & (labels != PARKED))
    held = {
        int(row): int(labels[row])
        for row in firm
        if int(row) not in folded and (int(row), int(labels[row])) not in barred
    }
    firmly = replace(edits, pinned={**held, **edits.pinned})
    # What the machine itself holds firm teaches nothing.
    return group(
        vectors, edits=firmly, previous=labels, hints=replace(hints, examples=edits.pinned)
    )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Asked:
    """What `group` was asked for, with rows in canonical order."""

    themes: int | None
    edits: Edits
    hints: Hints
    taught: Labels
    previous: Labels
    inertia: float
    told: Progress


def _group(vectors: Matrix, asked: _Asked) -> Grouping:
    n, edits = len(vectors), asked.edits
    mean = average(vectors)
    points = centred(vectors, mean)
    free = ~_parked(n, edits)
    pins = _pins(edits.pinned, n)
    held = leaves(vectors, points, pins, free)
    tree, scores, clusters = None, {}, np.where(free, 0, PARKED)
    if len(held.rows) >= _FEWEST:
        near = _distances(held, pins, asked)
        tree = linkage(squareform(near, checks=False), "average")
        seen = centred(held.points)
        scores = cut_scores(tree, np.clip(1 - seen @ seen.T, 0.0, 2.0), len(edits.kept()))
        best = asked.themes if asked.themes is not None else max(scores, key=scores.__getitem__)
        clusters = _cut(tree, held.of, best, points, edits)
    labels = obeyed(clusters, points, edits)
    return Grouping(
        labels=labels,
        lead=lead(points, labels),
        mean=mean,
        scores=scores,
        tree=tree,
        leaves=held.of,
    )


def _distances(held: Leaves, pins: Labels, asked: _Asked) -> Matrix:
    """Distances (m, m) of the leaves, as the texts, the known wall, hints and people have it."""
    near = distances(held.points, asked.told)
    if PARKED in held.rows:
        return near  # heaps are nobody's to pin; what people decided is enforced after the cut
    near = with_examples(near, centred(held.points), asked.taught[held.rows])
    near = with_hints(near, held.rows, asked.hints)
    near = with_wall(near, asked.previous[held.rows], asked.inertia)
    return constrained(near, pins[held.rows], _folds(held.of, len(held.rows), asked.edits))


def _cut(tree: Matrix, leaves: Labels, themes: int, points: Matrix, edits: Edits) -> Labels:
    """Clusters (n,) of all texts that are not parked, as many as asked for and possible."""
    most = len(tree) + 1
    k = min(most, max(len(edits.kept()), themes, 1))
    clusters = np.where(leaves == PARKED, PARKED, cuts(tree, k)[k][leaves])
    free = ~_parked(len(points), edits)
    clusters[free] = placed(points[free], clusters[free])
    return clusters


def _folds(of: Labels, n: int, edits: Edits) -> Labels:
    pairs = [(int(of[a]), int(of[b])) for a, b in edits.folded]
    return heads(n, [pair for pair in pairs if PARKED not in pair])


def _pins(pinned: Mapping[int, int], n: int) -> Labels:
    """(n,) the theme that each text is pinned to, or PARKED."""
    out = np.full(n, PARKED)
    out[list(pinned)] = list(pinned.values())
    return out


def _parked(n: int, edits: Edits) -> Flags:
    return np.array([edits.pinned.get(row) == PARKED for row in range(n)], dtype=bool)


def _check(vectors: Matrix, edits: Edits) -> None:
    check_vectors(vectors)
    edits.check(len(vectors))
