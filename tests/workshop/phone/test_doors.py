"""The ways in: a code, a secret link, and what happens to whoever has neither."""

from __future__ import annotations

import pytest

from tests.workshop.phone.doors import Opened, browser
from workshop.cookies import HOSTED, PERSON
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.views import roles
from workshop.identity import key_hash, person_of
from workshop.phone.shelf import path_of


def test_the_code_leads_to_the_page_and_makes_the_browser_known(doors: Opened) -> None:
    answer = doors.browser.get(f"/p/{doors.room.code}")

    assert answer.status_code == 200
    assert doors.room.state.running.title in answer.text
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "samesite=lax" in answer.headers["set-cookie"].lower()


def test_a_code_is_understood_however_it_is_typed(doors: Opened) -> None:
    code = str(doors.room.code)

    typed = doors.browser.get("/p/", params={"code": f" {code[:3].lower()} {code[3:]} "})

    assert typed.headers["location"] == f"/p/{code}"


def test_a_browser_stays_the_same_person_when_it_comes_again(doors: Opened) -> None:
    doors.browser.get(f"/p/{doors.room.code}")
    first = doors.browser.cookies[PERSON]

    doors.browser.get(f"/p/{doors.room.code}")

    assert doors.browser.cookies[PERSON] == first


def test_a_browser_is_known_by_the_cookie_that_it_got_behind_https(doors: Opened) -> None:
    doors.browser.cookies.set(HOSTED, "a-cookie-of-thirty-two-characters")

    answer = doors.browser.get(f"/p/{doors.room.code}")

    assert "set-cookie" not in answer.headers


def test_a_cookie_that_we_did_not_make_is_replaced(doors: Opened) -> None:
    doors.browser.cookies.set(PERSON, "x'; drop table events")

    answer = doors.browser.get(f"/p/{doors.room.code}")

    assert PERSON in answer.headers["set-cookie"]


def test_behind_https_the_cookie_is_secure_and_this_hosts_alone(doors: Opened) -> None:
    answer = doors.browser.get(f"/p/{doors.room.code}", headers={"x-forwarded-proto": "https"})

    told = answer.headers["set-cookie"]
    assert told.startswith(HOSTED)
    assert "secure" in told.lower()
    assert "domain" not in told.lower()
    assert "max-age" in answer.headers["strict-transport-security"]


@pytest.mark.parametrize("code", ["QQQQQQ", "abc", "%3Cscript%3E", "O0I1O0", "..%2f..%2fetc"])
def test_a_wrong_code_is_told_kindly_and_leads_nowhere(doors: Opened, code: str) -> None:
    answer = doors.browser.get(f"/p/{code}")

    assert answer.status_code == 404
    assert "<script>" not in answer.text
    assert PERSON not in answer.cookies


def test_after_five_wrong_codes_in_a_minute_somebody_has_to_wait(doors: Opened) -> None:
    answers = [doors.browser.get(f"/p/QQQQQ{i}").status_code for i in range(2, 9)]

    assert answers == [404] * 5 + [429] * 2


def test_the_right_code_is_never_counted(doors: Opened) -> None:
    for i in range(2, 9):
        doors.browser.get(f"/p/QQQQQ{i}")

    answers = {doors.browser.get(f"/p/{doors.room.code}").status_code for _ in range(30)}

    assert answers == {200}


def test_a_secret_link_makes_an_organiser(doors: Opened) -> None:
    secret = doors.house.rooms.issue(doors.room, n.Role.ORGANISER)

    answer = doors.browser.post("/desk", data={"secret": secret})

    assert answer.headers["location"] == f"/steer?w={doors.room.code}"
    who = person_of(doors.browser.cookies[PERSON], doors.room.code)
    assert n.Role.ORGANISER in roles(doors.room.state, who)


def test_the_whole_link_may_be_pasted(doors: Opened) -> None:
    secret = doors.house.rooms.issue(doors.room, n.Role.FACILITATOR)

    answer = doors.browser.post("/desk", data={"secret": f"http://here:8501/desk#{secret}"})

    assert answer.status_code == 303


