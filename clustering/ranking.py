"""Which phrases of a theme set it apart from the others, and how well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clustering.phrases import Phrase, key_of
from clustering.points import Labels, Matrix, centred, centroids

if TYPE_CHECKING:
    from clustering.embedding import Embedder

Worth = dict[str, float]
"""Phrase as written -> how good it is as a name, best first."""

_CANDIDATES = 40
_WORD_BONUS = 0.7
_ONE_TEXT_ONLY = 0.1
_NEVER_WHOLE = 0.5
"""What a phrase is worth that always hangs on other words, beside one that stands by itself."""
_TOO_COMMON = 0.12
_CLOSENESS = 6.0
_RIVAL = 0.5
"""How much nearness to the next theme counts against nearness to the own one."""


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """Texts in their themes, with the phrases that each holds."""

    texts: Sequence[str]
    languages: Sequence[str]
    labels: Labels
    points: Matrix
    """(n, d) centred unit rows."""
    held: Sequence[Mapping[str, Phrase]]

    def rows(self, theme: int, language: str | None = None) -> list[int]:
        """The rows of a theme, in one language where one is given."""
        rows = np.flatnonzero(self.labels == theme).tolist()
        return [row for row in rows if language is None or self.languages[row] == language]


def ranked(room: Room, spoken: Mapping[int, str], encoder: Embedder | None) -> dict[int, Worth]:
    """Theme -> its best phrases in the language it speaks. With `encoder`, those near its heart."""
    total = Counter(key for held in room.held for key in held)
    found = {theme: _by_words(room, total, theme, language) for theme, language in spoken.items()}
    return found if encoder is None else _by_closeness(found, room, encoder)


def _by_words(room: Room, total: Counter[str], theme: int, language: str) -> Worth:
    """Class-based TF-IDF (Grootendorst 2022), counted in texts and not in words.

    The share of the theme's texts that hold a phrase, times log(1 + how much more often than
    elsewhere); more for several words, less for what one text alone holds or what never stands by
    itself.
    """
    rows = room.rows(theme)
    inside = Counter(key for row in rows for key in room.held[row])
    forms: dict[str, Counter[str]] = {}
    whole: Counter[str] = Counter()
    for row in room.rows(theme, language):
        for key, phrase in room.held[row].items():
            forms.setdefault(key, Counter())[phrase.words] += 1
            whole[key] += phrase.whole
    most = max(4.0, _TOO_COMMON * len(room.texts))
    worth = {}
    for key, written in forms.items():
        extra = key.count(" ")
        if not extra and total[key] > most:
            continue
        count = inside[key]
        lift = len(room.texts) / len(rows) * count / total[key]
        alone = 1.0 if count >= min(2, len(rows)) else _ONE_TEXT_ONLY
        stands = _NEVER_WHOLE + (1 - _NEVER_WHOLE) * whole[key] / written.total()
        usual = min(written, key=lambda form: (-written[form], form))
        share = count / len(rows) * float(np.log(1 + lift))
        worth[usual] = share * (1 + _WORD_BONUS * extra) * alone * stands
    return _best_first(_without_fragments(worth, inside))


def _without_fragments(worth: Worth, inside: Counter[str]) -> Worth:
    """Without a piece of a longer phrase that says no more: "开放证" beside "开放证书"."""
    gone = {
        short
        for long in worth
        for short in _pieces(long)
        if short in worth and inside[key_of(short)] == inside[key_of(long)]
    }
    return {phrase: value for phrase, value in worth.items() if phrase not in gone}


def _pieces(phrase: str) -> set[str]:
    """What is left of a phrase without its first or last signs or words."""
    parts, glue = (phrase.split(), " ") if " " in phrase else (list(phrase), "")
    spans = range(1, len(parts))
    return {
        glue.join(parts[start : start + length])
        for length in spans
        for start in range(len(parts) - length + 1)
    }


def _by_closeness(found: Mapping[int, Worth], room: Room, encoder: Embedder) -> dict[int, Worth]:
    """The same phrases, those first that are near to their theme and far from the others."""
    keys = np.array(list(found), dtype=np.int64)
    said = sorted({phrase for worth in found.values() for phrase in worth})
    if len(keys) < 2 or not said:  # noqa: PLR2004  nothing to be nearer to
        return dict(found)
    middle = centroids(centred(encoder.encode(room.texts)), room.labels, keys)
    near = dict(zip(said, centred(encoder.encode(said)) @ middle.T, strict=True))
    out = {}
    for column, theme in enumerate(found):
        worth = {}
        for phrase, value in found[theme].items():
            rival = np.delete(near[phrase], column).max()
            closeness = float(near[phrase][column] - _RIVAL * rival)
            worth[phrase] = value * float(np.exp(_CLOSENESS * closeness))
        out[theme] = _best_first(worth)
    return out


def _best_first(worth: Worth) -> Worth:
    order = sorted(worth, key=lambda phrase: (-round(worth[phrase], 9), -len(phrase), phrase))
    return {phrase: worth[phrase] for phrase in order[:_CANDIDATES]}
