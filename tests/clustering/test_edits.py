"""What people did to themes stands, whatever the machine would say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from clustering.grouping import PARKED, Edits, group, recut, refresh
from clustering.matching import heads, obeyed
from clustering.points import unit

if TYPE_CHECKING:
    from clustering.points import Labels
    from tests.clustering.conftest import Room


@st.composite
def edits_of(draw: st.DrawFn, n: int) -> Edits:
    """Decisions that do not contradict each other."""
    row, theme = st.integers(0, n - 1), st.integers(PARKED, 4)
    folded = draw(st.lists(st.tuples(row, row), max_size=4))
    head = heads(n, folded)
    wanted = draw(st.dictionaries(row, theme, max_size=n))
    place = {int(head[row]): theme for row, theme in wanted.items()}
    pinned = {row: place[int(head[row])] for row in wanted}
    barred = draw(st.lists(st.tuples(row, st.integers(0, 5)), max_size=12))
    return Edits(
        pinned=pinned,
        folded=folded,
        barred=[(row, theme) for row, theme in barred if place.get(int(head[row])) != theme],
    )


def assert_all_stand(labels: Labels, edits: Edits) -> None:
    head = heads(len(labels), edits.folded)
    to_tray = {int(head[row]) for row, theme in edits.pinned.items() if theme == PARKED}
    assert {row: int(labels[row]) for row in edits.pinned} == dict(edits.pinned)
    assert [pair for pair in edits.folded if labels[pair[0]] != labels[pair[1]]] == []
    assert [(row, theme) for row, theme in edits.barred if labels[row] == theme] == []
    assert {int(head[row]) for row in np.flatnonzero(labels == PARKED)} <= to_tray


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_every_edit_stands_in_every_grouping(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 16))
    vectors = unit(np.random.default_rng(data.draw(st.integers(0, 99))).normal(size=(n, 6)))
    vectors[n // 2 :] = vectors[: n - n // 2]
    edits = data.draw(edits_of(n))

    found = group(vectors, edits=edits)

    assert_all_stand(found.labels, edits)
    assert_all_stand(group(vectors, themes=3, edits=edits).labels, edits)
    assert_all_stand(recut(found, vectors, 2, edits).labels, edits)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.data())
def test_every_edit_stands_when_new_texts_arrive(data: st.DataObject) -> None:
    vectors = unit(np.random.default_rng(data.draw(st.integers(0, 99))).normal(size=(20, 6)))
    old = group(vectors[:14])
    edits = data.draw(edits_of(20))

    assert_all_stand(refresh(vectors, old.labels, edits).labels, edits)


def test_when_people_parked_everything_everything_is_parked() -> None:
    vectors = unit(np.random.default_rng(0).normal(size=(9, 6)))

    found = group(vectors, edits=Edits(pinned=dict.fromkeys(range(9), PARKED)))

    assert found.labels.tolist() == [PARKED] * 9
    assert found.lead.tolist() == [1.0] * 9


def test_when_people_placed_everything_nothing_is_left_to_the_machine() -> None:
    vectors = unit(np.random.default_rng(0).normal(size=(9, 6)))
    pinned = {row: 10 + row % 2 for row in range(9)}

    assert group(vectors, edits=Edits(pinned=pinned)).labels.tolist() == list(pinned.values())


def test_a_renamed_theme_keeps_its_texts_and_may_gain_some(room: Room) -> None:
    rows = np.flatnonzero(room.grouping.labels == 2).tolist()

    found = group(room.vectors, edits=Edits(pinned=dict.fromkeys(rows, 40)))

    assert set(rows) <= set(np.flatnonzero(found.labels == 40).tolist())
    assert (found.labels != 40).any()


def test_two_merged_themes_stay_one_and_a_split_one_stays_two(room: Room) -> None:
    labels = room.grouping.labels
    merged = np.flatnonzero((labels == 0) | (labels == 1)).tolist()
    split = np.flatnonzero(labels == 2).tolist()
    pinned = dict.fromkeys(merged, 0) | {row: 2 + row % 2 for row in split}

    found = refresh(room.vectors, labels, Edits(pinned=pinned))

    assert set(found.labels[merged].tolist()) == {0}
    assert found.labels[split].tolist() == [2 + row % 2 for row in split]


def test_who_was_moved_out_of_every_theme_is_not_left_in_the_tray() -> None:
    vectors = unit(np.random.default_rng(0).normal(size=(8, 6)))
    pinned = {row: row % 2 for row in range(7)}

    found = group(vectors, edits=Edits(pinned=pinned, barred=[(7, 0), (7, 1)]))

    assert found.labels[7] == 2


def test_where_decisions_contradict_a_pin_goes_before_a_fold_and_a_fold_before_a_bar() -> None:
    vectors = unit(np.random.default_rng(0).normal(size=(12, 6)))

    found = group(
        vectors,
        edits=Edits(pinned={0: 3, 1: 4, 2: 3}, folded=[(0, 1), (2, 5)], barred=[(5, 3), (0, 3)]),
    )

    assert found.labels[[0, 1, 2, 5]].tolist() == [3, 4, 3, 3]


def test_a_bar_from_a_theme_that_is_gone_bars_from_no_new_theme() -> None:
    vectors = unit(np.random.default_rng(0).normal(size=(12, 6)))
    gone = [(row, theme) for row in range(12) for theme in range(3)]

    found = group(vectors, edits=Edits(barred=gone))

    assert np.array_equal(found.labels, group(vectors).labels + 3)


def test_who_was_moved_out_goes_to_the_nearest_theme_that_people_made() -> None:
    points = unit(np.array([[1, 0, 0], [0.3, 1, 0], [0.3, -1, 0], [0.3, 0.9, 0], [0, 0, 1.0]]))
    edits = Edits(pinned={0: 0, 1: 1, 2: 1}, barred=[(3, 0)])

    assert obeyed(np.array([0, 0, 0, 0, 1]), points, edits).tolist() == [0, 1, 1, 1, 2]
