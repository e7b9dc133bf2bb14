"""What people are shown: only what is theirs to see, and what they can do about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.people import (
    ACCESS,
    CLOSED,
    CONSENTING,
    DRAFTED,
    FACILITATORS_KEY,
    GOOD,
    MORNING,
    OPENED,
    SORTING,
    VOTING,
    WORDING,
    WRITING,
    WRITTEN,
    ada,
    after,
    ben,
    c1,
    c2,
    c3,
    c4,
    cleo,
    d1,
    fay,
    principle,
    t1,
    t2,
)
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.desk_view import desk
from workshop.domain.nouns import Consent, Phase, Vote
from workshop.domain.phases import Act
from workshop.domain.state import State
from workshop.domain.views import participant, vote_queue
from workshop.domain.wall_view import COUNTS_ONLY, Show, wall

OTHER_WORDING = replace(WORDING, title="Anyone can check it")
LATER = MORNING + timedelta(minutes=5)


def votes(state: State, who: n.PersonId, **values: Vote) -> State:
    cast = (c.CastVote(by=who, on=n.ContributionId(on), value=v) for on, v in values.items())
    return after(state, *cast)


def test_a_newcomer_is_offered_the_way_in_and_nothing_else() -> None:
    screen = participant(WRITING, n.PersonId("new"), LATER)

    assert not screen.joined
    assert screen.acts == frozenset()
    assert screen.mine == ()


def test_whoever_reads_in_french_is_asked_french_statements_first() -> None:
    lou = n.PersonId("lou")
    state = after(VOTING, c.Join(by=lou, lang="fr", agreed=True))

    screen = participant(state, lou, LATER)

    assert screen.statement is not None
    assert screen.statement.id == c4


def test_people_are_asked_in_different_orders_and_the_same_person_always_in_the_same() -> None:
    state = WRITING
    for i in range(6):
        state = after(state, principle(n.ContributionId(f"k{i}"), f"Principle {i}."))
    state = after(state, c.MovePhase(by=fay, to=Phase.THEMES), c.MovePhase(by=fay, to=Phase.VOTE))

    first = {
        who: s.id if (s := participant(state, who, LATER).statement) else None
        for who in map(n.PersonId, map(str, range(40)))
    }

    assert len(set(first.values())) > 2


def test_nobody_is_asked_about_their_own_words_or_about_what_is_folded_away() -> None:
    state = after(VOTING, c.FoldTogether(by=fay, into=c1, others=(c2,)))

    screen = participant(state, cleo, LATER)

    assert screen.to_vote == 1
    assert screen.statement is not None
    assert screen.statement.id == c1


def test_votes_stay_hidden_until_they_are_revealed() -> None:
    state = votes(VOTING, ben, c1=Vote.AGREE, c3=Vote.DISAGREE)

    before = participant(state, ada, LATER)
    revealed = participant(after(state, c.RevealResults(by=fay, revealed=True)), ada, LATER)

    assert before.results == ()
    assert before.mine[0].tally is None
    assert [r.id for r in revealed.results] == [c1, c3]
    assert revealed.mine[0].tally is not None


def test_choices_stay_hidden_until_they_are_revealed() -> None:
    state = after(VOTING, c.ChooseThemes(by=ben, themes=(t1,)))

    before = participant(state, ada, LATER).themes[0]
    revealed = participant(after(state, c.RevealResults(by=fay, revealed=True)), ada, LATER)

    assert before.chosen_by is None
    assert revealed.themes[0].chosen_by == 1


def test_while_consent_is_open_only_how_many_answered_is_seen() -> None:
    state = after(CONSENTING, c.GiveConsent(by=ada, draft=d1, version=1, value=Consent.SUPPORT))

    phone, picture = participant(state, ben, LATER), wall(state, LATER)
    at_the_end = participant(after(state, c.CloseWorkshop(by=n.HOST)), ben, LATER)

    assert phone.drafts[0].answered == picture.drafts[0].answered == 1
    assert phone.drafts[0].support is None
    assert picture.drafts[0].support is None
    assert at_the_end.drafts[0].support == (1, 0, 0)


def test_a_receipt_tells_what_became_of_the_words() -> None:
    state = after(DRAFTED, c.Hide(by=fay, on=c3, reason=n.HideReason.NO_PRINCIPLE))

    mine = participant(state, ben, LATER).mine[0]
    cleos = participant(state, cleo, LATER).mine

    assert mine.theme is not None
    assert mine.theme.number == 1
    assert mine.others == 1
    assert mine.feeds == ((1, "statement"), (1, "why 1"))
    assert [(r.number, r.hidden.reason if r.hidden else None) for r in cleos] == [
        (4, None),
        (3, n.HideReason.NO_PRINCIPLE),
    ]


def test_a_receipt_offers_only_what_the_rules_would_grant() -> None:
    fresh = participant(SORTING, ada, LATER).mine[0]
    voted = participant(votes(SORTING, ben, c1=Vote.AGREE), ada, LATER).mine[0]
    closed = participant(CLOSED, ada, LATER).mine[0]

    assert (fresh.may_revise, voted.may_revise, closed.may_revise) == (True, False, False)
    assert closed.may_withdraw


@pytest.mark.parametrize(
    ("phase", "act"),
    [
        (WRITING, Act.CONTRIBUTE),
        (VOTING, Act.CHOOSE),
        (CONSENTING, Act.CONSENT),
    ],
)
def test_the_screen_offers_what_the_phase_opens(phase: State, act: Act) -> None:
    assert act in participant(phase, ada, LATER).acts


def test_what_is_not_to_be_published_is_on_nobody_elses_screen() -> None:
    secret = "Our dean said no."
    part = c.Part(
        id=n.ContributionId("s"), kind=n.Kind.EXAMPLE, words=n.Words(secret), publish=False
    )
    state = after(SORTING, c.Contribute(by=ada, prompt=GOOD, parts=(part,)))
    state = after(state, c.PlaceNewcomer(by=n.MACHINE, on=part.id, theme=t1))

    bens, adas = participant(state, ben, LATER), participant(state, ada, LATER)

    assert secret not in repr(bens)
    assert secret not in repr(wall(state, LATER))
    assert secret in repr(adas.mine)
    assert bens.themes[0].count == 3


# --- the wall --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "show"),
    [
        (OPENED, Show.JOIN),
        (WRITTEN, Show.VOICES),
        (SORTING, Show.THEMES),
        (VOTING, Show.VOTING),
        (DRAFTED, Show.DRAFTS),
        (CONSENTING, Show.CONSENT),
        (CLOSED, Show.PRINCIPLES),
    ],
)
def test_the_wall_follows_the_phase(state: State, show: Show) -> None:
    assert wall(state, state.stage.since + COUNTS_ONLY).show is show


def test_the_first_minutes_of_writing_show_counts_alone() -> None:
    picture = wall(WRITTEN, WRITTEN.stage.since + timedelta(seconds=30))

    assert picture.show is Show.COUNTS


def test_a_card_stands_before_everything_and_a_chosen_view_before_the_phase() -> None:
    gaps = after(VOTING, c.TurnWall(by=fay, view=n.WallView.GAPS))

    assert wall(gaps, LATER).show is Show.GAPS
    assert [g.focus for g in wall(gaps, LATER).gaps][:2] == [True, False]


def test_standings_show_on_the_wall_only_when_revealed() -> None:
    state = votes(VOTING, ben, c1=Vote.AGREE)

    shown = wall(after(state, c.RevealResults(by=fay, revealed=True)), LATER)

    assert wall(state, LATER).standings == ()
    assert shown.show is Show.STANDINGS


def test_standings_revealed_late_show_on_the_wall_until_a_wording_comes_or_the_room_moves_on() -> (
    None
):
    late = after(DRAFTED, c.RevealResults(by=fay, revealed=True))
    early = after(VOTING, c.RevealResults(by=fay, revealed=True))
    worded = after(late, c.ReviseDraft(by=fay, draft=d1, after=1, wording=OTHER_WORDING))
    moved_on = after(early, c.MovePhase(by=fay, to=Phase.DRAFT))

    assert wall(late, LATER).show is Show.STANDINGS
    assert wall(after(late, c.RevealResults(by=fay, revealed=False)), LATER).show is Show.DRAFTS
    assert wall(moved_on, LATER).show is Show.DRAFTS
    assert wall(worded, LATER).show is Show.DRAFTS
    assert wall(after(late, c.MovePhase(by=fay, to=Phase.CONSENT)), LATER).show is Show.CONSENT


def test_the_wall_counts_in_the_tray_what_can_be_read_and_says_once_what_is_not_shown() -> None:
    state = after(SORTING, c.MoveContributions(by=fay, on=(c1, c2, c3), theme=None))
    state = after(state, c.Hide(by=fay, on=c1, reason=n.HideReason.HURTS))
    state = after(state, c.Hide(by=fay, on=c2, reason=n.HideReason.HURTS))

    picture = wall(after(state, c.Withdraw(by=ben, on=c2)), LATER)

    assert picture.in_tray == participant(state, ada, LATER).in_tray == 1
    assert picture.waiting == 1


def test_a_vote_leaves_the_order_in_which_everybody_is_asked_as_it_was() -> None:
    before = vote_queue(VOTING, cleo)

    after_it = vote_queue(votes(VOTING, cleo, c1=Vote.AGREE), cleo)

    assert after_it is before


def test_at_the_end_the_room_is_told_who_took_part_and_not_who_only_joined() -> None:
    state = after(WRITTEN, c.Join(by=n.PersonId("dan"), agreed=True))

    totals = participant(after(state, c.CloseWorkshop(by=n.HOST)), ada, LATER).totals

    assert (totals.people, totals.took_part) == (4, 3)


def test_a_frozen_wall_keeps_its_picture_but_not_words_that_were_withdrawn() -> None:
    state = after(WRITTEN, c.FreezeWall(by=fay, frozen=True))
    state = after(state, principle(n.ContributionId("new"), "Something new."))
    state = after(state, c.Withdraw(by=ada, on=c1))

    picture = wall(state, LATER)

    assert {v.id for v in picture.voices} == {c2, c3, c4}
    assert picture.frozen


def test_the_wall_never_shows_what_is_hidden_nor_who_wrote_it() -> None:
    state = after(SORTING, c.Hide(by=fay, on=c2, reason=n.HideReason.HURTS))

    told = repr(wall(state, LATER))

    assert "must survive" not in told
    assert "ben" not in told


# --- the desk --------------------------------------------------------------------------------


def test_the_desk_says_where_the_room_is_and_what_can_be_taken_back() -> None:
    view = desk(SORTING, fay, SORTING.stage.since + timedelta(minutes=11))

    assert (view.before, view.next) == (Phase.WRITE, Phase.VOTE)
    assert view.behind == timedelta(minutes=2)
    assert view.undo is not None
    assert view.undo.act == "GroupingAccepted"
    assert view.redo is None
    assert [line.here for line in view.agenda].index(True) == 2


def test_the_inbox_holds_everything_the_newest_first_hidden_and_withdrawn_too() -> None:
    state = after(SORTING, c.Hide(by=fay, on=c2, reason=n.HideReason.HURTS))
    state = after(state, c.Withdraw(by=ada, on=c1))

    rows = desk(state, fay, LATER).inbox

    assert [row.statement.number for row in rows] == [4, 3, 2, 1]
    assert rows[2].hidden is not None
    assert rows[3].withdrawn


def test_a_proposal_says_who_would_move_from_where_to_where() -> None:
    groups = (
        n.ProposedGroup(theme=t1, name="check", members=(c1, c3)),
        n.ProposedGroup(theme=t2, name="own", members=(c2, c4)),
    )
    proposal = n.Proposal(id=n.ProposalId("p"), at=LATER, method="m", groups=groups, moved=(c2, c3))
    state = after(SORTING, c.ProposeThemes(by=n.MACHINE, proposal=proposal))

    shown = desk(state, fay, LATER).proposal

    assert shown is not None
    assert (len(shown.moves), shown.total) == (2, 4)
    assert (shown.moves[1].origin, shown.moves[1].target) == ("own, keep", "check")


def test_areas_that_nothing_links_to_stand_out_and_the_focus_comes_first() -> None:
    state = after(SORTING, c.LinkAreas(by=fay, theme=t1, areas=(ACCESS,)))

    rows = desk(state, fay, LATER).areas

    assert rows[0].area.key == "policy"
    assert rows[0].focus
    assert {row.area.key: len(row.themes) for row in rows}[ACCESS] == 1


def test_the_acts_of_the_desk_are_signed_by_the_label_of_the_link() -> None:
    view = desk(SORTING, fay, LATER)

    assert {act.by for act in view.acts} == {"Front desk"}
    assert FACILITATORS_KEY in {key.hash for key in view.keys}
