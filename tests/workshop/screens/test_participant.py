"""The participant's page without a browser: each phase, strangers' words, forgeries, too late."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from tests.people import principle, t1
from tests.surfaces.surfaces import (
    COOKIE,
    OTHERS,
    ByPage,
    Cast,
    Miss,
    Surface,
    Write,
    drafted,
    listening,
    sorted_,
    surface,
    to,
    written,
)
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.phases import OPENS
from workshop.screens import entering
from workshop.screens.participant.now import NOW, WATCHED

HOSTILE = (
    '<img src="http://192.0.2.7/a.png">',
    "<script>alert(1)</script>",
    "![](http://192.0.2.7/b.png) [link](javascript:alert(1))",
    ":red[hi] :material/home: $x^2$ 10:30",
    '"><style>*{display:none}</style>',
)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ByPage]:
    with surface("page", tmp_path, monkeypatch) as found:
        assert isinstance(found, ByPage)
        yield found


def drawn(page: ByPage) -> str:
    page.at.run()
    assert not page.at.exception
    return page.html()


def past(page: Surface, phase: n.Phase) -> None:
    """The room as it is in this phase, with everything that can be there."""
    written(page.room)
    sorted_(page.room)
    drafted(page.room)
    if phase is n.Phase.WELCOME:
        to(n.Phase.WRITE, n.Phase.WELCOME)(page.room)
    elif phase is n.Phase.WRITE:
        to(n.Phase.WRITE)(page.room)
    elif phase is n.Phase.CLOSED:
        page.room.ask(c.CloseWorkshop(by=n.HOST))
    elif phase is n.Phase.CONSENT:
        to(n.Phase.DRAFT, n.Phase.CONSENT)(page.room)
    elif phase is not n.Phase.THEMES:
        to(phase)(page.room)


def test_every_phase_has_a_page_for_those_who_write_and_for_those_who_watch() -> None:
    assert set(NOW) == set(WATCHED) == set(n.Phase) == set(OPENS)


@pytest.mark.parametrize("phase", n.Phase)
@pytest.mark.parametrize("agreed", [True, False, None])
def test_every_phase_can_be_seen_by_everybody(
    page: ByPage,
    phase: n.Phase,
    agreed: bool | None,  # noqa: FBT001 - a parameter of the test
) -> None:
    if agreed is not None:
        page.room.ask(c.Join(by=page.who, agreed=agreed))
    past(page, phase)

    for place in ("now", "themes", "mine"):
        page.at.run()
        page.place(place)

        assert not page.at.exception
        assert "<h1>" in page.html() or "<h2>" in page.html()


@pytest.mark.parametrize("text", HOSTILE)
def test_strangers_words_are_never_markup(page: ByPage, text: str) -> None:
    page.join()
    to(n.Phase.WRITE)(page.room)
    page.room.ask(principle(n.ContributionId("c1"), text, OTHERS[0]))
    to(n.Phase.THEMES, n.Phase.VOTE)(page.room)

    seen = drawn(page)

    assert escape(text) in seen
    assert "<img" not in seen
    assert "<script" not in seen
    assert all(text not in (button.label or "") for button in page.at.button)


def test_a_theme_is_never_called_by_its_name_in_a_label(page: ByPage) -> None:
    page.join()
    written(page.room)
    sorted_(page.room)
    page.room.ask(c.AddTheme(by=n.HOST, id=n.ThemeId("t9"), name="![x](http://192.0.2.7/c.png)"))
    to(n.Phase.VOTE)(page.room)

    page.at.run()
    page.place("themes")

    assert all("192.0.2.7" not in (button.label or "") for button in page.at.button)
    assert "![x](http://192.0.2.7/c.png)" in page.html()


@pytest.mark.parametrize(
    "forged",
    [
        "[]",
        '"text"',
        '{"draft": 7}',
        '{"draft": {"id": "../../x", "text": "hi"}}',
        '{"draft": {"id": "' + "a" * 32 + '", "text": ["hi"]}}',
        '{"draft": {"id": null, "text": null}}',
    ],
)
def test_a_forged_value_of_a_field_is_nothing(page: ByPage, forged: str) -> None:
    page.join()
    to(n.Phase.WRITE)(page.room)
    page.at.run()
    told = listening(page.room)

    page.press("send", raw={"principle-good": forged})

    assert not page.at.exception
    assert told.events == []


def test_a_forged_vote_for_what_is_not_there_is_refused(page: ByPage) -> None:
    page.join()
    written(page.room)
    to(n.Phase.THEMES, n.Phase.VOTE)(page.room)
    page.at.run()
    shown = page.see().statement
    assert shown is not None
    page.room.ask(c.Hide(by=n.HOST, on=shown.id, reason=n.HideReason.MISTAKE))
    told = listening(page.room)

    page.press(f"vote-agree-{shown.id}")

    assert told.events == []
    assert "is not shown any more" in page.refusal()


def test_the_same_draft_sent_again_is_one_record_and_told_so(page: ByPage) -> None:
    page.join()
    to(n.Phase.WRITE)(page.room)
    told = listening(page.room)
    draft = json.dumps({"draft": {"id": "a" * 32, "text": "Keep it simple."}})

    for _ in range(2):
        # another page of the same person knows nothing of the first sending
        page.at.session_state["visit"].kept.clear()
        page.at.run()
        page.press("send", raw={"principle-good": draft})

    assert not page.at.exception
    assert len(told.events) == 1
    assert "You already sent this." in page.at.session_state["visit"].message


def test_words_sent_a_moment_too_late_are_not_sent_and_that_is_said(page: ByPage) -> None:
    page.join()
    to(n.Phase.WRITE)(page.room)
    page.at.run()
    told = listening(page.room)
    to(n.Phase.THEMES)(page.room)

    page.typed = {"principle-good": "Almost."}
    page.press("send")

    assert [type(event).__name__ for event in told.events] == ["PhaseMoved"]
    assert "What you typed is kept here." in page.refusal()


def test_a_vote_a_moment_too_late_is_refused_with_its_reason(page: ByPage) -> None:
    page.join()
    written(page.room)
    to(n.Phase.THEMES, n.Phase.VOTE)(page.room)
    page.at.run()
    statement = page.see().statement
    assert statement is not None
    page.room.ask(c.CloseWorkshop(by=n.HOST))

    page.press(f"vote-agree-{statement.id}")

    assert "The workshop is closed." in page.refusal()


def test_a_locked_room_takes_nothing_and_says_so(page: ByPage) -> None:
    page.join()
    to(n.Phase.WRITE)(page.room)
    page.room.ask(c.LockRoom(by=n.HOST, locked=True))

    refused = page.do(Write("Keep it simple."))

    assert "holds the room" in refused
    assert "The facilitator holds the room for a moment." in drawn(page)


def test_totals_stay_hidden_until_they_are_revealed(page: ByPage) -> None:
    page.join()
    written(page.room)
    sorted_(page.room)
    to(n.Phase.VOTE)(page.room)
    page.do(Cast(n.Vote.AGREE))
    hidden = drawn(page)

    page.room.ask(c.RevealResults(by=n.HOST, revealed=True))

    assert "How the room voted" not in hidden
    assert "How the room voted" in drawn(page)


def test_what_is_missing_can_be_said_once_themes_are_seen(page: ByPage) -> None:
    page.join()
    written(page.room)
    sorted_(page.room)

    page.do(Miss("Somebody has to pay for it."))

    assert any(r.words.text == "Somebody has to pay for it." for r in page.see().mine)


def test_a_voice_is_translated_by_a_person_and_both_are_read_below_each_other(
    page: ByPage,
) -> None:
    page.join()
    written(page.room)
    sorted_(page.room)
    page.at.run()
    page.place("themes")

    page.press(f"translate-{t1}")
    page.at.selectbox(key="translate-into-c1").set_value("de").run()
    page.typed = {"translation-c1-de": "Alle sollen es kostenlos prüfen können."}
    page.press("send-translation")

    told = page.room.state.contributions[n.ContributionId("c1")].translations
    drawn = page.html()
    assert told == (n.Words("Alle sollen es kostenlos prüfen können.", "de"),)
    assert "Saved. It stands below the original." in drawn
    original = drawn.index("Anyone should be able to check it, free.")
    marked = drawn.index("Translated into German by a person")
    assert original < marked < drawn.index("Alle sollen es kostenlos")


def test_a_second_translation_into_one_language_says_what_it_replaces(page: ByPage) -> None:
    page.join()
    written(page.room)
    sorted_(page.room)
    translation = n.Words("Alle sollen es prüfen können.", "de")
    on = n.ContributionId("c1")
    page.room.ask(c.Translate(by=OTHERS[1], on=on, words=translation))
    page.at.run()
    page.place("themes")

    page.press(f"translate-{t1}")
    page.at.selectbox(key="translate-into-c1").set_value("de").run()

    assert "There is one in this language." in page.html()


@pytest.mark.parametrize("phase", [n.Phase.WRITE, n.Phase.CLOSED])
def test_nothing_is_translated_where_it_is_not_open(page: ByPage, phase: n.Phase) -> None:
    page.join()
    past(page, phase)

    page.at.run()
    page.place("themes")

    assert not [b.key for b in page.at.button if (b.key or "").startswith("translate-")]


def test_a_draft_in_another_script_finds_its_own_direction(page: ByPage) -> None:
    page.join()
    written(page.room)
    sorted_(page.room)
    words = n.Sentence("يجب أن يكون التحقق مجانيا للجميع.", (n.ContributionId("c1"),))
    wording = n.Wording(title="تحقق مجاني", statement=words, lang="ar")
    page.room.ask(c.DraftPrinciple(by=n.HOST, id=n.DraftId("d7"), theme=t1, wording=wording))
    to(n.Phase.DRAFT)(page.room)

    seen = drawn(page)

    # the card itself begins with words in the reader's language
    assert '<p lang="ar" dir="auto"><strong>يجب' in seen
    assert '<h2 lang="ar" dir="auto">تحقق' in seen


def test_who_has_no_cookie_is_nobody(page: ByPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "cookie", lambda: None)

    assert entering.visitor(page.room.code) is None


@pytest.mark.parametrize("code", ["", "QQQQQQ", "../../etc", "a" * 10_000, "%00", "💥"])
def test_a_code_that_is_none_opens_nothing(
    page: ByPage, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(entering, "cookie", lambda: COOKIE)

    assert entering.visitor(code) is None
    assert entering.visitor(page.room.code) is not None
