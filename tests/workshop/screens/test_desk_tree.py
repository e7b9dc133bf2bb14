"""A proposal on the desk: seen before it is decided, as a list of moves and as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.people import c1, c2, c3, group, t1, t2
from tests.workshop.screens.desks import Desks, desks, sort, told, write
from workshop.domain import commands as c
from workshop.domain import nouns as n

CUTS = (
    n.Cut((n.Piece(size=3),)),
    n.Cut((n.Piece(size=2, theme=t1), n.Piece(size=1, theme=t2))),
    n.Cut((n.Piece(size=1), n.Piece(size=1), n.Piece(size=1, within=1))),
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desks]:
    """The software would move the two that nobody decided about to the other theme."""
    with desks(tmp_path, monkeypatch) as opened:
        write(opened)
        sort(opened)
        propose(opened, "first", group(t1, "Checking", (c1, c2)), group(t2, "Owning", (c3,)))
        yield opened


def propose(desk: Desks, name: str, *groups: n.ProposedGroup) -> None:
    moved = tuple(on for g in groups for on in g.members)
    proposal = n.Proposal(
        id=n.ProposalId(name),
        at=datetime(2026, 5, 4, tzinfo=UTC),
        method="by hand, for a test",
        groups=groups,
        moved=moved,
        cuts=CUTS,
    )
    desk.room.ask(c.ProposeThemes(by=n.MACHINE, proposal=proposal))


def tap(at: AppTest, label: str) -> AppTest:
    return next(button for button in at.button if button.label == label).click().run()


def test_the_tree_is_seen_before_and_offers_nothing_that_people_decided_against(
    desk: Desks,
) -> None:
    at = tap(desk.open("themes"), "See what would move")

    drawn = told(at)
    assert drawn.count('class="layer') == len(CUTS)
    assert "2 · Checking" in drawn
    labels = [button.label for button in at.button]
    assert [label for label in labels if label.startswith("Propose")] == ["Propose 3 themes"]


def test_the_tree_is_a_table_too(desk: Desks) -> None:
    drawn = told(tap(desk.open("themes"), "See what would move"))

    assert "Checking (2), Owning (1)" in drawn


def test_who_is_chosen_to_stay_is_not_moved_with_the_rest(desk: Desks) -> None:
    at = tap(desk.open("themes"), "See what would move")

    staying = next(m for m in at.multiselect if m.label == "These stay where they are")
    at = staying.select(c2).run()
    at = tap(at, "Apply the rest")

    assert not at.exception
    assert desk.room.state.places[c2].decided
    assert desk.room.state.proposal is None


def test_the_tree_stays_to_be_seen_after_its_themes_were_accepted(desk: Desks) -> None:
    at = tap(desk.open("themes"), "Apply")

    assert "2 · Checking" in told(at)
