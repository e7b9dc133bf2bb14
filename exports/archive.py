"""The archive: the document as data and every row of the log, without words that are not published.

A row keeps its hash whatever is taken out of it. Words stand apart from rows and rows hold salted
hashes of them, so the chain can be checked without them. Where a row itself repeats such words, as
a draft does that quotes them, or holds a note or label that the desk wrote for itself, they are
replaced and the row says `blanked`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from exports.phrasing import Phrasing, Row, Source, file_name
from workshop.domain.document import DeskAct, Document
from workshop.domain.nouns import ActionArea, Hidden
from workshop.domain.standings import Objection
from workshop.domain.texts import quotations, same_words, without_quotations

_SENTENCE = frozenset({"text", "rests_on"})
_FOR_THE_DESK = frozenset({"note", "label"})
_TELLING = 12
"""Letters from which on a text found within another is a repetition and no accident."""
_GONE = "…"
_NOWHERE_ELSE = frozenset({"WordingSuggested"})
"""Kinds whose words no part of the document prints, and nobody can take back but by erasing."""


def archive(source: Source, say: Phrasing) -> Mapping[str, bytes]:
    """One .json file in UTF-8."""
    whole = {
        "format": "common-thread-archive",
        "version": 1,
        "language": say.lang,
        "document": plain(source.document),
        "log": published(source.document, source.rows),
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True)
    return {file_name(source.document, ".json"): f"{text}\n".encode()}


def plain(value: object) -> object:  # noqa: PLR0911 - a table of kinds
    """A value of the domain in the terms of JSON.

    Areas keep what may be printed of them: titles and paragraph, no sub-points. An objection loses
    its id, which names its author; what is hidden keeps the reason and loses the desk's note.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, ActionArea):
        return {k: getattr(value, k) for k in ("key", "number", "roman", "paragraph", "title")}
    if isinstance(value, Objection):
        return {"words": plain(value.words)}
    if isinstance(value, DeskAct):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if f.name != "by"}
    if isinstance(value, Hidden):
        return {"reason": value.reason.value}
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(k)): plain(v) for k, v in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(v) for v in value]
    return value


def published(doc: Document, rows: Sequence[Row]) -> list[dict[str, object]]:
    """The rows with those words alone that the document may print."""
    known = {str(entry.id): entry for entry in doc.appendix}
    open_words = {
        key: {w.text for w in (entry.words, *entry.translations) if w}
        for key, entry in known.items()
    }
    stands = (o for entry in doc.contested for o in entry.objections if o.words)
    open_words |= {o.id: {o.words.text} for o in stands if o.words}
    shown = [same_words(text) for texts in open_words.values() for text in texts]
    kept, found = _sorted_out(rows, open_words)
    # words that are part of what is published, as before a revision, are no secret
    secret = [text for text in found if not any(text in whole for whole in shown)]
    return [_row(row, kept, secret, shown) for row in rows]


def _words(row: Row) -> Mapping[str, object]:
    words = row.get("words")
    return words if isinstance(words, Mapping) else {}


def _sorted_out(
    rows: Sequence[Row], open_words: Mapping[str, set[str]]
) -> tuple[dict[str, str], list[str]]:
    """Words by id that may stand, and the letters of those that may not."""
    kept: dict[str, str] = {}
    secret: list[str] = []
    for row in rows:
        for key, letters in _words(row).items():
            owner = key.rpartition("/")[0]
            if not isinstance(letters, str):
                continue
            # what the document does not know may be newer than it: only what it prints may stand
            if letters in open_words.get(owner, ()) or row.get("kind") in _NOWHERE_ELSE:
                kept[key] = letters
            else:
                secret.append(same_words(letters))
    return kept, [text for text in dict.fromkeys(secret) if len(text) >= _TELLING]


def _row(
    row: Row, kept: Mapping[str, str], secret: list[str], shown: list[str]
) -> dict[str, object]:
    words = {key: _unless(kept.get(key), secret) for key in _words(row)}
    body = _body(row.get("body"), secret, shown)
    told = {key: value for key, value in row.items() if key not in ("words", "body")}
    return {**told, "words": words, "body": body, "blanked": body != row.get("body")}


def _unless(letters: str | None, secret: list[str]) -> str | None:
    if letters is None:
        return None
    told = same_words(letters)
    return None if any(s in told for s in secret) else letters


def _body(body: object, secret: list[str], shown: list[str]) -> object:
    """The body, letter for letter as it was hashed unless something was taken out of it."""
    if not isinstance(body, str):
        return _without(body, secret, shown)
    read = json.loads(body)
    told = _without(read, secret, shown)
    return body if told == read else json.dumps(told, ensure_ascii=False, sort_keys=True)


def _without(value: object, secret: list[str], shown: list[str]) -> object:
    """The value with secret texts replaced, and within sentences the quotations of nobody."""
    if isinstance(value, Mapping):
        told = {
            k: _without(v, secret, shown) if k not in _FOR_THE_DESK or not v else _GONE
            for k, v in value.items()
        }
        if told.keys() >= _SENTENCE:
            told["text"] = _quoting(str(told["text"]), shown)
        return told
    if isinstance(value, str):
        if len(value) < _TELLING or not secret:
            return value
        letters = same_words(value)
        return _GONE if any(s in letters for s in secret) else value
    if isinstance(value, Sequence):
        return [_without(v, secret, shown) for v in value]
    return value


def _quoting(text: str, shown: list[str]) -> str:
    found = quotations(text)
    gone = {quote for quote in found if not any(same_words(quote) in whole for whole in shown)}
    return without_quotations(text, gone) if gone else text
