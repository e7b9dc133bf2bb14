"""The command line: a table of doors. What stands behind each is in a module of its own."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from workshop.settings import Settings
    from workshop.storage.log import Trouble
    from workshop.wording import Speaker

NO, WRONG_USE = 1, 2
_FILE = click.Path(path_type=Path, dir_okay=False)
_THERE = click.Path(path_type=Path, dir_okay=False, exists=True)
_ANY = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """From a room full of people to a principles document that everyone in it can trace."""


@main.command()
def serve() -> None:
    """Start the server and print its links."""
    from workshop import serving

    say, settings = _say(), _settings()
    with _explained():
        if serving.port_taken(settings.port):
            _stop(_port_taken(say, settings.port, ours=serving.is_ours(settings.port)))
        code, secret = serving.prepared(settings)
        serving.tell_links(settings, code, secret, say, sys.stdout)
        if not secret:
            click.echo(_no_secret(say, settings), err=True)
        serving.become_the_server(settings)


@main.command()
@click.option("--workshop", "code", help="Its code; otherwise the newest.")
def links(code: str | None) -> None:
    """Print the links anew, with a fresh one for the desk: the way back for a lost link."""
    from workshop import serving
    from workshop.rooms import open_rooms

    say, settings = _say(), _settings()
    if not settings.db.exists():
        _stop(say("There is no workshop at {path} yet. Start one: make run.", path=settings.db))
    with _explained(), open_rooms(settings) as rooms:
        room = serving.newest(rooms) if code is None else rooms.room(code.upper())
        if room is None:
            _stop(_no_workshop(say, code, rooms.codes(), settings.db))
        secret = serving.fresh_secret(rooms, room)
        serving.tell_links(settings, room.code, secret, say, sys.stdout)
        if not secret:
            _stop(_no_secret(say, settings))


@main.command()
@click.option("--people", type=click.IntRange(1, 500), default=60, show_default=True)
@click.option(
    "--seed", type=int, default=1, show_default=True, help="The same seed, the same workshop."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/demo"),
    show_default=True,
)
@click.option("--live", is_flag=True, help="Play it on a running server, to watch.")
@click.option("--url", help="With --live: the running server, as in its links.")
@click.option("--desk", help="With --live: its desk link, or the secret in it.")
@click.option(
    "--minutes",
    type=click.FloatRange(0.1, 120),
    default=5.0,
    show_default=True,
    help="With --live: how long it takes.",
)
def demo(
    *,
    people: int,
    seed: int,
    out: Path,
    live: bool,
    url: str | None,
    desk: str | None,
    minutes: float,
) -> None:
    """Rehearse a whole workshop with invented people, and write its document."""
    say = _say()
    if live:
        _call(url, desk, people, seed, minutes)
    else:
        from workshop.rehearsal.demo import demonstrate, told

        with _explained():
            for line in told(demonstrate(out, people, seed), say):
                click.echo(line)


@main.command()
@click.option("--db", type=_THERE, required=True)
@click.option("--workshop", "code", help="Its code; otherwise the newest.")
@click.option("--format", "key", required=True, help="word, markdown, csv, json ...")
@click.option(
    "--lang", default="en", show_default=True, help="The language of the document's own sentences."
)
@click.option("-o", "--output", "to", type=_ANY, required=True, help="A file; a folder for csv.")
def export(db: Path, code: str | None, key: str, lang: str, to: Path) -> None:
    """Write a workshop's document or data to a file."""
    from exports import FORMATS
    from workshop import reporting, serving
    from workshop.rooms import Rooms
    from workshop.storage.sqlite import SqliteLog
    from workshop.writing import write

    say = _say()
    if key not in FORMATS:
        known = ", ".join(FORMATS)
        raise click.BadParameter(
            say("there is no format {key!r}; there are {known}", key=key, known=known),
            param_hint="--format",
        )
    with _explained(), Rooms(SqliteLog(db)) as rooms:
        room = serving.newest(rooms) if code is None else rooms.room(code.upper())
        if room is None:
            _stop(_no_workshop(say, code, rooms.codes(), db))
        for path in write(FORMATS[key], reporting.export(rooms, room, key, lang), to):
            click.echo(path)


