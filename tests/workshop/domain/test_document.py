"""The document as a value: it prints what stands, and walks back to the people's own words."""

from __future__ import annotations

from dataclasses import replace

from tests.people import (
    ACCESS,
    ASSESSING,
    CLOSED,
    CONSENTING,
    DRAFTING,
    GOOD,
    MORNING,
    POLICY,
    SORTING,
    VOTING,
    WORDING,
    ada,
    after,
    ben,
    c1,
    c2,
    c3,
    cleo,
    d1,
    fay,
    principle,
    t1,
    t2,
)
from workshop.consensus import results
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.document import Document, document
from workshop.domain.nouns import Consent, Status, Vote
from workshop.domain.state import State
from workshop.domain.themes import themes_in_order


def printed(state: State) -> Document:
    return document(state, results(state), MORNING)


def test_without_a_draft_there_are_candidate_themes_and_no_principle() -> None:
    made = printed(after(VOTING, c.CloseWorkshop(by=n.HOST)))

    assert made.principles == ()
    assert [t.name for t in made.candidates] == ["check, free", "own, keep"]


def test_a_principle_stands_under_its_centre_and_is_named_under_what_it_touches() -> None:
    state = after(CONSENTING, c.LinkAreas(by=fay, theme=t1, areas=(ACCESS, POLICY)))

    made = printed(state)

    under = {s.area.key: [p.number for p in s.principles] for s in made.areas}
    touching = {s.area.key: [p.number for p in s.touching] for s in made.areas}
    assert under == {
        "capacity": [],
        "policy": [],
        "access": [1],
        "sustainability": [],
        "cooperation": [],
    }
    assert touching[POLICY] == [1]


def test_a_principle_without_an_area_is_printed_all_the_same() -> None:
    made = printed(CONSENTING)

    assert made.unlinked is not None
    assert [p.title for p in made.unlinked.principles] == ["Anyone can check"]
    assert [p.title for p in made.principles] == ["Anyone can check"]


def test_consent_is_that_of_exactly_the_printed_version() -> None:
    state = after(
        CONSENTING,
        c.GiveConsent(by=ada, draft=d1, version=1, value=Consent.SUPPORT),
        c.GiveConsent(
            by=ben, draft=d1, version=1, value=Consent.OBJECT, reason=n.Words("Who pays?")
        ),
    )
    second = n.Wording(title="Second", statement=n.Sentence("Second.", (c1,)))
    revised = after(state, c.ReviseDraft(by=fay, draft=d1, after=1, wording=second))

    first, later = printed(state).principles[0], printed(revised).principles[0]

    assert (first.support.support, first.support.object) == (1, 1)
    assert [o.words.text if o.words else "" for o in first.objections] == ["Who pays?"]
    assert later.support.answered == 0
    assert later.status is Status.CANDIDATE


def test_the_status_follows_the_rule_that_was_set_before_writing() -> None:
    rule = n.StatusRule(least_answers=2, most_objections=0.4)
    state = replace(CONSENTING, setup=replace(CONSENTING.running, status_rule=rule))
    yes = [
        c.GiveConsent(by=who, draft=d1, version=1, value=Consent.LIVE_WITH) for who in (ada, cleo)
    ]
    no = c.GiveConsent(
        by=ben, draft=d1, version=1, value=Consent.OBJECT, reason=n.Words("Not yet.")
    )

    one_of_two = after(state, yes[0], no)
    one_of_three = after(state, *yes, no)

    assert printed(one_of_two).principles[0].status is Status.CONTESTED
    assert printed(one_of_three).principles[0].status is Status.SUPPORTED


def test_every_sentence_walks_back_to_a_contribution_in_the_appendix() -> None:
    made = printed(CLOSED)

    living = {e.number for e in made.appendix if e.words is not None}
    for entry in made.principles:
        for sentence in (entry.statement, *entry.why):
            assert sentence.numbers
            assert set(sentence.numbers) <= living


def test_a_sentence_says_when_words_it_rested_on_are_gone_and_quotes_them_no_more() -> None:
    made = printed(after(CLOSED, c.Withdraw(by=ben, on=c2)))

    why = made.principles[0].why[0]
    assert why.text == "“…”"
    assert (why.numbers, why.gone) == ((), (2,))
    assert made.principles[0].statement.numbers == (1,)


def test_withdrawn_hidden_and_unpublished_words_keep_their_number_and_nothing_else() -> None:
    part = c.Part(
        id=n.ContributionId("s"), kind=n.Kind.EXAMPLE, words=n.Words("Dean said no."), publish=False
    )
    state = after(SORTING, c.Contribute(by=ada, prompt=GOOD, parts=(part,)))
    state = after(state, c.Hide(by=fay, on=c3, reason=n.HideReason.PERSON))
    state = after(state, c.Withdraw(by=ada, on=c1))

    made = printed(state)

    assert [e.number for e in made.appendix] == [1, 2, 3, 4, 5]
    assert [e.words is None for e in made.appendix] == [True, False, True, False, True]
    assert made.method.withdrawn == 1
    assert made.method.hidden == {n.HideReason.PERSON: 1}
    assert made.method.unpublished == 1
    assert "Dean said no." not in repr(made)


