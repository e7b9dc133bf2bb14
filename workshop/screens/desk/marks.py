"""The desk's HTML: number marks, beads, vote bars, rows. Every text in it went through `plain`."""

from __future__ import annotations

from workshop.domain.desk_view import Row
from workshop.domain.nouns import Kind, Words
from workshop.domain.standings import Interval, Tally
from workshop.screens import look
from workshop.screens.say import plain, voice
from workshop.screens.visit import Here
from workshop.wording import HIDE_REASONS, KINDS

_PERCENT = 100


def mark(here: Here, number: int) -> str:
    """A theme's number in its shape."""
    return look.mark(number, plain(here.say("theme")))


def beads(number: int, rows: tuple[Row, ...]) -> str:
    """One bead a contribution: filled is a principle, a ring is an example."""
    each = "".join(
        '<i class="x"></i>' if row.statement.kind is Kind.EXAMPLE else "<i></i>" for row in rows
    )
    small = " many" if len(rows) > 60 else ""  # noqa: PLR2004 - what one line of the desk holds
    css = f"beads k{(number - 1) % look.SHAPES + 1}{small}"
    return f'<span class="{css}" aria-hidden="true">{each}</span>'


def bar(here: Here, tally: Tally, range_: Interval | None) -> str:
    """The share that agrees with its range, as a picture that also says itself."""
    if range_ is None or not tally.decided:
        return f'<span class="soft">{plain(here.say("too few to say"))}</span>'
    share, low, high = (round(_PERCENT * x) for x in (range_.share, range_.low, range_.high))
    told = here.say(
        "{agree} of {n} agree, range {low} to {high} percent",
        agree=tally.agree,
        n=tally.decided,
        low=low,
        high=high,
    )
    return (
        f'<div class="vbar" role="img" aria-label="{plain(told)}">'
        f'<i style="--lo:{low};--hi:{high}"></i><b style="--p:{share}"></b></div>'
    )


def words(row: Row, here: Here) -> str:
    """A contribution's words, or why there are none."""
    if row.withdrawn:
        return (
            f'<p class="soft">{plain(here.say("Withdrawn. The number stays, without words."))}</p>'
        )
    return voice(row.statement.words)


def about(here: Here, row: Row) -> str:
    """Number, time, kind, language and all that sets a contribution apart, in one soft line."""
    parts = [
        here.say("No. {n}", n=row.statement.number),
        here.say.time(row.at),
        here.say(KINDS[row.statement.kind]),
        here.say.language(row.statement.words.lang),
    ]
    if row.people > 1:
        parts.append(here.say.count("one person", "a group of {n}", row.people))
    parts += [here.say("late")] if row.late else []
    parts += [] if row.publish else [here.say("do not publish")]
    if row.folded_into is not None:
        parts.append(here.say("folded into No. {n}", n=row.folded_into))
    if row.holds:
        holds = ", ".join(map(str, row.holds))
        parts.append(here.say("counts for No. {numbers} too", numbers=holds))
    line = f'<p class="soft num">{plain(" · ".join(parts))}</p>'
    return line + hidden(here, row)


def hidden(here: Here, row: Row) -> str:
    """Why it is hidden, in an amber line; nothing where it is shown."""
    if row.hidden is None:
        return ""
    reason = here.say(HIDE_REASONS[row.hidden.reason])
    told = f"{reason}: {row.hidden.note}" if row.hidden.note else reason
    return f'<p class="why">{plain(here.say("Hidden."))} {plain(told)}</p>'


def row_html(here: Here, row: Row, *, at_home: bool = False) -> str:
    """A contribution with what there is to know about it; at home its theme goes without saying."""
    theme = None if at_home else row.statement.theme
    place = mark(here, theme) if theme else ""
    return f'<div class="d row">{place}<div>{words(row, here)}{about(here, row)}</div></div>'


def note(strong: str, rest: str = "") -> str:
    """An amber note: what happened, what to do."""
    more = f"<span>{plain(rest)}</span>" if rest else ""
    return f'<div class="d note"><strong>{plain(strong)}</strong>{more}</div>'


def heading(text: str, soft: str = "") -> str:
    """A heading of the desk, with a soft remark beside it."""
    beside = f'<span class="soft">{plain(soft)}</span>' if soft else ""
    return f'<div class="d row"><h2>{plain(text)}</h2>{beside}</div>'


def empty(strong: str, act: str) -> str:
    """Why something is empty, and the one act that fills it."""
    return f'<div class="d empty"><strong>{plain(strong)}</strong><span>{plain(act)}</span></div>'


def quoted(words_: Words) -> str:
    """Somebody's words with the thread at their edge."""
    return f'<div class="quoted">{voice(words_)}</div>'
