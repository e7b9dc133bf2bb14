"""What of the workshop somebody looks at: read from an address, and written into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from workshop.domain.nouns import Code
from workshop.wording import N_

PLACES: Mapping[str, str] = MappingProxyType(
    {"now": N_("Now"), "themes": N_("Themes"), "mine": N_("Mine")}
)
"""Where a participant can be."""
_LONGEST = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """A place, what is open there and on what; `said` and `no` tell what was done just before."""

    at: str = "now"
    do: str = ""
    on: str = ""
    said: str = ""
    no: tuple[int, ...] = ()


def looking(query: Mapping[str, str]) -> Looking:
    """What an address asks for. Anybody may have typed it: what is not known is left out."""
    at = query.get("at", "now")
    return Looking(
        at=at if at in PLACES else "now",
        do=query.get("do", "")[:_LONGEST],
        on=query.get("on", "")[:_LONGEST],
        said=query.get("said", "")[:_LONGEST],
        no=_numbers(query.get("no", "")),
    )


def _numbers(told: str) -> tuple[int, ...]:
    found = (part for part in told[:_LONGEST].split("-") if part.isascii() and part.isdigit())
    return tuple(int(part) for part in found)


def address(code: Code, seen: Looking, act: str = "") -> str:
    """The address of what is looked at, or of an act that is done there."""
    told = {
        "at": "" if seen.at == "now" else seen.at,
        "do": seen.do,
        "on": seen.on,
        "said": seen.said,
        "no": "-".join(map(str, seen.no)),
    }
    query = urlencode({name: value for name, value in told.items() if value})
    return f"/p/{code}{f'/{act}' if act else ''}{f'?{query}' if query else ''}"
