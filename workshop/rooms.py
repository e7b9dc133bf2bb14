"""Rooms: opens each room exactly once in a process, founds new ones, knows whose they are."""

from __future__ import annotations

import contextlib
import random
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Self

from workshop.domain.applying import replay
from workshop.domain.commands import IssueKey, OpenWorkshop
from workshop.domain.nouns import HOST, Code, Key, PersonId, Role, Setup, ThemeId
from workshop.domain.organising import CODE, CODE_LETTERS, is_owner
from workshop.domain.refusals import Reason, Refused
from workshop.domain.state import EMPTY, State
from workshop.identity import key_hash, new_secret, person_of
from workshop.room import Room
from workshop.settings import Settings
from workshop.storage.chain import Damage, Row
from workshop.storage.copies import Copies
from workshop.storage.log import EventLog, Trouble, Unwritable
from workshop.storage.sqlite import SqliteLog
from workshop.writer import Clock, Writer

_CODE_LENGTH = 6


def now() -> datetime:
    """The clock of a running server."""
    return datetime.now(UTC)


class Rooms:
    """All workshops of one log. `copies`: the folder for copies at each change of phase."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock = now,
        copies: Path | None = None,
        chance: random.Random | None = None,
    ) -> None:
        self._log = log
        self._chance = chance or random.SystemRandom()
        self._lock = threading.Lock()
        self._rooms: dict[Code, Room] = {}
        self._damages: tuple[Damage, ...] = ()
        self._writer = Writer(log, clock)
        self._copies = Copies(log, copies, clock) if copies else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def codes(self) -> tuple[Code, ...]:
        """The workshops there are, the oldest first."""
        return self._log.workshops()

    def room(self, code: str) -> Room | None:
        """The room of this code, the same object every time; None where there is none."""
        known = Code(code)
        room = self._rooms.get(known)
        if room is None and CODE.fullmatch(code) and self._log.end(known):
            with self._lock:
                room = self._rooms.get(known) or self._added(
                    Room(known, self._writer.take, self._state(known))
                )
        return room if room is not None and room.state.position else None

    def all(self) -> tuple[Room, ...]:
        """Every room, the oldest first."""
        return tuple(room for code in self.codes() if (room := self.room(code)) is not None)

    def rows(self, code: Code) -> Iterator[tuple[Row, Mapping[str, str]]]:
        """The log of a workshop as it is stored, with the words that are still there."""
        return self._log.rows(code)

    def hash(self, code: Code) -> str:
        """What stands for the whole log of a workshop."""
        return self._log.hash(code)

    def found(self, setup: Setup, by: PersonId = HOST, cookie: str | None = None) -> Room:
        """A new workshop under a free random code, owned by whoever holds the cookie, or by `by`.

        Raises Refused where the setup is not sound, or nothing can be written.
        """
        while True:
            code = Code("".join(self._chance.choices(CODE_LETTERS, k=_CODE_LENGTH)))
            owner = by if cookie is None else person_of(cookie, code)
            room = Room(code, self._writer.take)
            try:
                room.ask(OpenWorkshop(by=owner, code=code, setup=setup))
            except Refused as refused:
                if refused.reason is not Reason.ALREADY_OPEN:
                    raise
            else:
                with self._lock:  # somebody who looked through all rooms may have opened it
                    return self._rooms.get(code) or self._added(room)

    def copy(self, code: str, by: PersonId, cookie: str | None = None) -> Room:
        """A new workshop with the setup of this one and nothing in it. Raises Refused."""
        owned = self._owned(code, by)
        return self.found(owned.state.running, HOST, cookie)

    def delete(self, code: str, by: PersonId) -> None:
        """Deletes a workshop for good, from the copies too. Raises Refused."""
        owned = self._owned(code, by)

        def delete() -> None:
            self._log.delete(owned.code)
            self._writer.forget(owned)

        self._writer.between(delete)
        with self._lock:
            self._rooms.pop(owned.code, None)
        if self._copies is not None:
            self._copies.want(alone=True)

    def of_cookie(self, cookie: str) -> tuple[Room, ...]:
        """The workshops that whoever holds this cookie organises."""
        return tuple(r for r in self.all() if is_owner(r.state, person_of(cookie, r.code)))

    def by_secret(self, secret: str) -> tuple[Room, Key] | None:
        """The room and the key that a secret link opens; None for an unknown or revoked one."""
        found = self._by_secret(secret)
        if found is None:
            # the link may have been issued by another process a moment ago
            self._writer.refresh()
            found = self._by_secret(secret)
        return found

    def _by_secret(self, secret: str) -> tuple[Room, Key] | None:
        hashed = key_hash(secret)
        for room in self.all():
            key = room.state.keys.get(hashed)
            if key is not None and not key.revoked:
                return room, key
        return None

    def issue(
        self,
        room: Room,
        role: Role,
        theme: ThemeId | None = None,
        label: str = "",
        by: PersonId = HOST,
    ) -> str:
        """A new secret for a link. It is told here once; the log keeps its hash. Raises Refused."""
        secret = new_secret()
        room.ask(IssueKey(by=by, key=key_hash(secret), role=role, theme=theme, label=label))
        return secret

    @property
    def problems(self) -> tuple[Exception | Damage, ...]:
        """What is wrong with the machine just now; the text of each says what and what to do."""
        copying = self._copies.problem if self._copies else None
        return tuple(p for p in (*self._damages, self._writer.trouble, copying) if p is not None)

    @property
    def copies(self) -> tuple[Path, ...]:
        """The copies there are, the newest first."""
        return self._copies.newest() if self._copies else ()

    def distrust(self, damages: tuple[Damage, ...], trouble: Unwritable) -> None:
        """The log is damaged: rooms open for reading, each as far as its log is sound."""
        self._damages = damages
        self._writer.stop_writing(trouble)

    def close(self) -> None:
        """Finishes what was asked, and lets go of the log."""
        self._writer.close()
        if self._copies is not None:
            self._copies.close()
        self._log.close()

    def _state(self, code: Code) -> State:
        breaks = [d.position for d in self._damages if d.workshop == code and d.position]
        events = self._log.read(code)
        return replay(islice(events, min(breaks) - 1) if breaks else events, EMPTY)

    def _added(self, room: Room) -> Room:
        self._rooms[room.code] = room
        self._writer.follow(room)
        if self._copies is not None:
            copies = self._copies
            room.listen(lambda _, events: copies.told(events))
        return room

    def _owned(self, code: str, by: PersonId) -> Room:
        room = self.room(code)
        if room is None or not is_owner(room.state, by):
            raise Refused(Reason.NOT_YOURS)
        return room


def open_rooms(settings: Settings, clock: Clock = now) -> Rooms:
    """The rooms of the database that the settings name; a damaged one opens for reading.

    Raises Unwritable where it cannot be opened at all.
    """
    with contextlib.suppress(OSError):  # the log says which path cannot be opened
        settings.db.parent.mkdir(parents=True, exist_ok=True)
    log = SqliteLog(settings.db)
    damages = log.verify()
    rooms = Rooms(log, clock, settings.db.parent / "copies")
    if damages:
        rooms.distrust(damages, Unwritable(settings.db, Trouble.DAMAGED, str(damages[0])))
    elif not log.writable:
        rooms.distrust((), Unwritable(settings.db, Trouble.READ_ONLY))
    return rooms
