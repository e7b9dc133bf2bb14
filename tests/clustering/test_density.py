"""One fit of HDBSCAN read at several smallest sizes."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest

from clustering.density import leaf_clusters
from clustering.measuring import adjusted_rand
from clustering.points import unit


@pytest.mark.parametrize("n", [4, 12, 60, 130])
def test_each_size_gives_what_hdbscan_gives_by_itself(n: int) -> None:
    chance = np.random.default_rng(n)
    view = unit(chance.normal(size=(5, 8))[np.arange(n) % 5] + 0.6 * chance.normal(size=(n, 8)))
    sizes = sorted({2, 3, min(5, n // 2), max(2, n // 3)})

    found = leaf_clusters(view, sizes)

    for size, labels in zip(sizes, found, strict=True):
        alone = import_module("hdbscan").HDBSCAN(
            min_cluster_size=size,
            min_samples=1,
            cluster_selection_method="leaf",
            approx_min_span_tree=False,
            core_dist_n_jobs=1,
        )
        expected = alone.fit_predict(view)
        assert np.array_equal(expected < 0, labels < 0)
        assert adjusted_rand(expected.tolist(), labels.tolist()) == 1


def test_texts_that_are_all_the_same_are_no_cluster() -> None:
    assert [labels.tolist() for labels in leaf_clusters(np.ones((6, 3)), [2, 3])] == [[-1] * 6] * 2
