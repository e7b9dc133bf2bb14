"""Names for themes, from the words that set each apart, and the text that shows it best."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clustering.phrases import is_unspaced, parts_of, phrases, words_of
from clustering.points import Labels, Matrix, centred, centroids, themes_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clustering.embedding import Embedder

_PARTS = 3
_CANDIDATES = 40
_WORD_BONUS = 0.35
_ONE_TEXT_ONLY = 0.35
_TOO_COMMON = 0.12
_CLOSENESS = 6.0
_FAIR_SHARE = 0.2
_QUOTED_WORDS = 6
_QUOTED_LETTERS = 60
_QUOTED_UNSPACED = 14
_SHORT, _LONG = 25, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeName:
    """What a theme is called until people say otherwise."""

    name: str
    """Up to three phrases of its texts; never another theme's name; plain text, unescaped."""
    quote_row: int
    """The row of its most typical short text."""


@dataclass(frozen=True, slots=True)
class _Room:
    texts: Sequence[str]
    languages: Sequence[str]
    labels: Labels
    points: Matrix
    held: Sequence[Mapping[str, str]]
    """Per text: key -> phrase as written."""


def names(
    texts: Sequence[str],
    languages: Sequence[str],
    labels: Labels,
    points: Matrix,
    prefer: str = "en",
    *,
    encoder: Embedder | None = None,
) -> dict[int, ThemeName]:
    """Theme -> name and quote; no two themes have one name.

    `labels` (n,) and unit vectors `points` (n, d) are those of a grouping. A theme speaks `prefer`
    where a fifth of its texts do, else the language of most of them. With `encoder`, phrases near
    the heart of a theme come first (it encodes the texts and some hundred phrases).
    """
    held = [phrases(text) for text in texts]
    room = _Room(texts, languages, labels, centred(points), held)
    spoken = {theme: _language(room, theme, prefer) for theme in themes_in(labels).tolist()}
    ranked = {theme: _ranked(room, theme, language) for theme, language in spoken.items()}
    if encoder:
        ranked = _closest_first(ranked, room, encoder)
    taken: set[str] = set()
    found = {}
    # The largest theme has the first choice of a name.
    for theme in sorted(ranked, key=lambda theme: (-int(np.sum(labels == theme)), theme)):
        row = quote(texts, room.points, _rows(room, theme, spoken[theme]))
        name = _free_name([phrase for phrase, _ in ranked[theme]], texts[row], theme, taken)
        taken.add(name.casefold())
        found[theme] = ThemeName(name=name, quote_row=row)
    return dict(sorted(found.items()))


def quote(texts: Sequence[str], points: Matrix, rows: Sequence[int]) -> int:
    """Of these rows, the most typical: nearest to their centre, neither long nor very short."""
    centre = points[list(rows)].mean(axis=0)
    centre = centre / max(float(np.linalg.norm(centre)), 1e-12)
    long = [max(0, len(texts[row]) - _LONG) for row in rows]
    short = [max(0, _SHORT - len(texts[row].strip())) for row in rows]
    worth = points[list(rows)] @ centre - 0.002 * np.array(long) - 0.004 * np.array(short)
    return int(rows[int(np.round(worth, 9).argmax())])


def _rows(room: _Room, theme: int, language: str | None = None) -> list[int]:
    """The rows of a theme, in one language where one is given."""
    rows = np.flatnonzero(room.labels == theme).tolist()
    return [row for row in rows if language is None or room.languages[row] == language]


def _language(room: _Room, theme: int, prefer: str) -> str:
    """The one language a name is in: half Chinese and half English reads as neither."""
    count = Counter(room.languages[row] for row in _rows(room, theme))
    if count[prefer] >= _FAIR_SHARE * count.total():
        return prefer
    return min(count, key=lambda language: (-count[language], language))


def _ranked(room: _Room, theme: int, language: str) -> list[tuple[str, float]]:
    """Phrases of a theme, best first, with their worth.

    Class-based TF-IDF (Grootendorst 2022), counted in texts and not in words: the share of the
    theme's texts that hold a phrase, times log(1 + how much more often than elsewhere).
    """
    rows = _rows(room, theme)
    mine = set(_rows(room, theme, language))
    total = Counter(key for held in room.held for key in held)
    inside = Counter(key for row in rows for key in room.held[row])
    forms: dict[str, Counter[str]] = {}
    for row in mine:
        for key, phrase in room.held[row].items():
            forms.setdefault(key, Counter())[phrase] += 1
    most = max(4.0, _TOO_COMMON * len(room.texts))
    worth = {}
    for key, written in forms.items():
        extra = key.count(" ")
        if not extra and total[key] > most:
            continue
        count = inside[key]
        lift = len(room.texts) / len(rows) * count / total[key]
        alone = 1.0 if count >= min(2, len(rows)) else _ONE_TEXT_ONLY
        phrase = min(written, key=lambda form: (-written[form], form))
        share = count / len(rows)
        worth[phrase] = share * float(np.log(1 + lift)) * (1 + _WORD_BONUS * extra) * alone
    best = sorted(worth.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))
    return best[:_CANDIDATES]


def _closest_first(
    ranked: Mapping[int, list[tuple[str, float]]], room: _Room, encoder: Embedder
) -> dict[int, list[tuple[str, float]]]:
    """The same phrases, those first that are near to their theme and far from the others."""
    keys = np.array(list(ranked), dtype=np.int64)
    said = sorted({phrase for best in ranked.values() for phrase, _ in best})
    if len(keys) < 2 or not said:  # noqa: PLR2004  nothing to be nearer to
        return dict(ranked)
    middle = centroids(centred(encoder.encode(room.texts)), room.labels, keys)
    near = dict(zip(said, centred(encoder.encode(said)) @ middle.T, strict=True))
    out = {}
    for column, theme in enumerate(ranked):
        best = []
        for phrase, worth in ranked[theme]:
            others = np.delete(near[phrase], column).max()
            closeness = float(near[phrase][column] - others / 2)
            best.append((phrase, worth * float(np.exp(_CLOSENESS * closeness))))
        out[theme] = sorted(best, key=lambda item: (-round(item[1], 9), item[0]))
    return out


def _free_name(best: list[str], quoted: str, theme: int, taken: set[str]) -> str:
    """The best name that is still free: phrases, else the quote's first words, else a number."""
    start = _beginning(quoted)
    tries = [", ".join(_apart(best[skip:])) for skip in range(len(best))]
    tries += [start, f"{start} ({theme + 1})" if start else ""]
    tries += [f"#{number}" for number in range(theme + 1, theme + len(taken) + 2)]
    return next(name for name in tries if name and name.casefold() not in taken)


def _apart(best: Sequence[str]) -> list[str]:
    """The first three phrases that share no word."""
    chosen: list[str] = []
    for phrase in best:
        if not any(parts_of(phrase) & parts_of(other) for other in chosen):
            chosen.append(phrase)
        if len(chosen) == _PARTS:
            break
    return chosen


def _beginning(text: str) -> str:
    """The first words of a text; of one without words, its first signs."""
    words = words_of(text)
    start = " ".join(words[:_QUOTED_WORDS]) or " ".join(text.split())
    longest = _QUOTED_UNSPACED if is_unspaced(start) else _QUOTED_LETTERS
    return start if len(start) <= longest else start[: longest - 1].rstrip() + "…"
