"""A log tells the whole story: replaying it gives the state that applying gave."""

from __future__ import annotations

from datetime import timedelta

from tests.people import MORNING, VOTING, ada, ben, c1, c2, cleo, fay, told
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.applying import apply, replay
from workshop.domain.nouns import Vote
from workshop.domain.wall_view import wall


def test_replaying_a_log_gives_the_state_that_applying_it_gave() -> None:
    after, happened = told(
        VOTING,
        c.CastVote(by=ada, on=c2, value=Vote.AGREE, token=n.Token("a")),
        c.RevealResults(by=fay, revealed=True),
        c.FreezeWall(by=fay, frozen=True, token=n.Token("f")),
        c.CastVote(by=ben, on=c1, value=Vote.PASS, token=n.Token("b")),
        c.CastVote(by=cleo, on=c2, value=Vote.DISAGREE),
    )

    again = replay(happened, VOTING)

    assert again == after
    assert again.pictured == after.pictured


def test_the_frozen_wall_shows_the_votes_of_the_moment_it_was_frozen() -> None:
    _, happened = told(
        VOTING,
        c.CastVote(by=ada, on=c2, value=Vote.AGREE),
        c.RevealResults(by=fay, revealed=True),
        c.FreezeWall(by=fay, frozen=True),
        c.CastVote(by=cleo, on=c2, value=Vote.DISAGREE),
    )

    picture = wall(replay(happened, VOTING), MORNING + timedelta(minutes=9))

    tally = picture.standings[0].tally
    assert tally is not None
    assert (tally.agree, tally.disagree) == (1, 0)


def test_replaying_changes_nothing_that_was_published() -> None:
    before = {on: dict(ballot) for on, ballot in VOTING.ballots.items()}
    _, happened = told(VOTING, c.CastVote(by=ada, on=c2, value=Vote.AGREE))

    replay(happened, VOTING)

    assert {on: dict(ballot) for on, ballot in VOTING.ballots.items()} == before
    assert replay([], VOTING) == VOTING
    assert apply(VOTING, happened[0]) == replay(happened, VOTING)
