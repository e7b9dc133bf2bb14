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


def unit(rows: Matrix) -> Matrix:
    """Rows (n, d) scaled to length one; a row of zeros stays as it is."""
    out: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-12)
    return out


def check_finite(vectors: Matrix) -> None:
    """Raises ValueError that names the rows (n, d) with a number that is not finite."""
    broken = np.flatnonzero(~np.isfinite(vectors).all(axis=1))
    if len(broken):
        message = f"vectors that are not finite in rows {broken.tolist()}"
        raise ValueError(message)


def centred(vectors: Matrix, mean: Vector | None = None) -> Matrix:
    """Unit rows (n, d) without what all of them share: their mean (d,), or the one given.

    The texts of a room share one subject. Left in, it dominates every cosine, and every
    threshold would depend on the model.
    """
    if not len(vectors):
        return vectors
    return unit(vectors - (vectors.mean(axis=0) if mean is None else mean))


def themes_in(labels: Labels) -> Labels:
    """The themes that hold a text, in ascending order; the tray is none."""
    found: Labels = np.unique(labels[labels >= 0])
    return found


def centroids(points: Matrix, labels: Labels, keys: Labels) -> Matrix:
    """Unit mean (k, d) of the points (n, d) of each theme in keys (k,)."""
    if not len(keys):
        return np.zeros((0, points.shape[1]))
    return unit(np.array([points[labels == key].mean(axis=0) for key in keys]))


def placed(points: Matrix, labels: Labels) -> Labels:
    """The labels, with what had none (below 0) put to the nearest centroid."""
    keys, loose = themes_in(labels), labels < 0
    if not loose.any() or not len(keys):
        return labels
    labels = labels.copy()
    labels[loose] = keys[(points[loose] @ centroids(points, labels, keys).T).argmax(axis=1)]
    return labels
