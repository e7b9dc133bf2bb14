"""Words that were written to do harm stand on every screen as words, and do nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journey.room import PHONE, WALL, open_desk, open_wall, settled, watched
from tests.people import d1, principle, t1
from tests.workshop.screens.phones import Served, come_in
from workshop.domain import commands as c
from workshop.domain import nouns as n

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.timeout(300)]

ELSEWHERE = "192.0.2.7"
"""An address set aside for documentation: whoever asks it for anything was tricked."""
HOSTILE = {
    "markup": f'<img src="http://{ELSEWHERE}/a.png" onerror="alert(1)"><script>alert(2)</script>',
    "style": "<style>.stApp{display:none!important}</style></p></div></div>",
    "beacon": f"![x](http://{ELSEWHERE}/b.png) [link](http://{ELSEWHERE}/c)",
    "formula": f'=HYPERLINK("http://{ELSEWHERE}/d";"x")',
    "latex": r"$\href{http://192.0.2.7/e}{x}$ costs $5 and $6",
    "directive": ":red[red] :material/bolt: :blue-background[x] at 10:30:00",
    "braces": "{n} {0.__class__} %(n)s {{x}}",
    "bidi": "abc \u202egnp.exe\u202c \u2066x\u2069 def",
    "path": "../../etc/passwd javascript:alert(3) file:///etc/passwd",
}
NAMES = (f"![x](http://{ELSEWHERE}/t)", "<style>.stApp{display:none}</style>", ":red[red] $x^2$")
"""The same for what has to be short."""
VIEWS = ("Room", "Inbox", "Themes", "Votes", "Drafts", "Gaps", "Export", "Setup")
PHASES = (n.Phase.THEMES, n.Phase.VOTE, n.Phase.DRAFT, n.Phase.CONSENT)


def write(server: Served) -> None:
    """Everything hostile is written, as a contribution and in every other place for words."""
    voices = [principle(n.ContributionId(key), text) for key, text in HOSTILE.items()]
    server.ask(c.Join(by=voices[0].by, agreed=True), *voices)
    server.move(n.Phase.THEMES)
    ids = tuple(n.ContributionId(key) for key in HOSTILE)
    sentence = n.Sentence(HOSTILE["beacon"], ids[:3])
    server.ask(
        *(
            c.AddTheme(by=n.HOST, id=n.ThemeId(f"t{at}"), name=name)
            for at, name in enumerate(NAMES, 1)
        ),
        c.MoveContributions(by=n.HOST, on=ids, theme=t1),
        c.DraftPrinciple(
            by=n.HOST,
            id=d1,
            theme=t1,
            wording=n.Wording(
                title=HOSTILE["directive"],
                statement=sentence,
                rationale=(n.Sentence(HOSTILE["markup"], ids[:1]),),
                asks=(n.Ask("=1+1", HOSTILE["latex"]),),
            ),
        ),
        c.NameValue(by=n.HOST, draft=d1, value=NAMES[0]),
        c.Hide(
            by=n.HOST, on=ids[-1], reason=n.HideReason.OTHER, note=f"![n](http://{ELSEWHERE}/n.png)"
        ),
    )


def harmless(page: Page) -> None:
    """Nothing that somebody wrote became a part of the page."""
    settled(page)
    made = page.evaluate(
        """() => [...document.querySelectorAll("img, a, iframe, script, link, object, form")]
            .map(e => e.outerHTML).filter(html => html.includes("192.0.2.7"))"""
    )
    assert made == []
    assert page.locator(".katex").count() == 0
    assert page.locator(".stApp").is_visible()
    assert page.locator(".stMarkdownColoredText").count() == 0


def desk_views(desk: Page) -> Iterator[str]:
    for view in VIEWS:
        desk.locator(".st-key-view").get_by_text(view, exact=True).click()
        desk.wait_for_url(f"**view={view.lower()}**")
        settled(desk)
        yield view


def test_hostile_words_do_nothing_on_any_screen_in_any_phase(
    server: Served, browser: Browser
) -> None:
    with watched(browser) as screens:
        phone = screens.screen(PHONE)
        come_in(phone, server)
        write(server)
        wall, desk = open_wall(screens, server), open_desk(screens, server)

        for phase in PHASES:
            server.move(*() if phase is n.Phase.THEMES else (phase,))
            phone.get_by_text(f"Step {PHASES.index(phase) + 3} of 6").wait_for()
            for place in ("Themes", "Mine", "Now"):
                phone.get_by_role("radio", name=place).click()
                harmless(phone)
            harmless(wall)
        for _ in desk_views(desk):
            harmless(desk)
        server.ask(c.CloseWorkshop(by=n.HOST))
        expect(wall.get_by_text("1 principle, made by 3 people")).to_be_visible()
        for page in (wall, phone):
            harmless(page)


def test_hostile_words_are_read_letter_by_letter(server: Served, browser: Browser) -> None:
    with watched(browser) as screens:
        write(server)
        wall, desk = screens.screen(WALL), open_desk(screens, server)

        wall.goto(f"{server.url}/wall/{server.code}")

        expect(wall.get_by_text(NAMES[0]).first).to_be_visible()
        expect(wall.get_by_text(NAMES[1]).first).to_be_visible()
        desk.goto(f"{server.url}/steer?w={server.code}&view=inbox")
        for kind in ("markup", "style", "formula", "latex", "directive", "braces"):
            expect(desk.get_by_text(HOSTILE[kind], exact=True).first).to_be_visible()


def test_a_megabyte_of_words_is_refused_and_nothing_is_lost(
    server: Served, browser: Browser
) -> None:
    with watched(browser) as screens:
        phone = screens.screen(PHONE)
        come_in(phone, server)
        phone.get_by_label("A principle").evaluate(
            """area => {
                area.value = "x".repeat(1_000_000);
                area.dispatchEvent(new Event("input", { bubbles: true }));
            }"""
        )

        expect(phone.get_by_text("999720 characters too many. Nothing is lost.")).to_be_visible()
        phone.wait_for_timeout(3000)

        field = phone.get_by_label("A principle")
        assert len(field.input_value()) == 1_000_000
        field.fill("Short enough.")
        phone.get_by_role("button", name="Send principle").click()
        expect(phone.get_by_text("Received, number 3.")).to_be_visible()
        assert len(server.state.contributions) == 3
