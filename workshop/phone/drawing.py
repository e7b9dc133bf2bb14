"""A Screen as a page: which template, and what that template is told beside the Screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from workshop.domain.nouns import ActionArea, Kind, Phase, Vote
from workshop.domain.participating import (
    LARGEST_GROUP,
    LONGER_TRANSLATED,
    REASON_LIMIT,
    SUGGESTION_LIMIT,
)
from workshop.domain.phases import OPENS, Act
from workshop.domain.standings import TOO_FEW
from workshop.domain.texts import clean, length
from workshop.domain.views import DraftCard, Screen, areas
from workshop.identity import new_id
from workshop.phone.answering import pages
from workshop.phone.guest import After, Guest
from workshop.phone.looking import PLACES, Looking, address
from workshop.phone.saying import said, words
from workshop.wording import (
    CONSENTS,
    HIDE_REASONS,
    KINDS,
    LANGUAGES,
    PHASES,
    SETTINGS,
    SHADES,
    STATUSES,
    VOTED,
    VOTES,
    languages,
    speaker,
)

SHAPES = 6
"""Colours and shapes of themes; after them they repeat, underlined."""
NOW: Mapping[Phase, str] = MappingProxyType(
    {
        Phase.WELCOME: "welcome.html",
        Phase.WRITE: "write.html",
        Phase.THEMES: "themes.html",
        Phase.VOTE: "vote.html",
        Phase.DRAFT: "draft.html",
        Phase.CONSENT: "consent.html",
        Phase.CLOSED: "closed.html",
    }
)
"""What one does in each phase. A new phase is one row here and one template."""
WATCHED: Mapping[Phase, str] = MappingProxyType(
    {**NOW, Phase.WRITE: "welcome.html", Phase.VOTE: "themes.html"}
)
"""The same for whoever only watches."""
VOTING = (
    (Vote.DISAGREE, "no", "M5 5l14 14M19 5L5 19"),
    (Vote.PASS, "pass", "M5 12h14"),
    (Vote.AGREE, "yes", "M4 12l5 6L20 6"),
)
"""The votes in the order of the axis, each with its colour and the path of its icon."""


def drawn(guest: Guest, screen: Screen, after: After, *, whole: bool = True) -> str:
    """The page as HTML; without `whole`, only what changes from one page to the next."""
    brief = after.brief and not whole
    facts = _told(guest, screen, after) | {"whole": whole, "brief": brief}
    if whole:
        facts["words"] = words(guest.say)
    return pages.get_template(template(guest.seen, screen)).render(facts)


def template(seen: Looking, screen: Screen) -> str:
    """The file that lays out this place for this person."""
    running = Act.JOIN in OPENS[screen.header.phase]
    if seen.at != "now":
        return f"{seen.at}.html"
    if not screen.joined and running:
        return "notice.html"
    if screen.joined and not screen.agreed:
        return WATCHED[screen.header.phase]
    if screen.header.phase is Phase.WRITE and not _ready(seen, screen):
        return "ready.html"
    return NOW[screen.header.phase]


def _ready(seen: Looking, screen: Screen) -> bool:
    return bool(seen.do or screen.mine or not screen.cards)


pages.globals.update(
    {
        "Act": Act,
        "CONSENTS": CONSENTS,
        "HIDE_REASONS": HIDE_REASONS,
        "KINDS": KINDS,
        "Kind": Kind,
        "LANGUAGES": LANGUAGES,
        "LARGEST_GROUP": LARGEST_GROUP,
        "OPENS": OPENS,
        "PHASES": PHASES,
        "PLACES": PLACES,
        "REASON_LIMIT": REASON_LIMIT,
        "SETTINGS": SETTINGS,
        "SHADES": SHADES,
        "SHAPES": SHAPES,
        "STATUSES": STATUSES,
        "SUGGESTION_LIMIT": SUGGESTION_LIMIT,
        "TOO_FEW": TOO_FEW,
        "TRANSLATED": LONGER_TRANSLATED,
        "VOTED": VOTED,
        "VOTES": VOTES,
        "VOTING": VOTING,
    }
)


def _told(guest: Guest, screen: Screen, after: After) -> dict[str, object]:
    say, header = guest.say, screen.header
    token = after.token or new_id()
    left = None
    if header.ends_at is not None and header.phase is not Phase.CLOSED:
        left = max(0, round((header.ends_at - guest.now).total_seconds()))
    return {
        "after": after,
        "areas": _areas(guest, screen) if screen.header.phase is Phase.CLOSED else (),
        "at": _at(guest),
        "code": guest.room.code,
        "count": say.count,
        "dir": say.direction,
        "kept": _kept(after),
        "lang": say.lang,
        "left": left,
        "over": _over,
        "own_name": lambda lang: speaker(lang).language(lang),
        "said": after.said or said(guest, screen),
        "say": say,
        "screen": screen,
        "seen": guest.seen,
        "spoken": languages(),
        "to": lambda act: address(guest.room.code, _still(guest.seen), act),
        "token": token,
        "tongue": guest.tongue,
        "version": guest.version,
    }


def _still(seen: Looking) -> Looking:
    return replace(seen, said="", no=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One area of action, and the principles whose centre it is."""

    roman: str
    title: str
    drafts: tuple[DraftCard, ...]


def _areas(guest: Guest, screen: Screen) -> tuple[Linked, ...]:
    centre = {theme.id: theme.areas[0] for theme in screen.themes if theme.areas}
    found = [
        Linked(
            roman=area.roman,
            title=_title(area, guest.say.lang),
            drafts=tuple(d for d in screen.drafts if centre.get(d.theme) == area.key),
        )
        for area in areas(guest.room.state)
    ]
    rest = tuple(d for d in screen.drafts if d.theme not in centre)
    return (*found, Linked(roman="", title="", drafts=rest)) if rest else tuple(found)


def _title(area: ActionArea, lang: str) -> str:
    return next((name.title for name in area.names if name.lang == lang), area.title)


def _at(guest: Guest) -> Callable[..., str]:
    def at(place: str = "now", do: str = "", on: str = "") -> str:
        return address(guest.room.code, Looking(at=place, do=do, on=on))

    return at


def _kept(after: After) -> Callable[..., str]:
    def kept(name: str, initial: str = "") -> str:
        return after.kept.get(name, (initial,))[0]

    return kept


def _over(text: str, limit: int) -> int:
    return max(0, length(clean(text)) - limit)


def _compiled() -> None:
    for name in pages.list_templates():
        pages.get_template(name)


# here and not at the first visit, which would wait for it
_compiled()
