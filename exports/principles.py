"""Principles by area of action, each with its reasons, support, objections and examples."""

from __future__ import annotations

from exports.blocks import (
    Bar,
    Block,
    Box,
    Cell,
    Heading,
    Para,
    Span,
    Spans,
    Style,
    Table,
    Voice,
    cell,
    marks,
    para,
    text,
)
from exports.one_page import lacking
from exports.phrasing import Phrasing
from exports.quotes import agreed, candidate, voice
from exports.terms import area_heading, value
from workshop.domain.document import (
    AreaSection,
    Document,
    PrincipleEntry,
    PrintedSentence,
    Quote,
)
from workshop.domain.nouns import Example, Status
from workshop.domain.standings import TOO_FEW

_ASKS = (3.6, 11.4)
_VOTES = (1.6, 6.4, 3.2, 3.8)


def by_area(doc: Document, say: Phrasing) -> tuple[Block, ...]:
    """One section for each area, and one for what is linked to none."""
    blocks: list[Block] = []
    for i, section in enumerate(doc.areas):
        blocks += [Heading(1, area_heading(say, section.area), page=i == 0)]
        blocks += _about(doc, section, say)
        if not section.principles:
            blocks.append(Box((text(lacking(doc, section, say)),)))
        blocks += _entries(section, say)
    if doc.unlinked:
        blocks.append(Heading(1, text(say("Linked to no area"))))
        blocks += _entries(doc.unlinked, say)
    return tuple(blocks)


def _about(doc: Document, section: AreaSection, say: Phrasing) -> list[Block]:
    blocks: list[Block] = []
    if section.area.key == doc.focus:
        blocks.append(Para(text(say("Focus of this workshop"), bold=True), Style.SMALL_LEAD_IN))
    where = Span(
        say(
            "Paragraph {paragraph} of the {framework}",
            paragraph=section.area.paragraph,
            framework=doc.framework,
        ),
        url=doc.framework_url,
    )
    reading = say("What stands here is the reading of the people in this workshop.")
    blocks.append(Para((where, Span(". "), Span(reading)), Style.SMALL_LEAD_IN))
    for entry in section.touching:
        told = say("Principle {number} touches this area too:", number=entry.number)
        title = Span(entry.title, lang=entry.lang)
        blocks.append(Para((Span(told), Span(" "), title), Style.SMALL_LEAD_IN))
    return blocks


def _entries(section: AreaSection, say: Phrasing) -> list[Block]:
    blocks: list[Block] = [b for entry in section.principles for b in _principle(entry, say)]
    return blocks + [b for theme in section.candidates for b in candidate(theme, say)]


def _principle(entry: PrincipleEntry, say: Phrasing) -> list[Block]:
    title = (Span(f"{entry.number}  "), Span(entry.title, lang=entry.lang))
    return [
        Heading(2, title),
        Para(text(entry.statement.text, lang=entry.lang), Style.STATEMENT),
        Para(_rests_on(entry.statement, say), Style.MARK),
        *_why(entry, say),
        *_support(entry, say),
        *_objections(entry, say),
        *_from_the_room(entry, say),
        *_elsewhere(entry.cards, say),
        *_asks(entry, say),
        *_value(entry, say),
    ]


def _rests_on(sentence: PrintedSentence, say: Phrasing) -> Spans:
    spans: list[Span] = [*marks(sentence.numbers)] if sentence.numbers else []
    if sentence.gone:
        numbers = ", ".join(str(n) for n in sentence.gone)
        gone = say("[withdrawn or hidden since: {numbers}]", numbers=numbers)
        spans += [Span(" "), Span(gone)] if spans else [Span(gone)]
    return tuple(spans)


def _why(entry: PrincipleEntry, say: Phrasing) -> list[Block]:
    if not entry.why:
        return []
    spans: list[Span] = []
    for i, sentence in enumerate(entry.why):
        spans += [Span(" ")] if i else []
        spans += [Span(sentence.text, lang=entry.lang), Span(" "), *_rests_on(sentence, say)]
    return [Heading(3, text(say("Why"))), Para(tuple(spans))]


def _support(entry: PrincipleEntry, say: Phrasing) -> list[Block]:
    blocks: list[Block] = [Heading(3, text(say("Support")))]
    blocks.append(Para((Span(_consent(entry, say), bold=True), Span(" "), *_rule(entry, say))))
    voted = [q for q in entry.sources if q.tally.heard]
    if voted:
        rows = tuple(_votes(quote, say) for quote in voted)
        head = (say("No."), say("Votes on the contributions"), say("Agree"), say("Range in 100"))
        title = say("Votes on the contributions this principle rests on")
        blocks.append(Table(title=title, widths=_VOTES, head=head, rows=rows))
    if entry.chosen_by:
        blocks.append(
            para(
                say.count(
                    "{n} person chose its theme as one that matters most.",
                    "{n} people chose its theme as one that matters most.",
                    entry.chosen_by,
                )
            )
        )
    return blocks


