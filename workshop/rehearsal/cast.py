"""Who takes part in a rehearsal, in which language, and how each leans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import TypedDict

from workshop.domain.nouns import Consent, KeyHash, PersonId, Vote
from workshop.rehearsal.lines import Subject
from workshop.seeding import SampleContribution

LANGUAGES = ("en", "es", "fr", "en", "ar", "zh", "en", "ru", "de", "en", "pt", "en")
"""Each next person speaks the next of these."""
SEATED = 2
"""People without a phone, for whom the scribe types."""

LATE = 2
"""People who come when themes are there already."""

CAMPS = 2
LEANS: Mapping[Subject, tuple[float, float]] = MappingProxyType(
    {
        "employer": (0.86, 0.30),
        "quality": (0.90, 0.48),
        "community": (0.45, 0.95),
        "equity": (0.70, 0.97),
        "pathways": (0.85, 0.60),
        "agency": (0.74, 0.95),
        "cooperation": (0.90, 0.72),
    }
)
"""How likely each camp agrees: one speaks for institutions, the other for communities."""
LEAN = 0.84
PASSES = 0.08
CANNOT_READ = 0.55
"""Of those who are asked about a text in a language that is neither English nor theirs."""


class Speaking(TypedDict):
    """By whom a wish is sent, and for whom."""

    by: PersonId
    behalf: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One person; `scribe` types for whoever has no phone."""

    id: PersonId
    lang: str
    camp: int
    scribe: PersonId | None = None

    @property
    def speaking(self) -> Speaking:
        """Who sends this person's wishes."""
        if self.scribe is None:
            return {"by": self.id, "behalf": None}
        return {"by": self.scribe, "behalf": self.id}

    def vote(self, sample: SampleContribution, chance: Random) -> Vote:
        """What this person says to a contribution."""
        if sample.lang not in {"en", self.lang} and chance.random() < CANNOT_READ:
            return Vote.UNREADABLE
        if chance.random() < PASSES:
            return Vote.PASS
        agrees = chance.random() < LEANS.get(sample.theme, (LEAN, LEAN))[self.camp]
        return Vote.AGREE if agrees else Vote.DISAGREE

    def consent(self, subject: Subject, chance: Random, *, mended: bool) -> Consent:
        """What this person says to a draft; once it was mended, hardly anybody objects."""
        agrees = LEANS.get(subject, (LEAN, LEAN))[self.camp]
        if chance.random() < (0.02 if mended else 0.5 * (1 - agrees)):
            return Consent.OBJECT
        return Consent.SUPPORT if chance.random() < agrees else Consent.LIVE_WITH


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody in a rehearsal, and the hashes of keys whose secrets nobody ever had."""

    voices: tuple[Voice, ...]
    late: tuple[Voice, ...]
    """Those of them who come when themes are there already."""
    facilitator: PersonId
    scribe: PersonId
    facilitators_key: KeyHash
    scribes_key: KeyHash
    leads_key: KeyHash

    @property
    def early(self) -> tuple[Voice, ...]:
        """Everybody else."""
        return tuple(voice for voice in self.voices if voice not in self.late)


def cast(people: int, chance: Random) -> Cast:
    """So many people, a few of them without a phone; three at least, or one would write it all."""
    scribe = PersonId(random_id(chance))
    phones = [_voice(i, chance, None) for i in range(max(1, people - SEATED))]
    seated = [_voice(len(phones) + i, chance, scribe) for i in range(SEATED)]
    return Cast(
        voices=(*phones, *seated),
        late=tuple(phones[1:][-LATE:]),
        facilitator=PersonId(random_id(chance)),
        scribe=scribe,
        facilitators_key=_key(chance),
        scribes_key=_key(chance),
        leads_key=_key(chance),
    )


def random_id(chance: Random) -> str:
    """As many random hexadecimal digits as a server's own ids have."""
    return f"{chance.getrandbits(128):032x}"


def some(of: Sequence[Voice], share: float, chance: Random) -> list[Voice]:
    """About this share of people, each by chance."""
    return [voice for voice in of if chance.random() < share]


def _voice(turn: int, chance: Random, scribe: PersonId | None) -> Voice:
    lang = LANGUAGES[turn % len(LANGUAGES)]
    return Voice(id=PersonId(random_id(chance)), lang=lang, camp=turn % CAMPS, scribe=scribe)


def _key(chance: Random) -> KeyHash:
    return KeyHash(f"{chance.getrandbits(256):064x}")
