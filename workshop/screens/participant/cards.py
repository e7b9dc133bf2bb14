"""Example cards: short stories that people read before they write."""

from __future__ import annotations

import streamlit as st

from workshop.domain.nouns import Example
from workshop.domain.views import Screen
from workshop.screens.participant.frame import title
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here


def cards(here: Here, screen: Screen) -> None:
    """The first cards side by side, or all below each other."""
    shown = screen.cards + (screen.more_cards if here.visit.selected.get("cards") else ())
    if not shown:
        return
    title(here.say("A few short examples first"))
    long = here.visit.selected.get("deck") == "long"
    with st.container(horizontal=True, key="deck-ways"):
        if not long and len(shown) > 1:
            st.button(
                here.say("Show all below each other"),
                key="deck-long",
                type="tertiary",
                on_click=_select,
                args=(here, "deck", "long"),
            )
        if screen.more_cards and not here.visit.selected.get("cards"):
            st.button(
                here.say.count("{n} more example", "{n} more examples", len(screen.more_cards)),
                key="deck-more",
                type="tertiary",
                on_click=_select,
                args=(here, "cards", "all"),
            )
    inside = "".join(_card(here, card) for card in shown)
    label = plain(here.say("Example cards"))
    draw(
        f'<ul class="deck{" long" if long else ""}" tabindex="0" aria-label="{label}">{inside}</ul>'
    )


def _select(here: Here, name: str, value: str) -> None:
    here.visit.selected[name] = value


def _card(here: Here, card: Example) -> str:
    parts = (
        f'<p class="soft">{plain(card.region)}</p><h2>{plain(card.title)}</h2>',
        f"<p>{plain(card.gist)}</p>",
        _titled(here.say("What is open about it"), card.how_open),
        _titled(here.say("The catch"), card.challenge),
        f'<p class="ask">{plain(card.question)}</p>' if card.question else "",
        _facts(here, card),
    )
    return f'<li class="card">{"".join(parts)}</li>'


def _facts(here: Here, card: Example) -> str:
    if not card.facts:
        return ""
    told = "".join(f"<li>{plain(fact)}</li>" for fact in card.facts)
    doubt = here.say("From memory, not checked")
    doubted = f"<p>{plain(doubt)}. {plain(card.from_memory)}</p>" if card.from_memory else ""
    name = plain(here.say("Facts"))
    return f'<details class="soft"><summary>{name}</summary><ul>{told}</ul>{doubted}</details>'


def _titled(bold: str, text: str) -> str:
    return f"<p><strong>{plain(bold)}.</strong> {plain(text)}</p>" if text else ""
