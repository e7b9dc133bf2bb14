"""When the page is drawn anew by itself: only when what the open view shows has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import streamlit as st

from workshop.domain.desk_view import Desk
from workshop.screens.visit import Here

Shown = Callable[[Desk], object]


def _room(desk: Desk) -> object:
    return (desk.now, desk.stage, desk.inbox[:1], len(desk.acts))


def _texts(desk: Desk) -> object:
    rows = [(row.hidden, row.withdrawn, row.statement.words, row.late) for row in desk.inbox]
    return (rows, desk.stage.phase, desk.undo)


def _themes(desk: Desk) -> object:
    placed = [(row.statement.id, row.theme, row.folded_into, row.hidden) for row in desk.inbox]
    names = [(t.theme, t.chosen_by) for t in desk.themes]
    return (placed, names, desk.proposal, desk.stage.phase, desk.undo, desk.redo)


def _votes(desk: Desk) -> object:
    return (desk.now.votes, desk.stage, [t.chosen_by for t in desk.themes], desk.undo)


def _drafts(desk: Desk) -> object:
    drafts = [(d.draft, len(d.suggestions), d.support, d.theme) for d in desk.drafts]
    return (drafts, desk.stage.phase, desk.undo, desk.redo)


def _still(desk: Desk) -> object:
    return (desk.stage.phase, desk.undo, desk.redo, desk.keys, desk.setup)


PULSES: Mapping[str, Shown] = MappingProxyType(
    {
        "room": _room,
        "inbox": _texts,
        "themes": _themes,
        "votes": _votes,
        "drafts": _drafts,
        "gaps": _themes,
    }
)


def drawn(here: Here, desk: Desk, view: str) -> None:
    """Notes what the page shows; called whenever the whole page is drawn."""
    here.visit.selected["pulse"] = _pulse(desk, view)


def beat(here: Here, desk: Desk, view: str) -> None:
    """Draws the whole page anew when it no longer shows what there is."""
    if here.visit.selected.get("pulse") != _pulse(desk, view):
        st.rerun()


def _pulse(desk: Desk, view: str) -> str:
    return f"{view} {hash(repr(PULSES.get(view, _still)(desk)))}"
