"""Long lists in pages, so that 300 contributions stay quick to draw and to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T")


def page_of(key: str, rows: Sequence[T], size: int) -> Sequence[T]:
    """The rows of the chosen page; the choice is drawn above them when there are several."""
    pages = max(1, -(-len(rows) // size))
    if pages == 1:
        return rows
    at = st.pagination(pages, key=f"page-{key}-{pages}") or 1
    return rows[(at - 1) * size : at * size]
