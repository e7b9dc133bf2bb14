"""A tap becomes one wish: its token stays the same until the room granted it."""

from __future__ import annotations

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
