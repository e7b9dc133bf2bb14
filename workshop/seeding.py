"""Seed files to values. A new set or framework is a folder in seed_examples/, and no code."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import seed_examples
from workshop.domain.nouns import (
    ActionArea,
    ActionPoint,
    AreaKey,
    AreaName,
    CardId,
    Example,
    Framework,
    Kind,
    Phase,
    PrincipleSet,
    Prompt,
    PromptKey,
    SetItem,
    Source,
    Step,
)
from workshop.seedfile import BadSeed, Piece, read_json

__all__ = [
    "BadSeed",
    "CardOrder",
    "SampleContribution",
    "Topic",
    "agenda",
    "agenda_lengths",
    "card_order",
    "cards",
    "contributions",
    "framework",
    "framework_names",
    "frameworks",
    "principle_sets",
    "prompts",
    "sets",
    "topics",
]

ROOT = Path(seed_examples.__file__).parent
_POINT_MARKS = ("V", "D", "M")
_NAME_MARKS = ("seen", "working")
_COLUMNS = (
    "id",
    "lang",
    "kind",
    "text",
    "theme",
    "action_areas",
    "secondary_theme",
    "duplicate_group",
    "flags",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardOrder:
    """Which cards a session begins with, which are one tap away, and all the others."""

    first: tuple[CardId, ...]
    near: tuple[CardId, ...]
    rest: tuple[CardId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What principles of a set tend to speak of, and the areas it touches, the foremost first."""

    key: str
    label: str
    covers: str
    areas: tuple[AreaKey, ...]
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleContribution:
    """An invented contribution with one person's judgement of where it belongs."""

    id: str
    lang: str
    kind: Kind
    text: str
    theme: str
    areas: tuple[AreaKey, ...] = ()
    secondary_theme: str = ""
    duplicate_group: str = ""
    flags: tuple[str, ...] = ()


def frameworks(root: Path = ROOT) -> tuple[str, ...]:
    """The keys of the frameworks that ship."""
    return tuple(sorted(path.parent.name for path in root.glob("*/action_areas.json")))


def sets(root: Path = ROOT) -> tuple[str, ...]:
    """The keys of the example sets that ship."""
    return tuple(sorted(path.parent.name for path in root.glob("*/cards.json")))


def framework(key: str, root: Path = ROOT) -> Framework:
    """The areas that principles link to. Raises BadSeed."""
    whole = _read(root, key, "action_areas.json")
    monitoring = whole.maybe("monitoring")
    read = Framework(
        key=whole.text("key"),
        title=whole.text("title"),
        source=_source(whole.piece("source")),
        areas=tuple(_area(area) for area in whole.pieces("areas")),
        monitoring=_area(monitoring) if monitoring else None,
    )
    whole.unique("areas", (area.key for area in read.areas))
    whole.only("about", "areas", "key", "monitoring", "names", "source", "title")
    if read.key != key:
        raise whole.bad(f"key is {read.key!r}, but the folder is called {key!r}")
    return read


def framework_names(key: str, root: Path = ROOT) -> tuple[AreaName, ...]:
    """The framework's own title in other languages. Raises BadSeed."""
    return _names(_read(root, key, "action_areas.json"))


def cards(set_key: str, root: Path = ROOT) -> tuple[Example, ...]:
    """The example cards in the order in which they are shown. Raises BadSeed."""
    known, order = _cards(set_key, root)
    return tuple(known[card] for card in (*order.first, *order.near, *order.rest))


def card_order(set_key: str, root: Path = ROOT) -> CardOrder:
    """Which cards come first, which are one tap away. Raises BadSeed."""
    return _cards(set_key, root)[1]


def principle_sets(set_key: str, root: Path = ROOT) -> tuple[PrincipleSet, ...]:
    """Principles that others published. Raises BadSeed."""
    whole = _read(root, set_key, "principle_sets.json")
    whole.only("about", "sets")
    read = tuple(_principle_set(piece) for piece in whole.pieces("sets"))
    whole.unique("sets", (one.id for one in read))
    return read


def topics(set_key: str, root: Path = ROOT) -> tuple[Topic, ...]:
    """What the cards' themes mean and which areas each touches. Raises BadSeed."""
    whole = _read(root, set_key, "topics.json")
    whole.only("about", "topics")
    read = tuple(_topic(piece) for piece in whole.pieces("topics"))
    whole.unique("topics", (topic.key for topic in read))
    return read


