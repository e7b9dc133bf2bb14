"""The two workers, and the vectors that they need not compute again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from enum import StrEnum
from pathlib import Path
from typing import Any

from workshop.storage.vectors import Vectors
from workshop.theming import Job, Likeness
from workshop.worker import Worker
from workshop.working import Answer, Asked

GROUPING_LIMIT = 120.0
PLACING_LIMIT = 60.0
ALIKE_LIMIT = 20.0
_GIVEN_UP = 2
"""Deaths in a row after which a worker counts as down, though it is still started again."""


class Level(StrEnum):
    """How well texts can be compared just now."""

    FULL = "full"
    NUMPY = "numpy"
    WORDS = "words"
    STARTING = "starting"
    DOWN = "down"


class Workers:
    """One process for short jobs, which never queue behind a grouping, and one for groupings.

    `store` is the database that vectors are kept in, `model` the folder of another encoder. The
    processes know neither: they are handed vectors and hand back new ones.
    """

    def __init__(self, store: Path, model: Path | None = None) -> None:
        self._vectors = Vectors(store)
        self._encode = Worker("encode", model=model, nice=3)
        self._group = Worker("group", model=model, nice=10)

    def warm_up(self) -> None:
        """One text for each; the second begins when the first is there, to leave a core free."""
        text = Asked(what="embed", job=(("Good morning.", "en"),))
        self._encode.ask(text).add_done_callback(lambda _: self._group.ask(text))

    def stop(self) -> None:
        """Ends both processes; what they were asked raises Stopped."""
        self._encode.stop()
        self._group.stop()

    @property
    def level(self) -> Level:
        """What the less able of the two can do."""
        both = (self._encode, self._group)
        if any(w.ready is None and w.deaths >= _GIVEN_UP for w in both):
            return Level.DOWN
        found = [Level(w.ready.level) for w in both if w.ready is not None]
        return max(found, key=list(Level).index) if len(found) == len(both) else Level.STARTING

    @property
    def reason(self) -> str:
        """Why the level is not full, as the machine reports it in English; or empty."""
        ready = (w.ready for w in (self._encode, self._group))
        return next((r.reason for r in ready if r is not None and r.reason), "")

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that are there just now."""
        found = (self._encode.pid, self._group.pid)
        return tuple(pid for pid in found if pid is not None)

    def embed(self, texts: Sequence[tuple[str, str]]) -> Future[Answer]:
        """Vectors of texts, each with its language, in advance."""
        asked = self._asked(self._encode, "embed", tuple(texts), [text for text, _ in texts])
        return self._encode.ask(asked, PLACING_LIMIT)

    def place(self, job: Job) -> Future[Answer]:
        """A tuple of Spot for the newcomers of a job."""
        return self._encode.ask(self._asked(self._encode, "place", job, job.texts), PLACING_LIMIT)

    def propose(self, job: Job) -> Future[Answer]:
        """A ProposalResult for all texts of a job."""
        return self._group.ask(self._asked(self._group, "propose", job, job.texts), GROUPING_LIMIT)

    def alike(self, asked: Likeness) -> Future[Answer]:
        """A tuple of ContributionId: who said nearly the same, the nearest first."""
        texts = (asked.text, *asked.texts)
        return self._encode.ask(self._asked(self._encode, "alike", asked, texts), ALIKE_LIMIT)

    def keep(self, answer: Answer, living: Collection[str]) -> None:
        """Keeps the vectors of living texts that came with an answer, if that can be done."""
        for encoder, vectors in answer.vectors.items():
            kept = {text: vector for text, vector in vectors.items() if text in living}
            if kept:
                self._vectors.put(encoder, kept)

    def keep_only(self, texts: Iterable[str]) -> None:
        """Deletes the vectors of all other texts from the database."""
        self._vectors.keep_only(texts)

    def _asked(self, worker: Worker, what: str, job: object, texts: Sequence[str]) -> Asked:
        """The job with the vectors that are known; those that are not are wanted back."""
        names = worker.ready.encoders if worker.ready else ()
        known: Mapping[str, Mapping[str, Any]] = {
            name: self._vectors.get(name, texts) for name in names
        }
        wanted = [t for t in dict.fromkeys(texts) if not all(t in known[n] for n in known)]
        return Asked(what=what, job=job, known=known, wanted=tuple(wanted if known else texts))
