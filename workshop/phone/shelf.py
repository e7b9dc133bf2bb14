"""Our own files as they are sent: packed, under names that change with what is in them."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """One file: its letters, the same packed, and what it is."""

    body: bytes
    packed: bytes
    media: str


def _named(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
    return f"{path.stem}.{digest}{path.suffix}"


def _shelved(path: Path) -> Shelved:
    body = path.read_bytes()
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Shelved(body=body, packed=gzip.compress(body, 9, mtime=0), media=media)


_NAMES = {path.name: _named(path) for path in sorted(ASSETS.iterdir())}
SHELF: Mapping[str, Shelved] = MappingProxyType(
    {name: _shelved(ASSETS / plain) for plain, name in _NAMES.items()}
)
"""Every file by the name under which it is sent."""


def path_of(name: str) -> str:
    """The address of a file of ours."""
    return f"/a/{_NAMES[name]}"


def asset(request: Request) -> Response:
    """A file of ours. Its name says what is in it, so a browser may keep it for good."""
    found = SHELF.get(request.path_params["name"])
    if found is None:
        return PlainTextResponse("Not found", 404)
    packs = "gzip" in request.headers.get("accept-encoding", "")
    headers = {"cache-control": "public, immutable, max-age=31536000", "vary": "accept-encoding"}
    if packs:
        headers["content-encoding"] = "gzip"
    return Response(found.packed if packs else found.body, media_type=found.media, headers=headers)