def test_a_foreign_secret_opens_nothing_and_tells_nothing(doors: Opened) -> None:
    before = doors.room.state

    answer = doors.browser.post("/desk", data={"secret": "a-secret-of-somewhere-else"})

    assert answer.status_code == 403
    assert doors.room.code not in answer.text
    assert "set-cookie" not in answer.headers
    assert doors.room.state is before


def test_a_revoked_link_opens_nothing(doors: Opened) -> None:
    secret = doors.house.rooms.issue(doors.room, n.Role.FACILITATOR)
    doors.room.ask(c.RevokeKey(by=n.HOST, key=key_hash(secret)))

    assert doors.browser.post("/desk", data={"secret": secret}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_no_foreign_page_can_post_a_secret(doors: Opened, headers: dict[str, str]) -> None:
    secret = doors.house.rooms.issue(doors.room, n.Role.FACILITATOR)

    answer = doors.browser.post("/desk", data={"secret": secret}, headers=headers)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_our_own_page_can_post_a_secret_also_over_plain_http(doors: Opened) -> None:
    secret = doors.house.rooms.issue(doors.room, n.Role.FACILITATOR)

    answer = doors.browser.post(
        "/desk", data={"secret": secret}, headers={"origin": "http://testserver"}
    )

    assert answer.status_code == 303


def test_a_flood_of_bytes_is_not_read(doors: Opened) -> None:
    answer = doors.browser.post("/desk", data={"secret": "x" * 100_000})

    assert answer.status_code == 413


def test_the_start_leads_to_the_newest_workshop(doors: Opened) -> None:
    assert doors.browser.get("/").headers["location"] == f"/p/{doors.room.code}"


def test_the_wall_needs_no_secret(doors: Opened) -> None:
    answer = doors.browser.get(f"/wall/{doors.room.code}")

    assert answer.headers["location"] == f"/screen?w={doors.room.code}"


@pytest.mark.parametrize(
    ("page", "door"),
    [("room", "/p/{code}"), ("screen", "/wall/{code}"), ("steer", "/desk"), ("report", "/desk")],
)
def test_a_browser_without_a_cookie_is_sent_to_the_door(
    doors: Opened, page: str, door: str
) -> None:
    code = doors.room.code

    answer = browser().get(f"/{page}", params={"w": code})

    assert answer.status_code == 303
    assert answer.headers["location"] == f"{door.format(code=code)}?lost=1"


@pytest.mark.parametrize(
    "path", ["/p/a/b", "/desk/x", "/wall/a/b", "/live/QQQQQQ", "/a/nothing.js", "/a/desk.css/x"]
)
def test_an_unknown_path_of_ours_is_not_found(doors: Opened, path: str) -> None:
    assert doors.browser.get(path).status_code == 404


def test_only_what_pages_load_is_served(doors: Opened) -> None:
    assert doors.browser.get(path_of("phone.css")).status_code == 200
    assert doors.browser.get("/a/..%2fshelf.py").status_code in {400, 404}


def test_health_tells_whether_the_machine_is_well(doors: Opened) -> None:
    told = doors.browser.get("/healthz").json()

    assert told.pop("turned_away") >= 0
    assert told == {"ok": True, "problems": 0, "sorting": "down"}


@pytest.mark.parametrize(("start", "page"), [("/room?w=", "/room"), ("/wall/", "/screen")])
def test_whoever_takes_no_cookie_arrives_all_the_same(doors: Opened, start: str, page: str) -> None:
    bare = browser()

    answer, passed = bare.get(f"{start}{doors.room.code}"), [start]
    while "location" in answer.headers and len(passed) < 6:
        bare.cookies.clear()
        passed.append(answer.headers["location"])
        answer = bare.get(passed[-1])

    assert answer.status_code == 200
    assert passed[-1].startswith(page)
