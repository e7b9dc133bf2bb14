"""The questions of a workshop: one to three, each with the beginnings of its two sentences."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from workshop.domain.nouns import Prompt, PromptKey, Setup
from workshop.domain.organising import MOST_PROMPTS
from workshop.screens.desk.wishes import pick, picked
from workshop.screens.visit import Here


def prompts(here: Here, was: Setup, key: str) -> tuple[Prompt, ...]:
    """The prompts as the fields stand; one without a title is left out."""
    known = [p.key for p in was.prompts]
    free = [PromptKey(f"q{n}") for n in range(1, MOST_PROMPTS + 1) if f"q{n}" not in known]
    count = int(picked(here, "prompts", str(len(was.prompts))))
    blank = [
        Prompt(key=each, title="", stem_principle="", stem_example="")
        for each in free[: count - len(known)]
    ]
    found = tuple(_prompt(here, each, i, key) for i, each in enumerate((*was.prompts, *blank), 1))
    if count < MOST_PROMPTS and st.button(here.say("One more question"), key="more-prompts"):
        pick(here, "prompts", str(count + 1))
    return tuple(each for each in found if each.title.strip())


def _prompt(here: Here, was: Prompt, number: int, key: str) -> Prompt:
    with st.container(border=True, key=f"prompt-{was.key}"):
        title = st.text_input(
            here.say("Question {n}", n=number), was.title, key=f"prompt-{was.key}-{key}"
        )
        principle = st.text_input(
            here.say("A principle begins with, {n}", n=number),
            was.stem_principle,
            key=f"principle-{was.key}-{key}",
        )
        example = st.text_input(
            here.say("An example begins with, {n}", n=number),
            was.stem_example,
            key=f"example-{was.key}-{key}",
        )
    return replace(was, title=title, stem_principle=principle, stem_example=example)
