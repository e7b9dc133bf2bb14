"""What follows from a wish: decide(state, command) -> events, or Refused. Total over Command."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import assert_never

from workshop.domain import commands as c
from workshop.domain import drafting, organising, participating, sorting, steering
from workshop.domain.events import Event
from workshop.domain.nouns import PersonId, Phase, Role, Words
from workshop.domain.phases import ACT_OF, LOCKABLE, OPENS, OWNERS, WHO, Act
from workshop.domain.refusals import Reason, Refused
from workshop.domain.state import State, roles_of

_NOT_THE_WISH = frozenset({"at", "token"})


def decide(state: State, command: c.Command) -> tuple[Event, ...]:
    """The events that the wish leads to; `()` when there is nothing to do.

    Raises Refused with a reason and facts; the state is unchanged either way.
    """
    if not isinstance(command, c.OpenWorkshop) and state.setup is None:
        raise Refused(Reason.NOT_OPENED)
    if _seen(state, command):
        return ()
    _may(state, command)
    events = _granted(state, command)
    if not events or command.token is None:
        return events
    return (replace(events[0], token=command.token, wish=fingerprint(command)), *events[1:])


def fingerprint(command: c.Command) -> str:
    """What is wished, whenever and however often it is sent: 16 hex digits of SHA-256.

    The letters of anybody's words are left out: a hash of them would outlive their withdrawal.
    """
    wished = (f.name for f in fields(command) if f.name not in _NOT_THE_WISH)
    parts = [type(command).__name__, *(_told(getattr(command, name)) for name in wished)]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _told(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Words):
        return value.lang
    if is_dataclass(value):
        inside = "\x1f".join(_told(getattr(value, f.name)) for f in fields(value))
        return f"({inside})"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + "\x1f".join(_told(v) for v in value) + "]"
    return str(value)


def _seen(state: State, command: c.Command) -> bool:
    if command.token is None:
        return False
    wish = state.tokens.get(command.by, {}).get(command.token)
    if wish is None:
        return False
    if wish != fingerprint(command) or participating.says_otherwise(state, command):
        raise Refused(Reason.TOKEN_USED)
    return True


def allowed(state: State, who: PersonId, act: Act) -> bool:
    """Whether this person may do this just now, as far as phase, role and lock tell."""
    roles = roles_of(state, who) & WHO[act] if act not in _FOR_ANYONE else frozenset(Role)
    rests = state.stage.locked and roles <= LOCKABLE and act is not Act.WITHDRAW
    return bool(roles) and _open(state, act, roles) and not rests


_FOR_ANYONE = frozenset({Act.OPEN, Act.JOIN, Act.CLAIM})


def _open(state: State, act: Act, roles: frozenset[Role]) -> bool:
    # the document's wording stays the organiser's to edit, in every phase, as new versions
    return act in OPENS[state.stage.phase] or (act is Act.DRAFT and bool(roles & OWNERS))


def _may(state: State, command: c.Command) -> None:
    act = ACT_OF[type(command)]
    if act in _FOR_ANYONE:
        if act not in OPENS[state.stage.phase]:
            raise Refused(Reason.CLOSED)
        return
    held = roles_of(state, command.by)
    roles = held & WHO[act]
    if not roles:
        joined = held or not WHO[act] & {Role.PARTICIPANT}
        raise Refused(Reason.NOT_YOURS if joined else Reason.NOT_JOINED, act=act.value)
    if not _open(state, act, roles):
        phase = state.stage.phase
        reason = Reason.CLOSED if phase is Phase.CLOSED else Reason.NOT_OPEN
        raise Refused(reason, act=act.value, phase=phase.value, since=state.stage.since)
    if state.stage.locked and roles <= LOCKABLE and act is not Act.WITHDRAW:
        raise Refused(Reason.LOCKED, act=act.value)


def _granted(state: State, command: c.Command) -> tuple[Event, ...]:
    match command:
        case c.CastVote():
            return participating.cast_vote(state, command)
        case c.Contribute():
            return participating.contribute(state, command)
        case c.Join():
            return participating.join(state, command)
        case c.SeatProxy():
            return participating.seat_proxy(state, command)
        case c.ReviseContribution():
            return participating.revise(state, command)
        case c.Withdraw():
            return participating.withdraw(state, command)
        case c.Support():
            return participating.support(state, command)
        case c.ChooseThemes():
            return participating.choose(state, command)
        case c.SuggestWording():
            return participating.suggest(state, command)
        case c.Translate():
            return participating.translate(state, command)
        case c.GiveConsent():
            return participating.consent(state, command)
        case c.ShowCard():
            return steering.show_card(state, command)
        case c.SetTimer():
            return steering.set_timer(state, command)
        case c.LockRoom():
            return steering.lock(state, command)
        case c.RevealResults():
            return steering.reveal(state, command)
        case c.FreezeWall():
            return steering.freeze(state, command)
        case c.TurnWall():
            return steering.turn_wall(state, command)
        case c.MovePhase():
            return steering.move_phase(state, command)
        case c.Undo():
            return steering.undo(state, command)
        case c.Hide():
            return sorting.hide(state, command)
        case c.Show():
            return sorting.show(state, command)
        case c.FoldTogether():
            return sorting.fold(state, command)
        case c.Unfold():
            return sorting.unfold(state, command)
        case c.AcceptGrouping():
            return sorting.accept(state, command)
        case c.DeclineGrouping():
            return sorting.decline(state, command)
        case c.AddTheme():
            return sorting.add_theme(state, command)
        case c.RenameTheme():
            return sorting.rename(state, command)
        case c.MergeThemes():
            return sorting.merge(state, command)
        case c.SplitTheme():
            return sorting.split(state, command)
        case c.MoveContributions():
            return sorting.move(state, command)
        case c.PinTheme():
            return sorting.pin(state, command)
        case c.OrderThemes():
            return sorting.order(state, command)
        case c.LinkAreas():
            return drafting.link_areas(state, command)
        case c.DraftPrinciple():
            return drafting.draft(state, command)
        case c.ReviseDraft():
            return drafting.revise_draft(state, command)
        case c.NameValue():
            return drafting.name_value(state, command)
        case c.OpenWorkshop():
            return organising.open_workshop(state, command)
        case c.SetUp():
            return organising.set_up(state, command)
        case c.IssueKey():
            return organising.issue_key(state, command)
        case c.RevokeKey():
            return organising.revoke_key(state, command)
        case c.ClaimKey():
            return organising.claim_key(state, command)
        case c.Erase():
            return organising.erase(state, command)
        case c.CloseWorkshop():
            return organising.close(state, command)
        case c.ReopenWorkshop():
            return organising.reopen(state, command)
        case c.EditFrontMatter():
            return organising.edit_front(state, command)
        case c.ProposeThemes():
            return sorting.propose(state, command)
        case c.PlaceNewcomer():
            return sorting.place(state, command)
        case _:
            assert_never(command)
