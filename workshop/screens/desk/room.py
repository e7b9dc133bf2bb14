"""The room view: what is happening, what the wall shows, what deserves a hand just now."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from workshop.domain.commands import RevealResults, ShowCard, TurnWall
from workshop.domain.desk_view import Desk
from workshop.domain.nouns import CardId, WallView
from workshop.domain.views import DraftCard
from workshop.domain.wall_view import Picture, Show, wall
from workshop.screens.desk.acts import WALLS
from workshop.screens.desk.marks import empty, heading, mark, note, row_html
from workshop.screens.desk.wishes import wish
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here
from workshop.wording import PHASES

_LATEST = 5
_THEMES = 6


def view(here: Here, desk: Desk) -> None:
    """Tiles, the wall in small, the latest voices; beside them what steers the wall."""
    draw(_tiles(here, desk))
    left, right = st.columns([3, 2], gap="large")
    with left:
        draw(_small_wall(here, wall(here.room.state, here.now)))
        _latest(here, desk)
    with right:
        _turn(here, desk)
        _cards(here, desk)
        _reveal(here, desk)
        _notes(here, desk)


def _tiles(here: Here, desk: Desk) -> str:
    now, there = desk.now, here.house.presence.now(here.room.code)
    tiles = [
        (
            now.joined,
            here.say.count(
                "joined, {n} screen here now", "joined, {n} screens here now", there.here
            ),
        ),
        (now.contributions, here.say.count("voice", "voices", now.contributions)),
        (now.languages, here.say.count("language", "languages", now.languages)),
        (now.wrote, here.say("have written")),
        (now.voted, here.say("have voted")),
    ]
    focus = next((row for row in desk.areas if row.focus), None)
    if focus is not None:
        themes = len(focus.themes)
        tiles.append((themes, here.say("themes on ({roman}), the focus", roman=focus.area.roman)))
    cells = "".join(
        f'<div class="tile"><b>{here.say.number(n)}</b>{plain(label)}</div>' for n, label in tiles
    )
    return f'<div class="d tiles num">{cells}</div>'


def _small_wall(here: Here, picture: Picture) -> str:
    head = f"<h2>{plain(here.say('On the wall now'))}</h2>"
    frozen = f'<p class="soft">{plain(here.say("Frozen."))}</p>' if picture.frozen else ""
    return f'<div class="d">{head}<div class="wall">{_shown(here, picture)}{frozen}</div></div>'


def _shown(here: Here, picture: Picture) -> str:
    if picture.card is not None:
        return f"<p><b>{plain(picture.card.title)}</b></p><p>{plain(picture.card.gist)}</p>"
    if picture.show is Show.THEMES and picture.themes:
        rows = "".join(
            f'<div class="row">{mark(here, t.number)}<b>{plain(t.name)}</b>'
            f'<b class="end num">{t.count}</b></div>'
            for t in picture.themes[:_THEMES]
        )
        more = len(picture.themes) - _THEMES
        rest = here.say.count("and {n} more", "and {n} more", more) if more > 0 else ""
        return f'{rows}<p class="soft">{plain(rest)}</p>'
    if picture.show in {Show.DRAFTS, Show.CONSENT, Show.PRINCIPLES} and picture.drafts:
        return "".join(_draft(here, draft) for draft in picture.drafts[:_THEMES])
    told = {
        Show.JOIN: here.say("How to join: the code {code} and its picture.", code=here.room.code),
        Show.COUNTS: here.say("Only how many voices there are, none of them yet."),
        Show.VOICES: here.say("The latest voices, two a page."),
        Show.THEMES: here.say("Too few voices to group, so all of them."),
        Show.VOTING: here.say("How many have voted. No result yet."),
        Show.STANDINGS: here.say("The result of the vote."),
        Show.DRAFTS: here.say("The drafts, one by one."),
        Show.CONSENT: here.say("How many have answered on each draft."),
        Show.PRINCIPLES: here.say("The principles."),
        Show.GAPS: here.say("The areas, and where nothing stands yet."),
        Show.BLANK: here.say("Nothing."),
        Show.CARD: here.say("An example card."),
    }
    return f"<p>{plain(told[picture.show])}</p>"


def _draft(here: Here, draft: DraftCard) -> str:
    answered = here.say("{n} answered", n=draft.answered)
    return (
        f'<div class="row">{mark(here, draft.number)}<b>{plain(draft.title)}</b>'
        f'<span class="end num soft">{plain(answered)}</span></div>'
    )


def _latest(here: Here, desk: Desk) -> None:
    draw(heading(here.say("Latest voices")))
    rows = [row for row in desk.inbox if not row.hidden and not row.withdrawn][:_LATEST]
    if not rows:
        phase = here.say(PHASES[desk.stage.phase])
        draw(
            empty(
                here.say("Nobody has written yet."),
                here.say(
                    "The room is in the step {phase}. Open writing when all have joined.",
                    phase=phase,
                ),
            )
        )
    draw("".join(row_html(here, row) for row in rows))


def _turn(here: Here, desk: Desk) -> None:
    draw(heading(here.say("Show on the wall")))
    now = desk.stage.wall
    with st.container(horizontal=True, gap="small", key="turn"):
        for each in WallView:
            kind: Literal["primary", "secondary"] = "primary" if each is now else "secondary"
            if st.button(here.say(WALLS[each]), key=f"wall-{each}", type=kind):
                wish(here, TurnWall(by=here.who, view=each), here.say("The wall turns."))


def _cards(here: Here, desk: Desk) -> None:
    """Example cards, one on the wall at a time."""
    cards = desk.setup.cards
    if not cards:
        return
    draw(heading(here.say("Example cards"), here.say("{n} of them", n=len(cards))))
    order = [card.id for card in cards]
    at = order.index(desk.stage.card) if desk.stage.card in order else None
    if at is not None:
        on = here.say("On the wall: {n} of {of}.", n=at + 1, of=len(cards))
        draw(f'<p class="d">{plain(on)} <b>{plain(cards[at].title)}</b></p>')
    with st.container(horizontal=True, gap="small"):
        label = here.say("Next card") if at is not None else here.say("Show the first card")
        following = order[(at + 1) % len(order)] if at is not None else order[0]
        if at is not None and st.button(here.say("Previous card"), key=f"card-before-{at}"):
            _card(here, order[at - 1])
        if st.button(label, key=f"card-next-{at}"):
            _card(here, following)
        if at is not None and st.button(here.say("Take it off the wall"), key=f"card-off-{at}"):
            _card(here, None)


def _card(here: Here, card: CardId | None) -> None:
    done = here.say("The card is on the wall.") if card else here.say("The wall follows again.")
    wish(here, ShowCard(by=here.who, card=card), done)


def _reveal(here: Here, desk: Desk) -> None:
    shown = desk.stage.revealed
    draw(heading(here.say("Results of the vote")))
    label = here.say("Hide the results again") if shown else here.say("Reveal the results")
    if st.button(label, key=f"reveal-{shown}", disabled=not desk.now.votes):
        done = here.say("Results are hidden.") if shown else here.say("Results are shown.")
        wish(here, RevealResults(by=here.who, revealed=not shown), done)


def _notes(here: Here, desk: Desk) -> None:
    typing = here.house.presence.now(here.room.code).typing_not_sent
    if typing:
        what = here.say.count(
            "{n} person typed, but did not send.", "{n} people typed, but did not send.", typing
        )
        draw(note(what, here.say("Give half a minute more before you close this step.")))
    focus = next((row for row in desk.areas if row.focus), None)
    if focus is not None and not focus.themes and desk.themes:
        what = here.say("Nothing is linked to ({roman}), the focus.", roman=focus.area.roman)
        draw(note(what, here.say("Ask “What is missing?” before the vote.")))
    if desk.stage.wall is not WallView.FOLLOW:
        draw(note(here.say("The wall does not follow the steps just now.")))
