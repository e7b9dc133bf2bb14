"""Waiting for proposed themes without holding anybody: who asked, and what came of it."""

from __future__ import annotations

import time
from concurrent.futures import Future
from typing import Any

import streamlit as st

from workshop.domain.desk_view import Desk
from workshop.domain.nouns import Code, PersonId
from workshop.screens.desk.marks import note
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here

_running: dict[tuple[Code, PersonId], tuple[float, Future[Any]]] = {}
"""What was asked of the steward, when, and by which desk it has not been told yet."""


def find(here: Here, patience: float, themes: int | None = None) -> None:
    """Asks for themes, as many as somebody wishes, and waits a moment.

    What takes longer goes on while the desk works.
    """
    known = _running.get((here.room.code, here.who))
    if known is None or known[1].done():
        known = (time.monotonic(), here.house.steward.propose(here.room, themes))
        _running[here.room.code, here.who] = known
    try:
        known[1].result(patience)
    except TimeoutError:
        return
    except Exception:  # noqa: BLE001 - `asked` says what became of it
        return


def asked(here: Here, desk: Desk) -> None:
    """Progress while themes are looked for, or what to do when none could be found."""
    known = _running.get((here.room.code, here.who))
    if known is None:
        return
    if not known[1].done():
        _progress(here, known[0])
    elif known[1].exception() is not None:
        draw(
            note(
                here.say("The software could not sort just now. Everything that was sent is kept."),
                here.say("Sort by hand: add themes and move voices there. Or try again."),
            )
        )
    else:
        _running.pop((here.room.code, here.who), None)
        if desk.proposal is None:
            told = here.say("Nothing would move: the themes fit what was written.")
            draw(f'<p class="d soft" role="status">{plain(told)}</p>')


@st.fragment(run_every=1)
def _progress(here: Here, since: float) -> None:
    known = _running.get((here.room.code, here.who))
    if known is None or known[1].done():
        st.rerun()
    seconds = int(time.monotonic() - since)
    told = here.say("Looking for themes, {n} seconds so far. You can go on meanwhile.", n=seconds)
    draw(f'<p class="d soft" role="status"><progress></progress> {plain(told)}</p>')
