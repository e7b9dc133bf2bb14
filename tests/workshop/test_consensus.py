"""What votes say, and how far they can be trusted."""

from __future__ import annotations

import pytest

from tests.people import SORTING, after, c1, c2, fay, t2
from workshop.consensus import interval, minority, results
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.standings import Tally
from workshop.domain.state import State


@pytest.mark.parametrize(
    ("agree", "disagree", "low", "high"),
    [
        # Beta quantiles from tables of the Jeffreys interval, to two digits
        (10, 0, 0.78, 1.0),
        (0, 10, 0.0, 0.22),
        (5, 5, 0.22, 0.78),
        (31, 4, 0.75, 0.96),
    ],
)
def test_the_range_is_the_one_of_the_textbook(
    agree: int, disagree: int, low: float, high: float
) -> None:
    found = interval(Tally(agree=agree, disagree=disagree, passed=3))

    assert found.share == agree / (agree + disagree)
    assert found.low == pytest.approx(low, abs=0.006)
    assert found.high == pytest.approx(high, abs=0.006)


def test_more_people_narrow_the_range() -> None:
    few, many = interval(Tally(agree=9, disagree=3)), interval(Tally(agree=90, disagree=30))

    assert many.high - many.low < few.high - few.low


def test_passing_says_nothing_about_agreement() -> None:
    assert minority(Tally(agree=4, disagree=4, passed=100)) == 0.5
    assert minority(Tally(passed=5)) == 0


def both(agree_a: int, agree_b: int, torn: int) -> State:
    """Theme 1 holds c1 and c2: some agree with both, some with c1 alone, some with c2 alone."""
    state = after(SORTING, c.MovePhase(by=fay, to=n.Phase.VOTE))
    for i in range(agree_a + agree_b + torn):
        who = n.PersonId(f"voter-{i}")
        first = n.Vote.DISAGREE if agree_a <= i < agree_a + agree_b else n.Vote.AGREE
        second = n.Vote.DISAGREE if i < agree_a else n.Vote.AGREE
        state = after(
            state,
            c.Join(by=who, agreed=True),
            c.CastVote(by=who, on=c1, value=first),
            c.CastVote(by=who, on=c2, value=second),
        )
    return state


def test_two_on_which_the_same_people_take_opposite_sides_pull_apart() -> None:
    (pair,) = results(both(6, 6, 1)).opposed

    assert (pair.first, pair.second) == (c1, c2)
    assert (pair.decided, pair.apart) == (13, 12)


@pytest.mark.parametrize(
    ("agree_a", "agree_b", "torn"),
    [(0, 0, 12), (3, 3, 6), (3, 3, 0), (5, 4, 5)],
    ids=["of one mind", "half and half", "too few", "the range reaches below one half"],
)
def test_without_clear_votes_nothing_is_said_about_opposites(
    agree_a: int, agree_b: int, torn: int
) -> None:
    assert results(both(agree_a, agree_b, torn)).opposed == ()


def test_statements_of_different_themes_are_not_set_against_each_other() -> None:
    state = after(both(6, 6, 0), c.MoveContributions(by=fay, on=(c2,), theme=t2))

    assert results(state).opposed == ()


def test_before_anybody_votes_nothing_is_said_about_opposites() -> None:
    assert results(SORTING).opposed == ()
