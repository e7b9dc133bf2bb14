"""One vector per text, measured against its room: what all say is taken out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clustering.points import Matrix, Vector, unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clustering.embedding import Embedder, Encoders

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_COMMON_SHARE = 0.12
_COMMON_LEAST = 3
_SHRINKAGE = 3.0
"""How many texts of the whole room a language's mean is mixed with."""
_ONE_SUBJECT = 0.3
"""Mean cosine of two English texts from which their room speaks of one subject."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Frame:
    """What a grouping's vectors were measured against; newcomers are measured against the same."""

    encoders: tuple[str, ...]
    common: Mapping[str, frozenset[str]]
    """Language -> words that its texts have in common."""
    means: tuple[Mapping[str, Vector], ...]
    """Per block: language -> mean; under "" the mean of all."""
    weights: tuple[float, ...]
    """Per block: how much of a vector it is."""


def room_vectors(
    texts: Sequence[str],
    languages: Sequence[str],
    encoders: Encoders,
    frame: Frame | None = None,
) -> tuple[Matrix, Frame]:
    """Unit rows (n, d), one a text, and the frame they were measured against.

    Blocks side by side: the multilingual encoder on the text, the same on the text without the
    room's common words, and the English encoder on English texts where there is one. Where these
    share one subject, it reads them without their common words too, in a fourth block.
    `languages` are codes such as "en", or "" where unknown. Copies of a text that differ in
    spacing and case get one vector. With `frame`, a newcomer is measured as its room was.

    Raises ValueError when the lengths differ, or when the frame comes from other encoders.
    """
    if len(texts) != len(languages):
        message = f"{len(texts)} texts but {len(languages)} languages"
        raise ValueError(message)
    if frame and frame.encoders != _names(encoders):
        message = f"measured with {frame.encoders}, not with {_names(encoders)}"
        raise ValueError(message)
    # Sums depend on their order in the last digit: sorted, a shuffled room is the same room.
    order = sorted(range(len(texts)), key=lambda row: (texts[row], languages[row]))
    spoken = [languages[row] for row in order]
    said = _copies_alike([texts[row] for row in order])
    common = frame.common if frame else common_words(said, spoken)
    blocks, weights = _blocks(said, spoken, encoders, common, frame.weights if frame else None)
    means = frame.means if frame else tuple(_language_means(block, spoken) for block in blocks)
    vectors = np.empty((len(texts), sum(block.shape[1] for block in blocks)))
    vectors[order] = _joined(blocks, spoken, means, weights)
    return vectors, Frame(encoders=_names(encoders), common=common, means=means, weights=weights)


def common_words(texts: Sequence[str], languages: Sequence[str]) -> dict[str, frozenset[str]]:
    """Per language: the words that an eighth of the texts hold. Function words and the subject."""
    held: dict[str, Counter[str]] = {language: Counter() for language in languages}
    for text, language in zip(texts, languages, strict=True):
        held[language].update(set(WORD.findall(text.lower())))
    size = Counter(languages)
    return {
        language: frozenset(
            word
            for word, count in words.items()
            if count >= max(_COMMON_LEAST, _COMMON_SHARE * size[language])
        )
        for language, words in held.items()
    }


def stripped(text: str, common: frozenset[str]) -> str:
    """What this text says beyond what all say; the text itself when nothing would be left."""
    return " ".join(word for word in WORD.findall(text) if word.lower() not in common) or text


def _names(encoders: Encoders) -> tuple[str, ...]:
    english = (encoders.english.name,) if encoders.english else ()
    return (encoders.multilingual.name, *english)


def _copies_alike(texts: Sequence[str]) -> list[str]:
    """Each text, or the first that differs from it in spacing and case only."""
    first: dict[str, str] = {}
    return [first.setdefault(" ".join(text.casefold().split()), text) for text in texts]


def _blocks(
    texts: Sequence[str],
    languages: Sequence[str],
    encoders: Encoders,
    common: Mapping[str, frozenset[str]],
    weights: tuple[float, ...] | None,
) -> tuple[list[Matrix], tuple[float, ...]]:
    """What each encoder makes of each text, unit rows, and the weight of each block.

    Rows are zero where an encoder cannot read the language.
    """
    rest = [
        stripped(text, common.get(language, frozenset()))
        for text, language in zip(texts, languages, strict=True)
    ]
    blocks = [encoders.multilingual.encode(texts), encoders.multilingual.encode(rest)]
    if encoders.english is None:
        return blocks, (1.0, 1.0)
    blocks.append(_english(texts, languages, encoders.english))
    weights = weights or (1.0, 1.0, *_english_weights(blocks[-1]))
    if len(weights) > len(blocks):
        blocks.append(_english(rest, languages, encoders.english))
    return blocks, weights


def _english(texts: Sequence[str], languages: Sequence[str], encoder: Embedder) -> Matrix:
    rows = [row for row, language in enumerate(languages) if language == "en"]
    block = np.zeros((len(texts), encoder.width))
    block[rows] = encoder.encode([texts[row] for row in rows])
    return block


def _english_weights(block: Matrix) -> tuple[float, ...]:
    """Of the English block (n, d), and of that without common words where it is worth its time.

    What two texts have in common on average is the subject of the room: so much of the block is
    handed to what the texts say beyond it.
    """
    read = block[np.linalg.norm(block, axis=1) > 0]
    pairs = len(read) * (len(read) - 1)
    shared = float(((read.sum(axis=0) ** 2).sum() - len(read)) / pairs) if pairs else 0.0
    if shared < _ONE_SUBJECT:
        return (1.0,)
    shared = min(shared, 1.0)
    return ((1.0 - shared) ** 0.5, shared**0.5)


def _language_means(block: Matrix, languages: Sequence[str]) -> dict[str, Vector]:
    """Mean of each language, shrunk to the mean of all. Zero rows do not count."""
    known = np.linalg.norm(block, axis=1) > 0
    overall = block[known].mean(axis=0) if known.any() else np.zeros(block.shape[1])
    means = {"": overall}
    for language in sorted(set(languages) - {""}):
        own = known & np.array([language == spoken for spoken in languages])
        total = block[own].sum(axis=0) + _SHRINKAGE * overall
        means[language] = total / (own.sum() + _SHRINKAGE)
    return means


def _joined(
    blocks: Sequence[Matrix],
    languages: Sequence[str],
    means: Sequence[Mapping[str, Vector]],
    weights: Sequence[float],
) -> Matrix:
    """The blocks side by side, each without the mean of the text's language."""
    parts = []
    for block, mean, weight in zip(blocks, means, weights, strict=True):
        leaning = np.array([mean.get(language, mean[""]) for language in languages])
        known = np.linalg.norm(block, axis=1, keepdims=True) > 0
        parts.append(weight * np.where(known, unit(block - leaning.reshape(block.shape)), 0.0))
    return unit(np.hstack(parts))
