"""Start here: Streamlit's pages, our routes and headers, and the house, as one application."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from workshop.house import close_house, open_house
from workshop.phone.index import Spoken
from workshop.phone.live import HUB
from workshop.phone.middleware import Doors, Packed, Shield
from workshop.phone.routes import OURS
from workshop.settings import Settings


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, object]]:
    """Opens the house before the first visitor comes, and closes it after the last has gone."""
    if st.get_option("runner.postScriptGC") is not False:
        # a full collection after every rerun makes a vote five times as dear
        raise RuntimeError("start with runner.postScriptGC = false, see .streamlit/config.toml")
    house = open_house(Settings.read(os.environ))
    HUB.open()
    # it logs addresses of visitors
    logging.getLogger("uvicorn.access").disabled = True
    gc.collect()
    gc.freeze()
    try:
        yield {"house": house}
    finally:
        HUB.close()
        close_house()


app = st.App(
    Path(__file__).with_name("workshop") / "screens" / "script.py",
    lifespan=lifespan,
    routes=list(OURS),
    middleware=[Middleware(Shield), Middleware(Doors), Middleware(Spoken), Middleware(Packed)],
)
