"""Where a newcomer goes at once, and how clear each text's place is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clustering.points import (
    PARKED,
    Labels,
    Matrix,
    Vector,
    centred,
    centroids,
    check_alike,
    check_vectors,
    themes_in,
)

UNSURE = 0.03
"""A newcomer with a smaller lead is placed wrongly more often than not: show "unsure"."""
_NEAREST = 3


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """Where newcomers go at once."""

    labels: Labels
    """(m,) the theme of each; PARKED only while there is no theme at all."""
    lead: Vector
    """(m,) mean cosine to the nearest members less that of the next theme; see UNSURE."""


def place(newcomers: Matrix, vectors: Matrix, labels: Labels, mean: Vector) -> Placement:
    """The theme of each newcomer (m, d), by the three nearest members, and how clear that is.

    `vectors` (n, d), `labels` (n,) and `mean` are those of the grouping; newcomers are measured
    in its frame. Raises BadVectors for rows that are not finite or of another width.
    """
    check_vectors(newcomers)
    check_alike(newcomers, vectors)
    keys = themes_in(labels)
    if not len(keys) or not len(newcomers):
        return Placement(np.full(len(newcomers), PARKED), np.zeros(len(newcomers)))
    near = centred(newcomers, mean) @ centred(vectors, mean).T
    to = np.stack(
        [np.sort(near[:, labels == key], axis=1)[:, -_NEAREST:].mean(axis=1) for key in keys],
        axis=1,
    )
    ranked = np.sort(to, axis=1)
    lead = ranked[:, -1] - ranked[:, -2] if len(keys) > 1 else np.ones(len(to))
    return Placement(keys[to.argmax(axis=1)], lead)


def clearness(vectors: Matrix, labels: Labels) -> Vector:
    """Each text's (n,) cosine to its theme's centroid less that to the next nearest.

    1 for the parked, and for all while there are not two themes to choose from.
    """
    return lead(centred(vectors), labels)


def lead(points: Matrix, labels: Labels) -> Vector:
    """What `clearness` gives, from points (n, d) that are centred already."""
    keys, rows = themes_in(labels), np.flatnonzero(labels != PARKED)
    out = np.ones(len(labels))
    if len(keys) > 1:
        to = (points @ centroids(points, labels, keys).T)[rows]
        here = (np.arange(len(rows)), np.searchsorted(keys, labels[rows]))
        own = to[here]
        to[here] = -np.inf
        out[rows] = own - to.max(axis=1)
    return out
