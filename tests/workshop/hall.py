"""A server that is going to be killed: four people at once write, each answer is told."""

from __future__ import annotations

import os
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from tests.people import principle
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.room import Room
from workshop.rooms import open_rooms
from workshop.settings import Settings

WRITERS = 4
_EACH = 20
"""Contributions by one person before the next one sits down at the same phone."""


def act(name: str) -> c.Join | c.Contribute:
    """The wish of this name, `run.writer.i`: always the same, so that it can be sent again."""
    run, writer, i = (int(part) for part in name.split("."))
    person = n.PersonId(f"person {run}.{writer}.{i - i % _EACH}")
    if i % _EACH == 0:
        return c.Join(by=person, agreed=True, token=n.Token(name))
    return principle(n.ContributionId(name), f"Words of {name}.", person, token=n.Token(name))


def write(room: Room, run: int, writer: int, told: Connection) -> None:
    i = 0
    while True:
        send(room, f"{run}.{writer}.{i}", told)
        i += 1


def send(room: Room, name: str, told: Connection) -> None:
    room.ask(act(name), timeout=60)
    os.write(told.fileno(), f"{name}\n".encode())


def serve(db: Path, code: n.Code, run: int, doubtful: list[str], told: Connection) -> None:
    """Sends again what the last run may have lost, then goes on until it is killed."""
    room = open_rooms(Settings(db=db)).room(code)
    if room is None or room.read_only is not None:
        raise SystemExit("the room did not open")
    for name in doubtful:
        send(room, name, told)
    threads = [threading.Thread(target=write, args=(room, run, i, told)) for i in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
