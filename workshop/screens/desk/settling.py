"""What the organiser decides about a workshop: one form, one act."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from workshop import seeding
from workshop.domain.commands import SetUp
from workshop.domain.desk_view import Desk
from workshop.domain.nouns import AreaKey, Phase, Setup, StatusRule
from workshop.domain.organising import LONGEST_LIMIT, SHORTEST_LIMIT
from workshop.screens.desk.asking import prompts
from workshop.screens.desk.marks import heading, note
from workshop.screens.desk.timing import SET, agenda
from workshop.screens.desk.wishes import wish
from workshop.screens.say import draw
from workshop.screens.visit import Here

LANGUAGES = ("en", "fr", "es", "ar", "de", "pt", "zh", "ru", "sw", "hi", "uk", "it", "pl", "tr")
_MOST = 10
_PERCENT = 100


def view(here: Here, desk: Desk) -> None:
    """The form. What was typed stays when it is refused; it begins anew from another setup."""
    was = desk.setup
    key = str(hash(repr(was)))
    left, right = st.columns(2, gap="large")
    with left:
        draw(heading(here.say("The workshop")))
        setup = _names(here, was, key)
        draw(heading(here.say("What people are asked")))
        setup = replace(setup, prompts=prompts(here, was, key))
    with right:
        draw(heading(here.say("Steps"), here.say("Minutes of each; 0 leaves the clock off.")))
        setup = replace(setup, agenda=agenda(here, was, key))
        draw(heading(here.say("Rules")))
        setup = _rules(here, desk, setup, key)
        setup = _cards(here, setup, was, key)
    if st.button(here.say("Save the setup"), key="save-setup", type="primary"):
        wish(
            here,
            SetUp(by=here.who, setup=setup),
            here.say("The setup is saved."),
            "sheet",
            "prompts",
        )


def _names(here: Here, was: Setup, key: str) -> Setup:
    title = st.text_input(here.say("Title"), was.title, key=f"title-{key}")
    event = st.text_input(here.say("Event"), was.event, key=f"event-{key}")
    place = st.text_input(here.say("Place"), was.place, key=f"place-{key}")
    day, until = st.columns(2)
    with day:
        held_on = st.date_input(
            here.say("Date"), was.held_on, key=f"day-{key}", format="YYYY-MM-DD"
        )
    with until:
        withdraw_until = st.date_input(
            here.say("Words can be withdrawn until"),
            was.withdraw_until,
            key=f"until-{key}",
            format="YYYY-MM-DD",
        )
    known = tuple(dict.fromkeys((*was.languages, *LANGUAGES)))
    spoken = st.multiselect(
        here.say("Languages of the room, the first is the document’s"),
        known,
        default=was.languages,
        format_func=here.say.language,
        key=f"languages-{key}",
    )
    licence = st.text_input(here.say("Licence"), was.licence, key=f"licence-{key}")
    return replace(
        was,
        title=title,
        event=event,
        place=place,
        held_on=held_on,
        withdraw_until=withdraw_until,
        languages=tuple(spoken),
        licence=licence,
        focus=_focus(here, was, key),
    )


def _focus(here: Here, was: Setup, key: str) -> AreaKey | None:
    names = {area.key: f"({area.roman}) {area.title}" for area in was.framework.areas}
    options = [None, *names]
    return st.selectbox(
        here.say("Area in focus"),
        options,
        index=options.index(was.focus),
        format_func=lambda area: names[area] if area else "–",
        key=f"focus-{key}",
    )


def _rules(here: Here, desk: Desk, setup: Setup, key: str) -> Setup:
    one, two, three = st.columns(3)
    with one:
        principle = _number(here.say("Characters, principle"), setup.principle_limit, f"p-{key}")
    with two:
        example = _number(here.say("Characters, example"), setup.example_limit, f"e-{key}")
    with three:
        choices = st.number_input(
            here.say("Themes to choose"), 1, _MOST, setup.choices, key=f"choices-{key}"
        )
    return replace(
        setup,
        principle_limit=principle,
        example_limit=example,
        choices=choices,
        status_rule=_status(here, desk, setup.status_rule, key),
        rehearsal=st.checkbox(
            here.say("This is a rehearsal; the document says so"),
            setup.rehearsal,
            key=f"rehearsal-{key}",
        ),
    )


def _number(label: str, value: int, key: str) -> int:
    return st.number_input(label, SHORTEST_LIMIT, LONGEST_LIMIT, value, key=key)


def _status(here: Here, desk: Desk, rule: StatusRule, key: str) -> StatusRule:
    """The rule that tells supported from contested: fixed as soon as writing opens."""
    fixed = desk.stage.phase is not Phase.WELCOME or bool(desk.inbox)
    one, two = st.columns(2)
    with one:
        least = st.number_input(
            here.say("Supported: at least so many answers"),
            1,
            None,
            rule.least_answers,
            key=f"least-{key}",
            disabled=fixed,
        )
    with two:
        most = st.number_input(
            here.say("Supported: at most so many percent object"),
            0,
            _PERCENT - 1,
            round(rule.most_objections * _PERCENT),
            key=f"most-{key}",
            disabled=fixed,
        )
    if fixed:
        draw(note(here.say("This rule was fixed when writing opened.")))
        return rule
    return StatusRule(least_answers=least, most_objections=most / _PERCENT)


def _cards(here: Here, setup: Setup, was: Setup, key: str) -> Setup:
    """Which example cards are shown, in which order."""
    known = {card.id: card for card in (*was.cards, *seeding.cards(SET))}
    chosen = st.multiselect(
        here.say("Example cards, in the order in which they are shown"),
        list(known),
        default=[card.id for card in was.cards],
        format_func=lambda card: known[card].title,
        key=f"cards-{key}",
    )
    return replace(setup, cards=tuple(known[card] for card in chosen))
