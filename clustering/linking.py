"""Texts to areas of a framework, with scores: suggestions for people to accept."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from clustering.points import Labels, Matrix, Vector, centred, themes_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clustering.embedding import Embedder

_SHARPNESS = 10.0
"""One over the temperature of the softmax over prototypes."""
_BEST_SENTENCES = 3
_SENTENCE_WEIGHT = 0.5
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
    """A typical theme, and the areas it belongs to."""

    sentence: str
    areas: Sequence[str]
    """Keys, the foremost first; the second counts a half, the third a third."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Links:
    """How near each text is to each area."""

    keys: tuple[str, ...]
    scores: Matrix
    """(n, areas) standard deviations above what is usual for that area."""
    suggested: tuple[tuple[str, ...], ...]
    """Per text, one or more keys, the best first."""


def link(
    texts: Sequence[str],
    areas: Sequence[Area],
    encoder: Embedder,
    prototypes: Sequence[Prototype] = (),
    most: int = 2,
) -> Links:
    """Scores and suggestions: always the best area, and further ones where the score is high.

    Two routes, added as z-scores: a softmax over the prototypes, carried to their areas; and half
    as much, the mean cosine to the three nearest sentences of each area. "High" is above what the
    area's expected share of a normal curve lies above. Fewer than eight texts are judged among the
    framework's own sentences. Raises ValueError without areas, or for a prototype's unknown key.
    """
    keys = tuple(area.key for area in areas)
    weight = _weights(prototypes, keys)
    own = [sentence for area in areas for sentence in area.sentences]
    company = list(texts) if len(texts) >= _ENOUGH else [*texts, *own]
    points = centred(encoder.encode(company))
    found = _zscores(_by_sentences(points, centred(encoder.encode(own)), areas))
    if prototypes:
        typical = centred(encoder.encode([prototype.sentence for prototype in prototypes]))
        found = _zscores(_softmax(points @ typical.T) @ weight) + _SENTENCE_WEIGHT * found
    scores = _zscores(found)[: len(texts)]
    limits = np.array([_limit(area.share) for area in areas])
    return Links(keys=keys, scores=scores, suggested=_suggested(scores, limits, keys, most))


def theme_scores(scores: Matrix, labels: Labels) -> dict[int, Vector]:
    """Theme -> mean score (areas,) of its texts."""
    return {int(theme): scores[labels == theme].mean(axis=0) for theme in themes_in(labels)}


def _weights(prototypes: Sequence[Prototype], keys: tuple[str, ...]) -> Matrix:
    """(prototypes, areas): 1 for the foremost area of each, 1/2, 1/3 for the next."""
    if not keys:
        message = "a framework needs at least one area"
        raise ValueError(message)
    weight = np.zeros((len(prototypes), len(keys)))
    for row, prototype in enumerate(prototypes):
        for place, key in enumerate(prototype.areas, start=1):
            if key not in keys:
                message = f"prototype {prototype.sentence!r} names an unknown area {key!r}"
                raise ValueError(message)
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
    return np.asarray(out / out.sum(axis=1, keepdims=True))


def _zscores(columns: Matrix) -> Matrix:
    """Each column with mean 0 and deviation 1; 0 where it says nothing."""
    if not len(columns):
        return columns
    spread = columns.std(axis=0)
    said = spread > _NOISE
    return np.asarray((columns - columns.mean(axis=0)) / np.where(said, spread, np.inf))


def _limit(share: float) -> float:
    """What a share of a normal curve lies above: 0.35 -> 0.39, 0.55 -> -0.13."""
    return NormalDist().inv_cdf(1 - min(max(share, 1e-6), 1 - 1e-6))


def _suggested(
    scores: Matrix, limits: Vector, keys: tuple[str, ...], most: int
) -> tuple[tuple[str, ...], ...]:
    """Per text the best area, then those above their limit, at most `most`."""
    out = []
    for row in np.round(scores, 9):
        order = np.argsort(-row, kind="stable")
        further = [column for column in order[1:] if row[column] > limits[column]]
        out.append(tuple(keys[column] for column in [order[0], *further][: max(1, most)]))
    return tuple(out)
