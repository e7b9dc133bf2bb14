"""What every page of the wall stands in: the phases above, the way in below, the clock."""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache

import segno

from workshop.domain.nouns import Code, Phase
from workshop.domain.views import Header
from workshop.domain.wall_view import Show
from workshop.screens.say import plain
from workshop.screens.wall.marks import Scene
from workshop.screens.wall.turning import Slide
from workshop.wording import Speaker

_NEAR, _PAST = 100 * 60, 60
"""Seconds before and after its end in which a phase has a clock."""
_WITHOUT_A_WAY_IN = frozenset({Show.JOIN, Show.BLANK})


def framed(scene: Scene, slide: Slide) -> str:
    """The whole wall."""
    say, header = scene.say, scene.picture.header
    foot = _rehearsal(scene) + (_paused(scene) if header.locked else slide.foot)
    timed = " timed" if header.ends_at is not None else ""
    return (
        f'<div class="wall{timed} {scene.picture.show}" lang="{say.lang}" dir="{say.direction}">'
        f'<div class="top"><h1>{slide.title}</h1>{thread(scene)}</div>'
        f'<div class="stage">{slide.main}</div>'
        f'<div class="low"><div class="foot">{foot}</div>{_way_in(scene)}</div>'
        "</div>"
    )


def calm(say: Speaker, code: Code, title: str) -> str:
    """What stands on the wall while nothing else can: the title and the way in."""
    told = say("The picture comes back by itself.")
    return (
        f'<div class="wall" lang="{say.lang}" dir="{say.direction}">'
        f'<div class="top"><h1>{plain(title)}</h1></div>'
        f'<div class="stage"><p class="code" dir="ltr">{plain(spaced(code))}</p></div>'
        f'<div class="low"><div class="foot"><p class="soft">{plain(told)}</p></div></div></div>'
    )


def thread(scene: Scene) -> str:
    """The phases as knots on a thread: past, now, to come."""
    header = scene.picture.header
    over = header.phase is Phase.CLOSED
    told = scene.say("Step {step} of {steps}", step=header.step, steps=len(header.steps))
    knots = "".join(
        f"<li{_knot(i, header.step, over=over)}></li>" for i, _ in enumerate(header.steps, 1)
    )
    return f'<ol class="thread" aria-label="{plain(told)}">{knots}</ol>'


def _knot(place: int, now: int, *, over: bool) -> str:
    if over or place < now:
        return ' class="past"'
    return ' aria-current="step"' if place == now else ""


def clock(header: Header, now: datetime) -> str:
    """The time left as minutes and seconds; nothing where no end is near, or it is long past."""
    if header.ends_at is None or header.phase is Phase.CLOSED:
        return ""
    left = round((header.ends_at - now).total_seconds())
    if not -_PAST <= left < _NEAR:
        return ""
    left = max(0, left)
    return f'<div class="clock num" role="timer" dir="ltr">{left // 60}:{left % 60:02}</div>'


def spaced(code: str) -> str:
    """A code as people read it aloud: `HTX 47K`."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def bare(address: str) -> str:
    """An address as people type it."""
    return address.split("://", 1)[-1]


def qr(scene: Scene) -> str:
    """The join link as a picture for phones."""
    told = scene.say("QR code: leads to {address}", address=bare(scene.address))
    picture = _qr(f"{scene.address}/p/{scene.picture.code}")
    return f'<img class="qr" alt="{plain(told)}" src="{picture}">'


@cache
def _qr(link: str) -> str:
    made = io.BytesIO()
    code = segno.make(link, error="m", micro=False)
    code.save(made, kind="svg", xmldecl=False, border=3, scale=8, light="#fff")
    return code.svg_data_uri(border=3, scale=8, light="#fff", encode_minimal=False)


def _way_in(scene: Scene) -> str:
    if scene.picture.show in _WITHOUT_A_WAY_IN or scene.picture.header.phase is Phase.CLOSED:
        return ""
    code = spaced(scene.picture.code)
    return (
        f'<div class="way"><p dir="ltr">{plain(bare(scene.address))}<b>{plain(code)}</b></p>'
        f"{qr(scene)}</div>"
    )


def _rehearsal(scene: Scene) -> str:
    if not scene.picture.rehearsal:
        return ""
    told = scene.say("Rehearsal: people and voices are invented.")
    return f'<p class="rehearsal">{plain(told)}</p>'


def _paused(scene: Scene) -> str:
    told = scene.say("The facilitator holds the room for a moment. What you typed is kept.")
    return f'<p class="note">{plain(told)}</p>'
