"""The least a Streamlit page costs: as many elements as the page of a vote, nothing behind them.

Run by `participants.py` beside the real page, in the same run and with the same settings.
"""

from __future__ import annotations

import streamlit as st


def _cast() -> None:
    st.session_state["at"] = st.session_state.get("at", 0) + 1


@st.fragment
def _place() -> None:
    at = st.session_state.get("at", 0)
    body, acting = st.container(key="body"), st.container(key="act")
    with body:
        st.html(f"<p>Statement {at}</p>")
        with st.container(horizontal=True, key="ways"):
            st.button("Back", key=f"back-{at}")
            st.button("Skip", key=f"skip-{at}")
    with acting:
        for label in ("Disagree", "Pass", "Agree"):
            st.button(label, key=f"{label}-{at}", on_click=_cast)
        st.html("<p>Saved</p>")


_place()
