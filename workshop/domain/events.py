"""What has happened. A class's name is its kind in the log: renaming one is a migration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from workshop.domain.nouns import (
    DAWN,
    Answer,
    AreaKey,
    CardId,
    Code,
    ContributionId,
    Draft,
    DraftId,
    Fold,
    FrontMatter,
    Hidden,
    HideReason,
    KeyHash,
    Kind,
    Order,
    PersonId,
    Phase,
    Place,
    Position,
    PromptKey,
    Proposal,
    ProposalId,
    Role,
    Setting,
    Setup,
    Shade,
    Stage,
    SuggestionId,
    Theme,
    ThemeId,
    Token,
    Vote,
    WallView,
    Wording,
    Words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """By whom and when; the first event of a wish also carries its token and its fingerprint."""

    by: PersonId
    at: datetime = DAWN
    token: Token | None = None
    wish: str = ""
    scribe: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopOpened(Fact):
    code: Code
    setup: Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopSetUp(Fact):
    setup: Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyIssued(Fact):
    key: KeyHash
    role: Role
    theme: ThemeId | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRevoked(Fact):
    key: KeyHash


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyClaimed(Fact):
    key: KeyHash


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Fact):
    lang: str = "en"
    agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxySeated(Fact):
    person: PersonId
    lang: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionMade(Fact):
    on: ContributionId
    number: int
    kind: Kind
    words: Words
    prompt: PromptKey
    linked: ContributionId | None = None
    people: int = 1
    card: CardId | None = None
    publish: bool = True
    shade: Shade | None = None
    setting: Setting | None = None
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRevised(Fact):
    on: ContributionId
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionWithdrawn(Fact):
    on: ContributionId


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsErased(Fact):
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated(Fact):
    on: ContributionId
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCast(Fact):
    on: ContributionId
    value: Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesChosen(Fact):
    themes: tuple[ThemeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingSuggested(Fact):
    id: SuggestionId
    draft: DraftId
    version: int
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven(Fact):
    draft: DraftId
    version: int
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShown(Fact):
    card: CardId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerSet(Fact):
    ends_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLocked(Fact):
    locked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsRevealed(Fact):
    revealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WallFrozen(Fact):
    frozen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WallTurned(Fact):
    view: WallView


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseMoved(Fact):
    to: Phase
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopClosed(Fact):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopReopened(Fact):
    to: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionHidden(Fact):
    on: ContributionId
    reason: HideReason
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionShown(Fact):
    on: ContributionId


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionsFolded(Fact):
    into: ContributionId
    others: tuple[ContributionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionUnfolded(Fact):
    on: ContributionId


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesProposed(Fact):
    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingAccepted(Fact):
    proposal: ProposalId
    staying: tuple[ContributionId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingDeclined(Fact):
    proposal: ProposalId


@dataclass(frozen=True, slots=True, kw_only=True)
class NewcomerPlaced(Fact):
    on: ContributionId
    theme: ThemeId | None
    lead: float = 1.0
    areas: tuple[AreaKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeAdded(Fact):
    theme: ThemeId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRenamed(Fact):
    theme: ThemeId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesMerged(Fact):
    theme: ThemeId
    into: ThemeId


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSplit(Fact):
    theme: ThemeId
    new: ThemeId
    name: str
    members: tuple[ContributionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionsMoved(Fact):
    on: tuple[ContributionId, ...]
    theme: ThemeId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePinned(Fact):
    theme: ThemeId
    pinned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesOrdered(Fact):
    themes: tuple[ThemeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreasLinked(Fact):
    theme: ThemeId
    areas: tuple[AreaKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipleDrafted(Fact):
    draft: DraftId
    theme: ThemeId
    version: int
    wording: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRevised(Fact):
    draft: DraftId
    version: int
    wording: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueNamed(Fact):
    draft: DraftId
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatterEdited(Fact):
    front: FrontMatter


class Shelf(StrEnum):
    """The parts of the state that the desk's acts change and undo puts back."""

    STAGE = "stage"
    THEMES = "themes"
    PLACES = "places"
    HIDDEN = "hidden"
    FOLDS = "folds"
    DRAFTS = "drafts"
    ORDER = "order"
    FRONT = "front"


Shelved: TypeAlias = Stage | Theme | Place | Hidden | Fold | Draft | Order | FrontMatter | None


@dataclass(frozen=True, slots=True)
class Was:
    """What stood at one place of a shelf before an act; None where nothing did."""

    shelf: Shelf
    key: str
    value: Shelved


@dataclass(frozen=True, slots=True, kw_only=True)
class ActUndone(Fact):
    position: Position
    back: tuple[Was, ...]


Event: TypeAlias = (
    VoteCast
    | ContributionMade
    | NewcomerPlaced
    | Joined
    | WorkshopOpened
    | WorkshopSetUp
    | KeyIssued
    | KeyRevoked
    | KeyClaimed
    | ProxySeated
    | ContributionRevised
    | ContributionWithdrawn
    | WordsErased
    | Translated
    | ThemesChosen
    | WordingSuggested
    | ConsentGiven
    | CardShown
    | TimerSet
    | RoomLocked
    | ResultsRevealed
    | WallFrozen
    | WallTurned
    | PhaseMoved
    | WorkshopClosed
    | WorkshopReopened
    | ContributionHidden
    | ContributionShown
    | ContributionsFolded
    | ContributionUnfolded
    | ThemesProposed
    | GroupingAccepted
    | GroupingDeclined
    | ThemeAdded
    | ThemeRenamed
    | ThemesMerged
    | ThemeSplit
    | ContributionsMoved
    | ThemePinned
    | ThemesOrdered
    | AreasLinked
    | PrincipleDrafted
    | DraftRevised
    | ValueNamed
    | FrontMatterEdited
    | ActUndone
)
