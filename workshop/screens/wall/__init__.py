"""The wall (`/screen`): one picture for the whole room, which follows the phase by itself."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import streamlit as st

from workshop.addresses import address
from workshop.domain.nouns import Code, Role
from workshop.domain.wall_view import Show, show_now, wall
from workshop.screens.entering import again
from workshop.screens.look import style
from workshop.screens.say import draw
from workshop.screens.visit import Here
from workshop.screens.wall import gathering, settling, sorting
from workshop.screens.wall.frame import clock, framed
from workshop.screens.wall.marks import Scene
from workshop.screens.wall.turning import Slide, Turn, held, turned, turned_by_hand

PAGES: Mapping[Show, Callable[[Scene], tuple[Slide, ...]]] = MappingProxyType(
    {
        Show.JOIN: gathering.join,
        Show.CARD: gathering.card,
        Show.COUNTS: gathering.counts,
        Show.VOICES: gathering.voices,
        Show.THEMES: sorting.themes,
        Show.VOTING: sorting.voting,
        Show.STANDINGS: sorting.standings,
        Show.DRAFTS: settling.drafts,
        Show.CONSENT: settling.consent,
        Show.PRINCIPLES: settling.principles,
        Show.GAPS: settling.gaps,
        Show.BLANK: settling.blank,
    }
)
"""How each kind of picture is laid out. A new kind is one row here."""

_KEPT = 32
_TURNERS = frozenset({Role.FACILITATOR, Role.ORGANISER})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """The pages of one version of a room, laid out in one language."""

    version: tuple[int, Show]
    scene: Scene
    slides: tuple[Slide, ...]


_lock = threading.Lock()
_laid: OrderedDict[tuple[Code, str], _Laid] = OrderedDict()
_turns: dict[Code, Turn] = {}
"""Which page each room's walls show: one for all, so that two projectors agree."""


def page(here: Here) -> None:
    """The wall, drawn anew every second."""
    style(here, "wall")
    _wall(here)


@st.fragment(run_every=1)
def _wall(before: Here) -> None:
    here = again(before)
    now = here.now
    laid = _layout(here, now)
    turn = _turn(here.room.code, laid, now)
    # the fade begins when the container's name changes, not whenever a number in it does
    with st.container(key=f"wall-{'ab'[turn.turned % 2]}"):
        draw(framed(laid.scene, turn.slide))
    draw(clock(laid.scene.picture.header, now) or "<span></span>")
    if here.roles & _TURNERS and len(laid.slides) > 1:
        _arrows(here, laid)


def _arrows(here: Here, laid: _Laid) -> None:
    """The arrow keys turn all walls of the room; a turned page stays for a minute."""
    with st.container(key="wall-arrows"):
        for label, key, step in (
            (here.say("Page before"), "Left", -1),
            (here.say("Next page"), "Right", 1),
        ):
            st.button(label, key=key, shortcut=key, on_click=_by_hand, args=(here, laid, step))


def _by_hand(here: Here, laid: _Laid, step: int) -> None:
    with _lock:
        turn = _turns[here.room.code]
        _turns[here.room.code] = turned_by_hand(turn, laid.slides, step, here.now.timestamp())


def _layout(here: Here, now: datetime) -> _Laid:
    version = (here.room.version, show_now(here.room.state, now))
    key = (here.room.code, here.say.lang)
    with _lock:
        found = _laid.get(key)
    if found is not None and found.version == version:
        return found
    scene = Scene(
        picture=wall(here.room.state, now), say=here.say, address=address(here.house.settings)
    )
    made = _Laid(version=version, scene=scene, slides=PAGES[scene.picture.show](scene))
    with _lock:
        _laid[key] = made
        while len(_laid) > _KEPT:
            _laid.popitem(last=False)
    return made


def _turn(code: Code, laid: _Laid, now: datetime) -> Turn:
    picture, at = laid.scene.picture, now.timestamp()
    with _lock:
        before = _turns.get(code)
        turn = turned(held(before, at) if picture.frozen else before, picture.show, laid.slides, at)
        _turns[code] = turn
    return turn
