"""The page of a participant: shows a Screen, takes forms, answers with the page that follows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.phases import Act
from workshop.domain.refusals import Reason, Refused
from workshop.domain.views import Screen, Statement, participant, voter
from workshop.domain.views import said as spoken_by
from workshop.house import house
from workshop.identity import person_of
from workshop.phone.acts import Form, wish
from workshop.phone.answering import (
    by_script,
    html,
    page,
    room_of,
    told,
    turned_away,
    wrong_code,
)
from workshop.phone.cookies import known, remember
from workshop.phone.drawing import drawn
from workshop.phone.guarding import Pace, TurnedAway, posted
from workshop.phone.guest import After, Guest
from workshop.phone.index import mother_tongue, reading_language
from workshop.phone.live import version_of
from workshop.phone.looking import Looking, address, looking
from workshop.phone.saying import said
from workshop.room import Outcome, Room
from workshop.rooms import now
from workshop.wording import speaker

MOST_BYTES = 64 * 1024
NUDGED_WITHIN = 0.4
"""Seconds that a sending waits for the software; what takes longer is sent without a question."""
SEEN = "x-seen"
"""The header by which a script says which version it has drawn, so that nothing is sent twice."""
PATIENCE = 10.0
STATUS: Mapping[Reason, int] = MappingProxyType(
    {
        Reason.NOT_JOINED: 403,
        Reason.NOTICE_FIRST: 403,
        Reason.NOT_YOURS: 403,
        Reason.EMPTY: 422,
        Reason.TOO_LONG: 422,
        Reason.TOO_MANY: 422,
        Reason.REASON_NEEDED: 422,
        Reason.BAD_ID: 400,
        Reason.LOCKED: 423,
        Reason.BUSY: 503,
        Reason.READ_ONLY: 503,
    }
)
"""The status of a refusal, 409 where none is listed. The phone sends 423 and 503 again itself."""
_AGAIN = frozenset({Reason.BUSY, Reason.READ_ONLY})
"""After these nobody knows whether the wish was kept, so it is sent again with its token."""
_SAID: Mapping[type[c.Command], str] = MappingProxyType(
    {c.Join: "", c.SuggestWording: "suggested", c.Translate: "translated"}
)
_log = logging.getLogger(__name__)
pace = Pace()


async def show(request: Request) -> Response:
    """The page of one participant; a browser that was never here gets its cookie with it."""
    typed = request.path_params["code"]
    room = room_of(typed)
    if room is None:
        return _gone(request)
    if typed != room.code:
        return RedirectResponse(f"/p/{room.code}", 303)
    answer = Response()
    secret = remember(request, answer)
    guest = _guest(request, room, person_of(secret, room.code))
    if known(request) is not None:
        house().presence.seen(room.code, guest.who)
    if by_script(request) and request.headers.get(SEEN) == str(guest.version):
        return Response(status_code=204)
    screen = participant(room.state, guest.who, guest.now)
    shown = _page(request, guest, screen, After())
    shown.headers.raw.extend(pair for pair in answer.raw_headers if pair[0] == b"set-cookie")
    return shown


def _guest(request: Request, room: Room, who: n.PersonId) -> Guest:
    return Guest(
        room=room,
        who=who,
        say=speaker(reading_language(request)),
        tongue=mother_tongue(request),
        seen=looking(request.query_params),
        now=now(),
        version=version_of(room),
    )


def _page(
    request: Request, guest: Guest, screen: Screen, after: After, status: int = 200
) -> Response:
    if not by_script(request):
        return html(request, drawn(guest, screen, after), status)
    facts = {
        "ok": not after.alert,
        "said": after.said or said(guest, screen),
        "alert": after.alert,
        "asks": after.near is not None,
        "page": drawn(guest, screen, after, whole=False),
        "url": address(guest.room.code, replace(guest.seen, said="", no=())),
        "phase": screen.header.phase.value,
        "v": guest.version,
    }
    return told(request, facts, status)


async def act(request: Request) -> Response:
    """Does what a form wishes: on to the page that follows, or the same page with the reason."""
    room = room_of(request.path_params["code"])
    if room is None:
        return _gone(request)
    try:
        fields = await posted(request, MOST_BYTES)
        secret = known(request)
        if secret is None:
            return _nobody(request)
        guest = _guest(request, room, person_of(secret, room.code))
        pace.hold(guest.who)
    except TurnedAway as away:
        return turned_away(request, away)
    form = Form(by=guest.who, tongue=guest.tongue, fields=fields)
    return await _done(request, guest, request.path_params["act"], form)


def _gone(request: Request) -> Response:
    """What is said where a workshop was closed for good or moved away."""
    if not by_script(request):
        return wrong_code(request, request.path_params["code"])
    why = speaker(reading_language(request))("No workshop has this code.")
    return told(request, {"ok": False, "alert": why}, 404)


def _nobody(request: Request) -> Response:
    """What is said where a browser sends no cookie: a page cannot know whose words these are."""
    say = speaker(reading_language(request))
    why = say(
        "If you came by the link: this page knows you again by a cookie, and your browser "
        "sent none. Allow cookies for this address, then open the link again."
    )
    if by_script(request):
        return told(request, {"ok": False, "alert": why}, 403)
    return page(request, "stopped.html", 403, why=why)


async def _done(request: Request, guest: Guest, name: str, form: Form) -> Response:
    room = guest.room
    try:
        wished = wish(name, form)
        if isinstance(wished, c.Contribute) and not form.text("sure"):
            near = await _near(guest, wished)
            if near is not None:
                return _again(request, guest, form, After(near=near, kept=form.fields))
        outcome = await _asked(room, wished)
    except Refused as refused:
        token = form.text("token") if refused.reason in _AGAIN else ""
        after = After(alert=guest.say.refusal(refused), kept=form.fields, token=token)
        return _again(request, guest, form, after, STATUS.get(refused.reason, 409))
    return _granted(request, guest, form, wished, outcome)


async def _asked(room: Room, wished: c.Command) -> Outcome:
    """The outcome of a wish, once it is durable. Refused as BUSY when none came in time."""
    future = room.submit(wished)
    try:
        return await asyncio.wait_for(asyncio.wrap_future(future), PATIENCE)
    except TimeoutError:
        raise Refused(Reason.BUSY) from None


async def _near(guest: Guest, wished: c.Contribute) -> Statement | None:
    """What somebody else has nearly said, if the software knows it at once."""
    part, room = wished.parts[0], guest.room
    screen = participant(room.state, guest.who, guest.now)
    if Act.CONTRIBUTE not in screen.acts or not part.words.text.strip():
        return None
    try:
        asked = house().steward.alike(room, guest.who, part.kind, part.words)
        found = await asyncio.wait_for(asyncio.wrap_future(asked), NUDGED_WITHIN)
    except TimeoutError:
        return None
    except Exception:  # noqa: BLE001 - the software that compares may be down; sending goes on
        _log.info("no comparison before sending", exc_info=True)
        return None
    return next(iter(spoken_by(room.state, found[:1], guest.who)), None)


def _again(request: Request, guest: Guest, form: Form, after: After, status: int = 200) -> Response:
    """The same page with what was typed still in its fields."""
    if "prompt" in form.fields and guest.seen.at == "now":
        guest = replace(guest, seen=replace(guest.seen, do="write"))
    screen = participant(guest.room.state, guest.who, guest.now)
    return _page(request, guest, screen, after, status)


def _granted(
    request: Request, guest: Guest, form: Form, wished: c.Command, outcome: Outcome
) -> Response:
    screen = _after(guest, wished, outcome)
    what, numbers = _what(guest, wished, outcome, screen)
    seen = Looking(at=guest.seen.at, said=what, no=numbers)
    if isinstance(wished, c.Contribute | c.Support) and seen.at == "now":
        seen = replace(seen, do="write")
    after_it = replace(guest, seen=seen)
    if isinstance(wished, c.Support) and form.text("prompt"):
        # one's own words still stand in the form from which the other was supported
        return _page(request, after_it, screen, After(kept=form.fields))
    if by_script(request):
        return _page(request, after_it, screen, After(brief=isinstance(wished, c.CastVote)))
    return RedirectResponse(address(guest.room.code, seen), 303)


def _after(guest: Guest, wished: c.Command, outcome: Outcome) -> Screen:
    """The screen that follows. A hall votes together: while it does, the lists are left out."""
    if isinstance(wished, c.CastVote) and guest.seen.at == "now":
        screen = voter(outcome.state, guest.who)
        if (
            screen.statement is not None
            and screen.header.phase is n.Phase.VOTE
            and not screen.revealed
        ):
            return screen
    return participant(outcome.state, guest.who, guest.now)


def _what(
    guest: Guest, wished: c.Command, outcome: Outcome, screen: Screen
) -> tuple[str, tuple[int, ...]]:
    """The word for what was done, and the numbers it was done to."""
    match wished:
        case c.Contribute(parts=parts):
            ids = {part.id for part in parts}
            numbers = tuple(sorted(r.number for r in screen.mine if r.id in ids))
            return ("received" if outcome.events else "again"), numbers
        case c.CastVote(value=value):
            return f"vote-{value.value}", ()
        case c.Support(on=on):
            found = spoken_by(outcome.state, (on,), guest.who)
            return "supported", tuple(one.number for one in found)
        case c.Withdraw(on=taken):
            return "withdrawn", tuple(r.number for r in screen.mine if r.id == taken)
    return _SAID.get(type(wished), "saved"), ()
