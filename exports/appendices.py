"""The appendices: every contribution as it arrived, licence and data, every act of the desk."""

from __future__ import annotations

from exports.blocks import (
    Block,
    Cell,
    Heading,
    Para,
    Span,
    Spans,
    Style,
    Table,
    Tone,
    cell,
    cells,
    para,
    text,
)
from exports.phrasing import Phrasing
from exports.table_rows import TABLES
from exports.terms import day_of, desk_act, hide_reason, kind, local_day, phase
from workshop.domain.document import AppendixEntry, DeskAct, Document

_CONTRIBUTIONS = (1.2, 8.8, 1.9, 1.4, 1.7)
_ACTS = (2.6, 6.6, 5.8)


def contributions(doc: Document, say: Phrasing) -> tuple[Block, ...]:
    """Appendix A."""
    title = say("Appendix A: every contribution")
    head = (say("No."), say("Contribution"), say("Kind"), say("Areas"), say("Agree"))
    intro = say(
        "In the words of their authors, in the order of arrival. Hidden ones keep their number "
        "and show the reason; withdrawn ones keep their number."
    )
    heading = Heading(1, text(title), page=True)
    if not doc.appendix:
        return (heading, para(say("Nobody has written anything yet.")))
    numerals = {str(section.area.key): f"({section.area.roman})" for section in doc.areas}
    rows = tuple(_entry(entry, numerals, say) for entry in doc.appendix)
    table = Table(title=title, widths=_CONTRIBUTIONS, head=head, rows=rows)
    return (heading, para(intro, Style.SMALL), table)


def _entry(entry: AppendixEntry, numerals: dict[str, str], say: Phrasing) -> tuple[Cell, ...]:
    tone = Tone.PLAIN if entry.words else Tone.PAPER
    agree = say(
        "{agree} of {all}",
        agree=say.number(entry.tally.agree),
        all=say.number(entry.tally.decided),
    )
    number = Cell((para(str(entry.number), Style.CELL),), tone, anchor=entry.number)
    areas = ", ".join(numerals.get(key, key) for key in entry.areas)
    return (
        number,
        _words(entry, tone, say),
        cell(kind(say, entry.kind), tone=tone),
        cell(areas, tone=tone),
        cell(agree if entry.tally.decided else "", tone=tone),
    )


def _words(entry: AppendixEntry, tone: Tone, say: Phrasing) -> Cell:
    if entry.words is None:
        told = [para(not_printed(entry, say), Style.CELL)]
    else:
        told = [Para(text(entry.words.text, lang=entry.words.lang), Style.CELL_VOICE)]
    for words in entry.translations:
        language = say("Translated into {language} by a person:", language=say.language(words.lang))
        told.append(para(language, Style.CELL_MARK))
        told.append(Para(text(words.text, lang=words.lang), Style.CELL_VOICE))
    told += [Para(line, Style.CELL_MARK) for line in _place(entry, say)]
    return Cell(tuple(told), tone)


def not_printed(entry: AppendixEntry, say: Phrasing) -> str:
    """Why there is a number without words."""
    if entry.withdrawn:
        return say("Withdrawn by its author.")
    if entry.hidden:
        return say("Hidden: {reason}", reason=hide_reason(say, entry.hidden.reason))
    return say("Not published at the wish of its author.")


