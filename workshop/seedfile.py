"""A piece of a seed file that knows its own place, so that a mistake is named where it stands."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workshop.domain.nouns import CardId


class BadSeed(ValueError):
    """A seed file that cannot be used: which file, where in it, what is wrong."""

    def __init__(self, file: str, place: str, wrong: str) -> None:
        super().__init__(file, place, wrong)
        self.file = file
        self.place = place
        self.wrong = wrong

    def __str__(self) -> str:
        return f"seed_examples/{self.file}, {self.place}: {self.wrong}."


@dataclass(frozen=True, slots=True)
class Piece:
    """One object of a JSON file. Every method raises BadSeed where the file does not fit."""

    file: str
    place: str
    value: Mapping[str, object]

    def bad(self, wrong: str) -> BadSeed:
        """A BadSeed at this place."""
        return BadSeed(self.file, self.place, wrong)

    def text(self, name: str, default: str | None = None) -> str:
        """A text; with a default it may be missing or empty, without one it may not."""
        value = self.value.get(name, default)
        if value is None:
            raise self.bad(f"{name} is missing")
        if not isinstance(value, str):
            raise self.bad(f"{name} must be a text")
        if default is None and not value.strip():
            raise self.bad(f"{name} is empty")
        return value

    def number(self, name: str) -> int:
        """A whole number, zero or more."""
        value = self.value.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.bad(f"{name} must be a whole number, zero or more")
        return value

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        """A text out of a few."""
        value = self.text(name)
        if value not in known:
            raise self.bad(f"{name} is {value!r}, it must be one of {', '.join(known)}")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, none of them empty; nothing when the list is missing."""
        values = self._list(name)
        for value in values:
            if not isinstance(value, str) or not value.strip():
                raise self.bad(f"{name} must be a list of texts, none of them empty")
        return tuple(str(value) for value in values)

    def known(self, name: str, cards: Container[CardId]) -> tuple[CardId, ...]:
        """A list of ids of cards that exist."""
        ids = tuple(CardId(card) for card in self.texts(name))
        for card in ids:
            if card not in cards:
                raise self.bad(f"{name} names {card!r}, and there is no such card")
        return ids

    def piece(self, name: str) -> Piece:
        """An object inside this one."""
        found = self.maybe(name)
        if found is None:
            raise self.bad(f"{name} is missing")
        return found

    def maybe(self, name: str) -> Piece | None:
        """An object inside this one, or None where there is none."""
        value = self.value.get(name)
        return None if value is None else _piece(self.file, self._inside(name), value)

    def pieces(self, name: str) -> tuple[Piece, ...]:
        """A list of objects, each known by its id or key where it has one, else by its number."""
        return tuple(
            _piece(self.file, self._inside(f"{name} {_called(value, number)}"), value)
            for number, value in enumerate(self._list(name), start=1)
        )

    def unique(self, name: str, keys: Iterable[str]) -> None:
        """Every key once."""
        seen: set[str] = set()
        for key in keys:
            if key in seen:
                raise self.bad(f"{name} has {key!r} twice")
            seen.add(key)

    def only(self, *names: str) -> None:
        """No other name than these: a misspelt one would be lost without a word."""
        for name in self.value:
            if name not in names:
                raise self.bad(f"{name!r} is not known here, only {', '.join(sorted(names))}")

    def _inside(self, name: str) -> str:
        return name if self.place == "file" else f"{self.place}, {name}"

    def _list(self, name: str) -> list[object]:
        value = self.value.get(name, [])
        if not isinstance(value, list):
            raise self.bad(f"{name} must be a list")
        return value


def read_json(path: Path, file: str) -> Piece:
    """The whole file as one piece; `file` is what mistakes call it. Raises BadSeed."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadSeed(file, "file", "it is missing") from None
    except json.JSONDecodeError as problem:
        raise BadSeed(file, f"line {problem.lineno}", f"no JSON ({problem.msg})") from None
    except UnicodeDecodeError:
        raise BadSeed(file, "file", "it is not written in UTF-8") from None
    return _piece(file, "file", value)


def _piece(file: str, place: str, value: object) -> Piece:
    if not isinstance(value, dict):
        raise BadSeed(file, place, "it must be an object in braces")
    return Piece(file, place, value)


def _called(value: object, number: int) -> str:
    """What a person would call it: its id, its key, or its number in the list."""
    names = value if isinstance(value, dict) else {}
    return str(names.get("id") or names.get("key") or number)
