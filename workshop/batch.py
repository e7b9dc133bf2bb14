"""Themes and areas for a table of texts, without a workshop: a file in, a file and a page out."""

from __future__ import annotations

import codecs
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from clustering.crowd import Crowd, Wish, gathered
from clustering.embedding import Encoders, open_encoders
from exports.tables import csv_file
from workshop import areas, seeding, theming
from workshop.rowsfile import Row, Rows, Unreadable, read_rows
from workshop.typical import typical
from workshop.wording import Speaker
from workshop.writing import settled

FACTORS: Mapping[str, float] = MappingProxyType({"": 1.0, "fewer": 0.6, "more": 1.6})
"""What somebody wants -> so many times the themes that there would be by themselves."""
_SHOWN = 200
"""So many texts of a theme stand on the page; all stand in the table."""
_PAGE = "batch.html"
_BETWEEN = 2.0
"""Seconds between two words on how far it is."""

Tell = Callable[[str], None]
"""Is told sentences for whoever waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a table."""

    rows: int
    themes: int
    files: tuple[Path, ...]


def sort_table(
    table: Path,
    to: Path,
    wish: Wish,
    say: Speaker,
    tell: Tell,
    *,
    lang: str = "",
    model: Path | None = None,
) -> Done:
    """Writes `id,theme,label,strength,parked` for every usable row, and beside it a page.

    `lang` is the language of all rows that name none; "" has it recognised. `model` is the folder
    of another encoder. Raises Unreadable where no row can be used, and OSError.
    """
    rows = _rows(table, say, tell)
    encoders = _encoders(model, say, tell)
    languages = [row.lang or lang for row in rows]
    told = _progress(say, tell)
    found = gathered([row.text for row in rows], languages, encoders, told, wish, lang)
    page = to.with_suffix(".html")
    files = (
        _written(to, ("id", "theme", "label", "strength", "parked"), _theme_rows(rows, found)),
        settled(page, _page(rows, found, table.name, say).encode()),
    )
    return Done(rows=len(rows), themes=len(found.names), files=files)


def link_table(
    table: Path, to: Path, framework: str, say: Speaker, tell: Tell, *, model: Path | None = None
) -> Done:
    """Writes `id,areas` for every usable row: keys of the framework's areas, the best first.

    Raises Unreadable where no row can be used, or where this machine cannot tell areas; BadSeed
    for an unknown framework; and OSError.
    """
    rows = _rows(table, say, tell)
    told = tuple(theming.told(area) for area in seeding.framework(framework).areas)
    encoders = _encoders(model, say, tell)
    links = areas.suggested([row.text for row in rows], told, typical(), encoders)
    if links is None:
        raise Unreadable(
            say("Areas need the encoder, which this machine cannot run. Run common-thread doctor.")
        )
    lines = ((row.id, ";".join(keys)) for row, keys in zip(rows, links.suggested, strict=True))
    return Done(rows=len(rows), themes=0, files=(_written(to, ("id", "areas"), lines),))


def _rows(table: Path, say: Speaker, tell: Tell) -> Sequence[Row]:
    found: Rows = read_rows(table, say)
    for sentence in found.bad:
        tell(sentence)
    if not found.good:
        raise Unreadable(say("{path} holds no row that can be used.", path=table))
    return found.good


def _encoders(model: Path | None, say: Speaker, tell: Tell) -> Encoders:
    tell(say("Opening the encoder ..."))
    encoders = _opened(model)
    if encoders.reason:
        tell(encoders.reason)
    return encoders


@cache
def _opened(model: Path | None) -> Encoders:
    return open_encoders(model)


def _progress(say: Speaker, tell: Tell) -> Callable[[int, int], None]:
    """Tells how far it is, not more often than somebody can read."""
    last = [time.monotonic()]

    def told(done: int, of: int) -> None:
        if done == of or time.monotonic() - last[0] >= _BETWEEN:
            last[0] = time.monotonic()
            tell(say("{done} of {of} texts compared", done=say.number(done), of=say.number(of)))

    return told


def _theme_rows(rows: Sequence[Row], found: Crowd) -> Iterable[tuple[object, ...]]:
    for row, label, strength in zip(
        rows, found.labels.tolist(), found.strength.tolist(), strict=True
    ):
        if label in found.names:
            yield row.id, label + 1, found.names[label].name, f"{strength:.3f}", 0
        else:
            yield row.id, None, None, f"{0:.3f}", 1


def _written(to: Path, columns: Sequence[str], lines: Iterable[Iterable[object]]) -> Path:
    to.parent.mkdir(parents=True, exist_ok=True)
    # a script reads this file first, and its first column must be called "id"
    return settled(to, csv_file(columns, lines).removeprefix(codecs.BOM_UTF8))


def _page(rows: Sequence[Row], found: Crowd, name: str, say: Speaker) -> str:
    """A page that needs nothing else. Whatever people wrote stands in it as letters."""
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return env.get_template(_PAGE).render(
        say=say, name=name, total=len(rows), themes=_shown(rows, found), tray=_tray(rows, found)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    number: int
    name: str
    quote: Row
    texts: tuple[Row, ...]
    more: int


def _shown(rows: Sequence[Row], found: Crowd) -> list[_Shown]:
    """The themes, the largest first; in each what belongs there most clearly first."""
    out = []
    members: dict[int, list[int]] = {}
    for place, label in enumerate(found.labels.tolist()):
        members.setdefault(label, []).append(place)
    for label, name in sorted(found.names.items()):
        inside = sorted(members[label], key=lambda place: (-found.strength[place], place))
        out.append(
            _Shown(
                number=label + 1,
                name=name.name,
                quote=rows[name.quote_row],
                texts=tuple(rows[place] for place in inside[:_SHOWN]),
                more=max(0, len(inside) - _SHOWN),
            )
        )
    return out


def _tray(rows: Sequence[Row], found: Crowd) -> tuple[Row, ...]:
    return tuple(
        row
        for row, label in zip(rows, found.labels.tolist(), strict=True)
        if label not in found.names
    )
