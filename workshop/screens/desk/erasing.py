"""Erasing somebody's words for good when they ask. Asked twice: nothing brings them back."""

from __future__ import annotations

import streamlit as st

from workshop.domain.commands import Erase
from workshop.domain.desk_view import Desk
from workshop.domain.nouns import Words
from workshop.screens.desk.marks import empty, heading, note, quoted
from workshop.screens.desk.picking import choice
from workshop.screens.desk.wishes import pick, picked, wish
from workshop.screens.say import draw
from workshop.screens.visit import Here

_SHORT = 80


def view(here: Here, desk: Desk) -> None:
    """Choose the words, read them once more, erase them."""
    soft = here.say(
        "The number stays, without words. The copies lose them too as they are renewed."
    )
    draw(heading(here.say("Erase words"), soft))
    found = _erasable(here, desk)
    if not found:
        draw(empty(here.say("There are no words."), here.say("Nothing has to be erased.")))
        return
    names = {on: f"{about}  {words.text[:_SHORT]}" for on, (about, words) in found.items()}
    on = choice(here.say("Which words"), names, "erase-which", width=700)
    draw(quoted(found[on][1]))
    if picked(here, "erasing") != on:
        if st.button(here.say("Erase these words …"), key="erase"):
            pick(here, "erasing", on)
        return
    draw(note(here.say("They will be gone for good."), here.say("Undo does not bring them back.")))
    with st.container(horizontal=True):
        if st.button(here.say("Erase them for good"), key="erase-now", type="primary"):
            done = here.say("The words are erased.")
            wish(here, Erase(by=here.who, on=on), done, "erasing")
        if st.button(here.say("Leave them"), key="erase-not"):
            pick(here, "erasing", "")


def _erasable(here: Here, desk: Desk) -> dict[str, tuple[str, Words]]:
    """Contributions, suggestions and reasons of objections that still have words, by their id."""
    say, found = here.say, dict[str, tuple[str, Words]]()
    for row in desk.inbox:
        if not row.withdrawn:
            name = say("No. {n}", n=row.statement.number)
            found[row.statement.id] = (name, row.statement.words)
    for draft in desk.drafts:
        number = draft.theme.number
        for suggestion in draft.suggestions:
            if not suggestion.words.erased:
                name = say("Suggestion on draft {n}", n=number)
                found[suggestion.id] = (name, suggestion.words)
        for objection in draft.support.objections:
            if objection.words is not None:
                found[objection.id] = (say("Objection to draft {n}", n=number), objection.words)
    return found
