"""The end and the way back: closing and reopening, each asked twice."""

from __future__ import annotations

import streamlit as st

from workshop.domain.commands import CloseWorkshop, ReopenWorkshop
from workshop.domain.desk_view import Desk
from workshop.domain.nouns import Phase
from workshop.screens.desk.marks import heading, note
from workshop.screens.desk.wishes import pick, picked, wish
from workshop.screens.say import draw
from workshop.screens.visit import Here


def view(here: Here, desk: Desk) -> None:
    """Close an open workshop, reopen a closed one."""
    closed = desk.stage.phase is Phase.CLOSED
    draw(heading(here.say("Close and reopen")))
    what = (
        here.say("The workshop is closed. Everybody can read, nobody can write or vote.")
        if closed
        else here.say("The workshop is open.")
    )
    rest = (
        here.say("Reopening goes back to the step in which it was closed.")
        if closed
        else here.say("Closing ends writing, voting and consent for everybody. You can reopen it.")
    )
    draw(note(what, rest))
    if picked(here, "ending") != "yes":
        label = here.say("Reopen it …") if closed else here.say("Close it …")
        if st.button(label, key=f"end-{closed}"):
            pick(here, "ending", "yes")
        return
    with st.container(horizontal=True):
        label = here.say("Reopen it now") if closed else here.say("Close it now")
        if st.button(label, key=f"end-now-{closed}", type="primary"):
            if closed:
                wish(here, ReopenWorkshop(by=here.who), here.say("It is open again."), "ending")
            wish(here, CloseWorkshop(by=here.who), here.say("The workshop is closed."), "ending")
        if st.button(here.say("Not now"), key="end-not"):
            pick(here, "ending", "")
