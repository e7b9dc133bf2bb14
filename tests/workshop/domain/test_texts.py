"""What happens to a text at the door."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.texts import clean, direction, language, length, quotations, same_words

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)

    assert clean(once) == once


@given(ANY_TEXT)
def test_what_is_clean_can_be_stored_printed_and_isolated(text: str) -> None:
    cleaned = clean(text)

    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not any(unicodedata.category(ch) in {"Cs", "Cc"} for ch in cleaned.replace("\n", ""))
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e")


@pytest.mark.parametrize(
    "text",
    [
        "Que sean apilables, ¡por favor!",
        "任何人都能免费验证证书。",
        "يجب أن تكون الشهادات مفتوحة",
        "می‌خواهم",
        "👩🏽‍🚀 wants badges",
        "line one\nline two",
        "$5 and $6, 10:30, a:b, <b>",
    ],
)
def test_honest_words_pass_unchanged(text: str) -> None:
    assert clean(text) == text


def test_marks_heaped_on_a_letter_are_cut_to_a_readable_few() -> None:
    assert clean("e" + "\u0301\u0316\u0317\u0318\u0319" * 20) != ""
    assert len(clean("e" + "\u0316" * 100)) <= 4


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("abc", 3), ("é", 1), ("👩🏽‍🚀", 1), ("क्षि", 1), ("证书", 2)]
)
def test_characters_are_counted_as_a_reader_counts(text: str, count: int) -> None:
    assert length(clean(text)) == count


@pytest.mark.parametrize(
    ("tag", "lang"),
    [("fr-FR", "fr"), ("pt_BR", "pt"), ("AR", "ar"), ("<b>", "und"), ("", "und"), ("e", "und")],
)
def test_a_language_is_its_primary_tag_or_unknown(tag: str, lang: str) -> None:
    assert language(tag) == lang


def test_arabic_reads_from_right_to_left() -> None:
    assert (direction("ar-EG"), direction("fr")) == ("rtl", "ltr")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He says “open” and 'shut'.", ("open",)),
        ('A "plain" one', ("plain",)),
        ("« ouvert »", ("ouvert",)),
        ("„offen“", ("offen",)),
        ("nothing here", ()),
    ],
)
def test_what_stands_between_quotation_marks_is_found(text: str, found: tuple[str, ...]) -> None:
    assert quotations(text) == found


def test_only_blanks_and_apostrophes_are_forgiven_in_a_quotation() -> None:
    assert same_words("don’t  stop\n") == same_words("don't stop")
    assert same_words("Don't") != same_words("don't")
