"""What stands around every answer: headers against foreign pages, doors, compressed assets."""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workshop.phone.cookies import BARE, LOST, behind_https, known
from workshop.phone.index import STATIC, script_hash

OURS = ("/p/", "/desk", "/wall/", "/a/", "/live/", "/healthz")
"""The paths of our own pages, which need less than Streamlit's."""


_COMMON = (
    "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'; connect-src 'self'; "
)
CSP_OURS = _COMMON + "script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'"
CSP_STREAMLIT = _COMMON + (
    f"script-src 'self' 'wasm-unsafe-eval' {script_hash()}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:"
)
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "x-content-type-options": "nosniff",
        # "no-referrer" would send `Origin: null` with our own forms, which we then could not tell
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    }
)


class Shield:
    """Adds the security headers to every answer; the Content-Security-Policy goes by path."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on; headers are added to http answers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = CSP_OURS if scope["path"].startswith(OURS) else CSP_STREAMLIT
        secure = behind_https(HTTPConnection(scope))

        async def shielded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = policy
                headers.update(HEADERS)
                if secure:
                    headers["strict-transport-security"] = "max-age=31536000"
            await send(message)

        await self._app(scope, receive, shielded)


DOORS: Mapping[str, str] = MappingProxyType(
    {"/room": "/p/{code}", "/screen": "/wall/{code}", "/steer": "/desk", "/report": "/desk"}
)


class Doors:
    """Sends a browser without a cookie from a Streamlit page to the door that gives it one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirects, or passes on."""
        door = DOORS.get(scope.get("path", "").rstrip("/")) if scope["type"] == "http" else None
        if door is not None:
            request = HTTPConnection(scope)
            code = request.query_params.get("w", "")
            stranger = known(request) is None and BARE not in request.query_params
            if stranger and code.isascii() and code.isalnum():
                back = f"{door.format(code=code)}?{LOST}=1"
                await RedirectResponse(back, 303)(scope, receive, send)
                return
        await self._app(scope, receive, send)


class Packed:
    """Sends Streamlit's own files compressed; it never does, and a phone on bad Wi-Fi waits."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers for `/static/` where the browser takes gzip, or passes on."""
        if scope["type"] == "http" and scope["method"] == "GET":
            path = scope["path"]
            if path.startswith("/static/") and "gzip" in Headers(scope=scope).get(
                "accept-encoding", ""
            ):
                response = await anyio.to_thread.run_sync(_packed, path)
                if response is not None:
                    await response(scope, receive, send)
                    return
        await self._app(scope, receive, send)


def _packed(path: str) -> Response | None:
    body = _compressed(path)
    if body is None:
        return None
    return Response(
        body,
        media_type=mimetypes.guess_type(path)[0] or "application/octet-stream",
        headers={
            "content-encoding": "gzip",
            "vary": "accept-encoding",
            "cache-control": "public, immutable, max-age=31536000",
        },
    )


@lru_cache(maxsize=200)
def _compressed(path: str) -> bytes | None:
    file = (STATIC / path.removeprefix("/")).resolve()
    if not file.is_relative_to(STATIC.resolve()) or not file.is_file():
        return None
    if file.suffix not in {".js", ".css", ".svg", ".json"}:
        return None
    return gzip.compress(file.read_bytes(), 9, mtime=0)
