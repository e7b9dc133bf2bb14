"""Every sentence is there, in every language there is, with every fact in its place."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest

from workshop import wording
from workshop.domain import nouns as n
from workshop.domain.refusals import Reason, Refused
from workshop.wording import best_language, languages, speaker

TABLES: dict[type[StrEnum], Mapping[Any, str]] = {
    n.Phase: wording.PHASES,
    n.Kind: wording.KINDS,
    n.Vote: wording.VOTES,
    n.Consent: wording.CONSENTS,
    n.Status: wording.STATUSES,
    n.HideReason: wording.HIDE_REASONS,
    n.OpenValue: wording.VALUES,
    n.Shade: wording.SHADES,
    n.Setting: wording.SETTINGS,
    n.Role: wording.ROLES,
    Reason: wording.REFUSALS,
}
NEVER = ("!", "please wait", "oops", "successfully", "invalid", "user", "endorsed", "compliant")


@pytest.mark.parametrize("kind", TABLES, ids=lambda k: k.__name__)
@pytest.mark.parametrize("lang", languages())
def test_every_member_has_its_word_in_every_language(kind: type[StrEnum], lang: str) -> None:
    say = speaker(lang)

    assert set(TABLES[kind]) == set(kind)
    assert all(say(message) for message in TABLES[kind].values())


def test_no_sentence_blames_shouts_or_claims() -> None:
    for table in TABLES.values():
        for message in table.values():
            assert not [word for word in NEVER if word in message.lower()], message


def test_a_refusal_is_a_whole_sentence_with_its_facts() -> None:
    said = speaker()
    facts = {
        "over": 12,
        "limit": 280,
        "number": 7,
        "until": date(2026, 12, 8),
        "version": 3,
        "quote": "free",
        "place": "why 1",
        "field": "title",
    }

    for reason, message in wording.REFUSALS.items():
        needed = {f for _, f, _, _ in string.Formatter().parse(message) if f}
        sentence = said.refusal(Refused(reason, **{k: facts[k] for k in needed}))
        assert "{" not in sentence
        assert sentence.endswith((".", "?"))


def test_a_quotation_with_braces_is_no_placeholder() -> None:
    sentence = speaker().refusal(
        Refused(Reason.QUOTE_NOT_FOUND, quote="{0} {x!r}", place="statement")
    )

    assert "“{0} {x!r}”" in sentence


def test_numbers_and_dates_are_written_as_the_reader_writes_them() -> None:
    say = speaker()

    assert say.number(1234) == "1,234"
    assert say.day(date(2026, 11, 24)) == "24 November 2026"
    assert len(say.time(datetime(2026, 11, 24, 10, 5, tzinfo=UTC))) == 5
    assert say.language("ar") == "Arabic"
    assert say.language("und-x") == "und-x"


def test_plurals_follow_the_number() -> None:
    say = speaker()

    assert [say.count("{n} voice", "{n} voices", k) for k in (1, 2)] == ["1 voice", "2 voices"]


def test_an_unknown_language_gets_english() -> None:
    assert best_language("tlh, xx;q=0.5") == "en"
    assert speaker("tlh").lang == "en"
