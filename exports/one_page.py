"""The one page that people print: every principle in a line, and how to read the document."""

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
    Voice,
    para,
    text,
)
from exports.phrasing import Phrasing
from exports.terms import area_short, linked_to, mark_of, status
from workshop.domain.document import AreaSection, CandidateTheme, Document, PrincipleEntry, Quote
from workshop.domain.standings import TOO_FEW

_ONE_PAGE = (3.9, 6.4, 2.0, 2.7)
_SHORT = 140


def one_page(doc: Document, say: Phrasing) -> tuple[Block, ...]:
    """Every principle in one line under its area; without any, the candidate themes."""
    drafted = bool(doc.principles)
    title = say("The principles on one page") if drafted else say("Candidate themes on one page")
    rows = [row for section in doc.areas for row in _area_rows(doc, section, say)]
    if doc.unlinked:
        rows += _rows(doc, say("Linked to no area"), doc.unlinked, say)
    head = (
        (say("Area of action"), say("Principle"), say("Status"), say("Consent"))
        if drafted
        else (say("Area of action"), say("Candidate theme"), say("Status"), say("Contributions"))
    )
    table = Table(title=title, widths=_ONE_PAGE, head=head, rows=tuple(rows), tight=True)
    intro = () if drafted else (para(_undrafted(doc, say)),)
    return (Heading(1, text(title), page=True), *intro, table, *_how_to_read(doc, say))


def _undrafted(doc: Document, say: Phrasing) -> str:
    if not doc.candidates:
        return say("Nobody has worded a principle yet, and there are no themes yet.")
    return say(
        "Nobody has worded a principle yet. These are themes that the contributions "
        "were sorted into; what they ask is open."
    )


def _area_rows(doc: Document, section: AreaSection, say: Phrasing) -> list[tuple[Cell, ...]]:
    name = area_short(section.area)
    if section.area.key == doc.focus:
        name = say("{area} (focus of this workshop)", area=name)
    rows = _rows(doc, name, section, say)
    if section.principles or (section.candidates and not doc.principles):
        return rows
    lack = lacking(doc, section, say)
    told = (name, lack, say("none"), "")
    return [tuple(_line(word, Tone.NOTE) for word in told), *_rows(doc, "", section, say)]


def lacking(doc: Document, section: AreaSection, say: Phrasing) -> str:
    """What an area without a principle says: whether anybody's words were linked to it at all."""
    numbers = linked_to(doc.appendix, section.area.key)
    if not numbers and not section.candidates and not section.touching:
        return say("No contribution was linked to this area.")
    return say.count(
        "No principle is centred here. {n} contribution was linked to this area.",
        "No principle is centred here. {n} contributions were linked to this area.",
        len(numbers),
    )


def _rows(doc: Document, name: str, section: AreaSection, say: Phrasing) -> list[tuple[Cell, ...]]:
    told = [
        (_titled(p), _line(status(say, p.status)), _consent(p, say)) for p in section.principles
    ]
    if not doc.principles:
        told += [
            (_line(_named(t)), _line(say("candidate")), _counted(t, say))
            for t in section.candidates
        ]
    elif section.candidates:
        told.append((_waiting(section, say), _line(say("candidate")), _line("")))
    return [(_line(name if i == 0 else ""), *rest) for i, rest in enumerate(told)]


def _line(words: str, tone: Tone = Tone.PLAIN) -> Cell:
    return Cell((para(words, Style.LINE),), tone)


def _titled(entry: PrincipleEntry) -> Cell:
    number = Span(f"{entry.number}  ", bold=True)
    return Cell((Para((number, Span(entry.title, bold=True, lang=entry.lang)), Style.LINE),))


def _waiting(section: AreaSection, say: Phrasing) -> Cell:
    """All candidates of an area in one cell: beside principles they take no row each."""
    names = " · ".join(_named(theme) for theme in section.candidates)
    told = say.count(
        "Candidate theme: {names}",
        "Candidate themes: {names}",
        len(section.candidates),
        names=names,
    )
    return _line(told)


