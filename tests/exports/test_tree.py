"""The tree behind the themes in the document: drawn, told to who cannot see it, and in numbers."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import replace

from exports import picture
from exports.markdown import markdown
from exports.phrasing import Source
from tests.exports.reading import headings, table, table_element, word
from workshop.domain import nouns as n
from workshop.domain.document import Document
from workshop.domain.tree_view import layers
from workshop.wording import Speaker

TITLE = "The tree behind the themes"
FIRST = n.ThemeId("theme-1")
CUTS = (
    n.Cut((n.Piece(size=9), n.Piece(size=3))),
    n.Cut((n.Piece(size=5, theme=FIRST), n.Piece(size=4), n.Piece(size=3, within=1))),
)


def with_tree(doc: Document) -> Document:
    tree = layers(CUTS, {FIRST: "Proof | free"})
    return replace(doc, method=replace(doc.method, tree=tree))


def test_each_cut_is_a_row_with_its_picture_and_its_sizes(full: Document, say: Speaker) -> None:
    made = word(with_tree(full), say)

    assert table(made, TITLE)[1:] == [
        ["2", "", "9, 3"],
        ["3", "", "Proof | free (5), 4, 3"],
    ]
    told = table_element(made, TITLE).xpath(".//wp:docPr/@descr")
    assert told == ["All in 2 themes", "All in 3 themes"]


def test_where_no_proposal_was_accepted_there_is_no_tree(
    moments: Mapping[str, Document], say: Speaker
) -> None:
    made = word(moments["writing"], say)

    assert TITLE not in [text for _, text in headings(made)]


def test_a_name_in_the_tree_is_no_markup(full: Document, say: Speaker) -> None:
    made = markdown(Source(with_tree(full)), say)

    whole = next(iter(made.values())).decode()
    assert "Proof \\| free \\(5\\), 4, 3" in whole


def test_blocks_of_a_strip_leave_a_gap_and_the_smallest_is_still_seen() -> None:
    drawn = picture.strip(((0.0, 0.5), (0.5, 0.501), (0.501, 1.0)), bold=True)

    width, height = struct.unpack(">II", drawn[16:24])
    assert (width, height) == (640, 30)
    assert drawn != picture.strip(((0.0, 1.0),), bold=True)
