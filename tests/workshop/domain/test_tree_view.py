"""The tree behind the themes, as it is drawn: blocks under what they are a part of."""

from __future__ import annotations

import pytest

from tests.people import t1, t2, t3
from workshop.domain.nouns import Cut, Piece
from workshop.domain.tree_view import layers

TWO = Cut((Piece(size=6), Piece(size=2)))
THREE = Cut(
    (
        Piece(size=4, within=0, theme=t1),
        Piece(size=2, within=0, theme=t2),
        Piece(size=2, within=1, theme=t3),
    )
)


def test_a_block_is_as_wide_as_it_has_voices_and_stands_under_its_whole() -> None:
    coarse, fine = layers((TWO, THREE), {})

    assert [(b.start, b.end) for b in coarse.blocks] == [(0, 0.75), (0.75, 1)]
    assert [(b.start, b.end) for b in fine.blocks] == [(0, 0.5), (0.5, 0.75), (0.75, 1)]


def test_only_the_proposed_cut_bears_names() -> None:
    coarse, fine = layers((TWO, THREE), {t1: "Proof", t3: "Cost"})

    assert [(layer.named, [b.name for b in layer.blocks]) for layer in (coarse, fine)] == [
        (False, ["", ""]),
        (True, ["Proof", "", "Cost"]),
    ]


def test_pieces_that_do_not_add_up_still_fill_their_whole() -> None:
    uneven = Cut((Piece(size=9, within=0), Piece(size=3, within=0), Piece(size=1, within=1)))

    _, fine = layers((TWO, uneven), {})

    assert fine.blocks[-1].end == pytest.approx(1)
    assert fine.blocks[1].end == pytest.approx(0.75)


def test_without_cuts_there_is_no_picture() -> None:
    assert layers((), {}) == ()
