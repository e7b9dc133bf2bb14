"""The desk, one tap after another, on a real database and without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.people import c1, c2, c3, t1, t2
from tests.workshop.screens.desks import Desks, desks, sort, told, write
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.identity import key_hash

BESIDE = '<p class="d note beside">'


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desks]:
    with desks(tmp_path, monkeypatch) as opened:
        yield opened


@pytest.fixture
def written(desk: Desks) -> Desks:
    write(desk)
    return desk


@pytest.fixture
def sorted_(written: Desks) -> Desks:
    sort(written)
    return written


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def tap(at: AppTest, label: str) -> AppTest:
    """Taps the first button that says so."""
    found = next(button for button in at.button if button.label == label)
    return found.click().run()


def fill(at: AppTest, label: str, text: str) -> AppTest:
    fields = [*at.text_input, *at.text_area]
    field = next(field for field in fields if field.label.startswith(label))
    field.set_value(text)
    return at.run()


def choose(at: AppTest, number: int) -> AppTest:
    """Ticks the box of a voice."""
    return next(b for b in at.checkbox if b.label == f"Choose No. {number}").check().run()


# --- the rail ------------------------------------------------------------------------------


def test_the_next_button_says_what_will_happen_and_opens_that_step(desk: Desks) -> None:
    at = desk.open()

    at = tap(at, "Next: open writing")

    assert desk.room.state.stage.phase is n.Phase.WRITE
    assert "Next: close writing, show themes" in labels(at)


def test_a_second_tap_on_next_finds_no_button_that_leads_two_steps_on(desk: Desks) -> None:
    at = desk.open()
    before = {button.key for button in at.button if button.label.startswith("Next")}

    at = tap(at, "Next: open writing")

    assert before.isdisjoint(button.key for button in at.button)


def test_without_a_clock_a_small_line_says_how_to_start_one(desk: Desks) -> None:
    desk.room.ask(c.SetTimer(by=n.HOST, ends_at=None))

    drawn = told(desk.open())

    assert "No clock is running. +1 min starts one." in drawn
    assert 'class="clock' not in drawn


def test_a_minute_more_a_pause_and_a_frozen_wall_reach_the_room(desk: Desks) -> None:
    at = desk.open()

    at = tap(at, "+1 min")
    at = tap(at, "Pause")
    at = tap(at, "Freeze wall")

    stage = desk.room.state.stage
    assert stage.ends_at is not None
    assert stage.locked
    assert stage.frozen
    assert {"Go on", "Release wall"} <= set(labels(at))


def test_the_wall_shows_example_cards_one_after_another(desk: Desks) -> None:
    cards = tuple(
        n.Example(
            id=n.CardId(name),
            group="g",
            region="r",
            title=name,
            gist="g",
            how_open="h",
            challenge="c",
            question="q",
        )
        for name in ("one", "two")
    )
    setup = desk.room.state.running
    replaced = n.Setup(
        title=setup.title, prompts=setup.prompts, framework=setup.framework, cards=cards
    )
    desk.room.ask(c.SetUp(by=n.HOST, setup=replaced))
    at = desk.open("room")

    at = tap(at, "Show the first card")
    at = tap(at, "Next card")

    assert desk.room.state.stage.card == "two"
    assert "Take it off the wall" in labels(at)


def test_closing_is_asked_twice(sorted_: Desks) -> None:
    sorted_.room.ask(c.MovePhase(by=n.HOST, to=n.Phase.VOTE))
    sorted_.room.ask(c.MovePhase(by=n.HOST, to=n.Phase.CONSENT))
    at = sorted_.open()

    at = tap(at, "Next: close the workshop …")
    asked = sorted_.room.state.stage.phase
    tap(at, "Close now")

    assert asked is n.Phase.CONSENT
    assert sorted_.room.state.stage.phase is n.Phase.CLOSED


# --- undo ----------------------------------------------------------------------------------


def test_undo_is_named_after_the_act_and_redo_brings_it_back(sorted_: Desks) -> None:
    sorted_.room.ask(c.MergeThemes(by=n.HOST, theme=t2, into=t1))
    at = sorted_.open("themes")

    at = tap(at, "Undo: merged themes 2, 1")
    apart = sorted_.room.state.themes[t2].merged_into
    tap(at, "Redo")

    assert apart is None
    assert sorted_.room.state.themes[t2].merged_into == t1


# --- the inbox -----------------------------------------------------------------------------


def test_hiding_for_another_reason_asks_for_words_and_keeps_the_panel_open(written: Desks) -> None:
    at = tap(written.open("inbox"), "Hide No. 2 …")
    at = at.radio[0].set_value(n.HideReason.OTHER).run()

    at = tap(at, "Hide with this reason")
    refused = told(at)
    at = tap(fill(at, "In your own words", "About the schedule"), "Hide with this reason")

    assert "Please say why" in refused
    assert written.room.state.hidden[c2].note == "About the schedule"
    assert "Show No. 2 again" in labels(at)


def test_what_is_hidden_can_be_shown_again(written: Desks) -> None:
    written.room.ask(c.Hide(by=n.HOST, on=c1, reason=n.HideReason.MISTAKE))

    tap(written.open("inbox"), "Show No. 1 again")

    assert c1 not in written.room.state.hidden


def test_newer_voices_wait_above_the_list_until_somebody_asks_for_them(written: Desks) -> None:
    at = written.open("inbox")
    part = c.Part(id=n.ContributionId("c9"), kind=n.Kind.PRINCIPLE, words=n.Words("Late words."))
    author = written.room.state.contributions[c1].by
    prompt = written.room.state.running.prompts[0].key
    written.room.ask(c.Contribute(by=author, prompt=prompt, parts=(part,)))

    at = at.run()
    before = told(at)
    at = tap(at, "Show 1 newer voice")

    assert "Late words." not in before
    assert "Late words." in told(at)


# --- themes --------------------------------------------------------------------------------


def test_a_theme_is_renamed_and_the_name_is_people_s(sorted_: Desks) -> None:
    at = fill(sorted_.open("themes"), "Name of theme 1", "Anyone can check")

    tap(at, "Rename")

    assert sorted_.room.state.themes[t1].name == "Anyone can check"
    assert sorted_.room.state.themes[t1].kept


def test_chosen_voices_are_folded_into_the_oldest_and_the_boxes_are_empty_after(
    sorted_: Desks,
) -> None:
    at = choose(choose(sorted_.open("themes"), 2), 1)

    at = tap(at, "Fold 2 into one")

    assert sorted_.room.state.folds[c2].into == c1
    assert not any(box.value for box in at.checkbox)


def test_a_voice_is_parked_moved_and_split_off(sorted_: Desks) -> None:
    at = tap(choose(sorted_.open("themes"), 1), "Park in the tray")
    parked = sorted_.room.state.places[c1].theme
    at = tap(choose(at, 2), "Move there")
    moved = sorted_.room.state.places[c2].theme
    at = tap(at, "Open 2")
    at = tap(fill(choose(at, 3), "Name of the part", "A part"), "Split off")

    assert parked is None
    assert moved == t2
    assert sorted_.room.state.places[c3].theme not in {t1, t2}


def test_themes_change_their_order(sorted_: Desks) -> None:
    tap(sorted_.open("themes"), "Move down")

    assert sorted_.room.state.order.themes == (t2, t1)


def test_a_proposal_moves_nothing_until_it_is_applied(sorted_: Desks) -> None:
    group = n.ProposedGroup(theme=t2, name="Owning", members=(c2, c3))
    rest = n.ProposedGroup(theme=t1, name="Checking", members=(c1,))
    proposal = n.Proposal(
        id=n.ProposalId("p1"),
        at=sorted_.room.state.opened_at,
        method="words",
        groups=(group, rest),
        moved=(c2,),
    )
    sorted_.room.ask(c.ProposeThemes(by=n.MACHINE, proposal=proposal))
    at = sorted_.open("themes")

    at = tap(at, "See what would move")
    seen = told(at)
    tap(at, "Keep as it is")

    assert "<td>Checking</td><td>Owning</td>" in seen
    assert sorted_.room.state.places[c2].theme == t1
    assert sorted_.room.state.proposal is None


# --- drafts --------------------------------------------------------------------------------


def test_a_quotation_of_nobody_is_refused_and_what_was_typed_stays(sorted_: Desks) -> None:
    at = fill(sorted_.open("drafts"), "Title", "Free to check")
    at = fill(at, "Statement", "Checking is free: “nobody wrote this”.")
    at = next(m for m in at.multiselect if m.label == "Rests on").select(c1).run()

    at = tap(at, "Save the first version")

    assert not sorted_.room.state.drafts
    assert "nobody wrote this” (Statement) is not word for word" in told(at)
    assert at.text_area[0].value == "Checking is free: “nobody wrote this”."


@pytest.mark.parametrize(
    ("filled", "empty"), [("Statement", "Title"), ("Title", "Statement"), ("Of whom", "Title")]
)
def test_an_empty_field_of_a_draft_is_named_and_the_sentence_stands_beside_it(
    sorted_: Desks, filled: str, empty: str
) -> None:
    at = fill(sorted_.open("drafts"), filled, "Free to check")

    at = tap(at, "Save the first version")

    refusal = f"“{empty}” is empty. Write a few words there, then save again."
    beside = [html for html in told(at).split("\n") if BESIDE in html]
    assert not sorted_.room.state.drafts
    assert refusal in told(at)
    assert len(beside) == 1
    assert refusal in beside[0]


def test_half_an_ask_is_refused_beside_that_ask(sorted_: Desks) -> None:
    at = fill(sorted_.open("drafts"), "Title", "Free to check")
    at = fill(at, "Statement", "Checking is free.")
    at = next(m for m in at.multiselect if m.label == "Rests on").select(c1).run()
    at = tap(at, "One more ask")
    at = fill(at, "Of whom, 2", "Issuers")

    at = tap(at, "Save the first version")

    drawn = told(at)
    assert "“What, 1” is empty." in drawn
    assert BESIDE in drawn


def test_the_sentence_beside_a_field_goes_with_the_next_act(sorted_: Desks) -> None:
    at = tap(sorted_.open("drafts"), "Save the first version")
    refused = told(at)

    at = tap(at, "Close")

    assert BESIDE in refused
    assert BESIDE not in told(at)


def test_a_draft_is_saved_revised_and_rests_on_its_voices(sorted_: Desks) -> None:
    at = fill(sorted_.open("drafts"), "Title", "Free to check")
    at = fill(at, "Statement", "Checking is free.")
    at = next(m for m in at.multiselect if m.label == "Rests on").select(c1).run()
    at = tap(at, "Save the first version")
    at = fill(at, "Statement", "Checking is free for all.")

    tap(at, "Save version 2")

    (draft,) = sorted_.room.state.drafts.values()
    assert [v.wording.statement.text for v in draft.versions] == [
        "Checking is free.",
        "Checking is free for all.",
    ]
    assert draft.latest.wording.statement.rests_on == (c1,)


def test_somebody_else_s_newer_version_does_not_wipe_what_is_being_typed(sorted_: Desks) -> None:
    first = n.Wording(title="Free to check", statement=n.Sentence("Checking is free.", (c1,)))
    draft = n.DraftId("d9")
    sorted_.room.ask(c.DraftPrinciple(by=n.HOST, id=draft, theme=t1, wording=first))
    at = fill(sorted_.open("drafts"), "Statement", "My half-typed sentence.")
    second = n.Wording(title="Free to check", statement=n.Sentence("Theirs.", (c1,)))
    sorted_.room.ask(c.ReviseDraft(by=n.HOST, draft=draft, after=1, wording=second))

    at = at.run()

    assert at.text_area[0].value == "My half-typed sentence."
    assert "There is a newer version, number 2." in told(at)


# --- who sees what -------------------------------------------------------------------------


def test_a_participant_finds_no_desk(written: Desks) -> None:
    written.cookie = "somebody-else-s-cookie-0000"
    written.room.ask(c.Join(by=written.who, agreed=True))

    at = written.open("inbox")

    assert "This desk does not open with your link." in told(at)
    assert labels(at) == []


def test_a_revoked_link_opens_nothing_any_more(written: Desks) -> None:
    written.become(n.Role.FACILITATOR)
    key = next(k for k in written.room.state.people[written.who].keys)
    written.room.ask(c.RevokeKey(by=n.HOST, key=key))

    at = written.open("inbox")

    assert "This desk does not open with your link." in told(at)


def test_a_facilitator_has_no_setup(written: Desks) -> None:
    written.become(n.Role.FACILITATOR)

    at = written.open("setup")

    assert "Save the setup" not in labels(at)
    assert "Next: close writing, show themes" in labels(at)


def test_a_table_s_lead_sees_the_drafts_of_that_table_alone(sorted_: Desks) -> None:
    sorted_.become(n.Role.LEAD, t2)

    at = sorted_.open()

    assert "Owning" in told(at)
    assert "Checking" not in told(at)
    assert "Next: open voting" not in labels(at)


def test_a_scribe_seats_somebody_and_writes_for_them(written: Desks) -> None:
    written.become(n.Role.SCRIBE)
    at = tap(written.open(), "Seat a person")
    at = fill(at, "A principle", "Told to a scribe.")

    tap(at, "Send for them")

    newest = list(written.room.state.contributions.values())[-1]
    assert newest.words.text == "Told to a scribe."
    assert written.room.state.people[newest.by].scribe == written.who


# --- the organiser -------------------------------------------------------------------------


def test_a_link_is_shown_once_in_full_and_the_log_knows_its_hash_alone(desk: Desks) -> None:
    at = desk.open("setup", part="links")

    at = tap(at, "Make the link")

    link = told(at).split("/desk#")[1].split("<")[0]
    assert key_hash(link) in desk.room.state.keys
    assert link not in "".join(row.body for row, _ in desk.house.rooms.rows(desk.room.code))


def test_the_rule_for_support_cannot_be_changed_once_writing_was_open(written: Desks) -> None:
    at = written.open("setup")

    assert "This rule was fixed when writing opened." in told(at)


def test_the_title_is_changed_and_a_setup_that_does_not_fit_is_refused(desk: Desks) -> None:
    at = tap(fill(desk.open("setup"), "Title", "Another title"), "Save the setup")
    at = tap(fill(at, "Title", ""), "Save the setup")

    assert desk.room.state.running.title == "Another title"
    assert "does not fit: title" in told(at)


# --- people's words ------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["room", "inbox", "themes", "votes", "drafts", "gaps", "export"])
def test_people_s_words_are_never_markup_on_any_view(sorted_: Desks, view: str) -> None:
    sorted_.room.ask(c.RenameTheme(by=n.HOST, theme=t2, name="<b>Own</b> ![a](http://192.0.2.7)"))

    at = sorted_.open(view)

    drawn = told(at)
    assert "<img src" not in drawn
    assert "<b>Own" not in drawn
    assert not [m.value for m in at.markdown if "192.0.2.7" in m.value]
    assert not [label for label in labels(at) if "192.0.2.7" in label]


@pytest.mark.parametrize(
    "view", ["room", "inbox", "themes", "votes", "drafts", "gaps", "export", "setup"]
)
def test_every_view_opens_before_anybody_has_written(desk: Desks, view: str) -> None:
    at = desk.open(view)

    assert not at.exception
    assert at.query_params["view"] == view


def test_a_step_that_runs_over_says_by_how_much_and_what_to_cut(desk: Desks) -> None:
    late = desk.room.state.opened_at - timedelta(minutes=4, seconds=30)
    desk.room.ask(c.SetTimer(by=n.HOST, ends_at=late))

    at = desk.open()

    assert "5 minutes behind plan." in told(at)
    assert "Suggested cut: Themes 9 to 4 minutes." in told(at)


def test_a_run_sheet_is_taken_over_and_can_be_changed_after(desk: Desks) -> None:
    at = tap(desk.open("setup"), "25 minutes")
    at = tap(at, "Save the setup")
    taken = sum(step.minutes for step in desk.room.state.running.agenda)
    at = next(f for f in at.number_input if f.label == "Minutes of Write").set_value(33).run()

    tap(at, "Save the setup")

    minutes = {step.phase: step.minutes for step in desk.room.state.running.agenda}
    assert taken == 25
    assert minutes[n.Phase.WRITE] == 33


def test_the_desk_says_when_its_room_could_not_be_sorted(written: Desks) -> None:
    tending = written.house.steward._follow(written.room)  # noqa: SLF001 - as when it breaks
    tending.look()
    before = told(written.open())

    tending.give_up(OSError("no more memory"))

    assert "Something went wrong when this room was sorted." not in before
    assert "Something went wrong when this room was sorted." in told(written.open())
