"""What runs inside a worker process: its jobs by name, and encoders that remember."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clustering.embedding import Embedder, Encoders, Level
    from clustering.points import Matrix

MOST_REMEMBERED = 20_000
"""Vectors kept in memory: some 80 MB."""


Known = Mapping[str, Mapping[str, Any]]
"""The name of an encoder -> text -> its vector, a row of float32."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What a process encodes with, and why that is not more."""

    level: str
    reason: str
    encoders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A job by its name, vectors known already, and texts whose vectors are wanted back."""

    what: str
    job: Any
    known: Known = field(default_factory=dict)
    wanted: tuple[str, ...] = ()
    bare: bool = False
    """Whether it needs no encoder, which takes seconds to open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of one job; `failure` says why nothing did."""

    value: Any = None
    failure: str = ""
    vectors: Known = field(default_factory=dict)
    ready: Ready | None = None
    """None until the encoders are open."""


class Remembering:
    """An encoder that computes each text once."""

    def __init__(self, encoder: Embedder) -> None:
        self.name: str = encoder.name
        self.level: Level = encoder.level
        self.width: int = encoder.width
        self._encoder = encoder
        self._known: dict[str, Any] = {}

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit rows (n, width), to the precision of a float32 whether remembered or not."""
        import numpy as np  # noqa: PLC0415 - the server, too, imports this module

        if not texts:
            return np.zeros((0, self.width))
        if len(self._known) > MOST_REMEMBERED:
            self._known.clear()
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            rows = self._encoder.encode(new).astype("<f4")
            self._known.update(zip(new, rows, strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float64)

    def learn(self, known: Mapping[str, Any]) -> None:
        """Vectors that somebody kept: they are not computed again."""
        self._known |= {t: v for t, v in known.items() if v.shape == (self.width,)}

    def knows(self, texts: Sequence[str]) -> dict[str, Any]:
        """The vectors of those of the texts that were ever encoded."""
        return {text: self._known[text] for text in texts if text in self._known}


def remembering(encoders: Encoders) -> Encoders:
    """The same encoders, each computing a text once."""
    english = None if encoders.english is None else Remembering(encoders.english)
    return replace(encoders, multilingual=Remembering(encoders.multilingual), english=english)


def _sleep(seconds: float) -> float:
    """For rehearsing a hang."""
    time.sleep(seconds)
    return seconds


def _die(how: Path | None) -> str:
    """For rehearsing a death: for good, or only as long as a file is not there."""
    if how is not None and how.exists():
        return "alive"
    if how is not None:
        how.touch()
    os._exit(9)


BARE: Mapping[str, Callable[[Any], Any]] = MappingProxyType({"sleep": _sleep, "die": _die})
"""Jobs that need no encoder."""


class Bench:
    """What a process works with: the encoders, opened with the first job that needs them."""

    def __init__(self, model: Path | None) -> None:
        self._model = model
        self._opened: Encoders | None = None

    def answer(self, asked: Asked) -> Answer:
        """What comes of a job, or why nothing does."""
        try:
            if asked.bare:
                return Answer(value=BARE[asked.what](asked.job), ready=self._ready)
            return self._encoding(asked)
        except Exception as problem:  # noqa: BLE001 - it travels to whoever asked
            return Answer(failure=f"{type(problem).__name__}: {problem}", ready=self._ready)

    def _encoding(self, asked: Asked) -> Answer:
        from clustering.embedding import open_encoders  # noqa: PLC0415 - seconds, and only here
        from workshop.proposing import alike, embed, place, propose  # noqa: PLC0415 - only here

        if self._opened is None:
            self._opened = remembering(open_encoders(self._model))
        jobs: Mapping[str, Callable[[Any, Encoders], Any]] = {
            "alike": alike,
            "embed": embed,
            "place": place,
            "propose": propose,
        }
        for encoder in self._remembering:
            encoder.learn(asked.known.get(encoder.name, {}))
        value = jobs[asked.what](asked.job, self._opened)
        vectors = {one.name: one.knows(asked.wanted) for one in self._remembering}
        return Answer(value=value, vectors=vectors, ready=self._ready)

    @property
    def _remembering(self) -> tuple[Remembering, ...]:
        both = (self._opened.multilingual, self._opened.english) if self._opened else ()
        return tuple(one for one in both if isinstance(one, Remembering))

    @property
    def _ready(self) -> Ready | None:
        if self._opened is None:
            return None
        names = tuple(one.name for one in self._remembering)
        return Ready(self._opened.level.value, self._opened.reason, names)


def main() -> None:
    """Does one job after the other until nobody asks any more."""
    model, nice = sys.argv[1:]
    # whoever stops all processes at once means the server, which closes our input
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not stand between answers
    os.nice(int(nice))
    asked, bench = _listening(), Bench(Path(model) if model else None)
    while True:
        pickle.dump(bench.answer(asked.get()), answers)
        answers.flush()


def _listening() -> queue.SimpleQueue[Asked]:
    """What is asked. The process ends with whoever asks, even in the middle of a job."""
    asked: queue.SimpleQueue[Asked] = queue.SimpleQueue()

    def listen() -> None:
        try:
            while True:
                asked.put(pickle.load(sys.stdin.buffer))  # noqa: S301 - from the server that started us
        finally:
            os._exit(0)

    threading.Thread(target=listen, name="listening", daemon=True).start()
    return asked
