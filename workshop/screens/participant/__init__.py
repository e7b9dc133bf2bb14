"""The participant's page: lays out a Screen. One file a place, and one for the frame around."""

from __future__ import annotations

import streamlit as st

from workshop.domain.views import participant
from workshop.screens.entering import again
from workshop.screens.look import style
from workshop.screens.participant.frame import (
    foot,
    forget,
    head,
    refusal,
    said,
    too_late,
)
from workshop.screens.participant.mine import mine
from workshop.screens.participant.now import now
from workshop.screens.participant.themes import themes
from workshop.screens.visit import Here

PLACES = {"now": now, "themes": themes, "mine": mine}
"""Where a participant can be. A new place is one row here and one name in `frame.NAMES`."""


def page(here: Here) -> None:
    """The page of a participant. The room redraws all of it; a tap redraws the place alone."""
    style(here, "participant")
    screen = participant(here.room.state, here.who, here.now)
    head(here, screen)
    main = st.container(key="main")
    place = foot(here, screen)
    with main:
        _place(here, place)


@st.fragment
def _place(entered: Here, place: str) -> None:
    # whoever taps may have become somebody else since the page was drawn
    here = again(entered)
    screen = participant(here.room.state, here.who, here.now)
    body, acting = st.container(key="body"), st.container(key="act")
    forget(here, screen)
    with body:
        refusal(here)
        PLACES[place](here, screen, acting)
    if too_late(here, screen):
        st.rerun()
    with acting:
        said(here)
