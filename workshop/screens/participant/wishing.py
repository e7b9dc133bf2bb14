"""A tap becomes one wish: its token stays the same until the room granted it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from workshop.domain.commands import Command
from workshop.domain.nouns import Token
from workshop.identity import new_id
from workshop.screens.acting import act
from workshop.screens.entering import again
from workshop.screens.visit import Here


def wish(here: Here, name: str, make: Callable[[Here, Token], Command], done: str = "") -> bool:
    """Asks the room as whoever the cookie says this is now. Whether it was granted."""
    token = here.visit.tokens.setdefault(name, new_id())
    fresh = again(here)
    granted = act(fresh, make(fresh, Token(token)), done)
    if granted:
        here.visit.tokens.pop(name, None)
    return granted


def id_from(*parts: str) -> str:
    """An id that the same person sending the same draft again arrives at again."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