def _place(entry: AppendixEntry, say: Phrasing) -> list[Spans]:
    parts: list[Span] = []
    lang = entry.words.lang if entry.words else say.lang
    if lang not in (say.lang, "und"):
        parts.append(Span(say.language(lang)))
    if entry.theme is not None:
        facts = {"number": entry.theme, "name": entry.theme_name}
        parts.append(Span(say("Theme {number}, {name}", **facts)))
    elif entry.in_tray:
        parts.append(Span(say("In the tray: it fits no theme")))
    if entry.feeds and not entry.hidden and not entry.withdrawn:
        feeds = ", ".join(str(n) for n in entry.feeds)
        parts.append(Span(say("Stands behind principle {numbers}", numbers=feeds)))
    if entry.folded_into is not None:
        number = entry.folded_into
        parts.append(
            Span(say("Folded into {number}, which says the same", number=number), ref=number)
        )
    if entry.linked is not None:
        parts.append(Span(say("Belongs to {number}", number=entry.linked), ref=entry.linked))
    if entry.people > 1:
        parts.append(
            Span(say.count("Written by {n} person", "Written by {n} people", entry.people))
        )
    if entry.card:
        parts.append(Span(say("Inspired by the card “{card}”", card=entry.card)))
    if entry.late:
        parts.append(Span(say("Sent late")))
    return [_joined(parts)] if parts else []


def _joined(parts: list[Span]) -> Spans:
    spans: list[Span] = []
    for i, part in enumerate(parts):
        spans += [Span(" · ")] if i else []
        spans.append(part)
    return tuple(spans)


def licence(doc: Document, say: Phrasing) -> tuple[Block, ...]:
    """Appendix B."""
    cite = say(
        "People of workshop {code} ({year}). {title}, version {version}. {licence}.",
        code=doc.code,
        year=day_of(doc.made_at).year,
        title=doc.title,
        version=say.number(doc.edition),
        licence=doc.licence,
    )
    blocks: list[Block] = [
        Heading(1, text(say("Appendix B: licence, data, how to cite"))),
        para(say("Licence of this document: {licence}.", licence=doc.licence)),
        Para((Span(say("Cite as:"), bold=True), Span(" "), Span(cite))),
        para(
            say(
                "Data: the tables ({files}) and the archive in JSON hold the same, without names.",
                files=", ".join(TABLES),
            )
        ),
    ]
    if doc.framework_url:
        link = Span(doc.framework, url=doc.framework_url, lang="en")
        blocks.append(
            Para(
                (
                    Span(say("The official text that the areas of action come from:")),
                    Span(" "),
                    link,
                )
            )
        )
    if doc.method.software:
        blocks.append(
            para(say("Method of the proposals: {method}", method=doc.method.software), Style.SMALL)
        )
    if doc.log_hash:
        told = say("Fingerprint of the log (SHA-256 over every act): {hash}", hash=doc.log_hash)
        blocks.append(para(told, Style.SMALL))
    return tuple(blocks)


def acts(doc: Document, say: Phrasing) -> tuple[Block, ...]:
    """Appendix C."""
    title = say("Appendix C: acts of the desk")
    heading = Heading(1, text(title))
    if not doc.acts:
        return (heading, para(say("The desk has changed nothing.")))
    one_day = len({day_of(act.at) for act in doc.acts}) == 1
    intro = say(
        "Each act that changed what others see, in the order it happened. "
        "“Taken back” means that it was undone later."
    )
    rows = tuple(
        cells(_when(act, say, one_day=one_day), _act(act, say), _about(act, say))
        for act in doc.acts
    )
    head = (say("When"), say("Act"), say("About"))
    return (
        heading,
        para(intro, Style.SMALL),
        Table(title=title, widths=_ACTS, head=head, rows=rows),
    )


def _when(act: DeskAct, say: Phrasing, *, one_day: bool) -> str:
    clock = say.time(act.at)
    return clock if one_day else f"{local_day(say, act.at)}, {clock}"


def _act(act: DeskAct, say: Phrasing) -> str:
    told = desk_act(say, act.act)
    if act.phase is not None:
        told = say("Opened the step: {step}", step=phase(say, act.phase))
    return say("{act} (taken back)", act=told) if act.undone else told


def _about(act: DeskAct, say: Phrasing) -> str:
    told = [say("theme {theme}", theme=theme) for theme in act.themes]
    if act.numbers:
        told.append(say("No. {number}", number=", ".join(str(n) for n in act.numbers)))
    return " · ".join(told)
