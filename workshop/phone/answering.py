"""How we answer: templates in the reader's language, packed where the browser takes that."""

from __future__ import annotations

import gzip

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from workshop.domain.nouns import Code
from workshop.domain.organising import CODE
from workshop.house import house
from workshop.phone.guarding import WHY, Knocks, TurnedAway
from workshop.phone.index import reading_language
from workshop.phone.shelf import path_of
from workshop.room import Room
from workshop.wording import Speaker, speaker

_PACKING = 1
"""The cheapest: a page is packed anew for everybody, and most of what can be saved it saves."""
_KEPT_BY_NOBODY = {"cache-control": "no-store", "vary": "cookie, accept, accept-encoding"}

knocks = Knocks()
pages = Environment(
    loader=PackageLoader("workshop.phone"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
pages.globals["file"] = path_of


def page(request: HTTPConnection, name: str, status: int = 200, **facts: object) -> Response:
    """A page of ours in the reader's language."""
    said = speaker(reading_language(request))
    markup = pages.get_template(name).render(say=said, lang=said.lang, dir=said.direction, **facts)
    return html(request, markup, status)


def html(request: HTTPConnection, markup: str, status: int = 200) -> Response:
    """A page that is drawn already."""
    body = markup.encode("utf-8", "replace")
    headers = dict(_KEPT_BY_NOBODY)
    if "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, _PACKING, mtime=0)
        headers["content-encoding"] = "gzip"
    return HTMLResponse(body, status, headers)


def told(request: HTTPConnection, facts: object, status: int = 200) -> Response:
    """An answer for the script of a page."""
    made = JSONResponse(facts)
    headers = dict(_KEPT_BY_NOBODY)
    body = bytes(made.body)
    if "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, _PACKING, mtime=0)
        headers["content-encoding"] = "gzip"
    return Response(body, status, headers, "application/json")


def by_script(request: HTTPConnection) -> bool:
    """Whether the script of a page asks, and not the browser itself."""
    return request.headers.get("accept", "") == "application/json"


def turned_away(request: Request, away: TurnedAway) -> Response:
    """Why a request was not looked into, in one sentence."""
    say: Speaker = speaker(reading_language(request))
    why = say(WHY[away.status])
    headers = {"retry-after": "60"} if away.status == 429 else {}  # noqa: PLR2004 - as in WHY
    if by_script(request):
        answer = told(request, {"ok": False, "alert": why}, away.status)
    else:
        answer = page(request, "stopped.html", away.status, why=why)
    answer.headers.update(headers)
    return answer


def tidy(code: str) -> Code:
    """A code as people type it: blanks and lower case do not matter."""
    return Code("".join(code.split()).replace("-", "").upper()[:12])


def room_of(code: str) -> Room | None:
    """The workshop that a typed code leads to."""
    return house().rooms.room(tidy(code)) if CODE.fullmatch(tidy(code)) else None


def wrong_code(request: Request, typed: str) -> Response:
    """A page that says so kindly, with a field for another try."""
    wait = knocks.too_many(request)
    return page(request, "code.html", 429 if wait else 404, code=typed[:12], wrong=True, wait=wait)
