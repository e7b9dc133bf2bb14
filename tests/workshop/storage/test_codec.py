from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.people import c1
from tests.workshop.storage.pasts import OBJECTED, VOTES, made
from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.storage.codec import KINDS, Body, decode, encode, references

LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TIMES = st.datetimes(timezones=st.just(UTC))


def read(event: e.Event, body: Body, *, erased: bool = False) -> e.Event:
    texts = {} if erased else {w.id: w.text for w in body.words}
    at = event.at.isoformat()
    return decode(body.kind, body.json, event.by, at, event.token, texts.get)


@pytest.fixture(autouse=True, scope="module")
def values() -> None:
    """What Hypothesis puts into the fields of an event."""
    st.register_type_strategy(str, LETTERS)
    st.register_type_strategy(datetime, TIMES)
    st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
    st.register_type_strategy(n.Words, st.builds(n.Words, LETTERS, LETTERS))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_kind_of_event_reads_back_as_it_was_written(kind: str, data: st.DataObject) -> None:
    event = data.draw(st.from_type(KINDS[kind]))

    body = encode(event)

    assert read(event, body) == event
    assert encode(read(event, body)).kind == kind


def test_the_letters_of_words_stand_nowhere_in_the_body() -> None:
    body = encode(made(c1, "Anyone can check."))

    assert "Anyone" not in body.json
    assert [w.text for w in body.words] == ["Anyone can check."]
    assert [ref.id for ref in references(body.kind, body.json)] == [w.id for w in body.words]


def test_the_same_words_are_hashed_differently_each_time() -> None:
    first, second = (
        next(references(body.kind, body.json))
        for body in (encode(made(c1, "Yes.")), encode(made(c1, "Yes.")))
    )

    assert first.sha != second.sha


def test_words_whose_text_is_deleted_read_back_as_erased_in_their_language() -> None:
    body = encode(OBJECTED)

    event = read(OBJECTED, body, erased=True)

    assert isinstance(event, e.ConsentGiven)
    assert event.answer.reason == n.Words("", "en", erased=True)


def test_erased_words_stay_erased_when_they_are_written_again() -> None:
    event = read(OBJECTED, encode(OBJECTED), erased=True)

    assert read(event, encode(event)) == event


def test_words_of_an_answer_belong_to_the_draft_its_version_and_the_person() -> None:
    (words,) = encode(OBJECTED).words

    assert words.id.startswith("d1:1:ben/")


def test_a_body_is_canonical() -> None:
    body = encode(VOTES[0]).json

    assert body == json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"))


def test_a_time_is_kept_as_the_moment_it_was() -> None:
    later = timezone(timedelta(hours=5, minutes=30))
    ends_at = datetime(2026, 11, 24, 16, 0, tzinfo=later)
    event = e.TimerSet(by=n.HOST, at=ends_at, ends_at=ends_at)

    again = read(event, encode(event))

    assert again == event
    assert '"2026-11-24T10:30:00+00:00"' in encode(event).json


def test_a_time_without_its_zone_is_refused() -> None:
    event = e.TimerSet(by=n.HOST, ends_at=datetime(2026, 11, 24, 10, 30))  # noqa: DTZ001

    with pytest.raises(ValueError, match="without its zone"):
        encode(event)


def test_a_field_that_an_older_version_did_not_know_has_its_default() -> None:
    event = decode("Joined", "{}", "ada", "2026-11-24T10:30:00+00:00", None, lambda _: None)

    assert event == e.Joined(by=n.PersonId("ada"), at=event.at, lang="en", agreed=False)
