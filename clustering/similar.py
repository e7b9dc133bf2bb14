"""Texts that may say the same: hints for people, who alone decide."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from clustering.weights import MINILM, USE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clustering.points import Matrix, Vector

THRESHOLDS: Mapping[str, float] = MappingProxyType({USE: 0.55, MINILM: 0.80})
"""Encoder -> raw cosine from which "does this say the same?" is worth asking.

A question is wrong once in three to six times. The scale differs by encoder: one that was not
measured has no row and asks nothing.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """Two texts that may say the same."""

    first: int
    second: int
    cosine: float


def threshold(encoder: str) -> float | None:
    """The cosine that an encoder, named as in `Embedder.name`, asks from; None if not measured."""
    return THRESHOLDS.get(encoder.partition("@")[0])


def nearest(
    vector: Vector, vectors: Matrix, encoder: str, most: int = 3
) -> list[tuple[int, float]]:
    """Rows of `vectors` (n, d) that nearly say what `vector` (d,) says, with cosine, nearest first.

    Unit vectors straight from the encoder, not those measured against a room.
    """
    asked = threshold(encoder)
    if asked is None or not len(vectors):
        return []
    cosine = vectors @ vector
    order = np.argsort(-cosine, kind="stable")[:most]
    return [(int(row), float(cosine[row])) for row in order if cosine[row] >= asked]


def pairs(vectors: Matrix, encoder: str) -> list[Similar]:
    """All pairs among the texts (n, d) that nearly say the same, nearest first."""
    asked = threshold(encoder)
    if asked is None or not len(vectors):
        return []
    first, second = np.triu_indices(len(vectors), 1)
    cosine = (vectors @ vectors.T)[first, second]
    near = np.flatnonzero(cosine >= asked)
    near = near[np.argsort(-cosine[near], kind="stable")]
    return [
        Similar(first=int(first[pair]), second=int(second[pair]), cosine=float(cosine[pair]))
        for pair in near
    ]
