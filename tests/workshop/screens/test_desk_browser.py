"""The desk in a real browser on a real server: what only a browser can tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.people import PROMPTS, SETUP, ada, ben, c1, c2, principle, t1
from tests.workshop.screens.serving import chromium, running
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.rooms import Rooms
from workshop.storage.sqlite import SqliteLog

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
VIEWS = ("Room", "Inbox", "Themes", "Votes", "Drafts", "Gaps", "Export", "Setup")
ARABIC = "يجب أن يكون مجانيا"
LONG = "Learners keep their own evidence and take it along wherever they go. " * 4
pytestmark = [pytest.mark.browser, pytest.mark.process]


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server with one workshop, and the secret of its organiser."""

    url: str
    code: str
    secret: str


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("desk")
    code, secret = _workshop(folder / "workshop.db")
    with running(folder / "workshop.db") as found:
        yield Server(url=found.url, code=code, secret=secret)


def _workshop(db: Path) -> tuple[n.Code, str]:
    with Rooms(SqliteLog(db)) as rooms:
        room = rooms.found(SETUP)
        secret = rooms.issue(room, n.Role.ORGANISER)
        for who in (ada, ben):
            room.ask(c.Join(by=who, agreed=True))
        room.ask(c.MovePhase(by=n.HOST, to=n.Phase.WRITE))
        for on, text in ((c1, "Anyone should be able to check it."), (c2, ARABIC)):
            part = c.Part(id=on, kind=n.Kind.PRINCIPLE, words=n.Words(text))
            room.ask(c.Contribute(by=ada, prompt=PROMPTS[0].key, parts=(part,)))
        more = tuple(n.ContributionId(f"more{i}") for i in range(9))
        for on in more:
            room.ask(principle(on, LONG, ben))
        room.ask(c.MovePhase(by=n.HOST, to=n.Phase.THEMES))
        room.ask(c.AddTheme(by=n.HOST, id=t1, name="Checking"))
        room.ask(c.MoveContributions(by=n.HOST, on=(c1, c2, *more), theme=t1))
        room.ask(c.CastVote(by=ben, on=c1, value=n.Vote.AGREE))
        wording = n.Wording(title="Free to check", statement=n.Sentence("Checking is free.", (c1,)))
        room.ask(c.DraftPrinciple(by=n.HOST, id=n.DraftId("d1"), theme=t1, wording=wording))
        return room.code, secret


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def desk(browser: Browser, server: Server, scheme: Literal["light", "dark"] = "light") -> Page:
    """A browser of its own that came in by the desk link."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, color_scheme=scheme, locale="en-GB"
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{server.url}/desk#{server.secret}")
    page.wait_for_url("**/steer**")
    page.locator(".st-key-view").wait_for()
    return page


def go(page: Page, view: str) -> None:
    """Taps a view and waits until it is drawn."""
    page.locator(".st-key-view").get_by_text(view, exact=True).click()
    page.wait_for_url(f"**view={view.lower()}**")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_breaks_a_rule_of_accessibility_or_of_the_content_policy(
    browser: Browser, server: Server, scheme: Literal["light", "dark"]
) -> None:
    page, wrong = desk(browser, server, scheme), []
    # Streamlit asks for its own files below the page's address first and is told 404
    page.on(
        "console",
        lambda m: wrong.append(m.text) if m.type == "error" and "404" not in m.text else None,
    )

    for view in VIEWS:
        go(page, view)
        found = Axe().run(page, options=AXE).response["violations"]
        wrong += [f"{view}: {v['id']} {v['nodes'][0]['html'][:200]}" for v in found]

    assert wrong == []
    page.context.close()


def test_two_taps_on_next_are_one_step(browser: Browser, server: Server) -> None:
    page = desk(browser, server)

    page.get_by_role("button", name="Back to Write").dblclick()

    expect(page.locator(".agenda .here")).to_contain_text("Write")
    page.wait_for_timeout(2000)
    expect(page.locator(".agenda .here")).to_contain_text("Write")
    page.get_by_role("button", name="Undo: step to Write").click()
    expect(page.locator(".agenda .here")).to_contain_text("Themes")
    page.context.close()


def test_what_one_desk_does_reaches_the_other_which_keeps_what_is_half_typed(
    browser: Browser, server: Server
) -> None:
    mine, theirs = desk(browser, server), desk(browser, server)
    go(mine, "Themes")
    go(theirs, "Themes")
    mine.get_by_label("A new theme").press_sequentially("Half of a na")

    theirs.get_by_label("Name of theme 1").fill("Anyone can check")
    theirs.get_by_role("button", name="Rename").click()

    expect(mine.get_by_text("Anyone can check").first).to_be_visible(timeout=15_000)
    expect(mine.get_by_label("A new theme")).to_have_value("Half of a na")
    mine.context.close()
    theirs.context.close()


def test_a_document_is_downloaded_from_the_desk(browser: Browser, server: Server) -> None:
    page = desk(browser, server)
    go(page, "Export")

    page.get_by_role("button", name="Make it now").first.click()
    page.get_by_role("button", name="Download").first.wait_for(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").first.click()

    assert download.value.suggested_filename.endswith(".docx")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    page.context.close()


def test_the_voices_stay_beside_a_long_draft_and_scroll_by_themselves(
    browser: Browser, server: Server
) -> None:
    page = desk(browser, server)
    go(page, "Drafts")
    voices = page.locator(".sources")
    end = page.get_by_role("button", name="Accept these links")
    last = voices.get_by_text("No. 11").last
    last.scroll_into_view_if_needed()
    page.wait_for_timeout(2000)  # fields take their heights one after the other

    end.scroll_into_view_if_needed()

    page.wait_for_function(
        "it => { const at = it.getBoundingClientRect(); return at.top >= 60 && at.bottom <= 900 }",
        arg=voices.element_handle(),
    )
    expect(last).to_be_in_viewport()
    expect(end).to_be_in_viewport()
    page.context.close()


@pytest.mark.parametrize("view", ["Inbox", "Themes", "Drafts"])
def test_words_from_right_to_left_begin_at_the_right(
    browser: Browser, server: Server, view: str
) -> None:
    page = desk(browser, server)
    go(page, view)
    voice = page.locator(".voice", has_text=ARABIC).first

    gap = voice.evaluate(
        """it => { const words = document.createRange(); words.selectNodeContents(it);
        const box = words.getBoundingClientRect(), home = it.parentElement.getBoundingClientRect();
        return [box.left - home.left, home.right - box.right] }"""
    )

    assert gap[1] < 25
    assert gap[0] > 100
    page.context.close()
