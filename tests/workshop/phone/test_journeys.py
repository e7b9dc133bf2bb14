"""The phone page in a real browser: what is typed is kept, what is sent arrives once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.people import WORDING, d1, t1, t2
from tests.workshop.screens.phones import SIZE, Served, served
from tests.workshop.screens.serving import CHROMIUM, FLAGS, chromium, running
from workshop.domain import commands as c
from workshop.domain import nouns as n

pytestmark = [pytest.mark.browser, pytest.mark.process]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
HALF = "Half typed words"
WHOLE = "Badges need a picture of a tree."


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("phones")) as found:
        yield found


@pytest.fixture(autouse=True)
def _writing(server: Served) -> None:
    """Every story begins while people write."""
    server.move(n.Phase.THEMES, n.Phase.WRITE)


@contextmanager
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody's phone."""
    context = browser.new_context(
        viewport={"width": SIZE["width"], "height": SIZE["height"]}, locale="en-GB"
    )
    context.set_default_timeout(20_000)
    yield context
    context.close()


def come_in(context: BrowserContext, server: Served) -> Page:
    page = context.new_page()
    page.goto(f"{server.url}/p/{server.code}")
    page.get_by_role("button", name="I agree, let us start").click()
    page.get_by_label("A principle").wait_for()
    return page


def write(page: Page, text: str) -> None:
    page.get_by_label("A principle").fill(text)
    page.locator("#send").click()


def words(server: Served) -> list[str]:
    return [one.words.text for one in server.state.contributions.values()]


def test_what_is_sent_is_received_and_the_field_is_empty_again(
    server: Served, browser: Browser
) -> None:
    with phone(browser) as context:
        page = come_in(context, server)

        write(page, WHOLE)

        expect(page.locator("#told")).to_contain_text("Received, number")
        expect(page.get_by_label("A principle")).to_have_value("")
        assert words(server).count(WHOLE) == 1


def test_what_is_half_typed_survives_a_reload(server: Served, browser: Browser) -> None:
    with phone(browser) as context:
        page = come_in(context, server)
        page.get_by_label("A principle").fill(HALF)

        page.reload()

        expect(page.get_by_label("A principle")).to_have_value(HALF)
        expect(page.locator("#send")).to_have_text("Send principle")


def test_what_is_sent_without_a_network_waits_and_goes_by_itself_once(
    server: Served, browser: Browser
) -> None:
    text = "Sent from a tunnel."
    with phone(browser) as context:
        page = come_in(context, server)
        context.set_offline(True)
        expect(page.locator("#send")).to_have_text("Keep for sending")

        write(page, text)

        expect(page.locator("#told")).to_have_text(
            "Offline. Waiting to be sent: 1. Kept on this phone."
        )
        expect(page.get_by_label("A principle")).to_have_value("")
        context.set_offline(False)
        expect(page.locator("#told")).to_contain_text("Received, number")
        assert words(server).count(text) == 1


def test_what_waits_survives_a_reload(server: Served, browser: Browser) -> None:
    text = "Kept while the phone was off."
    with phone(browser) as context:
        page = come_in(context, server)
        page.route("**/contribute*", lambda route: route.abort())
        write(page, text)
        expect(page.locator("#own")).to_contain_text("Waiting to be sent: 1")

        page.close()
        page = context.new_page()
        page.goto(f"{server.url}/p/{server.code}")

        expect(page.locator("#own")).to_be_hidden()
        expect(page.locator("#told")).to_contain_text("Received, number")
        assert words(server).count(text) == 1


def test_an_answer_that_was_lost_leads_to_one_record_and_the_phone_learns_it(
    server: Served, browser: Browser
) -> None:
    text = "The answer to this was lost."
    with phone(browser) as context:
        page = come_in(context, server)
        lost: list[int] = []

        def lose(route: Route) -> None:
            answer = route.fetch()
            lost.append(answer.status)
            if len(lost) == 1:
                route.abort()
            else:
                route.fulfill(response=answer)

        page.route("**/contribute*", lose)

        write(page, text)

        expect(page.locator("#told")).to_contain_text("You already sent this.")
        assert lost == [200, 200]
        assert words(server).count(text) == 1


