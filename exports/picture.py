"""Shares as a PNG, drawn by hand: an export needs no drawing library."""

from __future__ import annotations

import struct
import zlib
from functools import cache

_WIDTH, _HEIGHT, _STRIP = 640, 54, 30
_LINE, _MIDDLE, _RANGE, _SHARE = "D5DBE1", "7A8691", "A9C6E2", "0B5CAB"
_DASH, _DASHED = 8, 4
_COLOUR_TYPE_RGB = 2


@cache
def bar(share: float, low: float, high: float) -> bytes:
    """An axis from 0 to 1 with a dotted middle, the range as a band, the share as a mark.

    The same three numbers give the same bytes.
    """
    mark = _x(share)
    kinds: dict[tuple[bool, bool, bool, bool], bytes] = {}
    rows = []
    for y in range(_HEIGHT):
        off = abs(y - _HEIGHT // 2)
        kind = (off <= 1, y % _DASH < _DASHED, off <= _HEIGHT // 5, off <= _HEIGHT // 2 - 3)
        if kind not in kinds:
            kinds[kind] = _row(mark, _x(low), _x(high), kind)
        rows.append(kinds[kind])
    return _png(b"".join(rows))


@cache
def strip(parts: tuple[tuple[float, float], ...], *, bold: bool) -> bytes:
    """A whole in parts: blocks between two shares each, with a white line between them."""
    row = bytearray(b"\xff\xff\xff" * _WIDTH)
    for start, end in parts:
        left, right = _x(start), max(_x(start) + 1, _x(end) - 3)
        row[3 * left : 3 * right] = bytes.fromhex(_SHARE if bold else _RANGE) * (right - left)
    return _png((b"\0" + bytes(row)) * _STRIP)


def _x(share: float) -> int:
    return round(min(1.0, max(0.0, share)) * (_WIDTH - 1))


def _row(mark: int, low: int, high: int, kind: tuple[bool, bool, bool, bool]) -> bytes:
    axis, dash, band, tall = kind
    row = bytearray(b"\xff\xff\xff" * _WIDTH)
    middle = _WIDTH // 2
    for wanted, start, end, colour in (
        (axis, 0, _WIDTH, _LINE),
        (dash, middle - 1, middle + 2, _MIDDLE),
        (band, low, high + 1, _RANGE),
        (tall, mark - 5, mark + 6, _SHARE),
    ):
        if wanted:
            left, right = max(0, start), min(_WIDTH, end)
            row[3 * left : 3 * right] = bytes.fromhex(colour) * (right - left)
    return b"\0" + bytes(row)


def _png(rows: bytes) -> bytes:
    height = len(rows) // (3 * _WIDTH + 1)
    head = struct.pack(">IIBBBBB", _WIDTH, height, 8, _COLOUR_TYPE_RGB, 0, 0, 0)
    body = _chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + body + _chunk(b"IEND", b"")


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
