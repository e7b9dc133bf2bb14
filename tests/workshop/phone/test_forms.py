"""Plain forms against the phone page: what is taken, what is turned away, and what that leaves."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.people import principle
from tests.workshop.phone.doors import Opened, browser
from workshop.cookies import PERSON
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.identity import person_of
from workshop.phone import asides, drawing, taking_part
from workshop.phone.acts import ACTS
from workshop.phone.answering import pages
from workshop.phone.drawing import NOW, WATCHED
from workshop.phone.guarding import TURNED_AWAY, WHY, Pace
from workshop.phone.shelf import SHELF, path_of

ROOT = Path(__file__).parents[3]
COOKIE = "a-cookie-of-thirty-two-characters"
TOKEN = "0123456789abcdef0123456789abcdef"
HOSTILE = '</textarea><script>alert(1)</script><img src=x onerror="alert(1)"> {{ 7*7 }}'
SCRIPT = {"accept": "application/json"}


@pytest.fixture
def phone(doors: Opened, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Somebody who came in while people write."""
    fresh = Pace()
    for module in (asides, taking_part):
        monkeypatch.setattr(module, "pace", fresh)
    doors.room.ask(c.MovePhase(by=n.HOST, to=n.Phase.WRITE))
    client = browser()
    client.cookies.set(PERSON, COOKIE)
    answer = client.post(f"/p/{doors.room.code}/join", data={"token": TOKEN, "agreed": "yes"})
    assert answer.status_code == 303
    return client


def words(doors: Opened) -> list[str]:
    return [one.words.text for one in doors.room.state.contributions.values()]


def write(doors: Opened, phone: TestClient, text: str, **more: str) -> tuple[int, str]:
    data = {"token": TOKEN, "prompt": "good", "principle": text, "example": "", **more}
    answer = phone.post(f"/p/{doors.room.code}/contribute", data=data)
    return answer.status_code, answer.text


def test_whoever_comes_in_writes_after_one_page_and_one_tap(doors: Opened) -> None:
    doors.room.ask(c.MovePhase(by=n.HOST, to=n.Phase.WRITE))
    client = browser()
    client.get(f"/p/{doors.room.code}")

    client.post(f"/p/{doors.room.code}/join", data={"token": TOKEN, "agreed": "yes"})

    assert 'name="principle"' in client.get(f"/p/{doors.room.code}").text


def test_what_was_sent_twice_is_there_once_and_is_said_so(doors: Opened, phone: TestClient) -> None:
    write(doors, phone, "Keep it simple.")

    answer = phone.post(
        f"/p/{doors.room.code}/contribute",
        data={"token": TOKEN, "prompt": "good", "principle": "Keep it simple.", "example": ""},
        follow_redirects=True,
    )

    assert words(doors) == ["Keep it simple."]
    assert "You already sent this." in answer.text


def test_a_token_that_comes_with_another_text_is_refused_and_both_are_kept(
    doors: Opened, phone: TestClient
) -> None:
    write(doors, phone, "Keep it simple.")

    status, page = write(doors, phone, "Keep it open.")

    assert status == 409
    assert words(doors) == ["Keep it simple."]
    assert "Keep it open.</textarea>" in page
    assert TOKEN not in page


def test_a_refusal_is_a_sentence_and_the_words_stay_in_their_field(
    doors: Opened, phone: TestClient
) -> None:
    status, page = write(doors, phone, "x" * 300)

    assert status == 422
    assert "20 characters too many." in page
    assert 'aria-invalid="true"' in page
    assert "x" * 300 in page
    assert words(doors) == []


def test_words_of_strangers_are_only_words(doors: Opened, phone: TestClient) -> None:
    _, refused = write(doors, phone, HOSTILE * 9)
    write(doors, phone, HOSTILE)

    mine = phone.get(f"/p/{doors.room.code}?at=mine").text

    for page in (refused, mine):
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "{{ 7*7 }}" in page


@pytest.mark.parametrize(
    "forged",
    [
        {"by": "somebody-else"},
        {"role": "facilitator"},
        {"at": "2020-01-01"},
        {"shade": "purple", "example": "A case.", "principle": ""},
        {"people": "-3"},
        {"people": "１２"},
        {"token": "x'; drop table events"},
        {"token": ""},
    ],
    ids=str,
)
def test_a_forged_field_is_refused_with_a_sentence_and_changes_nothing(
    doors: Opened, phone: TestClient, forged: dict[str, str]
) -> None:
    before = doors.room.state

    status, page = write(doors, phone, "Mine.", **forged)

    assert status == 400
    assert 'role="alert"' in page
    assert doors.room.state is before


