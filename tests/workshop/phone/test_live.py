"""Who is told of a change, and when: at once, soon, or never."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.people import ada, ben, c1, principle
from tests.workshop.phone.doors import Opened
from workshop.cookies import PERSON
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.events import Event
from workshop.phone import live
from workshop.phone.live import CAN_WAIT, UNHEARD, Hub, Stream


def with_stream(doors: Opened, story: Callable[[Stream], Awaitable[None]]) -> None:
    """Plays a story in a loop in which the hub is open."""

    async def played() -> None:
        hub = Hub()
        hub.open()
        try:
            await story(hub.stream(doors.room))
        finally:
            hub.close()

    asyncio.run(played())


async def told(stream: Stream, seen: int, seconds: float = 5) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await stream.newer_than(seen)
    except TimeoutError:
        return False


def test_a_phase_change_is_told_at_once(doors: Opened) -> None:
    async def story(stream: Stream) -> None:
        seen = stream.version
        await asyncio.to_thread(doors.room.ask, c.MovePhase(by=n.HOST, to=n.Phase.WRITE))

        assert await told(stream, seen)

    with_stream(doors, story)


def test_a_vote_redraws_nobody_elses_page(doors: Opened) -> None:
    for who in (ada, ben):
        doors.room.ask(c.Join(by=who, agreed=True))
    for command in (
        c.MovePhase(by=n.HOST, to=n.Phase.WRITE),
        principle(c1, "Free to check."),
        c.MovePhase(by=n.HOST, to=n.Phase.THEMES),
    ):
        doors.room.ask(command)

    async def story(stream: Stream) -> None:
        seen = stream.version
        vote = c.CastVote(by=ben, on=c1, value=n.Vote.AGREE)
        await asyncio.to_thread(doors.room.ask, vote)

        assert not await told(stream, seen, 0.5)

    with_stream(doors, story)


def test_what_others_write_is_told_soon_and_all_together(
    doors: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "SLOW", 0.5)
    doors.room.ask(c.Join(by=ada, agreed=True))
    doors.room.ask(c.MovePhase(by=n.HOST, to=n.Phase.WRITE))

    async def story(stream: Stream) -> None:
        seen = stream.version
        await asyncio.to_thread(doors.room.ask, principle(c1, "Free to check."))

        assert not await told(stream, seen, 0.1)
        assert await told(stream, seen)

    with_stream(doors, story)


def test_closing_ends_every_stream(doors: Opened) -> None:
    async def played() -> None:
        hub = Hub()
        hub.open()
        stream = hub.stream(doors.room)
        waiting = asyncio.create_task(stream.newer_than(stream.version))
        await asyncio.sleep(0)

        hub.close()

        assert await asyncio.wait_for(waiting, 5) is False

    asyncio.run(played())


def test_a_page_that_listens_is_somebody_who_is_here(
    doors: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "HUB", Hub())

    async def played() -> None:
        live.HUB.open()
        stream = live._told(doors.room, "a-cookie-of-thirty-two-characters", -1)  # noqa: SLF001
        await anext(stream)
        await anext(stream)
        await stream.aclose()
        live.HUB.close()

    asyncio.run(played())

    assert doors.house.presence.now(doors.room.code).here == 1


def test_a_stream_of_no_workshop_is_not_found(doors: Opened) -> None:
    doors.browser.cookies.set(PERSON, "a-cookie-of-thirty-two-characters")

    assert doors.browser.get("/live/QQQQQQ").status_code == 404


def test_no_event_is_both_unheard_and_waiting() -> None:
    assert not set(UNHEARD) & set(CAN_WAIT)
    assert all(issubclass(kind, Event.__args__) for kind in (*UNHEARD, *CAN_WAIT))
