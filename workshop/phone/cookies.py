"""Gives a browser its cookie, and knows it again. Nothing else is ever set."""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.responses import Response

from workshop.cookies import HOSTED, PERSON, brought
from workshop.identity import new_secret

_DAYS = 120
LOST = "lost"
"""In an address: sent back to the door, because no cookie came."""
BARE = "bare"
"""In an address: let in without a cookie, because none would come."""


def known(request: HTTPConnection) -> str | None:
    """The cookie that a request brings."""
    return brought(request.cookies)


def behind_https(request: HTTPConnection) -> bool:
    """Whether the browser speaks https, to us or to what stands before us."""
    forwarded = request.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    return "https" in {request.url.scheme, forwarded}


def remember(request: HTTPConnection, response: Response) -> str:
    """The browser's cookie; a browser without one gets a new one with this response."""
    found = known(request)
    if found is not None:
        return found
    made, secure = new_secret(), behind_https(request)
    response.set_cookie(
        HOSTED if secure else PERSON,
        made,
        max_age=_DAYS * 24 * 3600,
        path="/",
        httponly=True,
        samesite="lax",
        secure=secure,
    )
    return made
