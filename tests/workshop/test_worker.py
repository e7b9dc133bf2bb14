"""A worker process may die, hang or fail; whoever asked is told, and the next job is done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop.worker import Died, Failed, Stopped, TookTooLong, Worker
from workshop.working import Asked

pytestmark = [pytest.mark.process, pytest.mark.model, pytest.mark.timeout(300)]

PATIENCE = 200
NAP = Asked(what="sleep", job=0.0, bare=True)
HELLO = Asked(what="embed", job=(("Learners own their credentials.", "en"),))


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One for all these tests: what one of them did to it must not harm the next."""
    made = Worker("test", nice=5)
    yield made
    made.stop()


def test_a_job_is_done_and_new_vectors_come_back(worker: Worker) -> None:
    text = "Anyone should be able to check a credential."
    asked = Asked(what="embed", job=((text, "en"),), wanted=(text, "not among them"))

    answer = worker.ask(asked).result(PATIENCE)

    assert worker.ready is not None
    assert worker.ready.level == "full"
    assert [list(vectors) for vectors in answer.vectors.values()] == [[text], [text]]
    assert tuple(answer.vectors) == worker.ready.encoders


def test_a_vector_that_is_known_is_not_computed_again(worker: Worker) -> None:
    text = "Nobody has encoded this sentence before."
    encoder, width = worker.ask(HELLO).result(PATIENCE).vectors, 512
    model = next(iter(encoder))
    import numpy as np

    known = {model: {text: np.full(width, 1 / width**0.5, dtype="<f4")}}

    answer = worker.ask(
        Asked(what="embed", job=((text, "fr"),), known=known, wanted=(text,))
    ).result(PATIENCE)

    assert np.array_equal(answer.vectors[model][text], known[model][text])


def test_a_job_that_fails_is_told_and_the_process_goes_on(worker: Worker) -> None:
    worker.ask(HELLO).result(PATIENCE)
    before = worker.pid

    failing = worker.ask(Asked(what="nothing of the kind", job=None))

    with pytest.raises(Failed, match="nothing of the kind"):
        failing.result(PATIENCE)
    assert worker.trouble
    worker.ask(HELLO).result(PATIENCE)
    assert worker.pid == before
    assert worker.trouble == ""


def test_the_job_of_a_process_that_dies_is_done_by_the_next(worker: Worker, tmp_path: Path) -> None:
    answer = worker.ask(Asked(what="die", job=tmp_path / "died", bare=True))

    assert answer.result(PATIENCE).value == "alive"


def test_a_job_that_kills_every_process_is_given_up_after_two(worker: Worker) -> None:
    deadly = worker.ask(Asked(what="die", job=None, bare=True))

    with pytest.raises(Died):
        deadly.result(PATIENCE)
    assert worker.ask(NAP).result(PATIENCE).value == 0


def test_a_process_that_hangs_is_ended_and_the_next_job_is_done(worker: Worker) -> None:
    hanging = worker.ask(Asked(what="sleep", job=600.0, bare=True), limit=1)

    with pytest.raises(TookTooLong):
        hanging.result(PATIENCE)
    assert worker.ask(NAP).result(PATIENCE).value == 0


def test_stopping_tells_whoever_waits_and_leaves_no_process() -> None:
    worker = Worker("stopping")
    under_way = worker.ask(Asked(what="sleep", job=600.0, bare=True), limit=600)
    waiting = worker.ask(NAP)
    while worker.pid is None:
        time.sleep(0.05)
    pid = worker.pid

    worker.stop()

    for future in (under_way, waiting, worker.ask(NAP)):
        with pytest.raises(Stopped):
            future.result(PATIENCE)
    assert gone(pid)


def test_a_worker_that_was_never_asked_starts_no_process() -> None:
    worker = Worker("idle")

    assert worker.pid is None
    worker.stop()


def test_a_worker_process_ends_with_the_server_even_in_the_middle_of_a_job() -> None:
    script = (
        "from workshop.worker import Worker\n"
        "from workshop.working import Asked\n"
        "import time\n"
        "worker = Worker('orphan')\n"
        "worker.ask(Asked(what='sleep', job=600.0, bare=True), limit=600)\n"
        "while worker.pid is None: time.sleep(0.05)\n"
        "print(worker.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        pid = int(server.stdout.readline())

        server.send_signal(signal.SIGKILL)

    assert gone(pid)


def test_what_runs_in_a_worker_knows_neither_screens_nor_the_database() -> None:
    script = (
        "import sys, workshop.working, workshop.proposing, clustering.embedding\n"
        "alien = {'streamlit', 'sqlite_utils', 'starlette', 'app', 'workshop.rooms'}\n"
        "assert not alien & sys.modules.keys(), alien & sys.modules.keys()\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()


def gone(pid: int) -> bool:
    """Whether a process has ended, given a moment to do so."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").read_text().split(")")[-1].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False
