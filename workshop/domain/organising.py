"""The rules for what organisers do: set up, keys, erasing, the end."""

from __future__ import annotations

from dataclasses import replace

import regex

from workshop.domain import commands as c
from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.domain.phases import OWNERS
from workshop.domain.refusals import Reason, Refused
from workshop.domain.state import State, roles_of, said_beside
from workshop.domain.texts import clean, length

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No O, I, 0 or 1: nobody has to guess which one is meant."""
CODE = regex.compile(f"[{CODE_LETTERS}]{{6}}")
MOST_PROMPTS = 3
SHORTEST_LIMIT, LONGEST_LIMIT = 40, 1000
LONGEST_TITLE = 120
LONGEST_FRONT = 3000
_HASH = regex.compile(r"[0-9a-f]{64}")
_ISSUABLE = frozenset({n.Role.ORGANISER, n.Role.FACILITATOR, n.Role.SCRIBE, n.Role.LEAD})


def checked(setup: n.Setup) -> n.Setup:
    """The setup cleaned, or Refused that names the field."""
    setup = replace(
        setup,
        title=" ".join(clean(setup.title).split()),
        event=" ".join(clean(setup.event).split()),
        place=" ".join(clean(setup.place).split()),
    )
    areas = {area.key for area in setup.framework.areas}
    phases = [step.phase for step in setup.agenda]
    rule = setup.status_rule
    problems = {
        "title": not 1 <= length(setup.title) <= LONGEST_TITLE,
        "event": length(setup.event) > LONGEST_TITLE,
        "place": length(setup.place) > LONGEST_TITLE,
        "prompts": not 1 <= len(setup.prompts) <= MOST_PROMPTS
        or len({p.key for p in setup.prompts}) < len(setup.prompts)
        or any(not clean(p.title) for p in setup.prompts),
        "framework": not areas,
        "focus": setup.focus is not None and setup.focus not in areas,
        "languages": not setup.languages,
        "licence": not clean(setup.licence),
        "agenda": len(set(phases)) < len(phases)
        or n.Phase.CLOSED in phases
        or any(step.minutes < 0 for step in setup.agenda),
        "principle_limit": not SHORTEST_LIMIT <= setup.principle_limit <= LONGEST_LIMIT,
        "example_limit": not SHORTEST_LIMIT <= setup.example_limit <= LONGEST_LIMIT,
        "choices": not 1 <= setup.choices <= 10,  # noqa: PLR2004 - more would be no choice
        "status_rule": rule.least_answers < 1 or not 0 <= rule.most_objections < 1,
    }
    wrong = next((field for field, bad in problems.items() if bad), None)
    if wrong is not None:
        raise Refused(Reason.BAD_SETUP, field=wrong)
    return setup


def open_workshop(state: State, command: c.OpenWorkshop) -> tuple[e.Event, ...]:
    if state.setup is not None:
        raise Refused(Reason.ALREADY_OPEN)
    if not CODE.fullmatch(command.code):
        raise Refused(Reason.BAD_SETUP, field="code")
    setup = checked(command.setup)
    return (e.WorkshopOpened(by=command.by, at=command.at, code=command.code, setup=setup),)


def set_up(state: State, command: c.SetUp) -> tuple[e.Event, ...]:
    setup, was = checked(command.setup), state.running
    if setup == was:
        return ()
    written = {k.prompt for k in state.contributions.values()}
    if written - {p.key for p in setup.prompts}:
        raise Refused(Reason.BAD_SETUP, field="prompts")
    told = {k.card for k in state.contributions.values() if k.card}
    if told - {card.id for card in setup.cards}:
        raise Refused(Reason.BAD_SETUP, field="cards")
    began = state.stage.phase is not n.Phase.WELCOME or bool(state.contributions)
    if began and setup.status_rule != was.status_rule:
        # the rule that tells supported from contested is set before anybody writes
        raise Refused(Reason.BAD_SETUP, field="status_rule")
    if any(person.joined for person in state.people.values()):
        _as_agreed(was, setup)
    return (e.WorkshopSetUp(by=command.by, at=command.at, setup=setup),)


def _as_agreed(was: n.Setup, setup: n.Setup) -> None:
    """What people came in under stays: the licence, and at least as long to take words back."""
    last, until = was.withdraw_until, setup.withdraw_until
    sooner = until is not None and (last is None or until < last)
    if setup.licence != was.licence or sooner:
        raise Refused(Reason.AGREED)


def issue_key(state: State, command: c.IssueKey) -> tuple[e.Event, ...]:
    if command.role not in _ISSUABLE or not _HASH.fullmatch(command.key):
        raise Refused(Reason.NO_SUCH_KEY)
    if command.key in state.keys:
        return ()
    if command.role is n.Role.LEAD and command.theme not in state.themes:
        raise Refused(Reason.NO_SUCH_THEME)
    theme = command.theme if command.role is n.Role.LEAD else None
    return (
        e.KeyIssued(
            by=command.by,
            at=command.at,
            key=command.key,
            role=command.role,
            theme=theme,
            label=clean(command.label)[:LONGEST_TITLE],
        ),
    )


def revoke_key(state: State, command: c.RevokeKey) -> tuple[e.Event, ...]:
    key = state.keys.get(command.key)
    if key is None:
        raise Refused(Reason.NO_SUCH_KEY)
    if key.revoked:
        return ()
    return (e.KeyRevoked(by=command.by, at=command.at, key=command.key),)


def claim_key(state: State, command: c.ClaimKey) -> tuple[e.Event, ...]:
    key = state.keys.get(command.key)
    if key is None or key.revoked or not _HASH.fullmatch(command.key):
        raise Refused(Reason.NO_SUCH_KEY)
    person = state.people.get(command.by)
    if person and command.key in person.keys:
        return ()
    return (e.KeyClaimed(by=command.by, at=command.at, key=command.key),)


def erase(state: State, command: c.Erase) -> tuple[e.Event, ...]:
    contribution = state.contributions.get(n.ContributionId(command.on))
    beside = said_beside(state, command.on)
    if contribution is None and beside is None:
        raise Refused(Reason.NO_SUCH_WORDS)
    words = contribution.words if contribution else beside and beside[1]
    if words is not None and words.erased:
        return ()
    return (e.WordsErased(by=command.by, at=command.at, on=command.on),)


def close(state: State, command: c.CloseWorkshop) -> tuple[e.Event, ...]:
    if state.stage.phase is n.Phase.CLOSED:
        return ()
    return (e.WorkshopClosed(by=command.by, at=command.at),)


def reopen(state: State, command: c.ReopenWorkshop) -> tuple[e.Event, ...]:
    if state.stage.phase is not n.Phase.CLOSED:
        raise Refused(Reason.NOT_CLOSED)
    back = state.closed_from or n.Phase.CONSENT
    return (e.WorkshopReopened(by=command.by, at=command.at, to=back),)


def edit_front(state: State, command: c.EditFrontMatter) -> tuple[e.Event, ...]:
    front = n.FrontMatter(
        preamble=clean(command.front.preamble),
        terms=clean(command.front.terms),
        call_to_action=clean(command.front.call_to_action),
        signatures=clean(command.front.signatures),
    )
    longest = max(map(length, (front.preamble, front.terms, front.call_to_action)))
    if longest > LONGEST_FRONT:
        raise Refused(Reason.TOO_LONG, over=longest - LONGEST_FRONT, limit=LONGEST_FRONT)
    if state.front == front:
        return ()
    return (e.FrontMatterEdited(by=command.by, at=command.at, front=front),)


def is_owner(state: State, who: n.PersonId) -> bool:
    """Whether this person organises the workshop."""
    return bool(roles_of(state, who) & OWNERS)
