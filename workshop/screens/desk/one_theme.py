"""One theme: its name, its voices with a box each, and what can be done with the chosen ones."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from workshop.domain.commands import (
    FoldTogether,
    MergeThemes,
    MoveContributions,
    PinTheme,
    RenameTheme,
    SplitTheme,
    Unfold,
)
from workshop.domain.desk_view import Desk, Row, ThemeRow
from workshop.domain.nouns import ContributionId, Theme, ThemeId
from workshop.domain.texts import length
from workshop.screens.desk.marks import empty, mark, note, row_html
from workshop.screens.desk.paging import page_of
from workshop.screens.desk.picking import a_theme
from workshop.screens.desk.votes import counted
from workshop.screens.desk.wishes import fresh, wish
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here

_LONG_NAME = 32
_PAGE = 30
_BOTH = 2


def view(here: Here, desk: Desk, row: ThemeRow) -> None:
    """Everything that can be done with one theme."""
    _name(here, row.theme)
    _opposed(here, row)
    rows(here, desk, row.rows, row.theme)
    _whole(here, desk, row.theme)


def _name(here: Here, theme: Theme) -> None:
    draw(f'<div class="d row">{mark(here, theme.number)}<h2>{plain(theme.name)}</h2></div>')
    with st.container(horizontal=True, vertical_alignment="bottom", key="rename"):
        name = st.text_input(
            here.say("Name of theme {n}", n=theme.number),
            value=theme.name,
            key=f"name-{theme.id}-{theme.name}",
        )
        if st.button(here.say("Rename"), key=f"rename-{theme.id}"):
            command = RenameTheme(by=here.who, theme=theme.id, name=name)
            wish(here, command, here.say("Theme {n} has another name.", n=theme.number))
    if length(name) > _LONG_NAME:
        what = here.say("{n} characters: the wall reads best with at most 32.", n=length(name))
        draw(note(what))


def _opposed(here: Here, row: ThemeRow) -> None:
    """What votes alone can tell: two voices of this theme on which people take opposite sides."""
    inside = {each.statement.id: each for each in row.rows}
    pairs = [p for p in counted(here).opposed if p.first in inside and p.second in inside]
    for pair in pairs:
        told = here.say(
            "These two pull apart: {apart} of {n} who took a side on both took opposite sides.",
            apart=pair.apart,
            n=pair.decided,
        )
        both = row_html(here, inside[pair.first]) + row_html(here, inside[pair.second])
        draw(note(told) + f'<div class="apart">{both}</div>')


def rows(here: Here, desk: Desk, found: Sequence[Row], theme: Theme | None) -> None:
    """Voices with a box each; below them the acts for those that are chosen."""
    if not found:
        draw(
            empty(
                here.say("Nothing in here."),
                here.say("Open another list, choose voices there and move them here."),
            )
        )
        return
    home = theme.id if theme else "none"
    chosen = [row for row in page_of(f"theme-{home}", found, _PAGE) if _box(here, row)]
    _acts(here, desk, chosen, theme)


def _box(here: Here, row: Row) -> bool:
    box, words = st.columns([1, 22], gap="small", vertical_alignment="center")
    with box:
        on = st.checkbox(
            here.say("Choose No. {n}", n=row.statement.number),
            key=f"box-{row.statement.id}-{fresh(here, 'boxes')}",
            label_visibility="collapsed",
        )
    with words:
        draw(row_html(here, row, at_home=True))
    return on


def _acts(here: Here, desk: Desk, chosen: list[Row], theme: Theme | None) -> None:
    """Fold, unfold, move, park and split off. Boxes are cleared once an act was granted."""
    on = tuple(row.statement.id for row in chosen)
    told = here.say.count("{n} voice chosen", "{n} voices chosen", len(on))
    with st.container(key="chosen", border=True):
        draw(f'<p class="d soft num" role="status">{plain(told)}</p>')
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            _fold(here, chosen, on)
            if st.button(here.say("Park in the tray"), key="park", disabled=not on):
                command = MoveContributions(by=here.who, on=on, theme=None)
                wish(here, command, here.say("Parked in the tray."), "boxes")
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            _move(here, desk, on, theme)
        if theme is not None:
            _split(here, on, theme)


def _fold(here: Here, chosen: list[Row], on: tuple[ContributionId, ...]) -> None:
    label = here.say("Fold {n} into one", n=len(on))
    if st.button(label, key="fold", disabled=len(on) < _BOTH):
        # the oldest stands for all of them, so that numbers people remember keep their meaning
        first = min(chosen, key=lambda row: row.statement.number).statement.id
        others = tuple(other for other in on if other != first)
        command = FoldTogether(by=here.who, into=first, others=others)
        wish(here, command, here.say("Folded. Their votes count once a person."), "boxes")
    folded = [row for row in chosen if row.folded_into is not None]
    if st.button(here.say("Unfold"), key="unfold", disabled=len(folded) != 1):
        command_ = Unfold(by=here.who, on=folded[0].statement.id)
        wish(here, command_, here.say("It stands alone again."), "boxes")


def _move(here: Here, desk: Desk, on: tuple[ContributionId, ...], theme: Theme | None) -> None:
    target = a_theme(here, desk, "move-to", theme.id if theme else None)
    if st.button(here.say("Move there"), key="move", disabled=not on or target is None):
        command = MoveContributions(by=here.who, on=on, theme=target)
        wish(here, command, here.say("Moved."), "boxes")


def _split(here: Here, on: tuple[ContributionId, ...], theme: Theme) -> None:
    form = fresh(here, "split")
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        name = st.text_input(
            here.say("Name of the part that is split off"), key=f"split-{form}", width=260
        )
        if st.button(here.say("Split off"), key=f"split-now-{form}", disabled=not on):
            command = SplitTheme(
                by=here.who, theme=theme.id, id=ThemeId(form), name=name, members=on
            )
            wish(here, command, here.say("A part is a theme of its own now."), "split", "boxes")


def _whole(here: Here, desk: Desk, theme: Theme) -> None:
    """What concerns the whole theme: merge and pin."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="whole"):
        into = a_theme(here, desk, "merge-into", theme.id)
        if st.button(here.say("Merge into it"), key=f"merge-{theme.id}", disabled=into is None):
            command = MergeThemes(by=here.who, theme=theme.id, into=into or theme.id)
            wish(here, command, here.say("Two themes are one now."))
        label = here.say("Let it go") if theme.pinned else here.say("Pin it")
        if st.button(label, key=f"pin-{theme.id}-{theme.pinned}"):
            pin = PinTheme(by=here.who, theme=theme.id, pinned=not theme.pinned)
            wish(here, pin, here.say("Theme {n} is changed.", n=theme.number))
