"""The inbox: every contribution, newest first; hide with a reason, show again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import streamlit as st

from workshop.domain.commands import Hide, Show
from workshop.domain.desk_view import Desk, Row
from workshop.domain.nouns import HideReason
from workshop.domain.phases import OPENS, Act
from workshop.screens.desk.marks import empty, heading, row_html
from workshop.screens.desk.paging import page_of
from workshop.screens.desk.wishes import pick, picked, wish
from workshop.screens.say import draw
from workshop.screens.visit import Here
from workshop.wording import HIDE_REASONS, N_

FILTERS: Mapping[str, tuple[str, Callable[[Row], bool]]] = MappingProxyType(
    {
        "all": (N_("All"), lambda row: True),  # noqa: ARG005 - a filter that keeps everything
        "hidden": (N_("Hidden"), lambda row: row.hidden is not None),
        "late": (N_("Late"), lambda row: row.late),
        "unsorted": (
            N_("Not sorted"),
            lambda row: not (row.theme or row.in_tray or row.hidden or row.withdrawn),
        ),
    }
)
_REASONS = list(HideReason)
_PAGE = 20


def view(here: Here, desk: Desk) -> None:
    """The filter, what came since, and a page of contributions."""
    draw(
        heading(
            here.say.count("{n} contribution", "{n} contributions", len(desk.inbox)),
            here.say("Hidden ones stay counted, and their authors see your reason."),
        )
    )
    chosen = st.segmented_control(
        here.say("Which"),
        list(FILTERS),
        default="all",
        format_func=lambda key: here.say(FILTERS[key][0]),
        label_visibility="collapsed",
        key="inbox-filter",
        required=True,
    )
    rows = [row for row in _standing(here, desk) if FILTERS[chosen or "all"][1](row)]
    if not rows:
        draw(empty(here.say("Nothing here."), here.say("Choose another list above.")))
    for row in page_of(f"inbox-{chosen}", rows, _PAGE):
        _row(here, row, open_=Act.SORT in OPENS[desk.stage.phase])


def _standing(here: Here, desk: Desk) -> list[Row]:
    """The rows up to the newest that was asked for: nothing moves under a finger."""
    newest = desk.inbox[0].statement.number if desk.inbox else 0
    upto = int(picked(here, "inbox-upto", str(newest)))
    here.visit.selected["inbox-upto"] = str(upto)
    since = sum(1 for row in desk.inbox if row.statement.number > upto)
    if since:
        label = here.say.count("Show {n} newer voice", "Show {n} newer voices", since)
        if st.button(label, key=f"newer-{newest}", width="stretch"):
            pick(here, "inbox-upto", str(newest))
    return [row for row in desk.inbox if row.statement.number <= upto]


def _row(here: Here, row: Row, *, open_: bool) -> None:
    on = row.statement.id
    with st.container(border=True, key=f"row-{on}"):
        words, hand = st.columns([9, 2], vertical_alignment="center")
        with words:
            draw(row_html(here, row))
        with hand:
            _hand(here, row, open_=open_)
        if picked(here, "hiding") == on:
            _reason(here, row)


def _hand(here: Here, row: Row, *, open_: bool) -> None:
    on = row.statement.id
    if row.withdrawn or not open_:
        return
    if row.hidden is not None:
        label = here.say("Show No. {n} again", n=row.statement.number)
        if st.button(label, key=f"show-{on}", width="stretch"):
            done = here.say("No. {n} is shown again.", n=row.statement.number)
            wish(here, Show(by=here.who, on=on), done)
    elif picked(here, "hiding") != on and st.button(
        here.say("Hide No. {n} …", n=row.statement.number), key=f"hide-{on}", width="stretch"
    ):
        pick(here, "hiding", on)


def _reason(here: Here, row: Row) -> None:
    on = row.statement.id
    reason = st.radio(
        here.say("Reason that the author and the document will show"),
        _REASONS,
        format_func=lambda r: here.say(HIDE_REASONS[r]),
        key=f"reason-{on}",
        horizontal=True,
    )
    note = st.text_input(here.say("In your own words; needed for another reason"), key=f"note-{on}")
    with st.container(horizontal=True):
        if st.button(here.say("Hide with this reason"), key=f"hide-now-{on}", type="primary"):
            done = here.say("No. {n} is hidden.", n=row.statement.number)
            wish(
                here,
                Hide(by=here.who, on=on, reason=reason, note=note),
                done,
                "hiding",
            )
        if st.button(here.say("Leave it"), key=f"hide-not-{on}"):
            pick(here, "hiding", "")