def prompts(set_key: str, root: Path = ROOT) -> tuple[Prompt, ...]:
    """The questions people answer, each with the cards that introduce it. Raises BadSeed."""
    whole = _read(root, set_key, "prompts.json")
    whole.only("about", "prompts")
    known, _ = _cards(set_key, root)
    read = tuple(_prompt(piece, known) for piece in whole.pieces("prompts"))
    whole.unique("prompts", (prompt.key for prompt in read))
    return read


def agenda_lengths(set_key: str, root: Path = ROOT) -> tuple[int, ...]:
    """The lengths of session, in minutes, for which there is a run sheet. Raises BadSeed."""
    return tuple(sorted(_agendas(set_key, root)))


def agenda(set_key: str, minutes: int, root: Path = ROOT) -> tuple[Step, ...]:
    """The run sheet for a session of exactly that length.

    Raises BadSeed, also where there is none of that length.
    """
    known = _agendas(set_key, root)
    if minutes not in known:
        lengths = ", ".join(map(str, sorted(known)))
        place = f"{set_key}/agendas.json"
        raise BadSeed(place, "agendas", f"none takes {minutes} minutes, there are {lengths}")
    return known[minutes]


def contributions(set_key: str, root: Path = ROOT) -> tuple[SampleContribution, ...]:
    """Invented contributions to try everything out with. Raises BadSeed."""
    path = _folder(root, set_key) / "workshop_contributions.csv"
    name = f"{set_key}/{path.name}"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
    except FileNotFoundError:
        raise BadSeed(name, "file", "it is missing") from None
    except (UnicodeDecodeError, csv.Error) as problem:
        raise BadSeed(name, "file", f"it cannot be read as CSV in UTF-8 ({problem})") from None
    if not rows or tuple(rows[0]) != _COLUMNS:
        raise BadSeed(name, "line 1", f"the columns must be {','.join(_COLUMNS)}")
    read = tuple(_sample(name, place, row) for place, row in enumerate(rows[1:], start=1))
    seen: set[str] = set()
    for sample in read:
        if sample.id in seen:
            raise BadSeed(name, sample.id, "two rows have this id")
        seen.add(sample.id)
    return read


def _folder(root: Path, key: str) -> Path:
    known = sorted({path.parent.name for path in root.glob("*/*.json")})
    if key not in known:
        raise BadSeed(key, "folder", f"there is no such folder, there are {', '.join(known)}")
    return root / key


def _read(root: Path, key: str, file: str) -> Piece:
    return read_json(_folder(root, key) / file, f"{key}/{file}")


def _source(piece: Piece) -> Source:
    piece.only("title", "url")
    url = piece.text("url", "")
    if url and not url.startswith(("https://", "http://")):
        raise piece.bad(f"url is {url!r}, which is no web address")
    return Source(piece.text("title"), url)


def _sources(piece: Piece) -> tuple[Source, ...]:
    return tuple(_source(source) for source in piece.pieces("sources"))


def _keys(piece: Piece, name: str) -> tuple[AreaKey, ...]:
    return tuple(AreaKey(key) for key in piece.texts(name))


def _area(piece: Piece) -> ActionArea:
    piece.only(
        *("chapeau", "hook", "key", "names", "number", "paragraph", "points"),
        *("roman", "short", "title"),
    )
    area = ActionArea(
        key=AreaKey(piece.text("key")),
        number=piece.number("number"),
        roman=piece.text("roman", ""),
        paragraph=piece.number("paragraph"),
        title=piece.text("title"),
        short=piece.text("short"),
        chapeau=piece.text("chapeau", ""),
        points=tuple(_point(point) for point in piece.pieces("points")),
        hook=piece.text("hook", ""),
        names=_names(piece),
    )
    piece.unique("points", (point.letter for point in area.points))
    return area


def _point(piece: Piece) -> ActionPoint:
    piece.only("letter", "mark", "text")
    return ActionPoint(piece.text("letter"), piece.one_of("mark", _POINT_MARKS), piece.text("text"))


def _names(piece: Piece) -> tuple[AreaName, ...]:
    names = tuple(
        AreaName(name.text("lang"), name.text("title"), name.one_of("mark", _NAME_MARKS))
        for name in piece.pieces("names")
    )
    piece.unique("names", (name.lang for name in names))
    return names


