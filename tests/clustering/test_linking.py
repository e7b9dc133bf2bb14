"""Texts to areas of a framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from clustering.linking import Area, Prototype, link, theme_scores, together

if TYPE_CHECKING:
    from clustering.embedding import Encoders
    from tests.clustering.conftest import Room

AREAS = [
    Area(
        key="capacity",
        share=0.35,
        sentences=["Train teachers to make and use open resources.", "Build skills of staff."],
    ),
    Area(
        key="policy",
        share=0.5,
        sentences=["Governments adopt laws and policies.", "Rules and quality frameworks."],
    ),
    Area(
        key="cost",
        share=0.2,
        sentences=["Find sustainable funding models.", "Share the cost of infrastructure."],
    ),
]
THEMES = [
    Prototype(sentence="Training. Teachers learn before the platform comes.", areas=["capacity"]),
    Prototype(sentence="Regulation. Ministries write rules.", areas=["policy", "capacity"]),
    Prototype(sentence="Money. Who pays for maintenance and servers?", areas=["cost", "policy"]),
]
TEXTS = [
    "Teach the teachers first",
    "The ministry must change the law",
    "Pay for the maintenance of open servers",
]


@pytest.mark.parametrize("themes", [[], THEMES])
def test_even_one_text_is_linked_to_the_area_it_speaks_of(
    themes: list[Prototype], encoders: Encoders
) -> None:
    best = [link([text], AREAS, encoders.multilingual, themes).suggested[0][0] for text in TEXTS]

    assert best == ["capacity", "policy", "cost"]


def test_every_text_has_one_to_three_suggestions_and_a_score_for_each_area(
    room: Room, encoders: Encoders
) -> None:
    found = link(room.texts, AREAS, encoders.multilingual, THEMES)

    assert found.scores.shape == (len(room.texts), len(AREAS))
    assert np.allclose(found.scores.mean(axis=0), 0)
    assert {len(keys) for keys in found.suggested} <= {1, 2, 3}
    assert [keys[0] for keys in found.suggested] == [
        found.keys[column] for column in found.scores.argmax(axis=1)
    ]


def test_an_area_that_is_expected_more_often_is_suggested_more_often(
    room: Room, encoders: Encoders
) -> None:
    def suggested(share: float) -> int:
        areas = [Area(key=area.key, sentences=area.sentences, share=share) for area in AREAS]
        return sum(len(keys) for keys in link(room.texts, areas, encoders.multilingual).suggested)

    assert suggested(0.01) < suggested(0.3) < suggested(0.6)


def test_a_theme_is_as_near_to_an_area_as_its_texts_are() -> None:
    scores = np.array([[1.0, 0.0], [3.0, 2.0], [9.0, 9.0]])

    found = theme_scores(scores, np.array([4, 4, -1]))

    assert {key: row.tolist() for key, row in found.items()} == {4: [2.0, 1.0]}


def test_no_texts_have_no_links_and_a_framework_without_areas_is_refused(
    encoders: Encoders,
) -> None:
    assert link([], AREAS, encoders.multilingual).suggested == ()
    with pytest.raises(ValueError, match="at least one area"):
        link(TEXTS, [], encoders.multilingual)
    with pytest.raises(ValueError, match="unknown area 'moon'"):
        link(TEXTS, AREAS, encoders.multilingual, [Prototype(sentence="x", areas=["moon"])])


def test_an_area_without_sentences_is_possible(encoders: Encoders) -> None:
    areas = [*AREAS, Area(key="empty", sentences=[], share=0.1)]

    assert np.isfinite(link(TEXTS, areas, encoders.multilingual, THEMES).scores).all()


def test_how_likely_an_area_is_comes_to_its_expected_share(room: Room, encoders: Encoders) -> None:
    found = link(room.texts, AREAS, encoders.multilingual, THEMES)

    assert np.allclose(found.likely.mean(axis=0), [area.share for area in AREAS], atol=0.01)
    assert ((found.likely > 0) & (found.likely < 1)).all()


def test_what_people_linked_before_teaches_where_the_next_belongs(encoders: Encoders) -> None:
    examples = [
        Prototype(sentence="Our bakery gives bread to apprentices", areas=["cost"]),
        Prototype(sentence="The baker teaches how to bake bread", areas=["cost"]),
        Prototype(sentence="The ministry of sports opened a swimming pool", areas=["policy"]),
    ]
    text = "Fresh bread from the bakery every morning"

    found = link([text], AREAS, encoders.multilingual, THEMES, examples)

    assert found.suggested[0][0] == "cost"


def test_a_text_is_no_example_for_itself(room: Room, encoders: Encoders) -> None:
    first, *others = room.texts[:60]
    examples = [
        Prototype(sentence=f"  {first.upper()} ", areas=["cost"]),
        *(Prototype(sentence=text, areas=["capacity"]) for text in others),
    ]

    found = link([first, *others], AREAS, encoders.multilingual, examples=examples)

    assert found.scores[0, found.keys.index("cost")] == found.scores.min(axis=0)[2]


def test_some_texts_together_belong_where_most_of_them_do(room: Room, encoders: Encoders) -> None:
    found = link([*TEXTS, *room.texts], AREAS, encoders.multilingual, THEMES)

    assert together(found, [1])[0] == found.suggested[1][0] == "policy"
    assert 1 <= len(together(found, range(40))) <= 3
    assert together(found, []) == ()
