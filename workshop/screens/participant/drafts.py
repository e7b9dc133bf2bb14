"""Drafts: one principle a theme, and the wish for a better wording."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from workshop.domain.commands import SuggestWording
from workshop.domain.nouns import DraftId, SuggestionId, Token, Words
from workshop.domain.participating import SUGGESTION_LIMIT
from workshop.domain.phases import Act
from workshop.domain.views import DraftCard, Screen
from workshop.identity import id_from
from workshop.screens.acting import act
from workshop.screens.entering import again, mother_tongue
from workshop.screens.look import mark
from workshop.screens.participant.frame import note, pressed, sent, title
from workshop.screens.parts import Draft, Field, draft_field, received
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here


def drafts(here: Here, screen: Screen, acting: DeltaGenerator) -> None:
    """Every draft; one of them may be open for a suggestion."""
    if not screen.drafts:
        waiting(here, screen)
        return
    title(here.say.count("{n} draft", "{n} drafts", len(screen.drafts)))
    opened = here.visit.selected.get("draft")
    for draft in screen.drafts:
        draw(card(here, draft))
        if Act.SUGGEST not in screen.acts or not screen.agreed:
            continue
        if opened == draft.id:
            _suggest(here, draft, acting)
        else:
            st.button(
                here.say("Say principle {n} better", n=draft.number),
                key=f"better-{draft.id}",
                width="stretch",
                on_click=_open,
                args=(here, draft.id),
            )


def waiting(here: Here, screen: Screen) -> None:
    """Nothing to do: why, and that the page changes by itself."""
    voices = here.say.count(
        "The facilitator is sorting {n} voice with the room.",
        "The facilitator is sorting {n} voices with the room.",
        screen.totals.contributions,
    )
    look = here.say("Look at the big screen. This page changes by itself.")
    note(here.say("Nothing to do right now."), f"{voices} {look}")


def card(here: Here, draft: DraftCard) -> str:
    """A draft as HTML. Its words are the group's, so they are not serif."""
    from_voices = here.say.count(
        "Written from {n} voice", "Written from {n} voices", draft.written_from
    )
    version = here.say("Principle {n}, version {v}", n=draft.number, v=draft.version)
    # each part finds its own direction: around them stand sentences in the reader's language
    own = f' lang="{plain(draft.lang)}" dir="auto"'
    why = "".join(f"<p{own}>{plain(sentence)}</p>" for sentence in draft.why)
    asks = "".join(
        f"<li{own}><strong>{plain(of)}:</strong> {plain(what)}</li>" for of, what in draft.asks
    )
    yours = "".join(
        f"<p><strong>{plain(here.say('Your number {no} is in it', no=number))}</strong></p>"
        for number in draft.my_numbers
    )
    return (
        f'<article class="card{" mine" if draft.my_numbers else ""}">'
        f'<div class="row">{mark(draft.number, here.say("Theme"))}'
        f'<p class="soft">{plain(version)}</p></div><h2{own}>{plain(draft.title)}</h2>'
        f"<p{own}><strong>{plain(draft.statement)}</strong></p>{why}"
        f'{f"<ul>{asks}</ul>" if asks else ""}<p class="soft">{plain(from_voices)}</p>{yours}'
        "</article>"
    )


def _open(here: Here, draft: DraftId) -> None:
    here.visit.selected["draft"] = draft
    here.visit.message = ""


def _suggest(here: Here, draft: DraftCard, acting: DeltaGenerator) -> None:
    name = f"suggestion-{draft.id}"
    words = draft_field(
        here,
        name,
        Field(
            label=here.say("Say it better"),
            hint=here.say("Or say what is wrong with it."),
            limit=SUGGESTION_LIMIT,
        ),
    )
    with acting:
        tapped = st.button(
            here.say("Send suggestion"),
            key="send-suggestion",
            type="primary",
            width="stretch",
            on_click=pressed,
            args=(here, "suggestion"),
        )
    if tapped:
        sent(here)
        if _suggested(here, draft, words):
            received(here, name, words)
        st.rerun()


def _suggested(here: Here, draft: DraftCard, words: Draft) -> bool:
    now = again(here)
    suggestion = SuggestWording(
        by=now.who,
        token=Token(id_from(words.id, words.text)),
        id=SuggestionId(id_from(now.who, words.id, words.text)),
        draft=draft.id,
        words=Words(words.text, mother_tongue()),
    )
    return act(now, suggestion, here.say("Received. The facilitator sees it beside the draft."))
