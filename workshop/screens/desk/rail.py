"""The rail: where the room is, how long, what comes next, whether everybody is well."""

from __future__ import annotations

from datetime import datetime, timedelta

import streamlit as st

from workshop.domain.commands import CloseWorkshop, FreezeWall, LockRoom, MovePhase, SetTimer
from workshop.domain.desk_view import AgendaLine, Desk
from workshop.domain.nouns import Phase
from workshop.domain.phases import OWNERS
from workshop.screens.desk.acts import ALOUD, OPENS
from workshop.screens.desk.health import problems, saved
from workshop.screens.desk.pulse import beat
from workshop.screens.desk.snapshot import snapshot
from workshop.screens.desk.wishes import pick, picked, wish
from workshop.screens.entering import again
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here
from workshop.wording import PHASES

_MINUTE = timedelta(minutes=1)


@st.fragment(run_every=1)
def rail(here: Here, view: str) -> None:
    """The rail as it is this second; draws the whole page anew when what `view` shows changed."""
    here = again(here)
    desk = snapshot(here)
    draw(_clock(here, desk))
    _hands(here, desk)
    draw(_agenda(here, desk))
    _steps(here, desk)
    draw(_aloud(here, desk))
    draw(_counts(here, desk))
    draw(saved(here, desk))
    problems(here)
    beat(here, desk, view)


def left(desk: Desk, now: datetime) -> timedelta | None:
    """The time left in this phase; negative when it runs over; None without a timer."""
    return desk.stage.ends_at - now if desk.stage.ends_at else None


def told(span: timedelta) -> str:
    """Minutes and seconds."""
    minutes, seconds = divmod(int(abs(span.total_seconds())), 60)
    return f"{minutes}:{seconds:02d}"


def _clock(here: Here, desk: Desk) -> str:
    head = desk.header
    step = here.say(
        "{phase}, step {n} of {of}",
        phase=here.say(PHASES[head.phase]),
        n=head.step,
        of=len(head.steps),
    )
    return f'<div class="d"><p class="soft">{plain(step)}</p>{_time(here, desk)}</div>'


def _time(here: Here, desk: Desk) -> str:
    """The time left in large figures; without a clock one small line."""
    remaining = left(desk, here.now)
    if desk.stage.phase is Phase.CLOSED:
        return ""
    if remaining is None:
        return f'<p class="soft">{plain(here.say("No clock is running. +1 min starts one."))}</p>'
    over = remaining < timedelta(0)
    late = f'<p class="late">{plain(_late(here, desk, remaining))}</p>' if over else ""
    css, sign = ("clock num over", "+") if over else ("clock num", "")
    return f'<p class="{css}" role="timer" dir="ltr">{sign}{plain(told(remaining))}</p>{late}'


