"""The place Now: what this person does in the phase that is open. A new phase is one row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from workshop.domain.nouns import Phase
from workshop.domain.phases import OPENS, Act
from workshop.domain.views import Screen
from workshop.screens.participant.cards import cards
from workshop.screens.participant.closing import closed, results
from workshop.screens.participant.consent import consent
from workshop.screens.participant.drafts import drafts
from workshop.screens.participant.frame import note
from workshop.screens.participant.notice import choose, notice, take_part
from workshop.screens.participant.themes import themes
from workshop.screens.participant.vote import vote
from workshop.screens.participant.write import write
from workshop.screens.visit import Here

_READY = "ready"
Place = Callable[[Here, Screen, DeltaGenerator], None]


def now(here: Here, screen: Screen, acting: DeltaGenerator) -> None:
    """What there is to do; first the way in, and the examples before the first words."""
    if not screen.joined and Act.JOIN in OPENS[screen.header.phase]:
        notice(here, screen)
        with acting:
            choose(here)
        return
    if screen.header.locked:
        note(
            here.say("The facilitator holds the room for a moment."),
            here.say("You can go on typing. Send it when the room goes on."),
            "note",
        )
    if screen.joined and not screen.agreed:
        _watching(here, screen, acting)
        return
    NOW[screen.header.phase](here, screen, acting)
    results(here, screen)


def _watching(here: Here, screen: Screen, acting: DeltaGenerator) -> None:
    WATCHED[screen.header.phase](here, screen, st.container())
    if Act.JOIN in OPENS[screen.header.phase]:
        with acting:
            take_part(here)


def _welcome(here: Here, screen: Screen, _: DeltaGenerator) -> None:
    cards(here, screen)
    note(
        here.say("Writing opens in a moment."),
        here.say("Keep this page open. It changes by itself."),
    )


def _write(here: Here, screen: Screen, acting: DeltaGenerator) -> None:
    if _READY in st.query_params or screen.mine or not screen.cards:
        write(here, screen, acting)
        return
    cards(here, screen)
    with acting:
        st.button(
            here.say("Ready to write"),
            key="ready",
            type="primary",
            width="stretch",
            on_click=_ready,
        )


def _ready() -> None:
    # in the address, so that whoever reloads in the middle of a sentence finds it again
    st.query_params[_READY] = "1"


NOW: Mapping[Phase, Place] = MappingProxyType(
    {
        Phase.WELCOME: _welcome,
        Phase.WRITE: _write,
        Phase.THEMES: themes,
        Phase.VOTE: vote,
        Phase.DRAFT: drafts,
        Phase.CONSENT: consent,
        Phase.CLOSED: closed,
    }
)
WATCHED: Mapping[Phase, Place] = MappingProxyType(
    {**NOW, Phase.WRITE: _welcome, Phase.VOTE: themes}
)
"""The same for whoever only watches."""
