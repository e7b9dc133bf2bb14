"""Which theme continues which, and who would move."""

from __future__ import annotations

import numpy as np

from clustering.matching import match, moved
from clustering.points import PARKED

OLD = np.array([0, 0, 0, 1, 1, 1, PARKED])


def test_a_theme_under_another_number_is_the_same_theme() -> None:
    new = np.array([7, 7, 7, 3, 3, 3, PARKED])

    assert match(OLD, new) == {7: 0, 3: 1}
    assert not moved(OLD, new).any()


def test_only_those_who_change_theme_would_move() -> None:
    new = np.array([5, 5, 2, 2, 2, 2, 2])

    assert match(OLD, new) == {5: 0, 2: 1}
    assert moved(OLD, new).tolist() == [False, False, True, False, False, False, True]


def test_a_theme_is_continued_by_one_theme_only() -> None:
    new = np.array([0, 0, 4, 1, 1, 1, PARKED])

    assert match(OLD, new) == {0: 0, 1: 1}
    assert moved(OLD, new).tolist() == [False, False, True, False, False, False, False]


def test_being_parked_is_a_move_and_so_is_coming_back() -> None:
    new = np.array([0, 0, PARKED, 1, 1, 1, 1])

    assert moved(OLD, new).tolist() == [False, False, True, False, False, False, True]


def test_newcomers_do_not_count_as_moved() -> None:
    assert moved(OLD, np.array([0, 0, 0, 1, 1, 1, PARKED, 9, 9])).sum() == 0


def test_without_old_themes_nothing_is_continued() -> None:
    assert match(np.full(3, PARKED), np.array([0, 0, 1])) == {}
    assert match(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)) == {}


def test_a_new_theme_that_shares_no_text_continues_nothing() -> None:
    old, new = np.array([0, 0, 1, PARKED]), np.array([4, 4, 4, 9])

    assert match(old, new) == {4: 0}
