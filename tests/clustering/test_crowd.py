"""Any number of texts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from clustering import crowd
from clustering.crowd import Wish, gathered
from clustering.points import PARKED

if TYPE_CHECKING:
    from clustering.embedding import Encoders
    from tests.clustering.conftest import Room


def nobody(_done: int, _of: int) -> None:
    """Waits for nothing."""


def test_every_text_gets_a_theme_with_a_name_the_largest_first(
    room: Room, encoders: Encoders
) -> None:
    found = gathered(room.texts, [""] * len(room.texts), encoders, nobody)

    sizes = np.bincount(found.labels).tolist()
    assert sizes == sorted(sizes, reverse=True)
    assert sorted(found.names) == list(range(len(sizes)))
    assert all(found.labels[name.quote_row] == key for key, name in found.names.items())
    assert ((found.strength >= 0) & (found.strength <= 1)).all()


def test_more_and_fewer_are_cuts_of_one_tree(room: Room, encoders: Encoders) -> None:
    def themes(wish: Wish) -> int:
        return len(gathered(room.texts[:60], room.languages[:60], encoders, nobody, wish).names)

    assert themes(Wish(factor=0.6)) < themes(Wish()) < themes(Wish(factor=1.6))
    assert themes(Wish(themes=4)) == 4


def test_more_texts_than_can_be_grouped_are_placed_among_those_that_are(
    room: Room, encoders: Encoders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "GROUPED", 80)
    heard: list[int] = []

    found = gathered(room.texts, room.languages, encoders, lambda done, _of: heard.append(done))

    assert PARKED not in found.labels
    assert heard == sorted(heard)
    assert heard[-1] == len(room.texts)


@pytest.mark.parametrize(
    ("texts", "themes"),
    [([], 0), (["one"], 1), (["the same"] * 300, 1), (["🎓", "👍👍", "?!"], 0), (["a", "🎓"], 1)],
)
def test_odd_crowds_are_sorted_too(texts: list[str], themes: int, encoders: Encoders) -> None:
    found = gathered(texts, [""] * len(texts), encoders, nobody)

    assert len(found.names) == themes
    assert [label == PARKED for label in found.labels] == [
        not t.isascii() or t == "?!" for t in texts
    ]
