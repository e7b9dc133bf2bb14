"""Two contributions of one theme that pull apart stand beside each other in the document."""

from __future__ import annotations

from dataclasses import replace

from tests.exports.reading import headings, table, word
from workshop.domain.document import Document
from workshop.domain.standings import Opposed
from workshop.wording import Speaker

TITLE = "Two that pull apart"


def test_both_stand_side_by_side_with_how_many_took_opposite_sides(
    full: Document, say: Speaker
) -> None:
    first, second = full.principles[0].sources[:2]
    pair = Opposed(first=first.id, second=second.id, decided=13, apart=12)

    made = word(replace(full, opposed=((first, second, pair),)), say)

    assert table(made, TITLE)[1] == [
        str(first.number),
        first.words.text,
        str(second.number),
        second.words.text,
        "12 of 13",
    ]


def test_where_no_two_pull_apart_nothing_is_said_about_it(full: Document, say: Speaker) -> None:
    assert TITLE not in [text for _, text in headings(word(replace(full, opposed=()), say))]
