"""What a participant is shown: Screen, all that both surfaces know; computed from State."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from workshop.domain.drafting import living_text
from workshop.domain.nouns import (
    MACHINE,
    ActionArea,
    AreaKey,
    Consent,
    Contribution,
    ContributionId,
    Draft,
    DraftId,
    Example,
    Hidden,
    Kind,
    PersonId,
    Phase,
    Prompt,
    Role,
    Sentence,
    Status,
    Theme,
    ThemeId,
    Vote,
    Words,
)
from workshop.domain.phases import Act
from workshop.domain.remembering import by_parts
from workshop.domain.rules import allowed
from workshop.domain.standings import (
    Tally,
    answered,
    choices,
    drafts_in_order,
    languages,
    people,
    support_of,
    tallies,
    took_part,
    votable,
    votes_cast,
)
from workshop.domain.state import (
    State,
    head_of,
    parked,
    roles_of,
    shown,
    theme_of,
)
from workshop.domain.themes import contents, linked, members, named, themes_in_order

FIRST_CARDS = 4
"""Cards shown first; the rest is one tap away."""
QUOTES = 2
_QUEUES = 512
"""Orders of voting that are remembered: some 20 MB where there are 5,000 contributions."""
LIST_BELOW = 12
"""Fewer contributions than this are read as a plain list: grouping helps nobody."""

STEPS = (Phase.WELCOME, Phase.WRITE, Phase.THEMES, Phase.VOTE, Phase.DRAFT, Phase.CONSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where the room is: the phase, its place among the steps, and when it is planned to end."""

    title: str
    phase: Phase
    steps: tuple[Phase, ...]
    step: int
    ends_at: datetime | None
    locked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A contribution as others see it: no author, only words."""

    id: ContributionId
    number: int
    kind: Kind
    words: Words
    translations: tuple[Words, ...] = ()
    theme: int | None = None
    mine: bool = False
    my_vote: Vote | None = None
    tally: Tally | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCard:
    """A theme as the room sees it. `chosen_by` is None until results are revealed."""

    id: ThemeId
    number: int
    name: str
    principles: int
    examples: int
    mine: tuple[int, ...]
    quotes: tuple[Statement, ...]
    areas: tuple[AreaKey, ...]
    chosen: bool = False
    chosen_by: int | None = None

    @property
    def count(self) -> int:
        """How many contributions stand in it."""
        return self.principles + self.examples


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCard:
    """A draft as the room sees it; consent shows as `answered` alone until the end."""

    id: DraftId
    number: int
    theme: ThemeId
    title: str
    statement: str
    why: tuple[str, ...]
    asks: tuple[tuple[str, str], ...]
    value: str
    version: int
    lang: str
    written_from: int
    answered: int
    my_answer: Consent | None = None
    my_reason: Words | None = None
    my_numbers: tuple[int, ...] = ()
    support: tuple[int, int, int] | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of one of my contributions."""

    id: ContributionId
    number: int
    kind: Kind
    at: datetime
    words: Words
    theme: ThemeCard | None
    in_tray: bool
    others: int
    tally: Tally | None
    folded_with: int | None
    feeds: tuple[tuple[int, str], ...]
    hidden: Hidden | None
    withdrawn: bool
    published: bool
    may_revise: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What the room has so far. Who took part, and did not only join, is counted at the end."""

    people: int
    contributions: int
    languages: int
    votes: int
    mine: int
    took_part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Everything a participant's surface may show and do just now."""

    header: Header
    joined: bool
    agreed: bool
    licence: str
    withdraw_until: date | None
    prompts: tuple[Prompt, ...]
    cards: tuple[Example, ...]
    more_cards: tuple[Example, ...]
    principle_limit: int
    example_limit: int
    statement: Statement | None
    before: Statement | None
    voted: int
    to_vote: int
    themes: tuple[ThemeCard, ...]
    unsorted: tuple[Statement, ...]
    in_tray: int
    choices: int
    drafts: tuple[DraftCard, ...]
    mine: tuple[Receipt, ...]
    results: tuple[Statement, ...]
    revealed: bool
    totals: Totals
    acts: frozenset[Act]
    rehearsal: bool


def participant(state: State, who: PersonId, now: datetime) -> Screen:
    """The screen of this person at this time."""
    return replace(
        voter(state, who),
        themes=theme_cards(state, who),
        unsorted=unsorted(state, who),
        drafts=draft_cards(state, who),
        mine=receipts(state, who, now),
        results=revealed_results(state, who),
    )


