"""Who asks for a page, and what the last act led to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workshop.domain.nouns import PersonId
from workshop.domain.views import Statement
from workshop.phone.looking import Looking
from workshop.room import Room
from workshop.wording import Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who asks: the person in this room, their languages, what they look at, the time."""

    room: Room
    who: PersonId
    say: Speaker
    tongue: str
    seen: Looking
    now: datetime
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """What the last act led to: a sentence, a refusal, and what stays in the fields.

    `brief`: head and places stand on the page already and have not changed.
    """

    said: str = ""
    alert: str = ""
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Statement | None = None
    token: str = ""
    brief: bool = False
