"""The same workshop with nothing but hands on screens: what a room does, from scan to document."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journey.room import PHONE, open_desk, open_wall, watched
from tests.workshop.screens.phones import Served

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.timeout(600)]
SOON = 30_000

MINE = "Learners decide who sees their credentials."
CASE = "Our badges are 404 since the domain expired."
STATEMENT = "Issuers should let anyone check a credential for free."


def test_a_principle_goes_by_hand_from_a_phone_into_the_document(
    server: Served, browser: Browser, tmp_path: Path
) -> None:
    with watched(browser) as screens:
        wall, desk = open_wall(screens, server), open_desk(screens, server)
        phone = screens.screen(PHONE)
        phone.goto(server.join)
        tap(phone, "I agree, let us start")

        # a linked pair is sent; what is half typed outlives the change of phase
        boxes = phone.locator("textarea")
        boxes.first.fill(MINE)
        boxes.nth(1).fill(CASE)
        tap(phone, re.compile("^Send (both|principle)"))
        see(phone, re.compile("Received, number"))
        boxes.first.fill("half typed")
        go_on(desk, phone, "Themes")
        assert "half typed" in str(phone.evaluate("JSON.stringify(localStorage)"))

        # the desk makes a theme and moves voices there; the wall follows without a hand on it
        place(desk, "Themes")
        see(desk, MINE)
        desk.get_by_role("textbox", name="A new theme").fill("Anyone can check")
        tap(desk, "Add theme")
        see(wall, "Anyone can check")
        tap(desk, "Open rest")
        for number in (1, 3, 4):
            choose(desk, number)
        tap(desk, "Move there")

        # voting
        go_on(desk, phone, "Vote")
        place(phone, "Now")
        tap(phone, "Agree")
        see(phone, "You agreed")

        # a draft beside its voices, then consent to exactly that wording
        go_on(desk, phone, "Draft")
        place(desk, "Drafts")
        desk.get_by_role("textbox", name=re.compile("^Title")).fill("Free to check")
        desk.get_by_role("textbox", name=re.compile("^Statement")).fill(STATEMENT)
        desk.get_by_role("combobox", name=re.compile("Rests on")).first.click()
        desk.get_by_role("option", name=re.compile("^3 ")).first.click()
        desk.keyboard.press("Escape")
        tap(desk, re.compile("^Save"))
        see(wall, STATEMENT)
        see(phone, STATEMENT)
        go_on(desk, phone, "Consent")
        tap(phone, "I support it")
        see(wall, re.compile("1 of 3"))

        # the end: the document is there
        tap(desk, re.compile("^Next: close"))
        tap(desk, "Close now")
        see(phone, re.compile(r"The workshop is\s+closed"))
        place(desk, "Export")
        tap(desk, re.compile("^Make it"))
        told = words_of(download(desk, tmp_path / "principles.docx"))
        assert all(words in told for words in (MINE, CASE, STATEMENT))
        assert "half typed" not in told


def tap(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name, exact=isinstance(name, str)).first.click(timeout=SOON)


def see(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_text(text).first).to_be_visible(timeout=SOON)


def go_on(desk: Page, phone: Page, phase: str) -> None:
    """The desk opens the next phase, and the phone arrives there without a hand on it."""
    tap(desk, re.compile("^Next"))
    expect(phone.locator(".phase").first).to_contain_text(phase, timeout=SOON)


def place(page: Page, name: str) -> None:
    """Goes to one of the places of a phone, or one of the views of the desk."""
    page.get_by_role("radio", name=name, exact=True).first.click(timeout=SOON)


def choose(desk: Page, number: int) -> None:
    box = desk.get_by_role("checkbox", name=f"Choose No. {number}", exact=True)
    box.check(force=True, timeout=SOON)


def download(desk: Page, path: Path) -> Path:
    button = desk.get_by_role("button", name="Download").first
    expect(button).to_be_enabled(timeout=2 * SOON)
    with desk.expect_download(timeout=SOON) as waiting:
        button.click()
    waiting.value.save_as(path)
    return path


def words_of(path: Path) -> str:
    word = docx.Document(str(path))
    cells = (c.text for t in word.tables for row in t.rows for c in row.cells)
    return "\n".join((*(p.text for p in word.paragraphs), *cells))
