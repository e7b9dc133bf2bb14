"""Asking the software for themes, and deciding about what it proposes. Nothing moves before."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from workshop.domain.commands import AcceptGrouping, DeclineGrouping
from workshop.domain.desk_view import Desk, Move, ProposalRow, Proposed
from workshop.domain.nouns import ContributionId, ProposalId
from workshop.domain.views import LIST_BELOW
from workshop.screens.desk.finding import asked, find
from workshop.screens.desk.marks import note, row_html, words
from workshop.screens.desk.tree import tree
from workshop.screens.desk.wishes import pick, picked, wish
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here

_PATIENCE = 1
"""Seconds after which the page says that finding themes takes its time."""


def strip(here: Here, desk: Desk) -> None:
    """The proposal, if there is one; else the button that asks for one."""
    if desk.proposal is not None:
        _proposal(here, desk, desk.proposal)
    _find(here, desk)


def _find(here: Here, desk: Desk) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="find"):
        again = desk.grouped_at is not None or bool(desk.themes)
        asked_for = again or desk.proposal is not None
        label = here.say("Look again for themes") if again else here.say("Find themes")
        kind: Literal["primary", "secondary"] = "secondary" if asked_for else "primary"
        if st.button(label, key="find-themes", type=kind, disabled=not desk.now.contributions):
            find(here, _PATIENCE)
            st.rerun()
        if desk.now.contributions < LIST_BELOW:
            few = here.say("Under 12 voices a plain list reads better than themes.")
            draw(f'<p class="d soft">{plain(few)}</p>')
    asked(here, desk)


def _proposal(here: Here, desk: Desk, proposal: ProposalRow) -> None:
    """What would move, and the three answers to it."""
    moved, staying = len(proposal.moves), _staying(here, proposal)
    if proposal.first:
        what = here.say(
            "{themes} themes are proposed for {n} voices.", themes=proposal.themes, n=proposal.total
        )
    else:
        what = here.say("{k} of {n} voices would move.", k=moved, n=proposal.total)
    rest = here.say("Nothing moves until you decide. What you named, merged and moved stays.")
    if proposal.decided:
        kept = here.say.count(
            "{n} voice stays where a person put it.",
            "{n} voices stay where a person put them.",
            proposal.decided,
        )
        rest = f"{rest} {kept}"
    told, hands = st.columns([7, 5], vertical_alignment="center")
    with told:
        draw(note(what, rest))
    with hands, st.container(horizontal=True, gap="small"):
        see = here.say("Close") if picked(here, "seeing") else here.say("See what would move")
        if st.button(see, key="see"):
            pick(here, "seeing", "" if picked(here, "seeing") else "yes")
        proposal_id = ProposalId(proposal.id)
        label = here.say("Apply the rest") if staying else here.say("Apply")
        if st.button(label, key=f"apply-{proposal.id}", type="primary"):
            accept = AcceptGrouping(by=here.who, proposal=proposal_id, staying=staying)
            wish(here, accept, here.say("The themes are the room's now."), "seeing")
        if st.button(here.say("Keep as it is"), key=f"keep-{proposal.id}"):
            decline = DeclineGrouping(by=here.who, proposal=proposal_id)
            wish(here, decline, here.say("Everything stays where it is."), "seeing")
    if picked(here, "seeing"):
        _choose_staying(here, proposal)
        draw(_seen(here, proposal))
        tree(here, desk, proposal.tree)


def _movable(proposal: ProposalRow) -> dict[ContributionId, int]:
    """Who has a place to stay in, with their numbers."""
    return {
        move.row.statement.id: move.row.statement.number for move in proposal.moves if move.origin
    }


def _staying(here: Here, proposal: ProposalRow) -> tuple[ContributionId, ...]:
    """Who shall stay where they are, as chosen so far."""
    chosen = set(picked(here, f"staying-{proposal.id}").split())
    return tuple(on for on in _movable(proposal) if on in chosen)


def _choose_staying(here: Here, proposal: ProposalRow) -> None:
    numbers = _movable(proposal)
    if not numbers:
        return
    staying = st.multiselect(
        here.say("These stay where they are"),
        list(numbers),
        default=_staying(here, proposal),
        format_func=lambda on: here.say("No. {n}", n=numbers[on]),
        key=f"staying-{proposal.id}",
        placeholder="",
        help=here.say("Choose a number, and that voice is not moved, now or by later proposals."),
    )
    if tuple(staying) != _staying(here, proposal):
        pick(here, f"staying-{proposal.id}", " ".join(staying))


def _seen(here: Here, proposal: ProposalRow) -> str:
    head = "".join(_group(here, group) for group in proposal.groups)
    moves = "".join(_move(here, move) for move in proposal.moves)
    table = (
        f'<table class="t"><thead><tr><th>{plain(here.say("Voice"))}</th>'
        f"<th>{plain(here.say('From'))}</th><th>{plain(here.say('To'))}</th></tr></thead>"
        f"<tbody>{moves}</tbody></table>"
        if moves
        else ""
    )
    return f'<div class="d proposed">{head}{table}</div>'


def _group(here: Here, group: Proposed) -> str:
    """A name alone tells too little: the voice that shows the theme best stands below it."""
    size = here.say.number(group.size)
    quote = words(group.quote, here) if group.quote else ""
    return (
        f'<div class="row"><div><b>{plain(group.name)}</b>{quote}</div>'
        f'<span class="end num soft">{plain(size)}</span></div>'
    )


def _move(here: Here, move: Move) -> str:
    origin = move.origin or here.say("not sorted yet")
    return (
        f"<tr><td>{row_html(here, move.row)}</td>"
        f"<td>{plain(origin)}</td><td>{plain(move.target)}</td></tr>"
    )
