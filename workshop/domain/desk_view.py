"""What the desk shows: where the room is, what waits, what can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from workshop.domain.document import DeskAct, desk_act
from workshop.domain.drafting import QuoteCheck, quote_checks
from workshop.domain.nouns import (
    MACHINE,
    ActionArea,
    AreaKey,
    ContributionId,
    Draft,
    FrontMatter,
    Hidden,
    Key,
    PersonId,
    Phase,
    PromptKey,
    Role,
    Setup,
    Stage,
    Suggestion,
    Theme,
    ThemeId,
)
from workshop.domain.phases import FOLLOWS
from workshop.domain.standings import (
    Support,
    Tally,
    choices,
    languages,
    own_tally,
    people,
    support_of,
    tallies,
    voters,
    votes_cast,
    writers,
)
from workshop.domain.state import (
    State,
    lead_themes,
    parked,
    redoable,
    roles_of,
    shown,
    theme_of,
    undoable,
)
from workshop.domain.themes import draft_of, linked, members, named, themes_in_order
from workshop.domain.tree_view import Layer, layers
from workshop.domain.views import Header, Statement, header, statement


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """A step of the agenda: when it began, or how long it is planned to take."""

    phase: Phase
    minutes: int
    say: str
    began: datetime | None
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What is happening: counts, never names."""

    joined: int
    agreed: int
    wrote: int
    contributions: int
    languages: int
    voted: int
    votes: int
    answered: int
    hidden: int
    unsorted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A contribution as the desk sees it."""

    statement: Statement
    at: datetime
    prompt: PromptKey
    people: int
    publish: bool
    late: bool
    hidden: Hidden | None
    withdrawn: bool
    theme: ThemeId | None
    in_tray: bool
    decided: bool
    lead: float
    areas: tuple[AreaKey, ...]
    folded_into: int | None
    holds: tuple[int, ...]
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow:
    """A theme with everything in it."""

    theme: Theme
    rows: tuple[Row, ...]
    chosen_by: int
    draft: Draft | None
    suggested: tuple[AreaKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A contribution that a proposal would move."""

    row: Row
    origin: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One proposed theme: its name, how many, and the voice that shows it best."""

    name: str
    size: int
    quote: Row | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A proposed grouping: who would move from where to where."""

    id: str
    at: datetime
    method: str
    themes: int
    total: int
    first: bool
    moves: tuple[Move, ...]
    groups: tuple[Proposed, ...]
    decided: int
    """How many voices stand where they are because people decided so."""
    tree: tuple[Layer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A draft beside the words it is written from."""

    draft: Draft
    theme: Theme
    sources: tuple[Row, ...]
    checks: tuple[QuoteCheck, ...]
    suggestions: tuple[Suggestion, ...]
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """An area of action: what is linked, suggested and drafted for it."""

    area: ActionArea
    focus: bool
    themes: tuple[tuple[int, str, bool], ...]
    contributions: int
    principles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything a facilitator's surface may show."""

    setup: Setup
    stage: Stage
    header: Header
    roles: frozenset[Role]
    leads: frozenset[ThemeId]
    agenda: tuple[AgendaLine, ...]
    behind: timedelta
    before: Phase | None
    next: Phase | None
    now: Now
    inbox: tuple[Row, ...]
    themes: tuple[ThemeRow, ...]
    tray: tuple[Row, ...]
    unsorted: tuple[Row, ...]
    proposal: ProposalRow | None
    grouped_at: datetime | None
    tree: tuple[Layer, ...]
    """What stands behind the themes since they were last accepted."""
    method: str
    drafts: tuple[DraftRow, ...]
    areas: tuple[AreaRow, ...]
    acts: tuple[DeskAct, ...]
    undo: DeskAct | None
    redo: DeskAct | None
    keys: tuple[Key, ...]
    front: FrontMatter
    seats: tuple[PersonId, ...]


def desk(state: State, who: PersonId, now: datetime) -> Desk:
    """The desk of this facilitator at this time."""
    rows = _rows(state)
    themes = tuple(_theme_row(state, theme, rows) for theme in themes_in_order(state))
    agenda = _agenda(state)
    takeable, again = undoable(state), redoable(state)
    return Desk(
        setup=state.running,
        stage=state.stage,
        header=header(state),
        roles=roles_of(state, who),
        leads=lead_themes(state, who),
        agenda=agenda,
        behind=_behind(state, agenda, now),
        before=_neighbour(state, agenda, -1),
        next=_neighbour(state, agenda, 1),
        now=_now(state),
        inbox=tuple(sorted(rows.values(), key=lambda row: -row.statement.number)),
        themes=themes,
        tray=tuple(row for row in rows.values() if row.in_tray and not row.withdrawn),
        unsorted=tuple(row for on, row in rows.items() if _waits(state, on)),
        proposal=_proposal(state, rows),
        grouped_at=state.grouped_at,
        tree=layers(state.cuts, {t: theme.name for t, theme in named(state).items()}),
        method=state.method,
        drafts=tuple(_draft_row(state, row.theme, rows) for row in themes if row.draft),
        areas=_areas(state),
        acts=tuple(desk_act(state, deed) for deed in reversed(state.deeds)),
        undo=desk_act(state, takeable) if takeable else None,
        redo=desk_act(state, again) if again else None,
        keys=tuple(k for k in state.keys.values() if not k.revoked),
        front=state.front,
        seats=tuple(p.id for p in state.people.values() if p.scribe == who),
    )


def _agenda(state: State) -> tuple[AgendaLine, ...]:
    began = {
        after.phase: after.since
        for deed in state.deeds
        for change in deed.changes
        if isinstance(after := change.after, Stage)
    }
    began[Phase.WELCOME] = state.opened_at
    phase = state.stage.phase
    return tuple(
        AgendaLine(
            phase=step.phase,
            minutes=step.minutes,
            say=step.say,
            began=began.get(step.phase),
            here=step.phase is phase,
        )
        for step in state.running.agenda
    )


def _behind(state: State, agenda: tuple[AgendaLine, ...], now: datetime) -> timedelta:
    """How far the phase has run over its planned end; nothing while in time."""
    ends_at = state.stage.ends_at
    if ends_at is None or not agenda or state.stage.phase is Phase.CLOSED:
        return timedelta(0)
    return max(timedelta(0), now - ends_at)


def _neighbour(state: State, agenda: tuple[AgendaLine, ...], step: int) -> Phase | None:
    """The next or previous phase: the agenda's order where there is one."""
    phases = [line.phase for line in agenda] or list(Phase)[:-1]
    here = state.stage.phase
    if here not in phases:
        return next(iter(FOLLOWS[here]), None) if step > 0 else None
    at = phases.index(here) + step
    wanted = phases[at] if 0 <= at < len(phases) else None
    return wanted if wanted in FOLLOWS[here] else None


def _now(state: State) -> Now:
    answered = {who for answers in state.answers.values() for who in answers}
    return Now(
        joined=people(state),
        agreed=sum(1 for p in state.people.values() if p.joined and p.agreed),
        wrote=writers(state),
        contributions=sum(1 for c in state.contributions if shown(state, c)),
        languages=len(languages(state)),
        voted=voters(state),
        votes=votes_cast(state),
        answered=len(answered),
        hidden=len(state.hidden),
        unsorted=sum(1 for c in state.contributions if _waits(state, c)),
    )


def _waits(state: State, on: ContributionId) -> bool:
    return shown(state, on) and theme_of(state, on) is None and not parked(state, on)


def _rows(state: State) -> dict[ContributionId, Row]:
    """Every contribution as a row, by number."""
    holds: dict[ContributionId, list[int]] = {}
    for on, fold in state.folds.items():
        holds.setdefault(fold.into, []).append(state.contributions[on].number)
    whole = tallies(state)
    found = {}
    for c in sorted(state.contributions.values(), key=lambda c: c.number):
        place = state.places.get(c.id)
        mine = state.folds.get(c.id)
        found[c.id] = Row(
            statement=statement(state, c, MACHINE),
            at=c.at,
            prompt=c.prompt,
            people=c.people,
            publish=c.publish,
            late=c.late,
            hidden=state.hidden.get(c.id),
            withdrawn=c.withdrawn or c.words.erased,
            theme=theme_of(state, c.id),
            in_tray=parked(state, c.id),
            decided=place is not None and place.decided,
            lead=place.lead if place else 0.0,
            areas=place.areas if place else (),
            folded_into=state.contributions[mine.into].number if mine else None,
            holds=tuple(sorted(holds.get(c.id, ()))),
            tally=own_tally(state, c.id) if mine else whole[c.id],
        )
    return found


def _theme_row(state: State, theme: Theme, rows: dict[ContributionId, Row]) -> ThemeRow:
    inside = members(state, theme.id)
    counted: dict[AreaKey, int] = {}
    for c in inside:
        for area in rows[c.id].areas:
            counted[area] = counted.get(area, 0) + 1
    suggested = sorted(counted, key=lambda area: (-counted[area], area))[:2]
    return ThemeRow(
        theme=theme,
        rows=tuple(rows[c.id] for c in inside),
        chosen_by=choices(state).get(theme.id, 0),
        draft=draft_of(state, theme.id),
        suggested=theme.areas or tuple(suggested),
    )


def _proposal(state: State, rows: dict[ContributionId, Row]) -> ProposalRow | None:
    proposal = state.proposal
    if proposal is None:
        return None
    target = {on: group for group in proposal.groups for on in group.members}
    moves = tuple(
        Move(row=rows[on], origin=_name(state, rows[on].theme), target=target[on].name)
        for on in proposal.moved
        if on in target and on in rows
    )
    return ProposalRow(
        id=proposal.id,
        at=proposal.at,
        method=proposal.method,
        themes=len(proposal.groups),
        total=sum(len(group.members) for group in proposal.groups),
        first=state.grouped_at is None,
        moves=moves,
        groups=tuple(
            Proposed(
                name=group.name,
                size=len(group.members),
                quote=rows.get(group.quote) if group.quote else None,
            )
            for group in proposal.groups
        ),
        decided=sum(rows[on].decided for on in target if on in rows),
        tree=layers(proposal.cuts, {group.theme: group.name for group in proposal.groups}),
    )


def _name(state: State, theme: ThemeId | None) -> str:
    return named(state)[theme].name if theme else ""


def _draft_row(state: State, theme: Theme, rows: dict[ContributionId, Row]) -> DraftRow:
    draft = draft_of(state, theme.id)
    if draft is None:
        raise LookupError(theme.id)
    return DraftRow(
        draft=draft,
        theme=theme,
        sources=tuple(rows[c.id] for c in members(state, theme.id)),
        checks=quote_checks(state, draft.latest.wording),
        suggestions=tuple(s for s in state.suggestions.values() if s.draft == draft.id),
        support=support_of(state, draft),
    )


def _areas(state: State) -> tuple[AreaRow, ...]:
    """The areas with what is linked to each, the focus area first."""
    setup, themes = state.running, themes_in_order(state)
    found = []
    for area in setup.framework.areas:
        decided = [t for t in themes if area.key in linked(t)]
        found.append(
            AreaRow(
                area=area,
                focus=area.key == setup.focus,
                themes=tuple((t.number, t.name, t.areas[:1] == (area.key,)) for t in decided),
                contributions=sum(1 for p in state.places.values() if area.key in p.areas),
                principles=sum(1 for t in decided if draft_of(state, t.id)),
            )
        )
    return tuple(sorted(found, key=lambda row: not row.focus))
