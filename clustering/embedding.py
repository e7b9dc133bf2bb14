"""Texts to unit vectors: the best encoders this machine can run, and an honest word on which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from clustering.encoders import CharacterEncoder, Level, NumpyEncoder, SentenceEncoder
from clustering.weights import USE, Problem, Weight, check_weights, weights

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clustering.points import Matrix

__all__ = [
    "CharacterEncoder",
    "Embedder",
    "Encoders",
    "Level",
    "NumpyEncoder",
    "Problem",
    "SentenceEncoder",
    "Weight",
    "check_weights",
    "open_encoders",
    "weights",
]

_BROKEN_IMPORT = (ImportError, OSError, RuntimeError, AttributeError)
"""What a library that is missing, half installed or built for another machine raises on import."""


class Embedder(Protocol):
    """Texts to vectors. A vector is comparable only with vectors of the same name."""

    @property
    def name(self) -> str:
        """The encoder and a short hash of its weights: `use-multilingual-3@0db566fd`."""

    @property
    def level(self) -> Level:
        """Which of the fallbacks this is."""

    @property
    def width(self) -> int:
        """How many numbers a vector has."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit rows (n, width), one a text, the same for a text whatever its company or order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoders:
    """What a room is encoded with, and why it is not more."""

    multilingual: Embedder
    english: Embedder | None
    level: Level
    reason: str
    """Empty when nothing is missing; otherwise one plain sentence in English for the desk."""


def open_encoders(model: Path | None = None) -> Encoders:
    """The best encoders that this machine can run. Never raises for what is missing or damaged.

    `model` is the folder of another sentence-transformers model; it then stands alone. Reads and
    checks the weights (a fraction of a second) and imports torch (seconds), so call it in the
    process that encodes, once.
    """
    if model is None:
        return _shipped("")
    try:
        chosen = SentenceEncoder.folder(model)
    except Exception as problem:  # noqa: BLE001  a folder from outside can fail in any way
        return _shipped(f"The chosen model {model} could not be used ({_line(problem)}).")
    return Encoders(multilingual=chosen, english=None, level=Level.FULL, reason="")


def _shipped(reason: str) -> Encoders:
    """The encoders of the packages, after what has already gone wrong."""
    problems = check_weights()
    if any(problem.weight.encoder == USE for problem in problems):
        said = _sentences(reason, _told(problems), "Only the overlap of words is compared.")
        return Encoders(
            multilingual=CharacterEncoder(), english=None, level=Level.WORDS, reason=said
        )
    if problems:
        return _numpy(_sentences(reason, _told(problems)))
    try:
        return Encoders(
            multilingual=SentenceEncoder.multilingual(),
            english=SentenceEncoder.english(),
            level=Level.FULL,
            reason=reason,
        )
    except _BROKEN_IMPORT as problem:
        return _numpy(_sentences(reason, f"sentence-transformers cannot run ({_line(problem)})."))


def _numpy(reason: str) -> Encoders:
    said = _sentences(reason, "English texts are grouped a little less well.")
    return Encoders(multilingual=NumpyEncoder(), english=None, level=Level.NUMPY, reason=said)


def _told(problems: Sequence[Problem]) -> str:
    return "; ".join(dict.fromkeys(map(str, problems))) + "."


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _line(problem: Exception) -> str:
    """The first line of what went wrong, or its kind when it says nothing."""
    return next(iter(str(problem).splitlines()), "") or type(problem).__name__
