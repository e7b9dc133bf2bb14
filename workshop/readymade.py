"""The workshop that stands ready at the very first start."""

from __future__ import annotations

from workshop import seeding
from workshop.domain.nouns import AreaKey, Setup
from workshop.wording import SOURCE, speaker

CARDS = "open_credentials"
FRAMEWORK = "unesco_oer_2019"
FOCUS = AreaKey("policy")
MINUTES = 50


def ready_setup() -> Setup:
    """Principles for open credentials, linked to the Recommendation's areas of action."""
    return Setup(
        title=speaker(SOURCE)("Principles for open credentials"),
        prompts=seeding.prompts(CARDS),
        framework=seeding.framework(FRAMEWORK),
        focus=FOCUS,
        cards=seeding.cards(CARDS),
        agenda=seeding.agenda(CARDS, MINUTES),
    )
