"""The wall's HTML: number marks, beads, bars, sizes. Every text in it went through `plain`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workshop.consensus import interval
from workshop.domain.nouns import Words
from workshop.domain.standings import Tally
from workshop.domain.views import ThemeCard
from workshop.domain.wall_view import Picture
from workshop.screens import look
from workshop.screens.say import plain, voice
from workshop.screens.wall.turning import breadth
from workshop.wording import Speaker

_OPEN, _SHUT = "\ue000", "\ue001"
_WIDTH = 110.0
"""The rem that a string of beads may take; 1 rem is 1/120 of the wall."""
_BEAD, _SMALLEST = 2.1, 0.5
_ONE_ROW = 1.35
"""Below this step a string of people takes several rows instead."""
_SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "full": "<i></i>",
        "ring": '<i class="x"></i>',
        "half": '<i class="half"></i>',
        "empty": '<i class="x square"></i>',
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a page of the wall is made from: the picture, a language, the address to type."""

    picture: Picture
    say: Speaker
    address: str


def strong(text: str) -> str:
    """What a sentence should stress; the sentence is then made HTML by `stressed`."""
    return f"{_OPEN}{text}{_SHUT}"


def stressed(sentence: str) -> str:
    """The sentence as HTML, with what `strong` marked in bold and from left to right."""
    opened = plain(sentence).replace(_OPEN, '<strong class="num"><bdi>')
    return opened.replace(_SHUT, "</bdi></strong>")


def size(text: str, far: int = 280) -> str:
    """The largest size at which this text fits on one page: full size up to `far` letters."""
    wide = breadth(text)
    fits = ((far, "far"), (600, "mid"))
    return next((name for most, name in fits if wide <= most), "near")


def spoken(words: Words, far: int = 280) -> str:
    """Somebody's words, as large as they can be."""
    return voice(words, css=f"voice {size(words.text, far)}")


def soft(text: str) -> str:
    """A remark: origin and method, never needed to act."""
    return f'<p class="soft">{plain(text)}</p>'


def note(html: str) -> str:
    """An amber note."""
    return f'<p class="note">{html}</p>'


def mark(say: Speaker, number: int) -> str:
    """A theme's number in its shape."""
    return look.mark(number, plain(say("theme")))


def beads(kinds: tuple[tuple[str, int], ...], told: str, *, number: int = 0, most: int = 0) -> str:
    """A string of beads, one for each contribution or person; `told` says the same in words.

    `most`: the longest string of the same page, so that all are drawn to one scale.
    """
    count = max(most, sum(n for _, n in kinds), 1)
    step = min(_BEAD * 1.25, _WIDTH / count)
    each = "".join(_SHAPES[kind] * n for kind, n in kinds)
    css = f" k{(number - 1) % look.SHAPES + 1}" if number else ""
    if not number and step < _ONE_ROW:
        css, step = " many", _ONE_ROW
    style = f"--b:{max(_SMALLEST, step * 0.8):.2f}rem;--gap:{step * 0.2:.2f}rem"
    said = f'role="img" aria-label="{plain(told)}"'
    return f'<div class="beads{css}" style="{style}" {said}>{each}</div>'


def theme_beads(say: Speaker, theme: ThemeCard, most: int) -> str:
    """One bead a contribution: filled is a principle, a ring is an example."""
    principles = say.count("{n} principle", "{n} principles", theme.principles)
    examples = say.count("{n} example", "{n} examples", theme.examples)
    kinds = (("full", theme.principles), ("ring", theme.examples))
    return beads(kinds, f"{principles}, {examples}", number=theme.number, most=most)


def bar(say: Speaker, tally: Tally) -> str:
    """The share that agrees, with the range in which a larger room may land."""
    range_ = interval(tally)
    share, low, high = (round(100 * x) for x in (range_.share, range_.low, range_.high))
    told = say(
        "{agree} of {n} agree, range {low} to {high} percent",
        agree=tally.agree,
        n=tally.decided,
        low=low,
        high=high,
    )
    return (
        f'<div class="axis" role="img" aria-label="{plain(told)}">'
        f'<b class="r" style="--lo:{low};--hi:{high}"></b>'
        f'<b class="p" style="--p:{share}"></b></div>'
    )
