"""The phrases that a text holds, as its author wrote them."""

from __future__ import annotations

import re

from clustering.frame import WORD
from clustering.stopwords import HAN_STOPS, STOPS

_LONGEST = 3
_HAN_LENGTHS = (2, 3, 4)
# Written without spaces: runs of ideographs, cut into pieces, and words in katakana, taken whole.
# Hiragana, which mostly carries grammar, divides them.
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_BREAK = re.compile(r"[.!?;:,()\[\]{}<>|/\\«»\"“”„\n\r\t。！？；，、：（）؟،؛…]+|\s[-–—]+\s")
_MARKUP = re.compile(r"<[^<>\s][^<>]{0,300}>|&#?\w{1,8};|https?://\S+|\bwww\.\S+")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\w\w)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s$")
_FEWEST_LETTERS = 4


def phrases(text: str) -> dict[str, str]:
    """Key -> phrase as written: one to three words that neither begin nor end with a stop word.

    Forms that differ in case or in an English plural share a key. Chinese and Japanese, which have
    no word spaces, give pieces of two to four characters. Markup and addresses are no words.
    """
    found: dict[str, str] = {}
    plain = _MARKUP.sub(" . ", text)
    for part in _BREAK.split(plain):
        words = _words(part)
        for start in range(len(words)):
            for length in range(1, _LONGEST + 1):
                if _is_phrase(gram := words[start : start + length], length):
                    phrase = " ".join(gram)
                    found.setdefault(key_of(phrase), phrase)
    for phrase in _unspaced_phrases(plain):
        found.setdefault(phrase, phrase)
    return found


def words_of(text: str) -> list[str]:
    """The words of a text in order, without markup; none where there are no letters."""
    return WORD.findall(_MARKUP.sub(" ", text))


def is_unspaced(text: str) -> bool:
    """Whether it is written without spaces between words."""
    return _UNSPACED.search(text) is not None


def key_of(phrase: str) -> str:
    """The same for forms of a phrase that differ in case or in an English plural."""
    return " ".join(map(_singular, phrase.replace("’", "'").casefold().split()))


def parts_of(phrase: str) -> frozenset[str]:
    """What two phrases of one name must not share: words, or characters without word spaces."""
    return frozenset(phrase if is_unspaced(phrase) else key_of(phrase).split())


def _words(part: str) -> list[str]:
    """The words of a piece of a sentence, the first without its capital.

    A capital there says nothing; elsewhere, as in names and German nouns, it is the spelling.
    """
    words = [_POSSESSIVE.sub("", _ELISION.sub("", word)) for word in WORD.findall(part)]
    if words and not any(letter.isupper() for letter in words[0][1:]):
        words[0] = words[0].lower()
    return words


def _is_phrase(gram: list[str], length: int) -> bool:
    """Whether these words may stand in a name."""
    folded = [word.replace("’", "'").lower() for word in gram]
    return (
        len(gram) == length == len(set(folded))
        and folded[0] not in STOPS
        and folded[-1] not in STOPS
        and all(len(word) > 1 and not word.isdigit() for word in folded)
        and not is_unspaced("".join(gram))
    )


def _unspaced_phrases(text: str) -> set[str]:
    found = set(_KATAKANA.findall(text))
    for run in _HAN.findall(text):
        pieces = (
            run[start : start + length]
            for length in _HAN_LENGTHS
            for start in range(len(run) - length + 1)
        )
        found.update(piece for piece in pieces if not HAN_STOPS & {piece[0], piece[-1]})
    return found


def _singular(word: str) -> str:
    if len(word) < _FEWEST_LETTERS:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and word[-2] not in "su" else word
