"""What every answer carries, and in which language Streamlit's page says it is."""

from __future__ import annotations

import pytest

from tests.workshop.phone.doors import Opened
from workshop import wording
from workshop.phone import index
from workshop.phone.index import INDEX
from workshop.phone.shelf import path_of


@pytest.mark.parametrize(
    "path", ["/", "/p/", "/p/QQQQQQ", "/desk", path_of("phone.css"), "/healthz"]
)
def test_no_foreign_page_can_frame_or_script_ours(doors: Opened, path: str) -> None:
    headers = doors.browser.get(path).headers

    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_no_page_may_run_what_a_participant_could_have_written(doors: Opened) -> None:
    ours = doors.browser.get("/p/").headers["content-security-policy"]
    streamlits = doors.browser.get("/start").headers["content-security-policy"]

    for policy in (ours, streamlits):
        scripts = next(part for part in policy.split(";") if "script-src" in part)
        assert "blob:" not in scripts
        assert "'unsafe-inline'" not in scripts
        assert "http" not in policy
    assert "'unsafe-inline'" not in ours


def test_streamlits_page_has_our_name_and_no_font_to_wait_for(doors: Opened) -> None:
    page = doors.browser.get("/start").text

    assert "<title>Common Thread</title>" in page
    assert 'as="font"' not in page


def test_a_page_says_which_language_and_direction_it_has(
    doors: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = ("en", "ar")
    monkeypatch.setattr(wording, "languages", lambda: known)
    monkeypatch.setattr(index, "languages", lambda: known)

    asked = doors.browser.get("/start", headers={"accept-language": "ar-EG,ar;q=0.9,en;q=0.5"})

    assert '<html lang="ar" dir="rtl"' in asked.text
    assert "accept-language" in asked.headers["vary"]


@pytest.mark.parametrize("wish", ["xx", '"><script>', "", "en-GB"])
def test_a_language_that_nobody_speaks_here_becomes_english(doors: Opened, wish: str) -> None:
    page = doors.browser.get("/start", headers={"accept-language": wish}).text

    assert '<html lang="en" dir="ltr"' in page
    assert '"><script>' not in page.replace(INDEX.decode(), "")


def test_a_page_is_never_kept_in_the_language_of_the_last_reader(doors: Opened) -> None:
    answer = doors.browser.get("/start", headers={"if-none-match": '"anything"'})

    assert answer.status_code == 200
    assert "etag" not in answer.headers


def test_the_page_travels_compressed_when_it_may(doors: Opened) -> None:
    packed = doors.browser.get("/start", headers={"accept-encoding": "gzip"})
    plain = doors.browser.get("/start", headers={"accept-encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text


def test_streamlits_own_files_travel_compressed(doors: Opened) -> None:
    script = next(p for p in sorted((index.STATIC / "static/js").glob("index.*.js")))

    answer = doors.browser.get(f"/static/js/{script.name}", headers={"accept-encoding": "gzip"})

    assert int(answer.headers["content-length"]) < script.stat().st_size / 2
    assert answer.content == script.read_bytes()


def test_nothing_beside_streamlits_files_is_sent_from_there(doors: Opened) -> None:
    answer = doors.browser.get("/static/js/..%2f..%2f..%2f__init__.py")

    assert b"__version__" not in answer.content
