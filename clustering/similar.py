"""Texts that may say the same: hints for people, who alone decide."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from clustering.points import Labels, Matrix, check_alike, check_vectors
from clustering.weights import MINILM, USE

if TYPE_CHECKING:
    from clustering.embedding import Encoders


class Kind(StrEnum):
    """What two texts are compared by."""

    ENGLISH = "english"
    """Both in English: the mean of the cosines of both encoders."""
    WITHIN = "within"
    """Both in one language: the cosine of the multilingual encoder."""
    ACROSS = "across"
    """In two languages, or in one that nobody knows: the same cosine, which translation lowers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """From which likeness on a pair is worth a person's look, and how often it then holds."""

    ask: float
    """From here on "does this say the same?" is worth asking; every second time it does not."""
    likely: float
    """From here on most pairs say the same."""
    precision: float
    """Of pairs that are likely, how many do."""
    recall: float
    """Of pairs that do, how many are likely."""


MARKS: Mapping[tuple[str, Kind], Mark] = MappingProxyType(
    {
        (f"{USE}+{MINILM}", Kind.ENGLISH): Mark(ask=0.64, likely=0.77, precision=0.81, recall=0.35),
        (USE, Kind.WITHIN): Mark(ask=0.62, likely=0.77, precision=0.81, recall=0.28),
        (USE, Kind.ACROSS): Mark(ask=0.50, likely=0.54, precision=0.99, recall=0.95),
    }
)
"""Encoders and kind -> marks, measured on paraphrases of one claim and on translations.

The scale differs by encoder: one that was not measured has no row and asks nothing, but for copies.
Between freely worded texts in two languages recall is far lower than between translations.
"""
_KINDS = tuple(Kind)
_COPY = 0.995
"""From here on even an encoder that was never measured sees the same words."""
_ROWS = 512
"""So many rows are compared with all others at a time: 5,000 texts take 20 MB and not 200."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Voices:
    """Texts as the encoders see them, each by itself: nothing of a room is taken out."""

    languages: tuple[str, ...]
    """Codes, or "" where unknown."""
    multilingual: Matrix
    """(n, d) unit rows."""
    english: Matrix | None
    """(n, e) unit rows, zeros for texts that are not in English; None without such an encoder."""
    encoders: tuple[str, ...]
    """Their names without their weights, the multilingual one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """Two texts that may say the same."""

    first: int
    second: int
    likeness: float
    """At most 1; the scale is that of the kind."""
    kind: Kind
    is_likely: bool
    """Whether most pairs like this one say the same; below that, people have to look."""


def voices(texts: Sequence[str], languages: Sequence[str], encoders: Encoders) -> Voices:
    """What the encoders make of the texts. Raises ValueError when the lengths differ."""
    if len(texts) != len(languages):
        raise ValueError(f"{len(texts)} texts but {len(languages)} languages")
    names = [encoders.multilingual.name]
    english = None
    if encoders.english:
        names.append(encoders.english.name)
        rows = [row for row, language in enumerate(languages) if language == "en"]
        english = np.zeros((len(texts), encoders.english.width))
        english[rows] = encoders.english.encode([texts[row] for row in rows])
    return Voices(
        languages=tuple(languages),
        multilingual=encoders.multilingual.encode(texts),
        english=english,
        encoders=tuple(name.partition("@")[0] for name in names),
    )


def mark(encoders: Sequence[str], kind: Kind) -> Mark | None:
    """The marks for a kind of pair; None where these encoders were never measured for it."""
    name = "+".join(encoders) if kind is Kind.ENGLISH else next(iter(encoders), "")
    return MARKS.get((name, kind))


def nearest(new: Voices, kept: Voices, most: int = 3) -> list[Similar]:
    """Of the kept texts, those that nearly say what the first of `new` says, most alike first.

    `first` is 0 and `second` a row of `kept`; empty when none is worth asking about. Takes a
    millisecond. Raises ValueError for other encoders, BadVectors for rows that are not finite.
    """
    _check(new, kept)
    if not len(kept.multilingual):
        return []
    first = slice(0, 1)
    likeness = _compared(new, first, kept)[0]
    codes = _codes(new, first, kept)[0]
    asked = np.array([_asked(kept.encoders, kind) for kind in Kind])
    found = [
        _similar(0, row, float(likeness[row]), _KINDS[codes[row]], kept.encoders)
        for row in np.flatnonzero(likeness >= asked[codes]).tolist()
    ]
    return sorted(found, key=lambda pair: _order(pair, kept.encoders))[:most]


