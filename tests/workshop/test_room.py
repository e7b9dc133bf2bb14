"""What a room promises to whoever sends it a wish."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import welcoming
from tests.people import SETUP, ada, ben, c1, c2, c3, cleo, d1, fay, principle, t1
from workshop.domain import commands as c
from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.domain.applying import replay
from workshop.domain.refusals import Reason, Refused
from workshop.room import Outcome, Room
from workshop.rooms import Rooms
from workshop.storage.log import EventLog, MemoryLog, Trouble
from workshop.storage.sqlite import SqliteLog

MOMENT = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
YES = n.Token("tap 1")


def soon(true: Callable[[], object], seconds: float = 20) -> bool:
    """Whether it becomes true, with all the time a busy machine may need."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def test_a_granted_wish_is_in_the_published_state_when_the_answer_comes(writing: Room) -> None:
    outcome = writing.ask(principle(c1, "Anyone can check."))

    assert [type(event) for event in outcome.events] == [e.ContributionMade]
    assert outcome.state is writing.state
    assert writing.state.contributions[c1].words.text == "Anyone can check."


def test_what_was_answered_is_in_the_log(writing: Room, log: EventLog) -> None:
    writing.ask(principle(c1, "Anyone can check."))

    assert replay(log.read(writing.code)) == writing.state


def test_an_objection_that_was_taken_back_leaves_no_letters_and_the_chain_still_holds(
    writing: Room, log: EventLog
) -> None:
    reason = n.Words("Nobody in my valley can pay for that.")
    wording = n.Wording(title="Check", statement=n.Sentence("Anyone can check it.", (c1,)))
    for wish in (
        principle(c1, "Anyone can check."),
        c.MovePhase(by=fay, to=n.Phase.THEMES),
        c.AddTheme(by=fay, id=t1, name="Check"),
        c.DraftPrinciple(by=fay, id=d1, theme=t1, wording=wording),
        c.MovePhase(by=fay, to=n.Phase.DRAFT),
        c.MovePhase(by=fay, to=n.Phase.CONSENT),
        c.GiveConsent(by=ben, draft=d1, version=1, value=n.Consent.OBJECT, reason=reason),
    ):
        writing.ask(wish)

    writing.ask(c.GiveConsent(by=ben, draft=d1, version=1, value=n.Consent.LIVE_WITH))

    kept = [text for _, words in log.rows(writing.code) for text in words.values()]
    assert kept == ["Anyone can check."]
    assert log.verify() == ()
    assert replay(log.read(writing.code)).answers == writing.state.answers


def test_submitting_returns_before_anything_is_decided(writing: Room) -> None:
    future = writing.submit(principle(c1, "Anyone can check."))

    assert isinstance(future, Future)
    assert future.result(20).events


def test_a_refused_wish_leaves_the_very_same_state(writing: Room) -> None:
    before, version = writing.state, writing.version

    with pytest.raises(Refused) as refused:
        writing.ask(principle(c1, "I never joined.", cleo))

    assert refused.value.reason is Reason.NOT_JOINED
    assert writing.state is before
    assert writing.version == version


def test_a_wish_that_changes_nothing_publishes_nothing(writing: Room) -> None:
    before, version = writing.state, writing.version

    outcome = writing.ask(c.Join(by=ada, agreed=True))

    assert outcome.events == ()
    assert outcome.state is writing.state is before
    assert writing.version == version


def test_the_room_stamps_the_time_and_not_the_phone(log: EventLog) -> None:
    with Rooms(log, lambda: MOMENT) as rooms:
        room = rooms.found(SETUP)

        outcome = room.ask(c.Join(by=ada, at=datetime(1999, 1, 1, tzinfo=UTC)))

    assert outcome.events[0].at == MOMENT


def test_a_tap_that_is_sent_again_is_kept_once(writing: Room) -> None:
    wish = principle(c1, "Anyone can check.", token=YES)
    first = writing.ask(wish)

    again = writing.ask(wish)

    assert again.events == ()
    assert again.state == first.state
    assert len(writing.state.contributions) == 1


def test_a_tap_that_is_sent_twenty_times_at_once_is_kept_once(writing: Room, log: EventLog) -> None:
    wish = principle(c1, "Anyone can check.", token=YES)
    before = log.end(writing.code)

    outcomes = [future.result(20) for future in [writing.submit(wish) for _ in range(20)]]

    assert sum(len(outcome.events) for outcome in outcomes) == 1
    assert log.end(writing.code) == before + 1


def test_the_same_token_with_another_wish_is_refused(writing: Room) -> None:
    writing.ask(principle(c1, "Anyone can check.", token=YES))

    with pytest.raises(Refused) as refused:
        writing.ask(principle(c2, "Somebody can check.", token=YES))

    assert refused.value.reason is Reason.TOKEN_USED


