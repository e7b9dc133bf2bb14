"""The cover: what this is, how far it has come, and four figures."""

from __future__ import annotations

from exports.blocks import (
    Block,
    Box,
    Cell,
    Para,
    Space,
    Span,
    Spans,
    Style,
    Table,
    Thread,
    para,
    text,
)
from exports.phrasing import Phrasing
from exports.terms import local_day
from workshop.domain.document import Document

_FACTS = (3.75, 3.75, 3.75, 3.75)


def state_line(doc: Document, say: Phrasing) -> str:
    """What stands in every header: how far the document has come, and when it was made."""
    day = local_day(say, doc.made_at)
    if doc.rehearsal:
        return say("Rehearsal, {day}", day=day)
    return say("Draft, version {version}, {day}", version=say.number(doc.edition), day=day)


def title_page(doc: Document, say: Phrasing) -> tuple[Block, ...]:
    """All that stands on the cover below the title."""
    when = say.day(doc.held_on) if doc.held_on else ""
    known = [part for part in (doc.event, doc.place, when, _grouped(doc.code)) if part]
    blocks: list[Block] = [para(prompt.title, Style.SUBTITLE) for prompt in doc.prompts[:1]]
    blocks += [para(" · ".join(known), Style.SUBTITLE), Space(60), Box(_status(doc, say))]
    blocks += [_figures(doc, say)]
    if doc.withdraw_until:
        until = say.day(doc.withdraw_until)
        blocks.append(
            para(
                say("People can take their own words back until {until}.", until=until),
                Style.SMALL,
            )
        )
    blocks.append(
        para(
            say(
                "Everything in this document can be traced: the numbers lead to the appendix, "
                "the appendix to the data files."
            ),
            Style.SMALL,
        )
    )
    return (Space(110), Thread(), *blocks)


def _grouped(code: str) -> str:
    # a code is read aloud in two halves, and never torn apart
    return f"{code[:3]}\N{NO-BREAK SPACE}{code[3:]}"


def _status(doc: Document, say: Phrasing) -> tuple[Spans, ...]:
    lines: list[Spans] = []
    if doc.rehearsal:
        lines.append(
            text(say("Rehearsal. Nothing in this document comes from a real workshop."), bold=True)
        )
    version = say("Status: draft, version {version}.", version=say.number(doc.edition))
    people = say.count(
        "Made by {n} person together. Adopted by no organisation.",
        "Made by {n} people together. Adopted by no organisation.",
        doc.figures.took_part,
    )
    lines.append((Span(version, bold=True), Span(" "), Span(people)))
    if not doc.closed:
        facts = {"time": say.time(doc.made_at), "day": local_day(say, doc.made_at)}
        lines.append(
            text(say("The workshop is still open. This is how it stood at {time}, {day}.", **facts))
        )
    lines.append((Span(_linked(doc, say)),))
    return tuple(lines)


def _linked(doc: Document, say: Phrasing) -> str:
    if "UNESCO" in doc.framework:
        return say(
            "It links to the {framework}. UNESCO has not taken part in it.", framework=doc.framework
        )
    return say(
        "It links to: {framework}. Those who adopted that text have not taken part in it.",
        framework=doc.framework,
    )


def _figures(doc: Document, say: Phrasing) -> Table:
    f = doc.figures
    tongues = say.count("in {n} language", "in {n} languages", len(f.languages))
    parts = (
        (f.took_part, say.count("person", "people", f.took_part), ""),
        (f.contributions, say.count("contribution", "contributions", f.contributions), tongues),
        (f.votes, say.count("vote", "votes", f.votes), ""),
        _outcome(doc, say),
    )
    row = tuple(
        Cell(
            (
                Para(text(say.number(n), bold=True), Style.FIGURE),
                para(caption, Style.CELL),
                *([para(more, Style.CELL)] if more else []),
            )
        )
        for n, caption, more in parts
    )
    return Table(title=say("The workshop in four figures"), widths=_FACTS, rows=(row,))


def _outcome(doc: Document, say: Phrasing) -> tuple[int, str, str]:
    if not doc.principles:
        n = len(doc.candidates)
        return n, say.count("candidate theme", "candidate themes", n), ""
    n = len(doc.principles)
    areas = say(
        "centred in {some} of {all} areas of action",
        some=say.number(doc.figures.areas),
        all=say.number(len(doc.areas)),
    )
    return n, say.count("principle", "principles", n), areas
