"""Makes template.docx, which holds every style of the Word document and no text.

Run `python -m exports.template`; the same code makes the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from exports.package import (
    BOX,
    HYPERLINK,
    INK,
    LINE,
    LINK,
    SOFT,
    TABLE,
    TEMPLATE,
    THREAD,
    TIGHT,
    element,
    named,
    packed,
)

_KEPT = frozenset(
    {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Title", "Subtitle"}
    | {"Heading 1", "Heading 2", "Heading 3", "Header", "Footer"}
)
_SANS = {"ascii": "Arial", "hAnsi": "Arial", "cs": "Arial", "eastAsia": "Microsoft YaHei"}
_SERIF = {"ascii": "Georgia", "hAnsi": "Georgia", "cs": "Times New Roman", "eastAsia": "SimSun"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One paragraph style: sizes in points, spaces before and after in points."""

    name: str
    size: float = 10.5
    colour: str = INK
    bold: bool = False
    serif: bool = False
    before: float = 0
    after: float = 6
    line: float = 1.3
    keep: bool = False
    edge: bool = False


_LOOKS = (
    _Look(name="Normal"),
    _Look(name="Lead-in", keep=True),
    _Look(name="Title", size=34, bold=True, after=10, line=1.05),
    _Look(name="Subtitle", size=14, colour=SOFT, after=4, line=1.25),
    _Look(name="Heading 1", size=20, bold=True, before=30, after=10, line=1.1, keep=True),
    _Look(name="Heading 2", size=14, bold=True, before=20, after=4, line=1.15, keep=True),
    _Look(name="Heading 3", bold=True, before=10, after=2, keep=True),
    _Look(name="Statement", size=12.5, bold=True, keep=True),
    _Look(name="Voice", serif=True, after=2, line=1.35, keep=True, edge=True),
    _Look(name="Mark", size=8.5, colour=SOFT, line=1.2, edge=True),
    _Look(name="Small", size=9, colour=SOFT, after=4, line=1.25),
    _Look(name="Small lead-in", size=9, colour=SOFT, after=4, line=1.25, keep=True),
    _Look(name="Thread", size=16, colour=THREAD, after=4, line=1),
    _Look(name="Gap", size=4, after=4, line=1),
    _Look(name="Status", after=0),
    _Look(name="Cell", size=9.5, after=0, line=1.2),
    _Look(name="Line", size=9, after=0, line=1.1),
    _Look(name="Cell voice", size=9.5, serif=True, after=0, line=1.25),
    _Look(name="Cell mark", size=8.5, colour=SOFT, before=2, after=0, line=1.15),
    _Look(name="Head cell", size=9, colour=SOFT, bold=True, after=0, line=1.15, keep=True),
    _Look(name="Figure", size=22, bold=True, after=0, line=1.1),
    _Look(name="Header", size=8.5, colour=SOFT, after=0, line=1.2),
    _Look(name="Footer", size=8.5, colour=SOFT, after=0, line=1.2),
)


def _blank() -> Docx:
    """The library's own template without its styles, thumbnail and past."""
    doc = Document()
    for style in list(doc.styles.element.style_lst):
        if style.name_val not in _KEPT and style.name_val.title() not in _KEPT:
            doc.styles.element.remove(style)
    _drop_latent(doc)
    package = doc.part.package
    for holder in (package, doc.part):
        for rel_id, rel in list(holder.rels.items()):
            if rel.reltype.rsplit("/", 1)[-1] in _UNUSED:
                del holder.rels[rel_id]
    return doc


_UNUSED = frozenset(
    {"thumbnail", "stylesWithEffects", "customXml", "numbering", "webSettings"}
    | {"extended-properties"}
)


def _drop_latent(doc: Docx) -> None:
    for found in doc.styles.element.findall(qn("w:latentStyles")):
        doc.styles.element.remove(found)


def _paragraph_style(doc: Docx, look: _Look) -> None:
    names = {style.name for style in doc.styles}
    style: Any = (
        doc.styles[look.name]
        if look.name in names
        else doc.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    )
    _emptied(style.element)
    if look.name != "Normal":
        style.base_style = doc.styles["Normal"]
    font, shape = style.font, style.paragraph_format
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for slot, face in (_SERIF if look.serif else _SANS).items():
        fonts.set(qn(f"w:{slot}"), face)
    font.bold = look.bold
    font.cs_bold = look.bold
    font.size, font.color.rgb = Pt(look.size), RGBColor.from_string(look.colour)
    style.element.rPr.append(element("szCs", val=round(look.size * 2)))
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing, shape.keep_with_next = look.line, look.keep
    if look.edge:
        _edge(style)
    style.quick_style = True


def _emptied(style: Any) -> None:  # noqa: ANN401 - lxml elements have no stubs
    """Heading levels are kept: they make the outline."""
    levels = style.xpath("w:pPr/w:outlineLvl")
    for name in ("w:pPr", "w:rPr", "w:link", "w:rsid"):
        for found in style.findall(qn(name)):
            style.remove(found)
    for level in levels:
        style.get_or_add_pPr().append(level)


def _edge(style: Any) -> None:  # noqa: ANN401 - lxml elements have no stubs
    borders = element("pBdr")
    borders.append(element("left", val="single", sz=12, space=8, color=THREAD))
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
    style.paragraph_format.left_indent = Cm(0.45)


def _table_style(doc: Docx, name: str, sides: dict[str, int], *, ruled: bool) -> None:
    style: Any = doc.styles.add_style(name, WD_STYLE_TYPE.TABLE)
    made = element("tblPr")
    if ruled:
        borders = element("tblBorders")
        for side, size, colour in (("top", 12, INK), ("bottom", 4, LINE), ("insideH", 4, LINE)):
            borders.append(element(side, val="single", sz=size, space=0, color=colour))
        made.append(borders)
    margins = element("tblCellMar")
    for side, width in sides.items():
        margins.append(element(side, w=width, type="dxa"))
    made.append(margins)
    style.element.append(made)


def _page(doc: Docx) -> None:
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3.6), Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)
    section.header_distance = section.footer_distance = Cm(1.2)
    section.different_first_page_header_footer = True


def _modern(doc: Docx) -> None:
    """Tables begin where the text does, which older versions of Word see differently."""
    for setting in doc.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _link_style(doc: Docx) -> None:
    style: Any = doc.styles.add_style(HYPERLINK, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = RGBColor.from_string(LINK)


def template() -> bytes:
    """An empty document with all styles."""
    doc = _blank()
    for look in _LOOKS:
        _paragraph_style(doc, look)
    normal = doc.styles["Normal"].element.get_or_add_rPr()
    normal.append(element("lang", val="en-GB", eastAsia="zh-CN", bidi="ar-SA"))
    _table_style(doc, TABLE, {"top": 55, "left": 80, "bottom": 55, "right": 80}, ruled=True)
    _table_style(doc, TIGHT, {"top": 30, "left": 80, "bottom": 30, "right": 80}, ruled=True)
    _table_style(doc, BOX, {"top": 120, "left": 180, "bottom": 120, "right": 180}, ruled=False)
    _link_style(doc)
    _page(doc)
    _modern(doc)
    named(doc, "", "en", datetime(2026, 1, 1, tzinfo=UTC))
    return packed(doc)


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