def _late(here: Here, desk: Desk, remaining: timedelta) -> str:
    """How far behind plan, and the one cut that wins most of it back."""
    behind = -(remaining // _MINUTE)
    told_ = here.say.count("{n} minute behind plan.", "{n} minutes behind plan.", behind)
    at = next((i for i, line in enumerate(desk.agenda) if line.here), len(desk.agenda))
    longest = max(desk.agenda[at + 1 :], key=lambda line: line.minutes, default=None)
    if longest is None or longest.minutes <= 1:
        return told_
    cut = here.say(
        "Suggested cut: {phase} {a} to {b} minutes.",
        phase=here.say(PHASES[longest.phase]),
        a=longest.minutes,
        b=max(1, longest.minutes - behind),
    )
    return f"{told_} {cut}"


def _hands(here: Here, desk: Desk) -> None:
    """The clock, pause and freeze."""
    stage, closed = desk.stage, desk.stage.phase is Phase.CLOSED
    ends_at = max(stage.ends_at or here.now, here.now)
    with st.container(horizontal=True, gap="small", key="hands"):
        if st.button(here.say("+1 min"), key="more", disabled=closed):
            wish(
                here, SetTimer(by=here.who, ends_at=ends_at + _MINUTE), here.say("One minute more.")
            )
        if st.button(here.say("−1 min"), key="less", disabled=closed or stage.ends_at is None):
            sooner = max(here.now, ends_at - _MINUTE)
            wish(here, SetTimer(by=here.who, ends_at=sooner), here.say("One minute less."))
        pause = here.say("Go on") if stage.locked else here.say("Pause")
        if st.button(pause, key=f"lock-{stage.locked}", disabled=closed):
            done = here.say("The room goes on.") if stage.locked else here.say("The room is held.")
            wish(here, LockRoom(by=here.who, locked=not stage.locked), done)
        freeze = here.say("Release wall") if stage.frozen else here.say("Freeze wall")
        if st.button(freeze, key=f"freeze-{stage.frozen}", disabled=closed):
            done = (
                here.say("The wall follows again.")
                if stage.frozen
                else here.say("The wall stays as it is.")
            )
            wish(here, FreezeWall(by=here.who, frozen=not stage.frozen), done)


def _agenda(here: Here, desk: Desk) -> str:
    lines = [line.here for line in desk.agenda]
    at = lines.index(True) if True in lines else len(lines)
    items = "".join(_line(here, line, past=i < at) for i, line in enumerate(desk.agenda))
    return f'<ol class="d agenda num">{items}</ol>'


def _line(here: Here, line: AgendaLine, *, past: bool) -> str:
    css = "here" if line.here else "past" if past else ""
    now = ' aria-current="step"' if line.here else ""
    when = (
        here.say.time(line.began)
        if line.began and (past or line.here)
        else here.say("{n} min", n=line.minutes)
    )
    return (
        f'<li class="{css}"{now}><span>{plain(here.say(PHASES[line.phase]))}</span>'
        f"<span>{plain(when)}</span></li>"
    )


def _steps(here: Here, desk: Desk) -> None:
    """Onward and back. A button's key names where it leads, so that a double tap is one step."""
    phase = desk.stage.phase
    if desk.next is not None:
        label = here.say(OPENS[desk.next])
        if st.button(label, key=f"next-{desk.next}", type="primary", width="stretch"):
            wish(here, MovePhase(by=here.who, to=desk.next), here.say("The next step is open."))
    elif phase is not Phase.CLOSED and desk.roles & OWNERS:
        _closing(here)
    if desk.before is not None:
        label = here.say("Back to {phase}", phase=here.say(PHASES[desk.before]))
        if st.button(label, key=f"back-{desk.before}", width="stretch", type="tertiary"):
            wish(here, MovePhase(by=here.who, to=desk.before), here.say("One step back."))


def _closing(here: Here) -> None:
    """The end is asked twice."""
    if picked(here, "closing") != "yes":
        if st.button(here.say("Next: close the workshop …"), key="close", width="stretch"):
            pick(here, "closing", "yes")
        return
    draw(f'<p class="d">{plain(here.say("Close for everybody? You can reopen it later."))}</p>')
    if st.button(here.say("Close now"), key="close-now", type="primary", width="stretch"):
        done = here.say("The workshop is closed.")
        wish(here, CloseWorkshop(by=here.who), done, "closing")
    if st.button(here.say("Not yet"), key="close-not", width="stretch"):
        pick(here, "closing", "")


def _aloud(here: Here, desk: Desk) -> str:
    """One sentence to say aloud: the organiser's own, or ours."""
    phase = desk.stage.phase
    own = next((line.say for line in desk.agenda if line.here and line.say), "")
    label, sentence = here.say("Say aloud"), own or here.say(ALOUD[phase])
    above = f'<span class="soft">{plain(label)}</span>'
    return f'<div class="d aloud">{above}<p>{plain(sentence)}</p></div>'


def _counts(here: Here, desk: Desk) -> str:
    there, now = here.house.presence.now(here.room.code), desk.now
    rows = [
        (here.say("Screens here now"), there.here),
        (here.say("Joined"), now.joined),
        (here.say("Have written"), now.wrote),
        (here.say("Typed, not sent"), there.typing_not_sent),
        (here.say("Have voted"), now.voted),
        (here.say("Answered on consent"), now.answered),
    ]
    cells = "".join(
        f"<dt>{plain(label)}</dt><dd>{here.say.number(count)}</dd>" for label, count in rows
    )
    return f'<dl class="d health num">{cells}</dl>'
