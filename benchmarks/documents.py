"""How long the document takes: 300 contributions, 12 principles, every format.

Run `python -m benchmarks.documents`.
"""

from __future__ import annotations

from time import perf_counter

from exports import FORMATS, Source
from tests.exports import pasts
from workshop.wording import speaker

CONTRIBUTIONS, PRINCIPLES, PEOPLE = 300, 12, 40
TARGET = 3.0
"""Seconds that somebody at the desk waits for a download without asking what is wrong."""


def main() -> None:
    """Prints one row a format."""
    state = pasts.whole(CONTRIBUTIONS, PRINCIPLES, PEOPLE)
    began = perf_counter()
    document = pasts.printed(state)
    print(f"{CONTRIBUTIONS} contributions, {PRINCIPLES} principles, {document.figures.votes} votes")
    print(f"{'what':<12}{'seconds':>9}{'target':>8}{'kB':>7}")
    print(f"{'document':<12}{perf_counter() - began:>9.2f}{TARGET:>8.1f}")
    for form in FORMATS.values():
        began = perf_counter()
        files = form.render(Source(document), speaker())
        took, size = perf_counter() - began, sum(map(len, files.values())) / 1000
        print(f"{form.key:<12}{took:>9.2f}{TARGET:>8.1f}{size:>7.0f}")


if __name__ == "__main__":
    main()
