"""The Markdown document. Every text is escaped, so that none of it is ever markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import assert_never

from exports.blocks import (
    Block,
    Box,
    Cell,
    Heading,
    Para,
    Space,
    Span,
    Spans,
    Style,
    Table,
    Thread,
    Voice,
)
from exports.order import paper
from exports.phrasing import Phrasing, Source, file_name
from exports.script import lawful

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#|~$&^@!=%])")
_COLON = re.compile(r":(?=\S)")
_WWW = re.compile(r"(?i)(?<=www)\.")
_START = re.compile(r"^(\s*)([-+])")
_NUMBERED = re.compile(r"^(\s*\d+)([.)])")


def markdown(source: Source, say: Phrasing) -> Mapping[str, bytes]:
    """One .md file in UTF-8."""
    sheet = paper(source.document, say)
    left, right = sheet.header
    parts = [f"# {escaped(left)}", escaped(right)]
    parts += [told for block in sheet.cover for told in _told(block)]
    # the title is the only heading of level 1 on a page, so all others step down by one
    parts += [told for block in sheet.blocks for told in _told(block)]
    parts.append(f"---\n\n{escaped(sheet.footer)}")
    whole = "\n\n".join(part for part in parts if part) + "\n"
    return {file_name(source.document, ".md"): whole.encode()}


def escaped(text: str) -> str:
    """The text as CommonMark and its common extensions print it letter by letter."""
    return "\\\n".join(_line(line) for line in lawful(text).split("\n"))


def _line(line: str) -> str:
    line = _MARKUP.sub(r"\\\1", line.strip())
    line = _WWW.sub(r"\\.", _COLON.sub(r"\\:", line))
    line = _START.sub(r"\1\\\2", line)
    return _NUMBERED.sub(r"\1\\\2", line)


def _told(block: Block) -> Iterable[str]:
    match block:
        case Heading():
            return (f"{'#' * (block.level + 1)} {_spans(block.spans)}",)
        case Para():
            return (_para(block),)
        case Voice():
            return (_quoted(escaped(block.words.text)) + "\n>\n" + _quoted(_spans(block.mark)),)
        case Table():
            return (_table(block),)
        case Box():
            return (_quoted("\\\n".join(_spans(line) for line in block.lines)),)
        case Thread() | Space():
            return ()
        case _:
            assert_never(block)


def _para(block: Para) -> str:
    told = _spans(block.spans)
    return f"**{told}**" if block.style is Style.STATEMENT else told


def _spans(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    inner = span.text.strip()
    if not inner:
        return span.text
    before = span.text[: len(span.text) - len(span.text.lstrip())]
    after = span.text[len(span.text.rstrip()) :]
    told = escaped(inner)
    if span.ref:
        told = f"[{told}](#no{span.ref})"
    elif span.url.startswith(("https://", "http://")):
        told = f"[{told}](<{_address(span.url)}>)"
    return f"{before}**{told}**{after}" if span.bold else f"{before}{told}{after}"


def _address(url: str) -> str:
    return re.sub(r"[<>\s\\]", "", url)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _table(block: Table) -> str:
    head = [escaped(word) for word in block.head] or [""] * len(block.widths)
    lines = [_row(head), _row(["---"] * len(block.widths))]
    lines += [_row([_cell(cell) for cell in row]) for row in block.rows]
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    if cell.drawn is not None:
        return escaped(cell.drawn.told)
    told = "<br>".join(_spans(p.spans) for p in cell.paras)
    anchor = f'<a id="no{cell.anchor}"></a>' if cell.anchor else ""
    # a row is one line: a line break within words becomes one within the cell
    return anchor + told.replace("\\\n", "<br>")
