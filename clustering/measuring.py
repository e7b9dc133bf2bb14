"""How good a grouping is against a known one, and how much a wall moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clustering.matching import moved

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from clustering.points import Labels, Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class BCubed:
    """Mean over texts, each from 0 to 1."""

    precision: float
    """Of the texts I am with, how many I belong with."""
    recall: float
    """Of the texts I belong with, how many I am with."""
    f1: float


def adjusted_rand(truth: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Agreement of two partitions of the same texts, 1 when equal, about 0 by chance.

    Adjusted Rand index (Hubert and Arabie 1985). Names of groups do not matter.
    """
    table = _table(truth, found)
    together, mine, yours = (_pairs(x) for x in (table, table.sum(axis=1), table.sum(axis=0)))
    by_chance = mine * yours / max(_pairs(np.array([table.sum()])), 1.0)
    best = (mine + yours) / 2
    return 1.0 if best == by_chance else (together - by_chance) / (best - by_chance)


def b_cubed(truth: Sequence[Hashable], found: Sequence[Hashable]) -> BCubed:
    """B-cubed (Bagga and Baldwin 1998) of a partition against the true one; 1 for no texts."""
    table = _table(truth, found)
    n = table.sum()
    if not n:
        return BCubed(precision=1.0, recall=1.0, f1=1.0)
    precision = float((table**2 / table.sum(axis=0)).sum() / n)
    recall = float((table**2 / table.sum(axis=1)[:, None]).sum() / n)
    return BCubed(
        precision=precision, recall=recall, f1=2 * precision * recall / (precision + recall)
    )


def churn(old: Labels, new: Labels) -> float:
    """Share of the old texts that change theme; `new` may hold further texts after them."""
    return float(moved(old, new).mean()) if len(old) else 0.0


def _table(truth: Sequence[Hashable], found: Sequence[Hashable]) -> Matrix:
    """How many texts (true groups, found groups) share each pair of groups."""
    rows = {key: number for number, key in enumerate(dict.fromkeys(truth))}
    columns = {key: number for number, key in enumerate(dict.fromkeys(found))}
    table = np.zeros((len(rows), len(columns)))
    for mine, yours in zip(truth, found, strict=True):
        table[rows[mine], columns[yours]] += 1
    return table


def _pairs(counts: Matrix) -> float:
    return float((counts * (counts - 1) / 2).sum())
