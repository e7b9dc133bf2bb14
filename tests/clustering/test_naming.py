"""Names of themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from clustering.naming import names
from clustering.phrases import parts_of, phrases
from clustering.points import PARKED, unit
from clustering.quoting import quote
from clustering.stopwords import ANY_STOPS

if TYPE_CHECKING:
    from clustering.embedding import Encoders
    from tests.clustering.conftest import Room

MONEY = ["Public funding pays for badges", "Public funding for servers", "Who pays? public funding"]
DATA = ["Privacy of learner data", "Consent and privacy first", "No tracking, respect privacy"]


def said(text: str, language: str = "") -> set[str]:
    """The phrases of a text, as they were written."""
    return {phrase.words for phrase in phrases(text, language).values()}


def spread(n: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return unit(np.random.default_rng(0).normal(size=(n, 6)))


def test_a_theme_is_named_by_the_words_that_set_it_apart() -> None:
    labels = np.array([0, 0, 0, 1, 1, 1])

    found = names([*MONEY, *DATA], ["en"] * 6, labels, spread(6))

    assert found[0].name.startswith("public funding")
    assert found[1].name.startswith("privacy")
    assert labels[found[1].quote_row] == 1


def test_no_two_themes_have_one_name_and_no_name_says_a_word_twice(room: Room) -> None:
    found = names(room.texts, room.languages, room.grouping.labels, room.vectors)

    said = [theme.name.casefold() for theme in found.values()]
    assert set(found) == set(room.grouping.labels.tolist())
    assert len(set(said)) == len(said)
    for name in said:
        parts = [parts_of(phrase) for phrase in name.split(", ")]
        assert sum(map(len, parts)) == len(frozenset().union(*parts))


def test_the_quote_of_a_theme_is_one_of_its_texts(room: Room) -> None:
    found = names(room.texts, room.languages, room.grouping.labels, room.vectors)

    assert all(room.grouping.labels[name.quote_row] == key for key, name in found.items())


def test_the_quote_of_a_theme_speaks_the_language_of_its_name(
    room: Room, encoders: Encoders
) -> None:
    of = {
        wanted: [row for row, language in enumerate(room.languages) if language == wanted]
        for wanted in ("es", "en")
    }
    rows = [*of["es"][:8], *of["en"][:32]]
    texts, languages = [room.texts[row] for row in rows], [room.languages[row] for row in rows]
    labels, points = np.arange(40) % 2, room.vectors[rows]

    def spoken(prefer: str) -> set[str]:
        found = names(texts, languages, labels, points, prefer, encoder=encoders.multilingual)
        return {languages[name.quote_row] for name in found.values()}

    assert spoken("es") == {"es"}
    assert spoken("en") == {"en"}


def test_naming_twice_gives_the_same_names(room: Room, encoders: Encoders) -> None:
    def named() -> list[str]:
        encoder = encoders.multilingual
        args = (room.texts[:50], room.languages[:50], room.grouping.labels[:50], room.vectors[:50])
        return [theme.name for theme in names(*args, encoder=encoder).values()]

    assert named() == named()


@pytest.mark.parametrize("text", ["", "🎓", "the of and", "a", "<b></b>", "公", "x" * 10_000])
def test_themes_of_the_same_hostile_text_still_have_readable_names_of_their_own(text: str) -> None:
    found = names([text] * 9, ["en"] * 9, np.arange(9) // 3, spread(9))

    said = {theme.name for theme in found.values()}
    assert len(said) == 3
    assert all(name.strip() and len(name) <= 80 for name in said)


def test_a_theme_with_nothing_to_set_it_apart_begins_like_its_quote() -> None:
    texts = ["What is it that we have been through", *DATA]

    found = names(texts, ["en"] * 4, np.array([0, 1, 1, 1]), spread(4))

    assert found[0].name == "What is it that we have"


def test_markup_and_addresses_are_no_words_of_a_name() -> None:
    texts = ["<img src=x onerror=alert(1)> badges https://example.org/spam"] * 3

    found = names([*texts, *DATA], ["en"] * 6, np.array([0, 0, 0, 1, 1, 1]), spread(6))

    assert found[0].name == "badges"


def test_a_name_speaks_the_language_of_the_screen_where_the_theme_does() -> None:
    texts = [
        *["开放证书应该免费验证", "证书验证必须免费", "免费验证证书"],
        *["Certificates are checked for free", "Free checks of certificates"],
        *DATA,
    ]
    languages, labels = ["zh"] * 3 + ["en"] * 5, np.array([0] * 5 + [1] * 3)

    english = names(texts, languages, labels, spread(8), prefer="en")[0]
    chinese = names(texts, languages, labels, spread(8), prefer="zh")[0]
    french = names(texts, languages, labels, spread(8), prefer="fr")[0]

    assert english.name.isascii()
    assert languages[english.quote_row] == "en"
    assert "证书" in chinese.name
    assert not any(letter.isascii() and letter.isalpha() for letter in chinese.name)
    assert french.name == chinese.name


def test_parked_texts_name_nothing() -> None:
    assert names(["a", "b"], ["en", "en"], np.full(2, PARKED), spread(2)) == {}


def test_phrases_keep_the_spelling_of_names_and_drop_that_of_a_sentence_start() -> None:
    found = said("Badges in Moodle are OER. l'accès aux badges")

    assert {"badges", "Moodle", "OER", "accès"} <= found
    assert not {"Badges", "aux", "l'accès"} & found


def test_no_phrase_begins_or_ends_with_a_stop_word(room: Room) -> None:
    found = {phrase.casefold() for text in room.texts for phrase in said(text)}

    assert not {one for one in found if {one.split()[0], one.split()[-1]} & ANY_STOPS}


def test_japanese_chinese_and_thai_have_phrases_without_spaces() -> None:
    assert {"証明書", "オープン"} <= said("証明書はオープンであるべきです")
    assert "证书" in said("证书的验证")
    assert "ใบรับรอง" in said("ใบรับรองและข้อมูล")


def test_a_short_central_text_is_quoted_before_a_long_one() -> None:
    points = unit(np.array([[1.0, 0.02], [1.0, 0.0], [0.8, 0.6]]))
    texts = [
        "Credentials should be portable everywhere",
        "Long " * 80,
        "Something else, really odd",
    ]

    assert quote(texts, points, [0, 1, 2]) == 0


@pytest.mark.parametrize(
    ("text", "language", "there", "not_there"),
    [
        ("Publish the criteria", "en", {"criteria"}, {"publish"}),
        ("recognition of prior learning", "en", {"recognition of prior learning"}, {"prior"}),
        ("They should fund open servers", "en", {"open servers"}, {"fund open servers", "open"}),
        ("It is portable across borders", "en", {"borders"}, {"portable", "portable across"}),
        ("wir brauchen offene Lizenzen", "de", {"offene Lizenzen"}, {"offene", "brauchen offene"}),
        ("il faut former les enseignants", "fr", {"enseignants"}, {"former"}),
        ("reconocimiento de saberes", "es", {"reconocimiento de saberes"}, {"de saberes"}),
        ("डेटा सुरक्षा", "hi", {"डेटा सुरक्षा"}, {"ड"}),
    ],
)
def test_nothing_dangles_at_the_edges_of_a_phrase(
    text: str, language: str, there: set[str], not_there: set[str]
) -> None:
    found = said(text, language)

    assert there <= found
    assert not not_there & found


def test_a_phrase_that_stands_by_itself_is_told_from_one_that_hangs_on_other_words() -> None:
    found = phrases("public funding, and learner data protection", "en")

    assert found["public funding"].whole
    assert not found["learner data"].whole


def test_a_theme_keeps_its_name_while_that_is_still_among_the_good_ones() -> None:
    args = ([*MONEY, *DATA], ["en"] * 6, np.array([0, 0, 0, 1, 1, 1]), spread(6))
    known, fresh = "servers, public funding", names(*args)[0].name

    assert known != fresh
    assert names(*args, previous={0: known})[0].name == known
    assert names(*args, previous={0: "green cheese"})[0].name == fresh
    assert names(*args, previous={0: "servers"})[0].name == fresh


def test_one_old_name_serves_one_theme_only() -> None:
    labels = np.array([0, 0, 0, 1, 1, 1])
    texts = [*MONEY, *MONEY]

    found = names(texts, ["en"] * 6, labels, spread(6), previous=dict.fromkeys((0, 1), "servers"))

    assert found[0].name.casefold() != found[1].name.casefold()


def test_a_language_that_nobody_told_is_recognised_for_the_name() -> None:
    texts = ["开放证书应该免费验证", "证书验证必须免费", *DATA]

    found = names(texts, [""] * 5, np.array([0, 0, 1, 1, 1]), spread(5))

    assert "证书" in found[0].name
    assert found[1].name.isascii()
