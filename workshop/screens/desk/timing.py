"""The agenda: a run sheet that ships, or minutes and a sentence of one's own for each step."""

from __future__ import annotations

import streamlit as st

from workshop import seeding
from workshop.domain.nouns import Phase, Setup, Step
from workshop.screens.desk.wishes import pick, picked
from workshop.screens.visit import Here
from workshop.wording import PHASES

SET = "open_credentials"
_STEPS = tuple(phase for phase in Phase if phase is not Phase.CLOSED)
_LONGEST = 60 * 24 * 90


def agenda(here: Here, was: Setup, key: str) -> tuple[Step, ...]:
    """The steps as the fields stand."""
    sheet = picked(here, "sheet")
    start = seeding.agenda(SET, int(sheet)) if sheet else was.agenda
    given = {step.phase: step for step in start}
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for minutes in seeding.agenda_lengths(SET):
            label = here.say("{n} minutes", n=minutes)
            if st.button(label, key=f"sheet-{minutes}"):
                pick(here, "sheet", str(minutes))
    steps = [
        _step(here, given.get(phase, Step(phase, 0)), f"{key}-{sheet}", used=phase in given)
        for phase in _STEPS
    ]
    return tuple(step for step in steps if step is not None)


def _step(here: Here, step: Step, key: str, *, used: bool) -> Step | None:
    on, name, minutes, words = st.columns([0.5, 1.3, 1.5, 4], vertical_alignment="bottom")
    phase = here.say(PHASES[step.phase])
    with on:
        kept = st.checkbox(
            here.say("Use the step {phase}", phase=phase),
            used,
            key=f"step-{step.phase}-{key}",
            label_visibility="collapsed",
        )
    with name:
        st.text(phase)
    with minutes:
        count = st.number_input(
            here.say("Minutes of {phase}", phase=phase),
            0,
            _LONGEST,
            step.minutes,
            key=f"minutes-{step.phase}-{key}",
            label_visibility="collapsed",
            disabled=not kept,
        )
    with words:
        say = st.text_input(
            here.say("Say aloud in {phase}", phase=phase),
            step.say,
            key=f"say-{step.phase}-{key}",
            label_visibility="collapsed",
            disabled=not kept,
        )
    return Step(step.phase, count, say) if kept else None
