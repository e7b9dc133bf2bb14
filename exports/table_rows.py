"""What stands in each table: a row here is a file in the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from exports.phrasing import N_
from exports.terms import linked_to
from workshop.domain.document import AppendixEntry, Document, PrincipleEntry
from workshop.domain.standings import Tally

TableRow: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvTable:
    """What a file holds, the names of its columns, and its rows."""

    holds: str
    columns: tuple[str, ...]
    rows: Callable[[Document], Iterable[TableRow]]


def _several(values: Iterable[object]) -> str:
    return ";".join(str(value) for value in values)


def _state(entry: AppendixEntry) -> str:
    if entry.withdrawn:
        return "withdrawn"
    if entry.hidden:
        return "hidden"
    return "printed" if entry.words else "not published"


def _contributions(doc: Document) -> Iterable[TableRow]:
    for e in doc.appendix:
        yield (
            e.number,
            e.kind.value,
            _state(e),
            e.hidden.reason.value if e.hidden else None,
            e.words.lang if e.words else None,
            e.words.text if e.words else None,
            e.prompt,
            e.theme,
            e.theme_name,
            "yes" if e.in_tray else "no",
            _several(e.areas),
            _several(e.feeds),
            e.linked,
            e.folded_into,
            e.people,
            e.card,
            "yes" if e.late else "no",
        )


def _translations(doc: Document) -> Iterable[TableRow]:
    for e in doc.appendix:
        for words in e.translations:
            yield (e.number, words.lang, words.text)


def _votes(doc: Document) -> Iterable[TableRow]:
    for e in doc.appendix:
        if e.tally.heard:
            yield (e.number, *_counts(e.tally))


def _counts(tally: Tally) -> TableRow:
    return (tally.agree, tally.disagree, tally.passed, tally.unreadable, tally.decided, tally.heard)


def _themes(doc: Document) -> Iterable[TableRow]:
    drafted = {p.number: p for p in doc.principles}
    waiting = {t.number: t for t in doc.candidates}
    for number in sorted({*drafted, *waiting}):
        theme = drafted.get(number) or waiting[number]
        name = theme.theme if isinstance(theme, PrincipleEntry) else theme.name
        inside = _several(e.number for e in doc.appendix if e.theme == number)
        is_drafted = "yes" if number in drafted else "no"
        yield (number, name, _several(theme.areas), theme.chosen_by, is_drafted, inside)


def _principles(doc: Document) -> Iterable[TableRow]:
    for p in doc.principles:
        s = p.support
        yield (
            p.number,
            p.title,
            p.statement.text,
            p.lang,
            p.version,
            p.status.value,
            s.support,
            s.live_with,
            s.object,
            _several(p.areas),
            p.value,
            _several(card.title for card in p.cards),
            _several(f"{of}: {what}" for of, what in p.asks),
        )


def _sentences(doc: Document) -> Iterable[TableRow]:
    for p in doc.principles:
        places = [("statement", p.statement), *((f"why {i}", s) for i, s in enumerate(p.why, 1))]
        for place, s in places:
            yield (p.number, place, s.text, _several(s.numbers), _several(s.gone))


def _areas(doc: Document) -> Iterable[TableRow]:
    for section in doc.areas:
        area = section.area
        yield (
            area.key,
            area.roman,
            area.paragraph,
            area.title,
            "yes" if area.key == doc.focus else "no",
            _several(p.number for p in section.principles),
            _several(p.number for p in section.touching),
            _several(linked_to(doc.appendix, area.key)),
        )


def _objections(doc: Document) -> Iterable[TableRow]:
    for p in doc.contested:
        for i, objection in enumerate(p.objections, 1):
            words = objection.words
            yield (p.number, p.version, i, words.lang if words else None, words and words.text)


def _method(doc: Document) -> Iterable[TableRow]:
    f, m = doc.figures, doc.method
    yield from (
        ("title", doc.title),
        ("code", doc.code),
        ("made at", doc.made_at.isoformat()),
        ("version", doc.edition),
        ("closed", "yes" if doc.closed else "no"),
        ("rehearsal", "yes" if doc.rehearsal else "no"),
        ("licence", doc.licence),
        ("framework", doc.framework),
        ("framework address", doc.framework_url),
        ("people", f.people),
        ("took part", f.took_part),
        ("writers", f.writers),
        ("voters", f.voters),
        ("contributions", f.contributions),
        ("printed", f.printed),
        ("votes", f.votes),
        ("languages", _several(f.languages)),
        ("withdrawn", m.withdrawn),
        ("not published", m.unpublished),
        ("folded", m.folded),
        ("late", m.late),
        ("in no theme", m.in_tray),
        ("software", m.software),
        ("fingerprint of the log", doc.log_hash),
    )
    yield from ((f"hidden: {reason.value}", n) for reason, n in sorted(m.hidden.items()))
    yield from ((f"decided: {act}", n) for act, n in sorted(m.decisions.items()))
    yield from ((f"began: {s.phase.value}", s.began.isoformat()) for s in m.steps)


def _acts(doc: Document) -> Iterable[TableRow]:
    for a in doc.acts:
        undone = "yes" if a.undone else "no"
        numbers = _several(a.numbers)
        phase = a.phase.value if a.phase else None
        yield (a.position, a.at.isoformat(), a.act, phase, numbers, _several(a.themes), undone)


TABLES: Mapping[str, CsvTable] = MappingProxyType(
    {
        "contributions.csv": CsvTable(
            holds=N_(
                "Every contribution in order of arrival. Words stand only where they are published."
            ),
            columns=(
                *("number", "kind", "state", "hidden_because", "language", "text", "prompt"),
                *("theme", "theme_name", "in_tray", "areas", "principles", "linked", "folded_into"),
                *("people", "card", "late"),
            ),
            rows=_contributions,
        ),
        "translations.csv": CsvTable(
            holds=N_("Translations of contributions that people made. Nobody voted on them."),
            columns=("number", "language", "text"),
            rows=_translations,
        ),
        "votes.csv": CsvTable(
            holds=N_("Votes on each contribution. Who voted how is in none of these tables."),
            columns=("number", "agree", "disagree", "pass", "cannot_read", "decided", "answered"),
            rows=_votes,
        ),
        "themes.csv": CsvTable(
            holds=N_("Themes, with and without a principle; chosen_by counts people."),
            columns=("number", "name", "areas", "chosen_by", "principle", "contributions"),
            rows=_themes,
        ),
        "principles.csv": CsvTable(
            holds=N_("Principles with the consent given to exactly the printed version."),
            columns=(
                *("number", "title", "statement", "language", "version", "status", "support"),
                *("live_with", "object", "areas", "value", "cards", "asks"),
            ),
            rows=_principles,
        ),
        "sentences.csv": CsvTable(
            holds=N_(
                "Each sentence of a principle and the contributions it rests on; "
                "gone are those withdrawn or hidden since."
            ),
            columns=("principle", "place", "text", "contributions", "gone"),
            rows=_sentences,
        ),
        "areas.csv": CsvTable(
            holds=N_("Areas of action: principles centred there, those that touch it."),
            columns=(
                *("key", "numeral", "paragraph", "title", "focus", "principles", "touching"),
                "contributions",
            ),
            rows=_areas,
        ),
        "objections.csv": CsvTable(
            holds=N_("Objections to the printed versions, in their authors' words."),
            columns=("principle", "version", "objection", "language", "text"),
            rows=_objections,
        ),
        "method.csv": CsvTable(
            holds=N_("How it was made, in counts."),
            columns=("what", "value"),
            rows=_method,
        ),
        "acts.csv": CsvTable(
            holds=N_("Every act of the desk that changed what others see."),
            columns=("position", "at", "act", "step", "contributions", "themes", "taken_back"),
            rows=_acts,
        ),
    }
)
