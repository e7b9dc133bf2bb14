"""HDBSCAN at several smallest sizes from one fit: its tree does not depend on the size."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np

from clustering.points import PARKED, Flags, Labels, Matrix

if TYPE_CHECKING:
    from collections.abc import Sequence


def leaf_clusters(view: Matrix, sizes: Sequence[int]) -> list[Labels]:
    """Labels (n,) for each smallest size, noise PARKED: HDBSCAN with leaf selection.

    Campello et al. 2013. What each size gives is what a fit of its own would give.
    """
    hdbscan = import_module("hdbscan")  # a second of imports, and only grouping needs it
    fitted = hdbscan.HDBSCAN(
        min_cluster_size=sizes[0],
        min_samples=1,
        cluster_selection_method="leaf",
        approx_min_span_tree=False,
        core_dist_n_jobs=1,
    ).fit(view)
    tree = fitted.single_linkage_tree_.to_numpy()
    return [_leaves(tree, size) for size in sizes]


def _leaves(tree: Matrix, smallest: int) -> Labels:
    """The parts of a single-linkage tree (n - 1, 4) that split no more into two large enough."""
    n = len(tree) + 1
    children = tree[:, :2].astype(np.int64)
    size = np.concatenate([np.ones(n, dtype=np.int64), tree[:, 3].astype(np.int64)])
    splits: Flags = np.all(size[children] >= smallest, axis=1)
    within = splits.copy()
    """Whether a node or any below it splits."""
    for step, pair in enumerate(children):
        within[step] |= any(within[child - n] for child in pair if child >= n)
    label = np.full(2 * n - 1, PARKED)
    found = 0
    for step in range(n - 2, -1, -1):
        for child in children[step]:
            born = splits[step] and not (child >= n and within[child - n])
            label[child] = found if born else label[n + step]
            found += born
    return label[:n]
