"""A Word file as such: its colours, its elements, its properties, its bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TEMPLATE = Path(__file__).parent / "template.docx"
INK, SOFT, THREAD, LINK = "17202A", "55606B", "C2123F", "0B5CAB"
NOTE, PAPER, LINE = "FFF3D6", "F3F5F7", "D5DBE1"
TABLE, TIGHT, BOX, HYPERLINK = "Thread table", "Tight table", "Note box", "Hyperlink"
TEXT_WIDTH = 15.0
_EPOCH = (1980, 1, 1, 0, 0, 0)


def element(name: str, /, **attributes: object) -> Any:  # noqa: ANN401 - lxml elements have no stubs
    """An element of WordprocessingML with its attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def named(doc: Docx, title: str, lang: str, when: datetime) -> None:
    """Sets the properties that a file carries."""
    core = doc.core_properties
    core.title, core.language, core.author = title, lang, "Common Thread"
    core.last_modified_by, core.comments, core.keywords, core.subject = "Common Thread", "", "", ""
    core.created = core.modified = when
    core.revision = 1


def packed(doc: Docx) -> bytes:
    """Its bytes; its members carry no date, so that the same document is the same file."""
    raw, out = io.BytesIO(), io.BytesIO()
    doc.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return out.getvalue()
