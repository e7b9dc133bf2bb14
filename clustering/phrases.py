"""The phrases that a text holds, as its author wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from clustering.edges import is_verb_here, may_end, may_start, says_something
from clustering.stopwords import ANY_STOPS, HAN_STOPS, JOINING, STOPS

WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’\-][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*")
"""A word with its marks: without them Hindi and Thai would fall to pieces."""
_LONGEST = 3
_HAN_LENGTHS = (2, 3, 4)
# Written without spaces: runs of ideographs, cut into pieces, and words in katakana, taken whole.
# Hiragana, which mostly carries grammar, divides them. Thai is divided by its stop words.
_HAN = regex.compile(r"\p{Han}+")
_KATAKANA = regex.compile(r"[\u30a1-\u30fa\u30fc]{2,}")
_THAI = regex.compile(r"[\p{Thai}--\p{N}]+", regex.VERSION1)
_THAI_STOPS = regex.compile("|".join(sorted(STOPS["th"], key=lambda word: (-len(word), word))))
_THAI_LENGTHS = range(3, 19)
_UNSPACED = regex.compile(r"[\p{Hiragana}\p{Katakana}\p{Han}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_BREAK = regex.compile(
    r"[.!?;:,()\[\]{}<>|/\\«»\"“”„\n\r\t。！？；，、：（）؟،؛।…>=+*_~^]+|\s[-–—]+\s"
)
_MARKUP = regex.compile(r"<[^<>\s][^<>]{0,300}>|&#?\w{1,8};|https?://\S+|\bwww\.\S+")
_ELISION = regex.compile(
    r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|all|nell|sull|dall|un|quest)['’](?=\w\w)",
    regex.IGNORECASE,
)
_POSSESSIVE = regex.compile(r"['’]s$")
_FEWEST_LETTERS = 4
_STEM = 6
"""So many first letters tell words apart: "stackable" and "stackability" say one thing."""
_CAPITALS_ARE_SPELLING = frozenset({"de"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of a text that may stand in a name."""

    words: str
    """As they were written, plain text, unescaped."""
    whole: bool
    """Whether they stand by themselves there, between stop words or punctuation."""


def phrases(text: str, language: str = "") -> dict[str, Phrase]:
    """Key -> phrase: one to three words, joined by "of" and its like four, that can be a name.

    None begins or ends with a stop word of the language (of any, where it is ""), nor with what
    dangles there. Forms that differ in case or in a plural s share a key. Chinese and Japanese,
    which have no word spaces, give pieces of two to four characters. Markup and addresses are no
    words.
    """
    found: dict[str, Phrase] = {}
    plain = _MARKUP.sub(" . ", text)
    spaced = (phrase for part in _BREAK.split(plain) for phrase in _spaced(part, language))
    for phrase in (*spaced, *_unspaced(plain)):
        key = key_of(phrase.words)
        if key not in found or (phrase.whole and not found[key].whole):
            found[key] = phrase
    return found


def words_of(text: str) -> list[str]:
    """The words of a text in order, without markup; none where there are no letters."""
    return WORD.findall(_MARKUP.sub(" ", text))


def is_unspaced(text: str) -> bool:
    """Whether it is written without spaces between words."""
    return _UNSPACED.search(text) is not None


def key_of(phrase: str) -> str:
    """The same for forms of a phrase that differ in case or in a plural s."""
    return " ".join(map(_singular, phrase.replace("’", "'").casefold().split()))


def parts_of(phrase: str) -> frozenset[str]:
    """What two phrases of one name must not share: beginnings of words, or unspaced characters."""
    if is_unspaced(phrase):
        return frozenset(phrase)
    words = regex.split(r"[\s\-]+", key_of(phrase))
    return frozenset(word[:_STEM] for word in words if word not in JOINING)


def _spaced(part: str, language: str) -> Iterator[Phrase]:
    """The phrases of a piece of a sentence."""
    words = _words(part, language)
    stops = STOPS.get(language, ANY_STOPS)
    divides = [_divides(word, language, stops) for word in words]
    for start in range(len(words)):
        before = words[start - 1] if start else None
        after = words[start + 1] if start + 1 < len(words) else None
        if divides[start] or is_verb_here(before, after, language):
            continue
        for end in range(start + 1, min(start + _LONGEST + 2, len(words) + 1)):
            if _is_phrase(words[start:end], language, stops):
                whole = (not start or divides[start - 1]) and (end == len(words) or divides[end])
                yield Phrase(" ".join(words[start:end]), whole)


def _words(part: str, language: str) -> list[str]:
    """The words of a piece of a sentence, the first without its capital.

    A capital there says nothing; elsewhere, as in names and German nouns, it is the spelling.
    """
    words = [_POSSESSIVE.sub("", _ELISION.sub("", word)) for word in WORD.findall(part)]
    if words and language not in _CAPITALS_ARE_SPELLING and words[0][1:].islower():
        words[0] = words[0].lower()
    return words


def _divides(word: str, language: str, stops: frozenset[str]) -> bool:
    """Whether phrases end before this word, or begin after it."""
    return word.replace("’", "'").lower() in stops or not may_start(word, language)


def _is_phrase(gram: Sequence[str], language: str, stops: frozenset[str]) -> bool:
    """Whether these words, whose first may start a phrase, may stand in a name."""
    folded = [word.replace("’", "'").lower() for word in gram]
    inner = folded[1:-1]
    joining = sum(word in JOINING for word in inner)
    return (
        len(gram) - joining <= _LONGEST
        and joining < 2  # noqa: PLR2004
        and len(set(folded)) == len(gram)
        and folded[-1] not in stops
        and may_end(gram[-1], language)
        and (len(gram) > 1 or says_something(gram[0], language))
        and not any(word in stops and word not in JOINING for word in inner)
        and all(len(word) > 1 and not word.isdigit() for word in folded if word not in JOINING)
        and not is_unspaced("".join(gram))
    )


def _unspaced(text: str) -> Iterator[Phrase]:
    for word in _KATAKANA.findall(text):
        yield Phrase(word, whole=True)
    for run in _HAN.findall(text):
        for length in _HAN_LENGTHS:
            for start in range(len(run) - length + 1):
                piece = run[start : start + length]
                if not HAN_STOPS & {piece[0], piece[-1]}:
                    yield Phrase(piece, _stands_alone(run, start, start + length))
    for run in _THAI.findall(text):
        for piece in _THAI_STOPS.split(run):
            if len(piece) in _THAI_LENGTHS:
                yield Phrase(piece, whole=True)


def _stands_alone(run: str, start: int, end: int) -> bool:
    """Whether stop characters or nothing stand around a piece of a run of ideographs."""
    free_before = not start or run[start - 1] in HAN_STOPS
    return free_before and (end == len(run) or run[end] in HAN_STOPS)


def _singular(word: str) -> str:
    if len(word) < _FEWEST_LETTERS:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and word[-2] not in "su" else word
