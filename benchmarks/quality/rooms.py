"""Rooms to measure with: samples of texts that people have sorted already."""

from __future__ import annotations

import csv
import gzip
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

SIZES = (30, 60, 120, 300)
SEEDS = 3
"""Samples of each collection and size; of each motion there is one."""
FEWEST, MOST = 6, 16
"""How many claims a room is mixed from."""
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "eng_Latn": "en",
        "fra_Latn": "fr",
        "spa_Latn": "es",
        "por_Latn": "pt",
        "deu_Latn": "de",
        "arb_Arab": "ar",
        "rus_Cyrl": "ru",
        "zho_Hans": "zh",
    }
)


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody wrote, and where people sorted it."""

    text: str
    language: str
    gold: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One room: its collection, its size, its texts."""

    collection: str
    size: int
    texts: tuple[Text, ...]

    @property
    def gold(self) -> list[str]:
        return [text.gold for text in self.texts]


def samples(folder: Path, seeds: int = SEEDS) -> list[Sample]:
    """All rooms, the same every time. Raises FileNotFoundError where a collection is missing."""
    return [
        Sample(collection=name, size=size, texts=tuple(texts))
        for name, draw in COLLECTIONS.items()
        for size in SIZES
        for texts in draw(folder, size, seeds)
        if len(texts) == size
    ]


def rows(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key_points(folder: Path, size: int, seeds: int) -> Iterator[Sequence[Text]]:
    """Opinions on one motion, sorted by key point."""
    motions: dict[str, list[Text]] = {}
    for row in rows(folder / "argkp_dev.csv.gz"):
        motions.setdefault(row["topic"], []).append(Text(row["text"], "en", row["label"]))
    for topic, texts in motions.items():
        for seed in range(max(1, seeds // SEEDS)):
            yield random.Random(f"{topic} {seed}").sample(texts, min(size, len(texts)))


def claims(folder: Path, size: int, seeds: int) -> Iterator[Sequence[Text]]:
    """Perspectives on several claims, sorted by claim; nothing that was only worded anew."""
    held: dict[str, list[Text]] = {}
    for row in rows(folder / "perspectrum_dev.csv.gz"):
        if row["source"] != "paraphrase":
            text = Text(row["text"].strip(), "en", row["claim_id"])
            held.setdefault(row["claim_id"], []).append(text)
    for seed in range(seeds):
        chance = random.Random(f"claims {size} {seed}")
        wanted = chance.randint(FEWEST, MOST)
        rich = [own for own in held.values() if len(own) >= min(15, size / wanted)]
        pool: list[Text] = []
        for count, own in enumerate(chance.sample(rich, len(rich))):
            if count >= wanted and len(pool) >= size:
                break
            pool += own
        yield chance.sample(pool, min(size, len(pool)))


def english_topics(folder: Path, size: int, seeds: int) -> Iterator[Sequence[Text]]:
    """Sentences by topic."""
    texts = list(_sentences(folder).values())
    for seed in range(seeds):
        chance = random.Random(f"topics {size} {seed}")
        yield [text["eng_Latn"] for text in chance.sample(texts, min(size, len(texts)))]


def mixed_topics(folder: Path, size: int, seeds: int) -> Iterator[Sequence[Text]]:
    """Sentences by topic, each in a language of its own."""
    texts = list(_sentences(folder).values())
    for seed in range(seeds):
        chance = random.Random(f"mixed topics {size} {seed}")
        drawn = chance.sample(texts, min(size, len(texts)))
        yield [text[chance.choice(sorted(text))] for text in drawn]


def _sentences(folder: Path) -> dict[str, dict[str, Text]]:
    held: dict[str, dict[str, Text]] = {}
    for row in rows(folder / "sib200_dev.csv.gz"):
        text = Text(row["text"], LANGUAGES[row["lang"]], row["label"])
        held.setdefault(row["index_id"], {})[row["lang"]] = text
    return held


def own_english(folder: Path, size: int, seeds: int) -> Iterator[Sequence[Text]]:
    """The sample contributions in English, by theme."""
    return _own(folder, size, seeds, {"en"})


def own_mixed(folder: Path, size: int, seeds: int) -> Iterator[Sequence[Text]]:
    """All sample contributions that are to the point, by theme."""
    return _own(folder, size, seeds, set(LANGUAGES.values()))


def _own(folder: Path, size: int, seeds: int, spoken: set[str]) -> Iterator[Sequence[Text]]:
    texts = [
        Text(row["text"], row["lang"], row["theme"])
        for row in rows(folder / "workshop_contributions.csv")
        if row["theme"] != "offtopic" and row["lang"] in spoken
    ]
    for seed in range(seeds):
        chance = random.Random(f"own {len(spoken)} {size} {seed}")
        yield chance.sample(texts, min(size, len(texts)))


COLLECTIONS: Mapping[str, Callable[[Path, int, int], Iterator[Sequence[Text]]]] = MappingProxyType(
    {
        "key points": key_points,
        "claims": claims,
        "topics, English": english_topics,
        "topics, mixed": mixed_topics,
        "own, English": own_english,
        "own, mixed": own_mixed,
    }
)


def groups(sample: Sample) -> int:
    """How many groups people made."""
    return len(Counter(sample.gold))
