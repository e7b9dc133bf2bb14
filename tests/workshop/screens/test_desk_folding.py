"""Voices that may say the same: the software shows pairs, and a person decides about each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.people import PROMPTS, ada, ben
from tests.workshop.screens.desks import Desks, desks, told
from workshop.domain import commands as c
from workshop.domain import nouns as n

pytestmark = [pytest.mark.model, pytest.mark.process]
PATIENCE = 120
TEXTS = {
    "k1": "Anyone should be able to check a credential for free.",
    "k2": "Everybody must be able to check credentials free of charge.",
    "k3": "Learners own their data.",
    "k4": "Refugees need proof that survives a lost phone.",
    "k5": "Assessment criteria are published before the course begins.",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desks]:
    """Five have written, two of them nearly the same, and the software has looked at it."""
    with desks(tmp_path, monkeypatch) as opened:
        opened.house.steward.start()
        for who in (ada, ben):
            opened.room.ask(c.Join(by=who, agreed=True))
        opened.room.ask(c.MovePhase(by=n.HOST, to=n.Phase.WRITE))
        for at, (on, text) in enumerate(TEXTS.items()):
            part = c.Part(id=n.ContributionId(on), kind=n.Kind.PRINCIPLE, words=n.Words(text, "en"))
            opened.room.ask(
                c.Contribute(by=(ada, ben)[at % 2], prompt=PROMPTS[0].key, parts=(part,))
            )
        opened.house.steward.propose(opened.room).result(PATIENCE)
        yield opened
        opened.house.steward.stop()


def tap(at: AppTest, label: str) -> AppTest:
    return next(button for button in at.button if button.label == label).click().run()


def test_a_pair_is_folded_when_a_person_says_so_and_the_earlier_voice_counts(desk: Desks) -> None:
    at = desk.open("themes")

    assert next(e.label for e in at.expander) == "1 pair may say the same"
    assert TEXTS["k1"] in told(at)
    at = tap(at, "Fold together")

    assert desk.room.state.folds[n.ContributionId("k2")].into == "k1"
    assert "Fold together" not in [button.label for button in at.button]


def test_a_pair_that_differs_is_not_shown_again_and_nothing_is_folded(desk: Desks) -> None:
    at = tap(desk.open("themes"), "They differ")

    assert "Fold together" not in [button.label for button in at.button]
    assert desk.room.state.folds == {}
