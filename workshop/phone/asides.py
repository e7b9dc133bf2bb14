"""What a page asks beside its acts: another language, that somebody types, the way back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from workshop.cookies import LANG
from workshop.house import house
from workshop.identity import person_of
from workshop.phone.acts import ACTS
from workshop.phone.answering import room_of, tidy, turned_away
from workshop.phone.cookies import behind_https, known
from workshop.phone.guarding import TurnedAway, posted
from workshop.phone.looking import address, looking
from workshop.phone.taking_part import MOST_BYTES, pace
from workshop.wording import languages

YEAR = 365 * 24 * 3600


async def language(request: Request) -> Response:
    """From now on this browser reads another language."""
    code = tidy(request.path_params["code"])
    try:
        fields = await posted(request, MOST_BYTES)
    except TurnedAway as away:
        return turned_away(request, away)
    answer = RedirectResponse(address(code, looking(request.query_params)), 303)
    chosen = fields.get("lang", ("",))[0]
    if chosen in languages():
        answer.set_cookie(
            LANG, chosen, max_age=YEAR, path="/", samesite="lax", secure=behind_https(request)
        )
    return answer


async def typing(request: Request) -> Response:
    """Counts somebody as typing, or no longer. Kept in memory only."""
    room, secret = room_of(request.path_params["code"]), known(request)
    if room is None or secret is None:
        return Response(status_code=404)
    who = person_of(secret, room.code)
    try:
        fields = await posted(request, MOST_BYTES)
        pace.hold(who)
    except TurnedAway as away:
        return turned_away(request, away)
    house().presence.typing(room.code, who, 1 if fields.get("typing", ("",))[0] else 0)
    return Response(status_code=204)


def back(request: Request) -> Response:
    """Whoever reloads the answer to a form arrives at the page itself."""
    if request.path_params["act"] not in ACTS:
        return PlainTextResponse("Not found", 404)
    code = tidy(request.path_params["code"])
    return RedirectResponse(address(code, looking(request.query_params)), 303)
