"""What exports need from others: someone who phrases sentences, and what is to be exported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeAlias

from workshop.domain.document import Document


class Phrasing(Protocol):
    """Says messages in one language; the English message is the key of its translation."""

    @property
    def lang(self) -> str:
        """The language it speaks."""

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""

    def __call__(self, message: str, **facts: object) -> str:
        """The message with its facts, which are put in as they are."""

    def count(self, one: str, many: str, n: int, **facts: object) -> str:
        """The message in the plural form for `n`, which it may use as a fact."""

    def number(self, n: float) -> str:
        """A number as the language writes it."""

    def day(self, when: date) -> str:
        """A date, written out."""

    def time(self, when: datetime) -> str:
        """Hour and minute."""

    def language(self, lang: str) -> str:
        """The name of a language."""


Row: TypeAlias = Mapping[str, object]
"""One row of the log as it is stored, its words apart: `words` maps their ids to letters."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is exported: the document, and for the archive the rows of the log."""

    document: Document
    rows: Sequence[Row] = ()


Render: TypeAlias = Callable[[Source, Phrasing], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way to take the document away. `render` answers file names with their bytes.

    `title` and `holds` are messages: whoever shows them lets their own Phrasing say them.
    """

    key: str
    suffix: str
    title: str
    holds: str
    folder: bool
    render: Render


def file_name(document: Document, suffix: str) -> str:
    """A name of plain letters and digits; nobody's text ever names a file."""
    code = "".join(ch for ch in document.code.lower() if ch.isascii() and ch.isalnum())
    return f"principles-{code or 'workshop'}{suffix}"


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a message to be translated later
    """Marks a message that a table holds."""
    return message
