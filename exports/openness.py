"""What is open: answers to further questions, what divides the room, areas without a principle."""

from __future__ import annotations

from exports.blocks import (
    Block,
    Cell,
    Heading,
    Para,
    Span,
    Style,
    Table,
    Tone,
    cell,
    para,
    text,
)
from exports.phrasing import Phrasing
from exports.quotes import agreed, voice
from exports.terms import area_heading, area_short, linked_to
from workshop.domain.document import AreaSection, Document, PrincipleEntry, Quote
from workshop.domain.nouns import Words
from workshop.domain.standings import Opposed

_QUESTIONS = (1.2, 7.8, 2.0, 2.0, 2.0)
_OPPOSED = (1.2, 5.7, 1.2, 5.1, 1.8)
_OBJECTIONS = (4.4, 10.6)
_FIRST_COLUMN, _TEXT_WIDTH = 5.0, 15.0


def assessing(doc: Document, say: Phrasing) -> tuple[Block, ...]:
    """For each question after the first: what people answered, in their own words."""
    blocks: list[Block] = []
    titles = {prompt.key: prompt.title for prompt in doc.prompts}
    for key, quotes in doc.assessing.items():
        blocks.append(Heading(1, text(titles[key])))
        if not quotes:
            blocks.append(para(say("Nobody answered this question.")))
            continue
        blocks.append(
            para(
                say("Answers to this question, in the words of their authors."),
                Style.SMALL,
            )
        )
        blocks += [b for quote in quotes for b in voice(quote, say)]
    return tuple(blocks)


def disagreements(doc: Document, say: Phrasing) -> tuple[Block, ...]:
    """By rule, never by taste: what divides the room, and every objection to a printed wording."""
    blocks: list[Block] = [
        Heading(1, text(say("Open questions and disagreements"))),
        para(
            say(
                "Chosen by rule, not by taste: the contributions that most divide the room, "
                "and every objection to a wording that is printed."
            ),
            Style.LEAD_IN,
        ),
    ]
    if doc.questions:
        blocks += _questions(doc, say)
    else:
        blocks.append(para(say("By this rule no contribution divides the room.")))
    if doc.opposed:
        blocks += _opposed(doc, say)
    if doc.contested:
        blocks += _objections(doc, say)
    else:
        blocks.append(para(say("There is no objection to a wording that is printed.")))
    return tuple(blocks)


def _questions(doc: Document, say: Phrasing) -> list[Block]:
    title = say("What most divides the room")
    head = (say("No."), say("Contribution"), say("Agree"), say("Disagree"), say("Pass"))
    rows = tuple(_question(quote, say) for quote in doc.questions)
    return [Heading(2, text(title)), Table(title=title, widths=_QUESTIONS, head=head, rows=rows)]


def _opposed(doc: Document, say: Phrasing) -> list[Block]:
    """Texts that say opposite things look alike to software, so only votes are asked."""
    title = say("Two that pull apart")
    told = say(
        "Contributions of one theme on which the same people took opposite sides, by their votes."
    )
    head = (say("No."), say("One"), say("No."), say("The other"), say("Opposite sides"))
    rows = tuple(_pair(first, second, pair, say) for first, second, pair in doc.opposed)
    table = Table(title=title, widths=_OPPOSED, head=head, rows=rows)
    return [Heading(2, text(title)), para(told, Style.SMALL), table]


def _pair(first: Quote, second: Quote, pair: Opposed, say: Phrasing) -> tuple[Cell, ...]:
    apart = say("{n} of {all}", n=say.number(pair.apart), all=say.number(pair.decided))
    return (*_numbered(first), *_numbered(second), cell(apart))


def _numbered(quote: Quote) -> tuple[Cell, Cell]:
    number = Para((Span(str(quote.number), ref=quote.number),), Style.CELL)
    words = Para(text(quote.words.text, lang=quote.words.lang), Style.CELL_VOICE)
    return Cell((number,)), Cell((words,))