def voter(state: State, who: PersonId) -> Screen:
    """The same without its lists: all that somebody needs who votes, at a third of the cost."""
    setup, person = state.running, state.people.get(who)
    queue = vote_queue(state, who)
    heard = _answered(state, who)
    done = [c for c in queue if c.id in heard]
    todo = [c for c in queue if c.id not in heard]
    last = done[-1] if done else None
    joined = person is not None and person.joined
    return Screen(
        header=header(state),
        joined=joined,
        agreed=person is not None and person.agreed,
        licence=setup.licence,
        withdraw_until=setup.withdraw_until,
        prompts=setup.prompts,
        cards=setup.cards[:FIRST_CARDS],
        more_cards=setup.cards[FIRST_CARDS:],
        principle_limit=setup.principle_limit,
        example_limit=setup.example_limit,
        statement=statement(state, todo[0], who) if todo else None,
        before=statement(state, last, who) if last else None,
        voted=len(done),
        to_vote=len(queue),
        themes=(),
        unsorted=(),
        in_tray=in_tray(state),
        choices=setup.choices,
        drafts=(),
        mine=(),
        results=(),
        revealed=state.stage.revealed,
        totals=totals(state, who),
        acts=frozenset(act for act in Act if joined and allowed(state, who, act)),
        rehearsal=setup.rehearsal,
    )


def roles(state: State, who: PersonId) -> frozenset[Role]:
    """What this person is in the workshop just now."""
    return roles_of(state, who)


def header(state: State) -> Header:
    """Where the room is. Steps are those of the agenda, or all."""
    steps = tuple(step.phase for step in state.running.agenda) or STEPS
    phase = state.stage.phase
    at = steps.index(phase) + 1 if phase in steps else len(steps)
    return Header(
        title=state.running.title,
        phase=phase,
        steps=steps,
        step=at,
        ends_at=state.stage.ends_at,
        locked=state.stage.locked,
    )


def areas(state: State) -> tuple[ActionArea, ...]:
    """The areas of action that principles may link to, in their order."""
    return state.running.framework.areas


def totals(state: State, who: PersonId) -> Totals:
    """The room's numbers, and how many contributions are this person's."""
    return Totals(
        people=people(state),
        contributions=_seen(state),
        languages=len(languages(state)),
        votes=votes_cast(state),
        mine=sum(1 for c in _own(state, who) if not c.withdrawn),
        took_part=took_part(state) if state.stage.phase is Phase.CLOSED else 0,
    )


def vote_queue(state: State, who: PersonId) -> tuple[Contribution, ...]:
    """What this person is asked, in an order of their own: their language first, else shuffled."""
    person = state.people.get(who)
    return _queue(state, who, person.lang if person else "en")


@by_parts("contributions", "hidden", "folds", kept=_QUEUES)
def _queue(state: State, who: PersonId, reads: str) -> tuple[Contribution, ...]:
    def rank(c: Contribution) -> tuple[bool, str]:
        spoken = {c.words.lang, *(w.lang for w in c.translations)}
        return (reads not in spoken, _shuffled(who, c.id))

    return tuple(sorted((c for c in votable(state) if c.by != who), key=rank))


@by_parts("ballots", kept=8)
def _answered(state: State, who: PersonId) -> set[ContributionId]:
    return {on for on, ballot in state.ballots.items() if who in ballot}


@lru_cache(maxsize=100_000)
def _shuffled(who: PersonId, on: ContributionId) -> str:
    return hashlib.sha256(f"{who}|{on}".encode()).hexdigest()


@by_parts("contributions", "hidden")
def _seen(state: State) -> int:
    return sum(1 for c in state.contributions if shown(state, c))


@by_parts("contributions")
def _by_author(state: State) -> Mapping[PersonId, tuple[Contribution, ...]]:
    found: dict[PersonId, list[Contribution]] = {}
    for c in sorted(state.contributions.values(), key=lambda c: c.number):
        found.setdefault(c.by, []).append(c)
    return {who: tuple(own) for who, own in found.items()}


def _own(state: State, who: PersonId) -> tuple[Contribution, ...]:
    """This person's contributions, by number."""
    return _by_author(state).get(who, ())


@by_parts("contributions", "hidden", "folds", "places")
def in_tray(state: State) -> int:
    """How many stand in the tray and may be seen."""
    return sum(1 for c in state.contributions if parked(state, c) and shown(state, c))