def test_a_token_that_only_the_log_remembers_is_refused_as_used(
    writing: Room, log: EventLog
) -> None:
    """Two scribes who speak for one person with the same token, each new to the rules."""
    keys = [n.KeyHash(letter * 64) for letter in "ab"]
    scribes = [n.PersonId("sue"), n.PersonId("tom")]
    for key, scribe in zip(keys, scribes, strict=True):
        writing.ask(c.IssueKey(by=n.HOST, key=key, role=n.Role.SCRIBE))
        writing.ask(c.ClaimKey(by=scribe, key=key))
    writing.ask(c.SeatProxy(by=scribes[0], person=cleo))
    writing.ask(replace(principle(c1, "One.", scribes[0]), behalf=cleo, token=YES))
    end = log.end(writing.code)

    other = writing.submit(principle(c3, "Ada goes on meanwhile."))
    with pytest.raises(Refused) as refused:
        writing.ask(replace(principle(c2, "Two.", scribes[1]), behalf=cleo, token=YES))

    assert refused.value.reason is Reason.TOKEN_USED
    assert other.result(20).events
    assert log.end(writing.code) == end + 1


def test_wishes_that_come_together_see_each_other(writing: Room) -> None:
    futures = [
        writing.submit(wish)
        for wish in (
            principle(c1, "Anyone can check."),
            c.Support(by=ben, on=c1),
            c.Withdraw(by=ada, on=c1),
            c.CastVote(by=ben, on=c1, value=n.Vote.AGREE),
        )
    ]

    made, supported, withdrawn = (future.result(20) for future in futures[:3])
    with pytest.raises(Refused):
        futures[3].result(20)
    assert made.events
    assert supported.events
    assert withdrawn.state.contributions[c1].withdrawn


def test_every_version_is_greater_than_the_one_before_also_after_a_restart(db: Path) -> None:
    with Rooms(SqliteLog(db)) as rooms:
        room, seen = welcoming(rooms), list[int]()
        room.listen(lambda told, _: seen.append(told.version))
        for i in range(5):
            room.ask(c.Join(by=n.PersonId(f"p{i}"), agreed=True))
        assert soon(lambda: len(seen) == 5)

    with Rooms(SqliteLog(db)) as rooms:
        again = rooms.room(room.code)
        assert again is not None
        again.ask(c.Join(by=n.PersonId("p5"), agreed=True))

        assert [*seen, again.version] == sorted({*seen, again.version})


def test_a_listener_is_told_what_happened_after_it_can_be_read(writing: Room) -> None:
    told: list[tuple[tuple[e.Event, ...], bool]] = []
    writing.listen(lambda room, events: told.append((events, c1 in room.state.contributions)))

    outcome = writing.ask(principle(c1, "Anyone can check."))

    assert soon(lambda: told)
    assert told == [(outcome.events, True)]


def test_a_listener_that_stopped_listening_is_told_nothing(writing: Room) -> None:
    told: list[str] = []
    stop = writing.listen(lambda *_: told.append("first"))
    writing.listen(lambda *_: told.append("second"))

    stop()
    stop()
    writing.ask(principle(c1, "Anyone can check."))

    assert soon(lambda: told)
    assert told == ["second"]


def test_a_listener_that_fails_stops_neither_the_room_nor_the_others(writing: Room) -> None:
    told: list[Room] = []

    def fail(_: Room, __: object) -> None:
        raise ZeroDivisionError

    writing.listen(fail)
    writing.listen(lambda room, _: told.append(room))
    writing.ask(principle(c1, "Anyone can check."))

    assert writing.ask(principle(c2, "And again.", ben)).events
    assert soon(lambda: len(told) == 2)


def test_a_wish_that_no_log_can_hold_fails_alone(writing: Room, log: EventLog) -> None:
    half_a_pair = n.Token("t\ud800")

    futures: list[Future[Outcome]] = [
        writing.submit(principle(c1, "Before.")),
        writing.submit(principle(c3, "Broken.", ben, token=half_a_pair)),
        writing.submit(principle(c2, "After.")),
    ]

    assert futures[0].result(20).events
    assert futures[2].result(20).events
    with pytest.raises(ValueError, match="surrogates"):
        futures[1].result(20)
    assert writing.state.contributions.keys() == {c1, c2}
    assert replay(log.read(writing.code)) == writing.state


def test_a_wish_that_was_taken_back_before_its_turn_never_happens(writing: Room) -> None:
    hold, held = threading.Event(), threading.Event()

    def wait(_: Room, __: object) -> None:
        held.set()
        hold.wait(20)

    stop = writing.listen(wait)
    writing.ask(principle(c1, "This one holds the writer."))
    assert held.wait(20)

    with pytest.raises(Refused) as refused:
        writing.ask(principle(c2, "Too slow for me."), timeout=0.05)
    hold.set()
    stop()

    assert refused.value.reason is Reason.BUSY
    assert writing.ask(principle(c3, "The room goes on.")).events
    assert c2 not in writing.state.contributions


def test_a_closed_room_refuses_and_does_not_hang(log: EventLog) -> None:
    rooms = Rooms(log)
    room = welcoming(rooms)

    rooms.close()

    with pytest.raises(Refused) as refused:
        room.ask(c.Join(by=cleo))
    assert refused.value.reason is Reason.BUSY


