"""Who may do what, and when: the table of the house, checked for every wish, role and phase."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from tests.people import CLOSED, DRAFTED, OPENED, ada, after, d1, fay, sue, t1, t2
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.nouns import Phase, Role
from workshop.domain.phases import ACT_OF, OPENS, WHO, Act
from workshop.domain.refusals import Reason, Refused
from workshop.domain.rules import allowed, decide
from workshop.domain.state import State

RUNNING = tuple(p for p in Phase if p is not Phase.CLOSED)
DESK = {Role.FACILITATOR, Role.ORGANISER, Role.HOST}
VOICES = {Role.PARTICIPANT, Role.SCRIBE}
SORTING = (Phase.WRITE, Phase.THEMES, Phase.VOTE, Phase.DRAFT, Phase.CONSENT)
LATE = (Phase.THEMES, Phase.VOTE, Phase.DRAFT, Phase.CONSENT)

EXPECTED: dict[Act, tuple[set[Role], tuple[Phase, ...]]] = {
    Act.SEAT: ({Role.SCRIBE}, RUNNING),
    Act.CONTRIBUTE: (VOICES, (Phase.WRITE, Phase.THEMES, Phase.VOTE)),
    Act.REVISE_OWN: (VOICES, (Phase.WRITE, Phase.THEMES)),
    Act.WITHDRAW: (VOICES, tuple(Phase)),
    Act.VOTE: (VOICES, (Phase.THEMES, Phase.VOTE)),
    Act.SUPPORT: (VOICES, (Phase.WRITE, Phase.THEMES, Phase.VOTE)),
    Act.CHOOSE: (VOICES, (Phase.VOTE,)),
    Act.SUGGEST: (VOICES, (Phase.DRAFT, Phase.CONSENT)),
    Act.TRANSLATE: (VOICES, LATE),
    Act.CONSENT: (VOICES, (Phase.CONSENT,)),
    Act.STEER: (DESK, RUNNING),
    Act.SORT: (DESK, SORTING),
    Act.DRAFT: (DESK | {Role.LEAD}, LATE),
    Act.UNDO: (DESK, RUNNING),
    Act.ORGANISE: ({Role.ORGANISER, Role.HOST}, tuple(Phase)),
    Act.PROPOSE: ({Role.MACHINE}, RUNNING),
}
"""Written out from the house's table, not from the code."""

SEATS = {role: n.PersonId(f"seat-{role}") for role in Role} | {
    Role.HOST: n.HOST,
    Role.MACHINE: n.MACHINE,
}


def seated(phase: Phase) -> State:
    """A workshop in this phase with one person in each role."""
    state = replace(DRAFTED, stage=replace(DRAFTED.stage, phase=phase))
    people = dict(state.people)
    keys = dict(state.keys)
    for role, who in SEATS.items():
        if role in {Role.HOST, Role.MACHINE}:
            continue
        key = n.Key(hash=n.KeyHash(f"key-{role}"), role=role, theme=t1)
        keys[key.hash] = key
        is_participant = role is Role.PARTICIPANT
        held = frozenset() if is_participant else frozenset({key.hash})
        people[who] = n.Person(id=who, joined=is_participant, agreed=is_participant, keys=held)
    return replace(state, people=people, keys=keys)


def test_every_wish_has_a_row_in_the_table_of_rights() -> None:
    wishes = set(get_args(c.Command))

    assert set(ACT_OF) == wishes
    assert set(ACT_OF.values()) == set(Act)
    assert set(WHO) == set(Act)
    assert set(OPENS) == set(Phase)


@pytest.mark.parametrize("act", EXPECTED)
def test_the_code_grants_exactly_what_the_house_promises(act: Act) -> None:
    roles, phases = EXPECTED[act]
    always = {Role.ORGANISER, Role.HOST} if act is Act.DRAFT else set()

    granted = {
        (role, phase)
        for phase in Phase
        for role, who in SEATS.items()
        if allowed(seated(phase), who, act)
    }

    promised = {(role, phase) for role in roles for phase in phases}
    promised |= {(role, phase) for role in always for phase in Phase}
    assert granted == promised