def test_a_change_of_step_keeps_what_is_half_typed_says_so_and_offers_it_again(
    server: Served, browser: Browser
) -> None:
    with phone(browser) as context:
        page = come_in(context, server)
        page.get_by_label("A principle").fill(HALF)

        server.move(n.Phase.THEMES)

        expect(page.locator("#head")).to_contain_text("Step 3 of 6")
        expect(page.locator("#own")).to_contain_text("What you had typed is kept here.")
        expect(page.locator("#own")).to_contain_text(HALF)
        server.move(n.Phase.WRITE)
        expect(page.get_by_label("A principle")).to_have_value(HALF)
        expect(page.locator("#own")).to_be_hidden()


def test_a_step_that_ended_meanwhile_sends_the_text_back_with_the_reason(
    server: Served, browser: Browser
) -> None:
    text = "Too late by a moment."
    with phone(browser) as context:
        page = come_in(context, server)
        context.set_offline(True)
        write(page, text)
        expect(page.locator("#told")).to_contain_text("Waiting to be sent")
        server.move(n.Phase.THEMES, n.Phase.DRAFT)

        context.set_offline(False)

        expect(page.locator("#head")).to_contain_text("Step 5 of 6")
        expect(page.locator("#own")).to_contain_text(text)
        expect(page.locator("#own").get_by_role("button", name="Copy")).to_be_visible()
        assert text not in words(server)
        server.move(n.Phase.THEMES)


def test_two_tabs_with_one_outbox_send_it_once(server: Served, browser: Browser) -> None:
    text = "Two tabs, one text."
    with phone(browser) as context:
        first = come_in(context, server)
        second = context.new_page()
        second.goto(f"{server.url}/p/{server.code}")
        second.get_by_label("A principle").wait_for()
        context.set_offline(True)
        write(first, text)
        expect(first.locator("#told")).to_contain_text("Waiting to be sent")

        context.set_offline(False)
        for page in (first, second):
            page.evaluate("dispatchEvent(new Event('online'))")

        expect(first.locator("#told")).not_to_contain_text("Waiting")
        expect(second.locator("#told")).not_to_contain_text("Waiting")
        assert words(server).count(text) == 1


def test_a_phone_that_may_keep_nothing_says_so_and_works(server: Served, browser: Browser) -> None:
    text = "Kept nowhere."
    with phone(browser) as context:
        context.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
        )
        page = come_in(context, server)
        expect(page.locator("#own")).to_contain_text("This browser keeps nothing for this page.")

        write(page, text)

        expect(page.locator("#told")).to_contain_text("Received, number")
        assert words(server).count(text) == 1


def test_whoever_lost_the_cookie_comes_in_again_and_finds_what_was_typed(
    server: Served, browser: Browser
) -> None:
    text = "Typed before the cookie went."
    with phone(browser) as context:
        page = come_in(context, server)
        page.get_by_label("A principle").fill(text)
        context.clear_cookies()

        page.locator("#send").click()
        page.get_by_role("button", name="I agree, let us start").click()

        expect(page.locator("#told")).to_contain_text("Received, number")
        assert words(server).count(text) == 1


def test_a_phone_whose_clock_is_a_day_wrong_shows_the_right_time_left(
    server: Served, browser: Browser
) -> None:
    server.ask(c.SetTimer(by=n.HOST, ends_at=datetime.now(UTC) + timedelta(minutes=5)))
    with phone(browser) as context:
        context.add_init_script("const past = Date.now; Date.now = () => past() - 86400000")
        page = come_in(context, server)

        assert page.locator(".clock").inner_text().startswith(("4:", "5:0"))


def test_characters_are_counted_as_a_reader_counts_them(server: Served, browser: Browser) -> None:
    with phone(browser) as context:
        page = come_in(context, server)

        page.get_by_label("A principle").fill("👩‍👩‍👧‍👦é नमस्ते")

        expect(page.get_by_text("6 of 280")).to_be_visible()


