"""Events to JSON and back, by type hints. Takes each Words out of the body and puts it back."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, NamedTuple, NewType, Union, cast, get_args, get_origin, get_type_hints

from workshop.domain import events as e
from workshop.domain.nouns import PersonId, Token, Words

TextOf = Callable[[str], str | None]
"""The text of a word id, or None where it was deleted."""
Taker = Callable[[Any, TextOf], Any]
_PARSER = json.JSONDecoder()

KINDS: Mapping[str, type[Any]] = MappingProxyType({c.__name__: c for c in get_args(e.Event)})

MIGRATIONS: Mapping[str, Callable[[dict[str, Any]], tuple[str, dict[str, Any]]]] = MappingProxyType(
    {}
)
"""How an old kind becomes a new one: its name -> (its body -> the new name and body)."""

_CONTRIBUTED = frozenset({"ContributionMade", "ContributionRevised", "Translated"})
_WORDED = _CONTRIBUTED | {"WordingSuggested", "ConsentGiven"}
ERASES: Mapping[str, frozenset[str]] = MappingProxyType(
    {"ContributionWithdrawn": _CONTRIBUTED, "WordsErased": _WORDED}
)
"""Which kinds of events lose their words by this one; its `on` names their owner."""


class StoredWords(NamedTuple):
    """The letters of one Words and the salt of its hash, kept apart from the event."""

    id: str
    salt: str
    text: str

    def holds(self, sha: str) -> bool:
        """Whether these are the letters that the event was written with."""
        try:
            return salted(self.salt, self.text) == sha
        except (TypeError, ValueError):  # neither salt nor letters as anyone wrote them
            return False


class Body(NamedTuple):
    """An event as it is stored; by, at and token stand beside it."""

    kind: str
    json: str
    words: tuple[StoredWords, ...]


@dataclass(frozen=True, slots=True)
class WordsRef:
    """Where the letters of a Words are kept, and their salted hash."""

    id: str
    sha: str


# --- events to JSON --------------------------------------------------------------------------


def encode(event: e.Event) -> Body:
    """The event in canonical JSON, its words taken out. Raises ValueError where JSON cannot."""
    kind, taken = type(event).__name__, list[StoredWords]()

    def plain(value: object) -> object:
        if isinstance(value, Words):
            return _apart(event, value, taken)
        if is_dataclass(value):
            tag = {"kind": type(value).__name__} if type(value) in _tagged() else {}
            return tag | {f.name: getattr(value, f.name) for f in fields(value)}
        return _told(value)

    body = {name: getattr(event, name) for name in _stored(kind)}
    if not event.wish:
        del body["wish"]
    if event.scribe is None:
        del body["scribe"]
    return Body(kind, canonical(body, plain), tuple(taken))


def canonical(value: object, plain: Callable[[object], object] | None = None) -> str:
    """JSON that is the same for the same value: sorted keys, no blanks, letters as they are."""
    return json.dumps(
        value,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
        default=plain,
    )


def _told(value: object) -> object:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"a time without its zone cannot be kept: {value!r}")
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _apart(event: e.Event, words: Words, taken: list[StoredWords]) -> dict[str, str]:
    if words.erased:
        return {"words": "", "lang": words.lang, "sha": ""}
    salt, unique = secrets.token_hex(16), secrets.token_hex(4)
    word_id = f"{_owner(event)}/{type(event).__name__}-{unique}-{len(taken)}"
    taken.append(StoredWords(word_id, salt, words.text))
    return {"words": word_id, "lang": words.lang, "sha": salted(salt, words.text)}


def salted(salt: str, text: str) -> str:
    """What an event knows of its words: a hash that tells nothing once the salt is deleted."""
    return hashlib.sha256(bytes.fromhex(salt) + text.encode()).hexdigest()


def _owner(event: e.Event) -> str:
    """What the words are erased with: a contribution, a suggestion, or one answer to a draft."""
    match event:
        case e.ContributionMade() | e.ContributionRevised() | e.Translated():
            return event.on
        case e.WordingSuggested():
            return event.id
        case e.ConsentGiven():
            return f"{event.draft}:{event.version}:{event.by}"
        case _:
            raise TypeError(f"{type(event).__name__} has no owner for its words")


def owner_of(word_id: str) -> str:
    """What these words are erased with."""
    return word_id.rpartition("/")[0]


def lost_with(word_id: str, erasing: str, on: str) -> bool:
    """Whether an erasing event of this kind, on this owner, takes these words."""
    owner, _, rest = word_id.rpartition("/")
    return owner == on and rest.partition("-")[0] in ERASES[erasing]


def erased_by(kind: str, body: str) -> str | None:
    """Whose words a stored event takes away, if any."""
    return str(json.loads(body)["on"]) if kind in ERASES else None


def references(kind: str, body: str) -> Iterator[WordsRef]:
    """The words that a stored event points to."""
    if kind in _WORDED:
        yield from _pointed(json.loads(body))


def _pointed(value: object) -> Iterator[WordsRef]:
    if isinstance(value, dict):
        if value.keys() == {"words", "lang", "sha"}:
            yield WordsRef(value["words"], value["sha"])
            return
        for inside in value.values():
            yield from _pointed(inside)


# --- JSON to events --------------------------------------------------------------------------


def decode(kind: str, body: str, by: str, at: str, token: str | None, text_of: TextOf) -> e.Event:
    """The event of a row. Words whose text was deleted read back as erased."""
    inside: dict[str, Any] = _PARSER.raw_decode(body)[0]
    if kind in MIGRATIONS:
        kind, inside = MIGRATIONS[kind](inside)
    for name, taker in _takers_of(kind):
        if name in inside:
            inside[name] = taker(inside[name], text_of)
    inside["by"] = PersonId(by)
    inside["at"] = datetime.fromisoformat(at)
    inside["token"] = None if token is None else Token(token)
    return cast("e.Event", KINDS[kind](**inside))


@cache
def _stored(kind: str) -> tuple[str, ...]:
    return tuple(f.name for f in fields(KINDS[kind]) if f.name not in {"by", "at", "token"})


@cache
def _takers_of(kind: str) -> tuple[tuple[str, Taker], ...]:
    return _takers(KINDS[kind])


def _takers(cls: type[Any]) -> tuple[tuple[str, Taker], ...]:
    """The fields of a class that are not JSON's own kinds, each with what makes its value."""
    hints = get_type_hints(cls)
    found = ((f.name, _taker(hints[f.name])) for f in fields(cls))
    return tuple((name, taker) for name, taker in found if taker is not None)


