"""Who may post, and how often somebody may knock with a wrong code. Right ones never count."""

from __future__ import annotations

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request

from workshop.identity import key_hash
from workshop.phone.cookies import known

ALL = parse("20/minute")
ONE = parse("5/minute")


def from_our_page(request: Request) -> bool:
    """Whether a POST comes from a page of ours, as far as the browser tells."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    # over plain http on a local network browsers send Origin alone; a terminal sends neither
    origin = request.headers.get("origin")
    return origin is None or origin.split("://", 1)[-1] == request.headers.get("host")


class Knocks:
    """Counts failed codes and links, in memory, by hashed address and cookie."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def too_many(self, request: Request) -> bool:
        """Counts one failure. Whether there were too many of them within a minute."""
        mine = [self._limiter.hit(ONE, name) for name in _names(request)]
        return not (self._limiter.hit(ALL, "all") and all(mine))


def _names(request: Request) -> list[str]:
    address = request.client.host if request.client else ""
    return [key_hash(name) for name in (f"address {address}", known(request)) if name]