def test_two_taps_in_a_row_are_one_vote_and_the_reader_goes_on_from_the_next_statement(
    server: Served, browser: Browser
) -> None:
    with phone(browser) as context:
        page = come_in(context, server)
        server.move(n.Phase.THEMES, n.Phase.VOTE)
        agree = page.get_by_role("button", name="Agree", exact=True)
        agree.wait_for()
        page.wait_for_timeout(600)
        assert page.locator("main .num").first.inner_text().startswith("1 of")
        box = agree.bounding_box()
        assert box is not None

        page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

        expect(page.locator("#told")).to_have_text("You agreed")
        page.wait_for_timeout(600)
        assert page.locator("main .num").first.inner_text().startswith("2 of")
        assert "statement" in page.evaluate("document.activeElement.className")
        server.move(n.Phase.THEMES)


def test_a_phone_whose_events_are_blocked_asks_by_itself(server: Served, browser: Browser) -> None:
    with phone(browser) as context:
        context.route("**/live/**", lambda route: route.abort())
        page = come_in(context, server)
        page.get_by_label("A principle").fill(HALF)

        server.move(n.Phase.THEMES)

        expect(page.locator("#head")).to_contain_text("Step 3 of 6", timeout=60_000)
        expect(page.locator("#own")).to_contain_text(HALF)


def test_a_room_that_others_fill_takes_no_letter_from_under_a_thumb(
    server: Served, browser: Browser
) -> None:
    with phone(browser) as context:
        page = come_in(context, server)
        field = page.get_by_label("A principle")
        field.press_sequentially("Half ")

        server.ask(c.SetTimer(by=n.HOST, ends_at=datetime.now(UTC) + timedelta(minutes=9)))
        page.wait_for_timeout(4000)
        field.press_sequentially("typed")

        expect(field).to_have_value("Half typed")
        expect(field).to_be_focused()
        page.locator("h1").click()
        expect(page.locator(".clock")).to_contain_text(":")


def test_what_the_room_holds_back_is_sent_when_it_goes_on(server: Served, browser: Browser) -> None:
    text = "Held for a moment."
    with phone(browser) as context:
        page = come_in(context, server)
        server.ask(c.LockRoom(by=n.HOST, locked=True))

        write(page, text)

        expect(page.locator("#own")).to_contain_text(text)
        assert text not in words(server)
        server.ask(c.LockRoom(by=n.HOST, locked=False))
        expect(page.locator("#own")).to_be_hidden()
        assert words(server).count(text) == 1


def test_on_plain_http_under_a_name_everything_is_kept_all_the_same(
    server: Served, browser: Browser
) -> None:
    text = "No secure context."
    port = server.url.rsplit(":", 1)[1]
    named = "--host-resolver-rules=MAP thread.test 127.0.0.1"
    own = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, named])
    with closing(own), phone(own) as context:
        page = come_in(context, replace(server, url=f"http://thread.test:{port}"))
        assert page.evaluate("isSecureContext") is False
        context.set_offline(True)
        write(page, text)
        expect(page.locator("#told")).to_contain_text("Waiting to be sent: 1")

        context.set_offline(False)

        expect(page.locator("#told")).to_contain_text("Received, number")
        assert words(server).count(text) == 1


def test_a_server_that_dies_after_the_commit_leaves_one_record_and_the_phone_learns_it(
    browser: Browser, tmp_path: Path
) -> None:
    text = "The server died after this."
    with served(tmp_path) as first, phone(browser) as context:
        page = come_in(context, first)

        def die(route: Route) -> None:
            route.fetch()
            first.process.kill()
            first.process.wait(20)
            route.abort()

        page.route("**/contribute*", die, times=1)
        write(page, text)
        expect(page.locator("#told")).to_contain_text("Waiting to be sent: 1")

        with running(first.db, port=int(first.url.rsplit(":", 1)[1])):
            expect(page.locator("#told")).to_contain_text("You already sent this.", timeout=60_000)
            assert words(first).count(text) == 1


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]


def sort(server: Served) -> None:
    """Two themes stand, and a draft."""
    if server.state.themes:
        return
    for at, (theme, name) in enumerate(((t1, "Anyone can check"), (t2, "Learners own it"))):
        on = n.ContributionId(f"c{at + 1}")
        server.ask(
            c.AddTheme(by=n.HOST, id=theme, name=name),
            c.MoveContributions(by=n.HOST, on=(on,), theme=theme),
        )
    server.ask(c.DraftPrinciple(by=n.HOST, id=d1, theme=t1, wording=WORDING))


