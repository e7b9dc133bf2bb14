"""The themes view: find themes, decide about a proposal, and everything people do with a theme."""

from __future__ import annotations

import streamlit as st

from workshop.domain.commands import AddTheme, OrderThemes
from workshop.domain.desk_view import Desk, Row, ThemeRow
from workshop.domain.nouns import ThemeId
from workshop.domain.views import LIST_BELOW
from workshop.screens.desk import folding, one_theme, proposing
from workshop.screens.desk.marks import beads, empty, heading, mark, row_html
from workshop.screens.desk.paging import page_of
from workshop.screens.desk.tree import tree
from workshop.screens.desk.wishes import fresh, pick, picked, wish
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here

_TRAY, _WAITING = "tray", "waiting"
_PAGE = 30


def view(here: Here, desk: Desk) -> None:
    """The proposal above; the list of themes on one side, the open one on the other."""
    proposing.strip(here, desk)
    folding.alike(here, desk)
    if not desk.themes and not desk.tray:
        _unsorted(here, desk.unsorted)
        _add(here)
        return
    left, right = st.columns([5, 7], gap="large")
    with left:
        _list(here, desk)
    with right:
        _open(here, desk)
    if desk.proposal is None:
        tree(here, desk, desk.tree)


def opened(here: Here, desk: Desk) -> str:
    """What is open: a theme's id, the tray or what waits; the first theme when it is gone."""
    chosen = picked(here, "theme")
    known = {row.theme.id for row in desk.themes} | {_TRAY, _WAITING}
    first = desk.themes[0].theme.id if desk.themes else _TRAY
    return chosen if chosen in known else first


def _list(here: Here, desk: Desk) -> None:
    voices = sum(len(row.rows) for row in desk.themes)
    themes = here.say.count("{n} theme", "{n} themes", len(desk.themes))
    draw(heading(themes, here.say.count("{n} voice", "{n} voices", voices)))
    now = opened(here, desk)
    with st.container(key="themes", gap=None):
        for row in desk.themes:
            _line(here, row, on=row.theme.id == now)
        tray, waiting = here.say("Tray: fits nowhere yet"), here.say("Not sorted yet")
        _other(here, _TRAY, tray, len(desk.tray), here.say("Open tray"), on=now == _TRAY)
        unsorted = here.say("Open rest")
        _other(here, _WAITING, waiting, len(desk.unsorted), unsorted, on=now == _WAITING)
    _move_up_down(here, desk, now)
    _add(here)


def _line(here: Here, row: ThemeRow, *, on: bool) -> None:
    theme = row.theme
    kept = here.say("pinned") if theme.pinned else ""
    chosen = here.say.count("{n} chose it", "{n} chose it", row.chosen_by) if row.chosen_by else ""
    soft = " · ".join(part for part in (kept, chosen) if part)
    css = "d row line on" if on else "d row line"
    html = (
        f'<div class="{css}">{mark(here, theme.number)}<div><b>{plain(theme.name)}</b>'
        f"{beads(theme.number, row.rows)}"
        f'<span class="soft">{plain(soft)}</span></div>'
        f'<span class="end num soft">{len(row.rows)}</span></div>'
    )
    _choice(here, html, theme.id, here.say("Open {n}", n=theme.number))


def _other(here: Here, key: str, name: str, count: int, label: str, *, on: bool) -> None:
    css = "d row line on" if on else "d row line"
    end = f'<span class="end num soft">{count}</span>'
    html = f'<div class="{css}"><span>{plain(name)}</span>{end}</div>'
    _choice(here, html, key, label)


def _choice(here: Here, html: str, key: str, label: str) -> None:
    words, hand = st.columns([6, 1.9], vertical_alignment="center")
    with words:
        draw(html)
    with hand:
        if st.button(label, key=f"open-{key}", width="stretch"):
            pick(here, "theme", key)


def _move_up_down(here: Here, desk: Desk, now: str) -> None:
    """The order in which the room reads its themes."""
    order = [row.theme.id for row in desk.themes]
    if now not in order or len(order) < 2:  # noqa: PLR2004 - one theme has no order
        return
    at = order.index(ThemeId(now))
    with st.container(horizontal=True, gap="small"):
        if st.button(here.say("Move up"), key=f"up-{now}-{at}", disabled=at == 0):
            _reorder(here, order, at, at - 1)
        if st.button(here.say("Move down"), key=f"down-{now}-{at}", disabled=at == len(order) - 1):
            _reorder(here, order, at, at + 1)


def _reorder(here: Here, order: list[ThemeId], at: int, to: int) -> None:
    moved = [*order[:at], *order[at + 1 :]]
    moved.insert(to, order[at])
    wish(here, OrderThemes(by=here.who, themes=tuple(moved)), here.say("Moved."))


def _add(here: Here) -> None:
    form = fresh(here, "add-theme")
    with st.container(horizontal=True, vertical_alignment="bottom", key="add-theme"):
        name = st.text_input(here.say("A new theme"), key=f"add-{form}")
        if st.button(here.say("Add theme"), key=f"add-now-{form}"):
            command = AddTheme(by=here.who, id=ThemeId(form), name=name)
            wish(here, command, here.say("A theme was added."), "add-theme")


def _open(here: Here, desk: Desk) -> None:
    now = opened(here, desk)
    if now == _TRAY:
        draw(heading(here.say("Tray"), here.say("What fits nowhere yet. Nothing is left out.")))
        one_theme.rows(here, desk, desk.tray, None)
    elif now == _WAITING:
        draw(heading(here.say("Not sorted yet")))
        one_theme.rows(here, desk, desk.unsorted, None)
    else:
        one_theme.view(here, desk, next(row for row in desk.themes if row.theme.id == now))


def _unsorted(here: Here, rows: tuple[Row, ...]) -> None:
    """Before there are themes: all voices as a plain list."""
    few = len(rows) < LIST_BELOW
    soft = here.say("Too few to group, so here they all are.") if few else ""
    draw(heading(here.say.count("{n} voice", "{n} voices", len(rows)), soft))
    if not rows:
        draw(
            empty(
                here.say("Nothing to sort yet."),
                here.say("When people have written, find themes here."),
            )
        )
    draw("".join(row_html(here, row) for row in page_of("unsorted", rows, _PAGE)))
