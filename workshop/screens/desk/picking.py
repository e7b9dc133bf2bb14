"""Fields that choose a theme: a selectbox shows names letter by letter, never as markup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from workshop.domain.desk_view import Desk
from workshop.domain.nouns import ThemeId
from workshop.screens.visit import Here

K = TypeVar("K")


def theme_names(desk: Desk, but: ThemeId | None = None) -> Mapping[ThemeId, str]:
    """The living themes by id, each as number and name."""
    return {
        row.theme.id: f"{row.theme.number}  {row.theme.name}"
        for row in desk.themes
        if row.theme.id != but
    }


def a_theme(here: Here, desk: Desk, key: str, but: ThemeId | None = None) -> ThemeId | None:
    """The theme that is chosen in a field of its own; None where there is none to choose."""
    names = theme_names(desk, but)
    if not names:
        return None
    return choice(here.say("Theme"), names, key)


def choice(label: str, names: Mapping[K, str], key: str, width: int = 260) -> K:
    """The key of the name that is chosen; there is at least one."""
    return st.selectbox(
        label,
        list(names),
        format_func=lambda one: names[one],
        label_visibility="collapsed",
        key=key,
        width=width,
        persist_state="page",
    )
