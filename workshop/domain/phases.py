"""Which acts each phase opens, to whom. A new phase is one row here and one screen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from workshop.domain import commands as c
from workshop.domain.nouns import Phase, Role


class Act(StrEnum):
    """What may be done in a workshop, as far as phases and roles tell it apart."""

    OPEN = "open"
    JOIN = "join"
    CLAIM = "claim"
    SEAT = "seat"
    CONTRIBUTE = "contribute"
    REVISE_OWN = "revise-own"
    WITHDRAW = "withdraw"
    VOTE = "vote"
    SUPPORT = "support"
    CHOOSE = "choose"
    SUGGEST = "suggest"
    TRANSLATE = "translate"
    CONSENT = "consent"
    STEER = "steer"
    SORT = "sort"
    DRAFT = "draft"
    UNDO = "undo"
    ORGANISE = "organise"
    PROPOSE = "propose"


_ALWAYS = frozenset({Act.OPEN, Act.WITHDRAW, Act.ORGANISE, Act.CLAIM})
_RUNNING = _ALWAYS | {Act.JOIN, Act.SEAT, Act.STEER, Act.UNDO, Act.PROPOSE}
_SORTING = _RUNNING | {Act.SORT}

OPENS: Mapping[Phase, frozenset[Act]] = MappingProxyType(
    {
        Phase.WELCOME: _RUNNING,
        Phase.WRITE: _SORTING | {Act.CONTRIBUTE, Act.REVISE_OWN, Act.SUPPORT},
        Phase.THEMES: _SORTING
        | {Act.CONTRIBUTE, Act.REVISE_OWN, Act.SUPPORT, Act.VOTE, Act.TRANSLATE, Act.DRAFT},
        Phase.VOTE: _SORTING
        | {Act.CONTRIBUTE, Act.SUPPORT, Act.VOTE, Act.CHOOSE, Act.TRANSLATE, Act.DRAFT},
        Phase.DRAFT: _SORTING | {Act.SUGGEST, Act.TRANSLATE, Act.DRAFT},
        Phase.CONSENT: _SORTING | {Act.SUGGEST, Act.TRANSLATE, Act.DRAFT, Act.CONSENT},
        Phase.CLOSED: _ALWAYS,
    }
)

FOLLOWS: Mapping[Phase, tuple[Phase, ...]] = MappingProxyType(
    {
        Phase.WELCOME: (Phase.WRITE,),
        Phase.WRITE: (Phase.WELCOME, Phase.THEMES),
        Phase.THEMES: (Phase.WRITE, Phase.VOTE, Phase.DRAFT),
        Phase.VOTE: (Phase.THEMES, Phase.DRAFT, Phase.CONSENT),
        Phase.DRAFT: (Phase.THEMES, Phase.VOTE, Phase.CONSENT),
        Phase.CONSENT: (Phase.VOTE, Phase.DRAFT),
        Phase.CLOSED: (),
    }
)

_VOICES = frozenset({Role.PARTICIPANT, Role.SCRIBE})
DESK = frozenset({Role.FACILITATOR, Role.ORGANISER, Role.HOST})
"""Who steers."""
OWNERS = frozenset({Role.ORGANISER, Role.HOST})
"""Whose workshop it is."""
_ANYONE = frozenset(Role)

WHO: Mapping[Act, frozenset[Role]] = MappingProxyType(
    {
        Act.OPEN: _ANYONE,
        Act.JOIN: _ANYONE,
        Act.CLAIM: _ANYONE,
        Act.SEAT: frozenset({Role.SCRIBE}),
        Act.CONTRIBUTE: _VOICES,
        Act.REVISE_OWN: _VOICES,
        Act.WITHDRAW: _VOICES,
        Act.VOTE: _VOICES,
        Act.SUPPORT: _VOICES,
        Act.CHOOSE: _VOICES,
        Act.SUGGEST: _VOICES,
        Act.TRANSLATE: _VOICES,
        Act.CONSENT: _VOICES,
        Act.STEER: DESK,
        Act.SORT: DESK,
        Act.DRAFT: DESK | {Role.LEAD},
        Act.UNDO: DESK,
        Act.ORGANISE: OWNERS,
        Act.PROPOSE: frozenset({Role.MACHINE}),
    }
)

ACT_OF: Mapping[type[c.Wish], Act] = MappingProxyType(
    {
        c.OpenWorkshop: Act.OPEN,
        c.Join: Act.JOIN,
        c.ClaimKey: Act.CLAIM,
        c.SeatProxy: Act.SEAT,
        c.Contribute: Act.CONTRIBUTE,
        c.ReviseContribution: Act.REVISE_OWN,
        c.Withdraw: Act.WITHDRAW,
        c.CastVote: Act.VOTE,
        c.Support: Act.SUPPORT,
        c.ChooseThemes: Act.CHOOSE,
        c.SuggestWording: Act.SUGGEST,
        c.Translate: Act.TRANSLATE,
        c.GiveConsent: Act.CONSENT,
        c.ShowCard: Act.STEER,
        c.SetTimer: Act.STEER,
        c.LockRoom: Act.STEER,
        c.RevealResults: Act.STEER,
        c.FreezeWall: Act.STEER,
        c.TurnWall: Act.STEER,
        c.MovePhase: Act.STEER,
        c.Hide: Act.SORT,
        c.Show: Act.SORT,
        c.FoldTogether: Act.SORT,
        c.Unfold: Act.SORT,
        c.AcceptGrouping: Act.SORT,
        c.DeclineGrouping: Act.SORT,
        c.AddTheme: Act.SORT,
        c.RenameTheme: Act.SORT,
        c.MergeThemes: Act.SORT,
        c.SplitTheme: Act.SORT,
        c.MoveContributions: Act.SORT,
        c.PinTheme: Act.SORT,
        c.OrderThemes: Act.SORT,
        c.LinkAreas: Act.DRAFT,
        c.DraftPrinciple: Act.DRAFT,
        c.ReviseDraft: Act.DRAFT,
        c.NameValue: Act.DRAFT,
        c.Undo: Act.UNDO,
        c.SetUp: Act.ORGANISE,
        c.IssueKey: Act.ORGANISE,
        c.RevokeKey: Act.ORGANISE,
        c.Erase: Act.ORGANISE,
        c.CloseWorkshop: Act.ORGANISE,
        c.ReopenWorkshop: Act.ORGANISE,
        c.EditFrontMatter: Act.ORGANISE,
        c.ProposeThemes: Act.PROPOSE,
        c.PlaceNewcomer: Act.PROPOSE,
    }
)

LOCKABLE = _VOICES
"""Whose acts rest while the room is locked."""
