"""A table of texts from outside: one bad row is told, and does not end the rest."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.domain.texts import clean, language
from workshop.wording import Speaker

_ID = ("id", "comment-id", "comment_id")
_TEXT = ("text", "comment-body", "comment_body")
_LANG = ("lang", "language")
_SEPARATORS = (",", ";", "\t")
_LONGEST_CELL = 10_000_000


class Unreadable(Exception):
    """No table of texts: what is wrong with the file, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text, cleaned, with the id it came with and the language it is said to be in, or ""."""

    id: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that can be used, in the order of the file, and a sentence for each that cannot."""

    good: tuple[Row, ...]
    bad: tuple[str, ...]


def read_rows(path: Path, say: Speaker) -> Rows:
    """The rows of a CSV file with the columns id and text, and perhaps lang; or a Polis export.

    In UTF-8, apart by comma, semicolon or tab. Raises Unreadable where that is not what it is.
    """
    table = _table(path, say)
    header = [name.strip().lower() for name in next(table, ())]
    columns = {name: _place(header, known) for name, known in _COLUMNS.items()}
    if columns["id"] is None or columns["text"] is None:
        raise Unreadable(
            say(
                "{path} needs the columns id and text in its first line; there are: {found}.",
                path=path,
                found=", ".join(filter(None, header)) or say("none"),
            )
        )
    good: dict[str, Row] = {}
    bad: list[str] = []
    for number, cells in enumerate(table, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        row = _row(cells, columns)
        why = _trouble(row, good, say)
        if why:
            bad.append(say("Row {n} is left out: {why}.", n=number, why=why))
        else:
            good[row.id] = row
    return Rows(tuple(good.values()), tuple(bad))


_COLUMNS: Mapping[str, Sequence[str]] = {"id": _ID, "text": _TEXT, "lang": _LANG}


def _place(header: Sequence[str], known: Sequence[str]) -> int | None:
    return next((header.index(name) for name in known if name in header), None)


def _row(cells: Sequence[str], columns: Mapping[str, int | None]) -> Row:
    def cell(name: str) -> str:
        place = columns[name]
        return cells[place] if place is not None and place < len(cells) else ""

    lang = language(cell("lang").strip())
    return Row(id=cell("id").strip(), text=clean(cell("text")), lang="" if lang == "und" else lang)


def _trouble(row: Row, good: Mapping[str, Row], say: Speaker) -> str:
    """Why a row cannot be used; empty when it can."""
    if not row.id:
        return say("it has no id")
    if not row.text:
        return say("its text is empty")
    return say("the id {id!r} was there before", id=row.id) if row.id in good else ""


def _table(path: Path, say: Speaker) -> Iterator[list[str]]:
    """The lines of the file, split. A cell may be long, and its text may have line breaks."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="strict")
    except UnicodeDecodeError as problem:
        raise Unreadable(
            say(
                "{path} is not in UTF-8 (byte {n} is not). Save it again as CSV in UTF-8.",
                path=path,
                n=problem.start,
            )
        ) from None
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    csv.field_size_limit(_LONGEST_CELL)
    # null characters end a line for nobody, but the reader stumbles over them
    lines = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=separator)
    try:
        yield from lines
    except csv.Error as problem:
        raise Unreadable(
            say(
                "{path} cannot be read as CSV after line {n} ({why}).",
                path=path,
                n=lines.line_num,
                why=problem,
            )
        ) from None
