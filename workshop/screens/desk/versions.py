"""What stands beside a draft: its value, its consent, suggestions from phones, earlier versions."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from workshop.domain.commands import NameValue, ReviseDraft
from workshop.domain.desk_view import DraftRow
from workshop.domain.nouns import OpenValue, Version
from workshop.screens.desk.marks import heading, quoted
from workshop.screens.desk.wishes import wish
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here
from workshop.wording import STATUSES, VALUES


def beside(here: Here, draft: DraftRow) -> None:
    """Everything but the form."""
    _value(here, draft)
    _consent(here, draft)
    _suggestions(here, draft)
    _versions(here, draft)


def _value(here: Here, draft: DraftRow) -> None:
    """One of the table of values, or the room's own words."""
    names: Mapping[str, str] = {v.value: here.say(VALUES[v]) for v in OpenValue}
    now = draft.draft.value
    options = ["", *names, *([now] if now and now not in names else [])]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="value"):
        value = st.selectbox(
            here.say("The open value it rests on, or the room’s own words"),
            options,
            index=options.index(now),
            format_func=lambda key: names.get(key, key or "–"),
            accept_new_options=True,
            key=f"value-{draft.draft.id}-{now}",
            width=420,
        )
        if st.button(here.say("Save the value"), key=f"value-now-{draft.draft.id}"):
            command = NameValue(by=here.who, draft=draft.draft.id, value=value or "")
            wish(here, command, here.say("The value is saved."))


def _consent(here: Here, draft: DraftRow) -> None:
    found = draft.support
    soft = here.say("version {n}", n=found.version)
    draw(heading(here.say("Consent"), soft))
    told = here.say(
        "{s} support · {l} can live with it · {o} object",
        s=found.support,
        l=found.live_with,
        o=found.object,
    )
    status = here.say(STATUSES[found.status])
    reasons = "".join(quoted(o.words) for o in found.objections if o.words)
    draw(
        f'<div class="d stack"><p class="num">{plain(told)} '
        f'<span class="tag">{plain(status)}</span></p>{reasons}</div>'
    )


def _suggestions(here: Here, draft: DraftRow) -> None:
    found = draft.suggestions
    if not found:
        return
    draw(heading(here.say.count("{n} suggestion", "{n} suggestions", len(found))))
    lines = []
    for suggestion in reversed(found):
        about = here.say(
            "{time}, for version {n}", time=here.say.time(suggestion.at), n=suggestion.version
        )
        if not suggestion.words.erased:
            lines.append(f'{quoted(suggestion.words)}<p class="soft num">{plain(about)}</p>')
    draw(f'<div class="d stack">{"".join(lines)}</div>')


def _versions(here: Here, draft: DraftRow) -> None:
    earlier = draft.draft.versions[:-1]
    if not earlier:
        return
    draw(heading(here.say.count("{n} earlier version", "{n} earlier versions", len(earlier))))
    for version in reversed(earlier):
        _version(here, draft, version)


def _version(here: Here, draft: DraftRow, version: Version) -> None:
    number, time = version.number, here.say.time(version.at)
    about = here.say("version {n}, {time}", n=number, time=time)
    wording = version.wording
    with st.container(border=True, key=f"version-{draft.draft.id}-{number}"):
        draw(
            f'<div class="d"><p class="soft num">{plain(about)}</p><b>{plain(wording.title)}</b>'
            f'<p dir="auto">{plain(wording.statement.text)}</p></div>'
        )
        label = here.say("Go back to version {n}", n=number)
        if st.button(label, key=f"again-{draft.draft.id}-{number}"):
            latest = draft.draft.latest.number
            command = ReviseDraft(by=here.who, draft=draft.draft.id, after=latest, wording=wording)
            base = f"base-{draft.theme.id}"
            wish(here, command, here.say("The earlier wording is a new version now."), base)
