"""Before one's words are sent: whether somebody has nearly said them, with and without script."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.workshop.screens.phones import TEXTS, Served, served
from tests.workshop.screens.serving import chromium
from workshop.domain import nouns as n

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.model]
NEARLY = "Everybody should be able to check it for free."


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("nudge")) as found:
        for _ in range(240):
            with urllib.request.urlopen(f"{found.url}/healthz", timeout=5) as told:  # noqa: S310 - our own
                if json.load(told)["sorting"] == "full":
                    break
            time.sleep(0.5)
        yield found


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def page(request: pytest.FixtureRequest, server: Served, browser: Browser) -> Iterator[Page]:
    """Somebody who has typed what another has nearly said, and sends it."""
    context = browser.new_context(
        java_script_enabled=request.param, viewport={"width": 390, "height": 844}
    )
    context.set_default_timeout(20_000)
    found = context.new_page()
    found.goto(f"{server.url}/p/{server.code}")
    found.get_by_role("button", name="I agree, let us start").click()
    found.get_by_label("A principle").fill(NEARLY)
    found.locator("#send").click()
    expect(found.get_by_text("Someone proposed something similar")).to_be_visible()
    expect(found.get_by_role("button", name="Send mine too")).to_be_in_viewport()
    expect(found.get_by_label("A principle")).to_have_value(NEARLY)
    yield found
    context.close()


def words(server: Served) -> list[str]:
    return [one.words.text for one in server.state.contributions.values()]


def test_the_other_can_be_supported_and_ones_own_words_still_stand_there(
    server: Served, page: Page
) -> None:
    before = words(server).count(NEARLY)
    expect(page.get_by_text(TEXTS[0])).to_be_visible()

    page.get_by_role("button", name="Support that one").click()

    expect(page.locator("#told")).to_contain_text("Number 1 has your support.")
    expect(page.get_by_label("A principle")).to_have_value(NEARLY)
    assert n.Vote.AGREE in server.state.ballots[n.ContributionId("c1")].values()
    assert words(server).count(NEARLY) == before


def test_ones_own_words_can_be_sent_all_the_same(server: Served, page: Page) -> None:
    before = words(server).count(NEARLY)

    page.get_by_role("button", name="Send mine too").click()

    expect(page.locator("#told")).to_contain_text("Received, number")
    expect(page.get_by_text("Someone proposed something similar")).to_be_hidden()
    expect(page.get_by_label("A principle")).to_have_value("")
    assert words(server).count(NEARLY) == before + 1