@pytest.mark.parametrize("act", ACTS)
def test_an_empty_form_breaks_nothing(doors: Opened, phone: TestClient, act: str) -> None:
    before = doors.room.state

    answer = phone.post(f"/p/{doors.room.code}/{act}", data={"token": TOKEN})

    assert 300 <= answer.status_code < 500
    assert doors.room.state is before or act == "join"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/json"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
    ],
    ids=str,
)
@pytest.mark.parametrize("accept", [{}, SCRIPT], ids=["form", "script"])
def test_what_no_page_of_ours_sends_is_turned_away_and_only_counted(
    doors: Opened,
    phone: TestClient,
    headers: dict[str, str],
    status: int,
    accept: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    before, counted = doors.room.state, TURNED_AWAY[status]
    form = {"content-type": "application/x-www-form-urlencoded"}

    answer = phone.post(
        f"/p/{doors.room.code}/contribute",
        content=f"token={TOKEN}&prompt=good&principle=Mine",
        headers=form | headers | accept,
    )

    assert answer.status_code == status
    assert "nothing was done" in answer.text
    assert doors.room.state is before
    assert TURNED_AWAY[status] == counted + 1
    assert [r for r in caplog.records if r.name.startswith("workshop")] == []


def test_a_flood_of_bytes_is_not_read(doors: Opened, phone: TestClient) -> None:
    status, page = write(doors, phone, "x" * 2**20)

    assert status == 413
    assert "Send a shorter text." in page
    assert words(doors) == []


def test_a_flood_of_fields_is_turned_away(doors: Opened, phone: TestClient) -> None:
    answer = phone.post(
        f"/p/{doors.room.code}/choose",
        content="&".join(f"theme=t{i}" for i in range(500)),
        headers={"content-type": "application/x-www-form-urlencoded"},
    )

    assert answer.status_code == 400


def test_one_who_acts_faster_than_a_thumb_waits_and_nobody_else_does(
    doors: Opened, phone: TestClient
) -> None:
    form = {"token": TOKEN, "agreed": "yes"}
    for _ in range(95):
        phone.post(f"/p/{doors.room.code}/join", data=form)

    held = phone.post(f"/p/{doors.room.code}/join", data=form)
    other = browser()
    other.get(f"/p/{doors.room.code}")

    assert held.status_code == 429
    assert held.headers["retry-after"] == "60"
    assert other.post(f"/p/{doors.room.code}/join", data=form).status_code == 303


def test_whoever_sends_no_cookie_is_told_why_nothing_was_done(doors: Opened) -> None:
    answer = browser().post(f"/p/{doors.room.code}/join", data={"token": TOKEN, "agreed": "yes"})

    assert answer.status_code == 403
    assert "Allow cookies for this address" in answer.text


def test_an_address_cannot_say_that_something_was_received(
    doors: Opened, phone: TestClient
) -> None:
    page = phone.get(f"/p/{doors.room.code}?said=received&no=7").text

    assert "Received, number" not in page


@pytest.mark.parametrize("query", ["at=<script>", "do=revise&on=%00", "on=" + "x" * 5000, "no=1-x"])
def test_an_address_that_somebody_made_up_shows_the_page(
    doors: Opened, phone: TestClient, query: str
) -> None:
    answer = phone.get(f"/p/{doors.room.code}?{query}")

    assert answer.status_code == 200
    assert "<script>" not in answer.text


def test_the_answer_to_a_form_can_be_loaded_again(doors: Opened, phone: TestClient) -> None:
    answer = phone.get(f"/p/{doors.room.code}/contribute?at=themes")

    assert answer.headers["location"] == f"/p/{doors.room.code}?at=themes"


def test_the_same_form_with_another_answer_is_another_vote(
    doors: Opened, phone: TestClient
) -> None:
    """Somebody goes back in the browser and thinks again."""
    on = n.ContributionId("c1")
    doors.room.ask(c.Join(by=n.PersonId("ben"), agreed=True))
    doors.room.ask(principle(on, "Free to check.", n.PersonId("ben")))
    doors.room.ask(c.MovePhase(by=n.HOST, to=n.Phase.THEMES))
    vote = {"token": TOKEN, "on": on}

    for value in ("agree", "agree", "disagree"):
        answer = phone.post(f"/p/{doors.room.code}/vote", data={**vote, "vote": value})
        assert answer.status_code == 303

    who = person_of(COOKIE, doors.room.code)
    assert doors.room.state.ballots[on] == {who: n.Vote.DISAGREE}


def test_a_script_is_told_what_a_browser_would_see(doors: Opened, phone: TestClient) -> None:
    told = phone.post(
        f"/p/{doors.room.code}/contribute",
        data={"token": TOKEN, "prompt": "good", "principle": "Keep it simple."},
        headers=SCRIPT,
    ).json()

    assert told["ok"]
    assert told["said"] == "Received, number 1."
    assert told["page"].lstrip().startswith("<header")
    assert told["url"] == f"/p/{doors.room.code}?do=write"


def test_nothing_is_sent_again_that_a_script_has_drawn(doors: Opened, phone: TestClient) -> None:
    code = doors.room.code
    seen = str(phone.get(f"/p/{code}", headers=SCRIPT).json()["v"])

    assert phone.get(f"/p/{code}", headers={**SCRIPT, "x-seen": seen}).status_code == 204
    doors.room.ask(c.MovePhase(by=n.HOST, to=n.Phase.THEMES))
    assert phone.get(f"/p/{code}", headers={**SCRIPT, "x-seen": seen}).status_code == 200


def test_typing_is_counted_and_not_kept(doors: Opened, phone: TestClient) -> None:
    before = doors.room.state

    phone.post(f"/p/{doors.room.code}/typing", data={"typing": "1"})

    assert doors.house.presence.now(doors.room.code).typing_not_sent == 1
    assert doors.room.state is before


@pytest.mark.parametrize("at", ["now", "themes", "mine"])
def test_a_page_has_no_script_and_no_style_of_its_own_and_asks_nobody_else(
    doors: Opened, phone: TestClient, at: str
) -> None:
    page = phone.get(f"/p/{doors.room.code}?at={at}").text

    assert re.findall(r"<script(?! src=\"/a/)", page) == []
    assert re.findall(r"\sstyle=|\son\w+=|<style", page) == []
    assert re.findall(r"(?:src|href|action)=\"(?!/|data:,|#)", page) == []


def test_a_first_visit_is_light(doors: Opened) -> None:
    page = browser().get(f"/p/{doors.room.code}").text.encode()
    first = (gzip.compress(page), SHELF[_name("phone.css")].packed, SHELF[_name("phone.js")].packed)

    assert sum(map(len, first)) < 16_000
    assert len(first[0]) < 8_000


def _name(plain: str) -> str:
    return path_of(plain).rsplit("/", 1)[-1]


def test_files_may_be_kept_for_good_because_their_names_change_with_them(doors: Opened) -> None:
    for name, shelved in SHELF.items():
        answer = doors.browser.get(f"/a/{name}")

        assert "immutable" in answer.headers["cache-control"]
        assert answer.content == shelved.body


def test_every_act_stands_in_the_protocol_with_its_fields() -> None:
    protocol = (ROOT / "docs" / "phone.md").read_text(encoding="utf-8").splitlines()
    rows = {row.split("`")[1]: row for row in protocol if row.startswith("| `")}

    for name, act in ACTS.items():
        told = set(re.findall(r"`([a-z]+)`", rows[name]))
        own = act.fields if name != "support" else {"on"}
        assert own <= told, name


def test_every_status_of_a_refusal_stands_in_the_protocol() -> None:
    protocol = (ROOT / "docs" / "phone.md").read_text(encoding="utf-8")

    for status in {*taking_part.STATUS.values(), *WHY, 409}:
        assert f"| {status} |" in protocol


@pytest.mark.parametrize("phase", n.Phase)
def test_every_step_has_a_page(phase: n.Phase) -> None:
    for table in (NOW, WATCHED):
        assert pages.get_template(table[phase]).name == table[phase]


def test_a_reader_chooses_a_language_and_stays_where_they_are(
    doors: Opened, phone: TestClient
) -> None:
    form = {"lang": "en"}

    answer = phone.post(f"/p/{doors.room.code}/language?at=mine", data=form)

    assert answer.headers["location"] == f"/p/{doors.room.code}?at=mine"
    assert answer.headers["set-cookie"].startswith("lang=en;")


def test_the_languages_that_are_spoken_here_are_offered_under_their_own_names(
    doors: Opened, phone: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "languages", lambda: ("en", "ar"))

    for page in (
        phone.get(f"/p/{doors.room.code}?at=mine").text,
        browser().get(f"/p/{doors.room.code}").text,
    ):
        assert '<option value="en" lang="en" selected>English</option>' in page
        assert '<option value="ar" lang="ar"' in page


def test_a_language_that_nobody_speaks_here_is_not_kept(doors: Opened, phone: TestClient) -> None:
    answer = phone.post(f"/p/{doors.room.code}/language", data={"lang": "xx"})

    assert "set-cookie" not in answer.headers
