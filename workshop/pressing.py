"""The press: makes files while the room goes on, and keeps the last good ones of each kind."""

from __future__ import annotations

import io
import logging
import os
import pickle
import subprocess
import sys
import threading
import zipfile
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from exports import FORMATS, Source
from workshop.domain.nouns import Code, PersonId
from workshop.domain.phases import Act
from workshop.domain.refusals import Reason, Refused
from workshop.domain.rules import allowed
from workshop.domain.views import silent
from workshop.reporting import source
from workshop.room import Room
from workshop.rooms import Rooms
from workshop.wording import speaker

_KEPT = 24
_NICE = 10
_PATIENCE = 180.0
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_log = logging.getLogger(__name__)
_Kind = tuple[Code, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file as it was made: of the room at this version, at this time."""

    name: str
    content: bytes
    at: datetime
    version: int
    gone: frozenset[str]
    """What nobody could read when it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """How it stands with one kind of file: the last good one, and what happens just now."""

    made: Made | None = None
    busy: bool = False
    failed: bool = False


class Press:
    """One file after another, each in a process of its own that may take its time."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._lock = threading.Lock()
        self._made: OrderedDict[_Kind, Made] = OrderedDict()
        self._running: dict[_Kind, Future[Made]] = {}
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="press")

    def order(self, room: Room, who: PersonId, key: str, lang: str) -> None:
        """Asks for a new file of this kind; asked again meanwhile, it is one.

        Raises Refused for whoever may not take anything away.
        """
        _owned(room, who)
        kind = (room.code, key, lang)
        with self._lock:
            known = self._running.get(kind)
            if known is None or known.done():
                self._running[kind] = self._hand.submit(self._make, room, key, lang)

    def stands(self, room: Room, who: PersonId, key: str, lang: str) -> Pressing:
        """The last good file of this kind, and whether a newer one is being made.

        Raises Refused for whoever may not take anything away.
        """
        _owned(room, who)
        kind = (room.code, key, lang)
        with self._lock:
            running = self._running.get(kind)
            busy = running is not None and not running.done()
            failed = running is not None and running.done() and running.exception() is not None
            made = self._made.get(kind)
            if made is not None and made.gone != silent(room.state):
                # it holds words that nobody may read any more
                del self._made[kind]
                made = None
            return Pressing(made=made, busy=busy, failed=failed)

    def _make(self, room: Room, key: str, lang: str) -> Made:
        try:
            version = room.version
            gone = silent(room.state)
            told = source(self._rooms, room, lang)
            name, content = one_file(key, _apart(key, told, lang), room.code)
        except Exception:
            _log.exception("%s of workshop %s could not be made", key, room.code)
            raise
        at = told.document.made_at
        made = Made(name=name, content=content, at=at, version=version, gone=gone)
        with self._lock:
            self._made[room.code, key, lang] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made


def _owned(room: Room, who: PersonId) -> None:
    """What leaves the room is the organiser's to hand out."""
    if not allowed(room.state, who, Act.ORGANISE):
        raise Refused(Reason.NOT_YOURS)


def one_file(key: str, files: Mapping[str, bytes], code: Code) -> tuple[str, bytes]:
    """A format's files as one to download: the file itself, or the folder as a .zip."""
    if not FORMATS[key].folder:
        return next(iter(files.items()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in files.items():
            folder.writestr(zipfile.ZipInfo(name, _FIRST_DAY), content, zipfile.ZIP_DEFLATED)
    return f"principles-{code.lower()}-{key}.zip", packed.getvalue()


def _apart(key: str, told: Source, lang: str) -> Mapping[str, bytes]:
    # a long document takes seconds of computing, which a thread would take from every vote; a
    # plain process, since multiprocessing would run the page's script again in its child
    done = subprocess.run(
        [sys.executable, "-P", "-c", "from workshop.pressing import render; render()"],
        input=pickle.dumps((key, told, lang)),
        stdout=subprocess.PIPE,
        check=True,
        timeout=_PATIENCE,
    )
    made: Mapping[str, bytes] = pickle.loads(done.stdout)  # noqa: S301 - from our own process
    return made


def render() -> None:
    """What the process of its own does: a format's files from stdin to stdout, pickled."""
    os.nice(_NICE)
    key, told, lang = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    pickle.dump(FORMATS[key].render(told, speaker(lang)), sys.stdout.buffer)
