"""Workshops for the exports: a whole one of any size, and small ones with one thing in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import cycle, islice
from random import Random

from tests.people import ASSESSING, CODE, FACILITATORS_KEY, FRAMEWORK, GOOD, PROMPTS, after, fay
from workshop.consensus import results
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.document import Document, document
from workshop.domain.nouns import DAWN
from workshop.domain.state import EMPTY, State

TAUGHT = (
    ("Anyone should be able to check a credential without an account.", "en"),
    ("Issuers should publish criteria before learning starts.", "en"),
    ("Las credenciales deben seguir siendo válidas cuando termina el proyecto.", "es"),
    ("Les critères devraient exister dans la langue des apprenants.", "fr"),
    ("يجب أن يتحكم المتعلم في شهاداته.", "ar"),
    ("学习者应当能够自由携带自己的证书。", "zh"),
    ("Whoever funds a project should pay for the years after it.", "en"),
    ("A fee for assessment is a new paywall.", "en"),
)
CARD = n.Example(
    id=n.CardId("registry"),
    group="seed",
    region="Europe",
    title="A register that anyone can ask",
    gist="A public register answers for every credential, without an account.",
    how_open="Open interface.",
    challenge="Somebody has to pay for it.",
    question="Who should?",
    sources=(n.Source("Page of the register", "https://register.example/about"),),
)
SETUP = n.Setup(
    title="Principles for open credentials",
    event="Workshop at a conference",
    place="Room 2",
    held_on=date(2026, 11, 24),
    prompts=PROMPTS,
    framework=FRAMEWORK,
    focus=n.AreaKey("policy"),
    cards=(CARD,),
    withdraw_until=date(2026, 12, 8),
)
AREAS = tuple(area.key for area in FRAMEWORK.areas)[:4]
"""Nobody links anything to the fifth."""


def opened(people: int, setup: n.Setup = SETUP) -> State:
    """A room in which people have come in and writing is open."""
    return after(
        EMPTY,
        c.OpenWorkshop(by=n.HOST, code=CODE, setup=setup),
        c.IssueKey(by=n.HOST, key=FACILITATORS_KEY, role=n.Role.FACILITATOR, label="Front desk"),
        c.ClaimKey(by=fay, key=FACILITATORS_KEY),
        *(c.Join(by=person(i), agreed=True) for i in range(people)),
        c.MovePhase(by=fay, to=n.Phase.WRITE),
    )


def person(i: int) -> n.PersonId:
    return n.PersonId(f"person-{i}")


def contribution(i: int) -> n.ContributionId:
    return n.ContributionId(f"c{i}")


def theme(i: int) -> n.ThemeId:
    return n.ThemeId(f"t{i}")


def written(
    texts: Sequence[tuple[str, str]], people: int = 30, setup: n.Setup = SETUP, **more: object
) -> State:
    """A room in which these texts were sent, some as examples, some to the second prompt."""
    wishes = []
    for i, (text, lang) in enumerate(texts):
        kind = n.Kind.EXAMPLE if i % 5 == 4 else n.Kind.PRINCIPLE
        part = c.Part(id=contribution(i), kind=kind, words=n.Words(text, lang))
        prompt = ASSESSING if i % 8 == 7 else GOOD
        card = CARD.id if setup.cards and i % 6 == 0 else None
        by = person(i % people)
        wishes.append(
            c.Contribute(by=by, prompt=prompt, parts=(part,), card=card, **more)  # type: ignore[arg-type]  # the test names the fields
        )
    return after(opened(people, setup), *wishes)


def sorted_into(state: State, themes: int) -> State:
    """The same room with its contributions dealt into themes, the last few of them in the tray."""
    ids = list(state.contributions)
    dealt = ids if len(ids) < 20 else ids[:-3]
    groups = tuple(
        n.ProposedGroup(
            theme=theme(i),
            name=f"matter {i + 1}",
            members=tuple(dealt[i::themes]),
            areas=(AREAS[i % len(AREAS)],),
        )
        for i in range(themes)
        if dealt[i::themes]
    )
    proposal = n.Proposal(id=n.ProposalId("p"), at=DAWN, method="by hand", groups=groups)
    tray = tuple(ids[len(dealt) :])
    return after(
        state,
        c.MovePhase(by=fay, to=n.Phase.THEMES),
        c.ProposeThemes(by=n.MACHINE, proposal=proposal),
        c.AcceptGrouping(by=fay, proposal=proposal.id),
        c.RenameTheme(by=fay, theme=theme(0), name="check it, free"),
        *(c.LinkAreas(by=fay, theme=group.theme, areas=group.areas) for group in groups),
        *((c.MoveContributions(by=fay, on=tray, theme=None),) if tray else ()),
    )


def voted(state: State, people: int = 30, seed: int = 7) -> State:
    """The same room after people voted on what they were shown."""
    chance = Random(seed)
    values = (*(n.Vote.AGREE,) * 6, n.Vote.DISAGREE, n.Vote.DISAGREE, n.Vote.PASS)
    wishes = [
        c.CastVote(by=person(i), on=on, value=chance.choice(values))
        for i in range(people)
        for on, sent in state.contributions.items()
        if chance.random() < 0.5 and sent.by != person(i)
    ]
    chosen = [c.ChooseThemes(by=person(i), themes=(theme(0), theme(1))) for i in range(people // 2)]
    return after(state, c.MovePhase(by=fay, to=n.Phase.VOTE), *wishes, *chosen)


def drafted(state: State, principles: int) -> State:
    """The same room with principles worded from its first themes."""
    state = after(state, c.MovePhase(by=fay, to=n.Phase.DRAFT))
    for i in range(principles):
        inside = [on for on, place in state.places.items() if place.theme == theme(i)]
        first = tuple(inside[:3])
        wording = n.Wording(
            title=f"Open by design, part {i + 1}",
            statement=n.Sentence(
                "Issuers should let anyone check what a credential shows, free and without an "
                "account, so that trust does not depend on who can pay.",
                first,
            ),
            rationale=(
                n.Sentence("A proof that only a paid platform can read is a gate.", first[:2]),
                n.Sentence("Records outlive the projects that made them.", first[-1:]),
            ),
            asks=(
                n.Ask("Issuers", "Publish a free check that needs no account."),
                n.Ask("Funders", "Pay for an archive of keys and records."),
            ),
            cards=(CARD.id,) if i % 3 == 0 else (),
        )
        second = AREAS[(i + 1) % len(AREAS)]
        state = after(
            state,
            c.DraftPrinciple(by=fay, id=n.DraftId(f"d{i}"), theme=theme(i), wording=wording),
            c.LinkAreas(by=fay, theme=theme(i), areas=(AREAS[i % len(AREAS)], second)),
            c.NameValue(by=fay, draft=n.DraftId(f"d{i}"), value=n.OpenValue.TRANSPARENCY.value),
        )
    return state


def consented(state: State, people: int = 30) -> State:
    """The same room after consent: some object to the first two principles, with reasons."""
    wishes = []
    for d, draft in enumerate(state.drafts.values()):
        for i in range(people - d):
            value = (n.Consent.SUPPORT, n.Consent.SUPPORT, n.Consent.LIVE_WITH)[i % 3]
            reason = None
            if d < 2 and i < 4 - 3 * d:
                value = n.Consent.OBJECT
                reason = n.Words(f"Free for whom? Somebody pays for it in the end ({d}, {i}).")
            wishes.append(
                c.GiveConsent(
                    by=person(i),
                    draft=draft.id,
                    version=draft.latest.number,
                    value=value,
                    reason=reason,
                )
            )
    return after(state, c.MovePhase(by=fay, to=n.Phase.CONSENT), *wishes)


def texts(count: int) -> list[tuple[str, str]]:
    """As many texts as asked for, no two the same."""
    return [
        (f"{text} ({i})" if i >= len(TAUGHT) else text, lang)
        for i, (text, lang) in enumerate(islice(cycle(TAUGHT), count))
    ]


def whole(contributions: int = 60, principles: int = 8, people: int = 30) -> State:
    """A workshop from the first word to the last, closed."""
    state = sorted_into(written(texts(contributions), people), principles + 2)
    state = consented(drafted(voted(state, people), principles), people)
    front = n.FrontMatter(
        preamble="Open credentials need open ground.\n\nSo people met.",
        terms="Open credential: one that anyone can check.",
        call_to_action="Adopt, test, tell us.",
    )
    return after(
        state,
        c.EditFrontMatter(by=n.HOST, front=front),
        c.CloseWorkshop(by=n.HOST),
    )


def printed(state: State, lang: str = "en") -> Document:
    """The document of a room as it stands."""
    at = max((deed.event.at for deed in state.deeds), default=state.opened_at)
    return document(state, results(state), at, "0f" * 32, lang)
