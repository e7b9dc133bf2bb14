"""What the people of a rehearsal say beyond the sample contributions. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workshop.domain.nouns import FrontMatter, HideReason, OpenValue, Setting, Shade

Subject = str
"""A theme of the sample contributions, as the person who invented them sorted them."""
Sample = str
"""The id of a sample contribution."""

OFF_TOPIC: Subject = "offtopic"
ASSESSMENT: Subject = "assessment"
"""What is sent under the second prompt."""

NAMES: Mapping[Subject, str] = MappingProxyType(
    {
        "agency": "The learner holds the credential",
        "trust": "Anyone can verify",
        "equity": "Open to those furthest away",
        "licensing": "Criteria everyone may reuse",
        "employer": "Employers as partners",
        "sustainability": "Who pays, and what lasts",
        "community": "Communities recognise too",
        ASSESSMENT: "Assessment that can be trusted",
        "privacy": "Privacy and safety first",
        "rpl": "What people already know counts",
        "diversity": "Many languages, many cultures",
        "portability": "Credentials that travel",
        "capacity": "People who can make it work",
        "quality": "Quality that can be seen",
        "pathways": "Stacking, entry and exit",
        "cooperation": "Recognition across borders",
    }
)
"""What people call a theme about each subject; what matters most to them comes first."""

HIDDEN: Mapping[Sample, tuple[HideReason, str]] = MappingProxyType(
    {
        "g002": (HideReason.NO_PRINCIPLE, ""),
        "g052": (HideReason.MISTAKE, ""),
        "g064": (HideReason.NO_PRINCIPLE, ""),
        "g076": (HideReason.NO_PRINCIPLE, ""),
        "g125": (
            HideReason.OTHER,
            "It answers somebody in the room; alone it cannot be understood.",
        ),
        "g226": (HideReason.MISTAKE, ""),
        "g227": (HideReason.NO_PRINCIPLE, ""),
    }
)
"""Off-topic samples, with the reason that their authors see."""

LATE_IN_THEMES: tuple[Sample, ...] = ("g055", "g131", "g190", "g203", "g235", "g249")
LATE_IN_VOTE: tuple[Sample, ...] = ("g062", "g138", "g240")

TOGETHER: Mapping[Sample, Sample] = MappingProxyType(
    {"g147": "g085", "g038": "g010", "g268": "g102", "g107": "g207"}
)
"""Principle -> the example that its author sends with it."""
GROUPS: Mapping[Sample, int] = MappingProxyType({"g133": 4, "g134": 2, "g200": 4, "g209": 3})
"""Sent by this many people together."""

CASES: Mapping[Sample, tuple[Shade, Setting]] = MappingProxyType(
    {
        "g020": (Shade.INFORMAL, Setting.OUTSIDE),
        "g042": (Shade.INFORMAL, Setting.OUTSIDE),
        "g060": (Shade.INFORMAL, Setting.OUTSIDE),
        "g071": (Shade.FORMAL, Setting.INSIDE),
        "g102": (Shade.FORMAL, Setting.INSIDE),
        "g164": (Shade.FORMAL, Setting.INSIDE),
        "g172": (Shade.INFORMAL, Setting.OUTSIDE),
        "g188": (Shade.SEMI_FORMAL, Setting.OUTSIDE),
        "g214": (Shade.FORMAL, Setting.INSIDE),
        "g215": (Shade.INFORMAL, Setting.OUTSIDE),
        "g252": (Shade.FORMAL, Setting.INSIDE),
        "g269": (Shade.SEMI_FORMAL, Setting.OUTSIDE),
    }
)

TRANSLATED: tuple[tuple[Sample, str], ...] = (
    ("g042", "In the youth centre, the young people award badges to one another."),
    ("g059", "Anyone can verify quickly, and free of charge, that a certificate is genuine."),
    ("g083", "Open certificates mean nothing if the internet is weak or too dear for learners."),
    ("g096", "The learner chooses what to show, to whom, and can take it all back at any time."),
)
"""Into English, by somebody in the room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A contribution that is no sample, to show what an author can do with it."""

    text: str
    subject: Subject
    is_example: bool = False
    publish: bool = True
    revised: str = ""
    withdrawn: bool = False


ASIDES: tuple[Aside, ...] = (
    Aside(
        text="(Invented) I know of somebody who was turned down as her badge came from a camp.",
        subject="equity",
        is_example=True,
        publish=False,
    ),
    Aside(
        text="(Invented) Let us publish a ranking of all issuers.",
        subject="quality",
        withdrawn=True,
    ),
    Aside(
        text="(Invented) Say on every credential when it expiers.",
        subject="trust",
        revised="(Invented) Say on every credential when it expires, or that it does not.",
    ),
)

EVENT = "Rehearsal with invented people"
CARDS_SHOWN = 4
FRONT = FrontMatter(
    preamble=(
        "This document was made in a rehearsal: everyone in it is invented, and so is everything "
        "they said. It shows what a room can take away after fifty minutes."
    ),
    terms=(
        "An open credential is a record of learning whose criteria, evidence and proof can be seen "
        "and used by others. Recognition is the moment when somebody lets it count."
    ),
    call_to_action=(
        "Take one principle to the place where you work. Say there what it asks, of whom, and by "
        "when you will look at it again."
    ),
)

VALUE_OF: Mapping[Subject, OpenValue] = MappingProxyType(
    {
        "agency": OpenValue.AGENCY,
        "privacy": OpenValue.AGENCY,
        "trust": OpenValue.TRANSPARENCY,
        ASSESSMENT: OpenValue.TRANSPARENCY,
        "equity": OpenValue.EQUITY,
        "rpl": OpenValue.EQUITY,
        "diversity": OpenValue.EQUITY,
        "licensing": OpenValue.REUSE,
        "portability": OpenValue.REUSE,
        "community": OpenValue.PARTICIPATION,
        "employer": OpenValue.PARTICIPATION,
        "sustainability": OpenValue.ACCESS,
        "capacity": OpenValue.ACCESS,
    }
)
