"""What a room sees when its wall cannot be drawn: a calm page, and nothing that was taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.people import ada, c1, c3
from tests.workshop.screens.desks import WORDS, Desks, desks, told, write
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.screens import wall
from workshop.screens.wall.marks import Scene
from workshop.screens.wall.turning import Slide


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desks]:
    with desks(tmp_path, monkeypatch) as opened:
        write(opened)
        opened.room.ask(c.MovePhase(by=n.HOST, to=n.Phase.THEMES))
        yield opened


def broken(scene: Scene) -> tuple[Slide, ...]:
    raise ValueError(scene.picture.voices[0].words.text)


def break_it(desk: Desks) -> None:
    """From now on no picture of any kind can be laid out."""
    pages: Mapping[object, object] = dict.fromkeys(wall.PAGES, broken)
    desk.patch.setattr(wall, "PAGES", pages)


def test_the_last_good_picture_stays_when_the_next_cannot_be_laid_out(desk: Desks) -> None:
    before = told(desk.open(page="wall"))
    break_it(desk)
    desk.room.ask(c.AddTheme(by=n.HOST, id=n.ThemeId("t1"), name="Checking"))

    now = told(desk.open(page="wall"))

    assert WORDS[c1].text in before
    assert WORDS[c1].text in now


def test_a_wall_that_was_never_drawn_is_calm_and_lets_people_in(desk: Desks) -> None:
    break_it(desk)

    drawn = told(desk.open(page="wall"))

    code = desk.room.code
    assert desk.room.state.running.title in drawn
    assert f"{code[:3]} {code[3:]}" in drawn


def test_the_last_good_picture_is_not_shown_once_words_in_it_were_taken_back(desk: Desks) -> None:
    desk.open(page="wall")
    break_it(desk)

    desk.room.ask(c.Withdraw(by=ada, on=c1))

    drawn = told(desk.open(page="wall"))
    assert WORDS[c1].text not in drawn
    assert desk.room.state.running.title in drawn


def test_the_log_says_where_the_wall_failed_once_and_nobody_s_words(
    desk: Desks, caplog: pytest.LogCaptureFixture
) -> None:
    break_it(desk)

    for _ in range(3):
        desk.open(page="wall")

    said = [r.getMessage() for r in caplog.records if r.name.startswith("workshop.screens.wall")]
    assert len(said) == 1
    assert "ValueError in test_wall_failing.py, line" in said[0]
    assert not [words.text for words in WORDS.values() if words.text in caplog.text]
    assert WORDS[c3].text not in caplog.text
