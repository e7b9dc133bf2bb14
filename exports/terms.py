"""The words for what a table of the domain holds: kinds, phases, reasons, values, areas."""

from __future__ import annotations

from datetime import date, datetime

from exports.blocks import Span, Spans
from exports.phrasing import Phrasing
from workshop.domain.document import AppendixEntry, Quote
from workshop.domain.nouns import ActionArea, HideReason, Kind, OpenValue, Phase, Status


def kind(say: Phrasing, known: Kind) -> str:
    """Principle or example."""
    return {Kind.PRINCIPLE: say("principle"), Kind.EXAMPLE: say("example")}[known]


def phase(say: Phrasing, known: Phase) -> str:
    """The name of a phase."""
    return {
        Phase.WELCOME: say("Welcome"),
        Phase.WRITE: say("Write"),
        Phase.THEMES: say("Themes"),
        Phase.VOTE: say("Vote"),
        Phase.DRAFT: say("Draft"),
        Phase.CONSENT: say("Consent"),
        Phase.CLOSED: say("Closed"),
    }[known]


def status(say: Phrasing, known: Status) -> str:
    """How far consent carries a principle."""
    return {
        Status.SUPPORTED: say("supported"),
        Status.CONTESTED: say("contested"),
        Status.CANDIDATE: say("candidate"),
    }[known]


def hide_reason(say: Phrasing, known: HideReason) -> str:
    """Why a contribution is not shown."""
    return {
        HideReason.NO_PRINCIPLE: say("No principle or example"),
        HideReason.PERSON: say("It may point to a person"),
        HideReason.HURTS: say("It hurts somebody"),
        HideReason.MISTAKE: say("Sent by mistake"),
        HideReason.OTHER: say("Another reason"),
    }[known]


def value(say: Phrasing, named: str) -> str:
    """One of the open values in the reader's language; a value of the room's own as it is."""
    return {
        OpenValue.ACCESS.value: say("Access"),
        OpenValue.REUSE.value: say("Reuse and adaptation"),
        OpenValue.TRANSPARENCY.value: say("Transparency"),
        OpenValue.PARTICIPATION.value: say("Participation"),
        OpenValue.EQUITY.value: say("Equity"),
        OpenValue.AGENCY.value: say("Learner agency"),
    }.get(named, named)


def desk_act(say: Phrasing, event: str) -> str:
    """What somebody at the desk did, by the kind of its event; the kind itself where it is new."""
    return desk_acts(say).get(event, event)


def desk_acts(say: Phrasing) -> dict[str, str]:
    """All acts of the desk, in the order in which a workshop comes to them."""
    return {
        "CardShown": say("Showed an example card"),
        "TimerSet": say("Set the timer"),
        "RoomLocked": say("Held the room, or let it go on"),
        "ResultsRevealed": say("Showed the votes, or hid them"),
        "WallFrozen": say("Held the wall, or let it go on"),
        "WallTurned": say("Turned the wall"),
        "PhaseMoved": say("Opened a step"),
        "ContributionHidden": say("Hid a contribution"),
        "ContributionShown": say("Showed a hidden contribution again"),
        "ContributionsFolded": say("Folded contributions that say the same"),
        "ContributionUnfolded": say("Unfolded a contribution"),
        "GroupingAccepted": say("Accepted the proposed themes"),
        "ThemeAdded": say("Added a theme"),
        "ThemeRenamed": say("Renamed a theme"),
        "ThemesMerged": say("Merged two themes"),
        "ThemeSplit": say("Split a theme"),
        "ContributionsMoved": say("Moved contributions"),
        "ThemePinned": say("Pinned a theme, or let it go"),
        "ThemesOrdered": say("Changed the order of the themes"),
        "AreasLinked": say("Linked areas of action"),
        "PrincipleDrafted": say("Drafted a principle"),
        "DraftRevised": say("Revised a draft"),
        "ValueNamed": say("Named the value a principle rests on"),
        "FrontMatterEdited": say("Edited what stands around the principles"),
        "ActUndone": say("Took an act back"),
    }


def area_title(say: Phrasing, area: ActionArea) -> Span:
    """The official title in the reader's language where a source has it, else in English."""
    return next(
        (Span(n.title, lang=n.lang) for n in area.names if n.lang == say.lang and n.mark == "seen"),
        Span(area.title, lang="en"),
    )


def area_heading(say: Phrasing, area: ActionArea) -> Spans:
    """Numeral and official title."""
    return (Span(f"({area.roman}) "), area_title(say, area))


def area_short(area: ActionArea) -> str:
    """Numeral and short title."""
    return f"({area.roman}) {area.short}"


def local_day(say: Phrasing, when: datetime) -> str:
    """The day as the clock on the wall had it."""
    return say.day(when.astimezone().date())


def day_of(when: datetime) -> date:
    """The day as the clock on the wall had it, for comparing."""
    return when.astimezone().date()


def mark_of(say: Phrasing, quote: Quote) -> Spans:
    """Number, kind and, where it is not the document's, language."""
    told = [kind(say, quote.kind)]
    if quote.words.lang not in (say.lang, "und"):
        told.append(say.language(quote.words.lang))
    number = Span(say("No. {number}", number=quote.number), ref=quote.number)
    return (number, Span(f", {', '.join(told)}"))


def linked_to(entries: tuple[AppendixEntry, ...], key: str) -> tuple[int, ...]:
    """The numbers of what is counted and linked to an area."""
    return tuple(e.number for e in entries if key in e.areas and not e.hidden and not e.withdrawn)
