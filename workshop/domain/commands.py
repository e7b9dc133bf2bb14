"""What someone wants, one frozen dataclass each. A wish may be refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from workshop.domain.nouns import (
    DAWN,
    AreaKey,
    CardId,
    Code,
    Consent,
    ContributionId,
    DraftId,
    FrontMatter,
    HideReason,
    KeyHash,
    Kind,
    PersonId,
    Phase,
    Position,
    PromptKey,
    Proposal,
    ProposalId,
    Role,
    Setting,
    Setup,
    Shade,
    SuggestionId,
    ThemeId,
    Token,
    Vote,
    WallView,
    Wording,
    Words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who wants it, when it reached the room, and the token that makes a retry harmless."""

    by: PersonId
    at: datetime = DAWN
    token: Token | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken(Wish):
    """A wish that a scribe may type for somebody without a phone."""

    behalf: PersonId | None = None


# --- participants, and scribes for them ------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Join(Wish):
    """Come in; `agreed` once the privacy notice was accepted, which writing needs."""

    lang: str = "en"
    agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatProxy(Wish):
    """A scribe's seat for a person without a phone."""

    person: PersonId
    lang: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One text of a contribution that is being sent."""

    id: ContributionId
    kind: Kind
    words: Words
    publish: bool = True
    shade: Shade | None = None
    setting: Setting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribute(Spoken):
    """A principle, an example, or both linked, for one person or a group of `people`."""

    prompt: PromptKey
    parts: tuple[Part, ...]
    people: int = 1
    card: CardId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseContribution(Spoken):
    """New words for one's own contribution."""

    on: ContributionId
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Spoken):
    """Take one's own words back: a contribution, a suggestion or the reason of an objection."""

    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CastVote(Spoken):
    """Agree, disagree, pass or "cannot read this"."""

    on: ContributionId
    value: Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Spoken):
    """Agree with a similar contribution instead of sending one's own."""

    on: ContributionId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseThemes(Spoken):
    """The themes that matter most to one participant."""

    themes: tuple[ThemeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestWording(Spoken):
    """Say a draft better, or say what is wrong with it."""

    id: SuggestionId
    draft: DraftId
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Translate(Spoken):
    """A human translation, printed below the original and never voted on."""

    on: ContributionId
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveConsent(Spoken):
    """Support, live with or object to exactly one version of a draft."""

    draft: DraftId
    version: int
    value: Consent
    reason: Words | None = None


# --- facilitators: the stage -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowCard(Wish):
    """Put an example card on the wall, or take it off."""

    card: CardId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimer(Wish):
    """When the phase is planned to end; None stops the timer."""

    ends_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LockRoom(Wish):
    """Hold all participants' acts for a moment, or let them go on."""

    locked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealResults(Wish):
    """Show the votes on the wall and the phones, or hide them again."""

    revealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeWall(Wish):
    """Keep the wall as it is, or let it follow again."""

    frozen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnWall(Wish):
    """Choose what the wall shows."""

    view: WallView


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePhase(Wish):
    """Open another phase."""

    to: Phase


# --- facilitators: contributions and themes --------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Hide(Wish):
    """Take a contribution off all screens, with a reason its author sees."""

    on: ContributionId
    reason: HideReason
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Show(Wish):
    """Show a hidden contribution again."""

    on: ContributionId


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldTogether(Wish):
    """Mark contributions as saying the same as `into`."""

    into: ContributionId
    others: tuple[ContributionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfold(Wish):
    """A folded contribution stands alone again."""

    on: ContributionId


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptGrouping(Wish):
    """Let the proposed themes become the room's, but for those who shall stay where they are."""

    proposal: ProposalId
    staying: tuple[ContributionId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineGrouping(Wish):
    """Keep the themes as they are."""

    proposal: ProposalId


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTheme(Wish):
    """A theme that people name before anything is in it."""

    id: ThemeId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameTheme(Wish):
    """Another name; from now on people's."""

    theme: ThemeId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeThemes(Wish):
    """All of `theme` goes into `into`."""

    theme: ThemeId
    into: ThemeId


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitTheme(Wish):
    """Some of a theme's contributions become a new theme."""

    theme: ThemeId
    id: ThemeId
    name: str
    members: tuple[ContributionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveContributions(Wish):
    """Put contributions into a theme; None parks them in the tray."""

    on: tuple[ContributionId, ...]
    theme: ThemeId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PinTheme(Wish):
    """Hold a theme's members together whatever the software proposes later."""

    theme: ThemeId
    pinned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderThemes(Wish):
    """The order in which the room reads its themes."""

    themes: tuple[ThemeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAreas(Wish):
    """The areas a theme and its principle link to; the first is the centre."""

    theme: ThemeId
    areas: tuple[AreaKey, ...]


# --- facilitators and table leads: drafting --------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPrinciple(Wish):
    """A first wording, written from one theme."""

    id: DraftId
    theme: ThemeId
    wording: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseDraft(Wish):
    """A new version, without any consent yet. `after` is the one it was written from."""

    draft: DraftId
    after: int
    wording: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class NameValue(Wish):
    """The open value that a principle rests on."""

    draft: DraftId
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Wish):
    """Take back the act at this position; undoing an undo is the redo."""

    position: Position


# --- organisers and the host -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWorkshop(Wish):
    """The first wish of every log."""

    code: Code
    setup: Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp(Wish):
    """Other decisions about the workshop."""

    setup: Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueKey(Wish):
    """A new secret link; only its hash is named."""

    key: KeyHash
    role: Role
    theme: ThemeId | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeKey(Wish):
    """A secret link that opens nothing any more."""

    key: KeyHash


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimKey(Wish):
    """Whoever holds the secret takes its role. The hash is made from the secret at the door."""

    key: KeyHash


@dataclass(frozen=True, slots=True, kw_only=True)
class Erase(Wish):
    """Delete words for good: those of a contribution, a suggestion or an objection."""

    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseWorkshop(Wish):
    """The end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenWorkshop(Wish):
    """Back to the phase it was closed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditFrontMatter(Wish):
    """What stands around the principles."""

    front: FrontMatter


# --- the software ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeThemes(Wish):
    """A grouping that was computed outside; recorded, because it could not be recomputed."""

    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNewcomer(Wish):
    """A contribution that came after the grouping finds its theme."""

    on: ContributionId
    theme: ThemeId | None
    lead: float = 1.0
    areas: tuple[AreaKey, ...] = ()


Command: TypeAlias = (
    CastVote
    | Contribute
    | Join
    | SeatProxy
    | ReviseContribution
    | Withdraw
    | Support
    | ChooseThemes
    | SuggestWording
    | Translate
    | GiveConsent
    | ShowCard
    | SetTimer
    | LockRoom
    | RevealResults
    | FreezeWall
    | TurnWall
    | MovePhase
    | Hide
    | Show
    | FoldTogether
    | Unfold
    | AcceptGrouping
    | DeclineGrouping
    | AddTheme
    | RenameTheme
    | MergeThemes
    | SplitTheme
    | MoveContributions
    | PinTheme
    | OrderThemes
    | LinkAreas
    | DraftPrinciple
    | ReviseDraft
    | NameValue
    | Undo
    | OpenWorkshop
    | SetUp
    | IssueKey
    | RevokeKey
    | ClaimKey
    | Erase
    | CloseWorkshop
    | ReopenWorkshop
    | EditFrontMatter
    | ProposeThemes
    | PlaceNewcomer
)
