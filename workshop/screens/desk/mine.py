"""An organiser's workshops: the list, a new one, a copy as template, and the end of one."""

from __future__ import annotations

import streamlit as st

from workshop.domain.desk_view import Desk
from workshop.domain.nouns import Setup
from workshop.domain.refusals import Refused
from workshop.domain.views import header, totals
from workshop.identity import person_of
from workshop.room import Room
from workshop.screens.desk.marks import heading, note
from workshop.screens.desk.wishes import fresh, pick, picked, tell
from workshop.screens.entering import cookie
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here
from workshop.wording import PHASES


def view(here: Here, desk: Desk) -> None:
    """Those that this browser's link organises; each with its door, a copy and its end."""
    secret = cookie()
    rooms = here.house.rooms.of_cookie(secret) if secret else ()
    draw(heading(here.say.count("{n} workshop", "{n} workshops", len(rooms))))
    for room in reversed(rooms):
        _room(here, room, secret or "")
    _new(here, desk.setup, secret)


def _room(here: Here, room: Room, secret: str) -> None:
    code, head = room.code, header(room.state)
    count = totals(room.state, here.who).contributions
    about = here.say.count(
        "{code} · {phase} · {n} contribution",
        "{code} · {phase} · {n} contributions",
        count,
        code=code,
        phase=here.say(PHASES[head.phase]),
    )
    with st.container(border=True, key=f"room-{code}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            draw(
                f'<div class="d"><a href="/steer?w={plain(code)}" target="_self">'
                f"<b>{plain(head.title)}</b></a><p class=soft>{plain(about)}</p></div>"
            )
            if st.button(here.say("Copy as template"), key=f"copy-{code}"):
                _copy(here, room, secret)
            if st.button(here.say("Delete …"), key=f"delete-{code}"):
                pick(here, "deleting", code)
        if picked(here, "deleting") == code:
            _delete(here, room, secret)


def _copy(here: Here, room: Room, secret: str) -> None:
    try:
        made = here.house.rooms.copy(room.code, person_of(secret, room.code), secret)
    except Refused as refused:
        tell(here, here.say.refusal(refused), bad=True)
    else:
        tell(here, here.say("A copy is open under the code {code}.", code=made.code))
    st.rerun()


def _delete(here: Here, room: Room, secret: str) -> None:
    """Asked for by typing the code: nothing brings a deleted workshop back."""
    draw(
        note(
            here.say("Everything in it will be gone for good, from the copies too."),
            here.say("Type its code {code} to delete it.", code=room.code),
        )
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(here.say("Code"), key=f"typed-{room.code}", width=200)
        sure = typed.strip().upper() == room.code
        if st.button(here.say("Delete it for good"), key=f"gone-{room.code}", disabled=not sure):
            _gone(here, room, secret)
        if st.button(here.say("Leave it"), key=f"stay-{room.code}"):
            pick(here, "deleting", "")


def _gone(here: Here, room: Room, secret: str) -> None:
    try:
        here.house.rooms.delete(room.code, person_of(secret, room.code))
    except Refused as refused:
        tell(here, here.say.refusal(refused), bad=True)
        st.rerun()
    here.visit.selected.pop("deleting", None)
    tell(here, here.say("The workshop is deleted."))
    if room.code == here.room.code:
        st.query_params.clear()
    st.rerun()


def _new(here: Here, like: Setup, secret: str | None) -> None:
    """A workshop of one's own; its setup begins as this one's and can be changed at once."""
    form = fresh(here, "found")
    draw(heading(here.say("A new workshop")))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(here.say("Title"), key=f"found-{form}", width=420)
        if st.button(here.say("Open it"), key=f"found-now-{form}", disabled=not secret):
            _found(here, like, title, secret or "")


def _found(here: Here, like: Setup, title: str, secret: str) -> None:
    setup = Setup(
        title=title,
        prompts=like.prompts,
        framework=like.framework,
        cards=like.cards,
        languages=like.languages,
        agenda=like.agenda,
    )
    try:
        made = here.house.rooms.found(setup, cookie=secret)
    except Refused as refused:
        tell(here, here.say.refusal(refused), bad=True)
    else:
        here.visit.tokens.pop("found", None)
        tell(here, here.say("A workshop is open under the code {code}.", code=made.code))
    st.rerun()