def test_what_divides_the_room_is_named_and_not_averaged_away() -> None:
    state = VOTING
    for i in range(12):
        who = n.PersonId(f"voter{i}")
        value = Vote.AGREE if i % 2 else Vote.DISAGREE
        state = after(
            state,
            c.Join(by=who, agreed=True),
            c.CastVote(by=who, on=c1, value=value),
            c.CastVote(by=who, on=c2, value=Vote.AGREE),
        )

    made = printed(state)

    assert [q.id for q in made.questions] == [c1]


def test_answers_to_the_second_question_have_their_own_section() -> None:
    part = c.Part(
        id=n.ContributionId("peer"), kind=n.Kind.PRINCIPLE, words=n.Words("Let peers assess.")
    )
    state = after(SORTING, c.Contribute(by=ada, prompt=ASSESSING, parts=(part,)))

    made = printed(state)

    assert [q.words.text for q in made.assessing[ASSESSING]] == ["Let peers assess."]


def test_the_acts_of_the_desk_are_listed_without_anybodys_words() -> None:
    state = after(
        CLOSED, c.ReopenWorkshop(by=n.HOST), c.RenameTheme(by=fay, theme=t2, name="Own it")
    )

    made = printed(state)

    assert [a.act for a in made.acts][-1] == "ThemeRenamed"
    assert made.acts[-1].themes == ("2 Own it",)
    assert "credential without paying" not in repr(made.acts)


def test_steps_are_told_with_what_was_sent_in_each() -> None:
    state = after(CLOSED, c.ReopenWorkshop(by=n.HOST))

    steps = printed(state).method.steps

    assert [s.phase.value for s in steps] == [
        "welcome",
        "write",
        "themes",
        "vote",
        "draft",
        "consent",
    ]
    assert [s.contributions for s in steps] == [0, 4, 0, 0, 0, 0]


def test_a_step_that_was_opened_by_mistake_is_no_step() -> None:
    state = after(SORTING, c.MovePhase(by=fay, to=n.Phase.VOTE))
    state = after(state, c.Undo(by=fay, position=state.deeds[-1].position))

    def steps(state: State) -> list[str]:
        return [step.phase.value for step in printed(state).method.steps]

    again = after(state, c.Undo(by=fay, position=state.deeds[-1].position))

    assert steps(state) == ["welcome", "write", "themes"]
    assert steps(again) == ["welcome", "write", "themes", "vote"]


def test_what_was_hidden_and_then_withdrawn_is_counted_once() -> None:
    state = after(SORTING, c.Hide(by=fay, on=c1, reason=n.HideReason.PERSON))
    state = after(state, c.Withdraw(by=ada, on=c1))

    method = printed(state).method

    assert (dict(method.hidden), method.withdrawn) == ({}, 1)


def test_whoever_only_joined_did_not_make_the_document() -> None:
    state = after(VOTING, *(c.Join(by=n.PersonId(who), agreed=True) for who in ("dan", "eve")))
    state = after(state, c.CastVote(by=n.PersonId("dan"), on=c1, value=Vote.AGREE))

    figures = printed(state).figures

    assert (figures.people, figures.took_part) == (5, 4)


def test_a_name_that_software_made_loses_words_that_were_taken_back() -> None:
    state = after(SORTING, c.Withdraw(by=cleo, on=c3))
    alone = after(state, c.Withdraw(by=cleo, on=n.ContributionId("c4")))
    named = after(alone, c.RenameTheme(by=fay, theme=t2, name="Own, keep"))

    def names(state: State) -> list[str]:
        return [theme.name for theme in printed(state).candidates]

    assert names(SORTING) == ["check, free", "own, keep"]
    assert names(state) == ["check", "#2"]
    assert "own, keep" not in repr(printed(alone))
    assert theme_names(named)[t2] == "Own, keep"


def theme_names(state: State) -> dict[n.ThemeId, str]:
    return {theme.id: theme.name for theme in themes_in_order(state)}


def test_an_example_sent_with_a_principle_is_told_with_it() -> None:
    parts = (
        c.Part(id=n.ContributionId("p"), kind=n.Kind.PRINCIPLE, words=n.Words("Keep it online.")),
        c.Part(id=n.ContributionId("x"), kind=n.Kind.EXAMPLE, words=n.Words("Ours is 404.")),
    )
    state = after(SORTING, c.Contribute(by=ada, prompt=GOOD, parts=parts))
    state = after(state, c.MovePhase(by=fay, to=n.Phase.DRAFT))
    wording = n.Wording(title="Keep", statement=n.Sentence("Keep online.", (parts[0].id,)))
    state = after(state, c.DraftPrinciple(by=fay, id=d1, theme=t1, wording=wording))

    made = printed(state).principles[0]

    assert [q.words.text for q in made.examples] == ["Ours is 404."]


def test_late_words_are_counted_as_late() -> None:
    state = after(SORTING, principle(n.ContributionId("l"), "And refugees?"))

    assert printed(state).method.late == 1


def test_whoever_steers_and_words_a_draft_is_none_of_the_people_who_made_it() -> None:
    before = printed(DRAFTING).figures.took_part

    state = after(DRAFTING, c.DraftPrinciple(by=fay, id=d1, theme=t1, wording=WORDING))

    assert printed(state).figures.took_part == before
