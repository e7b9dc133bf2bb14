"""The export view: every format at any time, and what to know before it leaves the room."""

from __future__ import annotations

import streamlit as st

from workshop.domain.desk_view import Desk
from workshop.screens.desk.leaving import leaving
from workshop.screens.desk.taking import taking
from workshop.screens.visit import Here


def view(here: Here, desk: Desk) -> None:  # noqa: ARG001 - every view is called alike
    """The formats beside the checks."""
    left, right = st.columns([5, 6], gap="large")
    with left:
        taking(here)
    with right:
        leaving(here)
