"""Texts to areas of a framework, with scores: suggestions for people to accept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clustering.points import Flags, Labels, Matrix, Vector, centred, themes_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clustering.embedding import Embedder

_SHARPNESS = 10.0
"""One over the temperature of the softmax over prototypes."""
_BEST_SENTENCES = 3
_EXAMPLES_COUNT = 2.0
_STEEPNESS = 1.4
"""How fast likeliness grows with the score, as counted in contributions that people coded."""
_LIKELY_ENOUGH = 0.34
"""Half the F1 that can be had: a suggestion this likely adds more to it than it costs."""
_MOST = 3
_NOISE = 1e-12
_ENOUGH = 8
"""Fewer texts than these have no mean of their own worth taking out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A part of a framework that texts can belong to."""

    key: str
    sentences: Sequence[str]
    """What the framework says about it: title, chapeau, points."""
    share: float
    """Of all texts, the share that is expected here; between 0 and 1. Shares may overlap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prototype:
    """A typical theme, or a text that somebody linked, and the areas it belongs to."""

    sentence: str
    areas: Sequence[str]
    """Keys, the foremost first; the second counts a half, the third a third."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Links:
    """How near each text is to each area."""

    keys: tuple[str, ...]
    scores: Matrix
    """(n, areas) standard deviations above what is usual for that area."""
    likely: Matrix
    """(n, areas) how likely a person would link them, 0 to 1: of those at .7, seven in ten."""
    suggested: tuple[tuple[str, ...], ...]
    """Per text, one or more keys, the best first."""


def link(
    texts: Sequence[str],
    areas: Sequence[Area],
    encoder: Embedder,
    prototypes: Sequence[Prototype] = (),
    examples: Sequence[Prototype] = (),
) -> Links:
    """Scores and suggestions: always the best area, and up to two more that are likely enough.

    Two routes, added as z-scores: a softmax over the prototypes, carried to their areas; and twice
    as much, the same over the examples, which are texts like these that people linked. No text is
    an example for itself. Of an area that neither speaks of, the score is the mean cosine to the
    three nearest of its own sentences. Likely is a logistic of the score whose mean, over all
    texts, is the area's expected share. Fewer than eight texts are judged among the framework's
    own sentences and the examples. Raises ValueError without areas, or for an unknown key of a
    prototype or example.
    """
    keys = tuple(area.key for area in areas)
    if not keys:
        raise ValueError("a framework needs at least one area")
    own = [sentence for area in areas for sentence in area.sentences]
    company = [*texts, *(() if len(texts) >= _ENOUGH else _company(own, examples))]
    points = centred(encoder.encode(company))
    found, spoken_of = np.zeros((len(company), len(keys))), np.zeros(len(keys), dtype=bool)
    for route, counts in ((prototypes, 1.0), (examples, _EXAMPLES_COUNT)):
        weight, typical = _weights(route, keys), [one.sentence for one in route]
        near = points @ centred(encoder.encode(typical)).T
        near = np.where(_same(company, typical), -np.inf, near)
        found = found + counts * _zscores(_softmax(near) @ weight)
        spoken_of |= weight.any(axis=0)
    by_sentences = _by_sentences(points, centred(encoder.encode(own)), areas)
    found = np.where(spoken_of, found, by_sentences)
    scores = _zscores(found)
    likely = _likely(scores, np.array([area.share for area in areas]))[: len(texts)]
    scores = scores[: len(texts)]
    return Links(
        keys=keys, scores=scores, likely=likely, suggested=_suggested(scores, likely, keys)
    )


def theme_scores(scores: Matrix, labels: Labels) -> dict[int, Vector]:
    """Theme -> mean (areas,) of its texts' scores, or of how likely they are."""
    return {int(theme): scores[labels == theme].mean(axis=0) for theme in themes_in(labels)}


def together(links: Links, rows: Sequence[int]) -> tuple[str, ...]:
    """The areas of some texts as one: those of a theme, or those that a draft was written from.

    The area that they are nearest to on the whole, and up to two more that are likely enough.
    Empty for no texts.
    """
    if not len(rows):
        return ()
    some = list(rows)
    scores, likely = (m[some].mean(axis=0, keepdims=True) for m in (links.scores, links.likely))
    return _suggested(scores, likely, links.keys)[0]


def _company(own: Sequence[str], examples: Sequence[Prototype]) -> list[str]:
    """Whom a few texts are judged among: what is usual shows only in a crowd."""
    return [*own, *(example.sentence for example in examples)]


def _same(texts: Sequence[str], sentences: Sequence[str]) -> Flags:
    """(n, m) whether a text is that sentence itself, but for spacing and case."""
    mine = np.array([_plain(text) for text in texts], dtype=object)
    yours = np.array([_plain(sentence) for sentence in sentences], dtype=object)
    return np.asarray(mine[:, None] == yours[None, :], dtype=bool)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _weights(prototypes: Sequence[Prototype], keys: tuple[str, ...]) -> Matrix:
    """(prototypes, areas): 1 for the foremost area of each, 1/2, 1/3 for the next."""
    weight = np.zeros((len(prototypes), len(keys)))
    for row, prototype in enumerate(prototypes):
        for place, key in enumerate(prototype.areas, start=1):
            if key not in keys:
                raise ValueError(f"{prototype.sentence!r} names an unknown area {key!r}")
            weight[row, keys.index(key)] = 1 / place
    return weight


def _by_sentences(points: Matrix, sentences: Matrix, areas: Sequence[Area]) -> Matrix:
    """(n, areas): mean cosine to the nearest sentences of each area; 0 for one without any."""
    near = points @ sentences.T
    columns, start = [], 0
    for area in areas:
        part = np.sort(near[:, start : start + len(area.sentences)], axis=1)[:, -_BEST_SENTENCES:]
        columns.append(part.mean(axis=1) if part.size else np.zeros(len(points)))
        start += len(area.sentences)
    return np.stack(columns, axis=1)


def _softmax(cosine: Matrix) -> Matrix:
    out = np.exp(_SHARPNESS * cosine)
    return np.asarray(out / np.maximum(out.sum(axis=1, keepdims=True), _NOISE))


def _zscores(columns: Matrix) -> Matrix:
    """Each column with mean 0 and deviation 1; 0 where it says nothing."""
    if not len(columns):
        return columns
    spread = columns.std(axis=0)
    said = spread > _NOISE
    return np.asarray((columns - columns.mean(axis=0)) / np.where(said, spread, np.inf))


def _likely(scores: Matrix, shares: Vector) -> Matrix:
    """(n, areas) a logistic of each column, shifted so that its mean is the area's share."""
    shares = np.clip(shares, 1e-3, 1 - 1e-3)
    low, high = np.full(len(shares), -20.0), np.full(len(shares), 20.0)
    for _ in range(50):
        middle = (low + high) / 2
        too_many = _logistic(_STEEPNESS * scores + middle).mean(axis=0) > shares
        low, high = np.where(too_many, low, middle), np.where(too_many, middle, high)
    return _logistic(_STEEPNESS * scores + (low + high) / 2)


def _logistic(rows: Matrix) -> Matrix:
    return np.asarray(1 / (1 + np.exp(-rows)))


def _suggested(
    scores: Matrix, likely: Matrix, keys: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    """Per text the best area, then those that are likely enough, three at most."""
    out = []
    for score, chance in zip(np.round(scores, 9), likely, strict=True):
        order = np.argsort(-score, kind="stable")
        further = [column for column in order[1:] if chance[column] >= _LIKELY_ENOUGH]
        out.append(tuple(keys[column] for column in [order[0], *further][:_MOST]))
    return tuple(out)
