"""What letters need before they stand in a file: nothing XML forbids, a direction, a tag."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REGIONS = {
    "ar": "ar-SA",
    "de": "de-DE",
    "en": "en-GB",
    "es": "es-ES",
    "fr": "fr-FR",
    "it": "it-IT",
    "ja": "ja-JP",
    "pt": "pt-PT",
    "ru": "ru-RU",
    "zh": "zh-CN",
}


def lawful(text: str) -> str:
    """The text without what no XML file may hold."""
    return _FORBIDDEN.sub("", text)


def rtl(text: str, otherwise: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return otherwise == "rtl"


def tag(lang: str) -> str:
    """A language tag with a region, as word processors expect it; none for unknown languages."""
    return "x-none" if lang in ("", "und") else _REGIONS.get(lang, lang)
