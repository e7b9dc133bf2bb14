"""How near the themes come to what people made of the same texts, beside what others do.

python benchmarks/clustering_quality.py [FOLDER]

FOLDER, or the environment variable BENCH_DATA, is where the collections lie; they are not part of
this project (docs/clustering.md says which they are). What others need is in the extra `bench`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import fmean

from benchmarks.quality.arriving import broken_edits, course, sequences
from benchmarks.quality.competitors import METHODS, OURS, labels_of, missing
from benchmarks.quality.encoding import kept_encoders
from benchmarks.quality.rooms import SIZES, Sample, samples
from benchmarks.quality.scoring import Score, Scores, difference, mean, score
from clustering.embedding import Encoders
from clustering.grouping import room_vectors

VECTORS = Path(__file__).resolve().parents[1] / "var" / "bench"
LOOSE = (0.2, 0.1)


def measured(rooms: list[Sample], encoders: Encoders) -> dict[str, dict[Sample, Score]]:
    """Method -> room -> score, all methods on the same vectors."""
    names = [name for name in METHODS if not missing(name)]
    found: dict[str, dict[Sample, Score]] = {name: {} for name in names}
    for done, room in enumerate(rooms, start=1):
        texts, languages = [t.text for t in room.texts], [t.language for t in room.texts]
        vectors, _ = room_vectors(texts, languages, encoders)
        for name in names:
            found[name][room] = score(room, vectors, labels_of(name, vectors))
        print(f"\r{done} of {len(rooms)} rooms", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return found


def table(found: dict[str, dict[Sample, Score]]) -> None:
    ours = found[OURS]
    sizes = "".join(f"{size:>6}" for size in SIZES)
    print(f"{'ARI, every text placed':<30}{sizes}   mean   raw    B3 themes largest parked   ours")
    for name, scores in sorted(found.items(), key=lambda one: -mean(one[1], _ari)):
        by_size = "".join(f"{mean(scores, _ari, size):6.3f}" for size in SIZES)
        gain, error = difference(ours, scores)
        print(
            f"{name:<30}{by_size}  {mean(scores, _ari):5.3f} {mean(scores, lambda s: s.raw):5.3f}"
            f" {mean(scores, lambda s: s.b_cubed):5.3f} {mean(scores, lambda s: s.themes):6.1f}"
            f" {mean(scores, lambda s: s.largest):7.2f} {mean(scores, lambda s: s.parked):6.2f}"
            f"   {'' if name == OURS else f'{gain:+.3f} +- {error:.3f}'}"
        )
    for name in METHODS:
        if needs := missing(name):
            print(f"{name:<30}  not measured: {needs} is not installed (extra `bench`)")
    print()
    print("ours by collection: " + ", ".join(_by_collection(ours)))


def _by_collection(scores: Scores) -> list[str]:
    names = dict.fromkeys(room.collection for room in scores)
    own = {name: {r: s for r, s in scores.items() if r.collection == name} for name in names}
    return [f"{name} {mean(some, _ari):.3f}" for name, some in own.items()]


def _ari(one: Score) -> float:
    return one.ari


def targets(found: dict[str, dict[Sample, Score]]) -> None:
    ours = found[OURS]
    ari, gold = mean(ours, _ari), mean(ours, lambda s: s.gold)
    themes = mean(ours, lambda s: s.themes)
    print(f"\n{'what':<58}{'measured':>16}   target")
    row("ARI with every text placed", f"{ari:.3f}", "> .318", met=ari > 0.318)
    row("the same, goal", f"{ari:.3f}", ">= .380", met=ari >= 0.38)
    for name, scores in found.items():
        gain, error = difference(ours, scores)
        if name == "BERTopic":
            twice = ari / max(mean(scores, _ari), 1e-9)
            row("times BERTopic's defaults, placed", f"{twice:.2f}", ">= 2", met=twice >= 2)
            raw = ari / max(mean(scores, lambda s: s.raw), 1e-9)
            row("times BERTopic's defaults, as they are", f"{raw:.2f}", ">= 2", met=raw >= 2)
        elif name != OURS:
            told = f"{gain:+.3f} +- {error:.3f}"
            row(f"above {name}", told, "> one standard error", met=gain > error)
    gain, error = difference(ours, found["average linkage, silhouette"], 30)
    row("above average linkage, 30 texts", f"{gain:+.3f} +- {error:.3f}", "> 0", met=gain > 0)
    largest, parked = mean(ours, lambda s: s.largest), mean(ours, lambda s: s.parked)
    row("largest theme", f"{largest:.2f}", "<= .30", met=largest <= 0.30)
    told = f"{themes:.1f} of {gold:.1f}"
    row("themes, of people's", told, "within a third", met=abs(themes / gold - 1) <= 1 / 3)
    row("parked by the machine", f"{parked:.2f}", "0", met=parked == 0)


def growing(folder: Path, encoders: Encoders) -> None:
    rooms = list(sequences(folder))
    for loose in LOOSE:
        runs = [course(room, encoders, loose) for room in rooms]
        churn, ari = fmean(run.churn for run in runs), fmean(run.ari for run in runs)
        worst, edited = max(run.worst for run in runs), sum(run.edited for run in runs)
        told = f"{100 * churn:.1f} % ({100 * worst:.0f} %)"
        row(f"moved at a refresh, {loose:.2f} loose (worst)", told, "<= 2 %", met=churn <= 0.02)
        row("  ARI over the whole course", f"{ari:.3f}", ">= .260", met=ari >= 0.26)
        row("  of what people placed", f"{edited}", "0", met=edited == 0)
    fails = [broken_edits(room, encoders, seed) for seed, room in enumerate(rooms)]
    broken, held = (sum(column) for column in zip(*fails, strict=True))
    told = f"{held - broken} of {held}"
    row("edits kept after a fifth more texts", told, "all", met=broken == 0)


def row(what: str, value: str, target: str, *, met: bool) -> None:
    print(f"{what:<58}{value:>16}   {target:<22}{'met' if met else 'missed'}")


def main(folder: Path) -> None:
    try:
        rooms = samples(folder)
    except FileNotFoundError as absent:
        print(f"Not measured: {Path(absent.filename).name} is not in the data folder.")
        print("Name the folder: BENCH_DATA=... make bench, or as the argument of this script.")
        return
    encoders, parts = kept_encoders(VECTORS)
    found = measured(rooms, encoders)
    table(found)
    targets(found)
    growing(folder, encoders)
    for part in parts:
        part.keep()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("BENCH_DATA", "data")))
