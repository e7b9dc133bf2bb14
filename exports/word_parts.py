"""Paragraphs, runs and tables of WordprocessingML, made from blocks. No text is ever parsed.

Elements are made by hand, in the order that the schema asks for: cell by cell through the library
would take minutes for a long appendix.
"""

from __future__ import annotations

import io
from itertools import count
from typing import Any, TypeAlias

from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm

from exports import picture
from exports.blocks import (
    Bar,
    Box,
    Cell,
    Heading,
    Para,
    Span,
    Spans,
    Strip,
    Style,
    Table,
    Tone,
    Voice,
)
from exports.package import BOX, HYPERLINK, NOTE, PAPER, TABLE, TEXT_WIDTH, THREAD, TIGHT, element
from exports.script import lawful, rtl, tag

Element: TypeAlias = Any
"""An lxml element; the library has no stubs for them."""

_GROUND = {Tone.NOTE: NOTE, Tone.PAPER: PAPER}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WIDTHS = {Bar: 6.0, Strip: 8.0}
"""Of a picture, in centimetres."""
_TWIPS = 567


class Typesetter:
    """Makes the elements of one document: knows its styles, its direction and its next bookmark."""

    def __init__(self, doc: Docx, direction: str) -> None:
        self._doc = doc
        self.direction = direction
        self._styles = {style.name: style.style_id for style in doc.styles}
        self._bookmarks = count(1)
        self._links: dict[str, str] = {}

    # --- paragraphs ------------------------------------------------------------------------

    def heading(self, block: Heading) -> Element:
        """A heading, on a new page where it asks for one."""
        made = self.paragraph(block.spans, f"Heading {block.level}")
        if block.page:
            made[0][0].addnext(element("pageBreakBefore"))
            made[0].append(element("spacing", before=0))
        return made

    def para(self, block: Para) -> Element:
        """A paragraph."""
        return self.paragraph(block.spans, block.style.value)

    def voice(self, block: Voice) -> list[Element]:
        """Somebody's words and the mark below them."""
        words = Span(block.words.text, lang=block.words.lang)
        said = self.paragraph((words,), Style.VOICE.value)
        mark = self.paragraph(block.mark, Style.MARK.value, like=block.words.text)
        return [said, mark]

    def paragraph(self, spans: Spans, style: str, like: str = "") -> Element:
        """A paragraph in a named style; it runs as its first letter does, or as `like` does."""
        text = like or "".join(span.text for span in spans)
        backwards = rtl(text, self.direction)
        made, properties = element("p"), element("pPr")
        properties.append(element("pStyle", val=self._styles[style]))
        if backwards:
            properties.extend((*_edge(style), element("bidi")))
        made.append(properties)
        for span in spans:
            made.append(self._span(span, "rtl" if backwards else "ltr"))
        return made

    def gap(self) -> Element:
        """Word joins tables that stand directly below each other."""
        return self.paragraph((), "Gap")

    def _span(self, span: Span, direction: str) -> Element:
        run = self.run(span, direction)
        if span.ref:
            return _wrapped(run, element("hyperlink", anchor=_anchor(span.ref), history=1))
        if span.url.startswith(("https://", "http://")):
            link = element("hyperlink", history=1)
            link.set(_RELATION, self._link(span.url))
            return _wrapped(run, link)
        return run

    def _link(self, url: str) -> str:
        if url not in self._links:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self._links[url] = self._doc.part.relate_to(url, kind, is_external=True)
        return self._links[url]

    def run(self, span: Span, direction: str) -> Element:
        """Letters with their weight, direction and language."""
        made, look = element("r"), element("rPr")
        if span.url:
            look.append(element("rStyle", val=self._styles[HYPERLINK]))
        if span.bold:
            look.extend((element("b"), element("bCs")))
        if rtl(span.text, direction):
            look.append(element("rtl"))
        if span.lang:
            lang = tag(span.lang)
            look.append(element("lang", val=lang, eastAsia=lang, bidi=lang))
        if len(look):
            made.append(look)
        for i, line in enumerate(lawful(span.text).split("\n")):
            if i:
                made.append(element("br"))
            letters = element("t")
            letters.text = line.replace("\t", " ")
            letters.set(_SPACE, "preserve")
            made.append(letters)
        return made

    # --- tables ----------------------------------------------------------------------------

    def table(self, block: Table) -> Element:
        """A table of fixed widths; its head is repeated on each page, no row is torn apart."""
        widths = [round(width * _TWIPS) for width in block.widths]
        made = self._frame(TIGHT if block.tight else TABLE, widths, block.title)
        if block.head:
            made.append(self._row([self._head(word) for word in block.head], widths, head=True))
        for row in block.rows:
            made.append(self._row([self._cell(c) for c in row], widths, list(row)))
        return made

    def box(self, block: Box) -> Element:
        """Lines on amber."""
        widths = [round(TEXT_WIDTH * _TWIPS)]
        made = self._frame(BOX, widths, "")
        lines = [self.paragraph(line, Style.STATUS.value) for line in block.lines]
        made.append(self._row([lines], widths, [Cell(tone=Tone.NOTE)]))
        return made

    def _frame(self, style: str, widths: list[int], title: str) -> Element:
        made, properties = element("tbl"), element("tblPr")
        properties.append(element("tblStyle", val=self._styles[style]))
        if self.direction == "rtl":
            properties.append(element("bidiVisual"))
        properties.append(element("tblW", w=sum(widths), type="dxa"))
        properties.append(element("tblLayout", type="fixed"))
        properties.append(element("tblLook", val="0020" if title else "0000"))
        if title:
            properties.append(element("tblCaption", val=lawful(title)))
        grid = element("tblGrid")
        grid.extend(element("gridCol", w=width) for width in widths)
        made.extend((properties, grid))
        return made

    def _row(
        self,
        contents: list[list[Element]],
        widths: list[int],
        cells: list[Cell] | None = None,
        *,
        head: bool = False,
    ) -> Element:
        made, properties = element("tr"), element("trPr")
        properties.append(element("cantSplit"))
        if head:
            properties.append(element("tblHeader"))
        made.append(properties)
        for i, (content, width) in enumerate(zip(contents, widths, strict=True)):
            made.append(_filled(content, width, cells[i].tone if cells else Tone.PLAIN))
        return made

    def _head(self, word: str) -> list[Element]:
        return [self.paragraph((Span(word),), Style.HEAD.value)]

    def _cell(self, cell: Cell) -> list[Element]:
        if cell.drawn is not None:
            return [self._drawn(cell.drawn)]
        made = [self.para(p) for p in cell.paras] or [self.paragraph((), Style.CELL.value)]
        if cell.anchor:
            self._bookmark(made[0], cell.anchor)
        return made

    def _bookmark(self, paragraph: Element, number: int) -> None:
        key = next(self._bookmarks)
        start = element("bookmarkStart", id=key, name=_anchor(number))
        paragraph.insert(1, start)
        paragraph.append(element("bookmarkEnd", id=key))

    def _drawn(self, drawn: Bar | Strip) -> Element:
        image = io.BytesIO(_image(drawn))
        inline: Element = self._doc.part.new_pic_inline(image, width=Cm(_WIDTHS[type(drawn)]))
        inline.docPr.set("descr", lawful(drawn.told))
        drawing, run = element("drawing"), element("r")
        drawing.append(inline)
        run.append(drawing)
        made = self.paragraph((), Style.CELL.value)
        made.append(run)
        return made


