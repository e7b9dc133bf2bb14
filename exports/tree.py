"""The tree behind the themes: what fewer and more themes would have been, drawn and in numbers."""

from __future__ import annotations

from exports.blocks import Block, Cell, Heading, Strip, Style, Table, cell, para, text
from exports.phrasing import Phrasing
from workshop.domain.document import Document
from workshop.domain.tree_view import Block as Part
from workshop.domain.tree_view import Layer

_WIDTHS = (1.6, 8.4, 5.0)


def tree(doc: Document, say: Phrasing) -> tuple[Block, ...]:
    """The cuts around the proposal that was accepted; nothing where none was."""
    layers = doc.method.tree
    if len(layers) < 2:  # noqa: PLR2004 - one cut is no tree
        return ()
    title = say("The tree behind the themes")
    intro = say(
        "The software joined the contributions step by step into one tree. Each row is all of "
        "them, cut into fewer or more themes; the dark row is what the room accepted. People "
        "have moved, merged and renamed since."
    )
    head = (say("Themes"), say("How they divide"), say("Contributions in each"))
    rows = tuple(_row(layer, say) for layer in layers)
    return (
        Heading(2, text(title)),
        para(intro),
        Table(title=title, widths=_WIDTHS, head=head, rows=rows),
    )


def _row(layer: Layer, say: Phrasing) -> tuple[Cell, ...]:
    count = len(layer.blocks)
    told = say.count("All in {n} theme", "All in {n} themes", count)
    parts = tuple((block.start, block.end) for block in layer.blocks)
    sizes = ", ".join(_size(block, say) for block in layer.blocks)
    return (
        cell(say.number(count)),
        Cell(drawn=Strip(parts=parts, bold=layer.named, told=told)),
        Cell((para(sizes, Style.CELL),)),
    )


def _size(block: Part, say: Phrasing) -> str:
    size = say.number(block.size)
    return f"{block.name} ({size})" if block.name else size
