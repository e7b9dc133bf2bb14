"""Which text shows a theme best: central, short, and not as near to another theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from clustering.embedding import Embedder
from clustering.points import Matrix, Vector, average, centred, centroids
from clustering.ranking import Room

_SHORT, _LONG = 25, 120
_RIVAL = 0.3
"""How much nearness to another theme counts against a quote."""
_TRIED = 6
"""So many of the most typical are read once more beside the theme's name."""


def quote(
    texts: Sequence[str], points: Matrix, rows: Sequence[int], others: Matrix | None = None
) -> int:
    """Of these rows, the most typical: nearest to their centre, neither long nor very short.

    `others` (k, d) are the centres of other themes: a text near to one of them shows less.
    """
    centre = average(points[list(rows)])
    centre = centre / max(float(np.linalg.norm(centre)), 1e-12)
    near = _lead(points[list(rows)], centre, others)
    return rows[int(np.argmax(_worth(texts, rows, near)))]


def quotes(room: Room, spoken: Mapping[int, str]) -> dict[int, int]:
    """Theme -> the row of its quote, in the language that the theme's name speaks."""
    middle = centroids(room.points, room.labels, np.array(list(spoken), dtype=np.int64))
    return {
        theme: quote(
            room.texts, room.points, room.rows(theme, language), np.delete(middle, column, axis=0)
        )
        for column, (theme, language) in enumerate(spoken.items())
    }


def quotes_beside(
    names: Mapping[int, str], room: Room, spoken: Mapping[int, str], encoder: Embedder
) -> dict[int, int]:
    """The same, read together with the names: the two should tell the theme between them."""
    keys = np.array(list(spoken), dtype=np.int64)
    own = encoder.encode(room.texts)
    middle = centroids(room.points, room.labels, keys)
    read = centroids(centred(own), room.labels, keys)
    out = {}
    for column, (theme, language) in enumerate(spoken.items()):
        rows, others = room.rows(theme, language), np.delete(middle, column, axis=0)
        alone = _worth(room.texts, rows, _lead(room.points[rows], middle[column], others))
        best = np.argsort(-alone, kind="stable")[:_TRIED].tolist()
        both = encoder.encode([f"{names[theme]}. {room.texts[rows[place]]}" for place in best])
        others = np.delete(read, column, axis=0)
        beside = _lead(centred(both, average(own)), read[column], others)
        out[theme] = rows[best[int(np.argmax(np.round(alone[best] + beside, 6)))]]
    return out


def _lead(points: Matrix, centre: Vector, others: Matrix | None) -> Vector:
    """(m,) how near each point is to a centre, less what it is near to another one."""
    near = points @ centre
    if others is not None and len(others):
        near = near - _RIVAL * (points @ others.T).max(axis=1)
    return np.asarray(near)


def _worth(texts: Sequence[str], rows: Sequence[int], near: Vector) -> Vector:
    """Nearness, less what is awkward about a text's length."""
    lengths = np.array([len(texts[row].strip()) for row in rows])
    awkward = 0.002 * np.maximum(0, lengths - _LONG) + 0.004 * np.maximum(0, _SHORT - lengths)
    return np.asarray(np.round(near - awkward, 6))
