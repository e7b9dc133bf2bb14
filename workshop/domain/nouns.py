"""The things a workshop speaks of, and their ids. Frozen values; nothing here acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NewType

PersonId = NewType("PersonId", str)
ContributionId = NewType("ContributionId", str)
ThemeId = NewType("ThemeId", str)
DraftId = NewType("DraftId", str)
SuggestionId = NewType("SuggestionId", str)
ProposalId = NewType("ProposalId", str)
CardId = NewType("CardId", str)
AreaKey = NewType("AreaKey", str)
PromptKey = NewType("PromptKey", str)
KeyHash = NewType("KeyHash", str)
Token = NewType("Token", str)
Position = NewType("Position", int)
Code = NewType("Code", str)

HOST = PersonId("host")
"""The person at the machine itself: the command line."""
MACHINE = PersonId("machine")
"""The software that proposes themes. It proposes and places, it never decides."""
DAWN = datetime(1970, 1, 1, tzinfo=UTC)


class Role(StrEnum):
    """What a person may be in one workshop; one person may be several."""

    PARTICIPANT = "participant"
    SCRIBE = "scribe"
    LEAD = "lead"
    FACILITATOR = "facilitator"
    ORGANISER = "organiser"
    HOST = "host"
    MACHINE = "machine"


class Phase(StrEnum):
    """A stretch in which the same acts are open."""

    WELCOME = "welcome"
    WRITE = "write"
    THEMES = "themes"
    VOTE = "vote"
    DRAFT = "draft"
    CONSENT = "consent"
    CLOSED = "closed"


class Kind(StrEnum):
    """What a contribution is."""

    PRINCIPLE = "principle"
    EXAMPLE = "example"


class Shade(StrEnum):
    """How formal the recognition in an example is."""

    FORMAL = "formal"
    SEMI_FORMAL = "semi-formal"
    INFORMAL = "informal"


class Setting(StrEnum):
    """Where an example comes from."""

    INSIDE = "inside higher education"
    OUTSIDE = "outside higher education"


class Vote(StrEnum):
    """One participant's answer to one contribution."""

    AGREE = "agree"
    DISAGREE = "disagree"
    PASS = "pass"  # noqa: S105 - a vote, not a password
    UNREADABLE = "unreadable"


class Consent(StrEnum):
    """One participant's answer to one version of one draft."""

    SUPPORT = "support"
    LIVE_WITH = "live-with"
    OBJECT = "object"


class HideReason(StrEnum):
    """Why a contribution is not shown. `OTHER` comes with words."""

    NO_PRINCIPLE = "no-principle"
    PERSON = "person"
    HURTS = "hurts"
    MISTAKE = "mistake"
    OTHER = "other"


class OpenValue(StrEnum):
    """The open value that a principle rests on; a room may name its own."""

    ACCESS = "access"
    REUSE = "reuse"
    TRANSPARENCY = "transparency"
    PARTICIPATION = "participation"
    EQUITY = "equity"
    AGENCY = "agency"


class WallView(StrEnum):
    """What the wall shows when somebody chose; otherwise it follows the phase."""

    FOLLOW = "follow"
    JOIN = "join"
    COUNTS = "counts"
    GAPS = "gaps"
    BLANK = "blank"


class Status(StrEnum):
    """How far consent carries a principle."""

    SUPPORTED = "supported"
    CONTESTED = "contested"
    CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote, in the language they wrote it. Erased words keep their place."""

    text: str
    lang: str = "en"
    erased: bool = False


# --- seeds ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example card: a story shown before people write."""

    id: CardId
    group: str
    region: str
    title: str
    gist: str
    how_open: str
    challenge: str
    question: str
    themes: tuple[str, ...] = ()
    areas: tuple[AreaKey, ...] = ()
    sources: tuple[Source, ...] = ()
    facts: tuple[str, ...] = ()
    from_memory: str = ""


