"""Weak evidence from outside the texts: it nudges, and binds nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from clustering.grouping import PARKED, BadVectors, Edits, Hints, group
from clustering.hinting import agreement, with_examples, with_hints
from clustering.measuring import adjusted_rand
from clustering.points import centred, unit

if TYPE_CHECKING:
    from clustering.points import Matrix
    from tests.clustering.conftest import Room

NOTHING = np.nan


def far_apart(n: int) -> Matrix:
    return np.round(0.8 * (1 - np.eye(n)), 9)


def test_two_texts_that_one_author_sent_together_come_nearer() -> None:
    near = with_hints(far_apart(3), np.array([0, 4, 7]), Hints(pairs=[(4, 7), (0, 99)]))

    assert near[1, 2] == near[2, 1] == pytest.approx(0.56)
    assert near[0, 1] == near[0, 2] == 0.8


def test_votes_that_go_together_or_against_each_other_tell_of_one_issue() -> None:
    sides = np.repeat([1.0, -1.0], 30)
    votes = np.column_stack([sides, -sides, np.tile([1.0, -1.0], 30)])

    near = with_hints(far_apart(3), np.arange(3), Hints(votes=votes))

    assert near[0, 1] < near[0, 2] == near[1, 2]
    assert np.array_equal(near, near.T)


def test_a_correlation_is_certain_only_with_many_voters_on_both() -> None:
    votes = np.array([[1, 1, NOTHING], [-1, -1, NOTHING], [1, NOTHING, 1], [0, 0, NOTHING]])

    correlation, certain = agreement(votes)

    assert correlation[0, 1] == pytest.approx(1, abs=0.1)
    assert certain[0, 1] == pytest.approx(3 / 23)
    assert certain[1, 2] == 0
    assert np.isfinite(correlation).all()


def test_votes_nobody_cast_change_nothing() -> None:
    near = far_apart(4)

    assert np.array_equal(
        with_hints(near, np.arange(4), Hints(votes=np.full((5, 4), NOTHING))), near
    )


def test_hints_are_the_same_in_every_order_of_the_texts() -> None:
    chance = np.random.default_rng(0)
    vectors = unit(chance.normal(size=(30, 8)))
    votes = chance.choice([1.0, 0.0, -1.0, NOTHING], size=(40, 30))
    hints = Hints(pairs=[(0, 5), (3, 20)], votes=votes)
    order = chance.permutation(30)
    position = np.argsort(order).tolist()

    shuffled = group(vectors[order], hints=hints.renumbered(position))

    assert np.array_equal(shuffled.labels, group(vectors, hints=hints).labels[order])


def test_a_hint_about_a_text_that_is_not_there_is_refused() -> None:
    vectors = unit(np.random.default_rng(0).normal(size=(6, 4)))

    with pytest.raises(ValueError, match=r"texts \[6\], but there are 6"):
        group(vectors, hints=Hints(pairs=[(0, 6)]))
    with pytest.raises(BadVectors, match=r"\(3, 5\) for 6 texts"):
        group(vectors, hints=Hints(votes=np.zeros((3, 5))))


def test_hints_move_few_texts_of_a_real_room(room: Room) -> None:
    pairs = [(row, row + 1) for row in range(0, 40, 8)]

    found = group(room.vectors, hints=Hints(pairs=pairs))

    assert (found.labels >= 0).all()
    together = [found.labels[a] == found.labels[b] for a, b in pairs]
    before = [room.grouping.labels[a] == room.grouping.labels[b] for a, b in pairs]
    assert sum(together) >= sum(before)


def test_what_people_placed_teaches_where_the_rest_belongs() -> None:
    chance = np.random.default_rng(3)
    subject, other = np.arange(80) % 6, chance.integers(0, 6, 80)
    middles = unit(chance.normal(size=(6, 8)))
    loud = 1.2 * unit(chance.normal(size=(6, 8)))[other]
    vectors = unit(np.hstack([middles[subject], loud]) + 0.15 * chance.normal(size=(80, 16)))
    pinned = {row: int(subject[row]) for row in range(24)}

    taught = group(vectors, edits=Edits(pinned=pinned)).labels[24:]
    untaught = group(vectors, edits=Edits(pinned=pinned), hints=Hints(examples={})).labels[24:]

    assert adjusted_rand(subject[24:].tolist(), taught.tolist()) > adjusted_rand(
        subject[24:].tolist(), untaught.tolist()
    )


def test_a_few_examples_teach_nothing_yet() -> None:
    points = centred(unit(np.random.default_rng(0).normal(size=(40, 5))))
    pins = np.full(40, PARKED)
    pins[:9] = [0, 0, 0, 1, 1, 1, 1, 1, 1]

    assert np.array_equal(with_examples(far_apart(40), points, pins), far_apart(40))
