"""Whether a machine is ready for a workshop, in plain words. Changes nothing, asks nobody."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from workshop.addresses import LOCALHOST, address, local_addresses
from workshop.serving import is_ours, port_taken
from workshop.settings import BadSetting, Settings
from workshop.storage.copying import verify
from workshop.storage.log import Unwritable
from workshop.wording import Speaker

ENOUGH = 500_000_000
"""Bytes: a long workshop, its copies and its documents take some fifty million."""
_NEEDED = ("hdbscan", "sentence_transformers", "torch")
"""Where one is missing, the software sorts less well, and says so."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what to do where it is not well."""

    well: bool
    told: str


def examined(environ: Mapping[str, str], say: Speaker) -> Iterator[Finding]:
    """One finding after the other, the quick ones first."""
    try:
        settings = Settings.read(environ)
    except BadSetting as bad:
        yield Finding(well=False, told=str(bad))
        return
    yield Finding(well=True, told=say("The settings can be used."))
    yield _port(settings, say)
    yield _network(settings, say)
    yield _space(settings, say)
    yield _writable(settings, say)
    yield _intact(settings, say)
    yield from _encoder(settings, say)


def _port(settings: Settings, say: Speaker) -> Finding:
    try:
        taken = port_taken(settings.port)
    except OSError as refused:
        told = say(
            "Port {port} cannot be used: {why}. Choose another: WORKSHOP_PORT.",
            port=settings.port,
            why=refused.strerror,
        )
        return Finding(well=False, told=told)
    if not taken:
        return Finding(well=True, told=say("Port {port} is free.", port=settings.port))
    if is_ours(settings.port):
        return Finding(well=True, told=say("A workshop runs on port {port}.", port=settings.port))
    told = say(
        "Another program listens on port {port}. Stop it, or choose another: WORKSHOP_PORT.",
        port=settings.port,
    )
    return Finding(well=False, told=told)


def _network(settings: Settings, say: Speaker) -> Finding:
    told = say(
        "Links begin with {address}. Open the join link on one phone to be sure.",
        address=address(settings),
    )
    if settings.url is None and local_addresses()[0] == LOCALHOST:
        told = say(
            "This machine is on no network, so that phones cannot reach it. Join the "
            "network of the room, or set WORKSHOP_URL."
        )
        return Finding(well=False, told=told)
    return Finding(well=True, told=told)


def _space(settings: Settings, say: Speaker) -> Finding:
    free = shutil.disk_usage(_standing(settings.db)).free
    megabytes = say.number(free // 1_000_000)
    if free < ENOUGH:
        told = say(
            "Only {n} MB are free where {path} is. Free some space.", n=megabytes, path=settings.db
        )
        return Finding(well=False, told=told)
    return Finding(well=True, told=say("{n} MB are free on the disk.", n=megabytes))


def _standing(path: Path) -> Path:
    """The nearest folder above that is there already."""
    return next(above for above in path.absolute().parents if above.is_dir())


def _writable(settings: Settings, say: Speaker) -> Finding:
    where = settings.db if settings.db.exists() else _standing(settings.db)
    if os.access(where, os.W_OK) and os.access(_standing(settings.db), os.W_OK):
        told = say("{path} can be written.", path=settings.db)
        return Finding(well=True, told=told)
    told = say(
        "{path} cannot be written. Give this account the right to write there, or choose "
        "another file: WORKSHOP_DB.",
        path=where,
    )
    return Finding(well=False, told=told)


def _intact(settings: Settings, say: Speaker) -> Finding:
    if not settings.db.exists():
        told = say("{path} is made at the first start.", path=settings.db)
        return Finding(well=True, told=told)
    try:
        damages = verify(settings.db)
    except Unwritable as problem:
        return Finding(well=False, told=str(problem))
    if damages:
        told = say(
            "{path} is damaged ({where}). Keep it, and restore the newest copy.",
            path=settings.db,
            where=damages[0],
        )
        return Finding(well=False, told=told)
    return Finding(well=True, told=say("{path} is intact.", path=settings.db))


def _encoder(settings: Settings, say: Speaker) -> Iterator[Finding]:
    from clustering.weights import check_weights  # noqa: PLC0415 - half a second of reading

    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        told = say(
            "{names} cannot be found, so that contributions are sorted less well. Install "
            "the project again: make run.",
            names=", ".join(missing),
        )
        yield Finding(well=False, told=told)
    if settings.model is not None:
        yield Finding(well=True, told=say("Texts are compared with {path}.", path=settings.model))
    problems = check_weights()
    for problem in problems:
        yield Finding(well=False, told=str(problem))
    if not problems:
        yield Finding(well=True, told=say("The encoder is here and intact: nothing is fetched."))
