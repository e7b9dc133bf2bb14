"""The door for a rehearsal on this server. An organiser's link opens it."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from workshop.domain.nouns import Role
from workshop.domain.refusals import Refused
from workshop.house import house
from workshop.phone.guarding import WHY, Knocks, TurnedAway, posted
from workshop.phone.index import reading_language
from workshop.rehearsal.live import Live
from workshop.wording import speaker

MOST_BYTES = 1024
MOST_PEOPLE = 500
SHORTEST, LONGEST = 0.1, 120.0
"""Minutes."""
_knocks = Knocks()
_live = Live()


async def rehearse(request: Request) -> Response:
    """Founds a rehearsal and begins it; answers with its code and a secret for its desk."""
    try:
        fields = await posted(request, MOST_BYTES)
    except TurnedAway as away:
        # a command line reads this, not a browser
        return PlainTextResponse(WHY[away.status], away.status)
    form = {name: values[0] for name, values in fields.items()}
    return await run_in_threadpool(_begun, request, form)


def _begun(request: Request, form: dict[str, str]) -> Response:
    say = speaker(reading_language(request))
    found = house().rooms.by_secret(form.get("secret", ""))
    if found is None or found[1].role is not Role.ORGANISER:
        wait = _knocks.too_many(request)
        told = say("This link does not open the desk. Take the newest: common-thread links.")
        return PlainTextResponse(told, 429 if wait else 403)
    try:
        people, seed = int(form["people"]), int(form["seed"])
        minutes = float(form["minutes"])
    except (KeyError, ValueError):
        return PlainTextResponse("people, seed, minutes", 400)
    if not (1 <= people <= MOST_PEOPLE and SHORTEST <= minutes <= LONGEST):
        return PlainTextResponse("people, minutes", 400)
    try:
        begun = _live.begin(
            house().rooms, house().steward, people=people, seed=seed, minutes=minutes
        )
    except Refused as refused:
        return PlainTextResponse(say.refusal(refused), 409)
    if begun is None:
        told = say("A rehearsal is under way on this server. Wait until it has ended.")
        return PlainTextResponse(told, 409)
    return JSONResponse({"code": begun.code, "secret": begun.secret})


REHEARSING = Route("/desk/rehearse", rehearse, methods=["POST"])
