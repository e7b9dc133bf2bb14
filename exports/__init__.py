"""The ways to take the document away. A new format is a module here and a row in FORMATS."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from exports.archive import archive
from exports.markdown import markdown
from exports.phrasing import N_, Format, Phrasing, Render, Row, Source
from exports.tables import tables
from exports.word import word

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "word": Format(
            key="word",
            suffix=".docx",
            title=N_("Word document"),
            holds=N_("The whole document, ready to be edited and printed."),
            folder=False,
            render=word,
        ),
        "markdown": Format(
            key="markdown",
            suffix=".md",
            title=N_("Markdown"),
            holds=N_("The whole document as plain text for a website or a repository."),
            folder=False,
            render=markdown,
        ),
        "csv": Format(
            key="csv",
            suffix=".csv",
            title=N_("Tables (CSV)"),
            holds=N_("Contributions, votes, themes and principles for a spreadsheet, in a folder."),
            folder=True,
            render=tables,
        ),
        "json": Format(
            key="json",
            suffix=".json",
            title=N_("Archive (JSON)"),
            holds=N_("The document as data and the whole log, without unpublished words."),
            folder=False,
            render=archive,
        ),
    }
)

__all__ = ["FORMATS", "Format", "Phrasing", "Render", "Row", "Source"]
