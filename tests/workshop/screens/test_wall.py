"""What stands on the wall at each moment, and what never does."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.people import (
    CLOSED,
    CONSENTING,
    DRAFTED,
    DRAFTING,
    FRAMEWORK,
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
    cleo,
    d1,
    fay,
    principle,
    t1,
)
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.state import State
from workshop.domain.wall_view import Picture, Show, wall
from workshop.screens.wall import PAGES
from workshop.screens.wall.frame import clock, framed
from workshop.screens.wall.marks import Scene
from workshop.screens.wall.turning import Slide
from workshop.wording import speaker

LATER = MORNING + timedelta(hours=1)
HOSTILE = '<img src="http://192.0.2.7/a.png"><script>x</script> $x^2$ :red[a] =1+1 {0} \u202egnp'


def scene_of(picture: Picture) -> Scene:
    return Scene(picture=picture, say=speaker(), address="http://192.168.1.20:8501")


def scene(state: State) -> Scene:
    return scene_of(wall(state, LATER))


def slides(state: State) -> tuple[Slide, ...]:
    found = scene(state)
    return PAGES[found.picture.show](found)


def shown(state: State) -> str:
    """All pages of the wall, one after the other, as text with its tags taken out."""
    found = scene(state)
    whole = " ".join(framed(found, slide) for slide in slides(state))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", whole)).strip()


def test_every_kind_of_picture_has_pages() -> None:
    assert set(PAGES) == set(Show)


@pytest.mark.parametrize("show", list(Show))
def test_every_kind_of_picture_can_be_shown_at_any_moment(show: Show) -> None:
    for state in (OPENED, WRITTEN, SORTING, VOTING, DRAFTED, CONSENTING, CLOSED):
        found = scene_of(replace(wall(state, LATER), show=show))

        assert PAGES[show](found)


def test_whoever_comes_late_finds_address_and_code_on_every_page() -> None:
    for state in (OPENED, WRITTEN, SORTING, VOTING, DRAFTED, CONSENTING):
        assert "192.168.1.20:8501" in shown(state)
        assert "HTX 47K" in shown(state)


def test_a_closed_workshop_asks_nobody_in() -> None:
    assert "HTX 47K" not in shown(CLOSED)


def test_before_writing_the_wall_says_how_to_come_in_and_how_many_have() -> None:
    assert "3 people have joined" in shown(OPENED)


def test_the_first_minutes_of_writing_show_numbers_alone() -> None:
    began = WRITTEN.stage.since + timedelta(seconds=30)
    found = scene_of(wall(WRITTEN, began))

    told = " ".join(slide.main for slide in PAGES[found.picture.show](found))

    assert "4" in told
    assert "survive the issuer" not in told


def test_then_people_read_each_others_words() -> None:
    assert "Verification must survive the issuer." in shown(WRITTEN)


def test_words_carry_their_own_language_and_find_their_own_direction() -> None:
    whole = " ".join(slide.main for slide in slides(WRITTEN))

    assert 'dir="auto" lang="fr">Les apprenants' in whole


def test_few_voices_are_a_plain_list() -> None:
    state = after(WRITTEN, c.MovePhase(by=fay, to=n.Phase.THEMES))

    assert "4 voices: too few to group, so here they all are" in shown(state)


def test_themes_stand_with_number_name_count_and_a_bead_for_each_voice() -> None:
    state = after(SORTING, c.RenameTheme(by=fay, theme=t1, name="Anyone can check, free"))

    overview = slides(state)[0]

    assert "Anyone can check, free" in overview.main
    assert overview.main.count("<i></i>") == 4
    assert "2 themes from 4 voices" in overview.title


def test_a_theme_is_read_in_the_words_of_its_people() -> None:
    assert "Anyone should be able to check a credential without paying." in shown(SORTING)


def test_voting_shows_how_many_and_never_how() -> None:
    agreed = after(VOTING, c.CastVote(by=ben, on=c1, value=n.Vote.AGREE))
    against = after(VOTING, c.CastVote(by=ben, on=c1, value=n.Vote.DISAGREE))

    assert "1 of 3 have voted" in shown(agreed)
    assert slides(agreed)[0].main.count("<i></i>") == 1
    assert [s.main for s in slides(agreed)] == [s.main for s in slides(against)]


def test_revealed_votes_stand_beside_their_statement() -> None:
    state = after(
        VOTING,
        c.CastVote(by=ben, on=c1, value=n.Vote.AGREE),
        c.CastVote(by=cleo, on=c1, value=n.Vote.DISAGREE),
        c.ChooseThemes(by=ada, themes=(t1,)),
        c.RevealResults(by=fay, revealed=True),
    )

    assert "2 people voted: too few to say more" in shown(state)
    assert "1 of 2" in shown(state)
    assert "What matters most to people here" in shown(state)


def test_a_draft_stands_with_its_version_and_how_many_voices_it_was_written_from() -> None:
    assert "Principle 1, version 1" in shown(DRAFTED)
    assert "Written from 2 voices." in shown(DRAFTED)


def test_before_the_first_draft_the_themes_stay() -> None:
    assert "No principle is worded yet." in shown(DRAFTING)
    assert "2 themes from 4 voices" in shown(DRAFTING)


def test_votes_that_were_revealed_after_voting_stay_until_the_first_draft() -> None:
    vote = c.CastVote(by=ben, on=c1, value=n.Vote.AGREE)
    voted = after(VOTING, vote, c.MovePhase(by=fay, to=n.Phase.DRAFT))
    state = after(voted, c.RevealResults(by=fay, revealed=True))

    assert "1 person voted: too few to say more" in shown(state)
    drafted = after(state, c.DraftPrinciple(by=fay, id=d1, theme=t1, wording=WORDING))
    assert "Principle 1, version 1" in shown(drafted)


def test_consent_shows_how_many_and_never_what() -> None:
    def answered(value: n.Consent) -> State:
        reason = n.Words("It costs too much.") if value is n.Consent.OBJECT else None
        return after(
            CONSENTING, c.GiveConsent(by=ada, draft=d1, version=1, value=value, reason=reason)
        )

    assert "1 of 3 have answered" in shown(answered(n.Consent.SUPPORT))
    assert shown(answered(n.Consent.SUPPORT)) == shown(answered(n.Consent.OBJECT))


def test_at_the_end_each_principle_stands_under_its_area_with_its_support() -> None:
    linked = after(DRAFTED, c.LinkAreas(by=fay, theme=t1, areas=(FRAMEWORK.areas[2].key,)))
    consenting = after(linked, c.MovePhase(by=fay, to=n.Phase.CONSENT))
    given = c.GiveConsent(by=ada, draft=d1, version=1, value=n.Consent.LIVE_WITH)
    state = after(consenting, given, c.CloseWorkshop(by=n.HOST))

    told = shown(state)

    assert "iii Access theme 1 Anyone can check" in told
    assert told.count("No principle yet") == 4
    assert "0 support it, 1 can live with it, 0 object" in told
    assert "UNESCO has not endorsed it." in told


def test_gaps_name_the_areas_that_nothing_is_linked_to() -> None:
    state = after(SORTING, c.TurnWall(by=fay, view=n.WallView.GAPS))

    assert "ii Policy our focus nothing yet" in shown(state)


def test_an_empty_wall_is_empty() -> None:
    state = after(SORTING, c.TurnWall(by=fay, view=n.WallView.BLANK))

    assert [slide.main for slide in slides(state)] == [""]
    assert "HTX" not in shown(state)


def test_what_is_hidden_or_not_to_be_published_is_on_no_page() -> None:
    secret = c.Part(
        id=n.ContributionId("c9"),
        kind=n.Kind.EXAMPLE,
        words=n.Words("Keep this among us."),
        publish=False,
    )
    prompt = WRITTEN.running.prompts[0].key
    state = after(
        WRITTEN,
        c.Contribute(by=ben, prompt=prompt, parts=(secret,)),
        c.Hide(by=fay, on=c1, reason=n.HideReason.PERSON),
    )

    told = shown(state)

    assert "Keep this among us." not in told
    assert "check a credential without paying" not in told
    assert "1 is not shown." in told


def test_nobody_is_named() -> None:
    for state in (OPENED, WRITTEN, SORTING, VOTING, DRAFTED, CONSENTING, CLOSED):
        assert not re.search(r"\b(ada|ben|cleo|fay|gus)\b", shown(state))


def test_a_rehearsal_says_so() -> None:
    found = scene_of(replace(wall(WRITTEN, LATER), rehearsal=True))

    assert "Rehearsal: people and voices are invented." in framed(found, slides(WRITTEN)[0])


def test_a_room_that_is_held_says_so() -> None:
    state = after(WRITTEN, c.LockRoom(by=fay, locked=True))

    assert "The facilitator holds the room for a moment." in shown(state)


def test_hostile_words_are_nothing_but_words() -> None:
    state = after(WRITING, principle(c1, HOSTILE))

    whole = " ".join(slide.main for slide in slides(state))

    assert "&lt;img src=&quot;http" in whole
    assert "<img src" not in whole
    assert "<script" not in whole


def test_the_clock_tells_minutes_and_seconds_and_goes_when_its_time_is_long_past() -> None:
    state = after(WRITING, c.SetTimer(by=fay, ends_at=LATER))
    header = wall(state, LATER).header

    assert ">2:41<" in clock(header, LATER - timedelta(seconds=161))
    assert ">0:00<" in clock(header, LATER + timedelta(seconds=5))
    assert clock(header, LATER + timedelta(minutes=5)) == ""


def test_the_longest_words_that_a_phone_can_send_stand_at_full_size() -> None:
    words = ("openly shared criteria " * 13)[:280].strip()
    state = after(WRITING, principle(c1, words))

    assert 'class="voice far"' in slides(state)[1].main
