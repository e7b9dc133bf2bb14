"""What Streamlit reruns: which page, which room, which person -> one screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

import streamlit as st

from workshop.screens.entering import nobody, visitor

PAGES = {
    "room": "workshop.screens.participant",
    "steer": "workshop.screens.desk",
    "screen": "workshop.screens.wall",
    "report": "workshop.screens.report",
}
"""Page by address. Each module has `page(here)`; it is loaded when somebody first comes."""


def _shown(module: str) -> None:
    here = visitor(str(st.query_params.get("w", "")))
    if here is None:
        nobody()
    else:
        import_module(module).page(here)


def _page(url: str, module: str) -> Callable[[], None]:
    shown = partial(_shown, module)
    shown.__name__ = url  # type: ignore[attr-defined]
    return shown


def main() -> None:
    """Lays out the page that the address names."""
    st.set_page_config(page_title="Common Thread", layout="wide")
    # Streamlit ignores the address of its default page, so that page is a door of its own
    pages = [st.Page(nobody, title="Common Thread", url_path="start", default=True)]
    pages += [
        st.Page(_page(url, module), title="Common Thread", url_path=url)
        for url, module in PAGES.items()
    ]
    st.navigation(pages, position="hidden").run()


if __name__ == "__main__":
    main()
