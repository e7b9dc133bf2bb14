"""My contributions, and what became of each."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from workshop.domain.commands import ReviseContribution, Withdraw
from workshop.domain.nouns import ContributionId, Kind, Token, Words
from workshop.domain.views import Receipt, Screen
from workshop.identity import id_from
from workshop.screens.acting import act
from workshop.screens.entering import again
from workshop.screens.look import mark
from workshop.screens.participant.frame import note, pressed, sent, title
from workshop.screens.participant.wishing import wish
from workshop.screens.parts import Field, draft_field, received
from workshop.screens.say import draw, plain, voice
from workshop.screens.visit import Here
from workshop.wording import HIDE_REASONS, KINDS


def mine(here: Here, screen: Screen, acting: DeltaGenerator) -> None:
    """The place Mine: a receipt for each contribution, the newest first."""
    if not screen.mine:
        note(
            here.say("You have not written anything yet."),
            here.say("When writing is open, you find your words here and what becomes of them."),
        )
        return
    title(here.say("What became of your words"))
    for receipt in screen.mine:
        draw(_receipt(here, receipt))
        _ways(here, screen, receipt, acting)


def _receipt(here: Here, receipt: Receipt) -> str:
    words = voice(receipt.words) if not receipt.withdrawn else ""
    kind = plain(here.say(KINDS[receipt.kind]))
    knots = "".join(_knots(here, receipt))
    return (
        f'<article class="card mine"><p class="soft">{kind}</p>{words}'
        f'<ol class="knots">{knots}</ol></article>'
    )


def _knots(here: Here, receipt: Receipt) -> list[str]:
    got = here.say(
        "Received {time}, number {no}", time=here.say.time(receipt.at), no=receipt.number
    )
    knots = [_knot(plain(got))]
    if receipt.withdrawn:
        gone = here.say(
            "Withdrawn. Number {no} is gone from the document and the data. "
            "The number stays, without words.",
            no=receipt.number,
        )
        return [*knots, _knot(plain(gone))]
    if receipt.hidden:
        return [*knots, _hidden(here, receipt)]
    if not receipt.published:
        knots.append(_knot(plain(here.say("Not published: counted, and read by the desk alone"))))
    knots.append(_place(here, receipt))
    knots += [_knot(plain(_votes(here, receipt)))] if receipt.tally else []
    knots += [
        _knot(plain(here.say("It is in principle {n}", n=number)))
        for number in dict.fromkeys(number for number, _ in receipt.feeds)
    ]
    return knots


def _knot(markup: str, *, todo: bool = False) -> str:
    return f'<li class="todo soft">{markup}</li>' if todo else f"<li>{markup}</li>"


def _hidden(here: Here, receipt: Receipt) -> str:
    reason = here.say(HIDE_REASONS[receipt.hidden.reason]) if receipt.hidden else ""
    noted = receipt.hidden.note if receipt.hidden else ""
    told = here.say("Not shown: {reason}", reason=noted or reason)
    what = here.say(
        "Your number {no} is counted, and only you can read it. "
        "If this is a mistake, tell the facilitator that number.",
        no=receipt.number,
    )
    return _knot(f"<strong>{plain(told)}</strong><br>{plain(what)}", todo=True)


def _place(here: Here, receipt: Receipt) -> str:
    if receipt.theme is not None:
        others = here.say.count("with {n} other", "with {n} others", receipt.others)
        sign = mark(receipt.theme.number, here.say("In theme"))
        return _knot(
            f'<span class="row">{sign}<span><strong>{plain(receipt.theme.name)}</strong> '
            f"{plain(others)}</span></span>"
        )
    if receipt.in_tray:
        return _knot(plain(here.say("In the tray, for what fits nowhere yet")))
    return _knot(plain(here.say("Not in a theme yet")), todo=True)


def _votes(here: Here, receipt: Receipt) -> str:
    tally = receipt.tally
    if tally is None:
        return ""
    return here.say(
        "Votes: {agree} agree, {disagree} disagree, {passed} pass",
        agree=here.say.number(tally.agree),
        disagree=here.say.number(tally.disagree),
        passed=here.say.number(tally.passed),
    )


def _ways(here: Here, screen: Screen, receipt: Receipt, acting: DeltaGenerator) -> None:
    selected = here.visit.selected
    if selected.get("revise") == receipt.id and receipt.may_revise:
        _revise(here, screen, receipt, acting)
        return
    if selected.get("withdraw") == receipt.id and receipt.may_withdraw:
        _confirm(here, receipt)
        return
    with st.container(horizontal=True, key=f"ways-{receipt.id}"):
        if receipt.may_revise:
            st.button(
                here.say("Change number {no}", no=receipt.number),
                key=f"revise-{receipt.id}",
                type="tertiary",
                on_click=_select,
                args=(here, "revise", receipt.id),
            )
        if receipt.may_withdraw:
            st.button(
                here.say("Withdraw number {no}", no=receipt.number),
                key=f"withdraw-{receipt.id}",
                type="tertiary",
                on_click=_select,
                args=(here, "withdraw", receipt.id),
            )


def _select(here: Here, what: str, on: str) -> None:
    here.visit.selected |= {"revise": "", "withdraw": "", what: on}
    here.visit.message = ""


def _confirm(here: Here, receipt: Receipt) -> None:
    told = here.say(
        "Withdraw number {no}? It leaves the document and the data for good.", no=receipt.number
    )
    draw(f'<div class="note"><p>{plain(told)}</p></div>')
    with st.container(horizontal=True, key=f"sure-{receipt.id}"):
        st.button(
            here.say("Withdraw it"),
            key=f"yes-{receipt.id}",
            on_click=_withdraw,
            args=(here, receipt.id, receipt.number),
        )
        st.button(
            here.say("Keep it"),
            key=f"keep-{receipt.id}",
            on_click=_select,
            args=(here, "withdraw", ""),
        )


def _withdraw(here: Here, on: ContributionId, number: int) -> None:
    done = wish(
        here,
        f"withdraw {on}",
        lambda now, token: Withdraw(by=now.who, on=on, token=token),
        here.say("Number {no} is withdrawn", no=number),
    )
    if done:
        here.visit.selected["withdraw"] = ""


def _revise(here: Here, screen: Screen, receipt: Receipt, acting: DeltaGenerator) -> None:
    name = f"revision-{receipt.id}"
    is_principle = receipt.kind is Kind.PRINCIPLE
    draft = draft_field(
        here,
        name,
        Field(
            label=here.say("Your new words"),
            limit=screen.principle_limit if is_principle else screen.example_limit,
            initial=receipt.words.text,
            lang=receipt.words.lang,
        ),
    )
    with acting:
        tapped = st.button(
            here.say("Save the new words"),
            key="send-revision",
            type="primary",
            width="stretch",
            on_click=pressed,
            args=(here, "revision"),
        )
    st.button(
        here.say("Leave it as it was"),
        key=f"leave-{receipt.id}",
        type="tertiary",
        on_click=_select,
        args=(here, "revise", ""),
    )
    if tapped:
        sent(here)
        now = again(here)
        revision = ReviseContribution(
            by=now.who,
            token=Token(id_from(draft.id, draft.text)),
            on=receipt.id,
            words=Words(draft.text, receipt.words.lang),
        )
        if act(now, revision, here.say("Saved")):
            received(here, name, draft)
            here.visit.selected["revise"] = ""
        st.rerun()
