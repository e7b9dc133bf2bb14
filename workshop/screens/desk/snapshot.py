"""The desk's view, computed once a version and facilitator: a clock that ticks costs nothing."""

from __future__ import annotations

from collections import OrderedDict

from workshop.domain.desk_view import Desk, desk
from workshop.domain.nouns import Code, PersonId
from workshop.screens.visit import Here

_KEPT = 16
_seen: OrderedDict[tuple[Code, PersonId], tuple[int, Desk]] = OrderedDict()


def snapshot(here: Here) -> Desk:
    """The desk as it stands. Its `behind` is as old as the version; the rail reckons its own."""
    key, version = (here.room.code, here.who), here.room.version
    found = _seen.get(key)
    if found is not None and found[0] == version:
        return found[1]
    made = desk(here.room.state, here.who, here.now)
    _seen[key] = (version, made)
    while len(_seen) > _KEPT:
        _seen.popitem(last=False)
    return made
