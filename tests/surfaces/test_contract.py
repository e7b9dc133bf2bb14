"""Whatever a participant does, the page says it to the room as the room itself is told it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.surfaces.surfaces import (
    Act,
    Answer,
    Cast,
    Change,
    Choose,
    Miss,
    Suggest,
    Surface,
    TakeBack,
    Write,
    drafted,
    hold,
    listening,
    sorted_,
    surface,
    to,
    written,
)
from workshop.domain.nouns import Consent, Phase, Vote
from workshop.domain.views import Screen
from workshop.room import Room

Moment = Callable[[Room], None]
LONG = "x" * 300


@dataclass(frozen=True, slots=True)
class Scenario:
    """What the room has come to, and what one participant then does, moment by moment."""

    name: str
    past: tuple[Moment, ...]
    acts: tuple[Act | Moment, ...]
    agreed: bool = True


VOTE = (written, sorted_, to(Phase.VOTE))
DRAFT = (written, sorted_, drafted, to(Phase.DRAFT))
CONSENT = (*DRAFT, to(Phase.CONSENT))
SCENARIOS = (
    Scenario("joins", (), ()),
    Scenario("writes a principle", (written,), (Write("Keep it simple."),)),
    Scenario("writes an example", (written,), (Write("", "Our badges are gone."),)),
    Scenario("writes both", (written,), (Write("Keep it simple.", "Our badges are gone."),)),
    Scenario("keeps an example private", (written,), (Write("", "A case.", publish=False),)),
    Scenario("writes twice", (written,), (Write("One."), Write("Two."))),
    Scenario("writes nothing", (written,), (Write(),)),
    Scenario("writes too much", (written,), (Write(LONG), Write("Short."))),
    Scenario("is held back", (written, hold), (Write("Keep it simple."),)),
    Scenario("watches", (written,), (), agreed=False),
    Scenario("says what is missing", (written, sorted_), (Miss("Somebody must pay."),)),
    Scenario("agrees", VOTE, (Cast(Vote.AGREE),)),
    Scenario("votes on all", VOTE, (Cast(Vote.DISAGREE), Cast(Vote.PASS))),
    Scenario("cannot read it", VOTE, (Cast(Vote.UNREADABLE),)),
    Scenario("chooses", VOTE, (Choose(2), Choose(1))),
    Scenario("suggests a wording", DRAFT, (Suggest(1, "Free for whom?"),)),
    Scenario("suggests nothing", DRAFT, (Suggest(1, ""),)),
    Scenario("supports", CONSENT, (Answer(Consent.SUPPORT),)),
    Scenario("can live with it", CONSENT, (Answer(Consent.LIVE_WITH),)),
    Scenario("objects", CONSENT, (Answer(Consent.OBJECT, "Somebody must pay."),)),
    Scenario("objects without saying why", CONSENT, (Answer(Consent.OBJECT, ""),)),
    Scenario("takes words back", (written,), (Write("Oops."), TakeBack(3))),
    Scenario("changes words", (written,), (Write("Oops."), Change(3, "Better."))),
)


def played(scenario: Scenario, shown: Surface) -> tuple[list[str], list[str], Screen]:
    """What happened, what was refused, what is shown then."""
    for moment in scenario.past:
        moment(shown.room)
    told, refused = listening(shown.room), []
    shown.join(agreed=scenario.agreed)
    for act in scenario.acts:
        if callable(act):
            act(shown.room)
        else:
            refused.append(shown.do(act))
    return told.facts(), refused, shown.see()


@pytest.mark.parametrize("kind", ["page", "form"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.name.replace(" ", "-"))
def test_a_page_tells_the_room_what_the_room_would_be_told_without_it(
    scenario: Scenario, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with surface("room", tmp_path / "room", monkeypatch) as plain:
        expected = played(scenario, plain)

    with surface(kind, tmp_path / kind, monkeypatch) as page:
        happened, refused, screen = played(scenario, page)

    assert happened == expected[0]
    assert refused == expected[1]
    assert _shown(screen) == _shown(expected[2])


def _shown(screen: Screen) -> dict[str, object]:
    """All of a screen that does not depend on ids made on the way or on the time of day."""
    return {
        "phase": (screen.header.phase, screen.header.step, screen.header.locked),
        "here": (screen.joined, screen.agreed, screen.acts),
        "statement": screen.statement and screen.statement.words,
        "before": screen.before and (screen.before.words, screen.before.my_vote),
        "voted": (screen.voted, screen.to_vote),
        "themes": [(t.number, t.name, t.chosen, t.mine) for t in screen.themes],
        "drafts": [(d.number, d.my_answer, d.my_reason) for d in screen.drafts],
        "mine": [(r.number, r.words, r.withdrawn, r.published) for r in screen.mine],
        "totals": screen.totals,
    }
