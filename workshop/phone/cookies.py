"""Gives a browser its cookie, and knows it again. Nothing else is ever set."""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.responses import Response

from workshop.cookies import PERSON, cookie_of
from workshop.identity import new_secret

_DAYS = 120
LOST = "lost"
"""In an address: sent back to the door, because no cookie came."""
BARE = "bare"
"""In an address: let in without a cookie, because none would come."""


def known(request: HTTPConnection) -> str | None:
    """The cookie that a request brings."""
    return cookie_of(request.cookies.get(PERSON))


def behind_https(request: HTTPConnection) -> bool:
    """Whether the browser speaks https, to us or to what stands before us."""
    forwarded = request.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    return "https" in {request.url.scheme, forwarded}


def remember(request: HTTPConnection, response: Response) -> str:
    """The browser's cookie; a browser without one gets a new one with this response."""
    found = known(request)
    if found is not None:
        return found
    made = new_secret()
    response.set_cookie(
        PERSON,
        made,
        max_age=_DAYS * 24 * 3600,
        path="/",
        httponly=True,
        samesite="lax",
        secure=behind_https(request),
    )
    return made
