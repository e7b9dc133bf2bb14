"""The two packaged components: a field that keeps its draft, and the line that follows the room."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from workshop.identity import new_id
from workshop.screens.visit import Here

PROJECT = "common-thread"
ROOT = Path(__file__).parents[2]
JITTER = 1200
"""Milliseconds over which a hall of phones spreads its redraws."""
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in a field: its words, and the id by which a second sending is recognised."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What a field asks for. `initial`: words that already stand somewhere, in `lang`."""

    label: str
    hint: str = ""
    limit: int
    rows: int = 3
    initial: str = ""
    lang: str = ""


def draft_field(here: Here, name: str, asked: Field) -> Draft:
    """A field for one's own words, and what stands in it. Empty once `received` was called."""
    done = here.visit.kept.get(name, "")
    told = _component("draft_field")(
        key=f"draft-{name}",
        data={
            **asdict(asked),
            "name": name,
            "store": f"thread:{here.room.code}:{name}",
            "done": done,
            "counter": here.say("{n} of {limit}"),
            "unsent": here.say("{n} of {limit}. Not sent yet, kept in this browser."),
            "over": here.say("{n} characters too many. Nothing is lost."),
        },
        on_draft_change=_nothing,
    )
    found = _draft(getattr(told, "draft", None), asked.initial)
    return Draft(new_id(), asked.initial) if found.id == done else found


def received(here: Here, name: str, draft: Draft) -> None:
    """The room has these words: the field lets go of them."""
    here.visit.kept[name] = draft.id


def _draft(told: object, initial: str) -> Draft:
    # it comes from a browser and may be anything
    given = dict(told) if isinstance(told, dict) else {}
    known, text = given.get("id"), given.get("text")
    if isinstance(known, str) and _ID.fullmatch(known) and isinstance(text, str):
        return Draft(known, text)
    return Draft(new_id(), initial)


def live(here: Here, *, status: str, left: int | None) -> None:
    """The status line. It redraws the page as soon as the room changes.

    `left`: seconds on the clock.
    """
    _component("live")(
        key="live",
        data={
            "url": f"/live/{here.room.code}",
            "version": here.room.version,
            "jitter": JITTER,
            "status": status,
            "offline": here.say("Offline. What you typed is kept on this phone."),
            "left": left,
            "stamp": here.now.isoformat(),
            "spoken": {
                "60": here.say("One minute left"),
                "10": here.say("Ten seconds left"),
            },
        },
        on_v_change=_nothing,
    )


def _nothing() -> None:
    # Streamlit reruns for a component's value only where somebody listens
    return None


def _component(name: str) -> Callable[..., Any]:
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"{PROJECT}.{name}") is None:
        # started from a checkout that was never installed, so that Streamlit found no manifest
        config = ComponentConfig(name, str((Path(__file__).parent / "assets").relative_to(ROOT)))
        manager.register_from_manifest(ComponentManifest(PROJECT, "0", [config]), ROOT)
    return _mounted(name)


@cache
def _mounted(name: str) -> Callable[..., Any]:
    return st.components.v2.component(f"{PROJECT}.{name}", js=f"{name}.js", isolate_styles=False)
