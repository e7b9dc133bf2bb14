"""Measures of groupings, against another's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from clustering.measuring import adjusted_rand, b_cubed, churn

labels = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30)


@settings(deadline=None)
@given(labels)
def test_the_adjusted_rand_index_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    truth, found = map(list, zip(*pairs, strict=True))

    assert adjusted_rand(truth, found) == pytest.approx(adjusted_rand_score(truth, found))


def test_b_cubed_counts_for_each_text_whom_it_is_with() -> None:
    found = b_cubed("aabb", "xxxy")

    assert found.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert found.recall == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert b_cubed("aabb", "xxyy").f1 == 1
    assert b_cubed("", "").f1 == 1


def test_churn_is_the_share_of_old_texts_that_move() -> None:
    old = np.array([0, 0, 1, 1])

    assert churn(old, np.array([1, 1, 0, 1, 5])) == 0.25
    assert churn(old[:0], old[:0]) == 0
