"""The principles document as a value: what every export renders; computed, never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workshop.domain.drafting import living_text
from workshop.domain.events import DraftRevised, Fact, ValueNamed
from workshop.domain.nouns import (
    ActionArea,
    AreaKey,
    Code,
    Contribution,
    ContributionId,
    Draft,
    Example,
    FrontMatter,
    Hidden,
    HideReason,
    Kind,
    PersonId,
    Phase,
    Prompt,
    PromptKey,
    Stage,
    Status,
    Theme,
    ThemeId,
    Words,
)
from workshop.domain.standings import (
    Interval,
    Objection,
    Opposed,
    Results,
    Support,
    Tally,
    choices,
    drafts_in_order,
    hidden_because,
    languages,
    own_tally,
    people,
    support_of,
    took_part,
    voters,
    votes_cast,
    writers,
)
from workshop.domain.state import Deed, State, living_theme, parked, shown, theme_of
from workshop.domain.themes import linked, members, named, themes_in_order
from workshop.domain.tree_view import Layer, layers


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A contribution as the document prints it, verbatim, with its votes."""

    id: ContributionId
    number: int
    kind: Kind
    words: Words
    translations: tuple[Words, ...]
    tally: Tally
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSentence:
    """A sentence and the numbers of the contributions it rests on, all of them living."""

    text: str
    numbers: tuple[int, ...]
    gone: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipleEntry:
    """A principle with all that stands behind it."""

    number: int
    title: str
    statement: PrintedSentence
    why: tuple[PrintedSentence, ...]
    asks: tuple[tuple[str, str], ...]
    value: str
    lang: str
    version: int
    theme: str
    areas: tuple[AreaKey, ...]
    chosen_by: int
    support: Support
    objections: tuple[Objection, ...]
    sources: tuple[Quote, ...]
    examples: tuple[Quote, ...]
    cards: tuple[Example, ...]
    prompts: tuple[PromptKey, ...]

    @property
    def status(self) -> Status:
        """Supported, contested or candidate."""
        return self.support.status


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateTheme:
    """A theme that no principle was drafted from: the words stand, unjoined."""

    number: int
    name: str
    areas: tuple[AreaKey, ...]
    chosen_by: int
    quotes: tuple[Quote, ...]
    unpublished: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSection:
    """One area of action: the principles centred here, and those that touch it."""

    area: ActionArea
    principles: tuple[PrincipleEntry, ...]
    touching: tuple[PrincipleEntry, ...]
    candidates: tuple[CandidateTheme, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """A step of the workshop: when it began and what was sent while it was open."""

    phase: Phase
    began: datetime
    contributions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How the document was made, in counts."""

    steps: tuple[StepTaken, ...]
    software: str
    tree: tuple[Layer, ...]
    """The cuts around the proposal that was accepted last, the coarsest first."""
    proposals_accepted: int
    decisions: Mapping[str, int]
    hidden: Mapping[HideReason, int]
    withdrawn: int
    unpublished: int
    folded: int
    late: int
    in_tray: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendixEntry:
    """Every contribution in order of arrival. `words` is None where they are not to be printed."""

    id: ContributionId
    number: int
    kind: Kind
    prompt: PromptKey
    words: Words | None
    translations: tuple[Words, ...]
    theme: int | None
    theme_name: str
    in_tray: bool
    areas: tuple[AreaKey, ...]
    tally: Tally
    linked: int | None
    folded_into: int | None
    people: int
    card: str
    late: bool
    hidden: Hidden | None
    withdrawn: bool
    published: bool
    feeds: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAct:
    """An act of the desk that changed what others saw."""

    position: int
    at: datetime
    act: str
    by: str
    numbers: tuple[int, ...]
    themes: tuple[str, ...]
    phase: Phase | None
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The four numbers of the cover, and those behind them."""

    people: int
    took_part: int
    writers: int
    voters: int
    contributions: int
    printed: int
    languages: tuple[str, ...]
    votes: int
    principles: int
    areas: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything an export needs; no export looks anywhere else."""

    title: str
    event: str
    place: str
    held_on: date | None
    code: Code
    lang: str
    made_at: datetime
    edition: int
    closed: bool
    rehearsal: bool
    licence: str
    withdraw_until: date | None
    framework: str
    framework_url: str
    focus: AreaKey | None
    prompts: tuple[Prompt, ...]
    figures: Figures
    front: FrontMatter
    method: Method
    areas: tuple[AreaSection, ...]
    unlinked: AreaSection | None
    assessing: Mapping[PromptKey, tuple[Quote, ...]]
    questions: tuple[Quote, ...]
    opposed: tuple[tuple[Quote, Quote, Opposed], ...]
    """Contributions of one theme on which the same people take opposite sides."""
    contested: tuple[PrincipleEntry, ...]
    appendix: tuple[AppendixEntry, ...]
    acts: tuple[DeskAct, ...]
    cards: tuple[Example, ...]
    log_hash: str

    @property
    def principles(self) -> tuple[PrincipleEntry, ...]:
        """All principles in the order of their areas, then those without an area."""
        own = [p for section in self.areas for p in section.principles]
        return (*own, *(self.unlinked.principles if self.unlinked else ()))

    @property
    def candidates(self) -> tuple[CandidateTheme, ...]:
        """All themes without a principle."""
        own = [p for section in self.areas for p in section.candidates]
        return (*own, *(self.unlinked.candidates if self.unlinked else ()))


def document(
    state: State, results: Results, made_at: datetime, log_hash: str = "", lang: str = "en"
) -> Document:
    """The document as it stands: walks back from each sentence to the people's own words."""
    setup = state.running
    entries = [_principle(state, theme, draft, results) for theme, draft in drafts_in_order(state)]
    drafted = {theme.id for theme, _ in drafts_in_order(state)}
    open_themes = [
        _candidate(state, theme, results)
        for theme in themes_in_order(state)
        if theme.id not in drafted and members(state, theme.id)
    ]
    sections = tuple(_section(area, entries, open_themes) for area in setup.framework.areas)
    keys = {area.key for area in setup.framework.areas}
    homeless = AreaSection(
        area=_no_area(),
        principles=tuple(p for p in entries if not set(p.areas[:1]) & keys),
        touching=(),
        candidates=tuple(t for t in open_themes if not set(t.areas[:1]) & keys),
    )
    steps = steps_taken(state)
    return Document(
        title=setup.title,
        event=setup.event,
        place=setup.place,
        held_on=setup.held_on,
        code=state.code,
        lang=lang,
        made_at=made_at,
        edition=sum(state.versions.values()) or 1,
        closed=state.stage.phase is Phase.CLOSED,
        rehearsal=setup.rehearsal,
        licence=setup.licence,
        withdraw_until=setup.withdraw_until,
        framework=setup.framework.title,
        framework_url=setup.framework.source.url,
        focus=setup.focus,
        prompts=setup.prompts,
        figures=_figures(state, entries, sections),
        front=state.front,
        method=_method(state, steps),
        areas=sections,
        unlinked=homeless if homeless.principles or homeless.candidates else None,
        assessing={p.key: _prompted(state, p.key, results) for p in setup.prompts[1:]},
        questions=tuple(
            _quote(state, state.contributions[on], results)
            for on in results.most_divided
            if printable(state, state.contributions[on])
        ),
        opposed=tuple(
            (_quote(state, first, results), _quote(state, second, results), pair)
            for pair in results.opposed
            if (first := state.contributions[pair.first]).publish
            and (second := state.contributions[pair.second]).publish
        ),
        contested=tuple(p for p in entries if p.objections),
        appendix=_appendix(state),
        acts=tuple(desk_act(state, deed) for deed in state.deeds),
        cards=setup.cards,
        log_hash=log_hash,
    )


def printable(state: State, c: Contribution) -> bool:
    """Whether its words may be printed: shown, not withdrawn or erased, and its author said so."""
    return shown(state, c.id) and c.publish


def _quote(state: State, c: Contribution, results: Results) -> Quote:
    head = state.folds[c.id].into if c.id in state.folds else c.id
    return Quote(
        id=c.id,
        number=c.number,
        kind=c.kind,
        words=c.words,
        translations=c.translations,
        tally=results.tallies.get(head, Tally()),
        interval=results.intervals.get(head),
    )


def _principle(state: State, theme: Theme, draft: Draft, results: Results) -> PrincipleEntry:
    wording = draft.latest.wording
    cited = [on for s in (wording.statement, *wording.rationale) for on in s.rests_on]
    sources = [c for on in dict.fromkeys(cited) if printable(state, c := state.contributions[on])]
    inside = [c for c in members(state, theme.id) if printable(state, c)]
    told_with = {c.linked: c for c in state.contributions.values() if c.linked}
    examples = [c for c in inside if c.kind is Kind.EXAMPLE]
    examples += [
        e
        for c in sources
        if (e := told_with.get(c.id)) and printable(state, e) and e not in examples
    ]
    support = support_of(state, draft)
    inspired = {c.card for c in (*sources, *examples) if c.card}
    cards = {*wording.cards, *inspired}
    return PrincipleEntry(
        number=theme.number,
        title=wording.title,
        statement=_printed(state, wording.statement.text, wording.statement.rests_on),
        why=tuple(_printed(state, s.text, s.rests_on) for s in wording.rationale),
        asks=tuple((a.of, a.what) for a in wording.asks),
        value=draft.value,
        lang=wording.lang,
        version=draft.latest.number,
        theme=theme.name,
        areas=linked(theme),
        chosen_by=choices(state).get(theme.id, 0),
        support=support,
        objections=support.objections,
        sources=tuple(_quote(state, c, results) for c in sources),
        examples=tuple(_quote(state, c, results) for c in examples),
        cards=tuple(card for card in state.running.cards if card.id in cards),
        prompts=tuple(dict.fromkeys(c.prompt for c in sources)),
    )


def _printed(state: State, text: str, on: Sequence[ContributionId]) -> PrintedSentence:
    alive = [state.contributions[c].number for c in on if shown(state, c)]
    gone = [state.contributions[c].number for c in on if not shown(state, c)]
    text = living_text(state, text, on)
    return PrintedSentence(text=text, numbers=tuple(sorted(alive)), gone=tuple(sorted(gone)))


def _candidate(state: State, theme: Theme, results: Results) -> CandidateTheme:
    inside = members(state, theme.id)
    printed = [c for c in inside if printable(state, c)]
    return CandidateTheme(
        number=theme.number,
        name=theme.name,
        areas=linked(theme),
        chosen_by=choices(state).get(theme.id, 0),
        quotes=tuple(_quote(state, c, results) for c in printed),
        unpublished=len(inside) - len(printed),
    )


def _section(
    area: ActionArea, entries: list[PrincipleEntry], themes: list[CandidateTheme]
) -> AreaSection:
    return AreaSection(
        area=area,
        principles=tuple(p for p in entries if p.areas[:1] == (area.key,)),
        touching=tuple(p for p in entries if area.key in p.areas[1:]),
        candidates=tuple(t for t in themes if t.areas[:1] == (area.key,)),
    )


def _no_area() -> ActionArea:
    return ActionArea(
        key=AreaKey(""), number=0, roman="", paragraph=0, title="", short="", chapeau=""
    )


def _figures(
    state: State, entries: list[PrincipleEntry], sections: tuple[AreaSection, ...]
) -> Figures:
    texts = state.contributions.values()
    return Figures(
        people=people(state),
        took_part=took_part(state),
        writers=writers(state),
        voters=voters(state),
        contributions=len(state.contributions),
        printed=sum(1 for c in texts if printable(state, c)),
        languages=languages(state),
        votes=votes_cast(state),
        principles=len(entries),
        areas=sum(1 for s in sections if s.principles),
    )


def _prompted(state: State, prompt: PromptKey, results: Results) -> tuple[Quote, ...]:
    found = [c for c in state.contributions.values() if c.prompt == prompt and printable(state, c)]
    return tuple(_quote(state, c, results) for c in sorted(found, key=lambda c: c.number))


def steps_taken(state: State) -> tuple[StepTaken, ...]:
    """The phases in the order they were opened, each with what was sent while it was open.

    A phase whose opening was taken back is none; what was sent in it counts with the one before.
    """
    began = [(Phase.WELCOME, state.opened_at)]
    began += [
        (ch.after.phase, ch.after.since)
        for deed in state.deeds
        for ch in deed.changes
        if deed.undone_by is None
        and not deed.undoing
        and isinstance(ch.before, Stage)
        and isinstance(ch.after, Stage)
        and ch.before.phase is not ch.after.phase
    ]
    ends = [at for _, at in began[1:]] + [datetime.max.replace(tzinfo=state.opened_at.tzinfo)]
    return tuple(
        StepTaken(
            phase=phase,
            began=at,
            contributions=sum(1 for c in state.contributions.values() if at <= c.at < end),
        )
        for (phase, at), end in zip(began, ends, strict=True)
    )


def _method(state: State, steps: tuple[StepTaken, ...]) -> Method:
    standing = [deed for deed in state.deeds if deed.undone_by is None]
    decisions = Counter(type(deed.event).__name__ for deed in standing)
    texts = state.contributions.values()
    return Method(
        steps=steps,
        software=state.method,
        tree=layers(state.cuts, {t: theme.name for t, theme in named(state).items()}),
        proposals_accepted=decisions.get("GroupingAccepted", 0),
        decisions=dict(decisions),
        hidden=hidden_because(state),
        withdrawn=sum(1 for c in texts if c.withdrawn or c.words.erased),
        unpublished=sum(1 for c in texts if not c.publish and shown(state, c.id)),
        folded=len(state.folds),
        late=sum(1 for c in texts if c.late),
        in_tray=sum(1 for c in texts if shown(state, c.id) and theme_of(state, c.id) is None),
    )


def _appendix(state: State) -> tuple[AppendixEntry, ...]:
    feeds: dict[ContributionId, set[int]] = {}
    for theme, draft in drafts_in_order(state):
        wording = draft.latest.wording
        for sentence in (wording.statement, *wording.rationale):
            for on in sentence.rests_on:
                feeds.setdefault(on, set()).add(theme.number)
    ordered = sorted(state.contributions.values(), key=lambda c: c.number)
    return tuple(_entry(state, c, feeds.get(c.id, set())) for c in ordered)


def _entry(state: State, c: Contribution, feeds: set[int]) -> AppendixEntry:
    theme = theme_of(state, c.id)
    printed = printable(state, c)
    fold = state.folds.get(c.id)
    cards = {card.id: card.title for card in state.running.cards}
    areas = linked(state.themes[theme]) if theme else ()
    return AppendixEntry(
        id=c.id,
        number=c.number,
        kind=c.kind,
        prompt=c.prompt,
        words=c.words if printed else None,
        translations=c.translations if printed else (),
        theme=state.themes[theme].number if theme else None,
        theme_name=named(state)[theme].name if theme else "",
        in_tray=parked(state, c.id),
        areas=areas,
        tally=own_tally(state, c.id),
        linked=state.contributions[c.linked].number if c.linked else None,
        folded_into=state.contributions[fold.into].number if fold else None,
        people=c.people,
        card=cards.get(c.card, "") if c.card else "",
        late=c.late,
        hidden=state.hidden.get(c.id),
        withdrawn=c.withdrawn or c.words.erased,
        published=c.publish,
        feeds=tuple(sorted(feeds)),
    )


def desk_act(state: State, deed: Deed) -> DeskAct:
    """What an act was and what it was about: numbers and themes, never anybody's words."""
    event = deed.event
    numbers = {
        state.contributions[ContributionId(on)].number
        for on in _named(event, "on", "into", "others", "members")
        if on in state.contributions
    }
    themes = [
        f"{theme.number} {theme.name}"
        for key in dict.fromkeys(_named(event, "theme", "into", "new"))
        if (theme := named(state).get(ThemeId(key)))
    ]
    if isinstance(event, ValueNamed | DraftRevised) and event.draft in state.drafts:
        theme = named(state)[living_theme(state, state.drafts[event.draft].theme)]
        themes.append(f"{theme.number} {theme.name}")
    to = getattr(event, "to", None)
    return DeskAct(
        position=deed.position,
        at=event.at,
        act=type(event).__name__,
        by=seat_name(state, event.by),
        numbers=tuple(sorted(numbers)),
        themes=tuple(themes),
        phase=to if isinstance(to, Phase) else None,
        undone=deed.undone_by is not None,
    )


def seat_name(state: State, who: PersonId) -> str:
    """The label of the link somebody acts with; never anybody's name."""
    person = state.people.get(who)
    keys = [state.keys[k] for k in sorted(person.keys)] if person else []
    return next((key.label for key in keys if key.label), who if not person else "")


def _named(event: Fact, *fields: str) -> list[str]:
    found: list[str] = []
    for field in fields:
        value = getattr(event, field, ())
        found += [value] if isinstance(value, str) else list(value or ())
    return found
