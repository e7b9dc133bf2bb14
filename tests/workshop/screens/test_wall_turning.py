"""Pages of the wall: how full they are and when they turn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from workshop.domain.nouns import Words
from workshop.screens.wall.turning import (
    BY_HAND,
    LINES,
    SHORTEST,
    Slide,
    held,
    pages,
    statement_weight,
    turned,
    turned_by_hand,
)


def slide(*keys: str, stays: bool = False, read: int = 0) -> Slide:
    return Slide(title="t", main=" ".join(keys), keys=keys, stays=stays, read=read)


ONE, TWO, THREE = slide("one"), slide("two"), slide("three")


def test_eight_equal_rows_stand_four_and_four_not_six_and_two() -> None:
    assert [len(p) for p in pages(range(8), lambda _: 1.0, 6)] == [4, 4]


@given(some.lists(some.floats(0.5, 3.0), max_size=60))
def test_every_row_stands_on_exactly_one_page_in_order(weights: list[float]) -> None:
    rows = list(enumerate(weights))

    found = pages(rows, lambda row: row[1], 4)

    assert [row for page in found for row in page] == rows
    assert all(len(page) == 1 or sum(w for _, w in page) <= 4 for page in found)


def test_the_longest_contribution_has_a_page_to_itself() -> None:
    assert statement_weight(Words("x" * 280)) > LINES - statement_weight(Words("short"))


def test_arabic_and_chinese_take_the_room_they_need() -> None:
    latin, arabic = statement_weight(Words("x" * 60)), statement_weight(Words("م" * 60, "ar"))

    assert arabic > latin
    assert statement_weight(Words("证" * 60, "zh")) > latin


def test_a_page_stays_eight_seconds_and_a_long_one_as_long_as_it_takes_to_read() -> None:
    assert ONE.seconds == SHORTEST
    assert slide("long", read=280).seconds > 20


def test_pages_turn_one_after_the_other_and_begin_again() -> None:
    turn, shown = None, []

    for tick in range(0, 40, 8):
        turn = turned(turn, "themes", (ONE, TWO, THREE), tick)
        shown.append(turn.slide.main)

    assert shown == ["one", "two", "three", "one", "two"]


def test_a_page_does_not_turn_before_its_time() -> None:
    turn = turned(None, "themes", (ONE, TWO), 0)

    assert turned(turn, "themes", (ONE, TWO), 7.9).slide == ONE
    assert turned(turn, "themes", (ONE, TWO), 8).slide == TWO


def test_the_next_phase_shows_at_once() -> None:
    turn = turned(None, "voices", (ONE, TWO), 0)

    assert turned(turn, "themes", (THREE,), 0.1).slide == THREE


def test_a_voice_that_is_being_read_stays_while_others_arrive() -> None:
    old, new = slide("c1", stays=True), slide("c2", stays=True)
    turn = turned(None, "voices", (old,), 0)

    assert turned(turn, "voices", (new, old), 3).slide.main == "c1"


def test_voices_that_are_read_together_stay_together_while_others_arrive() -> None:
    turn = turned(None, "voices", (slide("c2", "c1", stays=True),), 0)

    arrived = (slide("c3", "c2", stays=True), slide("c1", stays=True))

    assert turned(turn, "voices", arrived, 3).slide.main == "c2 c1"


def test_a_new_voice_comes_next() -> None:
    voices = tuple(slide(f"c{i}", stays=True) for i in (3, 2, 1))
    turn = turned(turned(None, "voices", voices, 0), "voices", voices, 8)

    arrived = (slide("c4", stays=True), *voices)

    assert turned(turn, "voices", arrived, 16).slide.main == "c4"


def test_a_voice_that_was_hidden_leaves_the_wall_at_once() -> None:
    gone, kept = slide("c1", stays=True), slide("c2", stays=True)
    turn = turned(None, "voices", (gone, kept), 0)

    assert turned(turn, "voices", (kept,), 1).slide.main == "c2"


def test_numbers_change_while_a_page_stays() -> None:
    turn = turned(None, "voting", (Slide(title="1 of 3", main=""),), 0)

    later = turned(turn, "voting", (Slide(title="2 of 3", main="", keys=("only",)),), 1)

    assert later.slide.title == "2 of 3"
    assert later.turned == turn.turned


def test_a_page_turned_by_hand_stays_a_minute() -> None:
    turn = turned_by_hand(turned(None, "themes", (ONE, TWO, THREE), 0), (ONE, TWO, THREE), -1, 1)

    assert turn.slide == THREE
    assert turned(turn, "themes", (ONE, TWO, THREE), BY_HAND).slide == THREE


def test_a_frozen_wall_keeps_its_page() -> None:
    turn = turned(None, "themes", (ONE, TWO), 0)

    kept = turned(held(turn, 500), "themes", (ONE, TWO), 500)

    assert kept.slide == ONE
