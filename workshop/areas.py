"""Which areas texts may belong to: what the shipped sets know of them, handed to clustering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from clustering import linking
from clustering.embedding import Encoders, Level
from workshop.theming import AreaTold, Typical
from workshop.typical import linked

SHARES: Mapping[str, float] = MappingProxyType(
    {"capacity": 0.35, "policy": 0.55, "access": 0.35, "sustainability": 0.15, "cooperation": 0.17}
)
"""Of all contributions, how many touch each area, as counted in hand-coded ones."""
_SHARE_UNKNOWN = 0.3


def suggested(
    texts: Sequence[str],
    areas: Sequence[AreaTold],
    typical: Sequence[Typical],
    encoders: Encoders,
) -> linking.Links | None:
    """How near each text is to each area; with something typical, examples count as well.

    None without areas, or where only words are compared, which misleads.
    """
    if not areas or encoders.level is Level.WORDS:
        return None
    told = [
        linking.Area(
            key=area.key, sentences=area.sentences, share=SHARES.get(area.key, _SHARE_UNKNOWN)
        )
        for area in areas
    ]
    keys = frozenset(area.key for area in areas)
    examples = _prototypes(linked() if typical else (), keys)
    return linking.link(texts, told, encoders.multilingual, _prototypes(typical, keys), examples)


def _prototypes(typical: Sequence[Typical], keys: frozenset[str]) -> list[linking.Prototype]:
    """Those that speak of one of these areas at all: another framework has other ones."""
    found = ((sentence, [key for key in own if key in keys]) for sentence, own in typical)
    return [linking.Prototype(sentence=sentence, areas=own) for sentence, own in found if own]