def statement(
    state: State, c: Contribution, who: PersonId, tally: Tally | None = None
) -> Statement:
    """A contribution without its author."""
    theme = theme_of(state, c.id)
    return Statement(
        id=c.id,
        number=c.number,
        kind=c.kind,
        words=c.words,
        translations=c.translations,
        theme=state.themes[theme].number if theme else None,
        mine=c.by == who,
        my_vote=state.ballots.get(c.id, {}).get(who),
        tally=tally,
    )


def public(state: State, c: Contribution) -> bool:
    """Whether the room may read it: shown, and its author let it be published."""
    return shown(state, c.id) and c.publish


def silent(state: State) -> frozenset[str]:
    """All that is not to be read any more: hidden, withdrawn or erased."""
    return frozenset(c for c in state.contributions if not shown(state, c))


def theme_cards(state: State, who: PersonId) -> tuple[ThemeCard, ...]:
    """The room's themes in order."""
    chosen = choices(state) if state.stage.revealed else {}
    mine = state.choices.get(who, ())
    return tuple(
        theme_card(
            state,
            theme,
            who,
            chosen=theme.id in mine,
            chosen_by=chosen.get(theme.id),
        )
        for theme in themes_in_order(state)
    )


def theme_card(
    state: State, theme: Theme, who: PersonId, *, chosen: bool = False, chosen_by: int | None = None
) -> ThemeCard:
    """One theme; its quotes are the shortest contributions that say it most clearly."""
    inside, quotes = members(state, theme.id), _quotes(state).get(theme.id, ())
    principles = _principles(state)[theme.id]
    return ThemeCard(
        id=theme.id,
        number=theme.number,
        name=theme.name,
        principles=principles,
        examples=len(inside) - principles,
        mine=_numbers(state).get((theme.id, who), ()),
        quotes=tuple(statement(state, c, who) for c in quotes),
        areas=linked(theme),
        chosen=chosen,
        chosen_by=chosen_by,
    )


@by_parts("contributions", "hidden", "folds", "places", "themes")
def _principles(state: State) -> Counter[ThemeId]:
    """How many principles stand in each theme."""
    return Counter(
        {
            theme: sum(1 for c in inside if c.kind is Kind.PRINCIPLE)
            for theme, inside in contents(state).items()
        }
    )


@by_parts("contributions", "hidden", "folds", "places", "themes")
def _numbers(state: State) -> Mapping[tuple[ThemeId, PersonId], tuple[int, ...]]:
    """The numbers of each person's contributions in each theme."""
    found: dict[tuple[ThemeId, PersonId], list[int]] = {}
    for theme, inside in contents(state).items():
        for c in inside:
            found.setdefault((theme, c.by), []).append(c.number)
    return {key: tuple(numbers) for key, numbers in found.items()}


@by_parts("contributions", "hidden", "folds", "places", "themes")
def _quotes(state: State) -> Mapping[ThemeId, tuple[Contribution, ...]]:
    """What says each theme most clearly, not folded into another."""

    def clearest(c: Contribution) -> float:
        return -state.places[c.id].lead if c.id in state.places else 0

    found = {}
    for theme, inside in contents(state).items():
        heads = [c for c in inside if public(state, c) and head_of(state, c.id) == c.id]
        found[theme] = tuple(sorted(heads, key=clearest)[:QUOTES])
    return found


def unsorted(state: State, who: PersonId) -> tuple[Statement, ...]:
    """What stands in no theme and in no tray yet, by number."""
    waiting = _waiting(state)
    theirs = _answered(state, who) | {c.id for c in _own(state, who)}
    seen = {on: statement(state, state.contributions[on], who) for on in waiting.keys() & theirs}
    return tuple((waiting | seen).values())


@by_parts("contributions", "hidden", "folds", "places", "themes")
def _waiting(state: State) -> dict[ContributionId, Statement]:
    """The same as somebody sees it who wrote none of it and has not voted."""
    waiting = (
        c
        for c in state.contributions.values()
        if public(state, c) and theme_of(state, c.id) is None and not parked(state, c.id)
    )
    ordered = sorted(waiting, key=lambda c: c.number)
    return {c.id: statement(state, c, MACHINE) for c in ordered}


def draft_cards(state: State, who: PersonId) -> tuple[DraftCard, ...]:
    """The drafts in the order of their themes."""
    return tuple(_draft_card(state, theme, draft, who) for theme, draft in drafts_in_order(state))


