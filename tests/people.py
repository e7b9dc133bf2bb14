"""People, words and pasts that read like a workshop: what tests begin with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.applying import apply
from workshop.domain.events import Event
from workshop.domain.rules import decide
from workshop.domain.state import EMPTY, State

MORNING = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
CODE = n.Code("HTX47K")

ada, ben, cleo = n.PersonId("ada"), n.PersonId("ben"), n.PersonId("cleo")
fay, gus = n.PersonId("fay"), n.PersonId("gus")
"""Fay and Gus facilitate."""
sue = n.PersonId("sue")
"""Sue types for people without a phone."""
FACILITATORS_KEY = n.KeyHash("fa" * 32)
SCRIBES_KEY = n.KeyHash("5c" * 32)

c1, c2, c3, c4 = (n.ContributionId(f"c{i}") for i in (1, 2, 3, 4))
t1, t2, t3 = (n.ThemeId(f"t{i}") for i in (1, 2, 3))
d1 = n.DraftId("d1")
GOOD, ASSESSING = n.PromptKey("good"), n.PromptKey("assessing")
ACCESS, POLICY = n.AreaKey("access"), n.AreaKey("policy")


def area(number: int, key: str) -> n.ActionArea:
    """An area of action with no more than a test needs."""
    roman = ("i", "ii", "iii", "iv", "v")[number - 1]
    return n.ActionArea(
        key=n.AreaKey(key),
        number=number,
        roman=roman,
        paragraph=10 + number,
        title=f"Area {key}",
        short=key.title(),
        chapeau="",
    )


FRAMEWORK = n.Framework(
    key="unesco_oer_2019",
    title="UNESCO OER Recommendation",
    areas=tuple(
        area(i, key)
        for i, key in enumerate(
            ("capacity", "policy", "access", "sustainability", "cooperation"), 1
        )
    ),
)
PROMPTS = (
    n.Prompt(
        key=GOOD,
        title="What should hold for a good open credential?",
        stem_principle="A good open credential should …",
        stem_example="I know a case where …",
    ),
    n.Prompt(
        key=ASSESSING,
        title="How can assessment be valid, affordable and open at the same time?",
        stem_principle="Assessment should …",
        stem_example="I know a case where …",
    ),
)
AGENDA = tuple(
    n.Step(phase, minutes, "Say hello.")
    for phase, minutes in zip(tuple(n.Phase)[:-1], (10, 5, 9, 7, 9, 4), strict=True)
)
SETUP = n.Setup(
    title="Principles for open credentials",
    prompts=PROMPTS,
    framework=FRAMEWORK,
    focus=POLICY,
    agenda=AGENDA,
)


def after(state: State, *commands: c.Command) -> State:
    """The state after these wishes were granted, five seconds apart."""
    return told(state, *commands)[0]


def told(state: State, *commands: c.Command) -> tuple[State, list[Event]]:
    """The state after these wishes, and what happened."""
    happened: list[Event] = []
    for command in commands:
        at = MORNING + timedelta(seconds=5 * (state.position + 1))
        if command.at == n.DAWN:
            command = replace(command, at=at)  # noqa: PLW2901 - the room stamps wishes like this
        for event in decide(state, command):
            state = apply(state, event)
            happened.append(event)
    return state, happened


def principle(
    on: n.ContributionId, text: str, by: n.PersonId = ada, lang: str = "en", **more: object
) -> c.Contribute:
    """A wish to send one principle."""
    part = c.Part(id=on, kind=n.Kind.PRINCIPLE, words=n.Words(text, lang))
    return c.Contribute(by=by, prompt=GOOD, parts=(part,), **more)  # type: ignore[arg-type]  # the test names the fields


def group(theme: n.ThemeId, name: str, members: Iterable[n.ContributionId]) -> n.ProposedGroup:
    """One group of a proposal."""
    return n.ProposedGroup(theme=theme, name=name, members=tuple(members))


OPENED = after(
    EMPTY,
    c.OpenWorkshop(by=n.HOST, code=CODE, setup=SETUP),
    c.IssueKey(by=n.HOST, key=FACILITATORS_KEY, role=n.Role.FACILITATOR, label="Front desk"),
    c.IssueKey(by=n.HOST, key=SCRIBES_KEY, role=n.Role.SCRIBE),
    c.ClaimKey(by=fay, key=FACILITATORS_KEY),
    c.ClaimKey(by=gus, key=FACILITATORS_KEY),
    c.ClaimKey(by=sue, key=SCRIBES_KEY),
    *(c.Join(by=who, agreed=True) for who in (ada, ben, cleo)),
)
WRITING = after(OPENED, c.MovePhase(by=fay, to=n.Phase.WRITE))
WRITTEN = after(
    WRITING,
    principle(c1, "Anyone should be able to check a credential without paying."),
    principle(c2, "Verification must survive the issuer.", ben),
    principle(c3, "Learners own their credentials.", cleo),
    principle(c4, "Les apprenants gardent leurs preuves.", cleo, "fr"),
)
SORTING = after(
    WRITTEN,
    c.MovePhase(by=fay, to=n.Phase.THEMES),
    c.ProposeThemes(
        by=n.MACHINE,
        proposal=n.Proposal(
            id=n.ProposalId("first"),
            at=MORNING,
            method="by hand, for a test",
            groups=(group(t1, "check, free", (c1, c2)), group(t2, "own, keep", (c3, c4))),
        ),
    ),
    c.AcceptGrouping(by=fay, proposal=n.ProposalId("first")),
)
VOTING = after(SORTING, c.MovePhase(by=fay, to=n.Phase.VOTE))
DRAFTING = after(VOTING, c.MovePhase(by=fay, to=n.Phase.DRAFT))
WORDING = n.Wording(
    title="Anyone can check",
    statement=n.Sentence(
        "Issuers should let anyone verify a credential, also after they are gone.", (c1, c2)
    ),
    rationale=(n.Sentence("“Verification must survive the issuer.”", (c2,)),),
    asks=(n.Ask("Issuers", "Publish a free check."),),
)
DRAFTED = after(DRAFTING, c.DraftPrinciple(by=fay, id=d1, theme=t1, wording=WORDING))
CONSENTING = after(DRAFTED, c.MovePhase(by=fay, to=n.Phase.CONSENT))
CLOSED = after(CONSENTING, c.CloseWorkshop(by=n.HOST))
