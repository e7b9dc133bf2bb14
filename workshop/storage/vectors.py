"""Embeddings by model and text: derived, deletable, never in the log."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.storage.connecting import opened
from workshop.storage.log import Unwritable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 500
_log = logging.getLogger(__name__)


def text_hash(text: str) -> str:
    """What a vector is kept under instead of its text."""
    return hashlib.sha256(text.encode()).hexdigest()


class Vectors:
    """A store of float32 vectors in the workshop's database. What cannot be kept is computed again.

    `model` names the encoder and the hash of its weights, so that no two models are mixed.
    """

    def __init__(self, path: Path, patience: float = 1.0) -> None:
        self._path, self._patience = path, patience
        self._lock = threading.Lock()

    def get(self, model: str, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors that are known, by text."""
        import numpy as np  # noqa: PLC0415 - a server without embeddings starts without it

        by_hash = {text_hash(text): text for text in texts}
        found: dict[str, NDArray[np.float32]] = {}
        hashes = list(by_hash)
        for start in range(0, len(hashes), _AT_ONCE):
            some = hashes[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            query = f"SELECT text, vector FROM vectors WHERE model = ? AND text IN ({marks})"  # noqa: S608 - question marks only
            for hashed, vector in self._run(query, [[model, *some]]):
                found[by_hash[hashed]] = np.frombuffer(vector, dtype="<f4")
        return found

    def put(self, model: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keeps vectors by text, if that can be done."""
        rows = [[model, text_hash(t), v.astype("<f4").tobytes()] for t, v in vectors.items()]
        self._run("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

    def keep_only(self, texts: Iterable[str]) -> None:
        """Deletes the vectors of all other texts, if that can be done."""
        kept = {text_hash(text) for text in texts}
        known = {text for text, _ in self._run("SELECT DISTINCT text, x'' FROM vectors", [[]])}
        self._run("DELETE FROM vectors WHERE text = ?", [[text] for text in known - kept])

    def _run(self, statement: str, rows: Sequence[Sequence[object]]) -> list[tuple[str, bytes]]:
        try:
            with self._lock:
                db, _ = opened(self._path, self._patience)
                try:
                    db.execute("BEGIN")
                    found = [r for row in rows for r in db.execute(statement, list(row))]
                    db.execute("COMMIT")
                finally:
                    db.close()
        except (sqlite3.Error, Unwritable):
            # embeddings can be made again; the room goes on without
            _log.warning("the store of embeddings cannot be used", exc_info=True)
            return []
        return found
