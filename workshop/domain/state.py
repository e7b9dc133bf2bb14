"""All that is known about one workshop: State, and how an event changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from workshop.domain.events import ActUndone, Event, Shelf, Shelved
from workshop.domain.nouns import (
    DAWN,
    HOST,
    MACHINE,
    Answer,
    Code,
    Contribution,
    ContributionId,
    Cut,
    Draft,
    DraftId,
    Fold,
    FrontMatter,
    Hidden,
    Key,
    KeyHash,
    Order,
    Person,
    PersonId,
    Phase,
    Place,
    Position,
    Proposal,
    Role,
    Setup,
    Stage,
    Suggestion,
    SuggestionId,
    Theme,
    ThemeId,
    Token,
    Vote,
    Words,
)


@dataclass(frozen=True, slots=True)
class Change:
    """What stood at one place of a shelf before and after an act."""

    shelf: Shelf
    key: str
    before: Shelved
    after: Shelved


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An act of the desk that can be taken back."""

    position: Position
    event: Event
    changes: tuple[Change, ...]
    undone_by: Position | None = None
    undoing: bool = False
    """Whether it took another back, and not an undo, which would make it a redo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Never changed once published; `apply` makes the next one."""

    position: int = 0
    code: Code = Code("")
    opened_at: datetime = DAWN
    setup: Setup | None = None
    stage: Stage = Stage()
    closed_from: Phase | None = None
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    keys: Mapping[KeyHash, Key] = field(default_factory=dict)
    contributions: Mapping[ContributionId, Contribution] = field(default_factory=dict)
    hidden: Mapping[ContributionId, Hidden] = field(default_factory=dict)
    folds: Mapping[ContributionId, Fold] = field(default_factory=dict)
    places: Mapping[ContributionId, Place] = field(default_factory=dict)
    themes: Mapping[ThemeId, Theme] = field(default_factory=dict)
    order: Order = Order()
    themes_numbered: int = 0
    proposal: Proposal | None = None
    grouped_at: datetime | None = None
    method: str = ""
    cuts: tuple[Cut, ...] = ()
    """The tree behind the themes when they were last accepted."""
    ballots: Mapping[ContributionId, Mapping[PersonId, Vote]] = field(default_factory=dict)
    choices: Mapping[PersonId, tuple[ThemeId, ...]] = field(default_factory=dict)
    drafts: Mapping[DraftId, Draft] = field(default_factory=dict)
    versions: Mapping[DraftId, int] = field(default_factory=dict)
    suggestions: Mapping[SuggestionId, Suggestion] = field(default_factory=dict)
    answers: Mapping[tuple[DraftId, int], Mapping[PersonId, Answer]] = field(default_factory=dict)
    front: FrontMatter = FrontMatter()
    deeds: tuple[Deed, ...] = ()
    tokens: Mapping[PersonId, Mapping[Token, str]] = field(default_factory=dict)
    pictured: State | None = None
    """What the wall showed when it was frozen."""

    @property
    def running(self) -> Setup:
        """The setup of a workshop that has been opened."""
        if self.setup is None:
            raise LookupError("this workshop has not been opened")
        return self.setup


EMPTY = State()


def roles_of(state: State, who: PersonId) -> frozenset[Role]:
    """What this person is here; a revoked key gives nothing."""
    if who == HOST:
        return frozenset({Role.HOST})
    if who == MACHINE:
        return frozenset({Role.MACHINE})
    person = state.people.get(who)
    if person is None:
        return frozenset()
    held = {key.role for key in _living_keys(state, person)}
    return frozenset(held | ({Role.PARTICIPANT} if person.joined else set()))


def lead_themes(state: State, who: PersonId) -> frozenset[ThemeId]:
    """The themes whose table this person leads, as they stand after merges."""
    person = state.people.get(who)
    if person is None:
        return frozenset()
    keys = _living_keys(state, person)
    return frozenset(living_theme(state, key.theme) for key in keys if key.theme is not None)


def _living_keys(state: State, person: Person) -> list[Key]:
    return [key for h in person.keys if (key := state.keys.get(h)) and not key.revoked]


def living_theme(state: State, theme: ThemeId) -> ThemeId:
    """The theme itself, or the one it was merged into."""
    seen = set()
    while (known := state.themes.get(theme)) and known.merged_into and theme not in seen:
        seen.add(theme)
        theme = known.merged_into
    return theme


def head_of(state: State, on: ContributionId) -> ContributionId:
    """The contribution that this one counts with, or itself.

    Where that one cannot be read any more, the oldest of the rest stands for all of them.
    """
    fold = state.folds.get(on)
    if fold is None:
        return on
    if shown(state, fold.into):
        return fold.into
    together = (
        c for c, other in state.folds.items() if other.into == fold.into and shown(state, c)
    )
    return min(together, key=lambda c: state.contributions[c].number, default=fold.into)


def objection_id(draft: DraftId, version: int, who: PersonId) -> str:
    """What the words of an objection are erased with."""
    return f"{draft}:{version}:{who}"


def said_beside(state: State, on: str) -> tuple[PersonId, Words] | None:
    """The words of a suggestion or of an objection with their author, by what erases them."""
    suggestion = state.suggestions.get(SuggestionId(on))
    if suggestion is not None:
        return suggestion.by, suggestion.words
    draft, _, rest = on.partition(":")
    version, _, who = rest.partition(":")
    if not version.isdecimal():
        return None
    answer = state.answers.get((DraftId(draft), int(version)), {}).get(PersonId(who))
    return (PersonId(who), answer.reason) if answer and answer.reason else None


def shown(state: State, on: ContributionId) -> bool:
    """Whether the room may see it: neither hidden nor withdrawn nor erased."""
    contribution = state.contributions[on]
    return on not in state.hidden and not contribution.withdrawn and not contribution.words.erased


WHOLE = frozenset({Shelf.STAGE, Shelf.ORDER, Shelf.FRONT})
"""Shelves that hold one value, under the empty key."""


def shelf_of(state: State, shelf: Shelf) -> Mapping[str, Shelved]:
    """What stands on a shelf, by key."""
    value = getattr(state, shelf.value)
    return {"": value} if shelf in WHOLE else cast("Mapping[str, Shelved]", value)


def undoable(state: State) -> Deed | None:
    """The newest act that still stands."""
    standing = (d for d in reversed(state.deeds) if d.undone_by is None)
    return next((d for d in standing if not d.undoing), None)


def redoable(state: State) -> Deed | None:
    """The newest undo, as long as no new act of the desk came after it; a redo is none."""
    waiting: list[Deed] = []
    for deed in state.deeds:
        if not isinstance(deed.event, ActUndone):
            waiting = []
        elif deed.undoing:
            waiting.append(deed)
        else:
            waiting = [undo for undo in waiting if undo.undone_by != deed.position]
    return waiting[-1] if waiting else None


def theme_of(state: State, on: ContributionId) -> ThemeId | None:
    """The theme a contribution stands in: that of what it is folded into, after merges.

    None both in the tray and while it waits; `parked` tells the two apart.
    """
    place = state.places.get(head_of(state, on)) or state.places.get(on)
    if place is None or place.theme is None:
        return None
    theme = living_theme(state, place.theme)
    return theme if theme in state.themes else None


def parked(state: State, on: ContributionId) -> bool:
    """Whether somebody put it into the tray."""
    place = state.places.get(head_of(state, on))
    return place is not None and place.theme is None
