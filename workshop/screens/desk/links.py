"""Secret links: issue one, shown once in full; revoke one that should open nothing any more."""

from __future__ import annotations

import segno
import streamlit as st

from workshop.addresses import address
from workshop.domain.commands import IssueKey, RevokeKey
from workshop.domain.desk_view import Desk
from workshop.domain.nouns import Key, Role
from workshop.identity import key_hash, new_secret
from workshop.screens.desk.marks import empty, heading
from workshop.screens.desk.picking import a_theme, choice
from workshop.screens.desk.wishes import fresh, pick, picked, wish
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here
from workshop.wording import ROLES

_ROLES = (Role.FACILITATOR, Role.SCRIBE, Role.LEAD, Role.ORGANISER)
_SHOWN = "issued"


def view(here: Here, desk: Desk) -> None:
    """A new link on one side, the links there are on the other."""
    left, right = st.columns(2, gap="large")
    with left:
        draw(heading(here.say("A new link")))
        _new(here, desk)
        _issued(here, desk)
    with right:
        draw(heading(here.say("Links that open something")))
        _known(here, desk)


def _new(here: Here, desk: Desk) -> None:
    names = {role: here.say(ROLES[role]) for role in _ROLES}
    role = choice(here.say("For whom"), names, "link-role")
    theme = a_theme(here, desk, "link-theme") if role is Role.LEAD else None
    form = fresh(here, "link")
    label = st.text_input(
        here.say("A label that tells it apart, such as “table 3”. Please no person’s name."),
        key=f"label-{form}",
    )
    ready = role is not Role.LEAD or theme is not None
    if st.button(
        here.say("Make the link"), key=f"issue-{form}", type="primary", disabled=not ready
    ):
        secret = new_secret()
        here.visit.selected[_SHOWN] = secret
        command = IssueKey(by=here.who, key=key_hash(secret), role=role, theme=theme, label=label)
        wish(here, command, here.say("A link was made. It is shown once."), "link")


def _issued(here: Here, desk: Desk) -> None:
    """The link in full, with its picture: here alone, never on the wall."""
    secret = picked(here, _SHOWN)
    if not secret or key_hash(secret) not in {key.hash for key in desk.keys}:
        return
    draw(desk_link(here, secret))
    if st.button(here.say("I have kept it"), key="kept"):
        pick(here, _SHOWN, "")


def desk_link(here: Here, secret: str) -> str:
    """A desk link as text to copy and as a QR picture."""
    link = f"{address(here.house.settings)}/desk#{secret}"
    # an address cannot hold participants' words: it is ours from end to end
    alt = plain(here.say("The same link as a picture"))
    picture = segno.make(link, micro=False).svg_data_uri(scale=4)
    told = here.say("Whoever has this link has its rights. Hand it over in person.")
    return (
        f'<div class="d stack"><p class="secret" dir="ltr">{plain(link)}</p>'
        f'<p class="soft">{plain(told)}</p>'
        f'<img class="qr" src="{picture}" alt="{alt}"></div>'
    )


def _known(here: Here, desk: Desk) -> None:
    if not desk.keys:
        draw(empty(here.say("No links yet."), here.say("Make one on the left.")))
    themes = {row.theme.id: row.theme.number for row in desk.themes}
    for key in desk.keys:
        _key(here, key, themes.get(key.theme) if key.theme else None)


def _key(here: Here, key: Key, theme: int | None) -> None:
    role = here.say(ROLES[key.role])
    of = here.say("theme {n}", n=theme) if theme else ""
    since = here.say("since {time}", time=here.say.time(key.issued_at))
    about = " · ".join(part for part in (of, key.label, since) if part)
    name = key.hash[:6]
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"key-{name}"):
        draw(f'<div class="d"><b>{plain(role)}</b> <span class="soft">{plain(about)}</span></div>')
        if picked(here, "revoking") != key.hash:
            if st.button(here.say("Revoke …"), key=f"revoke-{name}"):
                pick(here, "revoking", key.hash)
        else:
            if st.button(here.say("Revoke it now"), key=f"revoke-now-{name}", type="primary"):
                command = RevokeKey(by=here.who, key=key.hash)
                wish(here, command, here.say("This link opens nothing any more."), "revoking")
            if st.button(here.say("Leave it"), key=f"revoke-not-{name}"):
                pick(here, "revoking", "")
