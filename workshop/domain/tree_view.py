"""The tree behind the themes as a picture: layers of blocks, the coarsest cut first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workshop.domain.nouns import Cut, ThemeId


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the room, and the shares of the width (0 to 1) between which it stands."""

    size: int
    start: float
    end: float
    within: int
    """Its place in the layer above, from 0."""
    name: str = ""
    """Only where it is a theme with a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One cut of the tree, and whether it is the one with the named themes."""

    blocks: tuple[Block, ...]
    named: bool


def layers(cuts: tuple[Cut, ...], names: Mapping[ThemeId, str]) -> tuple[Layer, ...]:
    """Blocks under the block that they are a part of, as wide as they have texts."""
    found: list[Layer] = []
    for cut in cuts:
        above = found[-1].blocks if found else (Block(size=0, start=0.0, end=1.0, within=0),)
        blocks = _blocks(cut, above, names)
        found.append(Layer(blocks=blocks, named=any(p.theme is not None for p in cut.pieces)))
    return tuple(found)


def _blocks(cut: Cut, above: tuple[Block, ...], names: Mapping[ThemeId, str]) -> tuple[Block, ...]:
    whole = [0] * len(above)
    for piece in cut.pieces:
        whole[piece.within] += piece.size
    at = [block.start for block in above]
    blocks = []
    for piece in cut.pieces:
        room = above[piece.within]
        width = (room.end - room.start) * piece.size / max(whole[piece.within], 1)
        start = at[piece.within]
        at[piece.within] = start + width
        name = "" if piece.theme is None else names.get(piece.theme, "")
        blocks.append(
            Block(size=piece.size, start=start, end=start + width, within=piece.within, name=name)
        )
    return tuple(blocks)
