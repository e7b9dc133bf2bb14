"""One room seen at several widths: principal components, and the graph of nearest neighbours."""

from __future__ import annotations

import numpy as np

from clustering.points import Matrix, Vector, unit

_COMPONENTS = (8, 12, 20, 32, 48)
_EIGENVECTORS = (6, 12)
_NEIGHBOURS = 10


def views(points: Matrix) -> list[Matrix]:
    """Unit rows (n, w) for each width w; at least four points (n, d). Nothing random."""
    n = len(points)
    u, s, _ = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
    vectors, values = neighbour_graph(points)
    components = [unit(u[:, :w] * s[:w]) for w in _widths(_COMPONENTS, n - 2)]
    return components + [unit(vectors[:, :w] * values[:w]) for w in _widths(_EIGENVECTORS, n - 2)]


def neighbour_graph(points: Matrix) -> tuple[Matrix, Vector]:
    """Eigenvectors (n, n - 1) of the normalised neighbour graph, best first, and their weights.

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
    values, vectors = np.linalg.eigh(graph / np.sqrt(np.outer(degree, degree)))
    return vectors[:, -2::-1], np.clip(values[-2::-1], 0.0, 1.0) ** 2


def _widths(wanted: tuple[int, ...], most: int) -> list[int]:
    return sorted({max(2, min(width, most)) for width in wanted})
