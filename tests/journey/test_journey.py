"""Through a whole workshop with a phone, a desk and a wall open at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journey.room import PHONE, open_desk, open_wall, untouched, watched
from tests.people import WORDING, c1, c2, d1, t1
from tests.workshop.screens.phones import Served, come_in
from workshop.domain import commands as c
from workshop.domain import nouns as n

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.timeout(300)]


def test_a_workshop_goes_from_the_first_word_to_the_end_on_three_screens(
    server: Served, browser: Browser
) -> None:
    with watched(browser) as screens:
        wall, desk, phone = (
            open_wall(screens, server),
            open_desk(screens, server),
            screens.screen(PHONE),
        )
        expect(wall.get_by_role("heading", name="Write on your phone")).to_be_visible()

        come_in(phone, server)
        phone.get_by_label("A principle").fill("Nobody pays to be recognised.")
        phone.get_by_role("button", name="Send principle").click()

        expect(phone.get_by_text("Received, number 3.")).to_be_visible()
        expect(wall.get_by_text("3 voices so far")).to_be_visible()
        _next(desk, "themes")
        expect(wall.get_by_text("3 voices: too few to group")).to_be_visible()
        expect(phone.get_by_text("Step 3 of 6")).to_be_visible()
        server.ask(
            c.AddTheme(by=n.HOST, id=t1, name="Anyone can check, free"),
            c.MoveContributions(by=n.HOST, on=(c1, c2), theme=t1),
        )
        expect(wall.get_by_text("Anyone can check, free").first).to_be_visible()

        _next(desk, "vote")
        expect(wall.get_by_text("0 of 3 have voted")).to_be_visible()
        agree = phone.get_by_role("button", name="Agree", exact=True)
        agree.click()
        expect(phone.get_by_text("You agreed")).to_be_visible()
        expect(wall.get_by_text("1 of 3 have voted")).to_be_visible()

        _next(desk, "draft")
        server.ask(c.DraftPrinciple(by=n.HOST, id=d1, theme=t1, wording=WORDING))
        expect(wall.get_by_text(WORDING.statement.text)).to_be_visible()
        expect(phone.get_by_text(WORDING.statement.text)).to_be_visible()

        _next(desk, "consent")
        expect(wall.get_by_text("0 of 3 have answered")).to_be_visible()
        phone.get_by_role("button", name="I can live with it").click()
        expect(wall.get_by_text("1 of 3 have answered")).to_be_visible()

        desk.locator(".st-key-close button").click()
        desk.get_by_role("button", name="Close now").click()
        expect(wall.get_by_text("1 principle, made by 3 people")).to_be_visible()
        expect(phone.get_by_text("The workshop is closed.").first).to_be_visible()
        assert untouched(wall)


def test_two_projectors_show_the_same_page_and_turn_together(
    server: Served, browser: Browser
) -> None:
    server.move(n.Phase.THEMES)
    for i in range(6):
        theme = n.ThemeId(f"t{i}")
        server.ask(c.AddTheme(by=n.HOST, id=theme, name=f"Theme of our own, the {i + 1}."))
    with watched(browser) as screens:
        walls = [open_wall(screens, server) for _ in range(2)]

        before = [_page(wall) for wall in walls]
        expect(walls[0].locator(".wall h1")).not_to_have_text(before[0], timeout=30_000)
        expect(walls[1].locator(".wall h1")).to_have_text(_page(walls[0]), timeout=5_000)

        assert before[0] == before[1]


def test_the_desks_arrow_keys_turn_every_wall_and_a_strangers_do_not(
    server: Served, browser: Browser
) -> None:
    server.move(n.Phase.THEMES)
    for i in range(9):
        server.ask(c.AddTheme(by=n.HOST, id=n.ThemeId(f"t{i}"), name=f"Theme {i + 1}"))
    with watched(browser) as screens:
        strangers, own = open_wall(screens, server), open_desk(screens, server)
        own.goto(f"{server.url}/screen?w={server.code}")
        own.locator(".st-key-wall-arrows").wait_for(state="attached")
        assert strangers.locator(".st-key-wall-arrows").count() == 0

        before = _page(own)
        own.keyboard.press("ArrowRight")

        expect(own.locator(".wall h1")).not_to_have_text(before, timeout=6_000)
        turned = _page(own)
        own.wait_for_timeout(10_000)
        expect(strangers.locator(".wall h1")).to_have_text(turned)


def test_what_the_desk_puts_on_the_wall_stands_there_and_a_frozen_wall_stays(
    server: Served, browser: Browser
) -> None:
    with watched(browser) as screens:
        wall = open_wall(screens, server)

        server.ask(c.TurnWall(by=n.HOST, view=n.WallView.JOIN))
        expect(wall.get_by_text("2 people have joined")).to_be_visible()
        server.ask(
            c.FreezeWall(by=n.HOST, frozen=True), c.TurnWall(by=n.HOST, view=n.WallView.BLANK)
        )
        wall.wait_for_timeout(3000)
        expect(wall.get_by_text("2 people have joined")).to_be_visible()

        server.ask(c.FreezeWall(by=n.HOST, frozen=False))
        expect(wall.get_by_text("2 people have joined")).not_to_be_visible()


def test_a_wall_whose_server_is_gone_keeps_its_last_picture(
    server: Served, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    wall = context.new_page()
    wall.goto(f"{server.url}/wall/{server.code}")
    expect(wall.get_by_text("2 voices so far")).to_be_visible(timeout=30_000)

    server.process.terminate()
    server.process.wait(30)
    wall.wait_for_timeout(4000)

    expect(wall.get_by_text("2 voices so far")).to_be_visible()
    assert wall.locator("[role=dialog]:visible").count() == 0
    context.close()


def _next(desk: Page, phase: str) -> None:
    desk.locator(f".st-key-next-{phase} button").click()
    expect(desk.locator(".agenda .here")).to_contain_text(phase.title())


def _page(wall: Page) -> str:
    return wall.locator(".wall h1").inner_text()
