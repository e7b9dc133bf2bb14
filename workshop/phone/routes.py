"""The doors: join, desk, wall, health, assets. Each leads to a page or answers itself."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from workshop.domain.commands import ClaimKey
from workshop.domain.refusals import Refused
from workshop.house import house
from workshop.identity import key_hash, person_of
from workshop.phone import answering
from workshop.phone.answering import page, room_of, tidy, turned_away, wrong_code
from workshop.phone.asides import back, language, typing
from workshop.phone.cookies import BARE, LOST, known, remember
from workshop.phone.guarding import TURNED_AWAY, TurnedAway, posted
from workshop.phone.index import reading_language
from workshop.phone.live import live
from workshop.phone.rehearsing import REHEARSING
from workshop.phone.shelf import asset
from workshop.phone.taking_part import act, show
from workshop.wording import speaker

LIGHT = True
"""Whether the join link leads to our own page; else it leads to Streamlit's."""
MOST_BYTES = 4096
"""A secret is 32 characters; nothing else is ever posted to the desk's door."""


def start(_: Request) -> Response:
    """To the newest workshop's join page; to the form for a code where there is none."""
    codes = house().rooms.codes()
    return RedirectResponse(f"/p/{codes[-1]}" if codes else "/p/", 303)


def ask_code(request: Request) -> Response:
    """A form for the code on the big screen."""
    typed = request.query_params.get("code")
    if typed is None:
        return page(request, "code.html", code="", wrong=False, wait=False)
    if room_of(typed) is not None:
        return RedirectResponse(f"/p/{tidy(typed)}", 303)
    return wrong_code(request, typed)


async def join(request: Request) -> Response:
    """The way in. Whoever was sent back from Streamlit's page gets the cookie and returns there."""
    if LIGHT and LOST not in request.query_params:
        return await show(request)
    room = room_of(request.path_params["code"])
    if room is None:
        return wrong_code(request, request.path_params["code"])
    return _let_in(request, f"/room?w={room.code}")


def _let_in(request: Request, to: str) -> Response:
    """On to a page, with the cookie by which this browser is known again.

    Whoever was sent back here and still brings none is let go on without: sent to and fro they
    would never see why.
    """
    bare = LOST in request.query_params and known(request) is None
    response = RedirectResponse(f"{to}&{BARE}=1" if bare else to, 303)
    remember(request, response)
    return response


def desk_door(request: Request) -> Response:
    """A page whose script posts the secret that stands after the #; without it, a field for it."""
    return page(request, "desk.html", wrong=False, wait=False)


async def desk_key(request: Request) -> Response:
    """Gives this browser the role of the secret link, and goes on to the desk."""
    try:
        fields = await posted(request, MOST_BYTES)
    except TurnedAway as away:
        return turned_away(request, away)
    return await run_in_threadpool(_claimed, request, fields)


def _claimed(request: Request, fields: Mapping[str, tuple[str, ...]]) -> Response:
    # a pasted link works as well as the secret alone
    secret = fields.get("secret", ("",))[0].strip().rsplit("#", 1)[-1]
    found = house().rooms.by_secret(secret) if secret else None
    if found is None:
        wait = answering.knocks.too_many(request)
        return page(request, "desk.html", 429 if wait else 403, wrong=True, wait=wait)
    room, _ = found
    response = RedirectResponse(f"/steer?w={room.code}", 303)
    who = person_of(remember(request, response), room.code)
    try:
        room.ask(ClaimKey(by=who, key=key_hash(secret)))
    except Refused as refused:
        said = speaker(reading_language(request)).refusal(refused)
        return PlainTextResponse(said, 409)
    return response


def wall(request: Request) -> Response:
    """The big screen of a workshop."""
    room = room_of(request.path_params["code"])
    if room is None:
        return wrong_code(request, request.path_params["code"])
    # a projector is nobody, but Streamlit's pages open to a known browser only
    return _let_in(request, f"/screen?w={room.code}")


def healthz(_: Request) -> Response:
    """Whether this process can do its work, and how well texts can be compared."""
    problems = [str(problem) for problem in house().rooms.problems]
    return JSONResponse(
        {
            "ok": not problems,
            "problems": len(problems),
            "sorting": house().steward.level,
            "turned_away": TURNED_AWAY.total(),
        }
    )


def gone(_: Request) -> Response:
    """Nothing is here. Without this, Streamlit would answer with its own page."""
    return PlainTextResponse("Not found", 404)


OURS: tuple[BaseRoute, ...] = (
    Route("/", start),
    Route("/p", ask_code),
    Route("/p/", ask_code),
    Route("/p/{code}", join),
    Route("/p/{code}/language", language, methods=["POST"]),
    Route("/p/{code}/typing", typing, methods=["POST"]),
    Route("/p/{code}/{act}", act, methods=["POST"]),
    Route("/p/{code}/{act}", back),
    Route("/desk", desk_door),
    Route("/desk", desk_key, methods=["POST"]),
    REHEARSING,
    Route("/wall/{code}", wall),
    Route("/healthz", healthz),
    Route("/live/{code}", live),
    Route("/a/{name}", asset),
    *(
        Route(f"/{ours}/{{rest:path}}", gone)
        for ours in ("p", "desk", "wall", "live", "a", "healthz")
    ),
)