@cache
def _taker(hint: Any) -> Taker | None:  # noqa: ANN401, PLR0911 - a table of hints, of many kinds
    if isinstance(hint, NewType):
        return _taker(hint.__supertype__)
    origin = get_origin(hint)
    if origin in {tuple, frozenset}:
        return _many(origin, get_args(hint))
    if origin in {Union, UnionType}:
        return _one_of(tuple(h for h in get_args(hint) if h is not NoneType))
    if hint in {str, int, float, bool}:
        return None
    if hint is datetime:
        return lambda value, _: datetime.fromisoformat(value)
    if hint is date:
        return lambda value, _: date.fromisoformat(value)
    if issubclass(hint, Enum):
        members = {member.value: member for member in hint}
        return lambda value, _: members[value]
    return _words if hint is Words else _record(hint)


def _many(origin: Callable[[Any], Any], args: tuple[Any, ...]) -> Taker:
    if origin is tuple and args[1:] != (Ellipsis,):
        raise TypeError(f"only tuples of one kind can be kept, not {args}")
    taker = _taker(args[0])
    if taker is None:
        return lambda value, _: origin(value)
    return lambda value, text_of: origin([taker(v, text_of) for v in value])


def _one_of(hints: tuple[Any, ...]) -> Taker | None:
    """One kind or None as it is; of several kinds the one that the tag names."""
    if len(hints) == 1:
        taker = _taker(hints[0])
        if taker is None:
            return None
        return lambda value, text_of: None if value is None else taker(value, text_of)
    takers = {hint.__name__: _record(hint) for hint in hints}
    return lambda value, text_of: None if value is None else takers[value["kind"]](value, text_of)


def _record(cls: type[Any]) -> Taker:
    tagged, takers = cls in _tagged(), _takers(cls)

    def take(value: dict[str, Any], text_of: TextOf) -> object:
        if tagged:
            value.pop("kind", None)
        for name, taker in takers:
            if name in value:
                value[name] = taker(value[name], text_of)
        return cls(**value)

    return take


def _words(value: dict[str, str], text_of: TextOf) -> Words:
    text = text_of(value["words"]) if value["words"] else None
    return Words("", value["lang"], erased=True) if text is None else Words(text, value["lang"])


@cache
def _tagged() -> frozenset[type]:
    """The classes that stand beside others in a union: they carry their name as `kind`."""
    found = {h for h in get_args(e.Shelved) if h is not NoneType}
    if any(f.name == "kind" for cls in found for f in fields(cls)):
        raise TypeError("a class in a union has a field of its own called kind")
    return frozenset(found)
