"""Every format with what it holds: make it, download it, see how old it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import streamlit as st

from exports import FORMATS, Format
from workshop.domain.phases import OWNERS
from workshop.pressing import Made, Press, Pressing
from workshop.screens.desk.marks import empty, heading, note
from workshop.screens.entering import again
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here
from workshop.wording import languages

TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".md": "text/markdown",
        ".csv": "application/zip",
        ".json": "application/json",
    }
)


@cache
def _press() -> Press:
    from workshop.house import house  # noqa: PLC0415 - the house is opened after this is loaded

    return Press(house().rooms)


def taking(here: Here) -> None:
    """The list of formats, in the language that is chosen where there are several."""
    draw(heading(here.say("Take it away"), here.say("At any time, as it stands.")))
    if not here.roles & OWNERS:
        draw(
            empty(
                here.say("The organiser takes the document away."),
                here.say("Your link opens the checks. Ask the organiser for a file."),
            )
        )
        return
    spoken = languages()
    lang = here.say.lang
    if len(spoken) > 1:
        lang = st.selectbox(
            here.say("Language of the headings"),
            spoken,
            index=spoken.index(lang),
            format_func=here.say.language,
            key="export-lang",
        )
    _formats(here, lang)


@st.fragment(run_every=1)
def _formats(here: Here, lang: str) -> None:
    here = again(here)
    if not here.roles & OWNERS:
        return
    for key, each in FORMATS.items():
        with st.container(border=True, key=f"format-{key}"):
            _format(here, each, _press().stands(here.room, here.who, key, lang), lang)


def _format(here: Here, each: Format, stands: Pressing, lang: str) -> None:
    draw(
        f'<div class="d"><b>{plain(here.say(each.title))}</b>'
        f'<p class="soft">{plain(here.say(each.holds))}</p></div>'
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if stands.made is not None:
            st.download_button(
                here.say("Download"),
                stands.made.content,
                stands.made.name,
                TYPES[each.suffix],
                key=f"download-{each.key}-{stands.made.version}",
                on_click="ignore",
                type="primary",
            )
        label = here.say("Make it now") if stands.made is None else here.say("Make it anew")
        if st.button(label, key=f"make-{each.key}", disabled=stands.busy):
            _press().order(here.room, here.who, each.key, lang)
            st.rerun(scope="fragment")
        draw(_state(here, stands))
    if stands.failed:
        what = here.say("It could not be made just now. The last good one is kept.")
        draw(note(what, here.say("Try again. If it stays so, take another format.")))


def _state(here: Here, stands: Pressing) -> str:
    parts = [here.say("It is being made. You can go on meanwhile.")] if stands.busy else []
    if stands.made is not None:
        parts.append(_age(here, stands.made))
    return f'<p class="d soft num" role="status">{plain(" ".join(parts))}</p>'


def _age(here: Here, made: Made) -> str:
    size = max(1, round(len(made.content) / 1024))
    time = here.say.time(made.at)
    if made.version == here.room.version:
        return here.say("Made at {time}, {kb} kB, up to date.", time=time, kb=size)
    return here.say("Made at {time}, {kb} kB. The room has gone on since.", time=time, kb=size)
