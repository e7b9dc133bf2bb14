"""Answers computed once for parts of a State that have not changed: published parts never do."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from workshop.domain.state import State

T = TypeVar("T")
_KEPT = 64


def by_parts(*names: str) -> Callable[[Callable[[State], T]], Callable[[State], T]]:
    """A function of a State that depends on these parts alone, remembered by their identity.

    The parts themselves are kept beside the answer, so that no identity is ever reused. Two
    threads may compute the same answer twice, which is harmless: it is the same.
    """

    def remember(function: Callable[[State], T]) -> Callable[[State], T]:
        kept: OrderedDict[tuple[int, ...], tuple[tuple[object, ...], T]] = OrderedDict()

        @wraps(function)
        def answer(state: State) -> T:
            parts = tuple(getattr(state, name) for name in names)
            key = tuple(map(id, parts))
            found = kept.get(key)
            if found is not None:
                return found[1]
            result = function(state)
            kept[key] = (parts, result)
            while len(kept) > _KEPT:
                kept.popitem(last=False)
            return result

        return answer

    return remember
