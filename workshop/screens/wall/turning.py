"""Which page the wall shows: by weight, turned by the server's clock, the same on all walls."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from workshop.domain.nouns import Words

T = TypeVar("T")

SHORTEST = 8.0
"""Seconds that any page stays."""
READ = 12
"""Characters that a room reads in a second."""
BY_HAND = 60.0
"""Seconds that a page stays after somebody turned it by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One page of the wall, as HTML. `keys` name what it shows; `read` is its length in letters.

    `stays`: what it shows is not replaced before its time is over, however much arrives.
    """

    title: str
    main: str
    foot: str = ""
    keys: tuple[str, ...] = ("only",)
    read: int = 0
    stays: bool = False

    @property
    def seconds(self) -> float:
        """How long it stays when there are others."""
        return max(SHORTEST, self.read / READ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where the turning stands. `turned` counts pages; `seen` is what this round has shown."""

    show: str
    slide: Slide
    until: float
    seen: frozenset[str]
    turned: int = 0


def turned(turn: Turn | None, show: str, slides: Sequence[Slide], now: float) -> Turn:
    """The turn at this time: another show begins at its first page; what is over gives way."""
    if turn is None or turn.show != show:
        return _begun(turn, show, slides[0], now)
    place = _place(turn.slide, slides)
    if now < turn.until and (place is not None or _still_there(turn.slide, slides)):
        fresh = slides[place if place is not None else 0]
        kept = turn.slide if turn.slide.stays else fresh
        return replace(turn, slide=replace(fresh, main=kept.main, keys=kept.keys, stays=kept.stays))
    following = next((s for s in slides if not turn.seen.issuperset(s.keys)), None)
    if following is None:
        return _begun(turn, show, slides[0], now)
    return _to(turn, following, now + following.seconds)


def turned_by_hand(turn: Turn, slides: Sequence[Slide], step: int, now: float) -> Turn:
    """The page `step` pages on, and no turning for a minute."""
    place = ((_place(turn.slide, slides) or 0) + step) % len(slides)
    return _to(turn, slides[place], now + BY_HAND)


def _to(turn: Turn, slide: Slide, until: float) -> Turn:
    seen = turn.seen.union(slide.keys)
    return replace(turn, slide=slide, until=until, seen=seen, turned=turn.turned + 1)


def _begun(turn: Turn | None, show: str, slide: Slide, now: float) -> Turn:
    alone = turn is not None and turn.show == show and turn.slide.keys == slide.keys
    count = 0 if turn is None else turn.turned + (not alone)
    seen = frozenset(slide.keys)
    return Turn(show=show, slide=slide, until=now + slide.seconds, seen=seen, turned=count)


def _place(slide: Slide, slides: Sequence[Slide]) -> int | None:
    return next((i for i, s in enumerate(slides) if s.keys == slide.keys), None)


def _still_there(slide: Slide, slides: Sequence[Slide]) -> bool:
    """Whether a slide that stays shows nothing that was hidden or withdrawn since."""
    there = {key for each in slides for key in each.keys}
    return slide.stays and there.issuperset(slide.keys)


def held(turn: Turn | None, now: float) -> Turn | None:
    """The turn of a wall that somebody froze: its page stays as long as that lasts."""
    return None if turn is None else replace(turn, until=max(turn.until, now + 1))


def pages(things: Sequence[T], weight: Callable[[T], float], holds: float) -> list[list[T]]:
    """The things in as few pages as hold them, the pages about equally full (8 = 4 + 4)."""
    fewest = len(_filled(things, weight, holds))
    tried = [holds * step / 8 for step in range(1, 8)]
    even = next((h for h in tried if len(_filled(things, weight, h)) == fewest), holds)
    return _filled(things, weight, even)


def _filled(things: Sequence[T], weight: Callable[[T], float], holds: float) -> list[list[T]]:
    found: list[list[T]] = []
    room = 0.0
    for thing in things:
        if not found or weight(thing) > room:
            found.append([])
            room = holds
        found[-1].append(thing)
        room -= weight(thing)
    return found


def breadth(text: str) -> int:
    """How many Latin letters are about as wide as this text."""
    return math.ceil(sum(_wide(letter) for letter in text))


def _wide(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 2.0
    return 1.2 if letter > _LATIN else 1.0


def lines(words: Words, letters: int = 38) -> float:
    """The lines that a text takes at full size, with `letters` a line, in lines of Latin height."""
    tall = 1.32 if words.lang in _TALL else 1.0
    return tall * math.ceil(breadth(words.text) / letters)


def statement_weight(words: Words) -> float:
    """The lines that a statement takes, with the gap below it."""
    return lines(words) + 0.5


def standing_weight(words: Words) -> float:
    """The lines that a statement takes beside its votes, with the bar below it."""
    return lines(words, letters=31) + 0.8


def row_weight(name: str) -> float:
    """How much of a page a row takes: a long name needs two lines."""
    return 1.0 if breadth(name) <= 32 else 1.5  # noqa: PLR2004 - what fits beside mark and count


LINES, ROWS = 7.8, 4.5
"""What one page holds of statements and of rows."""
_LATIN = "\u036f"
_TALL = frozenset({"ar", "fa", "ur"})