def _named(theme: CandidateTheme) -> str:
    # the number stays beside the name it belongs to
    return f"{theme.number}\N{NO-BREAK SPACE}{theme.name}"


def _counted(theme: CandidateTheme, say: Phrasing) -> Cell:
    n = len(theme.quotes) + theme.unpublished
    return _line(say.count("{n} contribution", "{n} contributions", n))


def _consent(entry: PrincipleEntry, say: Phrasing) -> Cell:
    """Three numbers, never a percentage: an objection is a reason, not a share."""
    s = entry.support
    three = (s.support, s.live_with, s.object)
    return _line(" · ".join(say.number(n) for n in three) if s.answered else "")


def _how_to_read(doc: Document, say: Phrasing) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Heading(2, text(say("How to read this document"))),
        para(
            say(
                "Words of people are set in this serif face behind a red line, exactly as they "
                "were written, with their number."
            ),
            Style.SMALL_LEAD_IN,
        ),
    ]
    sample = _sample(doc, say)
    if sample:
        blocks.append(Voice(sample.words, mark_of(say, sample)))
    blocks.append(
        para(
            say(
                "Words of the group (titles, statements, reasons) are set in sans serif. "
                "Each sentence rests on the contributions behind it in brackets."
            ),
            Style.SMALL_LEAD_IN,
        )
    )
    blocks += _how_to_count(sample, say)
    blocks += _how_consent_reads(doc, say)
    return tuple(blocks)


def _sample(doc: Document, say: Phrasing) -> Quote | None:
    """A short quotation in the reader's language that the room surely agreed with."""
    quotes = [q for p in doc.principles for q in p.sources]
    quotes += [q for t in doc.candidates for q in t.quotes]

    def fitness(quote: Quote) -> tuple[bool, bool, bool, float, int]:
        foreign, long = quote.words.lang != say.lang, len(quote.words.text) > _SHORT
        sure = quote.interval.low if quote.interval else 0.0
        return (foreign, long, not _ranged(quote), -sure, quote.number)

    return min(quotes, key=fitness, default=None)


def _ranged(quote: Quote) -> bool:
    return quote.interval is not None and quote.tally.decided >= TOO_FEW


def _how_to_count(sample: Quote | None, say: Phrasing) -> list[Block]:
    told: list[Block] = []
    if sample and sample.interval and _ranged(sample):
        facts = {
            "agree": say.number(sample.tally.agree),
            "all": say.number(sample.tally.decided),
            "low": say.number(round(100 * sample.interval.low)),
            "high": say.number(round(100 * sample.interval.high)),
        }
        told.append(
            para(
                say(
                    "“{agree} of {all} agree, range {low} to {high} in 100” means: of the {all} "
                    "people who agreed or disagreed with a contribution, {agree} agreed. "
                    "If a larger room were like this one, between {low} and {high} in 100 would "
                    "agree. A room is seldom like the world outside.",
                    **facts,
                ),
                Style.SMALL_LEAD_IN,
            )
        )
    told.append(
        para(
            say(
                "Votes stand only beside the contribution that people voted on. What stands beside "
                "a principle is the consent given to exactly the wording that is printed."
            ),
            Style.SMALL,
        )
    )
    return told


def _how_consent_reads(doc: Document, say: Phrasing) -> list[Block]:
    given = [p.support for p in doc.principles if p.support.answered]
    if not given:
        return []
    facts = {
        "support": say.number(given[0].support),
        "live": say.number(given[0].live_with),
        "object": say.number(given[0].object),
    }
    return [
        para(
            say(
                "“{support} · {live} · {object}” under Consent means: {support} support this "
                "wording, {live} can live with it, and objections to it are {object}.",
                **facts,
            ),
            Style.SMALL,
        )
    ]
