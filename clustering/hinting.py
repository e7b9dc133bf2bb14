"""What else speaks for two texts belonging together: the known wall, votes, pairs, examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clustering.evidence import similarity
from clustering.points import PARKED, BadVectors, Labels, Matrix, centroids, themes_in
from clustering.tree import wished

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_PAIR = 0.3
"""How much nearer a hint brings two texts: as much as the wall people know."""
_VOTES = 0.2
"""How much of a distance the votes are, where all are certain; they tell of sides, not subjects."""
_EXAMPLES = 0.35
"""How much of a distance people's own placing is, once it shows what matters to them."""
_ENOUGH_THEMES, _ENOUGH_TEXTS = 0.5, 0.1
"""Of the wished themes and of the texts: fewer examples than these would only pull others apart."""
_FEW_VOTES = 20.0
"""So many voters on both texts make a correlation half certain."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Hints:
    """Weak evidence from outside the texts. None of it binds; people's edits do."""

    pairs: Collection[tuple[int, int]] = ()
    """Texts that were sent together, such as a principle and its example."""
    votes: Matrix | None = None
    """(voters, n) 1 agree, 0 pass, -1 disagree, nan where somebody did not vote."""

    examples: Mapping[int, int] | None = None
    """Text -> the theme that people put it to, for the rest to learn from; None: all their pins."""

    def renumbered(self, position: Sequence[int]) -> Hints:
        """The same hints when text i has become text position[i]."""
        return Hints(
            pairs=sorted((position[a], position[b]) for a, b in self.pairs),
            votes=None if self.votes is None else self.votes[:, np.argsort(position)],
            examples=self.examples and {position[a]: theme for a, theme in self.examples.items()},
        )

    def check(self, n: int) -> None:
        """Raises ValueError when a hint is about a text that is not among the n."""
        named = {row for pair in self.pairs for row in pair} | set(self.examples or ())
        if unknown := sorted(row for row in named if not 0 <= row < n):
            raise ValueError(f"hints name texts {unknown}, but there are {n}")
        if self.votes is not None and self.votes.shape[1:] != (n,):
            raise BadVectors(f"votes of shape {self.votes.shape} for {n} texts")


def with_hints(near: Matrix, rows: Labels, hints: Hints) -> Matrix:
    """Distances (m, m) of the texts `rows` (m,), moved a little by the hints."""
    out = near.copy() if hints.votes is None else _with_votes(near, hints.votes[:, rows])
    place = {int(row): number for number, row in enumerate(rows)}
    for a, b in hints.pairs:
        if a in place and b in place:
            out[[place[a], place[b]], [place[b], place[a]]] *= 1 - _PAIR
    return out


def with_examples(near: Matrix, points: Matrix, pins: Labels) -> Matrix:
    """Distances (m, m) mixed with how alike two texts stand to the themes that people filled.

    `points` (m, d) are centred, `pins` (m,) the theme that people put a text to, or PARKED. What
    sets their themes apart is what matters to them, for the texts they did not touch as well.
    """
    keys, n = themes_in(pins), len(points)
    few = len(keys) < _ENOUGH_THEMES * wished(n) or (pins != PARKED).sum() < _ENOUGH_TEXTS * n
    if few:
        return near
    standing = points @ centroids(points, pins, keys).T
    out = (1 - _EXAMPLES) * near + _EXAMPLES * (1 - similarity(standing))
    np.fill_diagonal(out, 0.0)
    return np.round((out + out.T) / 2, 9)


def agreement(votes: Matrix) -> tuple[Matrix, Matrix]:
    """Correlation (n, n) of the texts' votes over who voted on both, and how certain it is, 0 to 1.

    Each text's votes less their mean; shrunk by the number of common voters, none of whom is
    needed. `votes` is (voters, n) with nan for no vote.
    """
    cast = ~np.isnan(votes)
    count = cast.sum(axis=0)
    mean = np.where(cast, votes, 0.0).sum(axis=0) / np.maximum(count, 1)
    off = np.where(cast, votes - mean, 0.0)
    known = cast.astype(np.float64)
    both, square = known.T @ known, (off**2).T @ known
    correlation = (off.T @ off) / np.maximum(np.sqrt(square * square.T), 1e-12)
    return correlation, both / (both + _FEW_VOTES)


def with_wall(near: Matrix, known: Labels, inertia: float) -> Matrix:
    """Distances (m, m) mixed with whether the known wall (m,) holds two texts apart."""
    seen = known != PARKED
    apart = known[:, None] != known
    return np.where(
        seen[:, None] & seen & ~np.eye(len(near), dtype=bool),
        (1 - inertia) * near + inertia * apart,
        near,
    )


def _with_votes(near: Matrix, votes: Matrix) -> Matrix:
    correlation, certain = agreement(votes)
    weight = _VOTES * certain
    out: Matrix = (1 - weight) * near + weight * (1 - np.abs(correlation))
    np.fill_diagonal(out, 0.0)
    return np.round(out, 9)
