"""The scribe's page: write and vote for people without a phone, each in a seat of their own."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from workshop.domain.commands import CastVote, Contribute, GiveConsent, Part, SeatProxy
from workshop.domain.desk_view import Desk
from workshop.domain.nouns import Consent, ContributionId, Kind, PersonId, Vote, Words
from workshop.domain.phases import OPENS, Act
from workshop.domain.views import DraftCard, Screen, participant
from workshop.screens.desk.marks import empty, heading
from workshop.screens.desk.picking import choice
from workshop.screens.desk.settling import LANGUAGES
from workshop.screens.desk.wishes import fresh, wish
from workshop.screens.say import draw, plain, voice
from workshop.screens.visit import Here
from workshop.wording import CONSENTS, PHASES, VOTES


def view(here: Here, desk: Desk) -> None:
    """A seat, then what is open for whoever sits there."""
    _seat(here, desk)
    if not desk.seats:
        draw(
            empty(
                here.say("Nobody sits with you yet."),
                here.say("Seat a person, then write and vote for them as they tell you."),
            )
        )
        return
    names = {who: here.say("Seat {n}", n=i) for i, who in enumerate(desk.seats, 1)}
    who = choice(here.say("For whom"), names, "seat", width=260)
    screen, opens = participant(here.room.state, who, here.now), OPENS[desk.stage.phase]
    acts = ((Act.CONTRIBUTE, _write), (Act.VOTE, _vote), (Act.CONSENT, _consent))
    for act, show in acts:
        if act in opens:
            show(here, desk, who, screen)
    if not opens & {act for act, _ in acts}:
        phase = here.say(PHASES[desk.stage.phase])
        draw(empty(here.say("Nothing to type right now."), here.say("Step: {phase}.", phase=phase)))
    _theirs(here, screen)


def _seat(here: Here, desk: Desk) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        known = tuple(dict.fromkeys((*desk.setup.languages, *LANGUAGES)))
        lang = st.selectbox(
            here.say("Their language"),
            known,
            format_func=here.say.language,
            key="seat-lang",
            width=220,
        )
        form = fresh(here, "seat-form")
        if st.button(here.say("Seat a person"), key=f"seat-{form}"):
            command = SeatProxy(by=here.who, person=PersonId(form), lang=lang)
            wish(here, command, here.say("A person is seated."), "seat-form")


def _write(here: Here, desk: Desk, who: PersonId, screen: Screen) -> None:
    draw(heading(here.say("Write for them"), here.say("In their words, as they say them.")))
    prompts = {p.key: p.title for p in screen.prompts}
    prompt = choice(here.say("Question"), prompts, "scribe-prompt", width=520)
    form = fresh(here, f"write-{who}")
    texts = {
        kind: st.text_area(label, key=f"{kind}-{form}", height=90, persist_state="page")
        for kind, label in (
            (Kind.PRINCIPLE, here.say("A principle")),
            (Kind.EXAMPLE, here.say("An example, if they have one")),
        )
    }
    known = tuple(dict.fromkeys((*desk.setup.languages, *LANGUAGES)))
    lang = st.selectbox(
        here.say("Written in"), known, format_func=here.say.language, key="written-in", width=220
    )
    filled = [(kind, text) for kind, text in texts.items() if text.strip()]
    if st.button(
        here.say("Send for them"), key=f"send-{form}", type="primary", disabled=not filled
    ):
        parts = tuple(
            Part(id=ContributionId(f"{form}-{kind}"), kind=kind, words=Words(text, lang))
            for kind, text in filled
        )
        command = Contribute(by=here.who, behalf=who, prompt=prompt, parts=parts)
        wish(here, command, here.say("Received."), f"write-{who}")


def _vote(here: Here, _: Desk, who: PersonId, screen: Screen) -> None:
    soft = here.say("{n} of {of}", n=screen.voted, of=screen.to_vote)
    draw(heading(here.say("Vote for them"), soft))
    asked = screen.statement
    if asked is None:
        draw(empty(here.say("They have voted on everything."), here.say("New voices may come.")))
        return
    draw(f'<div class="d">{voice(asked.words)}</div>')
    with st.container(horizontal=True, gap="small"):
        for value in (Vote.DISAGREE, Vote.PASS, Vote.AGREE, Vote.UNREADABLE):
            if st.button(here.say(VOTES[value]), key=f"{value}-{asked.id}-{who}"):
                command = CastVote(by=here.who, behalf=who, on=asked.id, value=value)
                wish(here, command, here.say("Saved."))


def _consent(here: Here, desk: Desk, who: PersonId, screen: Screen) -> None:
    draw(heading(here.say("Consent for them")))
    for draft in screen.drafts:
        with st.container(border=True, key=f"consent-{draft.id}"):
            _answer(here, desk, who, draft)


def _answer(here: Here, desk: Desk, who: PersonId, draft: DraftCard) -> None:
    statement = f'<p dir="auto">{plain(draft.statement)}</p>'
    draw(f'<div class="d"><b dir="auto">{plain(draft.title)}</b>{statement}</div>')
    lang = desk.setup.languages[0]
    reason = st.text_input(
        here.say("What would go wrong? Needed for an objection."),
        key=f"reason-{draft.id}-{draft.version}-{who}",
    )
    with st.container(horizontal=True, gap="small"):
        for value in Consent:
            mine = draft.my_answer is value
            kind: Literal["primary", "secondary"] = "primary" if mine else "secondary"
            if st.button(here.say(CONSENTS[value]), key=f"{value}-{draft.id}-{who}", type=kind):
                objects = value is Consent.OBJECT and reason.strip()
                command = GiveConsent(
                    by=here.who,
                    behalf=who,
                    draft=draft.id,
                    version=draft.version,
                    value=value,
                    reason=Words(reason, lang) if objects else None,
                )
                wish(here, command, here.say("Saved."))


def _theirs(here: Here, screen: Screen) -> None:
    if screen.mine:
        draw(heading(here.say("What they wrote")))
    lines = [
        f'<div class="quoted">{voice(mine.words)}'
        f'<p class="soft num">{plain(here.say("No. {n}", n=mine.number))}</p></div>'
        for mine in screen.mine
        if not mine.withdrawn
    ]
    draw(f'<div class="d stack">{"".join(lines)}</div>')
