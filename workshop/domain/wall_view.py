"""What the wall shows: a Picture for the whole room, never a name, never what was not released."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from workshop.domain.events import DraftRevised, PrincipleDrafted, WallFrozen
from workshop.domain.nouns import (
    DAWN,
    MACHINE,
    AreaKey,
    Code,
    Example,
    Phase,
    Prompt,
    Stage,
    WallView,
)
from workshop.domain.standings import hidden_because, voters, writers
from workshop.domain.state import Change, State
from workshop.domain.views import (
    LIST_BELOW,
    DraftCard,
    Header,
    Statement,
    ThemeCard,
    Totals,
    draft_cards,
    header,
    in_tray,
    public,
    revealed_results,
    statement,
    theme_cards,
    totals,
    unsorted,
)

COUNTS_ONLY = timedelta(minutes=2)
"""How long writing shows numbers alone, so that the first voices do not lead the rest."""
LATEST = 60
"""Voices that go round while people write; more than ever arrive while a page is read."""


class Show(StrEnum):
    """What kind of picture it is."""

    JOIN = "join"
    CARD = "card"
    COUNTS = "counts"
    VOICES = "voices"
    THEMES = "themes"
    VOTING = "voting"
    STANDINGS = "standings"
    DRAFTS = "drafts"
    CONSENT = "consent"
    PRINCIPLES = "principles"
    GAPS = "gaps"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCount:
    """An area of action with what is linked to it."""

    key: AreaKey
    roman: str
    title: str
    short: str
    themes: int
    focus: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that the wall knows. Lists are full; the surface pages them."""

    show: Show
    code: Code
    header: Header
    totals: Totals
    writers: int
    voters: int
    waiting: int
    prompts: tuple[Prompt, ...]
    card: Example | None
    voices: tuple[Statement, ...]
    themes: tuple[ThemeCard, ...]
    plain_list: bool
    standings: tuple[Statement, ...]
    drafts: tuple[DraftCard, ...]
    framework: str
    gaps: tuple[AreaCount, ...]
    in_tray: int
    grouped_at: datetime | None
    moved: int
    frozen: bool
    rehearsal: bool


_FOLLOWS = {
    Phase.WELCOME: Show.JOIN,
    Phase.WRITE: Show.VOICES,
    Phase.THEMES: Show.THEMES,
    Phase.VOTE: Show.VOTING,
    Phase.DRAFT: Show.DRAFTS,
    Phase.CONSENT: Show.CONSENT,
    Phase.CLOSED: Show.PRINCIPLES,
}
_CHOSEN = {
    WallView.JOIN: Show.JOIN,
    WallView.COUNTS: Show.COUNTS,
    WallView.GAPS: Show.GAPS,
    WallView.BLANK: Show.BLANK,
}


_VOTED = frozenset({Phase.VOTE, Phase.DRAFT, Phase.CONSENT})
"""Where votes may be looked at together."""


def wall(state: State, now: datetime) -> Picture:
    """The picture at this time; of the moment it was frozen, without what is gone since."""
    if state.stage.frozen and state.pictured is not None:
        kept = {on: state.contributions[on] for on in state.pictured.contributions}
        then = replace(state.pictured, contributions=kept, hidden=state.hidden)
        return replace(_picture(then, _frozen_at(state)), frozen=True)
    return _picture(state, now)


def _frozen_at(state: State) -> datetime:
    events = (deed.event for deed in reversed(state.deeds))
    return next((e.at for e in events if isinstance(e, WallFrozen) and e.frozen), DAWN)


def _picture(state: State, now: datetime) -> Picture:
    setup, show = state.running, show_now(state, now)
    themes = theme_cards(state, MACHINE)
    count = sum(1 for c in state.contributions.values() if public(state, c))
    latest = sorted(
        (c for c in state.contributions.values() if public(state, c)), key=lambda c: -c.number
    )
    few = count < LIST_BELOW and not themes
    return Picture(
        show=show,
        code=state.code,
        header=header(state),
        totals=totals(state, MACHINE),
        writers=writers(state),
        voters=voters(state),
        waiting=sum(hidden_because(state).values()),
        prompts=setup.prompts,
        card=next((card for card in setup.cards if card.id == state.stage.card), None),
        voices=tuple(statement(state, c, MACHINE) for c in latest[:LATEST])
        if not few
        else unsorted(state, MACHINE),
        themes=themes,
        plain_list=few,
        standings=revealed_results(state, MACHINE),
        drafts=draft_cards(state, MACHINE),
        framework=setup.framework.title,
        gaps=area_counts(state),
        in_tray=in_tray(state),
        grouped_at=state.grouped_at,
        moved=len(state.proposal.moved) if state.proposal else 0,
        frozen=False,
        rehearsal=setup.rehearsal,
    )


def show_now(state: State, now: datetime) -> Show:
    """What to show: a card if one is up, what somebody chose, else what follows the phase."""
    stage = state.stage
    if stage.card is not None:
        return Show.CARD
    if stage.wall is not WallView.FOLLOW:
        return _CHOSEN[stage.wall]
    if stage.phase is Phase.WRITE and now - stage.since < COUNTS_ONLY:
        return Show.COUNTS
    if stage.phase in _VOTED and stage.revealed and _revealed_here(state):
        return Show.STANDINGS
    return _FOLLOWS[stage.phase]


def _revealed_here(state: State) -> bool:
    """Whether the room looks at the votes just now: revealed in this step, nothing worded since."""
    if state.stage.phase is Phase.VOTE:
        return True
    for deed in reversed(state.deeds):
        if deed.undone_by is None and isinstance(deed.event, PrincipleDrafted | DraftRevised):
            return False
        if deed.undone_by is None and any(map(_reveals, deed.changes)):
            return deed.event.at >= state.stage.since
    return False


def _reveals(change: Change) -> bool:
    before, after = change.before, change.after
    if not isinstance(before, Stage) or not isinstance(after, Stage):
        return False
    return after.revealed and not before.revealed


def area_counts(state: State) -> tuple[AreaCount, ...]:
    """The areas with how many themes link to each, the focus area first."""
    setup, themes = state.running, theme_cards(state, MACHINE)
    counts = [
        AreaCount(
            key=area.key,
            roman=area.roman,
            title=area.title,
            short=area.short,
            themes=sum(1 for t in themes if area.key in t.areas),
            focus=area.key == setup.focus,
        )
        for area in setup.framework.areas
    ]
    return tuple(sorted(counts, key=lambda c: not c.focus))
