"""The Word document: blocks become paragraphs and tables in the styles of template.docx."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, assert_never

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm

from exports.blocks import (
    PAGE,
    PAGES,
    Block,
    Box,
    Heading,
    Paper,
    Para,
    Space,
    Span,
    Table,
    Thread,
    Voice,
)
from exports.order import paper
from exports.package import TEMPLATE, TEXT_WIDTH, element, named, packed
from exports.phrasing import Phrasing, Source, file_name
from exports.script import lawful, tag
from exports.word_parts import Element, Typesetter, field

_KNOTS = "●──●──●──●──●──●"


def word(source: Source, say: Phrasing) -> Mapping[str, bytes]:
    """One .docx. The same document in the same language gives the same bytes."""
    sheet = paper(source.document, say)
    doc = docx.Document(str(TEMPLATE))
    setter = Typesetter(doc, sheet.direction)
    _speaks(doc, sheet)
    _head_and_foot(doc, sheet, setter)
    body: Element = doc.element.body
    for found in list(body.p_lst):
        body.remove(found)
    for block in (*sheet.cover, *sheet.blocks):
        for made in _made(block, sheet, setter):
            body.insert(len(body) - 1, made)
    named(doc, lawful(sheet.title), tag(sheet.lang), source.document.made_at)
    return {file_name(source.document, ".docx"): packed(doc)}


def _made(block: Block, sheet: Paper, setter: Typesetter) -> list[Element]:  # noqa: PLR0911 - a table
    match block:
        case Heading():
            return [setter.heading(block)]
        case Para():
            return [setter.para(block)]
        case Voice():
            return setter.voice(block)
        case Table():
            return [setter.table(block), setter.gap()]
        case Box():
            return [setter.box(block), setter.gap()]
        case Thread():
            title = setter.paragraph((Span(sheet.title),), "Title")
            return [setter.paragraph((Span(_KNOTS),), "Thread"), title]
        case Space():
            return [_space(block, setter)]
        case _:
            assert_never(block)


def _space(block: Space, setter: Typesetter) -> Element:
    made = setter.gap()
    made[0].append(element("spacing", before=0, after=block.points * 20))
    return made


def _speaks(doc: Docx, sheet: Paper) -> None:
    """The document's own language and direction."""
    normal: Any = doc.styles["Normal"].element
    for lang in normal.rPr.findall(qn("w:lang")):
        lang.set(qn("w:val"), tag(sheet.lang))
        if sheet.direction == "rtl":
            lang.set(qn("w:bidi"), tag(sheet.lang))
    if sheet.direction == "rtl":
        section: Any = doc.sections[0]._sectPr  # noqa: SLF001 - the library has no door for it
        section.append(element("bidi"))


def _head_and_foot(doc: Docx, sheet: Paper, setter: Typesetter) -> None:
    section = doc.sections[0]
    left, right = sheet.header
    _line(section.header.paragraphs[0], setter, [Span(left), None, Span(right)])
    parts: list[Span | str | None] = [Span(sheet.footer), None]
    for part in re.split(f"([{PAGE}{PAGES}])", sheet.page_line):
        fields = {PAGE: "PAGE", PAGES: "NUMPAGES"}
        parts.append(fields[part] if part in fields else Span(part))
    _line(section.footer.paragraphs[0], setter, parts)


def _line(paragraph: Any, setter: Typesetter, parts: list[Any]) -> None:  # noqa: ANN401 - no stubs
    """Fills a line of the header or footer; None is the tab to the other edge, a string a field."""
    if setter.direction == "rtl":
        paragraph._p.get_or_add_pPr().append(element("bidi"))  # noqa: SLF001 - no door for it
    tabs = paragraph.paragraph_format.tab_stops
    tabs.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    for part in parts:
        if part is None:
            run = element("r")
            run.append(element("tab"))
            paragraph._p.append(run)  # noqa: SLF001 - the library has no door for it
        elif isinstance(part, str):
            paragraph._p.extend(field(part))  # noqa: SLF001 - the library has no door for it
        else:
            paragraph._p.append(setter.run(part, setter.direction))  # noqa: SLF001 - no door for it
