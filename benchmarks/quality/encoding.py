"""The project's own encoders, with vectors kept on the disk so that a second run is quick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import numpy as np

from clustering.embedding import Embedder, Encoders, Level, open_encoders
from clustering.points import Matrix


class Kept:
    """An encoder that computes each text once, over all runs."""

    def __init__(self, encoder: Embedder, folder: Path) -> None:
        self.name: str = encoder.name
        self.level: Level = encoder.level
        self.width: int = encoder.width
        self._encoder = encoder
        self._file = folder / f"{encoder.name}.npz"
        self._row: dict[str, int] = {}
        self._rows: list[Matrix] = []
        if self._file.exists():
            with np.load(self._file) as kept:
                self._rows = list(kept["rows"])
                self._row = {key: row for row, key in enumerate(kept["keys"].tolist())}

    def encode(self, texts: Sequence[str]) -> Matrix:
        new = [text for text in dict.fromkeys(texts) if _key(text) not in self._row]
        for text, row in zip(new, self._encoder.encode(new), strict=True):
            self._row[_key(text)] = len(self._rows)
            self._rows.append(row.astype(np.float32))
        rows = [self._rows[self._row[_key(text)]] for text in texts]
        return np.array(rows, dtype=np.float64).reshape(len(texts), self.width)

    def keep(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        rows = np.array(self._rows, dtype=np.float32)
        np.savez(self._file, rows=rows, keys=np.array(list(self._row)))


def kept_encoders(folder: Path) -> tuple[Encoders, list[Kept]]:
    """What this machine can encode with, and the parts that want keeping."""
    encoders = open_encoders()
    multilingual = Kept(encoders.multilingual, folder)
    english = Kept(encoders.english, folder) if encoders.english else None
    both = [multilingual, *([english] if english else [])]
    return replace(encoders, multilingual=multilingual, english=english), both


def _key(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()
