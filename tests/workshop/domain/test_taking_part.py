"""What participants do, and what is said to them when it cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.people import (
    CONSENTING,
    GOOD,
    OPENED,
    SETUP,
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
    cleo,
    d1,
    fay,
    principle,
    sue,
    t1,
    t2,
    told,
)
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.events import VoteCast, WordsErased
from workshop.domain.refusals import Reason, Refused
from workshop.domain.rules import decide
from workshop.domain.standings import tallies, votable

NEW = n.ContributionId("new")
SLIP = n.PersonId("slip-1")


def test_a_vote_is_counted_once_however_often_the_phone_sends_it() -> None:
    state = after(VOTING, c.CastVote(by=ada, on=c2, value=n.Vote.AGREE))

    again = decide(state, c.CastVote(by=ada, on=c2, value=n.Vote.AGREE))

    assert again == ()
    assert tallies(state)[c2].agree == 1


def test_a_vote_can_be_changed_until_voting_closes() -> None:
    state = after(VOTING, c.CastVote(by=ada, on=c2, value=n.Vote.AGREE))

    state = after(state, c.CastVote(by=ada, on=c2, value=n.Vote.DISAGREE))

    assert (tallies(state)[c2].agree, tallies(state)[c2].disagree) == (0, 1)


def test_votes_of_one_person_on_folded_contributions_count_once() -> None:
    state = after(
        VOTING,
        c.CastVote(by=cleo, on=c1, value=n.Vote.AGREE),
        c.CastVote(by=cleo, on=c2, value=n.Vote.AGREE),
    )

    state = after(state, c.FoldTogether(by=fay, into=c1, others=(c2,)))

    assert tallies(state)[c1].agree == 1


def test_the_same_token_with_the_same_wish_leaves_one_record() -> None:
    wish = principle(NEW, "Credentials should travel.", token=n.Token("tap"))
    state = after(WRITING, wish)

    again = decide(state, wish)

    assert again == ()


def test_the_same_token_with_other_words_is_refused_so_that_nothing_is_swallowed() -> None:
    state = after(WRITING, principle(NEW, "First thought.", token=n.Token("tap")))

    with pytest.raises(Refused) as refused:
        decide(state, principle(n.ContributionId("x"), "Second thought.", token=n.Token("tap")))

    assert refused.value.reason is Reason.TOKEN_USED


def test_numbers_run_on_and_are_never_used_again() -> None:
    state = after(WRITTEN, c.Withdraw(by=cleo, on=n.ContributionId("c4")))

    state = after(state, principle(NEW, "One more."))

    assert state.contributions[NEW].number == 5


def test_a_principle_and_its_example_are_sent_together_and_stay_linked() -> None:
    case = n.ContributionId("case")
    parts = (
        c.Part(id=NEW, kind=n.Kind.PRINCIPLE, words=n.Words("Badges should outlive projects.")),
        c.Part(id=case, kind=n.Kind.EXAMPLE, words=n.Words("Ours are 404."), publish=False),
    )

    state = after(WRITING, c.Contribute(by=ada, prompt=GOOD, parts=parts, people=3))

    assert state.contributions[case].linked == NEW
    assert not state.contributions[case].publish
    assert state.contributions[NEW].people == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        (" \u200b\u202e\n ", Reason.EMPTY),
        ("\ud800", Reason.EMPTY),
        ("a" * 281, Reason.TOO_LONG),
        ("👩🏽‍🚀" * 281, Reason.TOO_LONG),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused_with_the_reason(text: str, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        decide(WRITING, principle(NEW, text))

    assert refused.value.reason is reason


def test_length_counts_what_a_reader_sees() -> None:
    state = after(WRITING, principle(NEW, "👩🏽‍🚀" * 280))

    assert state.contributions[NEW].words.text == "👩🏽‍🚀" * 280


def test_control_and_bidi_characters_are_cleaned_at_the_door() -> None:
    state = after(WRITING, principle(NEW, "Open\x00 \u202ecredentials\u202c\r\nfor all"))

    assert state.contributions[NEW].words.text == "Open credentials\nfor all"


def test_whoever_only_reads_along_is_asked_to_agree_before_writing() -> None:
    dan = n.PersonId("dan")
    state = after(WRITING, c.Join(by=dan))

    with pytest.raises(Refused) as refused:
        decide(state, principle(NEW, "Hello.", dan))

    assert refused.value.reason is Reason.NOTICE_FIRST


def test_words_sent_after_writing_are_marked_late() -> None:
    state = after(SORTING, principle(NEW, "What about refugees?"))

    assert state.contributions[NEW].late


def test_own_words_can_be_revised_until_somebody_else_voted_on_them() -> None:
    state = after(
        SORTING, c.ReviseContribution(by=ada, on=c1, words=n.Words("Checking should be free."))
    )
    voted = after(state, c.CastVote(by=ben, on=c1, value=n.Vote.AGREE))

    with pytest.raises(Refused) as refused:
        decide(voted, c.ReviseContribution(by=ada, on=c1, words=n.Words("Not free.")))

    assert state.contributions[c1].words.text == "Checking should be free."
    assert refused.value.reason is Reason.VOTED_ON


def test_nobody_else_ever_edits_or_withdraws_a_text() -> None:
    for wish in (
        c.ReviseContribution(by=ben, on=c1, words=n.Words("Mine now.")),
        c.Withdraw(by=ben, on=c1),
    ):
        with pytest.raises(Refused) as refused:
            decide(WRITTEN, wish)
        assert refused.value.reason is Reason.NOT_YOURS


def test_withdrawn_words_are_gone_and_the_number_stays() -> None:
    state = after(CONSENTING, c.Withdraw(by=ada, on=c1))

    assert state.contributions[c1].words == n.Words("", "en", erased=True)
    assert state.contributions[c1].number == 1


def test_withdrawing_ends_with_the_date_on_the_privacy_notice() -> None:
    setup = replace(SETUP, withdraw_until=date(2026, 12, 8))
    state = replace(WRITTEN, setup=setup)

    on_the_day = c.Withdraw(by=ada, on=c1, at=datetime(2026, 12, 8, 20, tzinfo=UTC))
    day_after = c.Withdraw(by=ada, on=c1, at=datetime(2026, 12, 9, 1, tzinfo=UTC))

    assert decide(state, on_the_day)
    with pytest.raises(Refused) as refused:
        decide(state, day_after)
    assert refused.value.reason is Reason.TOO_LATE


def test_nobody_votes_on_their_own_words_nor_supports_them() -> None:
    for wish in (c.CastVote(by=ada, on=c1, value=n.Vote.AGREE), c.Support(by=ada, on=c1)):
        with pytest.raises(Refused) as refused:
            decide(VOTING, wish)

        assert (refused.value.reason, refused.value.facts["number"]) == (Reason.OWN_WORDS, 1)


def test_whose_words_are_folded_into_anothers_may_vote_on_those() -> None:
    state = after(VOTING, c.FoldTogether(by=fay, into=c1, others=(c2,)))

    state = after(state, c.CastVote(by=ben, on=c1, value=n.Vote.AGREE))

    assert tallies(state)[c1].agree == 1


def _objecting(version: int = 1, reason: str = "Who pays for it?") -> c.GiveConsent:
    return c.GiveConsent(
        by=ada, draft=d1, version=version, value=n.Consent.OBJECT, reason=n.Words(reason)
    )


@pytest.mark.parametrize(
    "later",
    [
        c.GiveConsent(by=ada, draft=d1, version=1, value=n.Consent.SUPPORT),
        _objecting(reason="Who checks it?"),
        c.Withdraw(by=ada, on="d1:1:ada"),
    ],
    ids=["taken back", "replaced", "withdrawn"],
)
def test_the_reason_of_an_objection_goes_for_good_once_its_author_is_done_with_it(
    later: c.Command,
) -> None:
    state = after(CONSENTING, _objecting())

    _, happened = told(state, later)

    assert [e.on for e in happened if isinstance(e, WordsErased)] == ["d1:1:ada"]


def test_an_answer_to_a_new_version_takes_the_reason_against_the_earlier_one_away() -> None:
    state = after(CONSENTING, _objecting())
    other = replace(WORDING, title="Anyone can check it")
    state = after(state, c.ReviseDraft(by=fay, draft=d1, after=1, wording=other))

    state = after(state, _objecting(version=2, reason="Who checks it?"))

    earlier, later = (state.answers[d1, version][ada].reason for version in (1, 2))
    assert earlier == n.Words("", "en", erased=True)
    assert later == n.Words("Who checks it?")


def test_an_answer_that_repeats_itself_takes_nothing_away() -> None:
    state = after(CONSENTING, _objecting())

    assert decide(state, _objecting()) == ()


def test_a_suggestion_can_be_taken_back_by_its_author_alone() -> None:
    on = n.SuggestionId("s1")
    wish = c.SuggestWording(by=ada, id=on, draft=d1, words=n.Words("Shorter, please."))
    state = after(CONSENTING, wish)

    with pytest.raises(Refused) as refused:
        decide(state, c.Withdraw(by=ben, on=on))
    state = after(state, c.Withdraw(by=ada, on=on))

    assert refused.value.reason is Reason.NOT_YOURS
    assert state.suggestions[on].words.erased
    assert decide(state, c.Withdraw(by=ada, on=on)) == ()


@pytest.mark.parametrize(
    ("was", "wished"), [(None, date(2026, 12, 8)), (date(2026, 12, 8), date(2026, 12, 7))]
)
def test_words_cannot_be_kept_longer_than_people_were_told(was: date | None, wished: date) -> None:
    agreed = replace(SETUP, withdraw_until=was)
    state = replace(OPENED, setup=agreed)

    with pytest.raises(Refused) as refused:
        decide(state, c.SetUp(by=n.HOST, setup=replace(agreed, withdraw_until=wished)))

    assert refused.value.reason is Reason.AGREED


@pytest.mark.parametrize("wished", [None, date(2026, 12, 9)])
def test_people_may_be_given_longer_to_take_words_back(wished: date | None) -> None:
    agreed = replace(SETUP, withdraw_until=date(2026, 12, 8))
    state = replace(OPENED, setup=agreed)

    assert decide(state, c.SetUp(by=n.HOST, setup=replace(agreed, withdraw_until=wished)))


def test_the_licence_stays_once_somebody_joined_under_it() -> None:
    other = replace(SETUP, licence="All rights reserved")
    alone = replace(OPENED, people={})

    assert decide(alone, c.SetUp(by=n.HOST, setup=other))
    with pytest.raises(Refused) as refused:
        decide(OPENED, c.SetUp(by=n.HOST, setup=other))
    assert refused.value.reason is Reason.AGREED


def test_when_the_head_of_a_fold_is_withdrawn_the_others_stand_together() -> None:
    state = after(WRITTEN, c.FoldTogether(by=fay, into=c1, others=(c2, n.ContributionId("c3"))))

    state = after(state, c.Withdraw(by=ada, on=c1))

    assert c2 not in state.folds
    assert state.folds[n.ContributionId("c3")].into == c2


def test_supporting_a_similar_text_while_writing_is_an_agreement() -> None:
    _, happened = told(WRITTEN, c.Support(by=ben, on=c1))

    assert [(type(e), getattr(e, "value", None)) for e in happened] == [(VoteCast, n.Vote.AGREE)]


def test_choices_follow_a_merge_and_name_themes_that_exist() -> None:
    state = after(VOTING, c.ChooseThemes(by=ada, themes=(t1, t2)))

    merged = after(state, c.MergeThemes(by=fay, theme=t2, into=t1))

    assert decide(merged, c.ChooseThemes(by=ada, themes=(t2,))) != ()
    unknown = c.ChooseThemes(by=ada, themes=(n.ThemeId("x"),))
    with pytest.raises(Refused) as refused:
        decide(merged, unknown)
    assert refused.value.reason is Reason.NO_SUCH_THEME


def test_an_objection_needs_its_reason() -> None:
    wish = c.GiveConsent(by=ada, draft=d1, version=1, value=n.Consent.OBJECT)

    with pytest.raises(Refused) as refused:
        decide(CONSENTING, wish)

    assert refused.value.reason is Reason.REASON_NEEDED


def test_consent_is_given_to_exactly_one_version() -> None:
    wish = c.GiveConsent(by=ada, draft=d1, version=2, value=n.Consent.SUPPORT)

    with pytest.raises(Refused) as refused:
        decide(CONSENTING, wish)

    assert refused.value.reason is Reason.OLD_VERSION
    assert refused.value.facts["version"] == 1


def test_a_scribe_writes_and_votes_for_somebody_without_a_phone() -> None:
    state = after(WRITTEN, c.SeatProxy(by=sue, person=SLIP, lang="es"))

    state = after(
        state,
        principle(NEW, "Que sean gratis.", sue, "es", behalf=SLIP),
        c.MovePhase(by=fay, to=n.Phase.THEMES),
        c.CastVote(by=sue, behalf=SLIP, on=c1, value=n.Vote.AGREE),
    )

    assert state.contributions[NEW].by == SLIP
    assert state.ballots[c1][SLIP] is n.Vote.AGREE


def test_only_a_scribe_speaks_for_others_and_only_for_those_she_seated() -> None:
    for wish in (
        principle(NEW, "Not hers.", ben, behalf=ada),
        principle(NEW, "Not seated.", sue, behalf=ada),
    ):
        with pytest.raises(Refused) as refused:
            decide(WRITTEN, wish)
        assert refused.value.reason is Reason.NOT_YOURS


def test_a_locked_room_rests_but_own_words_can_still_be_taken_back() -> None:
    state = after(WRITTEN, c.LockRoom(by=fay, locked=True))

    with pytest.raises(Refused) as refused:
        decide(state, principle(NEW, "Now?"))

    assert refused.value.reason is Reason.LOCKED
    assert decide(state, c.Withdraw(by=ada, on=c1))


def test_a_hidden_text_is_voted_on_by_nobody() -> None:
    state = after(VOTING, c.Hide(by=fay, on=c2, reason=n.HideReason.PERSON))

    with pytest.raises(Refused) as refused:
        decide(state, c.CastVote(by=ada, on=c2, value=n.Vote.AGREE))

    assert refused.value.reason is Reason.NOT_SHOWN


def test_one_person_cannot_flood_the_room() -> None:
    state = after(WRITING, *(principle(n.ContributionId(f"m{i}"), f"No {i}") for i in range(60)))

    with pytest.raises(Refused) as refused:
        decide(state, principle(NEW, "One more."))

    assert refused.value.reason is Reason.TOO_MANY


def test_a_refusal_leaves_the_very_same_state() -> None:
    before = OPENED

    with pytest.raises(Refused):
        decide(before, principle(NEW, "Too early."))

    assert before is OPENED
    assert NEW not in before.contributions


def test_nobody_chooses_more_themes_than_the_organiser_allowed() -> None:
    state = after(VOTING, *(c.AddTheme(by=fay, id=n.ThemeId(f"n{i}"), name="N") for i in range(3)))
    four = (t1, *(n.ThemeId(f"n{i}") for i in range(3)))

    with pytest.raises(Refused) as refused:
        decide(state, c.ChooseThemes(by=ada, themes=four))

    assert refused.value.reason is Reason.TOO_MANY


def test_a_typo_mended_under_the_same_token_is_refused_even_at_the_same_length() -> None:
    state = after(WRITING, principle(NEW, "Keep it opne.", token=n.Token("tap")))

    with pytest.raises(Refused) as refused:
        decide(state, principle(NEW, "Keep it open.", token=n.Token("tap")))

    assert refused.value.reason is Reason.TOKEN_USED


def test_what_is_kept_of_a_wish_tells_nothing_about_words_that_were_withdrawn() -> None:
    one = told(WRITING, principle(NEW, "Short secret.", token=n.Token("tap")))[1][0]
    two = told(WRITING, principle(NEW, "Quite another.", token=n.Token("tap")))[1][0]

    assert one.wish == two.wish
    assert one.wish


def test_a_retry_after_the_words_were_withdrawn_brings_nothing_back() -> None:
    wish = principle(NEW, "Take this back.", token=n.Token("tap"))
    state = after(WRITING, wish, c.Withdraw(by=ada, on=NEW))

    assert decide(state, wish) == ()


@pytest.mark.parametrize("made", ["", "a/b", "d1:1:ada", "x" * 65, "\ud800", "ü"])
def test_an_id_that_no_screen_of_ours_makes_is_refused(made: str) -> None:
    with pytest.raises(Refused) as refused:
        decide(WRITING, principle(n.ContributionId(made), "Hello."))

    assert refused.value.reason is Reason.BAD_ID


def test_a_suggestion_cannot_take_the_id_of_a_contribution() -> None:
    wish = c.SuggestWording(
        by=ada, id=n.SuggestionId(c1), draft=d1, words=n.Words("Shorter, please.")
    )

    with pytest.raises(Refused) as refused:
        decide(CONSENTING, wish)

    assert refused.value.reason is Reason.ALREADY_SENT


@pytest.mark.parametrize(
    ("text", "said", "lang"),
    [
        ("يجب أن تكون مفتوحة", "en", "ar"),
        ("باید باز باشد", "fa", "fa"),
        ("任何人都能验证", "en", "zh"),
        ("だれでも確認できる", "en", "ja"),
        ("Открытые бейджи", "de", "ru"),
        ("Que sean apilables", "es", "es"),
        ("OK 👍", "fr", "fr"),
    ],
)
def test_words_in_another_script_are_not_taken_for_the_language_of_the_page(
    text: str, said: str, lang: str
) -> None:
    state = after(WRITING, principle(NEW, text, lang=said))

    assert state.contributions[NEW].words.lang == lang


def test_what_is_folded_into_hidden_words_still_counts() -> None:
    state = after(
        VOTING,
        c.FoldTogether(by=fay, into=c1, others=(c2,)),
        c.CastVote(by=cleo, on=c2, value=n.Vote.AGREE),
        c.Hide(by=fay, on=c1, reason=n.HideReason.HURTS),
    )

    assert tallies(state)[c2].agree == 1
    assert c2 in {k.id for k in votable(state)}
