"""How well the words are found: languages, areas of action, who says the same, names of themes.

python benchmarks/sense.py [FOLDER]

The sample contributions ship. Collections of other people's texts do not: FOLDER, or the
environment variable BENCH_DATA, is where they lie.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from benchmarks.quality.rooms import COLLECTIONS, LANGUAGES, Text, key_points, rows
from clustering.embedding import Embedder, Encoders, open_encoders
from clustering.grouping import group, room_vectors
from clustering.languages import recognised
from clustering.linking import Area, Links, Prototype, link
from clustering.naming import ThemeName, names
from clustering.points import Flags, Labels, Matrix, centred, themes_in
from clustering.similar import Kind, mark, nearest, voices
from workshop import seeding, theming
from workshop.areas import SHARES
from workshop.readymade import CARDS
from workshop.typical import typical

SAMPLES = [s for s in seeding.contributions(CARDS) if s.theme != "offtopic"]
FRAMEWORK = "unesco_oer_2019"
TEXTS = 120
FOLDS = 10
COLLECTED = ("key points", "claims", "topics, English", "topics, mixed")
OWN = ("own, English", "own, mixed")


def line(what: str, measured: str, target: str = "", beside: str = "") -> None:
    print(f"{what:<46} {measured:>14}   {target:<9} {beside}")


# --- names ---------------------------------------------------------------------------------------


def rooms(folder: Path | None) -> Iterator[tuple[str, Sequence[Text]]]:
    """Rooms to name the themes of: the samples, then some of each collection."""
    for name in OWN:
        yield name, next(COLLECTIONS[name](seeding.ROOT / CARDS, TEXTS, 1))
    if folder is None:
        return
    for name in COLLECTED:
        for number, texts in enumerate(COLLECTIONS[name](folder, TEXTS, 1)):
            if number % 4 == 0:
                yield name, texts


def measure_names(encoders: Encoders, folder: Path | None) -> None:
    """Whether a reader finds the theme of a text, given names and quotes alone."""
    print(
        "\nnames: share of texts whose nearest name and quote are their own theme's, quoted texts"
    )
    print(
        "left out; read by the room's vectors, by the English encoder alone, by the quote alone\n"
    )
    found = [_named(what, told, encoders) for what, told in rooms(folder)]
    means = np.nanmean(np.array(found), axis=0)
    line("mean", f"{means[0]:.2f}", ">= .80", "{:.2f}  {:.2f}  chance {:.2f}".format(*means[1:]))


def _named(what: str, told: Sequence[Text], encoders: Encoders) -> tuple[float, ...]:
    texts, languages = [one.text for one in told], [one.language for one in told]
    vectors, frame = room_vectors(texts, languages, encoders)
    labels = group(vectors).labels
    called = names(texts, languages, labels, vectors, encoder=encoders.multilingual)
    both = [f"{name.name}. {texts[name.quote_row]}" for name in called.values()]
    quotes = [texts[name.quote_row] for name in called.values()]
    spoken = [languages[name.quote_row] for name in called.values()]

    def room(said: Sequence[str]) -> Matrix:
        return room_vectors(said, spoken, encoders, frame)[0]

    right = _right(centred(vectors), room(both), labels, called)
    alone = _right(centred(vectors), room(quotes), labels, called)
    english = np.nan
    if encoders.english and set(languages) == {"en"}:
        english = _read_by(encoders.english, texts, both, labels, called)
    chance = 1 / max(len(called), 1)
    line(what, f"{right:.2f}", "", f"{english:.2f}  {alone:.2f}  chance {chance:.2f}")
    return right, english, alone, chance


def _read_by(
    encoder: Embedder,
    texts: Sequence[str],
    said: Sequence[str],
    labels: Labels,
    called: dict[int, ThemeName],
) -> float:
    return _right(centred(encoder.encode(texts)), encoder.encode(said), labels, called)


def _right(points: Matrix, said: Matrix, labels: Labels, called: dict[int, ThemeName]) -> float:
    quoted = [name.quote_row for name in called.values()]
    nearest_name = themes_in(labels)[(points @ centred(said).T).argmax(axis=1)]
    asked = np.setdiff1d(np.arange(len(labels)), quoted)
    return float((nearest_name == labels)[asked].mean()) if len(asked) else np.nan


# --- languages -----------------------------------------------------------------------------------


def measure_languages(folder: Path | None) -> None:
    print("\nlanguages: recognised, and taken for another one\n")
    told = [Text(s.text, s.lang, "") for s in SAMPLES]
    _languages("own contributions", told)
    if folder:
        _languages(
            "news, eight languages", [t for own in translations(folder).values() for t in own]
        )
        english = [t for texts in key_points(folder, 10**6, 1) for t in texts]
        _languages("opinions, English", english)


def _languages(what: str, told: Sequence[Text]) -> None:
    found = [(recognised(one.text), one.language) for one in told]
    right = np.mean([a == b for a, b in found])
    wrong = np.mean([a not in {"", b} for a, b in found])
    line(what, f"{right:.3f}", ">= .93", f"{wrong:.3f}")


# --- areas ---------------------------------------------------------------------------------------


def measure_areas(encoders: Encoders) -> None:
    """F1 per area; the worked examples are always those of other folds, duplicates together."""
    print(f"\nareas of action: F1, {FOLDS} folds; beside it, naming every area for every text\n")
    told = [theming.told(area) for area in seeding.framework(FRAMEWORK).areas]
    areas = [Area(key=a.key, sentences=a.sentences, share=SHARES[a.key]) for a in told]
    truth = np.array([[area.key in s.areas for area in areas] for s in SAMPLES])
    found, likely = _linked(areas, encoders)
    every = _f1(np.ones_like(truth), truth)
    own = _f1(found, truth)
    for area, mine, all_of_them in zip(areas, own, every, strict=True):
        line(area.key, f"{mine:.2f}", f"> {all_of_them:.2f}")
    line("macro F1", f"{own.mean():.3f}", ">= .65", f"{every.mean():.3f}")
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = (likely >= low) & (likely < low + 0.2)
        said, true = likely[inside].mean(), truth[inside].mean()
        line(f"said to be {low:.1f} to {low + 0.2:.1f} likely", f"{said:.2f}", "", f"is {true:.2f}")


def _linked(areas: Sequence[Area], encoders: Encoders) -> tuple[Matrix, Matrix]:
    keys = [area.key for area in areas]
    kin = [s.duplicate_group or s.id for s in SAMPLES]
    fold = {one: number % FOLDS for number, one in enumerate(sorted(set(kin)))}
    sentences = [Prototype(sentence=said, areas=linked) for said, linked in typical()]
    found, likely = np.zeros((len(SAMPLES), len(keys))), np.zeros((len(SAMPLES), len(keys)))
    for number in range(FOLDS):
        examples = [
            Prototype(sentence=s.text, areas=s.areas)
            for s, one in zip(SAMPLES, kin, strict=True)
            if fold[one] != number and s.areas
        ]
        texts = [s.text for s in SAMPLES]
        links: Links = link(texts, areas, encoders.multilingual, sentences, examples)
        for row in (row for row, one in enumerate(kin) if fold[one] == number):
            found[row] = [key in links.suggested[row] for key in keys]
            likely[row] = links.likely[row]
    return found, likely


def _f1(found: Matrix, truth: Matrix) -> Matrix:
    both = (found * truth).sum(axis=0)
    return np.asarray(2 * both / np.maximum(found.sum(axis=0) + truth.sum(axis=0), 1))


# --- who says the same ---------------------------------------------------------------------------


def translations(folder: Path) -> dict[str, list[Text]]:
    """Sentences in eight languages each; their gold is which sentence they are."""
    found: dict[str, list[Text]] = {}
    for row in rows(folder / "sib200_dev.csv.gz"):
        text = Text(row["text"], LANGUAGES[row["lang"]], row["index_id"])
        found.setdefault(row["index_id"], []).append(text)
    return found


def measure_duplicates(encoders: Encoders, folder: Path | None) -> None:
    print("\nwho says the same: precision and recall of likely pairs at the shipped mark\n")
    own = [Text(s.text, s.lang, s.duplicate_group) for s in SAMPLES]
    _marked("own contributions, English", Kind.ENGLISH, own, encoders)
    _marked("own contributions, across languages", Kind.ACROSS, own, encoders)
    if folder:
        chance = random.Random(1)
        held = translations(folder)
        some = chance.sample(sorted(held), 200)
        told = [one for key in some for one in held[key]]
        _marked("translations", Kind.ACROSS, told, encoders, "P, R >= .95")
        _paraphrases(folder, encoders)
    kept = voices([s.text for s in SAMPLES] * 8, [s.lang for s in SAMPLES] * 8, encoders)
    new = voices([SAMPLES[0].text], [SAMPLES[0].lang], encoders)
    began = time.perf_counter()
    nearest(new, kept)
    taken = (time.perf_counter() - began) * 1000
    line(f"one text against {len(kept.languages):,}", f"{taken:.0f} ms", "< 100 ms")


def _marked(
    what: str,
    kind: Kind,
    told: Sequence[Text],
    encoders: Encoders,
    target: str = "",
) -> None:
    likeness, truth = _pairs(told, kind, encoders)
    found = mark(_names(encoders), kind)
    if found:
        line(what, _rates(likeness >= found.likely, truth), target)


def _paraphrases(folder: Path, encoders: Encoders) -> None:
    """At the shipped mark, and with marks that were chosen on other claims only."""
    claims: dict[str, list[Text]] = {}
    for row in rows(folder / "perspectrum_dev.csv.gz"):
        text = Text(row["text"].strip(), "en", row["label"])
        claims.setdefault(row["claim_id"], []).append(text)
    scored = [_pairs(own, Kind.ENGLISH, encoders) for _, own in sorted(claims.items())]
    likeness = np.concatenate([likeness for likeness, _ in scored])
    truth = np.concatenate([truth for _, truth in scored])
    fold = np.concatenate([np.full(len(own), i % FOLDS) for i, (own, _) in enumerate(scored)])
    found = mark(_names(encoders), Kind.ENGLISH)
    if found:
        rates = _rates(likeness >= found.likely, truth)
        line("paraphrases, the shipped mark", rates, "P >= .8, R >= .25")
    likely = np.zeros(len(truth), dtype=bool)
    for number in range(FOLDS):
        rest, mine = fold != number, fold == number
        likely[mine] = likeness[mine] >= _best_mark(likeness[rest], truth[rest])
    line("paraphrases, marks from other claims", _rates(likely, truth), "P >= .8, R >= .25")


def _best_mark(likeness: Matrix, truth: Flags, precision: float = 0.82) -> float:
    """The lowest mark at which so many of the pairs above it say the same."""
    order = np.argsort(-likeness, kind="stable")
    share = np.cumsum(truth[order]) / np.arange(1, len(order) + 1)
    return float(likeness[order][np.flatnonzero(share >= precision).max()])


def _pairs(told: Sequence[Text], kind: Kind, encoders: Encoders) -> tuple[Matrix, Flags]:
    """Likeness and truth of all pairs of a kind that are not the same letters."""
    kept = voices([one.text for one in told], [one.language for one in told], encoders)
    cosine = kept.multilingual @ kept.multilingual.T
    if kind is Kind.ENGLISH and kept.english is not None:
        cosine = (cosine + kept.english @ kept.english.T) / 2
    fits: dict[Kind, Callable[[Text, Text], bool]] = {
        Kind.ENGLISH: lambda a, b: a.language == b.language == "en",
        Kind.WITHIN: lambda a, b: a.language == b.language,
        Kind.ACROSS: lambda a, b: a.language != b.language,
    }
    chosen = [
        (i, j)
        for i, j in combinations(range(len(told)), 2)
        if fits[kind](told[i], told[j]) and told[i].text.lower() != told[j].text.lower()
    ]
    likeness = np.array([cosine[i, j] for i, j in chosen])
    same = [bool(told[i].gold) and told[i].gold == told[j].gold for i, j in chosen]
    return likeness, np.array(same, dtype=bool)


def _names(encoders: Encoders) -> tuple[str, ...]:
    return voices([], [], encoders).encoders


def _rates(likely: Flags, truth: Flags) -> str:
    both = (likely & truth).sum()
    return f"P {both / max(likely.sum(), 1):.2f}, R {both / max(truth.sum(), 1):.2f}"


def main() -> None:
    said = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("BENCH_DATA", "data")
    folder = Path(said) if Path(said).is_dir() else None
    if folder is None:
        print(f"There is no folder {said}: measured on the sample contributions alone.")
    encoders = open_encoders()
    print(f"{'':<46} {'measured':>14}   target")
    measure_languages(folder)
    measure_areas(encoders)
    measure_duplicates(encoders, folder)
    measure_names(encoders, folder)


if __name__ == "__main__":
    main()
