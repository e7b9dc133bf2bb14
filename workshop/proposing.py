"""Texts -> vectors -> proposed themes. Runs in a worker process and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from clustering import grouping, languages, linking, matching, naming, similar
from clustering.embedding import Encoders, Level
from clustering.frame import room_vectors
from clustering.hinting import Hints
from clustering.points import Labels, Matrix, themes_in
from workshop import areas
from workshop.domain.nouns import AreaKey, ContributionId
from workshop.domain.sorting import LONGEST_NAME
from workshop.domain.texts import length
from workshop.theming import TRAY, Brick, Found, Job, Likeness, Pair, ProposalResult, Spot

KEEPS_ITS_NAME = 0.5
"""A theme that goes on keeps its name when old and new share at least this much (Jaccard); below
that, as long as the name is nearly as good as the best there is."""
STEPS = (0.35, 0.6, 1.5, 2.2)
"""Of the proposed number of themes: what the coarser and finer cuts beside it have."""
FINEST = 24
MOST_PAIRS = 100


@dataclass(frozen=True, slots=True, eq=False)
class _Sorted:
    """A job with what was computed for it so far."""

    job: Job
    vectors: Matrix
    grouped: grouping.Grouping
    labels: Labels
    leads: Sequence[float]
    continues: Mapping[int, int]
    """Label -> the row of the theme that it continues."""
    links: linking.Links | None


def propose(job: Job, encoders: Encoders) -> ProposalResult:
    """Themes for every text of the job, as people's decisions allow. No texts, no themes."""
    if not job.ids:
        return ProposalResult(method=method(encoders), groups=(), moved=())
    job = _spoken(job)
    vectors, _ = room_vectors(job.texts, job.languages, encoders)
    found = _grouped(job, vectors)
    whole = _Sorted(
        job=job,
        vectors=vectors,
        grouped=found,
        labels=found.labels,
        leads=np.round(found.lead, 4).tolist(),
        continues=_continues(job, found.labels),
        links=areas.suggested(job.texts, job.areas, job.typical, encoders),
    )
    order = _order(found.labels)
    return ProposalResult(
        method=method(encoders),
        groups=_groups(whole, order, encoders),
        moved=_moved(whole),
        cuts=_cuts(whole, order),
        alike=_pairs(job, encoders),
    )


def place(job: Job, encoders: Encoders) -> tuple[Spot, ...]:
    """A theme for each newcomer of the job, at once; () while there is no theme to go to."""
    job, old, labels = _spoken(job), len(job.known), np.array(job.known, dtype=np.int64)
    if old == len(job.ids) or not len(themes_in(labels)):
        return ()
    vectors, frame = room_vectors(job.texts[:old], job.languages[:old], encoders)
    fresh, _ = room_vectors(job.texts[old:], job.languages[old:], encoders, frame)
    found = grouping.place(fresh, vectors, labels, vectors.mean(axis=0))
    links = areas.suggested(job.texts, job.areas, job.typical, encoders)
    return tuple(
        Spot(
            on=job.ids[old + i],
            theme=job.themes[label],
            lead=round(float(found.lead[i]), 4),
            areas=_areas_of_text(links, old + i),
        )
        for i, label in enumerate(found.labels.tolist())
    )


def alike(asked: Likeness, encoders: Encoders) -> tuple[ContributionId, ...]:
    """Who says nearly the same, the nearest first; () where no encoder can tell."""
    texts = (asked.text, *asked.texts)
    spoken = languages.filled(texts, (asked.lang, *asked.languages))
    own = similar.voices(texts[:1], spoken[:1], encoders)
    kept = similar.voices(texts[1:], spoken[1:], encoders)
    return tuple(asked.ids[pair.second] for pair in similar.nearest(own, kept))


def embed(texts: Sequence[tuple[str, str]], encoders: Encoders) -> int:
    """Vectors for texts with their languages, in advance of anybody's asking for themes."""
    written = [text for text, _ in texts]
    spoken = languages.filled(written, ["" if lang == "und" else lang for _, lang in texts])
    encoders.multilingual.encode(written)
    if encoders.english is not None:
        pairs = zip(written, spoken, strict=True)
        encoders.english.encode([text for text, lang in pairs if lang == "en"])
    return len(texts)


