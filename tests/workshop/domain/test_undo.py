"""What the desk did can be taken back, and taken back again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.people import (
    CONSENTING,
    DRAFTED,
    SORTING,
    WORDING,
    ada,
    after,
    c1,
    c2,
    d1,
    fay,
    gus,
    principle,
    t1,
    t2,
    t3,
)
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.refusals import Reason, Refused
from workshop.domain.rules import decide
from workshop.domain.standings import support_of
from workshop.domain.state import State, redoable, theme_of, undoable

DECISIONS: list[c.Command] = [
    c.RenameTheme(by=fay, theme=t1, name="Free to check"),
    c.MergeThemes(by=fay, theme=t2, into=t1),
    c.SplitTheme(by=fay, theme=t1, id=t3, name="Survive", members=(c2,)),
    c.MoveContributions(by=fay, on=(c1,), theme=t2),
    c.MoveContributions(by=fay, on=(c1,), theme=None),
    c.Hide(by=fay, on=c1, reason=n.HideReason.HURTS),
    c.FoldTogether(by=fay, into=c1, others=(c2,)),
    c.AddTheme(by=fay, id=t3, name="Gap"),
    c.PinTheme(by=fay, theme=t1, pinned=True),
    c.OrderThemes(by=fay, themes=(t2, t1)),
    c.LinkAreas(by=fay, theme=t1, areas=(n.AreaKey("access"),)),
    c.RevealResults(by=fay, revealed=True),
    c.LockRoom(by=fay, locked=True),
    c.FreezeWall(by=fay, frozen=True),
    c.TurnWall(by=fay, view=n.WallView.GAPS),
    c.MovePhase(by=fay, to=n.Phase.VOTE),
    c.DraftPrinciple(by=fay, id=d1, theme=t1, wording=WORDING),
]


def undone(state: State) -> State:
    deed = undoable(state)
    assert deed is not None
    return after(state, c.Undo(by=gus, position=deed.position))


def shelves(state: State) -> tuple[object, ...]:
    return (
        state.stage,
        state.themes,
        state.places,
        state.hidden,
        state.folds,
        state.drafts,
        state.order,
    )


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda d: type(d).__name__)
def test_every_act_of_the_desk_is_taken_back_and_done_again(decision: c.Command) -> None:
    done = after(SORTING, decision)

    back = undone(done)
    again = redoable(back)
    assert again is not None
    forward = after(back, c.Undo(by=fay, position=again.position))

    assert shelves(back) == shelves(SORTING)
    assert shelves(forward) == shelves(done)
    assert shelves(undone(forward)) == shelves(SORTING)


def test_an_act_is_not_taken_back_over_a_later_act_on_the_same_thing() -> None:
    state = after(SORTING, c.RenameTheme(by=fay, theme=t1, name="One"))
    first = state.deeds[-1].position
    state = after(state, c.RenameTheme(by=gus, theme=t1, name="Two"))

    with pytest.raises(Refused) as refused:
        decide(state, c.Undo(by=fay, position=first))

    assert refused.value.reason is Reason.LATER_ACT
    assert refused.value.facts["by"] == gus


def test_an_act_is_taken_back_beside_a_later_act_on_other_things() -> None:
    state = after(SORTING, c.Hide(by=fay, on=c1, reason=n.HideReason.HURTS))
    first = state.deeds[-1].position
    state = after(state, c.RenameTheme(by=gus, theme=t2, name="Two"))

    state = after(state, c.Undo(by=fay, position=first))

    assert c1 not in state.hidden
    assert state.themes[t2].name == "Two"


def test_an_act_is_taken_back_once_the_later_one_is() -> None:
    state = after(SORTING, c.RenameTheme(by=fay, theme=t1, name="One"))
    state = after(state, c.RenameTheme(by=gus, theme=t1, name="Two"))

    state = undone(undone(state))

    assert state.themes[t1].name == "check, free"


def test_the_same_act_is_not_taken_back_twice() -> None:
    state = after(SORTING, c.RenameTheme(by=fay, theme=t1, name="One"))
    position = state.deeds[-1].position
    state = after(state, c.Undo(by=fay, position=position))

    with pytest.raises(Refused) as refused:
        decide(state, c.Undo(by=fay, position=position))

    assert refused.value.reason is Reason.ALREADY_UNDONE


def test_there_is_no_redo_once_something_else_was_done() -> None:
    state = undone(after(SORTING, c.RenameTheme(by=fay, theme=t1, name="One")))

    state = after(state, c.PinTheme(by=fay, theme=t2, pinned=True))

    assert redoable(state) is None


def test_a_theme_that_was_drafted_from_does_not_vanish_under_its_draft() -> None:
    accepted = next(d for d in DRAFTED.deeds if type(d.event).__name__ == "GroupingAccepted")

    with pytest.raises(Refused) as refused:
        decide(DRAFTED, c.Undo(by=fay, position=accepted.position))

    assert refused.value.reason is Reason.LATER_ACT


@pytest.mark.parametrize(
    "later",
    [
        c.MoveContributions(by=gus, on=(c1,), theme=t3),
        c.MergeThemes(by=gus, theme=t2, into=t3),
        c.PlaceNewcomer(by=n.MACHINE, on=n.ContributionId("late"), theme=t3),
    ],
    ids=lambda wish: type(wish).__name__,
)
def test_a_theme_does_not_vanish_under_what_people_put_into_it(later: c.Command) -> None:
    state = after(SORTING, principle(n.ContributionId("late"), "And refugees?"))
    state = after(state, c.AddTheme(by=fay, id=t3, name="Gap"))
    added = state.deeds[-1].position
    state = after(state, later)
    undo = c.Undo(by=fay, position=added)

    if isinstance(later, c.PlaceNewcomer):  # nobody decided that: it waits for another place
        state = after(state, undo, replace(later, theme=t1))
        assert theme_of(state, later.on) == t1
        return
    with pytest.raises(Refused) as refused:
        decide(state, undo)
    assert refused.value.reason is Reason.LATER_ACT
    assert refused.value.facts["position"] == state.deeds[-1].position
    assert decide(undone(state), undo)


def test_consent_never_passes_from_an_undone_version_to_a_new_one() -> None:
    second = c.ReviseDraft(by=fay, draft=d1, after=1, wording=_other("Second wording."))
    state = after(CONSENTING, second)
    state = after(state, c.GiveConsent(by=ada, draft=d1, version=2, value=n.Consent.SUPPORT))
    state = undone(state)

    state = after(state, c.ReviseDraft(by=fay, draft=d1, after=1, wording=_other("Third wording.")))

    assert state.drafts[d1].latest.number == 3
    assert support_of(state, state.drafts[d1]).answered == 0


def test_undoing_a_grouping_leaves_nobody_in_a_theme_that_is_gone() -> None:
    accepted = SORTING.deeds[-1]

    state = after(SORTING, c.Undo(by=fay, position=accepted.position))

    assert theme_of(state, c1) is None


def _other(text: str) -> n.Wording:
    return n.Wording(title="Other words", statement=n.Sentence(text, (c1,)))
