"""The archive: the document as data and every row of the log, without words that are not published.

A row keeps its hash whatever is taken out of it. Words stand apart from rows and rows hold salted
hashes of them, so the chain can be checked without them. Where a row itself repeats such words, as
a draft does that quotes them, or holds what is not to be printed (a note or label that the desk
wrote for itself, the framework's own sub-points), that is replaced and the row says `blanked`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum

from exports.phrasing import N_, Phrasing, Row, Source, file_name
from workshop.domain.document import DeskAct, Document
from workshop.domain.nouns import ActionArea, Hidden
from workshop.domain.standings import Objection
from workshop.domain.texts import quotations, same_words, still_said, without_quotations

_CHECKING = N_(
    "The hash of a row is the SHA-256 over one list in JSON: the hash of the row before (nothing "
    "for the first row), the code of the workshop, position, at, by, token, kind, and body, which "
    "is itself written as JSON into a text. Keys are sorted, there are no blanks between values, "
    "letters stand as they are. Words stand apart from the body, which holds salted hashes of "
    "them. A row that says blanked lacks a part of its body, so its hash cannot be computed from "
    "this file alone: the database holds the whole body, and the command verify checks it there. "
    "The texts of the framework are left out because they are not reprinted here; with the "
    "framework data of the program put back, that row can be checked again. Every other row can "
    "be checked here, also the one that follows a blanked row."
)
_SENTENCE = frozenset({"text", "rests_on"})
_AREA = frozenset({"chapeau", "points", "paragraph"})
_REPRINTED = frozenset({"key", "number", "roman", "paragraph", "title", "names"})
_GROUP = frozenset({"theme", "name", "leads"})
_THEME = frozenset({"number", "name", "kept"})
"""Fields by which a body's areas, and themes that software may have named, are told."""
_FOR_THE_DESK = frozenset({"note", "label"})
_TELLING = 12
"""Letters from which on a text found within another is a repetition and no accident."""
_GONE = "…"
_LOSING = frozenset(
    {"ContributionWithdrawn", "ContributionRevised", "ContributionHidden", "WordsErased"}
)
"""Kinds after which words that were read are read no more."""
_NOWHERE_ELSE = frozenset({"WordingSuggested"})
"""Kinds whose words no part of the document prints, and nobody can take back but by erasing."""


def archive(source: Source, say: Phrasing) -> Mapping[str, bytes]:
    """One .json file in UTF-8."""
    whole = {
        "format": "common-thread-archive",
        "version": 1,
        "language": say.lang,
        "checking": say(_CHECKING),
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


class _Secrets:
    """Texts that may not be read, found in any text in time that grows with its length alone."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        for text in texts:
            self._by_start.setdefault(text[:_TELLING], []).append(text)

    def within(self, text: str) -> Iterator[str]:
        """Those that stand in it."""
        for at in range(len(text) - _TELLING + 1 if self._by_start else 0):
            for secret in self._by_start.get(text[at : at + _TELLING], ()):
                if text.startswith(secret, at):
                    yield secret


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sieve:
    """What decides about each text of a row."""

    kept: Mapping[str, str]
    secrets: _Secrets
    shown: str
    """All that is published, text by text."""
    said: str
    """The same in lower case."""
    lost: bool
    """Whether somebody's words were taken back, which a name made by software may still hold."""

    def is_secret(self, text: str) -> bool:
        return next(self.secrets.within(text), None) is not None


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
    every = _Secrets(found)
    whole = "\n".join(shown)
    known_anyway = set(every.within(whole))
    sieve = _Sieve(
        kept=kept,
        secrets=_Secrets(text for text in found if text not in known_anyway),
        shown=whole,
        said=whole.casefold(),
        lost=any(_was_lost(row) for row in rows),
    )
    return [_row(row, sieve) for row in rows]


def _was_lost(row: Row) -> bool:
    return row.get("kind") in _LOSING


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


def _row(row: Row, sieve: _Sieve) -> dict[str, object]:
    words = {key: _unless(sieve.kept.get(key), sieve) for key in _words(row)}
    body = _body(row.get("body"), sieve)
    told = {key: value for key, value in row.items() if key not in ("words", "body")}
    return {**told, "words": words, "body": body, "blanked": body != row.get("body")}


def _unless(letters: str | None, sieve: _Sieve) -> str | None:
    return None if letters is None or sieve.is_secret(same_words(letters)) else letters


def _body(body: object, sieve: _Sieve) -> object:
    """The body, letter for letter as it was hashed unless something was taken out of it."""
    if not isinstance(body, str):
        return _without(body, sieve)
    read = json.loads(body)
    told = _without(read, sieve)
    return body if told == read else json.dumps(told, ensure_ascii=False, sort_keys=True)


def _without(value: object, sieve: _Sieve) -> object:
    """The value with secret texts replaced, and within sentences the quotations of nobody."""
    if isinstance(value, Mapping):
        return _mapping(value, sieve)
    if isinstance(value, str):
        if len(value) < _TELLING:
            return value
        return _GONE if sieve.is_secret(same_words(value)) else value
    if isinstance(value, Sequence):
        return [_without(v, sieve) for v in value]
    return value


def _mapping(value: Mapping[str, object], sieve: _Sieve) -> dict[str, object]:
    keys = value.keys()
    if keys >= _AREA:
        # of the framework titles and paragraphs are printed, and nothing that it says below them
        return {k: v for k, v in value.items() if k in _REPRINTED}
    told = {
        k: _without(v, sieve) if k not in _FOR_THE_DESK or not v else _GONE
        for k, v in value.items()
    }
    if keys >= _SENTENCE:
        told["text"] = _quoting(str(told["text"]), sieve.shown)
    by_software = keys >= _GROUP or (keys >= _THEME and not value.get("named"))
    if by_software and sieve.lost and isinstance(value["name"], str):
        told["name"] = still_said(value["name"], sieve.said) or _GONE
    return told


def _quoting(text: str, shown: str) -> str:
    found = quotations(text)
    gone = {quote for quote in found if same_words(quote) not in shown}
    return without_quotations(text, gone) if gone else text
