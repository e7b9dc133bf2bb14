"""The command line, as people and scripts use it: what it prints, what it leaves, how it ends."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.people import SETUP, ada
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.rooms import Rooms
from workshop.storage.sqlite import SqliteLog

pytestmark = [pytest.mark.process, pytest.mark.timeout(400)]

PROGRAM = (sys.executable, "-c", "from workshop.cli import main; main()")
ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
WORDS = "Verification must survive the issuer."


@dataclass(frozen=True, slots=True)
class Said:
    code: int
    out: str
    err: str


def run(*words: str | Path, at: Path, **settings: str) -> Said:
    """What the program says and how it ends, with only these settings."""
    done = subprocess.run(
        [*PROGRAM, *map(str, words)],
        cwd=at,
        env=surroundings(**settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def surroundings(**settings: str) -> dict[str, str]:
    plain = {k: v for k, v in os.environ.items() if not k.startswith("WORKSHOP_")}
    return {**plain, "PYTHONPATH": str(ROOT), **settings}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which Ada has sent one principle."""
    db = tmp_path_factory.mktemp("kept") / "workshop.db"
    with Rooms(SqliteLog(db)) as rooms:
        room = rooms.found(SETUP)
        room.ask(c.Join(by=ada, agreed=True))
        room.ask(c.MovePhase(by=n.HOST, to=n.Phase.WRITE))
        part = c.Part(id=n.ContributionId("c1"), kind=n.Kind.PRINCIPLE, words=n.Words(WORDS, "en"))
        room.ask(c.Contribute(by=ada, prompt=SETUP.prompts[0].key, parts=(part,)))
    return db


# --- serve -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    folder: Path
    process: subprocess.Popen[bytes]
    lines: tuple[str, ...]

    @property
    def settings(self) -> dict[str, str]:
        return {"WORKSHOP_PORT": str(self.port)}

    def get(self, path: str) -> http.client.HTTPResponse:
        return self._ask("GET", path)

    def post(self, path: str, body: str) -> http.client.HTTPResponse:
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: str = "") -> http.client.HTTPResponse:
        """The first answer: redirects are not followed."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        try:
            connection.request(method, path, body)
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        return answer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that was started in an empty folder, its standard output in a file."""
    folder, port = tmp_path_factory.mktemp("serve"), free_port()
    with (folder / "out.txt").open("wb") as out, (folder / "err.txt").open("wb") as err:
        process = subprocess.Popen(
            [*PROGRAM, "serve"],
            cwd=folder,
            env=surroundings(WORKSHOP_PORT=str(port)),
            stdout=out,
            stderr=err,
        )
        try:
            answers(port, process)
            lines = tuple((folder / "out.txt").read_text().splitlines())
            yield Server(port, folder, process, lines)
        finally:
            process.kill()
            process.wait()


def answers(port: int, process: subprocess.Popen[bytes]) -> None:
    """Waits until the server answers; an early end is a failure."""
    for _ in range(1200):
        assert process.poll() is None
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=10):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not answer")


def test_the_links_stand_alone_one_a_line_from_the_first_column(server: Server) -> None:
    join, desk, wall = server.lines[:3]

    assert re.fullmatch(rf"join http://[^/ ]+:{server.port}/p/[A-Z2-9]{{6}}", join)
    assert re.fullmatch(rf"desk http://[^/ ]+:{server.port}/desk#[\w-]{{22,}}", desk)
    assert re.fullmatch(rf"wall http://[^/ ]+:{server.port}/wall/[A-Z2-9]{{6}}", wall)
    assert join[-6:] == wall[-6:]
    assert not any("\x1b" in line for line in server.lines)


def test_the_first_start_opens_a_workshop_that_is_ready(server: Server) -> None:
    with Rooms(SqliteLog(server.folder / "var" / "workshop.db")) as rooms:
        (room,) = rooms.all()
        setup = room.state.running

    assert setup.title == "Principles for open credentials"
    assert len(setup.prompts) == 2
    assert len(setup.cards) > 30
    assert setup.focus == "policy"
    assert sum(step.minutes for step in setup.agenda) == 50
    assert not setup.rehearsal