def _wishes(by: n.PersonId) -> list[c.Command]:
    """One of each kind, which only rights could refuse or which is refused for itself."""
    on, words = n.ContributionId("c1"), n.Words("x")
    wording = n.Wording(title="x", statement=n.Sentence("x"))
    parts = (c.Part(id=n.ContributionId("z"), kind=n.Kind.PRINCIPLE, words=words),)
    return [
        c.SeatProxy(by=by, person=n.PersonId("p")),
        c.Contribute(by=by, prompt=n.PromptKey("good"), parts=parts),
        c.ReviseContribution(by=by, on=on, words=words),
        c.Withdraw(by=by, on=on),
        c.CastVote(by=by, on=on, value=n.Vote.AGREE),
        c.Support(by=by, on=on),
        c.ChooseThemes(by=by, themes=(t1,)),
        c.SuggestWording(by=by, id=n.SuggestionId("s"), draft=d1, words=words),
        c.Translate(by=by, on=on, words=words),
        c.GiveConsent(by=by, draft=d1, version=1, value=n.Consent.SUPPORT),
        c.ShowCard(by=by, card=None),
        c.SetTimer(by=by, ends_at=None),
        c.LockRoom(by=by, locked=True),
        c.RevealResults(by=by, revealed=True),
        c.FreezeWall(by=by, frozen=True),
        c.TurnWall(by=by, view=n.WallView.JOIN),
        c.MovePhase(by=by, to=Phase.CONSENT),
        c.Hide(by=by, on=on, reason=n.HideReason.HURTS),
        c.Show(by=by, on=on),
        c.FoldTogether(by=by, into=on, others=(n.ContributionId("c2"),)),
        c.Unfold(by=by, on=on),
        c.AcceptGrouping(by=by, proposal=n.ProposalId("none")),
        c.DeclineGrouping(by=by, proposal=n.ProposalId("none")),
        c.AddTheme(by=by, id=n.ThemeId("n"), name="New"),
        c.RenameTheme(by=by, theme=t1, name="Other"),
        c.MergeThemes(by=by, theme=t2, into=t1),
        c.SplitTheme(by=by, theme=t1, id=n.ThemeId("n"), name="New", members=(on,)),
        c.MoveContributions(by=by, on=(on,), theme=t2),
        c.PinTheme(by=by, theme=t1, pinned=True),
        c.OrderThemes(by=by, themes=(t2, t1)),
        c.LinkAreas(by=by, theme=t1, areas=()),
        c.DraftPrinciple(by=by, id=n.DraftId("x"), theme=t2, wording=wording),
        c.ReviseDraft(by=by, draft=d1, after=1, wording=wording),
        c.NameValue(by=by, draft=d1, value="Access"),
        c.Undo(by=by, position=n.Position(1)),
        c.SetUp(by=by, setup=DRAFTED.running),
        c.IssueKey(by=by, key=n.KeyHash("a" * 64), role=Role.SCRIBE),
        c.RevokeKey(by=by, key=n.KeyHash("a" * 64)),
        c.Erase(by=by, on="c1"),
        c.CloseWorkshop(by=by),
        c.ReopenWorkshop(by=by),
        c.EditFrontMatter(by=by, front=n.FrontMatter(preamble="x")),
        c.ProposeThemes(
            by=by, proposal=n.Proposal(id=n.ProposalId("p"), at=n.DAWN, method="", groups=())
        ),
        c.PlaceNewcomer(by=by, on=on, theme=t1),
    ]


def test_the_matrix_below_holds_one_wish_of_each_kind() -> None:
    kinds = {type(wish) for wish in _wishes(ada)}

    assert kinds == set(get_args(c.Command)) - {c.OpenWorkshop, c.Join, c.ClaimKey}


@pytest.mark.parametrize("phase", Phase)
def test_every_wish_of_everybody_is_judged_by_the_table(phase: Phase) -> None:
    state = seated(phase)
    nobody = n.PersonId("nobody")

    for role, who in (*SEATS.items(), (None, nobody)):
        for wish in _wishes(who):
            roles, phases = EXPECTED[ACT_OF[type(wish)]]
            drafting = ACT_OF[type(wish)] is Act.DRAFT and role in {Role.ORGANISER, Role.HOST}
            may = role in roles and (phase in phases or drafting)
            assert _turned_away(state, wish) == (not may), (role, phase, wish)


def _turned_away(state: State, wish: c.Command) -> bool:
    """Whether the table of rights refuses it; what else may be wrong with it does not count."""
    try:
        decide(state, wish)
    except Refused as refused:
        rights = {Reason.NOT_YOURS, Reason.NOT_JOINED, Reason.NOT_OPEN, Reason.CLOSED}
        named = refused.facts.get("act") == ACT_OF[type(wish)].value
        return refused.reason in rights and named
    return False


def test_a_revoked_link_opens_nothing_any_more() -> None:
    key = n.KeyHash("fa" * 32)
    state = after(OPENED, c.RevokeKey(by=n.HOST, key=key))

    with pytest.raises(Refused) as refused:
        decide(state, c.MovePhase(by=fay, to=Phase.WRITE))

    assert refused.value.reason is Reason.NOT_YOURS
    with pytest.raises(Refused):
        decide(state, c.ClaimKey(by=ada, key=key))


def test_a_foreign_secret_opens_nothing() -> None:
    for key in ("0" * 64, "host", "ada", ""):
        with pytest.raises(Refused) as refused:
            decide(OPENED, c.ClaimKey(by=ada, key=n.KeyHash(key)))
        assert refused.value.reason is Reason.NO_SUCH_KEY


def test_whoever_opened_a_workshop_gives_nobody_a_key_by_their_id() -> None:
    with pytest.raises(Refused) as refused:
        decide(OPENED, c.ClaimKey(by=ada, key=n.KeyHash(n.HOST)))

    assert refused.value.reason is Reason.NO_SUCH_KEY


def test_a_table_lead_drafts_for_the_own_theme_alone() -> None:
    key = n.KeyHash("1e" * 32)
    lea = n.PersonId("lea")
    state = after(
        DRAFTED,
        c.IssueKey(by=n.HOST, key=key, role=Role.LEAD, theme=t2),
        c.ClaimKey(by=lea, key=key),
    )

    own = c.LinkAreas(by=lea, theme=t2, areas=(n.AreaKey("policy"),))
    other = c.LinkAreas(by=lea, theme=t1, areas=(n.AreaKey("policy"),))

    assert decide(state, own)
    with pytest.raises(Refused) as refused:
        decide(state, other)
    assert refused.value.reason is Reason.NOT_YOURS


def test_nobody_joins_a_closed_workshop() -> None:
    with pytest.raises(Refused) as refused:
        decide(CLOSED, c.Join(by=n.PersonId("late"), agreed=True))

    assert refused.value.reason is Reason.CLOSED


def test_a_scribe_is_no_participant_on_her_own() -> None:
    assert not allowed(OPENED, sue, Act.STEER)
    assert allowed(OPENED, sue, Act.SEAT)
