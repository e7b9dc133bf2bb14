"""One tree of texts: its cuts, each nested in the next, and which of them reads best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from clustering.points import Labels, Matrix

_MOST_THEMES = 16
_TEXTS_A_THEME = 3
_FULL_WALL = 12.0
"""More themes than this are hard to read on a wall."""


def wished(n: int) -> float:
    """How many themes n texts should have: 7 of 30, 11 of 300, 12 at the most."""
    return float(min(_FULL_WALL, 4.0 * n**0.18))


def cuts(tree: Matrix, most: int) -> dict[int, Labels]:
    """Number of themes (1 to most) -> labels (n,) from 0. `tree` is a scipy linkage (n - 1, 4)."""
    n = len(tree) + 1
    node = np.arange(n)
    found = {n: np.arange(n)} if most >= n else {}
    for step, (a, b) in enumerate(tree[:, :2].astype(int)):
        node[(node == a) | (node == b)] = n + step
        if n - 1 - step <= most:
            found[n - 1 - step] = np.unique(node, return_inverse=True)[1]
    return found


def cut_scores(tree: Matrix, cosine_distance: Matrix, least: int = 2) -> dict[int, float]:
    """Number of themes (least to 16 or a third of the texts) -> how well that cut reads.

    Silhouette, less a little for each step from the wished number, less what the largest theme
    holds beyond 30 per cent.
    """
    n = len(cosine_distance)
    most = min(n, max(least, 2, min(_MOST_THEMES, n // _TEXTS_A_THEME)))
    found, wish = cuts(tree, most), wished(n)
    scores = {}
    for k in range(min(n, max(2, least)), most + 1):
        share = np.bincount(found[k]).max() / n
        far, heavy = abs(np.log(k / wish)), max(0.0, share - 0.3)
        scores[k] = float(silhouette(cosine_distance, found[k]) - 0.05 * far - 0.5 * heavy)
    return scores


def silhouette(distance: Matrix, labels: Labels) -> float:
    """Mean silhouette (Rousseeuw 1987) from distances (n, n); a text alone counts 0."""
    n, row = len(labels), np.arange(len(labels))
    member = np.zeros((n, int(labels.max()) + 1))
    member[row, labels] = 1.0
    size, total = member.sum(axis=0), distance @ member
    own = total[row, labels] / np.maximum(size[labels] - 1, 1)
    others = total / size
    others[row, labels] = np.inf
    other = others.min(axis=1)
    clear = (other - own) / np.maximum(np.maximum(own, other), 1e-12)
    return float(np.where(size[labels] == 1, 0.0, clear).mean())
