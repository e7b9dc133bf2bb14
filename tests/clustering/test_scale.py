"""More texts than a tree can hold: a place for each, and the room goes on."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.grouping import PARKED, Edits, group, recut
from clustering.leaves import LARGEST_EXACT, LARGEST_SAMPLED
from clustering.measuring import adjusted_rand
from clustering.points import Labels, Matrix, unit

HEAPS = 6


def many(n: int) -> tuple[Matrix, Labels]:
    """Unit vectors in six heaps, and who is where."""
    chance = np.random.default_rng(0)
    heap = chance.integers(0, HEAPS, n)
    middles = chance.normal(size=(HEAPS, 8))
    return unit(middles[heap] + 0.4 * chance.normal(size=(n, 8))), heap


@pytest.mark.parametrize("n", [LARGEST_EXACT + 100, LARGEST_SAMPLED + 100])
def test_more_texts_than_the_tree_holds_have_a_place_too(n: int) -> None:
    vectors, heap = many(n)
    told: list[float] = []
    pinned = {0: 7, 1: 7, 2: 9, 3: PARKED}

    found = group(
        vectors,
        themes=HEAPS,
        edits=Edits(pinned=pinned, folded=[(10, 11)], barred=[(12, 7)]),
        told=told.append,
    )

    assert {row: int(found.labels[row]) for row in pinned} == pinned
    assert found.labels[10] == found.labels[11]
    assert found.labels[12] != 7
    assert (np.delete(found.labels, 3) >= 0).all()
    assert adjusted_rand(heap.tolist(), found.labels.tolist()) > 0.6
    assert told == sorted(told)
    assert told[-1] == 1


def test_a_very_large_room_is_the_same_in_every_order_and_its_cuts_are_nested() -> None:
    vectors, _ = many(LARGEST_SAMPLED + 1)
    order = np.random.default_rng(1).permutation(len(vectors))

    found, shuffled = group(vectors), group(vectors[order])

    assert np.array_equal(shuffled.labels, found.labels[order])
    few, more = recut(found, vectors, 3).labels, recut(found, vectors, 4).labels
    assert len(set(zip(few.tolist(), more.tolist(), strict=True))) == 4


def test_a_very_large_room_of_copies_is_one_theme() -> None:
    found = group(np.ones((LARGEST_SAMPLED + 1, 4)))

    assert set(found.labels.tolist()) == {0}
