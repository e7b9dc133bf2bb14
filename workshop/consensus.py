"""Votes -> Results: the range around each share, what most agrees and what most divides."""

from __future__ import annotations

from workshop.domain.nouns import ContributionId
from workshop.domain.standings import TOO_FEW, Interval, Results, Tally, tallies, votable
from workshop.domain.state import State

LISTED = 8
"""How many statements a list of the most agreed or most divided holds."""
DIVIDED_FROM = 1 / 3
"""A statement divides the room when at least this share of those who decided is the minority."""
OUTSIDE = 0.05
"""The range leaves out this much: it is a 95 % range."""


def results(state: State) -> Results:
    """What the votes say about everything that was voted on and may be shown."""
    counted = tallies(state)
    voted = {c.id: counted[c.id] for c in votable(state) if counted[c.id].heard}
    ranges = {on: interval(t) for on, t in voted.items() if t.decided}
    enough = [on for on, t in voted.items() if t.decided >= TOO_FEW]
    number = {on: state.contributions[on].number for on in voted}

    def agreed(on: ContributionId) -> tuple[float, int]:
        return (-ranges[on].low, number[on])

    def divided(on: ContributionId) -> tuple[float, int]:
        return (-minority(voted[on]), number[on])

    apart = [on for on in enough if minority(voted[on]) >= DIVIDED_FROM]
    return Results(
        tallies=voted,
        intervals=ranges,
        most_agreed=tuple(sorted(enough, key=agreed)[:LISTED]),
        most_divided=tuple(sorted(apart, key=divided)[:LISTED]),
    )


def minority(tally: Tally) -> float:
    """The smaller side's share of those who decided: 0 for one mind, 1/2 for two camps."""
    return min(tally.agree, tally.disagree) / tally.decided if tally.decided else 0.0


def interval(tally: Tally) -> Interval:
    """The share that agrees among those who decided, with its Jeffreys 95 % interval.

    Jeffreys: quantiles of Beta(agree + 1/2, disagree + 1/2); see Brown, Cai and DasGupta,
    "Interval Estimation for a Binomial Proportion", Statistical Science 16 (2001). At the two
    ends of the scale the bound is 0 or 1, as they recommend.
    """
    from scipy.special import betaincinv  # noqa: PLC0415 - half a second that no page waits for

    agree, n = tally.agree, tally.decided
    low = float(betaincinv(agree + 0.5, n - agree + 0.5, OUTSIDE / 2)) if agree else 0.0
    high = float(betaincinv(agree + 0.5, n - agree + 0.5, 1 - OUTSIDE / 2)) if agree < n else 1.0
    return Interval(share=agree / n, low=low, high=high)