def method(encoders: Encoders) -> str:
    """The encoders and the grouping, as the document's appendix names them."""
    english = f", {encoders.english.name} for English" if encoders.english else ""
    return f"{encoders.multilingual.name}{english}; HDBSCAN and average linkage, one tree"


def _spoken(job: Job) -> Job:
    """The job with the languages that nobody said, as far as they can be recognised."""
    return replace(job, languages=tuple(languages.filled(job.texts, job.languages)))


def _pairs(job: Job, encoders: Encoders) -> tuple[Pair, ...]:
    """Who may say the same, but for what people folded already."""
    folded = {frozenset(pair) for pair in job.folded}
    voices = similar.voices(job.texts, job.languages, encoders)
    found = similar.pairs(voices, MOST_PAIRS + len(folded))
    return tuple(
        (job.ids[pair.first], job.ids[pair.second])
        for pair in found
        if {pair.first, pair.second} not in folded
    )[:MOST_PAIRS]


def _grouped(job: Job, vectors: Matrix) -> grouping.Grouping:
    known = np.array(job.known, dtype=np.int64)
    if job.gentle and len(known):
        return grouping.refresh(vectors, known, _edits(job), hints=_hints(job))
    previous = known if len(known) else None
    return grouping.group(vectors, job.wish, _edits(job), previous, hints=_hints(job))


def _hints(job: Job) -> Hints:
    """What else speaks for two texts belonging together: one sending, and votes once there are."""
    if not job.votes:
        return Hints(pairs=job.together)
    votes = np.full((len(job.votes), len(job.ids)), np.nan)
    for voter, ballot in enumerate(job.votes):
        for row, value in ballot:
            votes[voter, row] = value
    return Hints(pairs=job.together, votes=votes)


def _edits(job: Job) -> grouping.Edits:
    return grouping.Edits(pinned=job.pinned, folded=job.folded)


def _order(labels: Labels) -> list[int]:
    """The themes, the largest first."""
    return sorted(themes_in(labels).tolist(), key=lambda t: (-int(np.sum(labels == t)), t))


