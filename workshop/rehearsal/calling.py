"""Asking a running server to rehearse, from the command line."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

DOOR = "/desk/rehearse"
_PATIENCE = 30
_FORM = "application/x-www-form-urlencoded"


class Declined(Exception):
    """The server did not begin: its status and its own words."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(status, why)
        self.status, self.why = status, why

    def __str__(self) -> str:
        return f"{self.why} ({self.status})"


@dataclass(frozen=True, slots=True)
class Watch:
    """The three links of a rehearsal that has begun."""

    join: str
    desk: str
    wall: str


def call(url: str, desk: str, *, people: int, seed: int, minutes: float) -> Watch:
    """Begins a rehearsal on the server at `url`. `desk` is its desk link, or the secret in it.

    Raises Declined, OSError where nobody answers, ValueError where `url` is no web address.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError(url)
    kinds = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
    connection = kinds[parts.scheme](parts.netloc, timeout=_PATIENCE)
    wish = {"secret": desk.rsplit("#", 1)[-1], "people": people, "seed": seed, "minutes": minutes}
    try:
        connection.request("POST", DOOR, urlencode(wish), {"content-type": _FORM})
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
    finally:
        connection.close()
    if answer.status != http.client.OK:
        raise Declined(answer.status, body[:500])
    begun = json.loads(body)
    base = f"{parts.scheme}://{parts.netloc}"
    return Watch(
        join=f"{base}/p/{begun['code']}",
        desk=f"{base}/desk#{begun['secret']}",
        wall=f"{base}/wall/{begun['code']}",
    )
