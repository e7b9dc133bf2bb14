"""Voices that may say the same, side by side. People fold them, or say that they differ."""

from __future__ import annotations

import streamlit as st

from workshop.domain.commands import FoldTogether
from workshop.domain.desk_view import Desk, Row
from workshop.screens.desk.marks import row_html
from workshop.screens.desk.wishes import pick, picked, wish
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here

_AT_ONCE = 3
_DIFFER = "differ"


def alike(here: Here, desk: Desk) -> None:
    """The likest pairs that nobody has decided about; nothing where there are none."""
    pairs = _open(here, desk)
    if not pairs:
        return
    label = here.say.count("{n} pair may say the same", "{n} pairs may say the same", len(pairs))
    with st.expander(label):
        told = here.say("Folded voices stay in the document and count as one in the vote.")
        draw(f'<p class="d soft">{plain(told)}</p>')
        for first, second in pairs[:_AT_ONCE]:
            _pair(here, first, second)


def _open(here: Here, desk: Desk) -> list[tuple[Row, Row]]:
    rows = {row.statement.id: row for row in desk.inbox if _stands_alone(row)}
    differ = set(picked(here, _DIFFER).split())
    found = here.house.steward.status(here.room).alike
    return [
        (rows[a], rows[b]) for a, b in found if a in rows and b in rows and _key(a, b) not in differ
    ]


def _stands_alone(row: Row) -> bool:
    return row.folded_into is None and row.hidden is None and not row.withdrawn


def _key(first: str, second: str) -> str:
    return f"{first}/{second}"


def _pair(here: Here, first: Row, second: Row) -> None:
    """The earlier one counts for both."""
    one, other = sorted((first, second), key=lambda row: row.statement.number)
    left, right, hands = st.columns([5, 5, 2], vertical_alignment="center")
    with left:
        draw(row_html(here, one))
    with right:
        draw(row_html(here, other))
    key = _key(first.statement.id, second.statement.id)
    with hands:
        if st.button(here.say("Fold together"), key=f"fold-{key}", width="stretch"):
            into, others = one.statement.id, (other.statement.id,)
            command = FoldTogether(by=here.who, into=into, others=others)
            wish(here, command, here.say("Folded: they count as one."))
        if st.button(here.say("They differ"), key=f"differ-{key}", width="stretch"):
            pick(here, _DIFFER, f"{picked(here, _DIFFER)} {key}")
