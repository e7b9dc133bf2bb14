"""Before one's words are sent: whether somebody has nearly said them, on a real phone page."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.workshop.screens.phones import TEXTS, Served, come_in, phone, served
from tests.workshop.screens.serving import chromium
from workshop.domain import nouns as n

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.model]
NEARLY = "Everybody should be able to check it for free."
ELSE = "Badges need a picture of a tree."


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


def words(server: Served) -> list[str]:
    return [c.words.text for c in server.state.contributions.values()]


def test_what_somebody_has_nearly_said_is_shown_and_can_be_supported(
    server: Served, browser: Browser
) -> None:
    with phone(browser) as page:
        come_in(page, server)
        page.get_by_label("A principle").fill(NEARLY)

        page.get_by_role("button", name="Send principle").click()

        expect(page.get_by_text("Someone proposed something similar")).to_be_visible()
        expect(page.get_by_text(TEXTS[0])).to_be_in_viewport()
        page.get_by_role("button", name="Support that one").click()
        expect(page.get_by_text("Number 1 has your support.")).to_be_visible()
        expect(page.get_by_label("A principle")).to_have_value(NEARLY)
    ballots = server.state.ballots[n.ContributionId("c1")]
    assert list(ballots.values()) == [n.Vote.AGREE]
    assert NEARLY not in words(server)


def test_ones_own_words_can_be_sent_all_the_same(server: Served, browser: Browser) -> None:
    with phone(browser) as page:
        come_in(page, server)
        page.get_by_label("A principle").fill(NEARLY)
        page.get_by_role("button", name="Send principle").click()

        page.get_by_role("button", name="Send mine too").click()

        expect(page.get_by_text("Received, number")).to_be_visible()
        expect(page.get_by_text("Someone proposed something similar")).to_be_hidden()
    assert words(server).count(NEARLY) == 1


def test_what_nobody_has_said_is_sent_without_a_question(server: Served, browser: Browser) -> None:
    with phone(browser) as page:
        come_in(page, server)
        page.get_by_label("A principle").fill(ELSE)

        page.get_by_role("button", name="Send principle").click()

        expect(page.get_by_text("Received, number")).to_be_visible()
    assert ELSE in words(server)
