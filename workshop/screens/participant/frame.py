"""What stands around every place: the header with its thread, the status line, the places."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from workshop.domain.nouns import Phase
from workshop.domain.phases import OPENS, Act
from workshop.domain.refusals import Reason, Refused
from workshop.domain.views import Header, Screen
from workshop.screens.parts import live
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here
from workshop.wording import N_, PHASES

NAMES: Mapping[str, str] = MappingProxyType(
    {"now": N_("Now"), "themes": N_("Themes"), "mine": N_("Mine")}
)


def head(here: Here, screen: Screen) -> None:
    """The phase, its place on the thread, the time left."""
    header = screen.header
    step = _step(here, header)
    shown = here.say("Rehearsal: everything here is invented")
    practice = f'<p class="rehearsal">{plain(shown)}</p>' if screen.rehearsal else ""
    draw(
        f'<div class="phase"><strong>{plain(here.say(PHASES[header.phase]))}</strong>'
        f'<span class="soft">{plain(step)}</span>{_clock(here, header)}</div>'
        f'<ol class="thread" aria-label="{plain(here.say("Steps"))}">{_knots(here, header)}</ol>'
        f"{practice}"
    )


def _step(here: Here, header: Header) -> str:
    if header.phase not in header.steps:
        return ""
    return here.say(
        "Step {step} of {steps}",
        step=here.say.number(header.step),
        steps=here.say.number(len(header.steps)),
    )


def _knots(here: Here, header: Header) -> str:
    past_all = header.phase not in header.steps
    marks = []
    for at, phase in enumerate(header.steps, 1):
        state = 'class="past"' if past_all or at < header.step else ""
        state = 'aria-current="step"' if at == header.step and not past_all else state
        marks.append(f'<li {state}><span class="vh">{plain(here.say(PHASES[phase]))}</span></li>')
    return "".join(marks)


def seconds_left(here: Here, header: Header) -> int | None:
    """Until the planned end of this step; 0 after it; None without a plan."""
    if header.ends_at is None or header.phase is Phase.CLOSED:
        return None
    return max(0, round((header.ends_at - here.now).total_seconds()))


def _clock(here: Here, header: Header) -> str:
    left = seconds_left(here, header)
    if left is None:
        return ""
    told = plain(here.say("time left"))
    return (
        f'<span class="vh">{told}</span>'
        f'<time class="clock num" role="timer">{left // 60}:{left % 60:02d}</time>'
    )


def forget(here: Here, screen: Screen) -> None:
    """Lets go of what was said about the step before."""
    visit, phase = here.visit, screen.header.phase.value
    moved = visit.selected.get("phase", phase) != phase
    if moved and visit.selected.get("said") == visit.message:
        visit.message = ""
    visit.selected["phase"], visit.selected["said"] = phase, visit.message


def said(here: Here) -> None:
    """What became of the last tap, in the line that otherwise says that all is sent."""
    if here.visit.message and not here.visit.message_is_bad:
        told = plain(here.visit.message)
        draw(f'<p class="status said" role="status"><span class="dot"></span>{told}</p>')


def foot(here: Here, screen: Screen) -> str:
    """Draws the foot: the line that follows the room, and the places. Which one was chosen."""
    with st.container(key="foot"):
        live(
            here, status=here.say("What you sent is saved"), left=seconds_left(here, screen.header)
        )
        place = st.segmented_control(
            here.say("Places"),
            tuple(NAMES),
            default="now",
            key="place",
            format_func=lambda name: here.say(NAMES[name]),
            label_visibility="collapsed",
            required=True,
            width="stretch",
            bind="query-params",
        )
    return place if place in NAMES else "now"


def refusal(here: Here) -> None:
    """What went wrong last, if anything: what happened, what was kept, what to do next."""
    if here.visit.message and here.visit.message_is_bad:
        draw(f'<div class="note" role="alert"><p>{plain(here.visit.message)}</p></div>')


def pressed(here: Here, what: str) -> None:
    """A tap on a button that sends words; `sent` takes note where that button still stands."""
    here.visit.selected["pressed"], here.visit.message = what, ""


def sent(here: Here) -> None:
    """The place has seen the tap."""
    here.visit.selected.pop("pressed", None)


def too_late(here: Here, screen: Screen) -> bool:
    """Whether somebody tapped on what is not there any more; says so, and that nothing is lost."""
    if not here.visit.selected.pop("pressed", ""):
        return False
    running = Act.JOIN in OPENS[screen.header.phase]
    refused = Refused(Reason.NOT_OPEN if running else Reason.CLOSED)
    here.visit.message, here.visit.message_is_bad = here.say.refusal(refused), True
    return True


def heading(text: str, aside: str = "") -> str:
    """The heading of a place as HTML. Both are sentences, not markup."""
    beside = f'<span class="end num soft">{plain(aside)}</span>' if aside else ""
    return f'<div class="row"><h1>{plain(text)}</h1>{beside}</div>'


def title(text: str, aside: str = "") -> None:
    """The heading of a place."""
    draw(heading(text, aside))


def note(bold: str, rest: str, css: str = "card") -> None:
    """A short message: what is so, in bold, and what follows."""
    draw(f'<div class="{css}"><h2>{plain(bold)}</h2><p>{plain(rest)}</p></div>')
