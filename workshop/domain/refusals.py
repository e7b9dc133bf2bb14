"""Why a wish was not granted: a reason and its facts, never a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Reason(StrEnum):
    """Every reason has a sentence in every language (wording.py)."""

    NOT_YOURS = "not-yours"
    NOT_OPEN = "not-open"
    CLOSED = "closed"
    LOCKED = "locked"
    NOT_JOINED = "not-joined"
    NOTICE_FIRST = "notice-first"
    TOKEN_USED = "token-used"  # noqa: S105 - a reason, not a password
    ALREADY_OPEN = "already-open"
    NOT_OPENED = "not-opened"
    EMPTY = "empty"
    EMPTY_FIELD = "empty-field"
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"
    NO_SUCH_PROMPT = "no-such-prompt"
    NO_SUCH_CARD = "no-such-card"
    NO_SUCH_CONTRIBUTION = "no-such-contribution"
    NO_SUCH_THEME = "no-such-theme"
    NO_SUCH_DRAFT = "no-such-draft"
    NO_SUCH_AREA = "no-such-area"
    NO_SUCH_KEY = "no-such-key"
    NO_SUCH_PROPOSAL = "no-such-proposal"
    NO_SUCH_WORDS = "no-such-words"
    NO_SUCH_ACT = "no-such-act"
    ALREADY_SENT = "already-sent"
    VOTED_ON = "voted-on"
    WITHDRAWN = "withdrawn"
    NOT_SHOWN = "not-shown"
    TOO_LATE = "too-late"
    OLD_VERSION = "old-version"
    REASON_NEEDED = "reason-needed"
    SAME_THEME = "same-theme"
    DRAFT_EXISTS = "draft-exists"
    QUOTE_NOT_FOUND = "quote-not-found"
    RESTS_ON_NOTHING = "rests-on-nothing"
    ALREADY_UNDONE = "already-undone"
    LATER_ACT = "later-act"
    CANNOT_FOLLOW = "cannot-follow"
    NOT_CLOSED = "not-closed"
    BAD_SETUP = "bad-setup"
    READ_ONLY = "read-only"
    BUSY = "busy"
    BAD_ID = "bad-id"
    OWN_WORDS = "own-words"
    AGREED = "agreed"


class Refused(Exception):
    """Somebody's wish that the rules do not grant. Nothing was recorded."""

    def __init__(self, reason: Reason, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts: Mapping[str, object] = MappingProxyType(facts)

    def __str__(self) -> str:
        told = ", ".join(f"{k}={v!r}" for k, v in self.facts.items())
        return f"{self.reason}({told})"
