"""A tap becomes a command; a refusal becomes a message. Screens change things in no other way."""

from __future__ import annotations

from workshop.domain.commands import Command
from workshop.domain.refusals import Refused
from workshop.screens.visit import Here


def act(here: Here, command: Command, done: str = "") -> bool:
    """Whether the room granted the wish. Says what happened in the visit's message either way.

    Where a refusal concerns one field of a form, the visit remembers its name as `place`.
    """
    try:
        here.room.ask(command)
    except Refused as refused:
        here.visit.message = here.say.refusal(refused)
        here.visit.message_is_bad = True
        here.visit.selected["place"] = str(refused.facts.get("place", ""))
        return False
    here.visit.message, here.visit.message_is_bad = done, False
    return True
