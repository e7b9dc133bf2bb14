"""What a browser brings so that it is known again: our cookies' names, and what one looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping

PERSON = "thread"
"""Holds the random secret that the browser was given; who that is differs in each workshop."""
HOSTED = "__Host-thread"
"""The same where the browser speaks https: no other host of the domain can set or read it."""
LANG = "lang"
"""Holds the language that the reader chose."""
_SHAPE = re.compile(r"[A-Za-z0-9_-]{22,64}")


def cookie_of(value: object) -> str | None:
    """The secret itself, or None where the value is none that we made."""
    return value if isinstance(value, str) and _SHAPE.fullmatch(value) else None


def brought(cookies: Mapping[str, str]) -> str | None:
    """The secret among the cookies that came with a request."""
    return cookie_of(cookies.get(HOSTED)) or cookie_of(cookies.get(PERSON))
