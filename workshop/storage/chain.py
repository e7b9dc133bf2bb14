"""How each event of a log is tied to the one before it, and how a break is found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import NamedTuple

from workshop.domain.events import Event
from workshop.domain.nouns import Code
from workshop.storage.codec import (
    StoredWords,
    WordsRef,
    canonical,
    encode,
    erased_by,
    lost_with,
    owner_of,
    references,
)

FIRST = ""
"""What the first event of a log is tied to."""


class Row(NamedTuple):
    """One event as it is stored."""

    workshop: str
    position: int
    at: str
    by: str
    token: str | None
    kind: str
    body: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Where a log breaks. Workshop None is the file itself, position 0 a workshop as a whole."""

    workshop: Code | None = None
    position: int = 0
    what: str

    def __str__(self) -> str:
        where = f"workshop {self.workshop}, event {self.position}" if self.workshop else "the file"
        return f"{where}: {self.what}"


def link(previous: str, row: Row) -> str:
    """SHA-256 over the hash before and the canonical JSON of every other column."""
    told = canonical([previous, *row[:-1]])
    return hashlib.sha256(told.encode()).hexdigest()


def chained(
    code: Code, events: Iterable[Event], after: int, previous: str
) -> Iterator[tuple[Row, tuple[StoredWords, ...]]]:
    """Each event as the next row of the log, with the words that stand apart from it."""
    for position, event in enumerate(events, after + 1):
        kind, body, words = encode(event)
        at = event.at.astimezone(UTC).isoformat()
        row = Row(code, position, at, event.by, event.token, kind, body, "")
        previous = link(previous, row)
        yield row._replace(hash=previous), words


def damages(code: Code, rows: Sequence[Row], texts: Mapping[str, StoredWords]) -> Iterator[Damage]:
    """What is wrong with one workshop's log: gaps, broken links, words changed, lost or foreign."""
    previous, known, sound = FIRST, set[str](), list[Row]()
    for expected, row in enumerate(rows, 1):
        wrong = _wrong(row, expected, previous)
        if wrong:
            yield Damage(workshop=code, position=expected, what=wrong)
        else:
            sound.append(row)
        previous = row.hash
    gone = _erasures(sound)
    for row in sound:
        for ref in references(row.kind, row.body):
            known.add(ref.id)
            if wrong := _wrong_words(row, ref, texts.get(ref.id), gone):
                yield Damage(workshop=code, position=row.position, what=wrong)
    if len(sound) < len(rows):
        return  # what the broken events point to is not known
    for word_id in sorted(texts.keys() - known):
        yield Damage(workshop=code, what=f"words {word_id!r} belong to no event")


def _wrong(row: Row, expected: int, previous: str) -> str:
    if row.position != expected:
        return f"event {row.position!r} stands in its place"
    try:
        sound = link(previous, row) == row.hash
    except (TypeError, ValueError):  # letters or kinds of values that no event is written with
        sound = False
    return "" if sound else "it, or the event before it, is not as it was written"


def _erasures(rows: Iterable[Row]) -> Mapping[str, Sequence[Row]]:
    """The erasing events by whose words they took."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if (owner := erased_by(row.kind, row.body)) is not None:
            found.setdefault(owner, []).append(row)
    return found


def _wrong_words(
    row: Row, ref: WordsRef, words: StoredWords | None, gone: Mapping[str, Sequence[Row]]
) -> str:
    erased = any(
        later.position > row.position and lost_with(ref.id, later.kind, owner_of(ref.id))
        for later in gone.get(owner_of(ref.id), ())
    )
    if words is None:
        return "" if erased or not ref.id else "its words are lost, and nobody erased them"
    if erased:
        return "its words are still there, although they were erased"
    return "" if words.holds(ref.sha) else "its words are not as they were written"
