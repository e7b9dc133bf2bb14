"""Starting the server: what is checked before, which links are printed, and the server itself."""

from __future__ import annotations

import contextlib
import errno
import http.client
import os
import socket
import sys
from pathlib import Path
from typing import NoReturn, TextIO

from workshop.addresses import LOCALHOST, address, local_addresses
from workshop.domain.nouns import Role
from workshop.domain.refusals import Refused
from workshop.readymade import ready_setup
from workshop.room import Room
from workshop.rooms import Rooms, open_rooms
from workshop.settings import Settings
from workshop.wording import Speaker

APP = Path(__file__).parents[1] / "app.py"


def port_taken(port: int) -> bool:
    """Whether another program listens on this port. Raises OSError where it may not be used."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104 - phones in the room are to reach it
        except OSError as taken:
            if taken.errno != errno.EADDRINUSE:
                raise
            return True
    return False


def is_ours(port: int) -> bool:
    """Whether what listens on this port is a workshop's server."""
    ask = http.client.HTTPConnection(LOCALHOST, port, timeout=2)
    try:
        ask.request("GET", "/healthz")
        return b'"problems"' in ask.getresponse().read(200)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        ask.close()


def newest(rooms: Rooms) -> Room | None:
    """The workshop that was opened last; a rehearsal only where there is nothing else."""
    known = [room for room in rooms.all() if room.state.setup]
    real = [room for room in known if not room.state.running.rehearsal]
    return next(iter(reversed(real or known)), None)


def prepared(settings: Settings) -> tuple[str, str]:
    """The code of the newest workshop, opened if there is none, and a fresh secret for its desk.

    The secret is empty where the database can only be read. Raises Unwritable, Refused.
    """
    with open_rooms(settings) as rooms:
        room = newest(rooms) or rooms.found(ready_setup())
        return room.code, fresh_secret(rooms, room)


def fresh_secret(rooms: Rooms, room: Room) -> str:
    """A new link for whoever owns the workshop; empty where the database can only be read."""
    if room.read_only:
        return ""
    with contextlib.suppress(Refused):
        return rooms.issue(room, Role.ORGANISER)
    return ""


def tell_links(settings: Settings, code: str, secret: str, say: Speaker, out: TextIO) -> None:
    """One link a line, from the first column, at once: people and scripts read them.

    Without a secret there is no line for the desk: a link that opens nothing helps nobody.
    """
    base = address(settings)
    desk = (f"desk {base}/desk#{secret}",) if secret else ()
    for line in (f"join {base}/p/{code}", *desk, f"wall {base}/wall/{code}"):
        print(line, file=out, flush=True)
    if not settings.url:
        _tell_others(settings, code, say, out)
    if out.isatty():
        import segno  # noqa: PLC0415 - only a terminal can show it

        segno.make(f"{base}/p/{code}", error="m").terminal(out=out, compact=True)


def _tell_others(settings: Settings, code: str, say: Speaker, out: TextIO) -> None:
    first, *others = local_addresses()
    if first == LOCALHOST:
        told = say("This machine is on no network: phones cannot reach it until it is.")
        print(f"  {told}", file=out, flush=True)
    if others:
        print(f"  {say('If phones cannot open the first link, try:')}", file=out, flush=True)
    for other in others:
        print(f"  http://{other}:{settings.port}/p/{code}", file=out, flush=True)


def become_the_server(settings: Settings) -> NoReturn:
    """Replaces this process by the server: every signal and exit code is the server's own."""
    # the links stand alone on the standard output; whatever the server says goes beside them
    sys.stdout.flush()
    os.dup2(2, 1)
    told = (
        *("-m", "streamlit", "run", str(APP)),
        *("--server.port", str(settings.port)),
        *("--server.address", "0.0.0.0"),  # noqa: S104 - phones in the room are to reach it
        *("--server.headless", "true"),
    )
    os.execv(sys.executable, (sys.executable, *told))  # noqa: S606 - no shell, our own server
