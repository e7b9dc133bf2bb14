"""Documents at different moments, and who phrases them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.exports import pasts
from tests.people import CODE, after, fay
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.document import Document
from workshop.domain.nouns import HideReason
from workshop.domain.state import EMPTY, State
from workshop.wording import Speaker, speaker


@pytest.fixture(scope="session")
def say() -> Speaker:
    return speaker()


@pytest.fixture(scope="session")
def closed() -> State:
    return pasts.whole()


@pytest.fixture(scope="session")
def full(closed: State) -> Document:
    return pasts.printed(closed)


@pytest.fixture(scope="session")
def moments(full: Document) -> Mapping[str, Document]:
    """The document as it would be printed at each of these moments."""
    opened = after(EMPTY, c.OpenWorkshop(by=n.HOST, code=CODE, setup=pasts.SETUP))
    written = pasts.written(pasts.texts(24), people=6)
    sorted_ = pasts.sorted_into(written, 4)
    drafted = pasts.drafted(sorted_, 2)
    rehearsal = pasts.written(pasts.texts(3), setup=replace(pasts.SETUP, rehearsal=True))
    hide = c.Hide(by=fay, on=pasts.contribution(2), reason=HideReason.MISTAKE)
    states = {
        "opened": opened,
        "empty writing": pasts.opened(2),
        "writing": written,
        "sorted": after(sorted_, hide),
        "drafted": drafted,
        "rehearsed": rehearsal,
    }
    return {**{name: pasts.printed(state) for name, state in states.items()}, "closed": full}
