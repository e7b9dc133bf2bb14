"""A participant's page in a real browser on a real server: what only a browser can tell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.people import WORDING, d1, t1, t2
from tests.workshop.screens.phones import Served, come_in, phone, served
from tests.workshop.screens.serving import chromium
from workshop.domain import commands as c
from workshop.domain import nouns as n

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
pytestmark = [pytest.mark.browser, pytest.mark.process]


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


def sort(server: Served) -> None:
    """Two themes stand."""
    if server.state.themes:
        return
    for at, (theme, name) in enumerate(((t1, "Anyone can check"), (t2, "Learners own it"))):
        on = n.ContributionId(f"c{at + 1}")
        server.ask(
            c.AddTheme(by=n.HOST, id=theme, name=name),
            c.MoveContributions(by=n.HOST, on=(on,), theme=theme),
        )


def field(page: Page) -> str:
    return page.get_by_label("A principle").input_value()


def test_what_is_sent_is_received_once_and_the_field_is_empty_again(
    server: Served, browser: Browser
) -> None:
    with phone(browser) as page:
        come_in(page, server)
        page.get_by_label("A principle").fill("Anyone should be able to check it.")

        page.get_by_role("button", name="Send principle").click()

        expect(page.get_by_text("Received, number")).to_be_visible()
        expect(page.get_by_label("A principle")).to_have_value("")


def test_a_draft_survives_a_reload_and_can_then_be_sent(server: Served, browser: Browser) -> None:
    with phone(browser) as page:
        come_in(page, server)
        page.get_by_label("A principle").fill("Half typed words")

        page.reload()

        expect(page.get_by_label("A principle")).to_have_value("Half typed words")
        page.get_by_role("button", name="Send principle").click()
        expect(page.get_by_text("Received, number")).to_be_visible()


def test_a_phase_change_reaches_the_page_and_keeps_what_was_typed(
    server: Served, browser: Browser
) -> None:
    with phone(browser) as page:
        come_in(page, server)
        page.get_by_label("A principle").fill("Half typed words")

        server.move(n.Phase.THEMES)

        expect(page.get_by_text("Step 3 of 6")).to_be_visible()
        server.move(n.Phase.WRITE)
        expect(page.get_by_label("A principle")).to_have_value("Half typed words")


def test_a_lost_connection_is_told_and_nothing_typed_is_lost(
    server: Served, browser: Browser
) -> None:
    with phone(browser) as page:
        come_in(page, server)
        expect(page.get_by_text("What you sent is saved")).to_be_visible()
        page.get_by_label("A principle").fill("Typed in a tunnel")

        page.evaluate("dispatchEvent(new Event('offline'))")

        expect(page.get_by_text("Offline. What you typed is kept on this phone.")).to_be_visible()
        assert field(page) == "Typed in a tunnel"


def test_two_taps_in_a_row_are_one_vote(server: Served, browser: Browser) -> None:
    sort(server)
    with phone(browser) as page:
        come_in(page, server)
        server.move(n.Phase.THEMES, n.Phase.VOTE)
        agree = page.get_by_role("button", name="Agree", exact=True)
        agree.wait_for()
        page.wait_for_timeout(600)
        first = page.get_by_text(" of ").all_inner_texts()
        box = agree.bounding_box()
        assert box is not None
        at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

        page.mouse.dblclick(*at)

        expect(page.get_by_text("You agreed")).to_be_visible()
        page.wait_for_timeout(600)
        assert first[-1].startswith("1 of")
        assert page.get_by_text(" of ").all_inner_texts()[-1].startswith("2 of")
        assert "next-voice" in page.evaluate("document.activeElement.className")


def test_characters_are_counted_as_a_reader_counts_them(server: Served, browser: Browser) -> None:
    with phone(browser) as page:
        come_in(page, server)

        page.get_by_label("A principle").fill("👩‍👩‍👧‍👦é नमस्ते")

        expect(page.get_by_text("6 of 280")).to_be_visible()


def test_words_of_strangers_are_only_words(server: Served, browser: Browser) -> None:
    hostile = '<img src=x onerror="alert(1)"> $x^2$ :red[hi] ![](http://192.0.2.7/b.png)'
    with phone(browser) as page:
        come_in(page, server)
        page.get_by_label("A principle").fill(hostile)
        page.get_by_role("button", name="Send principle").click()
        expect(page.get_by_text("Received, number")).to_be_visible()

        page.get_by_role("radio", name="Mine").click()

        expect(page.get_by_text(hostile)).to_be_visible()
        assert page.locator("main img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_can_be_used_by_everybody(server: Served, browser: Browser, scheme: str) -> None:
    with phone(browser, scheme) as page:
        # colours are measured as they stand, not halfway through a fade
        page.emulate_media(reduced_motion="reduce")
        page.goto(server.join)
        page.get_by_role("button", name="I agree, let us start").wait_for()
        found = {"notice": _violations(page)}
        come_in(page, server)
        page.get_by_text("More about your words").click()
        page.get_by_label("Language of your words").wait_for()
        found["write"] = _violations(page)
        for step in _steps(server):
            found[step] = _violations(page)

        assert found == {step: [] for step in found}


def test_a_voice_is_translated_on_a_phone_and_both_stand_there_for_all(
    server: Served, browser: Browser
) -> None:
    sort(server)
    with phone(browser) as page:
        come_in(page, server)
        server.move(n.Phase.THEMES)
        page.get_by_role("radio", name="Themes").click()
        page.get_by_role("button", name="Translate a voice of theme 1").click()
        page.get_by_label("Your translation").fill("يجب أن يستطيع الجميع التحقق منها مجانا.")
        open_ = _violations(page)

        page.get_by_role("button", name="Send the translation").click()

        expect(page.get_by_text("by a person")).to_be_visible()
        expect(page.locator("p.voice:lang(ar)")).to_have_css("direction", "rtl")
        expect(page.get_by_label("Your translation")).to_have_count(0)
        assert open_ == []
        assert "ar" in {
            w.lang for c_ in server.state.contributions.values() for w in c_.translations
        }


def _steps(server: Served) -> Iterator[str]:
    sort(server)
    for phase in (n.Phase.THEMES, n.Phase.VOTE):
        server.move(phase)
        yield phase.value
    if not server.state.drafts:
        server.ask(c.DraftPrinciple(by=n.HOST, id=d1, theme=t1, wording=WORDING))
    for phase in (n.Phase.DRAFT, n.Phase.CONSENT):
        server.move(phase)
        yield phase.value
    server.move(n.Phase.VOTE, n.Phase.THEMES)


def _violations(page: Page) -> list[str]:
    page.wait_for_timeout(3000)
    response = Axe().run(page, options=AXE).response
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in response["violations"]]


def test_the_server_stops_although_pages_are_open(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> None:
    with served(tmp_path_factory.mktemp("stopping")) as own:
        context = browser.new_context()
        page = context.new_page()
        page.goto(own.join)
        page.get_by_role("button", name="I agree, let us start").wait_for(timeout=30_000)

        own.process.terminate()

        assert own.process.wait(20) in {0, -15}
        context.close()
