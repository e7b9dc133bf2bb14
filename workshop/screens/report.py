"""The report page: what organisers take away, without the desk around it."""

from __future__ import annotations

import streamlit as st

from workshop.domain.phases import DESK
from workshop.screens.desk.leaving import current, leaving
from workshop.screens.desk.marks import empty
from workshop.screens.desk.taking import taking
from workshop.screens.look import style
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here


def page(here: Here) -> None:
    """Every format and the checks, for whoever holds a desk link."""
    style(here, "desk")
    if not here.roles & DESK:
        draw(
            empty(
                here.say("The report does not open with your link."),
                here.say("Open your desk link again, or ask the organiser for a new one."),
            )
        )
        return
    draw(f'<h1 class="d">{plain(current(here).title)}</h1>')
    left, right = st.columns([5, 6], gap="large")
    with left:
        taking(here)
    with right:
        leaving(here)