def _cards(set_key: str, root: Path) -> tuple[dict[CardId, Example], CardOrder]:
    whole = _read(root, set_key, "cards.json")
    whole.only("about", "cards", "first", "near")
    read = tuple(_card(piece) for piece in whole.pieces("cards"))
    known = {card.id: card for card in read}
    whole.unique("cards", (card.id for card in read))
    whole.unique("first and near", (*whole.texts("first"), *whole.texts("near")))
    first, near = whole.known("first", known), whole.known("near", known)
    rest = tuple(card for card in known if card not in {*first, *near})
    return known, CardOrder(first=first, near=near, rest=rest)


def _card(piece: Piece) -> Example:
    piece.only(
        *("areas", "challenge", "facts", "from_memory", "gist", "group", "how_open", "id"),
        *("question", "region", "sources", "themes", "title"),
    )
    return Example(
        id=CardId(piece.text("id")),
        group=piece.text("group"),
        region=piece.text("region"),
        title=piece.text("title"),
        gist=piece.text("gist"),
        how_open=piece.text("how_open"),
        challenge=piece.text("challenge"),
        question=piece.text("question"),
        themes=piece.texts("themes"),
        areas=_keys(piece, "areas"),
        sources=_sources(piece),
        facts=piece.texts("facts"),
        from_memory=piece.text("from_memory", ""),
    )


def _principle_set(piece: Piece) -> PrincipleSet:
    piece.only("confidence", "form", "id", "items", "name", "sources")
    return PrincipleSet(
        id=piece.text("id"),
        name=piece.text("name"),
        confidence=piece.text("confidence"),
        form=piece.text("form"),
        items=tuple(_set_item(item) for item in piece.pieces("items")),
        sources=_sources(piece),
    )


def _set_item(piece: Piece) -> SetItem:
    piece.only("paraphrase", "themes", "title")
    return SetItem(piece.text("title"), piece.text("paraphrase", ""), piece.texts("themes"))


def _topic(piece: Piece) -> Topic:
    piece.only("areas", "covers", "key", "label", "points")
    return Topic(
        key=piece.text("key"),
        label=piece.text("label"),
        covers=piece.text("covers"),
        areas=_keys(piece, "areas"),
        points=piece.texts("points"),
    )


def _prompt(piece: Piece, known: dict[CardId, Example]) -> Prompt:
    piece.only("cards", "key", "stem_example", "stem_principle", "title")
    return Prompt(
        key=PromptKey(piece.text("key")),
        title=piece.text("title"),
        stem_principle=piece.text("stem_principle"),
        stem_example=piece.text("stem_example"),
        cards=piece.known("cards", known),
    )


def _agendas(set_key: str, root: Path) -> dict[int, tuple[Step, ...]]:
    whole = _read(root, set_key, "agendas.json")
    whole.only("about", "agendas")
    pieces = whole.pieces("agendas")
    whole.unique("agendas", (str(piece.number("minutes")) for piece in pieces))
    return {piece.number("minutes"): _steps(piece) for piece in pieces}


def _steps(piece: Piece) -> tuple[Step, ...]:
    piece.only("minutes", "steps", "title")
    steps = tuple(_step(step) for step in piece.pieces("steps"))
    planned, total = piece.number("minutes"), sum(step.minutes for step in steps)
    if total != planned:
        raise piece.bad(f"the steps take {total} minutes together, not {planned}")
    return steps


def _step(piece: Piece) -> Step:
    piece.only("minutes", "phase", "say")
    phases = tuple(phase.value for phase in Phase if phase is not Phase.CLOSED)
    return Step(Phase(piece.one_of("phase", phases)), piece.number("minutes"), piece.text("say"))


def _sample(file: str, number: int, row: list[str]) -> SampleContribution:
    place = f"row {number}"
    if len(row) != len(_COLUMNS):
        raise BadSeed(file, place, f"it has {len(row)} cells, not {len(_COLUMNS)}")
    cell = dict(zip(_COLUMNS, row, strict=True))
    empty = [name for name in ("id", "lang", "text", "theme") if not cell[name].strip()]
    if empty:
        raise BadSeed(file, place, f"{empty[0]} is empty")
    if cell["kind"] not in set(Kind):
        raise BadSeed(file, place, f"kind is {cell['kind']!r}, neither principle nor example")
    return SampleContribution(
        id=cell["id"],
        lang=cell["lang"],
        kind=Kind(cell["kind"]),
        text=cell["text"],
        theme=cell["theme"],
        areas=tuple(AreaKey(key) for key in cell["action_areas"].split(";") if key),
        secondary_theme=cell["secondary_theme"],
        duplicate_group=cell["duplicate_group"],
        flags=tuple(flag for flag in cell["flags"].split(";") if flag),
    )
