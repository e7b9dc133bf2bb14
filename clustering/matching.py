"""Which new theme continues which old one, who would move, and people's edits as constraints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from clustering.points import PARKED, Flags, Labels, Matrix, centroids, themes_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_APART = 4.0
"""Distance between texts that people keep in different themes; the machine's own end at 1."""
_UNKNOWN = -9


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """What people decided. Texts are row numbers; themes are the caller's own keys, from 0.

    Renaming or accepting a theme pins its members to it; merging and splitting pin both sides.
    Where decisions contradict each other, a pin goes before a fold and a fold before a bar.
    """

    pinned: Mapping[int, int] = field(default_factory=dict)
    """Text -> the theme it stays in, or PARKED."""
    folded: Collection[tuple[int, int]] = ()
    """Texts that say the same: they stay together."""
    barred: Collection[tuple[int, int]] = ()
    """(text, theme) that the text was moved out of."""

    def kept(self) -> list[int]:
        """The themes that somebody pinned a text to, in ascending order."""
        return sorted({theme for theme in self.pinned.values() if theme != PARKED})

    def renumbered(self, position: Sequence[int]) -> Edits:
        """The same decisions when text i has become text position[i]."""
        return Edits(
            pinned={position[row]: theme for row, theme in self.pinned.items()},
            folded=sorted((position[a], position[b]) for a, b in self.folded),
            barred=sorted((position[row], theme) for row, theme in self.barred),
        )

    def check(self, n: int) -> None:
        """Raises ValueError when a decision is about a text that is not among the n."""
        named = {*self.pinned, *(row for pair in self.folded for row in pair)}
        named |= {row for row, _theme in self.barred}
        if unknown := sorted(row for row in named if not 0 <= row < n):
            message = f"edits name texts {unknown}, but there are {n}"
            raise ValueError(message)


def match(old: Labels, new: Labels) -> dict[int, int]:
    """New theme -> the old theme it continues; each old theme at most once.

    The greatest sum of Jaccard overlaps (Hungarian method, Kuhn 1955). Both (n,), the same texts.
    """
    before, after = themes_in(old), themes_in(new)
    was, becomes = old[:, None] == before, new[:, None] == after
    both = (was.T.astype(np.int64) @ becomes).reshape(len(before), len(after))
    either = was.sum(axis=0)[:, None] + becomes.sum(axis=0) - both
    overlap = both / np.maximum(either, 1)
    pairs = zip(*linear_sum_assignment(-overlap), strict=True)
    return {int(after[j]): int(before[i]) for i, j in pairs if overlap[i, j] > 0}


def moved(old: Labels, new: Labels) -> Flags:
    """Which of the texts (n,) would change theme if the new labels were accepted.

    This is the preview "k of n would move"; `new` may hold further texts after the old ones.
    """
    new = new[: len(old)]
    same = match(old, new)
    continued = np.array([same.get(int(theme), _UNKNOWN) for theme in new], dtype=np.int64)
    return np.asarray(np.where(new == PARKED, old != PARKED, continued != old), dtype=bool)


def heads(n: int, pairs: Collection[tuple[int, int]]) -> Labels:
    """Per text (n,), one text that stands for all it is folded with."""
    head = np.arange(n)
    for a, b in pairs:
        head[head == head[b]] = head[a]
    return head


def constrained(distance: Matrix, pins: Labels, folds: Labels) -> Matrix:
    """The distances (n, n), 0 where people keep two texts together, far where they keep them apart.

    `pins` (n,) holds the theme a text is pinned to or PARKED; `folds` (n,) is what `heads` gives.
    """
    firm = pins != PARKED
    both, same = firm[:, None] & firm, pins[:, None] == pins
    out = np.where(both & same, 0.0, np.where(both, _APART, distance))
    out = np.where(folds[:, None] == folds, 0.0, out)
    np.fill_diagonal(out, 0.0)
    return out


def obeyed(labels: Labels, points: Matrix, edits: Edits) -> Labels:
    """Labels (n,) in which every decision holds, whatever the clusters (n,) said.

    A kept theme has its own key; new themes are numbered above them, the largest first. Only who
    was pinned to the tray is in the tray.
    """
    out = _pinned(_keyed(labels, points, edits), edits)
    barred = set(edits.barred)
    for row in sorted({row for row, _theme in barred}):
        if (row, int(out[row])) in barred:
            out[row] = _elsewhere([row], out, points, barred)
    folds = heads(len(out), edits.folded)
    for head in np.unique(folds[[row for pair in edits.folded for row in pair]]):
        rows = [int(row) for row in np.flatnonzero(folds == head)]
        if len(rows) > 1:
            out[rows] = _common_place(rows, out, points, edits)
    return _pinned(out, edits)


def _pinned(labels: Labels, edits: Edits) -> Labels:
    out = labels.copy()
    for row, theme in edits.pinned.items():
        out[row] = theme
    return out


def _keyed(clusters: Labels, points: Matrix, edits: Edits) -> Labels:
    """Each cluster under the key of the kept theme inside it, or under a new key."""
    out = np.full(len(clusters), PARKED)
    pins = _pinned(out, edits)
    taken = [*edits.kept(), *(theme for _row, theme in edits.barred)]
    fresh = max(taken, default=PARKED) + 1
    keys, size = np.unique(clusters[clusters >= 0], return_counts=True)
    for cluster in keys[np.argsort(-size, kind="stable")]:
        rows = np.flatnonzero(clusters == cluster)
        inside = themes_in(pins[rows])
        if len(inside):
            near = points[rows] @ centroids(points, pins, inside).T
            out[rows] = inside[near.argmax(axis=1)]
        else:
            out[rows], fresh = fresh, fresh + 1
    return out


def _common_place(rows: list[int], labels: Labels, points: Matrix, edits: Edits) -> int:
    """Where texts that say the same go together: where one is pinned, else where most are."""
    pinned = [edits.pinned[row] for row in rows if row in edits.pinned]
    if pinned:
        return pinned[0]
    barred = set(edits.barred)
    keys, count = np.unique(labels[rows], return_counts=True)
    for theme in keys[np.argsort(-count, kind="stable")].tolist():
        if not any((row, theme) in barred for row in rows):
            return int(theme)
    return _elsewhere(rows, labels, points, barred)


def _elsewhere(
    rows: list[int], labels: Labels, points: Matrix, barred: set[tuple[int, int]]
) -> int:
    """The nearest theme that none of the rows is barred from; a new one where there is none."""
    keys = themes_in(labels)
    open_to = [theme for theme in keys.tolist() if not any((row, theme) in barred for row in rows)]
    if not open_to:
        return max([*keys.tolist(), *(theme for _row, theme in barred)], default=PARKED) + 1
    near = centroids(points, labels, np.array(open_to)) @ points[rows].mean(axis=0)
    return int(open_to[int(near.argmax())])
