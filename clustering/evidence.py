"""How often two texts end up together, over many clusterings of one room."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import linkage

from clustering.points import Labels, Matrix, centred, placed
from clustering.tree import cuts, wished
from clustering.views import views

if TYPE_CHECKING:
    from collections.abc import Sequence

_LARGEST_SHARE = 0.6
"""A clustering with one cluster above this says nothing and has no vote."""


def distances(vectors: Matrix) -> Matrix:
    """Distance (n, n) from 0 to 1: half how rarely two texts meet, half how far their cosine is."""
    found = 1.0 - (evidence(vectors) + similarity(vectors)) / 2
    # Rounded, so that the last digits of a sum never decide which of two equal pairs joins first.
    found = np.round((found + found.T) / 2, 9)
    np.fill_diagonal(found, 0.0)
    return found


def evidence(vectors: Matrix) -> Matrix:
    """Share (n, n) of the clusterings in which two texts are together; at least four texts.

    Evidence accumulation (Fred and Jain 2005): half the weight to HDBSCAN (Campello et al. 2013)
    on every view, half to average linkage on the same views cut at three sizes.
    """
    seen = views(centred(vectors))
    dense = [labels for view in seen for labels in _dense(view)]
    cut = _together([labels for view in seen for labels in _cut(view)])
    return (_together(dense) + cut) / 2 if dense else cut


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
    hdbscan = import_module("hdbscan")  # a second of imports, and only grouping needs it
    found = []
    for size in sorted({max(2, min(round(x), n // 3)) for x in (2, 3, n / 40, n / 24, n / 15)}):
        clusterer = hdbscan.HDBSCAN(
            min_cluster_size=size,
            min_samples=1,
            cluster_selection_method="leaf",
            approx_min_span_tree=False,
            core_dist_n_jobs=1,
        )
        labels = placed(view, clusterer.fit_predict(view).astype(np.int64))
        if labels.max() >= 1 and np.bincount(labels).max() <= _LARGEST_SHARE * n:
            found.append(labels)
    return found


def _cut(view: Matrix) -> list[Labels]:
    """Average linkage at 0.6, 1 and 1.6 times the wished number of themes."""
    n = len(view)
    sizes = sorted({max(2, min(n - 1, round(wished(n) * factor))) for factor in (0.6, 1.0, 1.6)})
    pairs = np.clip(1 - (view @ view.T)[np.triu_indices(n, 1)], 0.0, 2.0)
    found = cuts(linkage(pairs, "average"), sizes[-1])
    return [found[size] for size in sizes]


def _together(runs: Sequence[Labels]) -> Matrix:
    share: Matrix = np.mean([labels[:, None] == labels for labels in runs], axis=0)
    return share
