"""A whole workshop at once, on a database of its own, and all that can be taken away from it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from exports import FORMATS, Format
from workshop import reporting, theming
from workshop.domain import nouns as n
from workshop.domain.commands import PlaceNewcomer, ProposeThemes
from workshop.domain.document import Document
from workshop.rehearsal.cast import random_id
from workshop.rehearsal.playing import Rehearsal, rehearsal_setup
from workshop.rehearsal.tempo import BEGINNING, AtOnce, Clock
from workshop.room import Room
from workshop.rooms import Rooms
from workshop.steward import typical
from workshop.storage.sqlite import SqliteLog
from workshop.wording import Speaker
from workshop.writing import write

if TYPE_CHECKING:
    from clustering.embedding import Encoders

DATABASE = "workshop.db"
PLACES = {"csv": "tables", "json": "archive.json"}
"""Where a format goes that is not simply the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """What there is to see afterwards."""

    database: Path
    code: n.Code
    document: Document
    files: tuple[Path, ...]


class InThisProcess:
    """The software that sorts, without workers: nobody else is waiting here."""

    def __init__(self, clock: Clock, chance: Random, encoders: Encoders | None = None) -> None:
        self._clock, self._chance = clock, chance
        self._typical = typical()
        self._opened = encoders

    def find(self, room: Room) -> None:
        """Leaves a proposal in the room."""
        from workshop.proposing import propose  # noqa: PLC0415 - numpy, and whatever encodes

        result = propose(theming.job(room.state, self._typical), self._encoders())
        proposal_id = n.ProposalId(self._new_id())
        proposal = theming.proposal(result, proposal_id, self._clock.now, self._new_id)
        room.ask(ProposeThemes(by=n.MACHINE, proposal=proposal))

    def welcome(self, room: Room) -> None:
        """Gives newcomers their places."""
        from workshop.proposing import place  # noqa: PLC0415 - numpy, and whatever encodes

        for spot in place(theming.job(room.state, self._typical), self._encoders()):
            room.ask(
                PlaceNewcomer(
                    by=n.MACHINE, on=spot.on, theme=spot.theme, lead=spot.lead, areas=spot.areas
                )
            )

    def _encoders(self) -> Encoders:
        from clustering.embedding import open_encoders  # noqa: PLC0415 - seconds
        from workshop.working import remembering  # noqa: PLC0415 - only with encoders

        if self._opened is None:
            self._opened = remembering(open_encoders())
        return self._opened

    def _new_id(self) -> str:
        return random_id(self._chance)


def demonstrate(
    out: Path, people: int = 60, seed: int = 1, encoders: Encoders | None = None
) -> Demonstration:
    """Rehearses a workshop into `out`, in place of an earlier one.

    Raises OSError, Unwritable.
    """
    database = out / DATABASE
    _cleared(out)
    clock = Clock()
    with Rooms(SqliteLog(database), clock, chance=Random(seed)) as rooms:  # noqa: S311 - seeded, to be repeated
        room = rooms.found(rehearsal_setup(BEGINNING.date()))
        sorting = InThisProcess(clock, Random(seed), encoders)  # noqa: S311 - seeded, to be repeated
        Rehearsal(room, AtOnce(clock), sorting, people=people, seed=seed).play()
        document = reporting.report(rooms, room, made_at=clock.now)
        files = [
            path
            for key, form in FORMATS.items()
            for path in write(
                form,
                reporting.export(rooms, room, key, made_at=clock.now),
                out / _place(form),
            )
        ]
    return Demonstration(database=database, code=room.code, document=document, files=tuple(files))


def _place(form: Format) -> str:
    return PLACES.get(form.key, form.key if form.folder else f"principles{form.suffix}")


def _cleared(out: Path) -> None:
    """An earlier demonstration goes; nothing else in the folder is touched."""
    out.mkdir(parents=True, exist_ok=True)
    for beside in ("", "-wal", "-shm"):
        (out / f"{DATABASE}{beside}").unlink(missing_ok=True)
    for form in FORMATS.values():
        path = out / _place(form)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def told(made: Demonstration, say: Speaker) -> Iterator[str]:
    """A few lines for whoever asked for it."""
    figures, method = made.document.figures, made.document.method
    count = say.count
    yield say(
        "A rehearsal with invented people: {people}, {contributions} in {languages}, {votes}.",
        people=count("{n} person", "{n} people", figures.people),
        contributions=count("{n} contribution", "{n} contributions", figures.contributions),
        languages=count("{n} language", "{n} languages", len(figures.languages)),
        votes=count("{n} vote", "{n} votes", figures.votes),
    )
    yield say(
        "{hidden} hidden with a reason, {withdrawn} withdrawn, {unpublished} not to be published, "
        "{folded} folded, {late} late.",
        hidden=say.number(sum(method.hidden.values())),
        withdrawn=say.number(method.withdrawn),
        unpublished=say.number(method.unpublished),
        folded=say.number(method.folded),
        late=say.number(method.late),
    )
    for principle in made.document.principles:
        support = principle.support
        yield say(
            "  {number} {title}: {status} ({yes} support, {can} can live with it, {no} object)",
            number=principle.number,
            title=principle.title,
            status=principle.status.value,
            yes=support.support,
            can=support.live_with,
            no=support.object,
        )
    gaps = [s.area.short for s in made.document.areas if not s.principles and not s.touching]
    if gaps:
        yield say("No principle is linked to: {areas}.", areas=", ".join(gaps))
    yield say("Workshop {code} in {path}", code=made.code, path=made.database)
    for path in made.files:
        yield str(path)
