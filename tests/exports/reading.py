"""Reads exported documents back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import docx
from docx.document import Document as Docx
from docx.table import Table

from exports import FORMATS, Source
from workshop.domain.document import Document
from workshop.wording import Speaker

MOMENTS = ("opened", "empty writing", "writing", "sorted", "drafted", "rehearsed", "closed")


def everything(document: Document, say: Speaker) -> Mapping[str, bytes]:
    """All files of all formats, a Word file as the text that can be read in it."""
    files: dict[str, bytes] = {}
    for form in FORMATS.values():
        for name, content in form.render(Source(document), say).items():
            files[name] = told(content).encode() if form.key == "word" else content
    return files


def word(document: Document, say: Speaker) -> Docx:
    """The Word document, read back."""
    return opened(next(iter(FORMATS["word"].render(Source(document), say).values())))


def opened(content: bytes) -> Docx:
    return docx.Document(io.BytesIO(content))


def told(content: bytes) -> str:
    """All text of a Word document: header, footer, body and tables."""
    doc = opened(content)
    section = doc.sections[0]
    lines = [p.text for p in (*section.header.paragraphs, *section.footer.paragraphs)]
    lines += [p.text for p in doc.paragraphs]
    lines += [p.text for t in doc.tables for row in t.rows for c in row.cells for p in c.paragraphs]
    return "\n".join(lines)


def headings(doc: Docx) -> list[tuple[int, str]]:
    """Level and text of each heading, in order."""
    return [
        (int(p.style.name.rsplit(" ", 1)[1]), p.text)
        for p in doc.paragraphs
        if p.style is not None and p.style.name and p.style.name.startswith("Heading")
    ]


def table(doc: Docx, title: str) -> list[list[str]]:
    """The rows of the table with this title, as texts."""
    return [[cell.text for cell in row.cells] for row in Table(table_element(doc, title), doc).rows]


def table_element(doc: Docx, title: str) -> Any:  # noqa: ANN401 - lxml has no stubs
    """The table with this title."""
    (found,) = doc.element.xpath(f'//w:tbl[w:tblPr/w:tblCaption/@w:val="{title}"]')
    return found
