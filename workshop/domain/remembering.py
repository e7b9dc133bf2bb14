"""Answers computed once for parts of a State that have not changed: published parts never do."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from workshop.domain.state import State

P = ParamSpec("P")
T = TypeVar("T")
_KEPT = 64


def by_parts(
    *names: str, kept: int = _KEPT
) -> Callable[[Callable[Concatenate[State, P], T]], Callable[Concatenate[State, P], T]]:
    """A function that depends on these parts of a State and its other arguments alone.

    Answers are remembered by the identity of the parts, the newest `kept` of them. The parts
    themselves are kept beside the answer, so that no identity is ever reused. Two threads may
    compute the same answer twice, which is harmless: it is the same.
    """

    def remember(
        function: Callable[Concatenate[State, P], T],
    ) -> Callable[Concatenate[State, P], T]:
        known: OrderedDict[object, tuple[tuple[object, ...], T]] = OrderedDict()

        @wraps(function)
        def answer(state: State, /, *more: P.args, **named: P.kwargs) -> T:
            parts = tuple(getattr(state, name) for name in names)
            key = (*map(id, parts), *more, *named.items())
            found = known.get(key)
            if found is not None:
                return found[1]
            result = function(state, *more, **named)
            known[key] = (parts, result)
            while len(known) > kept:
                known.popitem(last=False)
            return result

        return answer

    return remember
