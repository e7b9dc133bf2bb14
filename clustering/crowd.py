"""Any number of texts into named themes in one go: few are grouped, many are placed among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import regex

from clustering.embedding import Embedder, Encoders, Level
from clustering.grouping import Grouping, group, place, recut, room_vectors
from clustering.languages import filled
from clustering.naming import ThemeName, names
from clustering.points import (
    PARKED,
    Labels,
    Matrix,
    Vector,
    centred,
    centroids,
    themes_in,
)

if TYPE_CHECKING:
    from clustering.frame import Frame

GROUPED = 3000
"""Of more texts than these, a fixed sample makes the themes, and the others go to the nearest."""
_REMEMBERED = 4 * GROUPED
_STRETCH = 500
"""So many texts are encoded, or placed, between two words on how far it is."""
_CLEAR = 0.15
"""A lead in cosine at which a text is three quarters of the way to being certain."""
_SAYS = regex.compile(r"[\p{L}\p{N}]")

Told = Callable[[int, int], None]
"""Is told how many texts are done, of how many."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Crowd:
    """Texts in named themes."""

    labels: Labels
    """(n,) the theme of each text, 0 the largest; PARKED where there is no letter to go by."""
    strength: Vector
    """(n,) how clearly it belongs there, from 0 (as near to another) to 1; 0 for the parked."""
    names: Mapping[int, ThemeName]
    languages: tuple[str, ...]
    """As given, or recognised; "" where unsure."""


