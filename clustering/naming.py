"""Names for themes, from the words that set each apart, and the text that shows it best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clustering.languages import filled
from clustering.phrases import is_unspaced, key_of, parts_of, phrases, words_of
from clustering.points import Labels, Matrix, centred, themes_in
from clustering.quoting import quotes, quotes_beside
from clustering.ranking import Room, Worth, ranked

if TYPE_CHECKING:
    from clustering.embedding import Embedder

_PARTS = 3
_TOO_WEAK = 0.05
"""Of the best phrase's worth: a weaker one says less than the silence in its place."""
_STILL_GOOD = 0.6
"""Of the best name's worth: people know the old name, so it stays while it is that good."""
_FAIR_SHARE, _FAIR_NUMBER = 0.2, 3
"""So much of a theme is enough for a name that its reader can read."""
_QUOTED_WORDS = 6
_QUOTED_LETTERS = 60
_QUOTED_UNSPACED = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeName:
    """What a theme is called until people say otherwise."""

    name: str
    """Up to three phrases of its texts; never another theme's name; plain text, unescaped."""
    quote_row: int
    """The row of its most typical short text."""


def names(
    texts: Sequence[str],
    languages: Sequence[str],
    labels: Labels,
    points: Matrix,
    prefer: str = "en",
    *,
    encoder: Embedder | None = None,
    previous: Mapping[int, str] | None = None,
) -> dict[int, ThemeName]:
    """Theme -> name and quote; no two themes have one name.

    `labels` (n,) and unit vectors `points` (n, d) are those of a grouping. A theme speaks `prefer`
    where a fifth of its texts, or three, do, else the language of most of them; languages that
    are "" are recognised. With `encoder`, phrases near the heart of a theme come first (it encodes
    the texts and some hundred phrases). A theme keeps its name of `previous` while that is nearly
    as good as the best there is.
    """
    languages = filled(texts, languages)
    spoken_by = zip(texts, languages, strict=True)
    held = [phrases(text, language or prefer) for text, language in spoken_by]
    room = Room(texts, languages, labels, centred(points), held)
    spoken = {theme: _language(room, theme, prefer) for theme in themes_in(labels).tolist()}
    worth = ranked(room, spoken, encoder)
    quoted = quotes(room, spoken)
    said: dict[int, str] = {}
    # The largest theme has the first choice of a name.
    for theme in sorted(worth, key=lambda theme: (-int(np.sum(labels == theme)), theme)):
        taken = frozenset(said.values())
        old = (previous or {}).get(theme, "")
        kept = old if _still_good(old, worth[theme], taken) else ""
        said[theme] = kept or _free_name(worth[theme], texts[quoted[theme]], theme, taken)
    if encoder and len(said) > 1:
        quoted = quotes_beside(said, room, spoken, encoder)
    return {theme: ThemeName(name=said[theme], quote_row=quoted[theme]) for theme in sorted(said)}


def _language(room: Room, theme: int, prefer: str) -> str:
    """The one language a name is in: half Chinese and half English reads as neither."""
    count = Counter(room.languages[row] for row in room.rows(theme))
    if count[prefer] >= min(_FAIR_NUMBER, _FAIR_SHARE * count.total()):
        return prefer
    usual = Counter(room.languages)
    return min(count, key=lambda language: (-count[language], -usual[language], language))


def _still_good(old: str, worth: Worth, taken: frozenset[str]) -> bool:
    """Whether people need not learn another name."""
    if not old or _folded(old) in map(_folded, taken):
        return False
    best = sum(worth[phrase] for phrase in _apart(worth))
    return 0 < best * _STILL_GOOD <= sum(worth.get(phrase, 0.0) for phrase in old.split(", "))


def _free_name(worth: Worth, quoted: str, theme: int, taken: frozenset[str]) -> str:
    """The best name that is still free: phrases, else the quote's first words, else a number."""
    spoken_for = {key_of(phrase) for name in taken for phrase in name.split(", ")}
    fresh = {phrase: value for phrase, value in worth.items() if key_of(phrase) not in spoken_for}
    start = _beginning(quoted)
    tries = [", ".join(_apart(fresh)), ", ".join(_apart(worth)), start]
    tries += [f"{start} ({theme + 1})" if start else ""]
    tries += [f"#{number}" for number in range(theme + 1, theme + len(taken) + 2)]
    names_taken = set(map(_folded, taken))
    return next(name for name in tries if name and _folded(name) not in names_taken)


def _apart(worth: Worth) -> list[str]:
    """The first three phrases that share no word, as far as they are good enough."""
    chosen: list[str] = []
    for phrase, value in worth.items():
        if len(chosen) == _PARTS or value < _TOO_WEAK * next(iter(worth.values())):
            break
        if not any(parts_of(phrase) & parts_of(other) for other in chosen):
            chosen.append(phrase)
    return chosen


def _folded(name: str) -> str:
    return name.casefold()


def _beginning(text: str) -> str:
    """The first words of a text; of one without words, its first signs."""
    words = words_of(text)
    start = " ".join(words[:_QUOTED_WORDS]) or " ".join(text.split())
    longest = _QUOTED_UNSPACED if is_unspaced(start) else _QUOTED_LETTERS
    return start if len(start) <= longest else start[: longest - 1].rstrip() + "…"
