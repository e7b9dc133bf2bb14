"""The application on a port of its own, and the browser that stands in front of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[3]
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server that answers under this address."""

    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def running(db: Path, port: int = 0) -> Iterator[Running]:
    """The server of this database; what it says is in `server.log` beside it."""
    port, log = port or _free_port(), db.with_name("server.log")
    url = f"http://127.0.0.1:{port}"
    environ = {
        **os.environ,
        "WORKSHOP_DB": str(db),
        "WORKSHOP_PORT": str(port),
        "WORKSHOP_URL": url,
    }
    wish = ["-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    wish += ["--server.address", "127.0.0.1"]
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, *wish], cwd=ROOT, env=environ, stdout=out, stderr=out
        )
        try:
            _await(url, process, log)
            yield Running(url=url, process=process)
        finally:
            process.terminate()
            process.wait(30)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if process.poll() is not None:
            raise AssertionError(log.read_text()[-3000:])
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):  # noqa: S310 - our own
                return
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"no answer: {log.read_text()[-3000:]}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()