def test_the_address_itself_leads_somewhere(server: Server) -> None:
    answer = server.get("/")

    assert answer.status == 303
    assert answer.headers["location"] == f"/p/{server.lines[0][-6:]}"


def test_the_desk_link_opens_the_desk_and_another_secret_does_not(server: Server) -> None:
    secret = server.lines[1].rpartition("#")[2]

    opened = server.post("/desk", f"secret={secret}")
    closed = server.post("/desk", "secret=nobody-ever-made-this-one")

    assert (opened.status, closed.status) == (303, 403)
    assert opened.headers["location"] == f"/steer?w={server.lines[0][-6:]}"


def test_a_lost_desk_link_is_made_anew_while_the_server_runs(server: Server) -> None:
    said = run("links", at=server.folder, **server.settings)

    join, desk, wall = said.out.splitlines()[:3]
    assert said.code == 0
    assert (join, wall) == (server.lines[0], server.lines[2])
    assert desk != server.lines[1]
    for link in (desk, server.lines[1]):
        assert server.post("/desk", f"secret={link.rpartition('#')[2]}").status == 303


def test_a_port_that_is_taken_is_named_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("", 0)) as other:
        port = other.getsockname()[1]

        said = run("serve", at=tmp_path, WORKSHOP_PORT=str(port))

    assert said.code == 1
    assert said.out == ""
    assert f"WORKSHOP_PORT is {port}" in said.err
    assert f"WORKSHOP_PORT={port + 1}" in said.err
    assert not (tmp_path / "var").exists()


def test_whoever_starts_a_workshop_twice_is_told_how_to_find_its_links(server: Server) -> None:
    said = run("serve", at=server.folder, **server.settings)

    assert said.code == 1
    assert said.out == ""
    assert f"A workshop runs on port {server.port} already." in said.err
    assert "common-thread links" in said.err


def test_the_doctor_finds_the_running_server_well(server: Server) -> None:
    said = run("doctor", at=server.folder, WORKSHOP_URL="http://10.0.0.5:8501", **server.settings)

    assert said.code == 0, said.out
    assert f"A workshop runs on port {server.port}." in said.out
    assert {line[:4] for line in said.out.splitlines()} == {"ok  "}


def test_a_rehearsal_is_played_on_a_running_server(server: Server) -> None:
    desk = server.lines[1].partition(" ")[2]
    base = f"http://{HOST}:{server.port}"
    words = ("demo", "--live", "--url", base, "--desk", desk, "--people", "3", "--minutes", "0.2")

    said = run(*words, at=server.folder)

    join = said.out.splitlines()[0]
    assert said.code == 0, said.err
    assert join.startswith(f"join {base}/p/")
    assert closes(server.folder / "var" / "workshop.db", join[-6:])
    assert run("links", at=server.folder, **server.settings).out.splitlines()[0] == server.lines[0]


def closes(db: Path, code: str) -> bool:
    with Rooms(SqliteLog(db)) as rooms:
        for _ in range(3000):
            room = rooms.room(code)
            if room is not None and room.state.stage.phase is n.Phase.CLOSED:
                return True
            time.sleep(0.1)
    return False


def test_a_rehearsal_needs_an_organisers_link(server: Server) -> None:
    base = f"http://{HOST}:{server.port}"

    said = run("demo", "--live", "--url", base, "--desk", "guessed", at=server.folder)

    assert said.code == 1
    assert said.out == ""


