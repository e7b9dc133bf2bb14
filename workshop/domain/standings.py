"""How votes, choices and consent stand: counts only, computed from the state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workshop.domain.nouns import (
    Answer,
    Consent,
    Contribution,
    ContributionId,
    Draft,
    DraftId,
    HideReason,
    Kind,
    PersonId,
    Status,
    StatusRule,
    Theme,
    ThemeId,
    Vote,
    Words,
)
from workshop.domain.remembering import by_parts
from workshop.domain.state import State, head_of, living_theme, objection_id, shown
from workshop.domain.themes import named, themes_in_order

TOO_FEW = 8
"""Fewer votes than this say too little for a range or a rank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The votes on one contribution; who also voted on what is folded into it counts once."""

    agree: int = 0
    disagree: int = 0
    passed: int = 0
    unreadable: int = 0

    @property
    def decided(self) -> int:
        """How many said agree or disagree."""
        return self.agree + self.disagree

    @property
    def heard(self) -> int:
        """How many answered at all, whatever they answered."""
        return self.decided + self.passed + self.unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A share from 0 to 1 with the range a larger room might have shown."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """Two statements of one theme on which the same people take opposite sides."""

    first: ContributionId
    second: ContributionId
    decided: int
    """How many people took a side on both."""
    apart: int
    """How many of these took opposite sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What the votes say: the tallies, their intervals, and what most divides the room."""

    tallies: Mapping[ContributionId, Tally]
    intervals: Mapping[ContributionId, Interval]
    most_agreed: tuple[ContributionId, ...] = ()
    most_divided: tuple[ContributionId, ...] = ()
    opposed: tuple[Opposed, ...] = ()


NO_RESULTS = Results(tallies={}, intervals={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """An objection in its author's words; `words` None where they were erased."""

    id: str
    words: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The consent given to exactly one version of a draft, and what it amounts to."""

    version: int
    support: int
    live_with: int
    object: int
    objections: tuple[Objection, ...]
    status: Status

    @property
    def answered(self) -> int:
        """How many answered."""
        return self.support + self.live_with + self.object


@by_parts("contributions", "hidden", "folds", "ballots")
def tallies(state: State) -> Mapping[ContributionId, Tally]:
    """The count of the votes on each head contribution."""
    return {on: tally(ballot.values()) for on, ballot in ballots(state).items()}


@by_parts("contributions", "hidden", "folds", "ballots")
def ballots(state: State) -> Mapping[ContributionId, Mapping[PersonId, Vote]]:
    """Votes by head contribution; one on the head counts before one on what is folded in."""
    votes: dict[ContributionId, dict[PersonId, Vote]] = {}
    for on in state.contributions:
        head = head_of(state, on)
        ballot = state.ballots.get(on, {})
        whole = votes.setdefault(head, {})
        if on == head:
            whole.update(ballot)
        else:
            votes[head] = {**ballot, **whole}
    return votes


def tally(votes: Iterable[Vote]) -> Tally:
    """The count of these votes."""
    count = Counter(votes)
    return Tally(
        agree=count[Vote.AGREE],
        disagree=count[Vote.DISAGREE],
        passed=count[Vote.PASS],
        unreadable=count[Vote.UNREADABLE],
    )


def own_tally(state: State, on: ContributionId) -> Tally:
    """The votes cast on this very contribution, whatever it is folded into."""
    return tally(state.ballots.get(on, {}).values())


@by_parts("contributions", "hidden", "folds")
def votable(state: State) -> tuple[Contribution, ...]:
    """What the room votes on: principles that are shown, public and not folded into another."""
    return tuple(
        c
        for c in state.contributions.values()
        if c.kind is Kind.PRINCIPLE
        and c.publish
        and shown(state, c.id)
        and head_of(state, c.id) == c.id
    )


def choices(state: State) -> dict[ThemeId, int]:
    """How many people chose each theme; choices follow merges and count once a person."""
    count: Counter[ThemeId] = Counter()
    for chosen in state.choices.values():
        count.update({living_theme(state, theme) for theme in chosen})
    return {theme.id: count[theme.id] for theme in themes_in_order(state)}


def support_of(state: State, draft: Draft) -> Support:
    """The consent given to the draft's latest version."""
    version = draft.latest.number
    answers = state.answers.get((draft.id, version), {})
    count = Counter(answer.value for answer in answers.values())
    objections = tuple(
        Objection(id=objection_id(draft.id, version, who), words=_told(answer))
        for who, answer in answers.items()
        if answer.value is Consent.OBJECT
    )
    return Support(
        version=version,
        support=count[Consent.SUPPORT],
        live_with=count[Consent.LIVE_WITH],
        object=count[Consent.OBJECT],
        objections=objections,
        status=status(state.running.status_rule, answers.values()),
    )


