"""How a principle is worded: from living contributions, with verbatim quotations."""

from __future__ import annotations

import pytest

from tests.people import (
    CONSENTING,
    DRAFTED,
    DRAFTING,
    GOOD,
    WORDING,
    ada,
    after,
    ben,
    c1,
    c2,
    c3,
    d1,
    fay,
    gus,
    t1,
    t2,
)
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.drafting import quote_checks
from workshop.domain.nouns import Consent, Status
from workshop.domain.refusals import Reason, Refused
from workshop.domain.rules import decide
from workshop.domain.standings import support_of


def drafted(statement: n.Sentence, *why: n.Sentence) -> c.DraftPrinciple:
    wording = n.Wording(title="Free to check", statement=statement, rationale=why)
    return c.DraftPrinciple(by=fay, id=d1, theme=t1, wording=wording)


@pytest.mark.parametrize(
    "quote",
    [
        "Verification must survive",
        "must  survive the\nissuer",
        "Verification must survive the issuer.",
    ],
)
def test_a_quotation_that_stands_in_its_contribution_is_kept(quote: str) -> None:
    wish = drafted(n.Sentence(f"People say “{quote}” here.", (c2,)))

    assert decide(DRAFTING, wish)


@pytest.mark.parametrize(
    ("quote", "rests_on"),
    [
        ("Verification should survive the issuer.", c2),
        ("verification must survive", c2),
        ("Verification must survive", c1),
    ],
)
def test_a_quotation_that_is_not_word_for_word_is_refused_with_its_place(
    quote: str, rests_on: n.ContributionId
) -> None:
    wish = drafted(n.Sentence("Check.", (c1,)), n.Sentence(f"“{quote}”", (rests_on,)))

    with pytest.raises(Refused) as refused:
        decide(DRAFTING, wish)

    assert refused.value.reason is Reason.QUOTE_NOT_FOUND
    assert refused.value.facts == {"quote": quote, "place": "why 1"}


def test_what_is_not_to_be_published_is_not_quoted() -> None:
    secret = n.ContributionId("secret")
    part = c.Part(id=secret, kind=n.Kind.EXAMPLE, words=n.Words("Our dean said no."), publish=False)
    state = after(DRAFTING, c.MovePhase(by=fay, to=n.Phase.VOTE))
    state = after(state, c.Contribute(by=ada, prompt=GOOD, parts=(part,)))

    with pytest.raises(Refused) as refused:
        decide(state, drafted(n.Sentence("“Our dean said no.”", (secret,))))

    assert refused.value.reason is Reason.QUOTE_NOT_FOUND


def test_a_sentence_rests_on_contributions_that_can_be_read() -> None:
    hidden = after(DRAFTING, c.Hide(by=fay, on=c3, reason=n.HideReason.HURTS))

    for rests_on in ((), (c3,), (n.ContributionId("nowhere"),)):
        with pytest.raises(Refused) as refused:
            decide(hidden, drafted(n.Sentence("Check.", rests_on)))
        assert refused.value.reason is Reason.RESTS_ON_NOTHING


def test_one_theme_has_one_draft() -> None:
    with pytest.raises(Refused) as refused:
        decide(
            DRAFTED,
            c.DraftPrinciple(by=gus, id=n.DraftId("d2"), theme=t1, wording=WORDING),
        )

    assert refused.value.reason is Reason.DRAFT_EXISTS


def test_two_facilitators_do_not_overwrite_each_other() -> None:
    second = n.Wording(title="Second", statement=n.Sentence("Second.", (c1,)))
    third = n.Wording(title="Third", statement=n.Sentence("Third.", (c1,)))
    state = after(DRAFTED, c.ReviseDraft(by=fay, draft=d1, after=1, wording=second))

    with pytest.raises(Refused) as refused:
        decide(state, c.ReviseDraft(by=gus, draft=d1, after=1, wording=third))

    assert refused.value.reason is Reason.OLD_VERSION


def test_a_new_version_starts_without_any_consent() -> None:
    state = after(
        CONSENTING,
        *(c.GiveConsent(by=who, draft=d1, version=1, value=Consent.SUPPORT) for who in (ada, ben)),
    )
    second = n.Wording(title="Second", statement=n.Sentence("Second.", (c1,)))

    state = after(state, c.ReviseDraft(by=fay, draft=d1, after=1, wording=second))

    assert support_of(state, state.drafts[d1]).answered == 0
    assert support_of(state, state.drafts[d1]).status is Status.CANDIDATE


def test_naming_the_open_value_leaves_version_and_consent_alone() -> None:
    state = after(CONSENTING, c.GiveConsent(by=ada, draft=d1, version=1, value=Consent.SUPPORT))

    state = after(state, c.NameValue(by=fay, draft=d1, value="Transparency"))

    assert state.drafts[d1].value == "Transparency"
    assert support_of(state, state.drafts[d1]).answered == 1


def test_the_quote_check_names_the_contribution_that_holds_the_words() -> None:
    checks = quote_checks(DRAFTED, WORDING)

    assert [(check.place, check.found_in) for check in checks] == [("why 1", c2)]


def test_a_draft_is_written_for_a_theme_that_exists() -> None:
    wish = c.DraftPrinciple(by=fay, id=d1, theme=n.ThemeId("none"), wording=WORDING)

    with pytest.raises(Refused) as refused:
        decide(DRAFTING, wish)

    assert refused.value.reason is Reason.NO_SUCH_THEME


def test_a_theme_links_to_areas_of_the_framework_only() -> None:
    with pytest.raises(Refused) as refused:
        decide(DRAFTED, c.LinkAreas(by=fay, theme=t2, areas=(n.AreaKey("monitoring"),)))

    assert refused.value.reason is Reason.NO_SUCH_AREA


@pytest.mark.parametrize("marks", ["»{}«", "«{}»", "‘{}’", "「{}」", "„{}“", "”{}”"])
def test_quotations_are_checked_however_a_language_marks_them(marks: str) -> None:
    wish = drafted(n.Sentence(marks.format("nobody wrote this"), (c1,)))

    with pytest.raises(Refused) as refused:
        decide(DRAFTING, wish)

    assert refused.value.reason is Reason.QUOTE_NOT_FOUND


def test_a_title_and_what_is_asked_quote_nobody() -> None:
    said = n.Sentence("Check.", (c1,))
    for wording in (
        n.Wording(title="“Survive the issuer”", statement=said),
        n.Wording(title="Check", statement=said, asks=(n.Ask("Issuers", "“survive”"),)),
    ):
        with pytest.raises(Refused) as refused:
            decide(DRAFTING, c.DraftPrinciple(by=fay, id=d1, theme=t1, wording=wording))
        assert refused.value.reason is Reason.QUOTE_NOT_FOUND


def test_no_draft_is_overwritten_by_another_of_the_same_id() -> None:
    with pytest.raises(Refused) as refused:
        decide(DRAFTED, c.DraftPrinciple(by=gus, id=d1, theme=t2, wording=WORDING))

    assert refused.value.reason is Reason.ALREADY_SENT


def test_two_drafted_themes_are_not_merged_before_the_room_says_which_wording_goes_on() -> None:
    wish = c.DraftPrinciple(by=gus, id=n.DraftId("d2"), theme=t2, wording=WORDING)
    state = after(DRAFTED, wish)

    with pytest.raises(Refused) as refused:
        decide(state, c.MergeThemes(by=fay, theme=t2, into=t1))

    assert refused.value.reason is Reason.DRAFT_EXISTS
