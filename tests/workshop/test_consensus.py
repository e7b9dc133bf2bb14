"""What votes say, and how far they can be trusted."""

from __future__ import annotations

import pytest

from workshop.consensus import interval, minority
from workshop.domain.standings import Tally


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
