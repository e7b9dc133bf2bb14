"""The room's themes: what stands in them, which of them matter most, and what is missing."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from workshop.domain.commands import ChooseThemes, Part
from workshop.domain.nouns import ContributionId, Kind, ThemeId, Words
from workshop.domain.phases import Act
from workshop.domain.views import Screen, Statement, ThemeCard
from workshop.identity import id_from
from workshop.screens.entering import mother_tongue
from workshop.screens.look import mark
from workshop.screens.participant.frame import note, pressed, sent, title
from workshop.screens.participant.translating import translating, voiced
from workshop.screens.participant.wishing import wish
from workshop.screens.participant.write import More, contributed
from workshop.screens.parts import Field, draft_field, received
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here

MISSING = "missing"


def themes(here: Here, screen: Screen, _: DeltaGenerator) -> None:
    """The place Themes: all of them, with what can be done about them just now."""
    if not screen.themes:
        _unsorted(here, screen)
        translating(here, screen, "unsorted", screen.unsorted)
    elif Act.CHOOSE in screen.acts:
        choose_themes(here, screen)
    else:
        _heading(here, screen)
        for theme in screen.themes:
            draw(card(here, theme))
            translating(here, screen, theme.id, theme.quotes, number=theme.number)
    if Act.CONTRIBUTE in screen.acts and screen.agreed and screen.themes:
        what_is_missing(here, screen)


def _heading(here: Here, screen: Screen) -> None:
    voices = here.say.count("{n} voice", "{n} voices", screen.totals.contributions)
    title(here.say.count("{n} theme", "{n} themes", len(screen.themes)), voices)
    told = here.say("Proposed by software, named and sorted by people. Nothing was left out.")
    tray = here.say.count(
        "{n} voice is in the tray.", "{n} voices are in the tray.", screen.in_tray
    )
    draw(f'<p class="soft">{plain(told)} {plain(tray) if screen.in_tray else ""}</p>')


def card(here: Here, theme: ThemeCard) -> str:
    """A theme as HTML: its mark, name and count, and what was said most clearly."""
    own = ", ".join(str(number) for number in theme.mine)
    mine = here.say.count(
        "Number {numbers} is yours", "Numbers {numbers} are yours", len(theme.mine), numbers=own
    )
    sign, count = mark(theme.number, here.say("Theme")), plain(here.say.number(theme.count))
    beside = f'<span class="end num soft">{count}</span>'
    parts = (
        f'<div class="row">{sign}<h2>{plain(theme.name)}</h2>{beside}</div>',
        *(voiced(here, quote) for quote in theme.quotes),
        f'<p class="meta"><strong>{plain(mine)}</strong></p>' if theme.mine else "",
        f'<p class="soft">{plain(_chosen(here, theme.chosen_by))}</p>'
        if theme.chosen_by is not None
        else "",
    )
    return f'<article class="card{" mine" if theme.mine else ""}">{"".join(parts)}</article>'


def _chosen(here: Here, people: int) -> str:
    return here.say.count("Chosen by {n} person", "Chosen by {n} people", people)


def choose_themes(here: Here, screen: Screen) -> None:
    """The themes with a button each: those that matter most to one person."""
    if not screen.themes or Act.CHOOSE not in screen.acts:
        return
    chosen = tuple(theme.id for theme in screen.themes if theme.chosen)
    told = here.say("{i} of {n}", i=here.say.number(len(chosen)), n=here.say.number(screen.choices))
    title(here.say("Which themes matter most to you?"), told)
    for theme in screen.themes:
        draw(card(here, theme))
        label = (
            here.say("Theme {n} is chosen", n=theme.number)
            if theme.chosen
            else here.say("Choose theme {n}", n=theme.number)
        )
        st.button(
            label,
            key=f"choose-{theme.id}",
            icon=":material/check:" if theme.chosen else None,
            type="primary" if theme.chosen else "secondary",
            width="stretch",
            on_click=_choose,
            args=(here, _toggled(chosen, theme.id)),
        )
        translating(here, screen, theme.id, theme.quotes, number=theme.number)


def _toggled(chosen: tuple[ThemeId, ...], theme: ThemeId) -> tuple[ThemeId, ...]:
    if theme in chosen:
        return tuple(known for known in chosen if known != theme)
    return (*chosen, theme)


def _choose(here: Here, chosen: tuple[ThemeId, ...]) -> None:
    wish(
        here,
        f"choose {chosen}",
        lambda now, token: ChooseThemes(by=now.who, themes=chosen, token=token),
        here.say("Saved"),
    )


def what_is_missing(here: Here, screen: Screen) -> None:
    """One more principle, once the themes are seen."""
    draft = draft_field(
        here,
        MISSING,
        Field(
            label=here.say("What is missing?"),
            hint=here.say("One line."),
            limit=screen.principle_limit,
            rows=2,
        ),
    )
    here.house.presence.typing(here.room.code, here.who, len(draft.text))
    if not st.button(
        here.say("Send what is missing"),
        key="send-missing",
        type="primary",
        width="stretch",
        on_click=pressed,
        args=(here, "missing"),
    ):
        return
    sent(here)
    more = More(lang=mother_tongue())
    part = Part(
        id=ContributionId(id_from(here.who, draft.id, draft.text)),
        kind=Kind.PRINCIPLE,
        words=Words(draft.text, more.lang),
    )
    if contributed(here, screen.prompts[0], (part,), more):
        received(here, MISSING, draft)
    st.rerun()


def _unsorted(here: Here, screen: Screen) -> None:
    if not screen.unsorted:
        note(
            here.say("Nobody has written yet."),
            here.say("You can be the first. One sentence is enough."),
        )
        return
    voices = here.say.count("{n} voice", "{n} voices", screen.totals.contributions)
    title(here.say("What the room has written"), voices)
    lines = "".join(_line(here, statement) for statement in screen.unsorted)
    draw(f'<div class="list">{lines}</div>')


def _line(here: Here, statement: Statement) -> str:
    number = here.say("Number {no}", no=statement.number)
    yours = here.say("Number {no} is yours", no=statement.number)
    told = plain(yours if statement.mine else number)
    css = "card mine" if statement.mine else "card"
    return f'<article class="{css}">{voiced(here, statement)}<p class="soft">{told}</p></article>'