PLACES = {
    n.Phase.WELCOME: ("", "?at=mine"),
    n.Phase.WRITE: ("?do=write", "?at=mine&do=withdraw&on=mine"),
    n.Phase.THEMES: ("", "?do=translate&on=t1", "?at=mine&do=revise&on=mine"),
    n.Phase.VOTE: ("", "?at=themes"),
    n.Phase.DRAFT: ("", "?do=suggest&on=d1"),
    n.Phase.CONSENT: ("", "?do=object&on=d1"),
}


@pytest.mark.parametrize(
    ("scheme", "forced", "direction", "width"),
    [
        ("light", "none", "ltr", 390),
        ("dark", "none", "rtl", 390),
        ("light", "active", "ltr", 320),
        ("dark", "none", "ltr", 195),
    ],
)
def test_every_page_can_be_used_by_everybody(
    server: Served,
    browser: Browser,
    scheme: Literal["light", "dark"],
    forced: Literal["none", "active"],
    direction: str,
    width: int,
) -> None:
    sort(server)
    context = browser.new_context(
        viewport={"width": width, "height": 700},
        color_scheme=scheme,
        forced_colors=forced,
        reduced_motion="reduce",
    )
    page, found = context.new_page(), dict[str, list[str]]()
    address = f"{server.url}/p/{server.code}"
    page.goto(address)
    found["notice"] = _violations(page)
    page.get_by_role("button", name="I agree, let us start").click()
    page.get_by_label("A principle").wait_for()
    for phase, places in PLACES.items():
        server.move(phase)
        for place in places:
            page.goto(f"{address}{place}")
            page.evaluate("to => document.documentElement.dir = to", direction)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found[f"{phase} {place}"] = _violations(page) + ([f"{wide} px"] if wide > 0 else [])
    server.move(n.Phase.VOTE, n.Phase.THEMES)
    context.close()

    assert found == {name: [] for name in found}


def test_what_was_opened_far_below_is_brought_before_the_eyes(
    server: Served, browser: Browser
) -> None:
    with phone(browser) as context:
        page = come_in(context, server)
        for i in range(4):
            write(
                page, f"Words of mine, the {i}th, long enough to fill a card of its own on a phone."
            )
            expect(page.get_by_label("A principle")).to_have_value("")
        page.get_by_role("link", name="Mine").click()

        page.get_by_role("link", name="Change number").last.click()

        expect(page.get_by_label("Your new words")).to_be_in_viewport()
        expect(page.get_by_label("Your new words")).to_have_value(re.compile("the 0th"))


def test_what_came_too_late_for_one_step_can_be_used_in_the_next(
    server: Served, browser: Browser
) -> None:
    text = "Still worth saying."
    sort(server)
    with phone(browser) as context:
        page = come_in(context, server)
        page.get_by_label("A principle").fill(text)
        server.move(n.Phase.THEMES)

        page.get_by_role("button", name="Put it into the field").click()
        page.get_by_role("button", name="Send what is missing").click()

        expect(page.locator("#told")).to_contain_text("Received, number")
        expect(page.locator("#own")).to_be_hidden()
        assert words(server).count(text) == 1


def test_a_choice_that_is_not_saved_yet_survives_what_others_do(
    server: Served, browser: Browser
) -> None:
    sort(server)
    with phone(browser) as context:
        page = come_in(context, server)
        server.move(n.Phase.THEMES, n.Phase.VOTE)
        expect(page.locator("#head")).to_contain_text("Step 4 of 6")
        page.get_by_role("link", name="Themes").click()
        box = page.get_by_label("Choose theme 1")
        box.check()
        page.locator("h1").click()

        server.ask(c.SetTimer(by=n.HOST, ends_at=datetime.now(UTC) + timedelta(minutes=42)))

        expect(page.locator(".clock")).to_contain_text("41:")
        expect(box).to_be_checked()
        page.get_by_role("button", name="Save my choice").click()
        expect(page.locator("#told")).to_have_text("Saved")
        expect(page.locator("h1")).to_be_focused()
        server.move(n.Phase.THEMES)
