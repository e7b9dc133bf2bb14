"""The gaps view: which areas of action the themes link to, and where nothing stands yet."""

from __future__ import annotations

import streamlit as st

from workshop.domain.commands import TurnWall
from workshop.domain.desk_view import AreaRow, Desk, ThemeRow
from workshop.domain.nouns import WallView
from workshop.screens.desk.linking import link
from workshop.screens.desk.marks import empty, heading, mark, note
from workshop.screens.desk.wishes import wish
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here


def view(here: Here, desk: Desk) -> None:
    """The table of themes and areas, what to do about gaps, and the links of each theme."""
    draw(
        heading(
            here.say("Themes and the areas of action"),
            here.say("Links are suggested by software and decided by people."),
        )
    )
    draw(_table(here, desk))
    _bare(here, desk)
    draw(heading(here.say("Links of each theme")))
    if not desk.themes:
        draw(empty(here.say("No themes yet."), here.say("Find or add themes first.")))
    for row in desk.themes:
        with st.container(border=True, key=f"link-{row.theme.id}"):
            draw(
                f'<div class="d row">{mark(here, row.theme.number)}'
                f"<b>{plain(row.theme.name)}</b></div>"
            )
            link(here, desk, row, f"gaps-{row.theme.id}")


def _table(here: Here, desk: Desk) -> str:
    areas = desk.areas
    heads = "".join(
        f'<th scope="col" class="c{"" if row.themes else " gap"}">({row.area.roman}) '
        f"{plain(row.area.short or row.area.title)}{_focus(here, row)}</th>"
        for row in areas
    )
    body = "".join(_line(here, row, areas) for row in desk.themes)
    counts = "".join(
        f'<td class="c num{"" if row.themes else " gap"}"><b>{row.principles}</b> '
        f'<span class="soft">{_voices(desk, row)}</span></td>'
        for row in areas
    )
    foot = here.say("Drafts, and voices in the linked themes")
    return (
        f'<div class="d wide"><table class="t"><thead><tr><th scope="col">'
        f"{plain(here.say('Theme'))}</th>{heads}</tr></thead><tbody>{body}"
        f'<tr><th scope="row">{plain(foot)}</th>{counts}</tr></tbody></table></div>'
    )


def _voices(desk: Desk, area: AreaRow) -> int:
    numbers = {number for number, _, _ in area.themes}
    return sum(len(row.rows) for row in desk.themes if row.theme.number in numbers)


def _focus(here: Here, row: AreaRow) -> str:
    return f'<br><span class="tag">{plain(here.say("focus"))}</span>' if row.focus else ""


def _line(here: Here, row: ThemeRow, areas: tuple[AreaRow, ...]) -> str:
    cells = "".join(
        f'<td class="c{"" if area.themes else " gap"}">{_cell(here, row, area)}</td>'
        for area in areas
    )
    name = f'<div class="row">{mark(here, row.theme.number)}{plain(row.theme.name)}</div>'
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _cell(here: Here, row: ThemeRow, area: AreaRow) -> str:
    centres = {number: centre for number, _, centre in area.themes}
    if row.theme.number in centres:
        centre = centres[row.theme.number]
        told, css = (here.say("centre"), "knot") if centre else (here.say("touches"), "knot h")
        return f'<span class="{css}" role="img" aria-label="{plain(told)}"></span>'
    if area.area.key in row.suggested and not row.theme.areas_decided:
        return f'<span class="soft">{plain(here.say("suggested"))}</span>'
    return f'<span class="vh">{plain(here.say("no link"))}</span>'


def _bare(here: Here, desk: Desk) -> None:
    bare = [row for row in desk.areas if not row.themes]
    if bare and desk.themes:
        names = " · ".join(f"({row.area.roman}) {row.area.short or row.area.title}" for row in bare)
        what = here.say.count(
            "Nothing is linked to {n} area.", "Nothing is linked to {n} areas.", len(bare)
        )
        rest = here.say("A gap is a finding too: the document names it, unless the room fills it.")
        draw(note(f"{what} {names}", rest))
    on = desk.stage.wall is WallView.GAPS
    label = here.say("Let the wall follow again") if on else here.say("Ask the room on the wall")
    if st.button(label, key=f"ask-{on}"):
        view_ = WallView.FOLLOW if on else WallView.GAPS
        wish(here, TurnWall(by=here.who, view=view_), here.say("The wall turns."))