def _cuts(found: _Sorted, order: Sequence[int]) -> tuple[tuple[Brick, ...], ...]:
    """The tree cut coarser and finer than what is proposed, so that it can be seen beforehand."""
    tree, now = found.grouped.tree, len(order)
    if tree is None or not now:
        return ()
    most = max(now, min(FINEST, len(tree) + 1, len(found.labels) // 3))
    edits = _edits(found.job)
    least = max(2, len(edits.kept()))
    sizes = sorted({min(most, max(least, round(now * step))) for step in STEPS} | {now})
    cuts, above = list[tuple[Brick, ...]](), np.zeros_like(found.labels)
    for size in sizes:
        labels = found.labels
        if size != now:
            labels = grouping.recut(found.grouped, found.vectors, size, edits).labels
        rows = order if size == now else None
        cut, above = _bricks(labels, above, rows)
        cuts.append(cut)
    return tuple(cuts)


def _bricks(
    labels: Labels, above: Labels, order: Sequence[int] | None
) -> tuple[tuple[Brick, ...], Labels]:
    """One cut, what stands in one brick above side by side; and each text's place in it."""
    within = {t: _most(above[labels == t]) for t in themes_in(labels).tolist()}
    size = {t: int(np.sum(labels == t)) for t in within}
    seats = sorted(within, key=lambda t: (within[t], -size[t], t))
    cut = tuple(Brick(size[t], within[t], None if order is None else order.index(t)) for t in seats)
    at = np.full_like(labels, TRAY)
    for seat, theme in enumerate(seats):
        at[labels == theme] = seat
    return cut, at


def _most(seats: Labels) -> int:
    """The brick that most of these texts came from."""
    found = seats[seats != TRAY]
    return int(np.bincount(found).argmax()) if len(found) else 0


def _continues(job: Job, labels: Labels) -> dict[int, int]:
    """Which theme each label goes on with: people's by their key, the software's by its members."""
    kept = {theme for theme in job.pinned.values() if theme != TRAY}
    old, new = np.array(job.known, dtype=np.int64), labels[: len(job.known)].copy()
    free = np.where(np.isin(old, list(kept)), TRAY, old)
    new[np.isin(new, list(kept))] = TRAY
    return {theme: theme for theme in kept} | matching.match(free, new)


def _moved(found: _Sorted) -> tuple[ContributionId, ...]:
    return tuple(
        found.job.ids[row]
        for row, before in enumerate(found.job.known)
        if found.continues.get(int(found.labels[row]), TRAY) != before
    )


def _groups(found: _Sorted, order: Sequence[int], encoders: Encoders) -> tuple[Found, ...]:
    """In this order; no two of one name, and people's names before the software's."""
    rows = {label: _rows(found.labels, label) for label in order}
    named = _names(found, encoders)
    kept = {label: name for label in rows if (name := _kept_name(found, label, rows[label]))}
    taken = {name.casefold() for name in kept.values()}
    groups = []
    for label in order:
        name = kept.get(label) or _free(named[label].name if label in named else "#1", taken)
        taken.add(name.casefold())
        quote = named.get(label)
        old = found.continues.get(label)
        groups.append(
            Found(
                theme=None if old is None else found.job.themes[old],
                name=name,
                members=tuple(found.job.ids[row] for row in rows[label]),
                leads=tuple(found.leads[row] for row in rows[label]),
                quote=None if quote is None else found.job.ids[quote.quote_row],
                areas=_areas_of_theme(found.links, rows[label]),
            )
        )
    return tuple(groups)


def _rows(labels: Labels, label: int) -> list[int]:
    return [int(row) for row in np.flatnonzero(labels == label)]


def _names(found: _Sorted, encoders: Encoders) -> dict[int, naming.ThemeName]:
    """Names and quotes from what may be published: a name is made of people's words too."""
    public = [row for row, may in enumerate(found.job.public) if may]
    if not public:
        return {}
    named = naming.names(
        [found.job.texts[row] for row in public],
        [found.job.languages[row] for row in public],
        found.labels[public],
        found.vectors[public],
        found.job.prefer,
        encoder=None if encoders.level is Level.WORDS else encoders.multilingual,
        previous={label: found.job.names[old] for label, old in _old(found).items()},
    )
    return {
        label: naming.ThemeName(name=_short(name.name), quote_row=public[name.quote_row])
        for label, name in named.items()
    }


def _short(name: str) -> str:
    """The name without its last phrases, as far as a heading has no room for them."""
    phrases = name.split(", ")
    while len(phrases) > 1 and length(", ".join(phrases)) > LONGEST_NAME:
        phrases.pop()
    return ", ".join(phrases)


def _old(found: _Sorted) -> dict[int, int]:
    """The row of the theme that each label goes on with, where it goes on with one."""
    return {label: old for label, old in found.continues.items() if label in found.labels}


def _kept_name(found: _Sorted, label: int, rows: Sequence[int]) -> str:
    """The name a theme had, when most of it is still the same: its content has not changed."""
    old = found.continues.get(label)
    if old is None:
        return ""
    before = {row for row, theme in enumerate(found.job.known) if theme == old}
    after = {row for row in rows if row < len(found.job.known)}
    share = len(before & after) / max(len(before | after), 1)
    return found.job.names[old] if share >= KEEPS_ITS_NAME else ""


def _free(name: str, taken: set[str]) -> str:
    tries = (name if i == 1 else f"{name} ({i})" for i in count(1))
    return next(tried for tried in tries if tried.casefold() not in taken)


def _areas_of_text(links: linking.Links | None, row: int) -> tuple[AreaKey, ...]:
    return () if links is None else tuple(AreaKey(key) for key in links.suggested[row])


def _areas_of_theme(links: linking.Links | None, rows: Sequence[int]) -> tuple[AreaKey, ...]:
    """The area that its texts are nearest to on the whole, and a second one where that is clear."""
    return () if links is None else tuple(map(AreaKey, linking.together(links, rows)[:2]))
