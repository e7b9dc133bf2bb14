"""How the room's themes come about, and who has the last word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.people import (
    MORNING,
    SORTING,
    WRITTEN,
    ada,
    after,
    c1,
    c2,
    c3,
    c4,
    fay,
    group,
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
from workshop.domain.state import State, theme_of
from workshop.domain.themes import members, themes_in_order

SECOND = n.ProposalId("second")


def proposed(state: State, *groups: n.ProposedGroup) -> State:
    proposal = n.Proposal(id=SECOND, at=MORNING, method="again", groups=groups)
    return after(state, c.ProposeThemes(by=n.MACHINE, proposal=proposal))


def numbers(state: State, theme: n.ThemeId) -> list[int]:
    return [k.number for k in members(state, theme)]


def test_nothing_moves_before_somebody_accepts_a_proposal() -> None:
    state = proposed(SORTING, group(t3, "all", (c1, c2, c3, c4)))

    assert numbers(state, t1) == [1, 2]

    state = after(state, c.AcceptGrouping(by=fay, proposal=SECOND))

    assert numbers(state, t3) == [1, 2, 3, 4]


def test_who_is_kept_from_moving_stays_for_good_while_the_others_move() -> None:
    upside_down = (group(t1, "check, free", (c3, c1)), group(t2, "own, keep", (c2, c4)))
    state = proposed(SORTING, *upside_down)

    state = after(state, c.AcceptGrouping(by=fay, proposal=SECOND, staying=(c2,)))
    later = proposed(state, *upside_down)
    later = after(later, c.AcceptGrouping(by=fay, proposal=SECOND))

    assert (numbers(state, t1), numbers(state, t2)) == ([1, 2, 3], [4])
    assert state.places[c2].decided
    assert numbers(later, t1) == [1, 2, 3]


def test_whoever_was_kept_from_moving_is_free_again_after_an_undo() -> None:
    state = proposed(SORTING, group(t1, "check, free", (c1, c2, c3, c4)))
    state = after(state, c.AcceptGrouping(by=fay, proposal=SECOND, staying=(c3,)))

    state = after(state, c.Undo(by=fay, position=state.deeds[-1].position))

    assert state.places == SORTING.places


def test_nobody_can_be_kept_who_is_not_there() -> None:
    state = proposed(SORTING, group(t1, "all", (c1, c2, c3, c4)))
    stranger = n.ContributionId("nobody")

    with pytest.raises(Refused):
        decide(state, c.AcceptGrouping(by=fay, proposal=SECOND, staying=(stranger,)))


@pytest.mark.parametrize(
    "decision",
    [
        c.RenameTheme(by=fay, theme=t1, name="Free to check"),
        c.MergeThemes(by=fay, theme=t2, into=t1),
        c.SplitTheme(by=fay, theme=t1, id=t3, name="Survive", members=(c2,)),
        c.MoveContributions(by=fay, on=(c1, c2), theme=t2),
        c.MoveContributions(by=fay, on=(c1, c2), theme=None),
    ],
    ids=lambda d: type(d).__name__,
)
def test_no_later_grouping_undoes_what_people_decided(decision: c.Command) -> None:
    state = after(SORTING, decision)
    before = {on: theme_of(state, on) for on in (c1, c2)}
    names = {t.id: t.name for t in themes_in_order(state) if t.kept}

    other = n.ThemeId("other")
    state = proposed(state, group(other, "upside down", (c1, c3)), group(t1, "x", (c2, c4)))
    state = after(state, c.AcceptGrouping(by=fay, proposal=SECOND))

    assert {on: theme_of(state, on) for on in (c1, c2)} == before
    assert {t.id: t.name for t in themes_in_order(state) if t.kept} == names


def test_a_theme_keeps_its_number_for_good() -> None:
    state = after(
        SORTING,
        c.AddTheme(by=fay, id=t3, name="Refugees"),
        c.MergeThemes(by=fay, theme=t2, into=t3),
        c.OrderThemes(by=fay, themes=(t3, t1)),
    )

    assert [(t.number, t.name) for t in themes_in_order(state)] == [
        (3, "Refugees"),
        (1, "check, free"),
    ]


def test_a_number_that_was_undone_is_not_given_again() -> None:
    state = after(SORTING, c.AddTheme(by=fay, id=t3, name="Refugees"))
    undone = after(state, c.Undo(by=fay, position=state.deeds[-1].position))

    state = after(undone, c.AddTheme(by=fay, id=n.ThemeId("t4"), name="Privacy"))

    assert state.themes[n.ThemeId("t4")].number == 4


def test_a_newcomer_is_placed_by_software_and_moved_only_by_people() -> None:
    new = n.ContributionId("new")
    state = after(SORTING, principle(new, "Check without an account."))
    state = after(state, c.PlaceNewcomer(by=n.MACHINE, on=new, theme=t1, lead=0.2))

    state = after(state, c.MoveContributions(by=fay, on=(new,), theme=t2))

    assert decide(state, c.PlaceNewcomer(by=n.MACHINE, on=new, theme=t1)) == ()
    assert theme_of(state, new) == t2


def test_only_the_software_proposes() -> None:
    with pytest.raises(Refused) as refused:
        decide(SORTING, c.PlaceNewcomer(by=fay, on=c1, theme=t2))

    assert refused.value.reason is Reason.NOT_YOURS


def test_a_hidden_text_leaves_the_theme_and_comes_back_to_it() -> None:
    hidden = after(SORTING, c.Hide(by=fay, on=c1, reason=n.HideReason.NO_PRINCIPLE))

    shown_again = after(hidden, c.Show(by=gus, on=c1))

    assert numbers(hidden, t1) == [2]
    assert numbers(shown_again, t1) == [1, 2]


def test_hiding_for_another_reason_needs_the_reason_in_words() -> None:
    with pytest.raises(Refused) as refused:
        decide(SORTING, c.Hide(by=fay, on=c1, reason=n.HideReason.OTHER, note=" "))

    assert refused.value.reason is Reason.REASON_NEEDED


def test_folding_into_a_folded_text_means_its_head() -> None:
    state = after(WRITTEN, c.FoldTogether(by=fay, into=c1, others=(c2,)))

    state = after(state, c.FoldTogether(by=fay, into=c2, others=(c3,)))

    assert state.folds[c3].into == c1


def test_what_is_folded_stands_where_its_head_stands_and_alone_when_unfolded() -> None:
    folded = after(SORTING, c.FoldTogether(by=fay, into=c1, others=(c3,)))

    alone = after(folded, c.Unfold(by=fay, on=c3))

    assert theme_of(folded, c3) == t1
    assert theme_of(alone, c3) == t2


def test_an_old_proposal_is_not_accepted_when_there_is_a_newer_one() -> None:
    state = proposed(SORTING, group(t3, "all", (c1,)))

    with pytest.raises(Refused) as refused:
        decide(state, c.AcceptGrouping(by=fay, proposal=n.ProposalId("first")))

    assert refused.value.reason is Reason.NO_SUCH_PROPOSAL


def test_an_empty_theme_disappears_unless_people_made_it() -> None:
    state = proposed(SORTING, group(t1, "check, free", (c1, c2, c3, c4)))
    state = after(state, c.AcceptGrouping(by=fay, proposal=SECOND))

    with_gap = after(state, c.AddTheme(by=fay, id=t3, name="Cooperation"))

    assert [t.id for t in themes_in_order(state)] == [t1]
    assert [t.id for t in themes_in_order(with_gap)] == [t1, t3]


def test_a_merged_theme_takes_no_part_any_more() -> None:
    state = after(SORTING, c.MergeThemes(by=fay, theme=t2, into=t1))

    with pytest.raises(Refused) as refused:
        decide(state, c.RenameTheme(by=fay, theme=t2, name="Back"))

    assert refused.value.reason is Reason.NO_SUCH_THEME


def test_participants_do_not_sort() -> None:
    with pytest.raises(Refused) as refused:
        decide(SORTING, c.RenameTheme(by=ada, theme=t1, name="Mine"))

    assert refused.value.reason is Reason.NOT_YOURS


def test_a_proposal_about_withdrawn_words_places_nothing_visible() -> None:
    state = after(SORTING, c.Withdraw(by=ada, on=c1))

    assert numbers(state, t1) == [2]
    assert replace(state) == state