def pairs(kept: Voices, most: int = 100) -> list[Similar]:
    """The pairs that are worth a look, those that most likely say the same first.

    `first` < `second` are rows. Pairs of different kinds are ordered by how far each is above the
    mark of its kind. Where `is_likely` ends, the rest is a list in order of likeness, no more. Of
    encoders that were never measured only copies come. Raises BadVectors for rows that are not
    finite.
    """
    _check(kept, kept)
    starts = range(0, len(kept.multilingual), _ROWS)
    found = (pair for start in starts for pair in _pairs_from(start, kept, most))
    return heapq.nsmallest(most, found, key=lambda pair: _order(pair, kept.encoders))


def _pairs_from(start: int, kept: Voices, most: int) -> Iterator[Similar]:
    """The best pairs of a stretch of rows with all later ones."""
    rows = slice(start, start + _ROWS)
    likeness, codes = _compared(kept, rows, kept), _codes(kept, rows, kept)
    likely, asked = (
        np.array([bound(kept.encoders, kind) for kind in Kind]) for bound in (_likely, _asked)
    )
    later = np.arange(len(kept.multilingual)) > np.arange(start, start + len(codes))[:, None]
    firsts, seconds = np.nonzero(later & (likeness >= asked[codes]))
    above = likeness[firsts, seconds] - likely[codes[firsts, seconds]]
    for place in np.argsort(-np.round(above, 9), kind="stable")[:most].tolist():
        row, column = firsts[place], seconds[place]
        kind = _KINDS[codes[row, column]]
        yield _similar(
            int(start + row), int(column), float(likeness[row, column]), kind, kept.encoders
        )


def _compared(some: Voices, rows: slice, kept: Voices) -> Matrix:
    """(m, n) likeness of these rows of `some` to all that is kept."""
    likeness = some.multilingual[rows] @ kept.multilingual.T
    if some.english is not None and kept.english is not None:
        both = _codes(some, rows, kept) == _KINDS.index(Kind.ENGLISH)
        likeness = np.where(both, (likeness + some.english[rows] @ kept.english.T) / 2, likeness)
    return likeness


def _codes(some: Voices, rows: slice, kept: Voices) -> Labels:
    """(m, n) the place in _KINDS of each pair's kind."""
    mine = np.array(some.languages[rows], dtype=object)[:, None]
    yours = np.array(kept.languages, dtype=object)[None, :]
    same = (mine == yours) & (mine != "")
    english = same & (mine == "en") & (kept.english is not None)
    return np.where(english, 0, np.where(same, 1, 2)).astype(np.int64)


def _similar(
    first: int, second: int, likeness: float, kind: Kind, encoders: Sequence[str]
) -> Similar:
    likely = likeness >= _likely(encoders, kind)
    return Similar(first=first, second=second, likeness=likeness, kind=kind, is_likely=likely)


def _order(pair: Similar, encoders: Sequence[str]) -> tuple[float, int, int]:
    """The likeliest first: cosines of different kinds compare only beside their marks."""
    above = pair.likeness - _likely(encoders, pair.kind)
    return (-round(above, 9), pair.first, pair.second)


def _likely(encoders: Sequence[str], kind: Kind) -> float:
    found = mark(encoders, kind)
    return found.likely if found else _COPY


def _asked(encoders: Sequence[str], kind: Kind) -> float:
    found = mark(encoders, kind)
    return found.ask if found else _COPY


def _check(new: Voices, kept: Voices) -> None:
    if new.encoders != kept.encoders:
        raise ValueError(f"texts seen by {new.encoders} are not comparable with {kept.encoders}")
    check_alike(new.multilingual, kept.multilingual)
    check_vectors(new.multilingual)
    check_vectors(kept.multilingual)
