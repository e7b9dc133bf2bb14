"""The text that organisers write around the principles; empty parts are left out."""

from __future__ import annotations

import streamlit as st

from workshop.domain.commands import EditFrontMatter
from workshop.domain.desk_view import Desk
from workshop.domain.nouns import FrontMatter
from workshop.screens.desk.marks import heading
from workshop.screens.desk.wishes import wish
from workshop.screens.say import draw
from workshop.screens.visit import Here


def view(here: Here, desk: Desk) -> None:
    """Four fields, one act, each save a version that undo can take back."""
    soft = here.say("By the organisers. Empty parts are left out of the document.")
    draw(heading(here.say("Text around the principles"), soft))
    was = desk.front
    front = FrontMatter(
        preamble=_field(here.say("Preamble"), was.preamble, "preamble"),
        terms=_field(here.say("What we mean by"), was.terms, "terms"),
        call_to_action=_field(here.say("Call to action"), was.call_to_action, "call"),
        signatures=_field(here.say("Who stands behind it"), was.signatures, "signatures"),
    )
    if st.button(here.say("Save the text"), key="save-front", type="primary"):
        wish(here, EditFrontMatter(by=here.who, front=front), here.say("The text is saved."))


def _field(label: str, value: str, key: str) -> str:
    return st.text_area(label, value, key=f"front-{key}-{hash(value)}", height=110)