def _consent(entry: PrincipleEntry, say: Phrasing) -> str:
    if not entry.support.answered:
        return say("Candidate: this wording was not put to consent.")
    facts = {
        "support": say.number(entry.support.support),
        "live": say.number(entry.support.live_with),
        "object": say.number(entry.support.object),
        "version": say.number(entry.version),
    }
    return say(
        "Consent to version {version}: support {support}, can live with it {live}, "
        "objections {object}.",
        **facts,
    )


def _rule(entry: PrincipleEntry, say: Phrasing) -> Spans:
    if not entry.support.answered:
        return ()
    told = {
        Status.SUPPORTED: say("It counts as supported, by the rule set before writing began."),
        Status.CONTESTED: say("It counts as contested, by the rule set before writing began."),
        Status.CANDIDATE: say("Too few people answered: it stays a candidate."),
    }
    return text(told[entry.status])


def _votes(quote: Quote, say: Phrasing) -> tuple[Cell, ...]:
    number = Cell((Para((Span(str(quote.number), ref=quote.number),), Style.CELL),))
    agree = agreed(quote, say)
    if quote.interval is None or quote.tally.decided < TOO_FEW:
        return (number, cell(""), cell(agree), cell(say("too few to say")))
    low, high = round(100 * quote.interval.low), round(100 * quote.interval.high)
    ranged = say("{low} to {high}", low=say.number(low), high=say.number(high))
    told = say("{agree} agree; range in 100: {range}", agree=agree, range=ranged)
    bar = Bar(
        share=quote.interval.share, low=quote.interval.low, high=quote.interval.high, told=told
    )
    return (number, Cell(drawn=bar), cell(agree), cell(ranged))


def _objections(entry: PrincipleEntry, say: Phrasing) -> list[Block]:
    if not entry.objections:
        return []
    every = len(entry.objections)
    blocks: list[Block] = [Heading(3, text(say("Objections, in their authors' words")))]
    for i, objection in enumerate(entry.objections, 1):
        mark = say(
            "Objection {i} of {all} to version {version} of principle {number}",
            i=say.number(i),
            all=say.number(every),
            version=say.number(entry.version),
            number=entry.number,
        )
        if objection.words is None:
            blocks.append(para(say("The words of this objection were erased."), Style.SMALL))
            blocks.append(Para(text(mark), Style.SMALL))
        else:
            blocks.append(Voice(objection.words, text(mark)))
    return blocks


def _from_the_room(entry: PrincipleEntry, say: Phrasing) -> list[Block]:
    if not entry.examples:
        return []
    voices = [b for quote in entry.examples for b in voice(quote, say)]
    return [Heading(3, text(say("From the room"))), *voices]


def _elsewhere(cards: tuple[Example, ...], say: Phrasing) -> list[Block]:
    if not cards:
        return []
    return [Heading(3, text(say("Elsewhere"))), *(b for card in cards for b in _card(card, say))]


def _card(card: Example, say: Phrasing) -> list[Block]:
    story = (Span(card.title, bold=True, lang="en"), Span(" "), Span(card.gist, lang="en"))
    spans: list[Span] = [Span(say("Example card. Sources:")), Span(" ")]
    for i, source in enumerate(card.sources):
        spans += [Span("; ")] if i else []
        spans.append(Span(source.title, lang="en", url=source.url))
    noted = tuple(spans) if card.sources else text(say("Example card."))
    return [Para(story), Para(noted, Style.SMALL)]


def _asks(entry: PrincipleEntry, say: Phrasing) -> list[Block]:
    if not entry.asks:
        return []
    title = say("What it asks")
    head = (say("Of whom"), say("What"))
    rows = tuple(
        (cell(of, lang=entry.lang), cell(what, lang=entry.lang)) for of, what in entry.asks
    )
    return [
        Heading(3, text(title)),
        Table(title=title, widths=_ASKS, head=head, rows=rows),
    ]


def _value(entry: PrincipleEntry, say: Phrasing) -> list[Block]:
    if not entry.value:
        return []
    return [para(say("It rests on the open value: {value}.", value=value(say, entry.value)))]
