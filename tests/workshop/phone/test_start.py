"""The server starts light: what is heavy runs in processes of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
HEAVY = ("torch", "sentence_transformers", "transformers", "hdbscan", "sklearn", "scipy")


@pytest.mark.process
def test_the_server_and_its_pages_load_nothing_heavy() -> None:
    script = (
        "import sys, app\n"
        "import workshop.screens.script, workshop.screens.participant\n"
        "import workshop.screens.desk, workshop.screens.wall, workshop.screens.report\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )

    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )

    assert ended.stdout.strip().splitlines()[-1] == "[]"


def test_the_costly_collection_after_every_rerun_is_off() -> None:
    import tomllib

    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))

    assert config["runner"]["postScriptGC"] is False
    assert config["server"]["fileWatcherType"] == "none"
