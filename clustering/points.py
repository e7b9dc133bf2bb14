"""Unit vectors and labels: the few operations that every other module here is written in."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

PARKED = -1
"""The label of the tray for what fits nowhere yet. Only people put a text there."""


_ROWS_AND_COLUMNS = 2
_NAMED = 20
"""So many rows are named in an error; of a whole broken room, the first ones say enough."""


class BadVectors(ValueError):
    """Vectors that nothing can be computed from; the sentence says which and why."""


def unit(rows: Matrix) -> Matrix:
    """Rows (n, d) scaled to length one; a row of zeros stays as it is."""
    out: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-12)
    return out


def check_vectors(vectors: Matrix) -> None:
    """Raises BadVectors unless these are rows (n, d) of finite numbers; it names broken rows."""
    if vectors.ndim != _ROWS_AND_COLUMNS:
        raise BadVectors(f"vectors must be rows of a matrix, but have shape {vectors.shape}")
    broken = np.flatnonzero(~np.isfinite(vectors).all(axis=1))
    if len(broken):
        more = f" and {len(broken) - _NAMED} more" if len(broken) > _NAMED else ""
        raise BadVectors(f"vectors that are not finite in rows {broken[:_NAMED].tolist()}{more}")


def check_alike(fresh: Matrix, known: Matrix) -> None:
    """Raises BadVectors where new vectors (m, d) have not the width of the known ones (n, d)."""
    if fresh.shape[1] != known.shape[1]:
        raise BadVectors(
            f"new vectors hold {fresh.shape[1]} numbers, the known ones {known.shape[1]}: "
            "they come from different encoders or frames"
        )


def centred(vectors: Matrix, mean: Vector | None = None) -> Matrix:
    """Unit rows (n, d) without what all of them share: their mean (d,), or the one given.

    The texts of a room share one subject. Left in, it dominates every cosine, and every
    threshold would depend on the model.
    """
    if not len(vectors):
        return vectors
    out = vectors - (average(vectors) if mean is None else mean).astype(vectors.dtype)
    # In place: of a hundred thousand texts, every copy is half a gigabyte.
    out /= np.maximum(np.sqrt(np.einsum("ij,ij->i", out, out)), 1e-12)[:, None]
    return out


def average(rows: Matrix) -> Vector:
    """Mean (d,) of rows (n, d), in double precision whatever theirs; zeros of none."""
    out: Vector = rows.mean(axis=0, dtype=np.float64) if len(rows) else np.zeros(rows.shape[1])
    return out


def themes_in(labels: Labels) -> Labels:
    """The themes that hold a text, in ascending order; the tray is none."""
    found: Labels = np.unique(labels[labels >= 0])
    return found


def centroids(points: Matrix, labels: Labels, keys: Labels) -> Matrix:
    """Unit mean (k, d) of the points (n, d) of each theme in keys (k,)."""
    if not len(keys):
        return np.zeros((0, points.shape[1]))
    means = unit(np.array([average(points[labels == key]) for key in keys]))
    return means.astype(points.dtype)


def placed(points: Matrix, labels: Labels) -> Labels:
    """The labels, with what had none (below 0) put to the nearest centroid."""
    keys, loose = themes_in(labels), labels < 0
    if not loose.any() or not len(keys):
        return labels
    labels = labels.copy()
    labels[loose] = keys[(points[loose] @ centroids(points, labels, keys).T).argmax(axis=1)]
    return labels
