"""The doors: join, desk, wall, health, assets. Each leads to a Streamlit page or answers itself."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import BaseRoute, Route

from workshop.domain.commands import ClaimKey
from workshop.domain.nouns import Code
from workshop.domain.organising import CODE
from workshop.domain.refusals import Refused
from workshop.house import house
from workshop.identity import key_hash, person_of
from workshop.phone.cookies import BARE, LOST, known, remember
from workshop.phone.guarding import Knocks, from_our_page
from workshop.phone.index import reading_language
from workshop.phone.live import live
from workshop.phone.rehearsing import REHEARSING
from workshop.room import Room
from workshop.wording import speaker

ASSETS = Path(__file__).parents[1] / "screens" / "assets"
SERVED = ("look.css", "phone.css", "door.js", "base.js")
MOST_BYTES = 4096
"""A secret is 32 characters; nothing else is ever posted to a door."""

_knocks = Knocks()
_pages = Environment(
    loader=PackageLoader("workshop.phone"), autoescape=True, undefined=StrictUndefined
)


def _page(request: Request, name: str, status: int = 200, **facts: object) -> HTMLResponse:
    lang = reading_language(request)
    said = speaker(lang)
    markup = _pages.get_template(name).render(say=said, lang=lang, dir=said.direction, **facts)
    return HTMLResponse(markup, status, {"cache-control": "no-store", "vary": "cookie"})


def tidy(code: str) -> Code:
    """A code as people type it: blanks and lower case do not matter."""
    return Code("".join(code.split()).replace("-", "").upper()[:12])


def _room(code: str) -> Room | None:
    return house().rooms.room(tidy(code)) if CODE.fullmatch(tidy(code)) else None


def start(_: Request) -> Response:
    """To the newest workshop's join page; to the form for a code where there is none."""
    codes = house().rooms.codes()
    return RedirectResponse(f"/p/{codes[-1]}" if codes else "/p/", 303)


def ask_code(request: Request) -> Response:
    """A form for the code on the big screen."""
    typed = request.query_params.get("code")
    if typed is None:
        return _page(request, "code.html", code="", wrong=False, wait=False)
    if _room(typed) is not None:
        return RedirectResponse(f"/p/{tidy(typed)}", 303)
    return _wrong_code(request, typed)


def join(request: Request) -> Response:
    """The way in: a cookie, and on to the room."""
    room = _room(request.path_params["code"])
    if room is None:
        return _wrong_code(request, request.path_params["code"])
    return _let_in(request, f"/room?w={room.code}")


def _let_in(request: Request, page: str) -> Response:
    """On to a page, with the cookie by which this browser is known again.

    Whoever was sent back here and still brings none is let go on without: sent to and fro they
    would never see why.
    """
    bare = LOST in request.query_params and known(request) is None
    response = RedirectResponse(f"{page}&{BARE}=1" if bare else page, 303)
    remember(request, response)
    return response


def _wrong_code(request: Request, typed: str) -> Response:
    wait = _knocks.too_many(request)
    return _page(request, "code.html", 429 if wait else 404, code=typed[:12], wrong=True, wait=wait)


def desk_door(request: Request) -> Response:
    """A page whose script posts the secret that stands after the #; without it, a field for it."""
    return _page(request, "desk.html", wrong=False, wait=False)


async def desk_key(request: Request) -> Response:
    """Gives this browser the role of the secret link, and goes on to the desk."""
    if not from_our_page(request):
        return PlainTextResponse("Not from here", 403)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return PlainTextResponse("Too long", 413)
    typed = parse_qs(body.decode("utf-8", "replace")).get("secret", [""])[0]
    # a pasted link works as well as the secret alone
    return await run_in_threadpool(_claimed, request, typed.strip().rsplit("#", 1)[-1])


def _claimed(request: Request, secret: str) -> Response:
    found = house().rooms.by_secret(secret) if secret else None
    if found is None:
        wait = _knocks.too_many(request)
        return _page(request, "desk.html", 429 if wait else 403, wrong=True, wait=wait)
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
    room = _room(request.path_params["code"])
    if room is None:
        return _wrong_code(request, request.path_params["code"])
    # a projector is nobody, but Streamlit's pages open to a known browser only
    return _let_in(request, f"/screen?w={room.code}")


def healthz(_: Request) -> Response:
    """Whether this process can do its work, and how well texts can be compared."""
    problems = [str(problem) for problem in house().rooms.problems]
    sorting = house().steward.level
    return JSONResponse({"ok": not problems, "problems": len(problems), "sorting": sorting})


def asset(request: Request) -> Response:
    """A file of ours that pages load."""
    name = request.path_params["name"]
    if name not in SERVED:
        return gone(request)
    return FileResponse(ASSETS / name, headers={"cache-control": "no-cache"})


def gone(_: Request) -> Response:
    """Nothing is here. Without this, Streamlit would answer with its own page."""
    return PlainTextResponse("Not found", 404)


OURS: tuple[BaseRoute, ...] = (
    Route("/", start),
    Route("/p", ask_code),
    Route("/p/", ask_code),
    Route("/p/{code}", join),
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
