"""Which language a text is in, where its author's phone did not say: script, then common words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import regex

from clustering.phrases import words_of
from clustering.stopwords import STOPS

_SCRIPTS = tuple(
    (regex.compile(pattern), language)
    for pattern, language in (
        (r"[\p{Hiragana}\p{Katakana}]", "ja"),
        (r"\p{Han}", "zh"),
        (r"\p{Hangul}", "ko"),
        (r"\p{Thai}", "th"),
        (r"\p{Hebrew}", "he"),
        (r"\p{Greek}", "el"),
        (r"\p{Devanagari}", "hi"),
        (r"\p{Arabic}", "ar"),
        (r"\p{Cyrillic}", "ru"),
    )
)
"""Scripts with the language most often written in each. Japanese comes first: it mixes kana with
ideographs."""
_DENSE: Mapping[str, float] = MappingProxyType({"ja": 0.1, "zh": 0.25})
"""The share of letters that is enough; elsewhere a half. Ideographs say more in fewer signs."""
_LETTER = regex.compile(r"\p{L}")
_FOREIGN: Mapping[str, regex.Pattern[str]] = MappingProxyType(
    {
        "ar": regex.compile(r"[پچژگکیٹڈڑےہھں]"),  # Persian and Urdu
        "ru": regex.compile(r"[іїєґўјљњћђџѓќѕ]", regex.IGNORECASE),  # other Slavic languages
    }
)
"""Letters that this language does not have: the text is in a neighbour that shares its script."""
_TELLING: Mapping[str, regex.Pattern[str]] = MappingProxyType(
    {
        language: regex.compile(pattern, regex.IGNORECASE)
        for language, pattern in {
            "en": r"\b\w+(?:ing|ness|ship|ful|ity|ed|ly)\b|'s\b",
            "fr": r"\b\w*[êèœû]\w*|\b\w+(?:eurs?|eux|iques?|aux|ées?|ement)\b|\b[ldcnsjm]['’]",
            "es": r"\b\w*ñ\w*|[¿¡]|\b\w+(?:ción|ciones|dad|dades|miento|ando|iendo)\b",
            "pt": r"\b\w*(?:ã|õ|nh|lh)\w*|\b\w+(?:ção|ções|dade|dades|mento)\b",
            "de": r"\b\w*ß\w*|\b\w+(?:ung|ungen|keit|heit|schaft|lich|isch|en)\b|\b\w*sch\w*",
            "it": r"\b\w+(?:zion[ei]|ità|ment[oi]|gli|are|ere|tt[oi])\b|\b(?:dell|all|nell|un)['’]",
            "nl": r"\b\w*ij\w*|\b\w+(?:heid|lijk|lijke|ingen|aat|aan)\b",
            "pl": r"\b\w*[ąęłśżźćń]\w*|\b\w+(?:ość|ości|anie|ania|nych|owych)\b",
            "tr": r"\b\w*[ığş]\w*|\b\w+(?:lar|ler|ları|leri|nın|nin|lık|lik)\b",
        }.items()
    }
)
"""Letters and endings that are frequent in one language and rare in the others."""
_TELLING_WEIGHT = 0.3
_ENOUGH = 0.9
"""One common word that no other language has is enough; one that three share is not."""
_PER_WORD, _MOST_WORDS = 0.21, 12
"""A longer text must give more: a language that is not listed hits a common word by chance."""
_CLEAR_LEAD = 1.35


def recognised(text: str) -> str:
    """The code of the language, of some twenty; "" when unsure."""
    letters = len(_LETTER.findall(text))
    for script, language in _SCRIPTS:
        share = len(script.findall(text)) / max(letters, 1)
        if share > _DENSE.get(language, 1 / 2):
            return "" if language in _FOREIGN and _FOREIGN[language].search(text) else language
    worth = _worth(text)
    best, second = sorted(worth, key=lambda one: (-worth[one], one))[:2]
    enough = max(_ENOUGH, _PER_WORD * min(len(words_of(text)), _MOST_WORDS))
    return best if worth[best] >= max(enough, _CLEAR_LEAD * worth[second]) else ""


def filled(texts: Sequence[str], languages: Sequence[str]) -> list[str]:
    """The languages, with those recognised that are "".

    Raises ValueError when the lengths differ.
    """
    pairs = zip(texts, languages, strict=True)
    return [language or recognised(text) for text, language in pairs]


def _worth(text: str) -> dict[str, float]:
    """Language -> how much speaks for it; a word that several languages have counts for less."""
    worth = {
        language: _TELLING_WEIGHT * len(_TELLING[language].findall(text))
        if language in _TELLING
        else 0.0
        for language in STOPS
    }
    for word in words_of(text):
        plain = word.replace("’", "'").lower()
        having = [language for language, stops in STOPS.items() if plain in stops]
        for language in having:
            worth[language] += 1 / len(having)
    return worth
