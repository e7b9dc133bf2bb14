"""What the desk's acts are called: what undo takes back, what the next step does."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workshop.domain.document import DeskAct
from workshop.domain.nouns import Phase, WallView
from workshop.screens.visit import Here
from workshop.wording import N_, PHASES

ACTS: Mapping[str, str] = MappingProxyType(
    {
        "CardShown": N_("example card on the wall"),
        "TimerSet": N_("the clock"),
        "RoomLocked": N_("pause"),
        "ResultsRevealed": N_("results on the wall"),
        "WallFrozen": N_("frozen wall"),
        "WallTurned": N_("what the wall shows"),
        "PhaseMoved": N_("step to {phase}"),
        "ContributionHidden": N_("hid No. {numbers}"),
        "ContributionShown": N_("showed No. {numbers}"),
        "ContributionsFolded": N_("folded No. {numbers}"),
        "ContributionUnfolded": N_("unfolded No. {numbers}"),
        "GroupingAccepted": N_("proposed themes"),
        "ThemeAdded": N_("added theme {themes}"),
        "ThemeRenamed": N_("renamed theme {themes}"),
        "ThemesMerged": N_("merged themes {themes}"),
        "ThemeSplit": N_("split theme {themes}"),
        "ContributionsMoved": N_("moved No. {numbers}"),
        "ThemePinned": N_("pin of theme {themes}"),
        "ThemesOrdered": N_("order of themes"),
        "AreasLinked": N_("areas of theme {themes}"),
        "PrincipleDrafted": N_("draft from theme {themes}"),
        "DraftRevised": N_("new version of a draft"),
        "ValueNamed": N_("open value"),
        "FrontMatterEdited": N_("text around the principles"),
        "ActUndone": N_("what was done again"),
    }
)
OPENS: Mapping[Phase, str] = MappingProxyType(
    {
        Phase.WELCOME: N_("Next: open the welcome"),
        Phase.WRITE: N_("Next: open writing"),
        Phase.THEMES: N_("Next: close writing, show themes"),
        Phase.VOTE: N_("Next: open voting"),
        Phase.DRAFT: N_("Next: close voting, open drafts"),
        Phase.CONSENT: N_("Next: ask for consent"),
    }
)
ALOUD: Mapping[Phase, str] = MappingProxyType(
    {
        Phase.WELCOME: N_(
            "Scan the code or type it. No account, no name, and any language is fine."
        ),
        Phase.WRITE: N_(
            "Write one principle and, if you have one, an example. One sentence is enough."
        ),
        Phase.THEMES: N_(
            "These are your words, sorted. What is missing? You can still add one line."
        ),
        Phase.VOTE: N_("Agree, disagree or pass, one statement at a time. Stop whenever you like."),
        Phase.DRAFT: N_(
            "Each draft is written from your words. Say it better, or say what is wrong."
        ),
        Phase.CONSENT: N_(
            "Can you support it, live with it, or do you object? An objection needs a reason."
        ),
        Phase.CLOSED: N_("Thank you. The document shows what became of every contribution."),
    }
)
WALLS: Mapping[WallView, str] = MappingProxyType(
    {
        WallView.FOLLOW: N_("What fits the step"),
        WallView.JOIN: N_("How to join"),
        WallView.COUNTS: N_("Counts only"),
        WallView.GAPS: N_("Areas with nothing yet"),
        WallView.BLANK: N_("A blank wall"),
    }
)
_MOST = 3


def act_name(here: Here, act: DeskAct) -> str:
    """The act in numbers alone, so that nobody's words get into a button."""
    numbers = [str(n) for n in act.numbers]
    shown = ", ".join(numbers[:_MOST]) + (" …" if len(numbers) > _MOST else "")
    return here.say(
        ACTS[act.act],
        numbers=shown,
        themes=", ".join(theme.split(" ", 1)[0] for theme in act.themes),
        phase=here.say(PHASES[act.phase]) if act.phase else "",
    )
