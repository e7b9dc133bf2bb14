"""One room seen at several widths: principal components, and the graph of nearest neighbours."""

from __future__ import annotations

import numpy as np
from scipy.linalg import eigh

from clustering.points import Matrix, Vector, unit

_COMPONENTS = (8, 12, 20, 32, 48)
_EIGENVECTORS = (6, 12)
_NEIGHBOURS = 10


def views(points: Matrix) -> list[Matrix]:
    """Unit rows (n, w) for each width w; at least four points (n, d). Nothing random."""
    n = len(points)
    components, graph = principal_components(points), neighbour_graph(points)
    return [
        unit(columns[:, :width])
        for columns, widths in ((components, _COMPONENTS), (graph, _EIGENVECTORS))
        for width in _widths(widths, n - 2)
    ]


def principal_components(points: Matrix) -> Matrix:
    """The coordinates (n, w) of the points on their main directions, the longest first."""
    middle = points - points.mean(axis=0)
    values, vectors = _largest(middle @ middle.T, max(_COMPONENTS))
    return vectors * np.sqrt(np.clip(values, 0.0, None))


def neighbour_graph(points: Matrix) -> Matrix:
    """Eigenvectors (n, w) of the normalised neighbour graph, best first, scaled by their weights.

    Laplacian eigenmaps (Belkin and Niyogi 2003) of the graph of the ten nearest; the eigenvector
    that is the same for all is left out.
    """
    near = points @ points.T
    k = min(_NEIGHBOURS, len(points) // 3 + 1)
    np.fill_diagonal(near, -9.0)
    order = np.argsort(-near, axis=1, kind="stable")
    rank = np.argsort(order, axis=1, kind="stable")
    floor = np.take_along_axis(near, order[:, [k]], axis=1)
    graph = np.where(rank < k, np.maximum(near - floor + 0.05, 1e-3), 0.0)
    graph = np.maximum(graph, graph.T)
    degree = graph.sum(axis=1)
    values, vectors = _largest(graph / np.sqrt(np.outer(degree, degree)), max(_EIGENVECTORS) + 1)
    return vectors[:, 1:] * np.clip(values[1:], 0.0, 1.0) ** 2


def _largest(symmetric: Matrix, count: int) -> tuple[Vector, Matrix]:
    """The largest eigenvalues, descending, and their eigenvectors (n, count)."""
    n = len(symmetric)
    values, vectors = eigh(symmetric, subset_by_index=(max(0, n - count), n - 1))
    return values[::-1], vectors[:, ::-1]


def _widths(wanted: tuple[int, ...], most: int) -> list[int]:
    return sorted({max(2, min(width, most)) for width in wanted})