def test_what_was_asked_before_closing_is_done() -> None:
    log = MemoryLog()
    rooms = Rooms(log)
    room = welcoming(rooms)

    futures = [room.submit(c.Join(by=n.PersonId(f"p{i}"))) for i in range(50)]
    rooms.close()

    assert all(future.result(0).events for future in futures)


# --- several programs on one log -------------------------------------------------------------


def test_two_programs_that_write_at_once_lose_nothing(log: EventLog) -> None:
    with Rooms(log) as here, Rooms(log) as there:
        room = welcoming(here)
        room.ask(c.MovePhase(by=fay, to=n.Phase.WRITE))
        same = there.room(room.code)
        assert same is not None
        assert same is not room

        futures = [
            at.submit(c.Join(by=n.PersonId(f"{name}{i}")))
            for i in range(40)
            for at, name in ((room, "here"), (same, "there"))
        ]
        assert all(future.result(20).events for future in futures)

        here.by_secret("nobody's")
        there.by_secret("nobody's")
        assert room.state == same.state == replay(log.read(room.code))
        assert len(room.state.people) == 2 * 40 + len({ada, ben, fay, "gus", n.HOST})


def test_what_another_program_wrote_is_published_without_anyone_asking(log: EventLog) -> None:
    with Rooms(log) as here, Rooms(log) as there:
        room = welcoming(here)
        same = there.room(room.code)
        assert same is not None
        told: list[e.Event] = []
        same.listen(lambda _, events: told.extend(events))

        room.ask(c.Join(by=cleo, agreed=True))

        assert soon(lambda: cleo in same.state.people)
        assert soon(lambda: [type(event) for event in told] == [e.Joined])


# --- a machine that fails --------------------------------------------------------------------


@pytest.fixture
def disk(db: Path) -> Iterator[SqliteLog]:
    with closing(SqliteLog(db, patience=0.1)) as opened:
        yield opened


def fill(disk: SqliteLog) -> None:
    disk.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    (pages,) = disk.db.execute("PRAGMA page_count").fetchone()
    disk.db.execute(f"PRAGMA max_page_count = {pages}").fetchone()


def long_wishes(count: int = 40) -> list[c.Contribute]:
    return [principle(n.ContributionId(f"n{i}"), f"{i} " + "word " * 50) for i in range(count)]


def test_a_full_disk_refuses_the_batch_and_leaves_the_state(disk: SqliteLog) -> None:
    with Rooms(disk) as rooms:
        room = welcoming(rooms)
        room.ask(c.MovePhase(by=fay, to=n.Phase.WRITE))
        fill(disk)
        before = room.state

        refusals = set()
        for future in [room.submit(wish) for wish in long_wishes()]:
            try:
                future.result(20)
            except Refused as refused:
                refusals.add((refused.reason, refused.facts["cause"]))

        assert refusals == {(Reason.READ_ONLY, "full")}
        assert room.read_only == Trouble.FULL
        assert str(disk.path) in str(rooms.problems[0])
        assert replay(disk.read(room.code)) == room.state
        assert before.contributions.keys() <= room.state.contributions.keys()


def test_a_room_goes_on_by_itself_when_there_is_space_again(disk: SqliteLog) -> None:
    with Rooms(disk) as rooms:
        room = welcoming(rooms)
        room.ask(c.MovePhase(by=fay, to=n.Phase.WRITE))
        fill(disk)
        told: list[str | None] = []
        versions: list[int] = []
        room.listen(lambda at, _: told.append(at.read_only))
        room.listen(lambda at, _: versions.append(at.version))
        wishes = long_wishes()
        for future in [room.submit(wish) for wish in wishes]:
            assert future.exception(20) is None or room.read_only
        assert not soon(lambda: room.read_only is None, seconds=2.5)

        disk.db.execute("PRAGMA max_page_count = 100000").fetchone()

        assert soon(lambda: room.read_only is None)
        assert soon(lambda: told == ["full", None])
        assert versions == sorted(set(versions))
        assert rooms.problems == ()
        for wish in wishes:
            if wish.parts[0].id not in room.state.contributions:
                room.ask(wish)
        assert len(room.state.contributions) == 40
        assert disk.verify() == ()


def test_a_file_that_is_held_is_busy_and_not_broken(disk: SqliteLog, db: Path) -> None:
    with Rooms(disk) as rooms, closing(SqliteLog(db)) as other:
        room = welcoming(rooms)
        other.db.execute("BEGIN IMMEDIATE")

        with pytest.raises(Refused) as refused:
            room.ask(c.Join(by=cleo))
        other.db.execute("ROLLBACK")

        assert refused.value.reason is Reason.BUSY
        assert room.read_only is None
        assert room.ask(c.Join(by=cleo)).events


def test_a_file_that_disappears_makes_the_room_read_only(disk: SqliteLog, db: Path) -> None:
    with Rooms(disk) as rooms:
        room = welcoming(rooms)
        db.rename(db.with_name("elsewhere.db"))

        with pytest.raises(Refused) as refused:
            room.ask(c.Join(by=cleo))

        assert refused.value.facts["cause"] == room.read_only == Trouble.MISSING
        assert cleo not in room.state.people
