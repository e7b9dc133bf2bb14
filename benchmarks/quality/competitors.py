"""What others do with the same vectors, each by its published defaults unless it says "tuned"."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from clustering.grouping import group
from clustering.points import Labels, Matrix, centred, placed
from clustering.tree import silhouette

SEED = 42
MOST = 24
"""Cuts that the silhouette chooses from."""


def ours(vectors: Matrix) -> Labels:
    return group(vectors).labels


def average_linkage(vectors: Matrix) -> Labels:
    """Centred cosine, average linkage, the cut of the best silhouette."""
    points = centred(vectors)
    distance = np.clip(1 - points @ points.T, 0.0, 2.0)
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), "average")
    cut = [fcluster(tree, k, "maxclust") - 1 for k in range(2, min(MOST, len(vectors) - 1) + 1)]
    best: Labels = max(cut, key=lambda labels: silhouette(distance, labels))
    return best


def hdbscan_default(vectors: Matrix) -> Labels:
    return _hdbscan(vectors)


def bertopic(vectors: Matrix) -> Labels:
    """BERTopic's own two steps: UMAP to five dimensions, HDBSCAN of ten at least."""
    flat = _umap(vectors, neighbours=15, width=5, distance=0.0, metric="cosine")
    return _hdbscan(flat, min_cluster_size=min(10, len(vectors)))


def umap_tuned(vectors: Matrix) -> Labels:
    """The settings that did best on these very rooms, of eighteen."""
    flat = _umap(vectors, neighbours=10, width=10, distance=0.0, metric="cosine")
    size = max(3, round(len(vectors) / 15))
    return _hdbscan(flat, min_cluster_size=size, min_samples=1, cluster_selection_method="leaf")


def kouchou(vectors: Matrix) -> Labels:
    """Kouchou-AI's recipe: UMAP to a plane, many k-means clusters, merged by Ward to n^(1/3)."""
    flat = _umap(vectors, neighbours=15, width=2, distance=0.1, metric="euclidean")
    few = max(2, min(10, round(len(vectors) ** (1 / 3))))
    means = import_module("sklearn.cluster").KMeans(few**2, random_state=SEED, n_init=1).fit(flat)
    merged = fcluster(linkage(means.cluster_centers_, "ward"), few, "maxclust") - 1
    labels: Labels = merged[means.labels_]
    return labels


def evoc(vectors: Matrix) -> Labels:
    found = import_module("evoc").EVoC(random_state=SEED).fit_predict(vectors.astype(np.float32))
    return np.asarray(found, dtype=np.int64)


def _umap(vectors: Matrix, *, neighbours: int, width: int, distance: float, metric: str) -> Matrix:
    n = len(vectors)
    flat: Matrix = (
        import_module("umap")
        .UMAP(
            n_neighbors=min(neighbours, n - 1),
            n_components=min(width, n - 3),
            min_dist=distance,
            metric=metric,
            random_state=SEED,
            n_jobs=1,
        )
        .fit_transform(vectors)
    )
    return flat.astype(np.float64)


def _hdbscan(points: Matrix, **settings: Any) -> Labels:  # noqa: ANN401  the library's own
    found = import_module("hdbscan").HDBSCAN(**settings).fit_predict(points)
    return np.asarray(found, dtype=np.int64)


def near(vectors: Matrix, labels: Labels) -> Labels:
    """The labels with what a method left out put to the nearest centroid; one group where none."""
    return placed(centred(vectors), labels) if labels.max() >= 0 else np.zeros_like(labels)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


OURS = "this recipe"
METHODS: Mapping[str, tuple[Callable[[Matrix], Labels], str]] = MappingProxyType(
    {
        OURS: (ours, ""),
        "average linkage, silhouette": (average_linkage, ""),
        "UMAP + HDBSCAN, tuned": (umap_tuned, "umap"),
        "EVoC": (evoc, "evoc"),
        "Kouchou-AI": (kouchou, "umap"),
        "BERTopic": (bertopic, "umap"),
        "HDBSCAN": (hdbscan_default, ""),
    }
)
"""Name -> how, and the package it needs beside ours."""


def missing(name: str) -> str:
    """The package that a method lacks here, or empty."""
    needs = METHODS[name][1]
    return needs if needs and find_spec(needs) is None else ""


def labels_of(name: str, vectors: Matrix) -> Labels:
    """Labels (n,), below 0 what the method leaves out."""
    with _quiet():
        return METHODS[name][0](vectors)
