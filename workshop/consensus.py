"""Votes -> Results: the range around each share, what most agrees and what most divides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

from workshop.domain.nouns import ContributionId, PersonId, Vote
from workshop.domain.standings import (
    TOO_FEW,
    Interval,
    Opposed,
    Results,
    Tally,
    ballots,
    tallies,
    votable,
)
from workshop.domain.state import State
from workshop.domain.themes import members, themes_in_order

LISTED = 8
"""How many statements a list of the most agreed or most divided holds."""
DIVIDED_FROM = 1 / 3
"""A statement divides the room when at least this share of those who decided is the minority."""
_HALF = 0.5
_SIDES: Mapping[Vote, bool] = MappingProxyType({Vote.AGREE: True, Vote.DISAGREE: False})
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
        opposed=opposed(state),
    )


def opposed(state: State) -> tuple[Opposed, ...]:
    """Statements of one theme that pull in opposite directions, the clearest first.

    Told from votes alone: texts that say the opposite look alike to software that compares words.
    Needs eight people who took a side on both, and the whole range of the share of those who took
    opposite sides above one half. Without votes there is nothing to say.
    """
    cast, voted = ballots(state), {c.id for c in votable(state)}
    found = [
        pair
        for theme in themes_in_order(state)
        for pair in pairs_apart([c.id for c in members(state, theme.id) if c.id in voted], cast)
    ]
    number = state.contributions
    found.sort(key=lambda p: (-_low(p), number[p.first].number, number[p.second].number))
    return tuple(found[:LISTED])


def pairs_apart(
    on: Sequence[ContributionId], cast: Mapping[ContributionId, Mapping[PersonId, Vote]]
) -> Iterator[Opposed]:
    """The pairs among these statements on which the same people take opposite sides."""
    sides = {
        c: {who: _SIDES[vote] for who, vote in cast.get(c, {}).items() if vote in _SIDES}
        for c in on
    }
    for first, second in combinations([c for c in on if len(sides[c]) >= TOO_FEW], 2):
        both = sides[first].keys() & sides[second].keys()
        apart = sum(1 for who in both if sides[first][who] != sides[second][who])
        pair = Opposed(first=first, second=second, decided=len(both), apart=apart)
        if len(both) >= TOO_FEW and 2 * apart > len(both) and _low(pair) > _HALF:
            yield pair


def _low(pair: Opposed) -> float:
    """The lower end of the range of the share that takes opposite sides."""
    return interval(Tally(agree=pair.apart, disagree=pair.decided - pair.apart)).low


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
