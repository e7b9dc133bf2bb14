"""The tree behind the themes: layers from few themes to many, as blocks and as a table."""

from __future__ import annotations

import streamlit as st

from workshop.domain.desk_view import Desk
from workshop.domain.tree_view import Block, Layer
from workshop.screens.desk.finding import find
from workshop.screens.desk.marks import heading
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here

_PATIENCE = 3
_TOLD, _NAMED = 0.035, 0.09
"""The shares of the width from which a block has room for its number, and for its name."""


def tree(here: Here, desk: Desk, layers: tuple[Layer, ...]) -> None:
    """How the themes would fall apart or join, seen before it is asked for."""
    if len(layers) < 2:  # noqa: PLR2004 - one cut is no tree
        return
    told = here.say("Each row is all voices: the upper rows in fewer themes, the lower in more.")
    draw(
        f"{heading(here.say('Fewer or more themes'), told)}"
        f'<div class="d tree" aria-hidden="true">{_picture(here, layers)}</div>'
    )
    _choices(here, layers, sum(row.theme.kept or row.theme.pinned for row in desk.themes))
    with st.expander(here.say("The same as a table")):
        draw(_table(here, layers))


def _choices(here: Here, layers: tuple[Layer, ...], kept: int) -> None:
    """One button for each cut but the one that is shown, as far as it leaves what people kept."""
    with st.container(horizontal=True, gap="small", key="cuts"):
        for layer in layers:
            count = len(layer.blocks)
            label = here.say.count("Propose {n} theme", "Propose {n} themes", count)
            asked = not layer.named and count >= kept
            if asked and st.button(label, key=f"cut-{count}"):
                find(here, _PATIENCE, count)
                st.rerun()


def _picture(here: Here, layers: tuple[Layer, ...]) -> str:
    return "".join(_layer(here, layer) for layer in layers)


def _layer(here: Here, layer: Layer) -> str:
    css = "layer named" if layer.named else "layer"
    blocks = "".join(_block(here, block) for block in layer.blocks)
    count = plain(here.say.number(len(layer.blocks)))
    return f'<span class="end num soft">{count}</span><div class="{css}">{blocks}</div>'


def _block(here: Here, block: Block) -> str:
    width = block.end - block.start
    told = here.say.number(block.size) if width >= _TOLD else ""
    if block.name and width >= _NAMED:
        told = f"{told} · {block.name}"
    return (
        f'<span style="--at:{block.start:.4f};--wide:{width:.4f}"><bdi>{plain(told)}</bdi></span>'
    )


def _said(here: Here, block: Block) -> str:
    size = here.say.number(block.size)
    return f"{block.name} ({size})" if block.name else size


def _table(here: Here, layers: tuple[Layer, ...]) -> str:
    rows = "".join(_row(here, layer) for layer in layers)
    return (
        f'<table class="t"><thead><tr><th>{plain(here.say("Themes"))}</th>'
        f"<th>{plain(here.say('Voices in each'))}</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(here: Here, layer: Layer) -> str:
    sizes = sorted(layer.blocks, key=lambda block: -block.size)
    said = ", ".join(_said(here, block) for block in sizes)
    count = plain(here.say.number(len(layer.blocks)))
    return f'<tr><th scope="row" class="num">{count}</th><td>{plain(said)}</td></tr>'