def _draft_card(state: State, theme: Theme, draft: Draft, who: PersonId) -> DraftCard:
    version = draft.latest
    wording = version.wording
    mine = state.answers.get((draft.id, version.number), {}).get(who)
    closed = state.stage.phase is Phase.CLOSED
    stands = support_of(state, draft)
    sources = {on for s in (wording.statement, *wording.rationale) for on in s.rests_on}
    return DraftCard(
        id=draft.id,
        number=theme.number,
        theme=theme.id,
        title=wording.title,
        statement=_living(state, wording.statement),
        why=tuple(_living(state, s) for s in wording.rationale),
        asks=tuple((a.of, a.what) for a in wording.asks),
        value=draft.value,
        version=version.number,
        lang=wording.lang,
        written_from=len(sources),
        answered=answered(state, draft.id),
        my_answer=mine.value if mine else None,
        my_reason=mine.reason if mine else None,
        my_numbers=tuple(
            sorted(state.contributions[on].number for on in sources if _is_mine(state, on, who))
        ),
        support=(stands.support, stands.live_with, stands.object) if closed else None,
        status=stands.status if closed else None,
    )


def _living(state: State, sentence: Sentence) -> str:
    return living_text(state, sentence.text, sentence.rests_on)


def _is_mine(state: State, on: ContributionId, who: PersonId) -> bool:
    contribution = state.contributions.get(on)
    return contribution is not None and contribution.by == who


def receipts(state: State, who: PersonId, now: datetime) -> tuple[Receipt, ...]:
    """This person's contributions, the newest first, and what became of each."""
    visible = state.stage.revealed or state.stage.phase is Phase.CLOSED
    whole = tallies(state) if visible else {}
    own = _own(state, who)
    inside = dict.fromkeys(theme for c in own if (theme := theme_of(state, c.id)))
    cards = {theme: theme_card(state, named(state)[theme], who) for theme in inside}
    return tuple(_receipt(state, c, now, whole, cards) for c in reversed(own))


def _receipt(
    state: State,
    c: Contribution,
    now: datetime,
    whole: Mapping[ContributionId, Tally],
    cards: Mapping[ThemeId, ThemeCard],
) -> Receipt:
    theme = theme_of(state, c.id)
    fold = state.folds.get(c.id)
    until = state.running.withdraw_until
    card = cards[theme] if theme else None
    votes = whole.get(fold.into if fold else c.id)
    voted_on = any(by != c.by for by in state.ballots.get(c.id, {}))
    return Receipt(
        id=c.id,
        number=c.number,
        kind=c.kind,
        at=c.at,
        words=c.words,
        theme=card,
        in_tray=parked(state, c.id),
        others=max(0, card.count - 1) if card else 0,
        tally=votes if votes and votes.heard else None,
        folded_with=state.contributions[fold.into].number if fold else None,
        feeds=_feeds(state, c.id),
        hidden=state.hidden.get(c.id),
        withdrawn=c.withdrawn or c.words.erased,
        published=c.publish,
        may_revise=allowed(state, c.by, Act.REVISE_OWN) and not c.withdrawn and not voted_on,
        may_withdraw=not c.withdrawn and (until is None or now.date() <= until),
    )


def _feeds(state: State, on: ContributionId) -> tuple[tuple[int, str], ...]:
    """Number of the principle and name of the sentence for every sentence that rests on it."""
    found = []
    for theme, draft in drafts_in_order(state):
        wording = draft.latest.wording
        places = [("statement", wording.statement)]
        places += [(f"why {i}", s) for i, s in enumerate(wording.rationale, 1)]
        found += [(theme.number, place) for place, s in places if on in s.rests_on]
    return tuple(found)


def revealed_results(state: State, who: PersonId) -> tuple[Statement, ...]:
    """What was voted on with its tally, the most agreed first; nothing until revealed."""
    if not state.stage.revealed and state.stage.phase is not Phase.CLOSED:
        return ()
    whole = tallies(state)
    heard = [c for c in votable(state) if public(state, c) and whole[c.id].heard]
    heard.sort(key=lambda c: (-whole[c.id].agree + whole[c.id].disagree, c.number))
    return tuple(statement(state, c, who, whole[c.id]) for c in heard)


def said(state: State, on: tuple[ContributionId, ...], who: PersonId) -> tuple[Statement, ...]:
    """These contributions, as far as they may still be seen, in this order."""
    living = (c for c in on if c in state.contributions and shown(state, c))
    return tuple(statement(state, state.contributions[c], who) for c in living)