@main.command()
@click.option("--db", type=_THERE, required=True)
def verify(db: Path) -> None:
    """Check that nothing in a database was changed, lost or added since it was written."""
    from workshop.storage.copying import verify as damages
    from workshop.storage.log import Trouble

    none = _say()("{path} is no workshop database. Check the path.", path=db)
    with _explained(), _meaning({Trouble.NOT_A_DATABASE, Trouble.FOREIGN}, none, WRONG_USE):
        found = damages(db)
    for damage in found:
        click.echo(damage)
    if found:
        _stop(
            _say()(
                "{path} is damaged. Keep it, and restore the newest copy that is intact.", path=db
            )
        )
    click.echo(_say()("intact"))


@main.command()
@click.option("--db", type=_FILE, help="The database; otherwise that of the settings.")
@click.option(
    "-o", "--output", "to", type=_FILE, required=True, help="The copy; it must not be there yet."
)
def backup(db: Path | None, to: Path) -> None:
    """Copy the database into one file, also while the server runs."""
    from workshop.storage.copying import backup as copied
    from workshop.storage.log import Trouble

    source = db or _settings().db
    with _explained(), _meaning({Trouble.EXISTS}, _copy_exists(_say(), source, to)):
        to.parent.mkdir(parents=True, exist_ok=True)
        copied(source, to)
    click.echo(_say()("{path} is copied to {to}.", path=source, to=to))


@main.command()
@click.argument("copy", type=_THERE)
@click.option("--db", type=_FILE, help="The database; otherwise that of the settings.")
@click.option(
    "--replace", is_flag=True, help="Replace the database that is there; it is kept beside it."
)
def restore(copy: Path, db: Path | None, replace: bool) -> None:  # noqa: FBT001 - an option
    """Put an intact copy in the database's place, while the server does not run."""
    from workshop.storage.copying import restore as restored
    from workshop.storage.log import Trouble

    target = db or _settings().db
    exists = _say()(
        "{path} is already there. To put the copy in its place, add --replace: what is there now "
        "is kept beside it, with .replaced at the end of its name.",
        path=target,
    )
    with _explained(), _meaning({Trouble.EXISTS}, exists):
        target.parent.mkdir(parents=True, exist_ok=True)
        restored(copy, target, replace=replace)
    click.echo(_say()("{path} is restored from {copy}.", path=target, copy=copy))


@main.command()
def doctor() -> None:
    """Say in plain words whether this machine is ready for a workshop."""
    from workshop.doctoring import examined

    healthy = True
    for finding in examined(os.environ, _say()):
        healthy = healthy and finding.well
        click.echo(f"{'ok  ' if finding.well else 'todo'}  {finding.told}")
    if not healthy:
        sys.exit(NO)


@main.command()
@click.argument("table", type=_THERE)
@click.argument("to", type=_FILE)
@click.option("--themes", type=click.IntRange(1, 1000), help="So many themes.")
@click.option("--fewer", "cut", flag_value="fewer", help="Fewer than it would make by itself.")
@click.option("--more", "cut", flag_value="more", help="More than it would make by itself.")
@click.option("--lang", default="auto", show_default=True, help="Their language, such as en.")
def themes(table: Path, to: Path, themes: int | None, cut: str | None, lang: str) -> None:
    """Sort a CSV file of texts (columns id and text) into themes, without a workshop."""
    from clustering.crowd import Wish
    from workshop import batch

    say = _say()
    if themes is not None and cut is not None:
        raise click.UsageError(say("Give one of --themes, --fewer and --more."))
    wish = Wish(themes=themes, factor=batch.FACTORS[cut or ""])
    with _explained(), _table_told():
        done = batch.sort_table(
            table, to, wish, say, _tell, lang=_spoken(lang), model=_settings().model
        )
    for path in done.files:
        click.echo(path)


@main.command()
@click.argument("table", type=_THERE)
@click.argument("to", type=_FILE)
@click.option("--framework", default="unesco_oer_2019", show_default=True)
def areas(table: Path, to: Path, framework: str) -> None:
    """Suggest areas of a framework for a CSV file of texts (columns id and text)."""
    from workshop import batch

    with _explained(), _table_told():
        done = batch.link_table(table, to, framework, _say(), _tell, model=_settings().model)
    for path in done.files:
        click.echo(path)


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)


