"""One browser for all journeys, and a server for each module of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.workshop.screens.phones import Served, served
from tests.workshop.screens.serving import chromium


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """Three screens and a server share what the machine has left: what counts is what comes out."""
    expect.set_options(timeout=30_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("journey")) as found:
        yield found
