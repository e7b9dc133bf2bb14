"""Streamlit's page as we send it: under our name, in the reader's language and direction."""

from __future__ import annotations

import base64
import gzip
import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import regex
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workshop.cookies import LANG
from workshop.domain.texts import direction, language
from workshop.phone.shelf import path_of
from workshop.wording import best_language, languages

PAGES = frozenset({"", "room", "steer", "screen", "report", "start"})
"""The addresses of Streamlit's pages."""


def _static() -> Path:
    # found without loading it: only the screens know Streamlit itself
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise ImportError("streamlit is not installed")
    return Path(spec.origin).parent / "static"


STATIC = _static()
INDEX = (STATIC / "index.html").read_bytes()
_HTML = b'<html lang="en"'
if INDEX.count(_HTML) != 1:
    raise ImportError("this version of Streamlit has another index.html than we know")

_HEAD = b"<head>"
_FONT = regex.compile(rb'<link\s+rel="preload"[^>]*as="font"[^>]*>')
_TITLE = b"<title>Streamlit</title>"


def _our_index() -> bytes:
    # the font is not ours, and a page should not be called by the name of its tool
    page = _FONT.sub(b"", INDEX).replace(_TITLE, b"<title>Common Thread</title>")
    return page.replace(_HEAD, _HEAD + f'<script src="{path_of("base.js")}"></script>'.encode(), 1)


OUR_INDEX = _our_index()


def script_hash() -> str:
    """What a Content-Security-Policy calls the one script that stands in the page."""
    script = regex.search(rb"<script>(.*?)</script>", INDEX, regex.DOTALL)
    told = hashlib.sha256(script.group(1)).digest() if script else b""
    return f"'sha256-{base64.b64encode(told).decode()}'"


def reading_language(request: HTTPConnection) -> str:
    """The reader's language: what they chose, else what their browser asks for."""
    chosen = request.cookies.get(LANG, "")
    return (
        chosen
        if chosen in languages()
        else best_language(request.headers.get("accept-language", ""))
    )


def mother_tongue(request: HTTPConnection) -> str:
    """The language that the reader's browser asks for first, whether we speak it or not."""
    wanted = request.headers.get("accept-language", "")
    asked = language(wanted.split(",", 1)[0].split(";", 1)[0].strip())
    return reading_language(request) if asked == "und" else asked


class Spoken:
    """Streamlit's page says which language it is in: `<html lang dir>`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers with the page in the reader's language where the answer would be that page."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _may_be_page(scope["path"]):
            await self._app(scope, receive, send)
            return
        # "not modified" would keep the last reader's language; a compressed page hides what it is
        kept = [(k, v) for k, v in scope["headers"] if k not in _UNASKED]
        plain = {**scope, "headers": kept}
        await _Translated(scope, send).run(plain, self._app, receive)


_UNASKED = frozenset({b"if-none-match", b"if-modified-since", b"accept-encoding"})


def _may_be_page(path: str) -> bool:
    return path.strip("/") in PAGES


class _Translated:
    """Holds one answer back until it is known whether it is Streamlit's page."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send
        self._start: Message | None = None
        self._body = b""

    async def run(self, plain: Scope, app: ASGIApp, receive: Receive) -> None:
        await app(plain, receive, self._out)

    async def _out(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _looks_like_index(message):
            self._start = message
            return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        if self._body == INDEX:
            self._translate()
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": self._body})

    def _translate(self) -> None:
        request = HTTPConnection(self._scope)
        packed = "gzip" in request.headers.get("accept-encoding", "")
        self._body = _in_language(reading_language(request), packed=packed)
        headers = MutableHeaders(scope=self._start or {})
        headers["content-length"] = str(len(self._body))
        headers["vary"] = "cookie, accept-language, accept-encoding"
        if packed:
            headers["content-encoding"] = "gzip"
        for name in ("etag", "last-modified", "accept-ranges"):
            del headers[name]


@cache
def _in_language(lang: str, *, packed: bool) -> bytes:
    told = f'<html lang="{lang}" dir="{direction(lang)}" translate="no"'
    page = OUR_INDEX.replace(_HTML, told.encode(), 1)
    return gzip.compress(page, 9, mtime=0) if packed else page


def _looks_like_index(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    is_html = headers.get("content-type", "").startswith("text/html")
    return is_html and headers.get("content-length") == str(len(INDEX))
