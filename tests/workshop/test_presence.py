from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from tests.people import CODE, ada, ben, cleo
from workshop.domain.nouns import Code, PersonId
from workshop.presence import WINDOW, Here, Presence


@dataclass
class Watch:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def presence(watch: Watch) -> Presence:
    return Presence(clock=watch)


def test_everybody_is_counted_once_however_often_they_are_seen(presence: Presence) -> None:
    for who in (ada, ben, ada, ada):
        presence.seen(CODE, who)

    assert presence.now(CODE) == Here(here=2, typing_not_sent=0)


def test_whoever_types_is_here(presence: Presence) -> None:
    presence.typing(CODE, ada, 12)

    assert presence.now(CODE) == Here(here=1, typing_not_sent=1)


def test_whoever_has_sent_is_no_longer_typing(presence: Presence) -> None:
    presence.typing(CODE, ada, 12)

    presence.typing(CODE, ada, 0)

    assert presence.now(CODE) == Here(here=1, typing_not_sent=0)


def test_whoever_was_not_seen_for_long_has_left(presence: Presence, watch: Watch) -> None:
    presence.typing(CODE, ada, 12)
    watch.now += WINDOW / 2
    presence.seen(CODE, ben)

    watch.now += WINDOW / 2 + 1

    assert presence.now(CODE) == Here(here=1, typing_not_sent=0)


def test_whoever_closes_the_page_is_not_waited_for(presence: Presence) -> None:
    presence.seen(CODE, ada)
    presence.typing(CODE, ben, 3)

    presence.left(CODE, ben)

    assert presence.now(CODE) == Here(here=1, typing_not_sent=0)


def test_rooms_are_counted_apart(presence: Presence) -> None:
    presence.seen(CODE, ada)
    presence.seen(Code("AAAAAA"), cleo)

    assert presence.now(Code("AAAAAA")).here == 1
    assert presence.now(Code("BBBBBB")) == Here()


def test_a_hall_that_arrives_at_once_is_counted() -> None:
    presence = Presence()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: presence.seen(CODE, PersonId(f"p{i % 300}")), range(3000)))

    assert presence.now(CODE).here == 300
