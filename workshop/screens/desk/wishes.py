"""How the desk sends a wish: one token for one wish until it is granted, then the page anew."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from workshop.domain.commands import Command
from workshop.domain.nouns import Token
from workshop.identity import new_id
from workshop.screens.acting import act
from workshop.screens.visit import Here


def fresh(here: Here, form: str) -> str:
    """An id that stays while a form is filled in and is another once its wish was granted.

    It names what the form makes and keys its fields, so that a granted wish leaves them empty.
    """
    return here.visit.tokens.setdefault(form, new_id())


def wish(here: Here, command: Command, done: str, *forms: str) -> None:
    """Sends it, says what happened, and draws the page again.

    The same wish keeps its token until it was granted, so that a double tap is one act. What the
    tab remembers under `forms`, a fresh id or an open panel, is forgotten once it was granted.
    """
    key = repr(replace(command, token=None))
    token = here.visit.tokens.setdefault(key, new_id())
    if act(here, replace(command, token=Token(token)), done):
        for name in (key, *forms):
            here.visit.tokens.pop(name, None)
            here.visit.selected.pop(name, None)
    here.visit.selected["told"] = new_id()
    st.rerun()


def tell(here: Here, message: str, *, bad: bool = False) -> None:
    """Leaves a message for the next drawing of the page."""
    here.visit.message, here.visit.message_is_bad = message, bad
    here.visit.selected["told"] = new_id()


def picked(here: Here, key: str, default: str = "") -> str:
    """What this tab remembers to have chosen."""
    return here.visit.selected.get(key, default)


def pick(here: Here, key: str, value: str) -> None:
    """Remembers a choice of this tab and draws the page again."""
    here.visit.selected[key] = value
    st.rerun()
