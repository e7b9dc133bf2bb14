"""The drafts view: a theme's own words, and beside them the principle that grows from them."""

from __future__ import annotations

import streamlit as st

from workshop.domain.desk_view import Desk, Row, ThemeRow
from workshop.domain.nouns import Draft, ThemeId
from workshop.domain.phases import DESK
from workshop.screens.desk import drafting, versions
from workshop.screens.desk.linking import link
from workshop.screens.desk.marks import about, empty, heading, mark, words
from workshop.screens.desk.picking import choice
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here


def view(here: Here, desk: Desk) -> None:
    """One theme at a time; a table's lead sees those of its own table alone."""
    themes = mine(desk)
    if not themes:
        draw(
            empty(
                here.say("There is no theme to write from yet."),
                here.say("A draft is written from one theme. Find or add themes first."),
            )
        )
        return
    row = _chosen(here, desk, themes)
    draft = next((d for d in desk.drafts if d.theme.id == row.theme.id), None)
    left, right = st.columns([5, 7], gap="large")
    with left, st.container(key="sources"):
        draw(_sources(here, row))
    with right:
        drafting.form(here, desk, row, draft)
        if draft is not None:
            versions.beside(here, draft)
        draw(heading(here.say("Areas it links to")))
        link(here, desk, row, f"draft-{row.theme.id}")


def mine(desk: Desk) -> tuple[ThemeRow, ...]:
    """The themes whose drafts this person may write."""
    if desk.roles & DESK:
        return desk.themes
    return tuple(row for row in desk.themes if row.theme.id in desk.leads)


def _chosen(here: Here, desk: Desk, themes: tuple[ThemeRow, ...]) -> ThemeRow:
    drafted: dict[ThemeId, Draft] = {d.theme.id: d.draft for d in desk.drafts}
    done = sum(1 for row in themes if row.theme.id in drafted)
    known = {row.theme.id: row for row in themes}
    names = {
        theme: f"{row.theme.number}  {row.theme.name}"
        + (
            f"  ({here.say('version {n}', n=drafted[theme].latest.number)})"
            if theme in drafted
            else ""
        )
        for theme, row in known.items()
    }
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="drafted"):
        theme = choice(here.say("Theme"), names, "draft-theme", width=420)
        soft = here.say("{k} of {n} themes have a draft", k=done, n=len(themes))
        draw(f'<p class="d soft">{plain(soft)}</p>')
    return known[theme]


def _sources(here: Here, row: ThemeRow) -> str:
    head = here.say.count("Written from {n} voice", "Written from {n} voices", len(row.rows))
    voices = "".join(_source(here, each) for each in row.rows)
    title = f'<div class="row">{mark(here, row.theme.number)}<h2>{plain(row.theme.name)}</h2></div>'
    return (
        f'<div class="d stack sources" tabindex="0" role="region" aria-label="{plain(head)}">'
        f'{title}<p class="soft">{plain(head)}</p>{voices}</div>'
    )


def _source(here: Here, row: Row) -> str:
    votes = ""
    if row.tally.decided:
        told = here.say("{agree} of {n} agree", agree=row.tally.agree, n=row.tally.decided)
        votes = f'<p class="soft num"><b>{plain(told)}</b></p>'
    return f'<div class="quoted">{words(row, here)}{about(here, row)}{votes}</div>'
