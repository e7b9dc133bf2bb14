from __future__ import annotations

from pathlib import Path

import numpy as np

from workshop.storage.sqlite import verify
from workshop.storage.vectors import Vectors

MODEL = "an encoder 1a2b3c"
ONE = np.array([0.5, -0.25, 0.125], np.float32)


def test_a_vector_comes_back_as_it_was_put(db: Path) -> None:
    Vectors(db).put(MODEL, {"Open it.": ONE})

    found = Vectors(db).get(MODEL, ["Open it.", "Close it."])

    assert list(found) == ["Open it."]
    assert np.array_equal(found["Open it."], ONE)
    assert found["Open it."].dtype == np.float32


def test_two_models_are_never_mixed(db: Path) -> None:
    vectors = Vectors(db)
    vectors.put(MODEL, {"Open it.": ONE})

    assert vectors.get("another encoder", ["Open it."]) == {}


def test_a_whole_room_of_texts_is_asked_for_at_once(db: Path) -> None:
    vectors, texts = Vectors(db), [f"Text {i}." for i in range(1200)]

    vectors.put(MODEL, dict.fromkeys(texts, ONE))

    assert len(vectors.get(MODEL, texts)) == 1200
    assert verify(db) == ()


def test_the_text_itself_is_not_kept(db: Path) -> None:
    Vectors(db).put(MODEL, {"Learners own their credentials.": ONE})

    assert b"Learners own" not in b"".join(f.read_bytes() for f in db.parent.iterdir())


def test_a_store_that_cannot_be_used_holds_nothing_and_stops_nobody(db: Path) -> None:
    db.write_bytes(b"Dear diary, " * 1000)
    vectors = Vectors(db)

    vectors.put(MODEL, {"Open it.": ONE})

    assert vectors.get(MODEL, ["Open it."]) == {}
