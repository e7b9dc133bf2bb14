"""The consent round: support, live with, or object with a reason, to one version of one draft."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from workshop.domain.commands import GiveConsent
from workshop.domain.nouns import Consent, DraftId, Token, Words
from workshop.domain.participating import REASON_LIMIT
from workshop.domain.phases import Act
from workshop.domain.views import DraftCard, Screen
from workshop.identity import id_from
from workshop.screens.acting import act
from workshop.screens.entering import again, mother_tongue
from workshop.screens.participant.drafts import card, waiting
from workshop.screens.participant.frame import note, pressed, sent, title
from workshop.screens.participant.wishing import wish
from workshop.screens.parts import Draft, Field, draft_field, received
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here
from workshop.wording import CONSENTS


def consent(here: Here, screen: Screen, acting: DeltaGenerator) -> None:
    """One draft after the other; answered ones can be looked at and changed."""
    if not screen.drafts:
        waiting(here, screen)
        return
    draft = _current(here, screen)
    at = screen.drafts.index(draft)
    told = here.say("{i} of {n}", i=here.say.number(at + 1), n=here.say.number(len(screen.drafts)))
    title(here.say("Can you go along with this?"), told)
    if all(d.my_answer for d in screen.drafts):
        note(
            here.say("You have answered everything."),
            here.say("You can change an answer until the workshop closes."),
        )
    draw(card(here, draft))
    _answered(here, draft)
    _ways(here, screen, at)
    if Act.CONSENT in screen.acts and screen.agreed:
        with acting:
            _answers(here, draft)


def _current(here: Here, screen: Screen) -> DraftCard:
    looked_at = here.visit.selected.get("consent")
    waiting_for_me = (d for d in screen.drafts if d.my_answer is None)
    first = next(waiting_for_me, screen.drafts[0])
    return next((d for d in screen.drafts if d.id == looked_at), first)


def _answered(here: Here, draft: DraftCard) -> None:
    if draft.my_answer is None:
        return
    told = here.say("Your answer: {answer}", answer=here.say(CONSENTS[draft.my_answer]))
    draw(f"<p><strong>{plain(told)}</strong></p>")


def _ways(here: Here, screen: Screen, at: int) -> None:
    with st.container(horizontal=True, key="consent-ways"):
        if at > 0:
            st.button(
                here.say("Back to the one before"),
                key="consent-back",
                type="tertiary",
                on_click=_look,
                args=(here, screen.drafts[at - 1].id),
            )
        if at + 1 < len(screen.drafts):
            st.button(
                here.say("Next"),
                key="consent-next",
                type="tertiary",
                on_click=_look,
                args=(here, screen.drafts[at + 1].id),
            )


def _answers(here: Here, draft: DraftCard) -> None:
    if here.visit.selected.get("objecting") == draft.id:
        _object(here, draft)
        return
    for value, label in (
        (Consent.SUPPORT, here.say("I support it")),
        (Consent.LIVE_WITH, here.say("I can live with it")),
    ):
        st.button(
            label,
            key=f"consent-{value}-{draft.id}-{draft.version}",
            type="primary" if draft.my_answer is value else "secondary",
            width="stretch",
            on_click=_give,
            args=(here, draft, value),
        )
    st.button(
        here.say("I object"),
        key=f"object-{draft.id}-{draft.version}",
        type="primary" if draft.my_answer is Consent.OBJECT else "secondary",
        width="stretch",
        on_click=_start_objecting,
        args=(here, draft.id),
    )


def _look(here: Here, draft: DraftId) -> None:
    here.visit.selected["consent"] = draft
    here.visit.selected["objecting"] = ""
    here.visit.message = ""


def _start_objecting(here: Here, draft: DraftId) -> None:
    here.visit.selected["objecting"] = here.visit.selected["consent"] = draft
    here.visit.message = ""


def _give(here: Here, draft: DraftCard, value: Consent) -> None:
    given = wish(
        here,
        f"consent {draft.id} {draft.version} {value}",
        lambda now, token: GiveConsent(
            by=now.who, draft=draft.id, version=draft.version, value=value, token=token
        ),
        here.say("Saved"),
    )
    if given:
        here.visit.selected["consent"] = ""


def _object(here: Here, draft: DraftCard) -> None:
    name = f"objection-{draft.id}-{draft.version}"
    told = here.say("An objection opens the wording again. It is no veto.")
    draw(f'<p class="soft">{plain(told)}</p>')
    reason = draft_field(
        here,
        name,
        Field(
            label=here.say("What would go wrong?"),
            hint=here.say("Needed, in one line. Printed in your words, without your name."),
            limit=REASON_LIMIT,
            rows=2,
            initial=draft.my_reason.text if draft.my_reason else "",
        ),
    )
    if st.button(
        here.say("Send my objection"),
        key="send-objection",
        type="primary",
        width="stretch",
        on_click=pressed,
        args=(here, "objection"),
    ):
        sent(here)
        if _objected(here, draft, reason):
            received(here, name, reason)
            here.visit.selected["objecting"] = here.visit.selected["consent"] = ""
        st.rerun()
    st.button(
        here.say("Do not object"),
        key="no-objection",
        type="tertiary",
        on_click=_look,
        args=(here, draft.id),
    )


def _objected(here: Here, draft: DraftCard, reason: Draft) -> bool:
    now = again(here)
    objection = GiveConsent(
        by=now.who,
        token=Token(id_from(reason.id, reason.text)),
        draft=draft.id,
        version=draft.version,
        value=Consent.OBJECT,
        reason=Words(reason.text, mother_tongue()),
    )
    return act(now, objection, here.say("Saved"))
