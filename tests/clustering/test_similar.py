"""Texts that may say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from clustering.embedding import CharacterEncoder
from clustering.similar import nearest, pairs, threshold

if TYPE_CHECKING:
    from clustering.embedding import Encoders

TEXTS = [
    "Learner data must never be sold.",
    "Teach the teachers first.",
    "Never sell the data of learners.",
    "Los datos de los estudiantes no se venden nunca.",
]


def test_the_same_thought_in_other_words_or_another_language_is_found(encoders: Encoders) -> None:
    vectors = encoders.multilingual.encode(TEXTS)

    found = nearest(vectors[0], vectors[1:], encoders.multilingual.name)

    assert sorted(row for row, _ in found) == [1, 2]
    assert found[0][1] >= found[1][1]


def test_pairs_come_nearest_first_and_only_above_the_threshold(encoders: Encoders) -> None:
    vectors = encoders.multilingual.encode(TEXTS)

    found = pairs(vectors, encoders.multilingual.name)

    assert {(pair.first, pair.second) for pair in found} == {(0, 2), (0, 3), (2, 3)}
    assert [pair.cosine for pair in found] == sorted((p.cosine for p in found), reverse=True)


def test_an_encoder_that_was_never_measured_asks_nothing() -> None:
    characters = CharacterEncoder()
    vectors = characters.encode(["the same", "the same"])

    assert threshold(characters.name) is None
    assert nearest(vectors[0], vectors, characters.name) == []
    assert pairs(vectors, characters.name) == []


def test_in_an_empty_room_nothing_is_similar(encoders: Encoders) -> None:
    assert nearest(np.ones(512), np.zeros((0, 512)), encoders.multilingual.name) == []
    assert pairs(np.zeros((0, 512)), encoders.multilingual.name) == []
