"""Who is at the door of a Streamlit page: the cookie, checked on every rerun, makes a Here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from workshop.cookies import LANG, brought
from workshop.domain.nouns import Code
from workshop.domain.texts import language
from workshop.domain.views import roles
from workshop.house import house
from workshop.identity import person_of
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here, visit
from workshop.wording import Speaker, best_language, languages, speaker


def cookie() -> str | None:
    """The secret by which this browser is known; None without one, also after the tab has gone."""
    return brought(_told(st.context.cookies))


def reading() -> Speaker:
    """Speaks the reader's language: what they chose, else what their browser asks for."""
    chosen = _told(st.context.cookies).get(LANG)
    if chosen in languages():
        return speaker(chosen)
    return speaker(best_language(_accepted()))


def mother_tongue() -> str:
    """The language that the reader's browser asks for first, whether we speak it or not."""
    asked = language(_accepted().split(",", 1)[0].split(";", 1)[0].strip())
    return reading().lang if asked == "und" else asked


def visitor(code: str) -> Here | None:
    """What this rerun knows; None where there is no such workshop or nobody is known."""
    secret, opened = cookie(), house()
    # whatever is no code is not looked up: every other one costs a question to the log
    room = opened.rooms.room(code) if code.isascii() and code.isalnum() else None
    if secret is None or room is None:
        return None
    who = person_of(secret, Code(code))
    return Here(
        house=opened,
        room=room,
        who=who,
        roles=roles(room.state, who),
        say=reading(),
        visit=visit(),
        now=datetime.now(UTC),
    )


def again(here: Here) -> Here:
    """The same visitor at this moment: what a fragment starts with, since its page may be old."""
    fresh = visitor(here.room.code)
    # who lost the cookie since is nobody: they keep reading, as a stranger without any role
    return fresh or replace(here, roles=frozenset(), now=datetime.now(UTC))


def nobody() -> None:
    """The page for whoever has no workshop yet."""
    say = reading()
    st.html(f"<style>{_BARE}</style>")
    title, go = plain(say("Join a workshop")), plain(say("Type the code on the big screen"))
    why = plain(
        say(
            "If you came by the link: this page knows you again by a cookie, and your browser "
            "sent none. Allow cookies for this address, then open the link again."
        )
    )
    draw(f'<h1>{title}</h1><p><a href="/p/" target="_self">{go}</a></p><p>{why}</p>')


_BARE = "[data-testid=stHeader],[data-testid=stToolbar]{display:none}"


def _accepted() -> str:
    return _told(st.context.headers).get("Accept-Language", "")


def _told(context: object) -> Mapping[str, str]:
    # in a script that runs without a browser these are no mappings of strings
    if not isinstance(context, Mapping):
        return {}
    return {str(k): v for k, v in context.items() if isinstance(v, str)}
