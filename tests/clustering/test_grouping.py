"""Vectors into themes: a place for every text, the same every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from clustering.embedding import CharacterEncoder, Embedder, Encoders, Level, NumpyEncoder
from clustering.grouping import (
    PARKED,
    UNSURE,
    BadVectors,
    Edits,
    clearness,
    group,
    place,
    recut,
    refresh,
    room_vectors,
)
from clustering.measuring import adjusted_rand, churn
from clustering.points import unit

if TYPE_CHECKING:
    from clustering.points import Matrix
    from tests.clustering.conftest import Room


def scattered(n: int, width: int = 12, seed: int = 0) -> Matrix:
    """Unit vectors in three loose heaps."""
    chance = np.random.default_rng(seed)
    middles = chance.normal(size=(3, width))
    return unit(middles[np.arange(n) % 3] + 0.8 * chance.normal(size=(n, width)))


@pytest.mark.parametrize("n", range(13))
def test_every_text_has_a_place_however_few_there_are(n: int) -> None:
    found = group(scattered(n))

    assert found.labels.shape == found.lead.shape == (n,)
    assert (found.labels >= 0).all()
    assert sorted(set(found.labels.tolist())) == list(range(found.labels.max(initial=-1) + 1))


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 8, 12])
def test_few_real_texts_are_measured_and_grouped_too(
    n: int, room: Room, encoders: Encoders
) -> None:
    vectors, _ = room_vectors(room.texts[:n], room.languages[:n], encoders)

    assert (group(vectors).labels >= 0).all()


@pytest.mark.parametrize("n", [1, 2, 5, 12, 40])
@pytest.mark.parametrize("value", [0.0, 1.0])
def test_texts_that_are_all_the_same_are_one_theme(n: int, value: float) -> None:
    assert group(np.full((n, 8), value)).labels.tolist() == [0] * n


def test_a_text_that_nothing_could_encode_still_has_a_place() -> None:
    vectors = scattered(20)
    vectors[[3, 4, 11]] = 0

    assert (group(vectors).labels >= 0).all()


def test_broken_vectors_are_refused_by_row() -> None:
    vectors = scattered(10)
    vectors[2, 1], vectors[7, 0] = np.nan, np.inf

    with pytest.raises(ValueError, match=r"rows \[2, 7\]"):
        group(vectors)


def test_vectors_of_another_width_are_refused_with_both_widths() -> None:
    old = group(scattered(9))

    with pytest.raises(BadVectors, match="8 numbers, the known ones 12"):
        place(scattered(2, 8), scattered(9), old.labels, old.mean)
    with pytest.raises(BadVectors, match="8 numbers, the known ones 12"):
        recut(old, scattered(9, 8), 2)
    with pytest.raises(BadVectors, match=r"shape \(12,\)"):
        group(np.zeros(12))


def test_of_a_whole_broken_room_only_the_first_rows_are_named() -> None:
    with pytest.raises(BadVectors, match=r"18, 19\] and 80 more$"):
        group(np.full((100, 4), np.nan))


def test_an_edit_of_a_text_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match=r"texts \[9\], but there are 9"):
        group(scattered(9), edits=Edits(folded=[(0, 9)]))


def test_two_runs_are_equal_to_the_last_digit(room: Room) -> None:
    again = group(room.vectors)

    assert np.array_equal(again.labels, room.grouping.labels)
    assert np.array_equal(again.lead, room.grouping.lead)
    assert again.scores == room.grouping.scores


def test_a_shuffled_room_is_the_same_room(room: Room, encoders: Encoders) -> None:
    order = np.random.default_rng(0).permutation(len(room.texts)).tolist()
    edits = Edits(
        pinned={0: 0, 1: 0, 2: 1, 3: PARKED}, folded=[(4, 5), (6, 0)], barred=[(8, 1), (7, 0)]
    )
    position = np.argsort(order).tolist()

    vectors, _ = room_vectors(
        [room.texts[row] for row in order], [room.languages[row] for row in order], encoders
    )

    assert np.array_equal(vectors, room.vectors[order])
    assert np.array_equal(group(vectors).labels, room.grouping.labels[order])
    assert np.array_equal(
        group(vectors, edits=edits.renumbered(position)).labels,
        group(room.vectors, edits=edits).labels[order],
    )


def test_themes_come_near_to_those_that_people_saw(room: Room) -> None:
    chance = np.random.default_rng(0).permutation(room.grouping.labels).tolist()

    assert adjusted_rand(room.themes, room.grouping.labels.tolist()) > 0.1
    assert abs(adjusted_rand(room.themes, chance)) < 0.05


def test_no_theme_swallows_the_room_and_no_language_is_a_theme(room: Room) -> None:
    share = np.bincount(room.grouping.labels) / len(room.texts)

    assert share.max() < 0.4
    assert adjusted_rand(room.languages, room.grouping.labels.tolist()) < 0.1


def test_a_text_and_its_translation_are_mostly_in_one_theme(room: Room) -> None:
    pairs = [
        (a, b)
        for a in range(len(room.texts))
        for b in range(a)
        if room.copies[a]
        and room.copies[a] == room.copies[b]
        and room.languages[a] != room.languages[b]
    ]

    together = [room.grouping.labels[a] == room.grouping.labels[b] for a, b in pairs]

    assert len(pairs) > 5
    assert np.mean(together) > 0.6


@pytest.mark.parametrize("level", [Level.NUMPY, Level.WORDS])
def test_every_text_has_a_place_with_each_fallback(level: Level, room: Room) -> None:
    alone: Embedder = NumpyEncoder() if level is Level.NUMPY else CharacterEncoder()
    encoders = Encoders(multilingual=alone, english=None, level=level, reason="less")

    vectors, _ = room_vectors(room.texts[:60], room.languages[:60], encoders)
    found = group(vectors)

    assert (found.labels >= 0).all()
    assert found.labels.max() >= 3


def test_copies_are_together_whatever_their_case_and_spacing(
    room: Room, encoders: Encoders
) -> None:
    texts = [*room.texts[:40], *[f"  {text.upper()}\n" for text in room.texts[:10]]]
    languages = [*room.languages[:40], *room.languages[:10]]

    vectors, _ = room_vectors(texts, languages, encoders)
    labels = group(vectors).labels

    assert np.array_equal(labels[:10], labels[-10:])


def test_fewer_and_more_themes_are_nested_so_no_text_wanders(room: Room) -> None:
    cut = {k: recut(room.grouping, room.vectors, k).labels for k in range(1, 17)}

    for k in range(1, 16):
        assert len(set(cut[k].tolist())) == k
        held = {(int(b), int(a)) for a, b in zip(cut[k], cut[k + 1], strict=True)}
        assert len(held) == k + 1


def test_asking_for_a_number_of_themes_is_cutting_the_same_tree(room: Room) -> None:
    asked = group(room.vectors, themes=5)

    assert np.array_equal(asked.labels, recut(room.grouping, room.vectors, 5).labels)
    assert len(set(asked.labels.tolist())) == 5


def test_a_newcomer_goes_at_once_to_where_its_like_is(room: Room, encoders: Encoders) -> None:
    row = int(np.argmax(room.grouping.lead))
    words = [f"I agree: {room.texts[row]}", "", "🎓"]

    newcomers, _ = room_vectors(words, [room.languages[row]] * 3, encoders, room.frame)
    placed = place(newcomers, room.vectors, room.grouping.labels, room.grouping.mean)

    assert placed.labels[0] == room.grouping.labels[row]
    assert placed.lead[0] > UNSURE
    assert set(placed.labels.tolist()) <= set(room.grouping.labels.tolist())


def test_a_newcomer_to_a_room_without_themes_waits_in_the_tray() -> None:
    nowhere = np.zeros((0, 12))

    placed = place(scattered(2), nowhere, np.zeros(0, dtype=np.int64), np.zeros(12))

    assert placed.labels.tolist() == [PARKED, PARKED]


def test_a_newcomer_measured_by_other_encoders_is_refused(room: Room) -> None:
    other = Encoders(
        multilingual=CharacterEncoder(), english=None, level=Level.WORDS, reason="less"
    )

    with pytest.raises(ValueError, match="characters"):
        room_vectors(["new"], ["en"], other, room.frame)


def test_where_all_speak_of_one_subject_english_is_read_without_it_too(
    room: Room, encoders: Encoders
) -> None:
    ends = ("costs", "privacy", "teachers", "employers", "translation", "trust", "access", "law")
    texts = [f"Open badges should be recognised everywhere because of {end}" for end in ends]
    english = encoders.english
    assert english is not None

    vectors, frame = room_vectors(texts, ["en"] * len(texts), encoders)
    newcomer, _ = room_vectors([texts[3]], ["en"], encoders, frame)

    assert vectors.shape[1] == room.vectors.shape[1] + english.width
    assert sum(weight**2 for weight in frame.weights) == pytest.approx(3)
    assert np.allclose(newcomer, vectors[3], atol=1e-5)  # a batch of one has other last digits


def test_an_unknown_language_is_measured_like_the_room(room: Room, encoders: Encoders) -> None:
    vectors, _ = room_vectors(["Saluton, mondo", "?"], ["eo", ""], encoders, room.frame)

    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)


def test_a_refresh_moves_few_old_texts_and_places_all_new_ones(room: Room) -> None:
    old = group(room.vectors[:100])

    new = refresh(room.vectors, old.labels)

    firm = old.lead >= np.quantile(old.lead, 0.2)
    assert (new.labels >= 0).all()
    assert np.array_equal(new.labels[:100][firm], old.labels[firm])
    assert churn(old.labels, new.labels) < churn(old.labels, group(room.vectors).labels)
    assert churn(old.labels, new.labels) < 0.2


def test_a_refresh_of_an_empty_room_is_a_first_grouping() -> None:
    found = refresh(scattered(12), np.zeros(0, dtype=np.int64))

    assert np.array_equal(found.labels, group(scattered(12)).labels)


def test_clearness_tells_the_heart_of_a_theme_from_its_edge() -> None:
    vectors = unit(np.array([[1.0, 0.0], [0.9, 0.1], [0.55, 0.5], [0.0, 1.0], [0.1, 0.9]]))
    labels = np.array([0, 0, 0, 1, 1])

    lead = clearness(vectors, labels)

    assert lead[2] < min(lead[[0, 1, 3, 4]])


def test_clearness_of_parked_texts_and_of_one_theme_alone_is_full() -> None:
    assert clearness(scattered(4), np.array([0, 0, PARKED, 0])).tolist() == [1.0] * 4
    assert clearness(scattered(4), np.full(4, PARKED)).tolist() == [1.0] * 4
