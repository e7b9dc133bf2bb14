"""The organiser's views: what is decided before and after, links, texts around, all workshops."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from workshop.domain.desk_view import Desk
from workshop.screens.desk import ending, erasing, front, links, mine, settling
from workshop.screens.desk.choosing import place
from workshop.screens.visit import Here
from workshop.wording import N_

PARTS: Mapping[str, tuple[str, Callable[[Here, Desk], None]]] = MappingProxyType(
    {
        "workshop": (N_("This workshop"), settling.view),
        "links": (N_("Links"), links.view),
        "front": (N_("Text around the principles"), front.view),
        "erase": (N_("Erase words"), erasing.view),
        "end": (N_("Close and reopen"), ending.view),
        "mine": (N_("My workshops"), mine.view),
    }
)


def view(here: Here, desk: Desk) -> None:
    """One part at a time."""
    names = {key: here.say(name) for key, (name, _) in PARTS.items()}
    PARTS[place(here.say("Part"), names, "part")][1](here, desk)
