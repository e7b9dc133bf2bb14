"""Voting: one statement at a time, in an order of one's own. No totals before they are revealed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from workshop.domain.commands import CastVote
from workshop.domain.nouns import ContributionId, Vote
from workshop.domain.views import Screen, Statement
from workshop.screens.participant.frame import heading, note
from workshop.screens.participant.themes import choose_themes
from workshop.screens.participant.translating import translated
from workshop.screens.participant.wishing import wish
from workshop.screens.say import draw, plain, voice
from workshop.screens.visit import Here
from workshop.wording import VOTED

ICONS: Mapping[Vote, str] = MappingProxyType(
    {
        Vote.DISAGREE: ":material/close:",
        Vote.PASS: ":material/remove:",
        Vote.AGREE: ":material/check:",
    }
)
"""The votes in the order of the axis."""


def vote(here: Here, screen: Screen, acting: DeltaGenerator) -> None:
    """The next statement, or the one before, or what there is to do after the last."""
    back = here.visit.selected.get("vote") == "before"
    shown = screen.before if back and screen.before else screen.statement
    if shown is None:
        _all_voted(here, screen)
        return
    # one element and not four: a hall votes together, and each of them is sent to every phone
    asked = heading(_asked(here, shown), _progress(here, screen, shown))
    told = here.say("You can change a vote until voting ends. Stop whenever you like.")
    draw(
        f'<div class="list">{asked}{_statement(here, shown)}<p class="soft">{plain(told)}</p></div>'
    )
    _ways(here, screen, shown)
    with acting:
        _buttons(here, shown)


def _asked(here: Here, shown: Statement) -> str:
    return here.say(VOTED[shown.my_vote]) if shown.my_vote else here.say("Do you agree?")


def _progress(here: Here, screen: Screen, shown: Statement) -> str:
    at = screen.voted + (0 if shown.my_vote else 1)
    return here.say("{i} of {n}", i=here.say.number(at), n=here.say.number(screen.to_vote))


def _statement(here: Here, shown: Statement) -> str:
    own = here.say("In someone's own words, in {language}", language=_language(here, shown))
    return (
        f'<article class="card new statement next-voice" data-view="{plain(shown.id)}">'
        f"{voice(shown.words, css='voice big')}"
        f'<p class="meta">{plain(own)}</p>{translated(here, shown)}</article>'
    )


def _language(here: Here, shown: Statement) -> str:
    return here.say.language(shown.words.lang)


def _ways(here: Here, screen: Screen, shown: Statement) -> None:
    with st.container(horizontal=True, key="ways"):
        if shown.my_vote:
            st.button(
                here.say("Next"), key="next", type="tertiary", on_click=_look, args=(here, "")
            )
        elif screen.before:
            st.button(
                here.say("Back to the one before"),
                key="back",
                type="tertiary",
                on_click=_look,
                args=(here, "before"),
            )
        st.button(
            here.say("I cannot read this"),
            key=f"unreadable-{shown.id}",
            type="tertiary",
            on_click=_cast,
            args=(here, shown.id, Vote.UNREADABLE),
        )


def _buttons(here: Here, shown: Statement) -> None:
    for value, label in (
        (Vote.DISAGREE, here.say("Disagree")),
        (Vote.PASS, here.say("Pass")),
        (Vote.AGREE, here.say("Agree")),
    ):
        st.button(
            label,
            key=f"vote-{value}-{shown.id}",
            icon=ICONS[value],
            type="primary" if shown.my_vote is value else "secondary",
            width="stretch",
            on_click=_cast,
            args=(here, shown.id, value),
        )


def _look(here: Here, which: str) -> None:
    here.visit.selected["vote"] = which
    here.visit.message = ""


def _cast(here: Here, on: ContributionId, value: Vote) -> None:
    cast = wish(
        here,
        f"vote {on} {value}",
        lambda now, token: CastVote(by=now.who, on=on, value=value, token=token),
        here.say(VOTED[value]),
    )
    if cast:
        here.visit.selected["vote"] = ""


def _all_voted(here: Here, screen: Screen) -> None:
    if screen.to_vote == 0:
        note(
            here.say("Nobody has written yet."),
            here.say("As soon as somebody else has, you can say whether you agree."),
        )
        return
    note(
        here.say("You have voted on everything."),
        here.say("New voices may still come. You can look at yours under Mine."),
    )
    if screen.before:
        st.button(
            here.say("Back to the one before"),
            key="back",
            type="tertiary",
            on_click=_look,
            args=(here, "before"),
        )
    choose_themes(here, screen)
