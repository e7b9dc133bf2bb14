"""The whole desk: rail, views, undo, and what was said about the last act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import streamlit as st

from workshop.domain.commands import Undo
from workshop.domain.desk_view import Desk
from workshop.domain.document import DeskAct
from workshop.domain.nouns import Position, Role
from workshop.domain.phases import DESK, OWNERS
from workshop.screens.desk import (
    drafts,
    export,
    gaps,
    inbox,
    room,
    scribe,
    setup,
    themes,
    votes,
)
from workshop.screens.desk.acts import act_name
from workshop.screens.desk.choosing import place
from workshop.screens.desk.marks import empty
from workshop.screens.desk.pulse import drawn
from workshop.screens.desk.rail import rail
from workshop.screens.desk.snapshot import snapshot
from workshop.screens.desk.wishes import picked, wish
from workshop.screens.look import style
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here
from workshop.wording import N_

View = Callable[[Here, Desk], None]

VIEWS: Mapping[str, tuple[str, View, frozenset[Role]]] = MappingProxyType(
    {
        "room": (N_("Room"), room.view, DESK),
        "inbox": (N_("Inbox"), inbox.view, DESK),
        "themes": (N_("Themes"), themes.view, DESK),
        "votes": (N_("Votes"), votes.view, DESK),
        "drafts": (N_("Drafts"), drafts.view, DESK | {Role.LEAD}),
        "gaps": (N_("Gaps"), gaps.view, DESK),
        "export": (N_("Export"), export.view, DESK),
        "setup": (N_("Setup"), setup.view, OWNERS),
        "scribe": (N_("Scribe"), scribe.view, frozenset({Role.SCRIBE})),
    }
)


def page(here: Here) -> None:
    """The desk of whoever asks, as far as their links open it."""
    style(here, "desk")
    desk = snapshot(here)
    views = [key for key, (_, _, who) in VIEWS.items() if who & desk.roles]
    draw(f'<h1 class="vh">{plain(here.say("Desk"))}: {plain(desk.header.title)}</h1>')
    if not views:
        _not_yours(here)
        return
    view = _head(here, desk, views)
    drawn(here, desk, view)
    if desk.roles & DESK:
        with st.sidebar:
            rail(here, view)
    _told(here)
    VIEWS[view][1](here, desk)


def _not_yours(here: Here) -> None:
    draw(
        empty(
            here.say("This desk does not open with your link."),
            here.say("Open your desk link again, or ask the organiser for a new one."),
        )
    )


def _head(here: Here, desk: Desk, views: list[str]) -> str:
    """The views and, always at the same place, undo. Answers the open view."""
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
        key="head",
    ):
        names = {key: here.say(VIEWS[key][0]) for key in views}
        view = place(here.say("View"), names, "view")
        if desk.roles & DESK:
            with st.container(horizontal=True, width="content", gap="small", key="undoing"):
                _take_back(here, desk)
    return view


def _take_back(here: Here, desk: Desk) -> None:
    if desk.undo is not None:
        label = here.say("Undo: {act}", act=act_name(here, desk.undo))
        if st.button(label, key=f"undo-{desk.undo.position}", icon=":material/undo:"):
            _undo(here, desk.undo, here.say("Taken back."))
    if desk.redo is not None and st.button(
        here.say("Redo"), key=f"redo-{desk.redo.position}", icon=":material/redo:"
    ):
        _undo(here, desk.redo, here.say("Done again."))


def _undo(here: Here, act: DeskAct, done: str) -> None:
    wish(here, Undo(by=here.who, position=Position(act.position)), done)


def _told(here: Here) -> None:
    """What came of the last act: a line that goes by itself, or a note that stays."""
    message = here.visit.message
    if not message:
        return
    serial = plain(picked(here, "told"))
    with st.container(key="told"):
        if not here.visit.message_is_bad:
            draw(f'<div class="d toast" role="status" data-told="{serial}">{plain(message)}</div>')
            return
        with st.container(key="refused"):
            draw(f'<div class="d" role="alert" data-told="{serial}">{plain(message)}</div>')
            if st.button(here.say("Close"), key=f"heard-{serial}"):
                here.visit.message = ""
                st.rerun()
