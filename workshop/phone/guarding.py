"""What is let in: forms from our own pages, of a bearable size, at a bearable pace."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import parse_qs

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request

from workshop.domain.nouns import PersonId
from workshop.identity import key_hash
from workshop.phone.cookies import known
from workshop.wording import N_

ALL = parse("20/minute")
ONE = parse("5/minute")
FASTEST = 90
"""Acts a minute of one participant, more than a thumb can do. Never by address: a hall has one."""
_FIELDS = 200
_FORM = "application/x-www-form-urlencoded"

WHY: Mapping[int, str] = MappingProxyType(
    {
        400: N_("This could not be read. What you typed is kept here. Load the page again."),
        403: N_("This came from another page, so nothing was done. Open the join link again."),
        413: N_("That is more than can be sent at once. Nothing was kept. Send a shorter text."),
        415: N_("This was not sent by a page of ours, so nothing was done."),
        429: N_("That was a lot in a short time. Nothing is lost. Wait a minute, then send again."),
    }
)
"""Why somebody was turned away, by the status of the answer."""
TURNED_AWAY: Counter[int] = Counter()
"""How often that happened in this process. Nothing else is kept of it."""


class TurnedAway(Exception):
    """A request that is not looked into. `status` is that of the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status
        TURNED_AWAY[status] += 1


def from_our_page(request: Request) -> bool:
    """Whether a POST comes from a page of ours, as far as the browser tells."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    # over plain http on a local network browsers send Origin alone; a terminal sends neither
    origin = request.headers.get("origin")
    return origin is None or origin.split("://", 1)[-1] == request.headers.get("host")


async def posted(request: Request, most: int) -> Mapping[str, tuple[str, ...]]:
    """The fields of a form of at most so many bytes. Raises TurnedAway."""
    if not from_our_page(request):
        raise TurnedAway(403)
    if request.headers.get("content-type", _FORM).split(";", 1)[0].strip() != _FORM:
        raise TurnedAway(415)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise TurnedAway(413)
    try:
        found = parse_qs(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_FIELDS
        )
    except ValueError:
        raise TurnedAway(400) from None
    return {name: tuple(values) for name, values in found.items()}


class Pace:
    """How fast one participant may act, in memory. Every act passes here, so it only counts."""

    def __init__(self) -> None:
        self._minute, self._acts = 0, Counter[PersonId]()

    def hold(self, who: PersonId) -> None:
        """Counts one act. Raises TurnedAway when there were too many within a minute."""
        minute = int(time.monotonic() / 60)
        if minute != self._minute:
            self._minute, self._acts = minute, Counter()
        self._acts[who] += 1
        if self._acts[who] > FASTEST:
            raise TurnedAway(429)


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