def test_the_server_ends_when_it_is_asked_to_and_leaves_no_process(tmp_path: Path) -> None:
    port = free_port()
    settings = surroundings(WORKSHOP_PORT=str(port), WORKSHOP_DB=str(tmp_path / "w.db"))
    with subprocess.Popen(
        [*PROGRAM, "serve"],
        cwd=tmp_path,
        env=settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        answers(port, process)
        workers = children(process.pid)

        process.send_signal(signal.SIGTERM)

        assert process.wait(60) in {0, -signal.SIGTERM, 128 + signal.SIGTERM}
    assert all(ended(pid) for pid in workers)


def test_a_server_that_is_stopped_with_all_around_it_does_not_call_that_a_failure(
    tmp_path: Path,
) -> None:
    port = free_port()
    settings = surroundings(WORKSHOP_PORT=str(port), WORKSHOP_DB=str(tmp_path / "w.db"))
    with (
        (tmp_path / "err.txt").open("wb") as err,
        subprocess.Popen(
            [*PROGRAM, "serve"],
            cwd=tmp_path,
            env=settings,
            stdout=subprocess.DEVNULL,
            stderr=err,
            start_new_session=True,
        ) as process,
    ):
        answers(port, process)
        workers = working(process.pid)

        for pid in workers:
            os.kill(pid, signal.SIGTERM)
        os.killpg(process.pid, signal.SIGTERM)

        process.wait(60)
    assert workers
    assert all(ended(pid) for pid in workers)
    assert "worker" not in (tmp_path / "err.txt").read_text()


def working(pid: int) -> list[int]:
    """The server's workers, once they no longer just start."""
    for _ in range(600):
        found = children(pid)
        if found and all(ignores_termination(child) for child in found):
            return found
        time.sleep(0.1)
    return []


def ignores_termination(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status").read_text()
    mask = next(line for line in status.splitlines() if line.startswith("SigIgn:"))
    return bool(int(mask.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for listed in found for child in listed.read_text().split()]


def ended(pid: int) -> bool:
    for _ in range(200):
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize(
    ("name", "value"),
    [("WORKSHOP_PORT", "eighty"), ("WORKSHOP_URL", "my computer"), ("WORKSHOP_MODEL", "/no/model")],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str, tmp_path: Path) -> None:
    said = run("serve", at=tmp_path, **{name: value})

    assert said.code == 2
    assert name in said.err
    assert value in said.err


def test_a_file_that_is_no_database_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Not a database, though somebody thought so. " * 40)

    said = run("serve", at=tmp_path, WORKSHOP_DB="notes.txt", WORKSHOP_PORT=str(free_port()))

    assert said.code == 1
    assert "notes.txt" in said.err
    assert said.out == ""


SERVING = """
import os
from workshop import cli, serving
if os.geteuid() == 0:
    os.setuid(65534)  # root may write everywhere, nobody may not
serving.become_the_server = lambda settings: None
cli.main()
"""


@pytest.mark.parametrize("door", ["serve", "links"])
def test_no_desk_link_is_shown_where_none_can_be_made(
    door: str, kept: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("readable")
    db = folder / "workshop.db"
    db.write_bytes(kept.read_bytes())
    db.chmod(0o444)
    folder.chmod(0o555)
    for above in (folder.parent, folder.parent.parent):
        above.chmod(above.stat().st_mode | 0o011)  # nobody may pass through

    done = subprocess.run(
        [sys.executable, "-c", SERVING, door],
        cwd="/",
        env=surroundings(WORKSHOP_DB=str(db), WORKSHOP_PORT=str(free_port())),
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )

    folder.chmod(0o755)
    links = [line.split()[0] for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert links == ["join", "wall"], done.stderr
    assert "no new desk link could be made" in done.stderr
    assert "Earlier links still open the desk" in done.stderr
    assert "common-thread links" in done.stderr


def test_there_are_no_links_before_the_first_start(tmp_path: Path) -> None:
    said = run("links", at=tmp_path)

    assert said.code == 1
    assert "var/workshop.db" in said.err
    assert not (tmp_path / "var").exists()


# --- what is done with a database ------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "name"),
    [("word", "a.docx"), ("markdown", "a.md"), ("json", "a.json")],
)
def test_a_document_is_written_to_one_file(kept: Path, tmp_path: Path, key: str, name: str) -> None:
    said = run("export", "--db", kept, "--format", key, "-o", tmp_path / "new" / name, at=tmp_path)

    assert said.code == 0, said.err
    assert [path.name for path in (tmp_path / "new").iterdir()] == [name]
    assert str(tmp_path / "new" / name) in said.out


def test_tables_are_written_to_a_folder(kept: Path, tmp_path: Path) -> None:
    said = run("export", "--db", kept, "--format", "csv", "-o", tmp_path / "tables", at=tmp_path)

    assert said.code == 0, said.err
    assert WORDS in (tmp_path / "tables" / "contributions.csv").read_text("utf-8-sig")


def test_an_unknown_format_is_wrong_use_and_the_known_ones_are_named(
    kept: Path, tmp_path: Path
) -> None:
    said = run("export", "--db", kept, "--format", "stone", "-o", tmp_path / "x", at=tmp_path)

    assert said.code == 2
    assert "stone" in said.err
    assert "markdown" in said.err


def test_an_unknown_workshop_is_named_with_those_there_are(kept: Path, tmp_path: Path) -> None:
    words = ("export", "--db", kept, "--workshop", "ZZZZZZ", "--format", "json", "-o", "x.json")

    said = run(*words, at=tmp_path)

    assert said.code == 1
    assert "ZZZZZZ" in said.err
    assert not (tmp_path / "x.json").exists()


def test_an_untouched_database_is_intact(kept: Path, tmp_path: Path) -> None:
    said = run("verify", "--db", kept, at=tmp_path)

    assert (said.code, said.out) == (0, "intact\n")


def test_a_database_that_somebody_changed_is_not_and_the_place_is_told(
    kept: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.db"
    changed.write_bytes(kept.read_bytes().replace(WORDS.encode(), WORDS.upper().encode()))

    said = run("verify", "--db", changed, at=tmp_path)

    assert said.code == 1
    assert "event 4" in said.out
    assert "changed.db" in said.err


def test_a_file_that_is_no_workshop_database_is_wrong_use_and_not_damage(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Not a database, though somebody thought so.\n")
    with sqlite3.connect(tmp_path / "recipes.db") as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()

    for name in ("README.md", "recipes.db"):
        said = run("verify", "--db", name, at=tmp_path)

        assert (said.code, said.out) == (2, "")
        assert said.err == f"{name} is no workshop database. Check the path.\n"


def test_there_is_nothing_to_verify_where_there_is_no_file(tmp_path: Path) -> None:
    assert run("verify", "--db", tmp_path / "none.db", at=tmp_path).code == 2


def test_a_copy_is_intact_and_can_be_put_in_the_place_of_what_was_lost(
    kept: Path, tmp_path: Path
) -> None:
    copy, again = tmp_path / "copies" / "one.db", tmp_path / "var" / "workshop.db"

    made = run("backup", "--db", kept, "-o", copy, at=tmp_path)
    twice = run("backup", "--db", kept, "-o", copy, at=tmp_path)
    back = run("restore", copy, at=tmp_path)
    over = run("restore", copy, at=tmp_path)
    replaced = run("restore", copy, "--replace", at=tmp_path)

    assert [made.code, twice.code, back.code, over.code, replaced.code] == [0, 1, 0, 1, 0]
    assert f"{copy} is already there. Choose another name for the copy, or delete" in twice.err
    assert "add --replace" in over.err
    assert run("verify", "--db", again, at=tmp_path).out == "intact\n"


def test_nobody_is_told_to_delete_the_database_that_they_copy(kept: Path, tmp_path: Path) -> None:
    said = run("backup", "--db", kept, "-o", kept, at=tmp_path)

    assert said.code == 1
    assert "is the database itself" in said.err
    assert "delete" not in said.err


def test_the_doctor_says_what_must_be_done(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Not a database, though somebody thought so. " * 40)

    said = run("doctor", at=tmp_path, WORKSHOP_DB="notes.txt", WORKSHOP_PORT=str(free_port()))

    todo = [line for line in said.out.splitlines() if line.startswith("todo  ")]
    assert said.code == 1
    assert any("notes.txt" in line for line in todo)


# --- the program itself ----------------------------------------------------------------------


def test_asking_for_help_loads_nothing_that_takes_time() -> None:
    script = (
        "import sys, workshop.cli\n"
        "heavy = {'streamlit', 'torch', 'numpy', 'docx', 'babel', 'sqlite_utils'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()


def test_every_door_explains_itself(tmp_path: Path) -> None:
    whole = run("--help", at=tmp_path)

    for door in ("serve", "demo", "links", "export", "verify", "backup", "restore", "doctor"):
        assert door in whole.out
    assert run("nonsense", at=tmp_path).code == 2
