"""Texts -> vectors -> proposed themes. Runs in a worker process and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType

import numpy as np

from clustering import grouping, linking, matching, naming
from clustering.embedding import Encoders, Level
from clustering.frame import room_vectors
from clustering.points import Labels, Matrix, themes_in
from workshop.domain.nouns import AreaKey, ContributionId
from workshop.domain.sorting import LONGEST_NAME
from workshop.domain.texts import length
from workshop.theming import TRAY, Found, Job, ProposalResult, Spot

KEEPS_ITS_NAME = 0.5
"""A theme that goes on keeps its name when old and new share at least this much (Jaccard)."""
TOUCHES = 0.3
"""Mean score, in standard deviations, from which a theme's further area is worth suggesting."""
SHARES: Mapping[str, float] = MappingProxyType(
    {"capacity": 0.35, "policy": 0.55, "access": 0.35, "sustainability": 0.15, "cooperation": 0.17}
)
"""Of all contributions, how many touch each area, as counted in hand-coded ones."""
SHARE_UNKNOWN = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class _Sorted:
    """A job with what was computed for it so far."""

    job: Job
    vectors: Matrix
    labels: Labels
    leads: Sequence[float]
    continues: Mapping[int, int]
    """Label -> the row of the theme that it continues."""
    links: linking.Links | None


def propose(job: Job, encoders: Encoders) -> ProposalResult:
    """Themes for every text of the job, as people's decisions allow. No texts, no themes."""
    if not job.ids:
        return ProposalResult(method=method(encoders), groups=(), moved=())
    vectors, _ = room_vectors(job.texts, job.languages, encoders)
    found = _grouped(job, vectors)
    whole = _Sorted(
        job=job,
        vectors=vectors,
        labels=found.labels,
        leads=np.round(found.lead, 4).tolist(),
        continues=_continues(job, found.labels),
        links=_links(job, encoders),
    )
    return ProposalResult(
        method=method(encoders), groups=_groups(whole, encoders), moved=_moved(whole)
    )


def place(job: Job, encoders: Encoders) -> tuple[Spot, ...]:
    """A theme for each newcomer of the job, at once; () while there is no theme to go to."""
    old, labels = len(job.known), np.array(job.known, dtype=np.int64)
    if old == len(job.ids) or not len(themes_in(labels)):
        return ()
    vectors, frame = room_vectors(job.texts[:old], job.languages[:old], encoders)
    fresh, _ = room_vectors(job.texts[old:], job.languages[old:], encoders, frame)
    found = grouping.place(fresh, vectors, labels, vectors.mean(axis=0))
    links = _links(job, encoders)
    return tuple(
        Spot(
            on=job.ids[old + i],
            theme=job.themes[label],
            lead=round(float(found.lead[i]), 4),
            areas=_areas_of_text(links, old + i),
        )
        for i, label in enumerate(found.labels.tolist())
    )


def embed(texts: Sequence[tuple[str, str]], encoders: Encoders) -> int:
    """Vectors for texts with their languages, in advance of anybody's asking for themes."""
    encoders.multilingual.encode([text for text, _ in texts])
    if encoders.english is not None:
        encoders.english.encode([text for text, lang in texts if lang == "en"])
    return len(texts)


def method(encoders: Encoders) -> str:
    """The encoders and the grouping, as the document's appendix names them."""
    english = f", {encoders.english.name} for English" if encoders.english else ""
    return f"{encoders.multilingual.name}{english}; HDBSCAN and average linkage, one tree"


def _grouped(job: Job, vectors: Matrix) -> grouping.Grouping:
    edits = grouping.Edits(pinned=job.pinned, folded=job.folded)
    known = np.array(job.known, dtype=np.int64)
    if job.gentle and len(known):
        return grouping.refresh(vectors, known, edits)
    return grouping.group(vectors, edits=edits, previous=known if len(known) else None)


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


def _groups(found: _Sorted, encoders: Encoders) -> tuple[Found, ...]:
    """The largest first; no two of one name, and people's names before the software's."""
    rows = {label: _rows(found.labels, label) for label in themes_in(found.labels).tolist()}
    named = _names(found, encoders)
    kept = {label: name for label in rows if (name := _kept_name(found, label, rows[label]))}
    taken = {name.casefold() for name in kept.values()}
    groups = []
    for label in sorted(rows, key=lambda label: (-len(rows[label]), label)):
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


def _kept_name(found: _Sorted, label: int, rows: Sequence[int]) -> str:
    """The name a theme had, when most of it is still the same."""
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


def _links(job: Job, encoders: Encoders) -> linking.Links | None:
    """How near each text is to each area; None where only words are compared, which misleads."""
    if not job.areas or encoders.level is Level.WORDS:
        return None
    areas = [
        linking.Area(
            key=area.key, sentences=area.sentences, share=SHARES.get(area.key, SHARE_UNKNOWN)
        )
        for area in job.areas
    ]
    keys = {area.key for area in job.areas}
    typical = [
        linking.Prototype(sentence=sentence, areas=[key for key in linked if key in keys])
        for sentence, linked in job.typical
    ]
    return linking.link(job.texts, areas, encoders.multilingual, typical)


def _areas_of_text(links: linking.Links | None, row: int) -> tuple[AreaKey, ...]:
    return () if links is None else tuple(AreaKey(key) for key in links.suggested[row])


def _areas_of_theme(links: linking.Links | None, rows: Sequence[int]) -> tuple[AreaKey, ...]:
    """The area that its texts are nearest to on the whole, and a second one where that is clear."""
    if links is None:
        return ()
    mean = links.scores[list(rows)].mean(axis=0)
    first, *others = np.argsort(-np.round(mean, 9), kind="stable").tolist()
    further = [column for column in others[:1] if mean[column] > TOUCHES]
    return tuple(AreaKey(links.keys[column]) for column in (first, *further))
