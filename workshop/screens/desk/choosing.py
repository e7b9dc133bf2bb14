"""The row of places on top of a page. The open one stands in the address, so links reach it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st


def place(label: str, names: Mapping[str, str], key: str) -> str:
    """The place that is open: what was tapped last, else what the address names, else the first."""
    asked, places = st.query_params.get(key, ""), list(names)
    chosen = st.segmented_control(
        label,
        places,
        default=asked if asked in names else places[0],
        format_func=lambda one: names[one],
        label_visibility="collapsed",
        key=key,
        required=True,
        persist_state="page",
    )
    found = chosen or places[0]
    if asked != found:
        # by hand: bound, the address would hold the translated label
        st.query_params[key] = found
    return found
