"""What a page is made of, before anybody decides whether it becomes Word, Markdown or a web page.

Spans hold letters and nothing else: a renderer escapes every one of them, whoever wrote it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from workshop.domain.nouns import Words


class Style(StrEnum):
    """How a paragraph speaks; the values are the names of the styles in the template."""

    NORMAL = "Normal"
    LEAD_IN = "Lead-in"
    STATEMENT = "Statement"
    MARK = "Mark"
    SMALL = "Small"
    SMALL_LEAD_IN = "Small lead-in"
    SUBTITLE = "Subtitle"
    VOICE = "Voice"
    CELL = "Cell"
    LINE = "Line"
    CELL_VOICE = "Cell voice"
    CELL_MARK = "Cell mark"
    HEAD = "Head cell"
    STATUS = "Status"
    FIGURE = "Figure"


class Tone(StrEnum):
    """The ground of a cell: amber asks for a second look, grey has no words."""

    PLAIN = ""
    NOTE = "note"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of letters. `lang` empty: the document's. `ref`: a contribution. `url`: of a source."""

    text: str
    bold: bool = field(default=False, kw_only=True)
    lang: str = field(default="", kw_only=True)
    ref: int = field(default=0, kw_only=True)
    url: str = field(default="", kw_only=True)


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `page` begins a new page with it."""

    level: int
    spans: Spans
    page: bool = False


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    spans: Spans
    style: Style = Style.NORMAL


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody's words, verbatim, and the mark below them that tells whose number they have."""

    words: Words
    mark: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A picture of a share and its range, both from 0 to 1, and the same in words."""

    share: float
    low: float
    high: float
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A picture of a whole in parts, each between two shares from 0 to 1, and the same in words."""

    parts: tuple[tuple[float, float], ...]
    bold: bool
    told: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Paragraphs of a table's cell, or a picture."""

    paras: tuple[Para, ...] = ()
    tone: Tone = Tone.PLAIN
    drawn: Bar | Strip | None = None
    anchor: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; widths in centimetres. `title` tells a reader who cannot see it what it holds.

    A `tight` one spares every point of height.
    """

    title: str
    widths: tuple[float, ...]
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...]
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """Lines on amber ground."""

    lines: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """The red thread with a knot for each step; ornament only."""


@dataclass(frozen=True, slots=True)
class Space:
    """Room on the cover, in points."""

    points: int


Block: TypeAlias = Heading | Para | Voice | Table | Box | Thread | Space


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The whole: what stands on every page, and the blocks in their order."""

    title: str
    lang: str
    direction: str
    header: tuple[str, str]
    footer: str
    page_line: str
    cover: tuple[Block, ...]
    blocks: tuple[Block, ...]


PAGE, PAGES = "\x01", "\x02"
"""Where the number of the page and of all pages go in `page_line`: no text holds these letters."""


def text(words: str, *, bold: bool = False, lang: str = "") -> Spans:
    """One span."""
    return (Span(words, bold=bold, lang=lang),)


def para(words: str, style: Style = Style.NORMAL, *, lang: str = "") -> Para:
    """A paragraph of one span."""
    return Para((Span(words, lang=lang),), style)


def cell(words: str, *, bold: bool = False, tone: Tone = Tone.PLAIN, lang: str = "") -> Cell:
    """A cell of one line."""
    return Cell((Para((Span(words, bold=bold, lang=lang),), Style.CELL),), tone)


def cells(*words: str) -> tuple[Cell, ...]:
    """A row of plain cells."""
    return tuple(cell(w) for w in words)


def marks(numbers: tuple[int, ...]) -> Spans:
    """The numbers in brackets, each leading to its contribution."""
    spans: list[Span] = [Span("[")]
    for i, number in enumerate(numbers):
        spans += [Span(", ")] if i else []
        spans.append(Span(str(number), ref=number))
    return (*spans, Span("]"))