def _spoken(lang: str) -> str:
    """The code of a language; empty for "auto"."""
    from workshop.domain.texts import language

    if lang == "auto":
        return ""
    if language(lang) == "und":
        say = _say()
        raise click.BadParameter(
            say("{lang!r} is no code of a language; give one such as en, or auto", lang=lang),
            param_hint="--lang",
        )
    return language(lang)


@contextlib.contextmanager
def _table_told() -> Iterator[None]:
    from workshop.rowsfile import Unreadable

    try:
        yield
    except Unreadable as problem:
        _stop(str(problem))


def _call(url: str | None, desk: str | None, people: int, seed: int, minutes: float) -> None:
    from workshop.rehearsal.calling import Declined, call

    say = _say()
    if not url or not desk:
        raise click.UsageError(say("--live needs --url and --desk: the links of a running server."))
    try:
        watch = call(url, desk, people=people, seed=seed, minutes=minutes)
    except Declined as declined:
        _stop(str(declined))
    except ValueError:
        _stop(
            say("--url is {url!r}; give an address such as http://10.0.0.5:8501.", url=url),
            WRONG_USE,
        )
    except OSError as silent:
        _stop(say("Nobody answers at {url} ({why}). Is the server running?", url=url, why=silent))
    for line in (f"join {watch.join}", f"desk {watch.desk}", f"wall {watch.wall}"):
        click.echo(line)


def _say() -> Speaker:
    from workshop.wording import speaker

    return speaker()


def _settings() -> Settings:
    from workshop.settings import BadSetting, Settings

    try:
        return Settings.read(os.environ)
    except BadSetting as bad:
        _stop(str(bad), WRONG_USE)


def _stop(why: str, code: int = NO) -> NoReturn:
    click.echo(why, err=True)
    sys.exit(code)


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """Turns what a machine or a rule refuses into a sentence and exit code 1."""
    from workshop.domain.refusals import Refused
    from workshop.seedfile import BadSeed
    from workshop.storage.log import Unwritable

    try:
        yield
    except Refused as refused:
        _stop(_say().refusal(refused))
    except (Unwritable, BadSeed) as problem:
        _stop(str(problem))
    except OSError as problem:
        _stop(f"{problem.filename}: {problem.strerror}" if problem.filename else str(problem))


@contextlib.contextmanager
def _meaning(causes: Collection[Trouble], why: str, code: int = NO) -> Iterator[None]:
    """Says in a door's own words what one can do there about these troubles."""
    from workshop.storage.log import Unwritable

    try:
        yield
    except Unwritable as problem:
        if problem.cause not in causes:
            raise
        _stop(why, code)


def _port_taken(say: Speaker, port: int, *, ours: bool) -> str:
    if ours:
        return say(
            "A workshop runs on port {port} already. `common-thread links` prints its links.",
            port=port,
        )
    return say(
        "WORKSHOP_PORT is {port}, and another program listens there. Stop it, or choose another "
        "port: WORKSHOP_PORT={other}.",
        port=port,
        other=port + 1,
    )


def _copy_exists(say: Speaker, source: Path, to: Path) -> str:
    if to.resolve() == source.resolve():
        return say("{path} is the database itself. Choose another name for the copy.", path=to)
    return say(
        "{path} is already there. Choose another name for the copy, or delete that file first.",
        path=to,
    )


def _no_secret(say: Speaker, settings: Settings) -> str:
    return say(
        "{path} cannot be written just now, so that no new desk link could be made. Earlier links "
        "still open the desk. For a new one, give this account the right to write to the file and "
        "its folder, then run `common-thread links`; `common-thread doctor` says what is wrong.",
        path=settings.db,
    )


def _no_workshop(say: Speaker, code: str | None, codes: tuple[str, ...], db: Path) -> str:
    if code is None or not codes:
        return say("There is no workshop in {path} yet.", path=db)
    known = ", ".join(codes)
    return say(
        "There is no workshop {code} in {path}; there are {known}.", code=code, path=db, known=known
    )
