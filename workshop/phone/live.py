"""Tells open pages that their room has changed: one stream of server-sent events a page."""

from __future__ import annotations

import asyncio
import random
import signal
import threading
from collections.abc import AsyncGenerator, Callable
from types import FrameType

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from workshop.domain import events as e
from workshop.domain.nouns import Code
from workshop.house import house
from workshop.identity import person_of
from workshop.phone.cookies import known
from workshop.room import Room

HEARTBEAT = 20.0
SLOW = 12.0
"""Seconds within which a page learns of what can wait: others' contributions and suggestions."""

SPREAD = 4
"""Milliseconds of this server that a page costs which asks for what is new."""
LEAST_SPREAD = 1500

UNHEARD = (
    e.Joined,
    e.ProxySeated,
    e.KeyIssued,
    e.KeyClaimed,
    e.KeyRevoked,
    e.VoteCast,
    e.ThemesChosen,
    e.ConsentGiven,
    e.ThemesProposed,
)
"""What changes nobody else's page: a hall that votes must not redraw itself for every vote."""
CAN_WAIT = (
    e.ContributionMade,
    e.ContributionRevised,
    e.ContributionWithdrawn,
    e.WordingSuggested,
    e.Translated,
    e.NewcomerPlaced,
)


class Stream:
    """The newest version of one room. Pages that are slow skip versions."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._changed = loop.create_future()
        self._later: asyncio.TimerHandle | None = None
        self.version = 0
        self.listening = 0
        """How many pages hold a stream open."""

    @property
    def spread(self) -> int:
        """Milliseconds over which its pages should come, so that a full hall is served in turn."""
        return max(LEAST_SPREAD, SPREAD * self.listening)

    def publish(self, version: int) -> None:
        """Tells the pages now."""
        if self._later is not None:
            self._later.cancel()
            self._later = None
        self.version = version
        self.wake()

    def publish_later(self, version: int) -> None:
        """Tells the pages soon, together with whatever else comes until then."""
        if self._later is None:
            self._later = self._loop.call_later(SLOW, self._publish_late, version)

    def _publish_late(self, version: int) -> None:
        self._later = None
        self.publish(max(version, self.version))

    def wake(self) -> None:
        """Lets every waiting page look."""
        changed, self._changed = self._changed, self._loop.create_future()
        changed.set_result(None)

    async def newer_than(self, seen: int) -> bool:
        """Waits for a newer version, at most one heartbeat. Whether there is one."""
        if self.version <= seen:
            await asyncio.wait((self._changed,), timeout=HEARTBEAT)
        return self.version > seen


class Hub:
    """All streams of this process. Silent until it is opened within a running loop."""

    def __init__(self) -> None:
        self.closing = True
        self._loop: asyncio.AbstractEventLoop | None = None
        self._streams: dict[Code, Stream] = {}
        self._unlisten: list[Callable[[], None]] = []

    def open(self) -> None:
        """From now on pages may listen."""
        self._loop, self._streams, self._unlisten = asyncio.get_running_loop(), {}, []
        self.closing = False
        self._close_on_signal()

    def stream(self, room: Room) -> Stream:
        """The stream of a room; the first who asks makes the hub listen to it."""
        if room.code not in self._streams:
            made = self._streams[room.code] = Stream(asyncio.get_running_loop())
            made.version = room.version
            self._unlisten.append(room.listen(self._heard))
        return self._streams[room.code]

    def _heard(self, room: Room, events: tuple[e.Event, ...]) -> None:
        stream = self._streams[room.code]
        loud = [event for event in events if not isinstance(event, UNHEARD)]
        if not loud and events:
            return
        waits = events and all(isinstance(event, CAN_WAIT) for event in loud)
        publish = stream.publish_later if waits else stream.publish
        self._soon(publish, room.version)

    def _soon(self, act: Callable[..., None], *facts: int) -> None:
        # another thread may still be writing when the loop has gone
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(act, *facts)

    def close(self) -> None:
        """Ends every stream; the server cannot stop while one is open."""
        self.closing = True
        for unlisten in self._unlisten:
            unlisten()
        for stream in self._streams.values():
            stream.wake()

    def _close_on_signal(self) -> None:
        # the server waits for open responses before its lifespan ends: closing there is too late
        if threading.current_thread() is not threading.main_thread():
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            before = signal.getsignal(number)
            if callable(before):
                signal.signal(number, self._closing_first(before))

    def _closing_first(
        self, before: Callable[[int, FrameType | None], object]
    ) -> Callable[[int, FrameType | None], None]:
        def closing(number: int, frame: FrameType | None) -> None:
            self._soon(self.close)
            before(number, frame)

        return closing


HUB = Hub()


def version_of(room: Room) -> int:
    """The version that a page drawn now shows: what its stream would tell it is nothing new."""
    return room.version if HUB.closing else HUB.stream(room).version


async def live(request: Request) -> Response:
    """The stream of a room's version, for whoever knows its code."""
    room = house().rooms.room(request.path_params["code"])
    if room is None:
        return Response(status_code=404)
    return StreamingResponse(
        _told(room, known(request), _last_seen(request)),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


_VERSION = b'id: %d\nevent: v\ndata: {"v":%d,"spread":%d}\n\n'


async def _told(room: Room, cookie: str | None, seen: int) -> AsyncGenerator[bytes, None]:
    stream = HUB.stream(room)
    if seen > stream.version:
        seen = -1  # the server was started again since
    # every page comes back at its own moment, so that a restart is no stampede
    yield b"retry: %d\n: hello\n\n" % random.randint(1500, 4000)  # noqa: S311 - no secret
    stream.listening += 1
    try:
        while not HUB.closing:
            if cookie is not None:
                house().presence.seen(room.code, person_of(cookie, room.code))
            if await stream.newer_than(seen):
                seen = stream.version
                yield _VERSION % (seen, seen, stream.spread)
            elif not HUB.closing:
                yield b": still here\n\n"
    finally:
        stream.listening -= 1


def _last_seen(request: Request) -> int:
    told = request.headers.get("last-event-id", "")
    return int(told) if told.isascii() and told.isdigit() else -1
