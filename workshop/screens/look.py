"""The one look: the style sheets of a screen, and the few marks that every screen draws alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from workshop.screens.visit import Here

ASSETS = Path(__file__).parent / "assets"
SHAPES = 6
"""Colours and shapes of themes; after them they repeat, underlined."""


@cache
def _sheet(name: str) -> str:
    return (ASSETS / f"{name}.css").read_text(encoding="utf-8")


def style(here: Here, *names: str) -> None:
    """The common look and the named sheets after it, as one block."""
    sheets = (_sheet(name) for name in ("look", *names))
    st.html(f"<style>{_direction(here)}{''.join(sheets)}</style>")


def _direction(here: Here) -> str:
    # until its script has run, the page is Streamlit's and knows no direction of its own
    return ".stApp{direction:rtl}" if here.say.direction == "rtl" else ""


def mark(number: int, name: str) -> str:
    """A theme's number in its shape, as HTML; `name` is said to those who do not see it."""
    shape = (number - 1) % SHAPES + 1
    again = " again" if number > SHAPES else ""
    return f'<span class="k k{shape}{again}"><span class="vh">{name} </span>{number}</span>'
