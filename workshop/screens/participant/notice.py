"""Coming in: what happens to one's words, in two sentences, and the choice to write or to watch."""

from __future__ import annotations

import streamlit as st

from workshop.domain.commands import Join
from workshop.domain.views import Screen
from workshop.screens.entering import mother_tongue
from workshop.screens.participant.frame import title
from workshop.screens.participant.wishing import wish
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here


def notice(here: Here, screen: Screen) -> None:
    """The notice before anybody writes."""
    title(screen.header.title)
    draw(
        f'<div class="list"><h2>{plain(here.say("Before you write"))}</h2>'
        f'<ol class="knots"><li><p>{plain(_published(here, screen))}</p></li>'
        f"<li><p>{plain(_yours(here, screen))}</p></li></ol>"
        f'<p class="soft">{plain(here.say("You can write in any language."))}</p></div>'
    )


def choose(here: Here) -> None:
    """The two ways in."""
    st.button(
        here.say("I agree, let us start"),
        key="agree",
        type="primary",
        width="stretch",
        on_click=_join,
        args=(here, True),
    )
    st.button(
        here.say("Only watch, without writing"),
        key="watch",
        type="tertiary",
        on_click=_join,
        args=(here, False),
    )


def take_part(here: Here) -> None:
    """The way from watching to writing."""
    st.button(
        here.say("Agree to the notice and take part"),
        key="agree",
        type="primary",
        width="stretch",
        on_click=_join,
        args=(here, True),
    )


def _join(here: Here, agreed: bool) -> None:  # noqa: FBT001 - what Streamlit hands back
    lang = mother_tongue()
    name = "agree" if agreed else "watch"
    wish(here, name, lambda now, token: Join(by=now.who, lang=lang, agreed=agreed, token=token))


def _published(here: Here, screen: Screen) -> str:
    return here.say(
        "What you write goes into an open document under {licence}, without your name: "
        "nobody asks who you are, and we keep your words, your answers and their times.",
        licence=screen.licence,
    )


def _yours(here: Here, screen: Screen) -> str:
    if screen.withdraw_until is None:
        return here.say(
            "You can take back anything you wrote at any time; "
            "please tell the case and leave other people out of it."
        )
    return here.say(
        "You can take back anything you wrote until {date}; "
        "please tell the case and leave other people out of it.",
        date=here.say.day(screen.withdraw_until),
    )
