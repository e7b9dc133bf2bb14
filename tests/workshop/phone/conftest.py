"""A house with one workshop, for whoever knocks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workshop.phone.doors import Opened, opened


@pytest.fixture
def doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    with opened(tmp_path, monkeypatch) as found:
        yield found