@dataclass(frozen=True, slots=True, eq=False)
class _Texts:
    """Texts that say something, and what they are compared by."""

    texts: Sequence[str]
    languages: Sequence[str]
    encoders: Encoders

    def vectors(self, rows: Labels, frame: Frame | None = None) -> tuple[Matrix, Frame]:
        """Unit rows of some of them, measured against themselves or in a frame."""
        texts, languages = ([of[row] for row in rows] for of in (self.texts, self.languages))
        return room_vectors(texts, languages, self.encoders, frame)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How many themes somebody wants."""

    themes: int | None = None
    """So many; None: as many as read best."""
    factor: float = 1.0
    """So many times what would read best: the same tree, cut elsewhere."""


def gathered(
    texts: Sequence[str],
    languages: Sequence[str],
    encoders: Encoders,
    told: Told,
    wish: Wish = Wish(),
    prefer: str = "",
) -> Crowd:
    """Every text with a letter in it gets a theme.

    Languages that are "" are recognised. Names speak `prefer`, or else the language of most texts.
    More than `GROUPED` texts are compared by the multilingual encoder alone. The same texts give
    the same themes. Raises ValueError where the lengths differ.
    """
    spoken = filled(texts, languages)
    rows = np.array([r for r, text in enumerate(texts) if _SAYS.search(text)], dtype=np.int64)
    labels, strength = np.full(len(texts), PARKED), np.zeros(len(texts))
    named: Mapping[int, ThemeName] = {}
    if len(rows):
        english = encoders.english if len(rows) <= GROUPED else None
        known = Encoders(
            multilingual=_Remembering(encoders.multilingual),
            english=_Remembering(english) if english else None,
            level=encoders.level,
            reason=encoders.reason,
        )
        some = _Texts([texts[row] for row in rows], [spoken[row] for row in rows], known)
        labels[rows], strength[rows], named = _sorted(some, told, wish, prefer)
    return Crowd(
        labels=labels,
        strength=strength,
        names={
            key: replace(name, quote_row=int(rows[name.quote_row])) for key, name in named.items()
        },
        languages=tuple(spoken),
    )


def _sorted(
    some: _Texts, told: Told, wish: Wish, prefer: str
) -> tuple[Labels, Vector, dict[int, ThemeName]]:
    sample = _sample(len(some.texts))
    _encode(some, sample, told)
    vectors, frame = some.vectors(sample)
    found = _cut(vectors, wish)
    labels, strength = _placed(some, sample, vectors, found, frame, told)
    labels = _largest_first(labels)
    spoken = [some.languages[row] for row in sample]
    named = names(
        [some.texts[row] for row in sample],
        spoken,
        labels[sample],
        vectors,
        prefer or min(set(spoken), key=lambda language: (-spoken.count(language), language)),
        encoder=None if some.encoders.level is Level.WORDS else some.encoders.multilingual,
    )
    rows = {
        key: replace(name, quote_row=int(sample[name.quote_row])) for key, name in named.items()
    }
    return labels, strength, rows


def _cut(vectors: Matrix, wish: Wish) -> Grouping:
    found = group(vectors, wish.themes)
    if wish.themes is None and wish.factor != 1.0:
        now = len(themes_in(found.labels))
        wanted = round(now * wish.factor)
        # one more or one fewer at least, or the wish would seem to go unheard
        wanted = max(wanted, now + 1) if wish.factor > 1 else max(1, min(wanted, now - 1))
        found = recut(found, vectors, wanted)
    return found


def _placed(
    some: _Texts, sample: Labels, vectors: Matrix, found: Grouping, frame: Frame, told: Told
) -> tuple[Labels, Vector]:
    """Labels and strength (n,) of all, those outside the sample by their nearest in it."""
    n = len(some.texts)
    labels, strength = np.full(n, PARKED), np.zeros(n)
    labels[sample] = found.labels
    keys = themes_in(found.labels)
    middle = centroids(centred(vectors, found.mean), found.labels, keys)
    strength[sample] = _strength(centred(vectors, found.mean) @ middle.T, found.labels, keys)
    loose = np.setdiff1d(np.arange(n), sample)
    for stretch in _stretches(loose):
        measured, _ = some.vectors(stretch, frame)
        labels[stretch] = place(measured, vectors, found.labels, found.mean).labels
        near = centred(measured, found.mean) @ middle.T
        strength[stretch] = _strength(near, labels[stretch], keys)
        told(len(sample) + int(np.searchsorted(loose, stretch[-1])) + 1, n)
    return labels, strength


def _strength(near: Matrix, labels: Labels, keys: Labels) -> Vector:
    """(m,) from cosines (m, themes): how far the own theme leads the next, from 0 to 1."""
    if len(keys) == 1:
        return np.ones(len(labels))
    near, here = near.copy(), (np.arange(len(labels)), np.searchsorted(keys, labels))
    own = near[here]
    near[here] = -np.inf
    return np.asarray(np.clip(np.tanh((own - near.max(axis=1)) / _CLEAR), 0.0, 1.0))


def _largest_first(labels: Labels) -> Labels:
    """The same themes, numbered by size."""
    keys, size = np.unique(labels, return_counts=True)
    number = np.empty(len(keys), dtype=np.int64)
    number[np.lexsort((keys, -size))] = np.arange(len(keys))
    return number[np.searchsorted(keys, labels)]


def _sample(n: int) -> Labels:
    """Rows (m,) that make the themes: all, or always the same few thousand."""
    if n <= GROUPED:
        return np.arange(n)
    return np.sort(np.random.default_rng(0).choice(n, GROUPED, replace=False))


def _stretches(rows: Labels) -> Iterator[Labels]:
    for start in range(0, len(rows), _STRETCH):
        yield rows[start : start + _STRETCH]


def _encode(some: _Texts, sample: Labels, told: Told) -> None:
    """Encodes the sample bit by bit, so that somebody who waits can be told."""
    done = 0
    for stretch in _stretches(sample):
        some.encoders.multilingual.encode([some.texts[row] for row in stretch])
        if some.encoders.english:
            english = [row for row in stretch if some.languages[row] == "en"]
            some.encoders.english.encode([some.texts[row] for row in english])
        done += len(stretch)
        told(done, len(some.texts))


class _Remembering:
    """An encoder that computes a text once, as long as there are not too many."""

    def __init__(self, encoder: Embedder) -> None:
        self.name = encoder.name
        self.level = encoder.level
        self.width = encoder.width
        self._encoder = encoder
        self._known: dict[str, Vector] = {}

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit rows (n, width)."""
        if not texts:
            return np.zeros((0, self.width))
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        fresh = dict(zip(new, self._encoder.encode(new), strict=True))
        if len(self._known) < _REMEMBERED:
            self._known |= fresh
        return np.array([self._known[t] if t in self._known else fresh[t] for t in texts])
