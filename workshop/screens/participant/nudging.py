"""Before something is sent: whether somebody has nearly said it, and what to do then."""

from __future__ import annotations

import logging
from concurrent.futures import TimeoutError as TooSlow

import streamlit as st

from workshop.domain.commands import Support
from workshop.domain.nouns import ContributionId, Kind, Token, Words
from workshop.domain.phases import Act
from workshop.domain.views import Screen, Statement, said
from workshop.screens.participant.frame import pressed
from workshop.screens.participant.wishing import wish
from workshop.screens.parts import Draft
from workshop.screens.say import draw, plain, voice
from workshop.screens.visit import Here

PATIENCE = 0.4
"""Seconds that a sending waits for the software; what takes longer is sent without a question."""
_NEAR, _ASKED = "near", "asked-near"
_log = logging.getLogger(__name__)


def similar(here: Here, kind: Kind, draft: Draft, lang: str) -> bool:
    """Whether to ask first, because somebody has nearly said this. Asks once for each draft."""
    if not draft.text.strip() or here.visit.selected.get(_ASKED) == draft.id:
        return False
    words = Words(draft.text, lang)
    try:
        near = here.house.steward.alike(here.room, here.who, kind, words).result(PATIENCE)
    except TooSlow:
        return False
    except Exception:  # noqa: BLE001 - the software that compares may be down; sending goes on
        _log.info("no comparison before sending", exc_info=True)
        return False
    here.visit.selected[_ASKED] = draft.id
    here.visit.selected[_NEAR] = near[0] if near else ""
    return bool(near)


def nudge(here: Here, screen: Screen) -> bool:
    """Shows what is similar, with both answers. Whether there is anything to answer."""
    near = here.visit.selected.get(_NEAR, "")
    shown = said(here.room.state, (ContributionId(near),), here.who) if near else ()
    if not shown:
        return False
    (other,) = shown
    title, told = (
        here.say("Someone proposed something similar"),
        here.say("Both are fine. Yours stays in your own words."),
    )
    with st.container(key="similar"):
        draw(f'<div class="note" role="status"><h2>{plain(title)}</h2>{voice(other.words)}</div>')
        with st.container(horizontal=True, key="either"):
            if Act.SUPPORT in screen.acts:
                st.button(
                    here.say("Support that one"),
                    key=f"support-{near}",
                    width="stretch",
                    on_click=_support,
                    args=(here, other),
                )
            st.button(
                here.say("Send mine too"),
                key=f"too-{near}",
                width="stretch",
                on_click=pressed,
                args=(here, "send"),
            )
        draw(f'<p class="soft">{plain(told)}</p>')
    return True


def settled(here: Here) -> None:
    """What was similar has its answer."""
    here.visit.selected.pop(_NEAR, None)


def _support(here: Here, other: Statement) -> None:
    done = here.say(
        "Number {no} has your support. Your own words still stand here, to send or to clear.",
        no=other.number,
    )

    def support(now: Here, token: Token) -> Support:
        return Support(by=now.who, on=other.id, token=token)

    if wish(here, f"support {other.id}", support, done):
        settled(here)
