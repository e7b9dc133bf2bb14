"""From contributions to proposed themes: what people decided goes in and comes out unharmed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, pairwise

import pytest

from clustering.embedding import Encoders, Level, NumpyEncoder
from tests.people import (
    GOOD,
    MORNING,
    SETUP,
    SORTING,
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
    fay,
    principle,
    t1,
    t2,
    t3,
)
from workshop import seeding, theming
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.state import State
from workshop.domain.themes import members
from workshop.proposing import place, propose
from workshop.readymade import CARDS
from workshop.working import remembering

SAMPLES = [s for s in seeding.contributions(CARDS) if s.theme != "offtopic"]


@pytest.fixture(scope="module")
def encoders() -> Encoders:
    plain = Encoders(multilingual=NumpyEncoder(), english=None, level=Level.NUMPY, reason="")
    return remembering(plain)


@pytest.fixture(scope="module")
def full() -> State:
    """Sixty contributions on the usual subjects, none of them sorted."""
    return written(WRITING, 0, 60)


def written(state: State, first: int, last: int) -> State:
    """The state after these samples were sent, by three people in turn."""
    wishes = [
        principle(n.ContributionId(s.id), s.text, (ada, ben, cleo)[i % 3], s.lang)
        for i, s in enumerate(SAMPLES[first:last])
    ]
    return after(state, *wishes)


def accepted(state: State, encoders: Encoders) -> State:
    """The state after somebody accepted what was proposed."""
    names = (f"theme-{i}" for i in count())
    result = propose(theming.job(state), encoders)
    proposal = theming.proposal(result, n.ProposalId("p"), MORNING, names.__next__)
    return after(
        state,
        c.ProposeThemes(by=n.MACHINE, proposal=proposal),
        c.AcceptGrouping(by=fay, proposal=n.ProposalId("p")),
    )


# --- a state becomes a job ---------------------------------------------------------------------


def test_hidden_and_withdrawn_contributions_are_not_sorted() -> None:
    state = after(
        WRITTEN,
        c.Hide(by=fay, on=c2, reason=n.HideReason.NO_PRINCIPLE),
        c.Withdraw(by=ada, on=c1),
    )

    assert theming.job(state).ids == (c3, c4)


def test_what_has_a_place_comes_before_newcomers_whatever_its_number() -> None:
    state = after(
        WRITTEN,
        c.AddTheme(by=fay, id=t1, name="Proof"),
        c.MoveContributions(by=fay, on=(c4,), theme=t1),
    )

    job = theming.job(state)

    assert job.ids == (c4, c1, c2, c3)
    assert job.known == (0,)
    assert theming.newcomers(state) == (c1, c2, c3)


def test_only_what_people_decided_is_pinned() -> None:
    state = after(
        SORTING,
        c.RenameTheme(by=fay, theme=t1, name="Proof"),
        c.MoveContributions(by=fay, on=(c4,), theme=None),
    )

    job = theming.job(state)

    pinned = {job.ids[row]: theme for row, theme in job.pinned.items()}
    assert pinned == {c1: job.themes.index(t1), c2: job.themes.index(t1), c4: theming.TRAY}


def test_a_pinned_theme_holds_its_members() -> None:
    state = after(SORTING, c.PinTheme(by=fay, theme=t2, pinned=True))

    job = theming.job(state)

    assert {job.ids[row] for row in job.pinned} == {c3, c4}


def test_members_of_a_merged_theme_count_as_members_of_the_other() -> None:
    state = after(SORTING, c.MergeThemes(by=fay, theme=t2, into=t1))

    job = theming.job(state)

    assert job.themes == (t1,)
    assert job.known == (0, 0, 0, 0)


def test_folded_contributions_are_told_in_pairs_with_their_head() -> None:
    state = after(WRITTEN, c.FoldTogether(by=fay, into=c1, others=(c2, c3)))

    job = theming.job(state)

    assert {(job.ids[a], job.ids[b]) for a, b in job.folded} == {(c1, c2), (c1, c3)}


def test_a_fold_whose_head_is_hidden_still_goes_as_one() -> None:
    state = after(
        WRITTEN,
        c.FoldTogether(by=fay, into=c1, others=(c2, c3)),
        c.Hide(by=fay, on=c1, reason=n.HideReason.MISTAKE),
    )

    job = theming.job(state)

    assert {(job.ids[a], job.ids[b]) for a, b in job.folded} == {(c2, c3)}


def test_the_server_can_sort_without_loading_what_sorting_takes() -> None:
    script = (
        "import sys, workshop.house, workshop.steward, workshop.theming\n"
        "heavy = {'torch', 'hdbscan', 'sklearn', 'sentence_transformers', 'clustering.grouping'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()


# --- a job becomes themes ------------------------------------------------------------------------


@pytest.mark.model
def test_every_contribution_gets_a_theme_and_every_theme_a_name_of_its_own(
    full: State, encoders: Encoders
) -> None:
    result = propose(theming.job(full), encoders)

    placed = [on for group in result.groups for on in group.members]
    names = [group.name.casefold() for group in result.groups]
    assert sorted(placed) == sorted(full.contributions)
    assert len(set(names)) == len(names) > 3
    assert all(group.quote in group.members for group in result.groups)
    assert result.moved == ()


@pytest.mark.model
def test_the_tree_is_shown_in_nested_cuts_around_the_proposed_one(
    full: State, encoders: Encoders
) -> None:
    result = propose(theming.job(full), encoders)

    sizes = [len(cut) for cut in result.cuts]
    assert sizes == sorted(set(sizes))
    assert sizes[0] < len(result.groups) < sizes[-1]
    for above, below in pairwise(result.cuts):
        for seat, brick in enumerate(above):
            assert brick.size == sum(part.size for part in below if part.within == seat)
    proposed = next(cut for cut in result.cuts if len(cut) == len(result.groups))
    assert {b.group: b.size for b in proposed} == {
        row: len(group.members) for row, group in enumerate(result.groups)
    }


@pytest.mark.model
def test_fewer_themes_join_whole_themes_and_part_none(full: State, encoders: Encoders) -> None:
    found = propose(theming.job(full), encoders)
    fewer = propose(theming.job(full, wish=len(found.groups) - 2), encoders)

    assert len(fewer.groups) == len(found.groups) - 2
    larger = [set(group.members) for group in fewer.groups]
    assert all(any(set(group.members) <= whole for whole in larger) for group in found.groups)


@pytest.mark.model
def test_nothing_to_sort_gives_no_themes(encoders: Encoders) -> None:
    assert propose(theming.job(WRITING), encoders).groups == ()


@pytest.mark.model
@pytest.mark.parametrize("some", [1, 2, 5, 11])
def test_a_few_contributions_are_sorted_when_somebody_asks(some: int, encoders: Encoders) -> None:
    state = written(WRITING, 0, some)

    result = propose(theming.job(state), encoders)

    assert sum(len(group.members) for group in result.groups) == some


@pytest.mark.model
def test_each_theme_is_suggested_areas_of_the_framework(full: State, encoders: Encoders) -> None:
    result = propose(theming.job(full), encoders)

    known = {area.key for area in SETUP.framework.areas}
    assert all(0 < len(group.areas) <= 2 for group in result.groups)
    assert {area for group in result.groups for area in group.areas} <= known


@pytest.mark.model
def test_what_people_named_merged_moved_and_parked_outlives_a_new_proposal(
    full: State, encoders: Encoders
) -> None:
    state = accepted(full, encoders)
    first, second, third, fourth, *_ = sorted(
        (t for t in state.themes), key=lambda t: -len(members(state, t))
    )
    stray = members(state, fourth)[0].id
    parked = members(state, fourth)[1].id
    state = after(
        state,
        c.RenameTheme(by=fay, theme=first, name="What we hold dear"),
        c.MergeThemes(by=fay, theme=third, into=second),
        c.MoveContributions(by=fay, on=(stray,), theme=first),
        c.MoveContributions(by=fay, on=(parked,), theme=None),
    )
    before = {t: {k.id for k in members(state, t)} for t in (first, second)}

    result = propose(theming.job(written(state, 60, 90)), encoders)

    proposed = {group.theme: group for group in result.groups}
    assert proposed[first].name == "What we hold dear"
    assert before[first] <= set(proposed[first].members)
    assert before[second] <= set(proposed[second].members)
    assert third not in proposed
    assert not any(parked in group.members for group in result.groups)


@pytest.mark.model
def test_a_theme_that_goes_on_keeps_its_id_and_its_name(full: State, encoders: Encoders) -> None:
    state = accepted(full, encoders)
    odd = {t: replace(theme, name=f"Odd {theme.number}") for t, theme in state.themes.items()}
    state = replace(state, themes=odd)
    themes = {theme.id: theme.name for theme in odd.values()}

    result = propose(theming.job(state, gentle=True), encoders)

    going_on = {g.theme: g.name for g in result.groups if g.theme is not None}
    assert len(going_on) >= len(themes) - 1
    assert going_on.items() <= themes.items()
    assert not theming.is_worth_showing(result, len(full.contributions))


@pytest.mark.model
def test_a_proposal_tells_who_would_move(full: State, encoders: Encoders) -> None:
    by_chance = {on: n.Place(theme=(t1, t2)[i % 2]) for i, on in enumerate(full.contributions)}
    themes = {t: n.Theme(id=t, number=i, name=f"Theme {i}") for i, t in enumerate((t1, t2))}
    state = replace(full, places=by_chance, themes=themes)

    result = propose(theming.job(state), encoders)

    target = {on: group.theme for group in result.groups for on in group.members}
    assert set(result.moved) == {on for on, place in by_chance.items() if target[on] != place.theme}
    assert result.moved
    assert theming.is_worth_showing(result, len(full.contributions))


@pytest.mark.model
def test_folded_contributions_stay_in_one_theme(full: State, encoders: Encoders) -> None:
    apart = [group.members[0] for group in propose(theming.job(full), encoders).groups[:3]]
    state = after(full, c.FoldTogether(by=fay, into=apart[0], others=tuple(apart[1:])))

    result = propose(theming.job(state), encoders)

    theme = {on: i for i, group in enumerate(result.groups) for on in group.members}
    assert len({theme[on] for on in apart}) == 1


@pytest.mark.model
def test_words_that_are_not_to_be_published_name_no_theme_and_are_no_quote(
    encoders: Encoders,
) -> None:
    secret = "The zebrafish laboratory of my colleague lost its zebrafish badge"
    hers = [
        c.Contribute(
            by=ada,
            prompt=GOOD,
            parts=(
                c.Part(
                    id=n.ContributionId(f"secret{i}"),
                    kind=n.Kind.PRINCIPLE,
                    words=n.Words(f"{secret}, case {i}.", "en"),
                    publish=False,
                ),
            ),
        )
        for i in range(4)
    ]
    state = after(written(WRITING, 0, 20), *hers)

    result = propose(theming.job(state), encoders)

    assert not any("zebrafish" in group.name.casefold() for group in result.groups)
    assert not any((group.quote or "").startswith("secret") for group in result.groups)


@pytest.mark.model
def test_a_newcomer_goes_to_a_theme_at_once(full: State, encoders: Encoders) -> None:
    state = written(accepted(full, encoders), 60, 63)

    spots = place(theming.job(state), encoders)

    assert [spot.on for spot in spots] == list(theming.newcomers(state))
    assert all(spot.theme in state.themes for spot in spots)


@pytest.mark.model
def test_without_a_theme_a_newcomer_waits(full: State, encoders: Encoders) -> None:
    assert place(theming.job(full), encoders) == ()


@pytest.mark.model
def test_the_same_room_gives_the_same_proposal(full: State, encoders: Encoders) -> None:
    assert propose(theming.job(full), encoders) == propose(theming.job(full), encoders)


def test_a_new_theme_gets_a_new_id() -> None:
    found = theming.Found(theme=None, name="Proof", members=(c1,), leads=(0.5,), quote=c1, areas=())
    kept = theming.Found(theme=t3, name="Own", members=(c2,), leads=(0.5,), quote=c2, areas=())
    result = theming.ProposalResult(method="by hand", groups=(found, kept), moved=(c2,))
    ids: Iterator[str] = iter(["fresh"])

    proposal = theming.proposal(result, n.ProposalId("p"), MORNING, ids.__next__)

    assert [group.theme for group in proposal.groups] == ["fresh", t3]
    assert proposal.moved == (c2,)


def test_what_was_sent_at_once_and_how_people_voted_are_hints_without_names() -> None:
    first, second = n.ContributionId("p"), n.ContributionId("e")
    parts = (
        c.Part(id=first, kind=n.Kind.PRINCIPLE, words=n.Words("Anyone may check it.", "en")),
        c.Part(id=second, kind=n.Kind.EXAMPLE, words=n.Words("Our badges were 404.", "en")),
    )
    state = after(
        WRITTEN,
        c.Contribute(by=ada, prompt=GOOD, parts=parts),
        c.MovePhase(by=fay, to=n.Phase.THEMES),
        c.CastVote(by=ben, on=first, value=n.Vote.AGREE),
        c.CastVote(by=ben, on=c3, value=n.Vote.DISAGREE),
        c.CastVote(by=cleo, on=first, value=n.Vote.UNREADABLE),
    )

    job = theming.job(state)

    at = {on: row for row, on in enumerate(job.ids)}
    assert job.together == ((at[first], at[second]),)
    assert [dict(ballot) for ballot in job.votes] == [{at[first]: 1, at[c3]: -1}]
    assert "ben" not in repr(job.votes)


@pytest.mark.model
def test_votes_may_speak_for_themes_and_lose_nobody(full: State, encoders: Encoders) -> None:
    job = theming.job(full)
    ballots = tuple(tuple((row, 1 if row % 3 else -1) for row in range(60)) for _ in range(9))

    result = propose(replace(job, votes=ballots), encoders)

    assert sum(len(group.members) for group in result.groups) == len(job.ids)
