"""Texts that may say the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from clustering.embedding import CharacterEncoder, Encoders, Level, NumpyEncoder
from clustering.similar import Kind, mark, nearest, pairs, voices

if TYPE_CHECKING:
    from tests.clustering.conftest import Room

TEXTS = [
    "Learner data must never be sold.",
    "Teach the teachers first.",
    "Never sell the data of learners.",
    "Los datos de los estudiantes no se venden nunca.",
]
LANGUAGES = ["en", "en", "en", "es"]
CHARACTERS = Encoders(multilingual=CharacterEncoder(), english=None, level=Level.WORDS, reason="")


def test_the_same_thought_in_other_words_or_another_language_is_found(encoders: Encoders) -> None:
    kept = voices(TEXTS[1:], LANGUAGES[1:], encoders)

    found = nearest(voices(TEXTS[:1], ["en"], encoders), kept)

    kinds = {pair.second: pair.kind for pair in found}
    assert kinds == {1: Kind.ENGLISH, 2: Kind.ACROSS}
    assert all(pair.is_likely for pair in found)


def test_without_the_english_encoder_the_multilingual_one_still_finds_it() -> None:
    numpy = Encoders(multilingual=NumpyEncoder(), english=None, level=Level.NUMPY, reason="")

    found = pairs(voices(TEXTS, LANGUAGES, numpy))

    assert {(pair.first, pair.second) for pair in found} == {(0, 2), (0, 3), (2, 3)}
    assert {pair.kind for pair in found} == {Kind.WITHIN, Kind.ACROSS}


def test_the_likely_pairs_come_first(room: Room, encoders: Encoders) -> None:
    kept = voices(room.texts, room.languages, encoders)

    found = pairs(kept)

    likely = [pair.is_likely for pair in found]
    assert likely == sorted(likely, reverse=True)
    assert sum(likely) > 3
    assert all(pair.first < pair.second for pair in found)
    for pair in found[:3]:
        assert room.copies[pair.first] == room.copies[pair.second] != ""


def test_only_so_many_pairs_are_told_and_they_are_the_same_best_ones(
    room: Room, encoders: Encoders
) -> None:
    kept = voices(room.texts, room.languages, encoders)

    assert pairs(kept, 5) == pairs(kept)[:5]


def test_a_text_whose_language_nobody_knows_is_compared_as_a_translation(
    encoders: Encoders,
) -> None:
    found = pairs(voices(TEXTS[:1] * 2, ["", ""], encoders))

    assert [pair.kind for pair in found] == [Kind.ACROSS]


def test_an_encoder_that_was_never_measured_sees_copies_and_asks_nothing_else() -> None:
    kept = voices(["the same", "the same", "the same!"], ["en"] * 3, CHARACTERS)

    found = pairs(kept)

    assert mark(kept.encoders, Kind.WITHIN) is None
    assert [(pair.first, pair.second) for pair in found if pair.likeness < 1 - 1e-6] == []
    assert (0, 1) in {(pair.first, pair.second) for pair in found}


def test_in_an_empty_room_nothing_is_similar(encoders: Encoders) -> None:
    none = voices([], [], encoders)

    assert nearest(voices(TEXTS[:1], ["en"], encoders), none) == []
    assert pairs(none) == []


def test_vectors_that_are_broken_or_of_other_encoders_are_refused(encoders: Encoders) -> None:
    kept = voices(TEXTS, LANGUAGES, encoders)
    broken = replace(kept, multilingual=np.full_like(kept.multilingual, np.nan))
    narrow = replace(kept, multilingual=kept.multilingual[:, :300])

    with pytest.raises(ValueError, match="not finite in rows"):
        pairs(broken)
    with pytest.raises(ValueError, match="hold 512 numbers, the known ones 300"):
        nearest(kept, narrow)
    with pytest.raises(ValueError, match="not comparable"):
        nearest(voices(TEXTS[:1], ["en"], CHARACTERS), kept)
