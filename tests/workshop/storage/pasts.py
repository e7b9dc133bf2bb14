"""Small pasts as events, for logs that know no rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.people import CODE, GOOD, MORNING, SETUP, ada, ben, c1, c2, d1
from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.storage.log import Entry

OTHER = n.Code("AAAAAA")
OPENING = e.WorkshopOpened(by=n.HOST, at=MORNING, code=CODE, setup=SETUP)


def made(on: n.ContributionId, text: str, by: n.PersonId = ada) -> e.ContributionMade:
    return e.ContributionMade(
        by=by,
        at=MORNING,
        on=on,
        number=1,
        kind=n.Kind.PRINCIPLE,
        words=n.Words(text),
        prompt=GOOD,
        token=n.Token(f"send {on}"),
        wish="0123456789abcdef",
    )


WRITTEN = (OPENING, made(c1, "Anyone can check."), made(c2, "Verification survives.", ben))
SUGGESTED = e.WordingSuggested(
    by=ben, at=MORNING, id=n.SuggestionId("s1"), draft=d1, version=1, words=n.Words("Say must.")
)
OBJECTED = e.ConsentGiven(
    by=ben,
    at=MORNING,
    draft=d1,
    version=1,
    answer=n.Answer(value=n.Consent.OBJECT, reason=n.Words("Too long.", "en")),
)
VOTES = tuple(
    e.VoteCast(by=ben, at=MORNING + timedelta(seconds=i), on=c1, value=vote)
    for i, vote in enumerate((n.Vote.AGREE, n.Vote.PASS, n.Vote.DISAGREE))
)


def entry(*events: e.Event, after: int = 0, code: n.Code = CODE) -> Entry:
    return Entry(code=code, after=after, events=events)


def withdrawn(on: n.ContributionId = c1) -> e.ContributionWithdrawn:
    return e.ContributionWithdrawn(by=ada, at=MORNING, on=on)


def erased(on: str) -> e.WordsErased:
    return e.WordsErased(by=n.HOST, at=MORNING, on=on)


def without_words(event: e.ContributionMade) -> e.ContributionMade:
    return replace(event, words=n.Words("", event.words.lang, erased=True))
