"""Whether everything is saved and whether the software that sorts is well, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workshop.domain.desk_view import Desk
from workshop.screens.desk.marks import note
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here
from workshop.steward import Level
from workshop.wording import N_

TROUBLES: Mapping[str, str] = MappingProxyType(
    {
        "read-only": N_("The file can only be read. Give this account the right to write to it."),
        "full": N_("The disk is full. Free some space, then it goes on by itself."),
        "locked": N_("Another program holds the file. Close it, then it goes on by itself."),
        "failing": N_("The disk reports a failure. Copy the file to another disk."),
        "missing": N_("The file cannot be opened. Check that it and its folder are there."),
        "damaged": N_("The file is damaged. Keep it, and restore the newest copy."),
    }
)
LEVELS: Mapping[Level, str] = MappingProxyType(
    {
        Level.NUMPY: N_("Themes are found with a smaller model: good, a little coarser."),
        Level.WORDS: N_("No model: themes are found by shared words alone. Check them twice."),
        Level.STARTING: N_("The software that sorts is starting. Everything else works."),
        Level.DOWN: N_("The software that sorts is down. Sort by hand; everything else works."),
    }
)
"""What the desk is told when texts cannot be compared as well as they should."""
_OTHER = N_("Look at the terminal of the server, it says what to do.")


def saved(here: Here, desk: Desk) -> str:
    """The line that says until when everything is kept."""
    newest = [row.at for row in desk.inbox[:1]] + [act.at for act in desk.acts[:1]]
    if here.room.read_only is not None:
        return ""
    told = (
        here.say("Everything is saved, last at {time}.", time=here.say.time(max(newest)))
        if newest
        else here.say("Everything is saved.")
    )
    if desk.grouped_at:
        sorted_at = here.say("Themes last sorted {time}.", time=here.say.time(desk.grouped_at))
        told = f"{told} {sorted_at}"
    return f'<p class="d soft" role="status">{plain(told)}</p>'


def problems(here: Here) -> None:
    """What does not work just now, what was kept, what to do."""
    trouble = here.room.read_only
    if trouble is not None:
        what = here.say("Nothing can be saved just now. What was sent before is kept.")
        draw(note(what, here.say(TROUBLES.get(trouble, _OTHER))))
    elif here.house.rooms.problems:
        what = here.say("The copies of the database cannot be written just now.")
        draw(note(what, here.say(_OTHER)))
    sorting = here.house.steward.status(here.room)
    if sorting.level in LEVELS:
        draw(f'<p class="d soft">{plain(here.say(LEVELS[sorting.level]))}</p>')
    if sorting.trouble:
        what = here.say("Something went wrong when this room was sorted. Nothing is lost.")
        ask = here.say("Ask for themes again, or sort by hand. The terminal says what it was.")
        draw(note(what, ask))
    if sorting.busy:
        draw(f'<p class="d soft">{plain(here.say("Looking for themes."))}</p>')
