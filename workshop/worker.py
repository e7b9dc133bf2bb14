"""The processes that encode and group, as the server sees them: asked, timed, started again."""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO

from workshop.working import Answer, Asked, Ready

PAUSES = (0.2, 1.0, 3.0, 10.0, 30.0)
"""Seconds before a process is started again, after each death in a row."""
OPENING_LIMIT = 180.0
"""Seconds that opening the encoders may take: a cold disk and a busy machine."""
_START = "from workshop.working import main; main()"
_CODE = Path(__file__).parents[1]
_SURROUNDINGS = MappingProxyType(
    {
        "PYTHONPATH": os.pathsep.join(filter(None, (str(_CODE), os.environ.get("PYTHONPATH")))),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
    }
)
_BROKEN = (EOFError, OSError, pickle.UnpicklingError)
"""What speaking to a process that is no more leads to."""
_log = logging.getLogger(__name__)


class Died(Exception):
    """The process ended before its job was done, and again when the job was tried once more."""


class TookTooLong(Exception):
    """The job was not done within its limit, so that its process was ended."""


class Failed(Exception):
    """The job itself failed; the process goes on."""


class Stopped(Exception):
    """The worker was stopped before the job was done."""


@dataclass(frozen=True, slots=True)
class _Task:
    asked: Asked
    limit: float
    future: Future[Answer]


class Worker:
    """One spawned process and the thread that serves it. It starts with the first job.

    A process that dies is started again, after a pause that grows; the job it had is tried once
    more. A process that hangs is ended after the job's limit. `model` is a folder of another
    encoder; `nice` is how far it steps back for the rest of the machine.
    """

    def __init__(self, name: str, *, model: Path | None = None, nice: int = 0) -> None:
        self.name = name
        self.ready: Ready | None = None
        """None while no process is there that has its encoders open."""
        self.trouble = ""
        """What went wrong last; empty once a job was done."""
        self.deaths = 0
        """In a row."""
        told = (str(model or ""), str(nice))
        self._command = (sys.executable, "-P", "-c", _START, *told)
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def ask(self, asked: Asked, limit: float = 60.0) -> Future[Answer]:
        """Queues a job. Returns at once; the future may raise what is named above."""
        task = _Task(asked, limit, Future())
        self._tasks.put(task)
        with self._lock:
            if self._stopping.is_set():
                self._refuse_all()
            elif self._thread is None:
                name = f"worker {self.name}"
                self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
                self._thread.start()
        return task.future

    @property
    def pid(self) -> int | None:
        """The process that is there just now."""
        process = self._process
        return None if process is None else process.pid

    def stop(self) -> None:
        """Ends the process, whatever it is at, and refuses what waits."""
        with self._lock:
            self._stopping.set()
        self._tasks.put(None)
        process = self._process
        if process is not None:
            process.kill()
        if self._thread is not None:
            self._thread.join(5)
        self._refuse_all()

    # --- on the thread -----------------------------------------------------------------------

    def _serve(self) -> None:
        while not self._stopping.is_set():
            task = self._tasks.get()
            if task is not None and task.future.set_running_or_notify_cancel():
                self._do(task)
        self._end()

    def _do(self, task: _Task) -> None:
        problem: Exception = Died(task.asked.what)
        for _ in range(2):
            try:
                answer = self._answer(task)
            except TookTooLong as slow:
                problem = slow
                self._gone(f"it took too long to {task.asked.what}")
                break
            except _BROKEN:
                self._gone(f"the process ended when it was to {task.asked.what}")
                if self._stopping.is_set():
                    break
            else:
                self._done(task, answer)
                return
        task.future.set_exception(Stopped() if self._stopping.is_set() else problem)

    def _done(self, task: _Task, answer: Answer) -> None:
        self.deaths, self.trouble, self.ready = 0, answer.failure, answer.ready
        if answer.failure:
            _log.warning("worker %s could not %s: %s", self.name, task.asked.what, answer.failure)
            task.future.set_exception(Failed(answer.failure))
        else:
            task.future.set_result(answer)

    def _answer(self, task: _Task) -> Answer:
        process = self._started()
        opening = 0.0 if self.ready or task.asked.bare else OPENING_LIMIT
        with _time_limit(process, task.limit + opening):
            _send(process.stdin, task.asked)
            answer = _hear(process.stdout)
        if not isinstance(answer, Answer):
            raise EOFError  # noqa: TRY004 - what speaks there is no worker any more
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            return self._process
        pause = PAUSES[min(self.deaths, len(PAUSES)) - 1] if self.deaths else 0.0
        if self._stopping.wait(pause):
            raise EOFError
        process = self._process = subprocess.Popen(  # noqa: S603 - our own code, no shell
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,  # a signal to the server's group is the server's alone to act on
            env={**os.environ, **_SURROUNDINGS},
        )
        if self._stopping.is_set():  # it was asked to stop before it could see this process
            process.kill()
        return process

    def _gone(self, why: str) -> None:
        if not self._stopping.is_set():
            _log.warning("worker %s: %s", self.name, why)
        self.deaths, self.trouble = self.deaths + 1, why
        self._end()

    def _end(self) -> None:
        process, self._process, self.ready = self._process, None, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):  # what could not be sent is lost with the process
                if pipe is not None:
                    pipe.close()

    def _refuse_all(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                task = self._tasks.get_nowait()
                if task is not None and task.future.set_running_or_notify_cancel():
                    task.future.set_exception(Stopped())


@contextlib.contextmanager
def _time_limit(process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """Ends the process when this takes longer, and raises TookTooLong."""
    over = threading.Event()

    def end() -> None:
        over.set()
        process.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except _BROKEN as broken:
        if over.is_set():
            raise TookTooLong from broken
        raise
    finally:
        timer.cancel()


def _send(pipe: IO[bytes] | None, value: object) -> None:
    if pipe is None:
        raise EOFError
    pickle.dump(value, pipe)
    pipe.flush()


def _hear(pipe: IO[bytes] | None) -> object:
    if pipe is None:
        raise EOFError
    return pickle.load(pipe)  # noqa: S301 - from our own process