def _objections(doc: Document, say: Phrasing) -> list[Block]:
    title = say("Objections")
    head = (say("Principle"), say("Objection, in its author's words"))
    rows = tuple(row for entry in doc.contested for row in _objected(entry, say))
    return [Heading(2, text(title)), Table(title=title, widths=_OBJECTIONS, head=head, rows=rows)]


def _objected(entry: PrincipleEntry, say: Phrasing) -> list[tuple[Cell, ...]]:
    name = (Span(f"{entry.number}  "), Span(entry.title, lang=entry.lang))
    rows: list[tuple[Cell, ...]] = []
    for i, objection in enumerate(entry.objections):
        first = Cell((Para(name, Style.CELL),)) if i == 0 else cell("")
        rows.append((first, _reason(objection.words, say)))
    return rows


def _reason(words: Words | None, say: Phrasing) -> Cell:
    if words is None:
        return cell(say("The words of this objection were erased."), tone=Tone.PAPER)
    return Cell((Para(text(words.text, lang=words.lang), Style.CELL_VOICE),))


def _question(quote: Quote, say: Phrasing) -> tuple[Cell, ...]:
    return (
        *_numbered(quote),
        cell(agreed(quote, say)),
        cell(say.number(quote.tally.disagree)),
        cell(say.number(quote.tally.passed)),
    )


def matrix(doc: Document, say: Phrasing) -> tuple[Block, ...]:
    """Principles by areas of action; an area without any is amber and says so in words."""
    if not doc.principles:
        return ()
    width = round((_TEXT_WIDTH - _FIRST_COLUMN) / max(1, len(doc.areas)), 2)
    rows = [_row(entry, doc) for entry in doc.principles]
    sums = (cell(say("Principles"), bold=True), *(_sum(s, say) for s in doc.areas))
    title = say("Principles and areas of action")
    return (
        Heading(1, text(title)),
        para(" · ".join(area_short(s.area) for s in doc.areas), Style.SMALL),
        Table(
            title=title,
            widths=(_FIRST_COLUMN, *(width for _ in doc.areas)),
            head=(say("● centre   ○ touches"), *(f"({s.area.roman})" for s in doc.areas)),
            rows=(*rows, sums),
        ),
        *_gaps(doc, say),
    )


def _row(entry: PrincipleEntry, doc: Document) -> tuple[Cell, ...]:
    title = Cell(
        (Para((Span(f"{entry.number}  "), Span(entry.title, lang=entry.lang)), Style.CELL),)
    )
    return (title, *(cell(_sign(entry, s), tone=_tone(s)) for s in doc.areas))


def _sign(entry: PrincipleEntry, section: AreaSection) -> str:
    if section.area.key not in entry.areas:
        return ""
    return "●" if entry.areas[0] == section.area.key else "○"


def _tone(section: AreaSection) -> Tone:
    return Tone.PLAIN if section.principles or section.touching else Tone.NOTE


def _sum(section: AreaSection, say: Phrasing) -> Cell:
    n = len(section.principles) + len(section.touching)
    return cell(say.number(n) if n else say("none"), bold=True, tone=_tone(section))


def _gaps(doc: Document, say: Phrasing) -> list[Block]:
    gaps = [s for s in doc.areas if not s.principles and not s.touching]
    blocks: list[Block] = []
    for section in gaps:
        n = len(linked_to(doc.appendix, section.area.key))
        told = (
            say.count(
                "No principle, but {n} contribution was linked to this area.",
                "No principle, but {n} contributions were linked to this area.",
                n,
            )
            if n
            else say("No contribution was linked to this area.")
        )
        name = area_heading(say, section.area)
        blocks.append(
            Para((*(Span(s.text, bold=True, lang=s.lang) for s in name), Span(". "), Span(told)))
        )
    if gaps:
        blocks.append(
            para(say("A gap says something about this workshop, not about what is needed."))
        )
    return blocks