@dataclass(frozen=True, slots=True)
class ActionPoint:
    """A sub-point of an area, paraphrased; mark V confirmed, D draft, M from memory."""

    letter: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class AreaName:
    """An area's title in another language; mark `seen` or `working`."""

    lang: str
    title: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionArea:
    """One area of a framework that principles link to."""

    key: AreaKey
    number: int
    roman: str
    paragraph: int
    title: str
    short: str
    chapeau: str
    points: tuple[ActionPoint, ...] = ()
    hook: str = ""
    names: tuple[AreaName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A set of areas; `monitoring` may tag, it is no further area."""

    key: str
    title: str
    areas: tuple[ActionArea, ...]
    monitoring: ActionArea | None = None
    source: Source = Source("")


@dataclass(frozen=True, slots=True)
class SetItem:
    """One principle of a comparable set, paraphrased."""

    title: str
    paraphrase: str
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipleSet:
    """Principles that others published, for comparison."""

    id: str
    name: str
    confidence: str
    form: str
    items: tuple[SetItem, ...]
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A question people answer."""

    key: PromptKey
    title: str
    stem_principle: str
    stem_example: str
    cards: tuple[CardId, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the agenda: a phase, its minutes, one sentence to say aloud."""

    phase: Phase
    minutes: int
    say: str = ""


# --- a workshop ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRule:
    """When a principle is supported: enough answers, and few enough objections among them."""

    least_answers: int = 5
    most_objections: float = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What the organiser decides about a workshop."""

    title: str
    event: str = ""
    place: str = ""
    held_on: date | None = None
    prompts: tuple[Prompt, ...]
    framework: Framework
    focus: AreaKey | None = None
    cards: tuple[Example, ...] = ()
    languages: tuple[str, ...] = ("en",)
    licence: str = "CC BY 4.0"
    agenda: tuple[Step, ...] = ()
    status_rule: StatusRule = StatusRule()
    withdraw_until: date | None = None
    principle_limit: int = 280
    example_limit: int = 500
    choices: int = 3
    rehearsal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What the room sees and may do just now."""

    phase: Phase = Phase.WELCOME
    since: datetime = DAWN
    ends_at: datetime | None = None
    locked: bool = False
    frozen: bool = False
    revealed: bool = False
    card: CardId | None = None
    wall: WallView = WallView.FOLLOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A secret link, kept as its hash."""

    hash: KeyHash
    role: Role
    theme: ThemeId | None = None
    label: str = ""
    issued_at: datetime = DAWN
    revoked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone in the workshop, known by a random id."""

    id: PersonId
    lang: str = "en"
    joined_at: datetime = DAWN
    joined: bool = False
    agreed: bool = False
    keys: frozenset[KeyHash] = frozenset()
    scribe: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """A principle or an example in its author's own words."""

    id: ContributionId
    number: int
    by: PersonId
    at: datetime
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
    withdrawn: bool = False
    revised: bool = False
    translations: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """Why a contribution is not shown, and by whom."""

    reason: HideReason
    note: str = ""
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Fold:
    """A contribution that says the same as another and counts with it."""

    into: ContributionId


@dataclass(frozen=True, slots=True)
class Order:
    """The order of themes that somebody chose."""

    themes: tuple[ThemeId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a contribution belongs; `theme` None is the tray. `lead` tells how clear it was."""

    theme: ThemeId | None
    decided: bool = False
    lead: float = 1.0
    areas: tuple[AreaKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Contributions that belong together under a name that people accepted."""

    id: ThemeId
    number: int
    name: str
    named: bool = False
    """Whether people gave it its name."""
    kept: bool = False
    pinned: bool = False
    added: bool = False
    merged_into: ThemeId | None = None
    areas: tuple[AreaKey, ...] = ()
    areas_decided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedGroup:
    """One theme of a proposal: a theme that goes on, or a new one."""

    theme: ThemeId
    name: str
    members: tuple[ContributionId, ...]
    leads: tuple[float, ...] = ()
    quote: ContributionId | None = None
    areas: tuple[AreaKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the room in one cut of the tree: how many, and which piece of the cut before."""

    size: int
    within: int = 0
    theme: ThemeId | None = None
    """The proposed theme that this piece is, in the cut that is proposed."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The tree cut into so many pieces. Pieces of one larger piece stand side by side."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Themes as the software would have them; nothing moves until somebody accepts.

    `cuts` is the tree behind them, the coarsest cut first; it holds no words.
    """

    id: ProposalId
    at: datetime
    method: str
    groups: tuple[ProposedGroup, ...]
    moved: tuple[ContributionId, ...] = ()
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the contributions it was written from."""

    text: str
    rests_on: tuple[ContributionId, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """What a principle asks, and of whom."""

    of: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a draft says, in one version."""

    title: str
    statement: Sentence
    rationale: tuple[Sentence, ...] = ()
    asks: tuple[Ask, ...] = ()
    cards: tuple[CardId, ...] = ()
    lang: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A numbered wording. Numbers count every version there ever was, also undone ones."""

    number: int
    wording: Wording
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A principle in the making, written from one theme."""

    id: DraftId
    theme: ThemeId
    versions: tuple[Version, ...]
    value: str = ""

    @property
    def latest(self) -> Version:
        """The version that counts."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Somebody's wish for another wording."""

    id: SuggestionId
    draft: DraftId
    version: int
    by: PersonId
    at: datetime
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One participant's consent, with a reason where they object."""

    value: Consent
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What organisers write around the principles; empty parts are left out."""

    preamble: str = ""
    terms: str = ""
    call_to_action: str = ""
    signatures: str = ""
