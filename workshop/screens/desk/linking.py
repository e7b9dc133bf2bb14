"""The fields that link a theme and its principle to areas: one centre, and what it touches."""

from __future__ import annotations

import streamlit as st

from workshop.domain.commands import LinkAreas
from workshop.domain.desk_view import Desk, ThemeRow
from workshop.domain.nouns import AreaKey
from workshop.screens.desk.wishes import wish
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here

_NONE = AreaKey("")


def link(here: Here, desk: Desk, row: ThemeRow, key: str) -> None:
    """Centre and touches of one theme. What the software suggests stands in the fields, marked."""
    names = {area.area.key: f"({area.area.roman}) {area.area.title}" for area in desk.areas}
    decided = row.theme.areas_decided
    given = [area for area in (row.theme.areas or row.suggested) if area in names]
    now = (*given, _NONE)[0]
    options = [_NONE, *sorted(names, key=lambda area: names[area])]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        centre = st.selectbox(
            here.say("Centre"),
            options,
            index=options.index(now),
            format_func=lambda area: names.get(area, "–"),
            key=f"centre-{key}-{'-'.join(given)}",
            width=330,
        )
        touches = st.multiselect(
            here.say("Touches"),
            [area for area in options[1:] if area != centre],
            default=[area for area in given[1:] if area != centre],
            format_func=lambda area: names[area],
            key=f"touches-{key}-{'-'.join(given)}-{centre}",
            placeholder="",
            width=420,
        )
        label = here.say("Save links") if decided else here.say("Accept these links")
        if st.button(label, key=f"link-now-{key}"):
            areas = tuple(area for area in (centre, *touches) if area)
            command = LinkAreas(by=here.who, theme=row.theme.id, areas=areas)
            wish(here, command, here.say("Theme {n} is linked.", n=row.theme.number))
    if not decided and given:
        told = here.say("Suggested by software, not decided yet.")
        draw(f'<p class="d soft">{plain(told)}</p>')
