"""How often two texts end up together, over many clusterings of one room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import linkage

from clustering.density import leaf_clusters
from clustering.points import Labels, Matrix, centred, placed
from clustering.tree import cuts, wished
from clustering.views import views

if TYPE_CHECKING:
    from collections.abc import Sequence

Progress = Callable[[float], None]
"""Told from time to time what share of the work is done, from 0 to 1."""
_LARGEST_SHARE = 0.6
"""A clustering with one cluster above this says nothing and has no vote."""


def distances(vectors: Matrix, told: Progress = lambda _share: None) -> Matrix:
    """Distance (n, n) from 0 to 1: half how rarely two texts meet, half how far their cosine is."""
    found = 1.0 - (evidence(vectors, told) + similarity(vectors)) / 2
    # Rounded, so that the last digits of a sum never decide which of two equal pairs joins first.
    found = np.round((found + found.T) / 2, 9)
    np.fill_diagonal(found, 0.0)
    return found


def evidence(vectors: Matrix, told: Progress = lambda _share: None) -> Matrix:
    """Share (n, n) of the clusterings in which two texts are together; at least four texts.

    Evidence accumulation (Fred and Jain 2005): half the weight to HDBSCAN (Campello et al. 2013)
    on every view, half to average linkage on the same views cut at three sizes. `told` hears what
    share of the views is done.
    """
    n, seen = len(vectors), views(centred(vectors))
    dense, cut = _Together(n), _Together(n)
    for done, view in enumerate(seen, start=1):
        dense.add(_dense(view))
        cut.add(_cut(view))
        told(done / len(seen))
    return (dense.share() + cut.share()) / 2 if dense.runs else cut.share()


def similarity(vectors: Matrix) -> Matrix:
    """Centred cosine (n, n), through a logistic curve of its z-score: from 0 to 1 for any model."""
    points = centred(vectors)
    cosine = points @ points.T
    pairs = cosine[np.triu_indices(len(points), 1)]
    out: Matrix = 1 / (1 + np.exp(-(cosine - pairs.mean()) / (pairs.std() + 1e-9)))
    return out


def _dense(view: Matrix) -> list[Labels]:
    """HDBSCAN at several smallest sizes, noise put to the nearest centroid."""
    n = len(view)
    sizes = sorted({max(2, min(round(x), n // 3)) for x in (2, 3, n / 40, n / 24, n / 15)})
    runs = [placed(view, labels) for labels in leaf_clusters(view, sizes)]
    return [
        labels
        for labels in runs
        if labels.max() >= 1 and np.bincount(labels).max() <= _LARGEST_SHARE * n
    ]


def _cut(view: Matrix) -> list[Labels]:
    """Average linkage at 0.6, 1 and 1.6 times the wished number of themes."""
    n = len(view)
    sizes = sorted({max(2, min(n - 1, round(wished(n) * factor))) for factor in (0.6, 1.0, 1.6)})
    pairs = np.clip(1 - (view @ view.T)[np.triu_indices(n, 1)], 0.0, 2.0)
    found = cuts(linkage(pairs, "average"), sizes[-1])
    return [found[size] for size in sizes]


class _Together:
    """In how many clusterings two texts are together; one small number a pair."""

    def __init__(self, n: int) -> None:
        self.runs = 0
        self._count = np.zeros((n, n), dtype=np.uint8)

    def add(self, runs: Sequence[Labels]) -> None:
        for labels in runs:
            self._count += labels[:, None] == labels
        self.runs += len(runs)

    def share(self) -> Matrix:
        out: Matrix = self._count / self.runs
        return out