_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _edge(style: str) -> list[Element]:
    """The thread stands where reading begins."""
    if style not in (Style.VOICE.value, Style.MARK.value):
        return []
    borders = element("pBdr")
    borders.append(element("left", val="nil"))
    borders.append(element("right", val="single", sz=12, space=8, color=THREAD))
    return [borders]


def _image(drawn: Bar | Strip) -> bytes:
    if isinstance(drawn, Bar):
        return picture.bar(drawn.share, drawn.low, drawn.high)
    return picture.strip(drawn.parts, bold=drawn.bold)


def _anchor(number: int) -> str:
    return f"no{number}"


def _wrapped(run: Element, link: Element) -> Element:
    link.append(run)
    return link


def _filled(content: list[Element], width: int, tone: Tone) -> Element:
    made, properties = element("tc"), element("tcPr")
    properties.append(element("tcW", w=width, type="dxa"))
    if tone in _GROUND:
        properties.append(element("shd", val="clear", color="auto", fill=_GROUND[tone]))
    made.append(properties)
    made.extend(content)
    return made


def field(code: str) -> list[Element]:
    """A number that the word processor counts."""
    runs = [element("r") for _ in range(5)]
    instruction, shown = element("instrText"), element("t")
    instruction.text, shown.text = code, "1"
    instruction.set(_SPACE, "preserve")
    parts = (
        element("fldChar", fldCharType="begin"),
        instruction,
        element("fldChar", fldCharType="separate"),
        shown,
        element("fldChar", fldCharType="end"),
    )
    for run, part in zip(runs, parts, strict=True):
        run.append(part)
    return runs
