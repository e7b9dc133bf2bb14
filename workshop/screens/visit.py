"""What one tab remembers, and what one rerun knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import streamlit as st

from workshop.domain.nouns import PersonId, Role
from workshop.house import House
from workshop.room import Room
from workshop.wording import Speaker

_KEY = "visit"


@dataclass(slots=True)
class Visit:
    """All that one tab remembers between reruns. Never who somebody is: that is the cookie's."""

    message: str = ""
    message_is_bad: bool = False
    open_place: str = "now"
    tokens: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    selected: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What one rerun knows: the room, the person, the language, the time."""

    house: House
    room: Room
    who: PersonId
    roles: frozenset[Role]
    say: Speaker
    visit: Visit
    now: datetime


def visit() -> Visit:
    """This tab's memory. Nothing else touches the session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Visit()
    found = st.session_state[_KEY]
    if not isinstance(found, Visit):
        raise TypeError(type(found))
    return found
