"""What happens to a text at the door: cleaned once, measured as a reader counts, never cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

import regex

_CONTROL = regex.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\u2028\u2029]"
)
_BIDI = regex.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_UNSEEN = regex.compile("[\u200b\u2060\ufeff\u00ad\u180e]|[\U000e0000-\U000e007f]")
_STACKED = regex.compile(r"([\u0300-\u036f\u0489]{3})[\u0300-\u036f\u0489]+")
_CLUSTER = regex.compile(r"\X")
_LANGUAGE = regex.compile(r"[a-z]{2,3}")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def clean(text: str) -> str:
    """The text without control, bidi, invisible characters and surrogates, in NFC.

    The joiners that scripts and emoji need are kept. Cleaning twice changes nothing.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNSEEN.sub("", _BIDI.sub("", _CONTROL.sub("", text)))
    # strip first: what was taken out may have kept two characters from composing
    text = _STACKED.sub(r"\1", unicodedata.normalize("NFC", text))
    text = regex.sub(r"[ \t\u00a0]+", " ", text)
    return regex.sub(r" ?\n ?", "\n", regex.sub(r"\n{3,}", "\n\n", text)).strip()


def length(text: str) -> int:
    """Characters as a reader counts them: grapheme clusters."""
    return sum(1 for _ in _CLUSTER.finditer(text))


def language(tag: str) -> str:
    """The primary subtag of a language tag, or `und` when it is none."""
    head = tag.lower().replace("_", "-").split("-", 1)[0]
    return head if _LANGUAGE.fullmatch(head) else "und"


_SCRIPTS = (
    (regex.compile(r"[\p{Hiragana}\p{Katakana}]"), "ja", frozenset({"ja"})),
    (regex.compile(r"\p{Han}"), "zh", frozenset({"zh", "ja"})),
    (regex.compile(r"\p{Arabic}"), "ar", frozenset({"ar", "fa", "ur"})),
    (regex.compile(r"\p{Cyrillic}"), "ru", frozenset({"ru", "uk", "bg", "sr", "be", "mk"})),
    (regex.compile(r"\p{Devanagari}"), "hi", frozenset({"hi", "mr", "ne"})),
    (regex.compile(r"\p{Hangul}"), "ko", frozenset({"ko"})),
    (regex.compile(r"\p{Hebrew}"), "he", frozenset({"he", "yi"})),
    (regex.compile(r"\p{Greek}"), "el", frozenset({"el"})),
    (regex.compile(r"\p{Thai}"), "th", frozenset({"th"})),
)
"""Scripts with the language most often written in each, and all that may be."""
_LETTER = regex.compile(r"\p{L}")


def spoken(text: str, said: str) -> str:
    """The language of a text: what its author said, unless the letters are of another script.

    Languages that share a script are not told apart.
    """
    lang, letters = language(said), len(_LETTER.findall(text))
    for script, usual, possible in _SCRIPTS:
        if letters and len(script.findall(text)) > letters / 2:
            return lang if lang in possible else usual
    return lang


def direction(lang: str) -> str:
    """`rtl` or `ltr`, for the interface; each text finds its own with `dir="auto"`."""
    return "rtl" if language(lang) in _RIGHT_TO_LEFT else "ltr"


_QUOTED = regex.compile(
    r"[“”„«»\"「『‹]([^“”„«»\"「」『』‹›]+)[”“»«\"」』›]|‘([^‘’]+)’",
)
"""Quotation marks as English, French, German, Danish, Swedish, Chinese and Japanese set them."""


def quotations(text: str) -> tuple[str, ...]:
    """What stands between quotation marks, in order."""
    return tuple((m.group(1) or m.group(2)).strip() for m in _QUOTED.finditer(text))


def without_quotations(text: str, gone: Collection[str]) -> str:
    """The text with an ellipsis between the marks of these quotations; nothing else changes."""

    def told(m: regex.Match[str]) -> str:
        quote = m.group(1) or m.group(2)
        return m.group(0).replace(quote, "…") if quote.strip() in gone else m.group(0)

    return _QUOTED.sub(told, text)


_WORD = regex.compile(r"[\p{L}\p{M}]+")


def still_said(name: str, said: str) -> str:
    """Of a name that software made of phrases, those whose every word stands in `said`.

    `said` is in lower case, as `str.casefold` has it.
    """
    phrases = name.split(", ")
    return ", ".join(p for p in phrases if all(w in said for w in _WORD.findall(p.casefold())))


def same_words(text: str) -> str:
    """For finding a quotation: one kind of blank and apostrophe, nothing else changed."""
    return regex.sub(r"\s+", " ", text).replace("’", "'").strip()
