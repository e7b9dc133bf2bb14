"""Before it leaves the room: what the document will print, count or leave out, and why."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from workshop.domain.document import Document
from workshop.domain.nouns import Code
from workshop.domain.texts import quotations
from workshop.reporting import report
from workshop.screens.desk.marks import heading
from workshop.screens.desk.snapshot import snapshot
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here

_KEPT = 8
_known: OrderedDict[tuple[Code, str], tuple[int, Document]] = OrderedDict()

Check = tuple[str, str, bool]
"""What was looked at, what was found, and whether somebody should look at it."""


def current(here: Here) -> Document:
    """The document as it stands, computed once a version."""
    key, version = (here.room.code, here.say.lang), here.room.version
    found = _known.get(key)
    if found is None or found[0] != version:
        found = _known[key] = (version, report(here.house.rooms, here.room, here.say.lang))
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return found[1]


def leaving(here: Here) -> None:
    """What waits for a decision, and the table of checks."""
    draw(heading(here.say("Before it leaves the room")))
    draw(_undecided(here))
    document = current(here)
    lines = "".join(
        f'<tr{" class=gap" if look else ""}><th scope="row">{plain(what)}</th>'
        f"<td>{plain(found)}</td></tr>"
        for what, found, look in [*_principles(here, document), *_voices(here, document)]
    )
    draw(f'<div class="d"><table class="t leaving"><tbody>{lines}</tbody></table></div>')


def _undecided(here: Here) -> str:
    """The themes whose areas were suggested and never decided, with the way to decide them."""
    rows = snapshot(here).themes
    count = sum(1 for row in rows if row.suggested and not row.theme.areas_decided)
    if not count:
        return ""
    what = here.say.count(
        "{n} theme has areas that the software suggested and nobody decided.",
        "{n} themes have areas that the software suggested and nobody decided.",
        count,
    )
    rest = here.say("Until somebody decides, these links are printed nowhere.")
    way = here.say("Decide them under Gaps")
    return (
        f'<div class="d note"><strong>{plain(what)}</strong><span>{plain(rest)}</span>'
        f'<a href="/steer?w={plain(here.room.code)}&amp;view=gaps" target="_self">{plain(way)}</a>'
        "</div>"
    )


def _principles(here: Here, doc: Document) -> Iterator[Check]:
    say = here.say
    sentences = [s for p in doc.principles for s in (p.statement, *p.why)]
    gone = sum(1 for s in sentences if s.gone or not s.numbers)
    quotes = sum(len(quotations(s.text)) for s in sentences)
    in_order = say("In order")
    if not doc.principles:
        yield say("Principles"), say("None yet: it prints candidate themes"), True
    else:
        yield (
            say.count(
                "{n} principle, each sentence rests on living voices",
                "{n} principles, each sentence rests on living voices",
                len(doc.principles),
            ),
            in_order if not gone else say("{n} sentences rest on words that are gone", n=gone),
            bool(gone),
        )
        yield (
            say.count("{n} quotation, word for word", "{n} quotations, word for word", quotes),
            in_order,
            False,
        )
    for principle in doc.contested:
        yield (
            say.count(
                "Principle {p}: {n} objection",
                "Principle {p}: {n} objections",
                len(principle.objections),
                p=principle.number,
            ),
            say("Printed in their own words"),
            True,
        )
    bare = [s.area for s in doc.areas if not s.principles and not s.touching]
    if bare:
        names = " · ".join(f"({area.roman}) {area.short or area.title}" for area in bare)
        yield names, say("Printed as areas without a principle"), True


def _voices(here: Here, doc: Document) -> Iterator[Check]:
    say, method = here.say, doc.method
    hidden = sum(method.hidden.values())
    yield (
        say.count("{n} hidden voice", "{n} hidden voices", hidden),
        say("Counted, with the reasons"),
        False,
    )
    yield (
        say.count("{n} voice “do not publish”", "{n} voices “do not publish”", method.unpublished),
        say("Left out, counted"),
        False,
    )
    yield (
        say.count("{n} withdrawn voice", "{n} withdrawn voices", method.withdrawn),
        say("The number stays, without words"),
        False,
    )
    yield (
        say.count("{n} voice in no theme", "{n} voices in no theme", method.in_tray),
        say("Printed in the appendix"),
        bool(method.in_tray),
    )
    if doc.withdraw_until:
        until = say("Until {day}", day=say.day(doc.withdraw_until))
        yield say("Words can be withdrawn"), until, False
    if not doc.closed:
        yield say("The workshop"), say("Still open: it is printed as a draft"), True
    if doc.rehearsal:
        yield say("A rehearsal"), say("Said on the cover and on every page"), True
