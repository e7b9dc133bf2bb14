"""What runs in this process: the rooms, who is here, and the software that sorts. Opened once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.presence import Presence
from workshop.rooms import Rooms, open_rooms
from workshop.settings import Settings
from workshop.steward import Steward

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything that must exist exactly once."""

    settings: Settings
    rooms: Rooms
    presence: Presence
    steward: Steward


class _Opened:
    house: House | None = None


def open_house(settings: Settings, clock: Callable[[], datetime] | None = None) -> House:
    """Opens the rooms and starts the steward; a second call gives the same house."""
    if _Opened.house is None:
        rooms = open_rooms(settings) if clock is None else open_rooms(settings, clock)
        steward = Steward(rooms, settings)
        presence = Presence()
        _Opened.house = House(settings=settings, rooms=rooms, presence=presence, steward=steward)
        steward.start()
    return _Opened.house


def house() -> House:
    """The house of this process."""
    if _Opened.house is None:
        raise LookupError("no house was opened in this process")
    return _Opened.house


def close_house() -> None:
    """Stops the steward and closes the rooms; what was acknowledged is on disk already."""
    if _Opened.house is not None:
        opened, _Opened.house = _Opened.house, None
        opened.steward.stop()
        opened.rooms.close()