def _told(answer: Answer) -> Words | None:
    return answer.reason if answer.reason and not answer.reason.erased else None


def status(rule: StatusRule, answers: Iterable[Answer]) -> Status:
    """Candidate with too few answers, contested with too many objections, else supported."""
    values = [answer.value for answer in answers]
    if len(values) < rule.least_answers:
        return Status.CANDIDATE
    objections = values.count(Consent.OBJECT)
    return Status.CONTESTED if objections > rule.most_objections * len(values) else Status.SUPPORTED


def answered(state: State, draft: DraftId) -> int:
    """How many answered the latest version: all that shows while consent is open."""
    known = state.drafts[draft]
    return len(state.answers.get((draft, known.latest.number), {}))


def drafts_in_order(state: State) -> tuple[tuple[Theme, Draft], ...]:
    """Drafts with their themes, in the order of the themes."""
    rank = {theme.id: i for i, theme in enumerate(themes_in_order(state))}
    pairs = [(living_theme(state, draft.theme), draft) for draft in state.drafts.values()]
    living = [(theme, draft) for theme, draft in pairs if theme in rank]
    living.sort(key=lambda pair: rank[pair[0]])
    return tuple((named(state)[theme], draft) for theme, draft in living)


@by_parts("ballots")
def voters(state: State) -> int:
    """How many people voted at all."""
    return len({who for ballot in state.ballots.values() for who in ballot})


@by_parts("ballots")
def votes_cast(state: State) -> int:
    """How many votes there are."""
    return sum(map(len, state.ballots.values()))


@by_parts("contributions")
def writers(state: State) -> int:
    """How many people wrote at least one contribution."""
    return len({c.by for c in state.contributions.values()})


@by_parts("people", "contributions", "ballots", "choices", "suggestions", "answers", "drafts")
def took_part(state: State) -> int:
    """How many wrote, voted, chose themes, worded or suggested a wording, or gave consent."""
    drafts = state.drafts.values()
    return len(
        {c.by for c in state.contributions.values()}
        | {who for ballot in state.ballots.values() for who in ballot}
        | {*state.choices}
        | {s.by for s in state.suggestions.values()}
        | {who for answers in state.answers.values() for who in answers}
        | {v.by for draft in drafts for v in draft.versions if _joined(state, v.by)}
    )


def _joined(state: State, who: PersonId) -> bool:
    """Whoever only steers words drafts as well, and did not come to take part."""
    person = state.people.get(who)
    return person is not None and person.joined


@by_parts("contributions", "hidden")
def hidden_because(state: State) -> Mapping[HideReason, int]:
    """How many are hidden for each reason; what was taken back or erased as well is no longer."""
    gone = (c.id for c in state.contributions.values() if c.withdrawn or c.words.erased)
    hidden = state.hidden.keys() - set(gone)
    return dict(Counter(state.hidden[on].reason for on in hidden))


@by_parts("people")
def people(state: State) -> int:
    """How many joined, those a scribe wrote for included."""
    return sum(1 for person in state.people.values() if person.joined)


@by_parts("contributions", "hidden")
def languages(state: State) -> tuple[str, ...]:
    """The languages of what is shown, the most frequent first."""
    count = Counter(c.words.lang for c in state.contributions.values() if shown(state, c.id))
    return tuple(lang for lang, _ in sorted(count.items(), key=lambda kv: (-kv[1], kv[0])))
