"""The wall (`/screen`): one picture for the whole room, which follows the phase by itself."""

from __future__ import annotations

import logging
import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import streamlit as st

from workshop.addresses import address
from workshop.domain.nouns import Code, Role
from workshop.domain.views import header, silent
from workshop.domain.wall_view import Show, show_now, wall
from workshop.screens.entering import again
from workshop.screens.look import style
from workshop.screens.say import draw
from workshop.screens.visit import Here
from workshop.screens.wall import gathering, settling, sorting
from workshop.screens.wall.frame import calm, clock, framed
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """A wall as it could be drawn: the page of now, its clock, what nobody might read then."""

    laid: _Laid
    turned: int
    markup: str
    clock: str
    gone: frozenset[str]


_lock = threading.Lock()
_log = logging.getLogger(__name__)
_laid: OrderedDict[tuple[Code, str], _Laid] = OrderedDict()
_good: OrderedDict[tuple[Code, str], _Drawn] = OrderedDict()
"""The last wall of each room and language that could be drawn."""
_told: dict[Code, str] = {}
"""What was last logged of each room, so that a wall that fails each second is one line."""
_turns: dict[Code, Turn] = {}
"""Which page each room's walls show: one for all, so that two projectors agree."""


def page(here: Here) -> None:
    """The wall, drawn anew every second."""
    style(here, "wall")
    _wall(here)


@st.fragment(run_every=1)
def _wall(before: Here) -> None:
    here = again(before)
    drawn = _drawn(here)
    # the fade begins when the container's name changes, not whenever a number in it does
    with st.container(key=f"wall-{'ab'[drawn.turned % 2 if drawn else 0]}"):
        draw(
            drawn.markup if drawn else calm(here.say, here.room.code, header(here.room.state).title)
        )
    draw((drawn and drawn.clock) or "<span></span>")
    if drawn and here.roles & _TURNERS and len(drawn.laid.slides) > 1:
        _arrows(here, drawn.laid)


def _drawn(here: Here) -> _Drawn | None:
    """The wall of now, or else the last one that could be drawn and that may still be read."""
    key, now = (here.room.code, here.say.lang), here.now
    gone = silent(here.room.state)
    try:
        laid = _layout(here, now)
        turn = _turn(here.room.code, laid, now)
        found = _Drawn(
            laid=laid,
            turned=turn.turned,
            markup=framed(laid.scene, turn.slide),
            clock=clock(laid.scene.picture.header, now),
            gone=gone,
        )
    except Exception as problem:  # noqa: BLE001 - a room full of people looks at it
        _tell(here, problem)
        last = _good.get(key)
        # a clock that stands still would be believed
        return replace(last, clock="") if last and last.gone == gone else None
    with _lock:
        _good[key] = found
        while len(_good) > _KEPT:
            _good.popitem(last=False)
    return found


def _tell(here: Here, problem: Exception) -> None:
    """Logs where it happened; what the error says may hold somebody's words."""
    code, where = here.room.code, traceback.extract_tb(problem.__traceback__)[-1]
    told = f"{type(problem).__name__} in {Path(where.filename).name}, line {where.lineno}"
    if _told.get(code) != told:
        _told[code] = told
        _log.error("the wall of workshop %s cannot be drawn: %s", code, told)


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
