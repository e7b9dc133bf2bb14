"""Contributions -> what a worker needs to sort them; what it found -> a Proposal for the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from workshop.domain import nouns as n
from workshop.domain.state import State, head_of, living_theme, shown
from workshop.domain.themes import named

Pair = tuple[n.ContributionId, n.ContributionId]
TRAY = -1
"""Where a text is that people parked; the same number as clustering's PARKED."""
FEWEST = 12
"""Below this a plain list serves a room better than themes."""
Typical = tuple[str, tuple[n.AreaKey, ...]]
"""A sentence that is typical of a subject, and the areas it belongs to, the foremost first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaTold:
    """An area of the framework, as sentences to compare with."""

    key: n.AreaKey
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a worker needs to sort one room: plain values, nothing of the room itself.

    Texts that have a place come first: `known` is shorter than `texts` by the newcomers.
    """

    ids: tuple[n.ContributionId, ...]
    texts: tuple[str, ...]
    languages: tuple[str, ...]
    public: tuple[bool, ...]
    themes: tuple[n.ThemeId, ...] = ()
    names: tuple[str, ...] = ()
    known: tuple[int, ...] = ()
    """Row in `themes` of each text that has a place, or TRAY."""
    pinned: Mapping[int, int] = field(default_factory=dict)
    folded: tuple[tuple[int, int], ...] = ()
    together: tuple[tuple[int, int], ...] = ()
    """Rows that one person sent at once: a principle and its example."""
    votes: tuple[tuple[tuple[int, int], ...], ...] = ()
    """For each voter the rows voted on: 1 agree, 0 pass, -1 disagree."""
    areas: tuple[AreaTold, ...] = ()
    typical: tuple[Typical, ...] = ()
    prefer: str = "en"
    gentle: bool = False
    """Whether only the least clear texts may move: for a wall that people already know."""
    wish: int | None = None
    """How many themes somebody asked for; None leaves it to the software."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One proposed theme; `theme` is the one it continues, or None for a new one."""

    theme: n.ThemeId | None
    name: str
    members: tuple[n.ContributionId, ...]
    leads: tuple[float, ...]
    quote: n.ContributionId | None
    areas: tuple[n.AreaKey, ...]


@dataclass(frozen=True, slots=True)
class Brick:
    """A part of the room in one cut: its size, and its place in the cut before."""

    size: int
    within: int
    group: int | None = None
    """Its row in `groups`, in the cut that is proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalResult:
    """What came of a job: the largest theme first, who would move, and the tree's cuts."""

    method: str
    groups: tuple[Found, ...]
    moved: tuple[n.ContributionId, ...]
    cuts: tuple[tuple[Brick, ...], ...] = ()
    alike: tuple[Pair, ...] = ()
    """Who may say the same, the likest first: for people to fold, if they think so too."""

    @property
    def has_new(self) -> bool:
        """Whether a theme appears that was not there."""
        return any(found.theme is None for found in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a newcomer goes."""

    on: n.ContributionId
    theme: n.ThemeId
    lead: float
    areas: tuple[n.AreaKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Whether somebody has said already what is about to be sent."""

    text: str
    lang: str
    ids: tuple[n.ContributionId, ...]
    texts: tuple[str, ...]
    languages: tuple[str, ...]


# --- in the server: a State becomes a job, a result becomes a Proposal -------------------------


def job(
    state: State,
    typical: Sequence[Typical] = (),
    *,
    gentle: bool = False,
    wish: int | None = None,
) -> Job:
    """All that may be seen, with what people decided about it. Takes a millisecond."""
    placed = {c: place for c in _by_number(state) if (place := effective_place(state, c))}
    order = (*placed, *newcomers(state))
    themes = tuple(dict.fromkeys(theme for p in placed.values() if (theme := _theme(state, p))))
    at = {theme: i for i, theme in enumerate(themes)}
    known = tuple(TRAY if (t := _theme(state, p)) is None else at[t] for p in placed.values())
    texts = [state.contributions[c] for c in order]
    return Job(
        ids=order,
        texts=tuple(c.words.text for c in texts),
        languages=tuple(_lang(c.words) for c in texts),
        public=tuple(c.publish for c in texts),
        themes=themes,
        names=tuple(_name(state.themes[theme], named(state)[theme]) for theme in themes),
        known=known,
        pinned=_pinned(state, tuple(placed.values()), known, themes),
        folded=_folded(state, order),
        together=_together(state, order),
        votes=_votes(state, order),
        areas=tuple(told(area) for area in state.running.framework.areas),
        typical=tuple(typical),
        prefer=state.running.languages[0],
        gentle=gentle,
        wish=wish,
    )


def _name(theme: n.Theme, read: n.Theme) -> str:
    """Its name; none where it holds words that were taken back, so that another is made."""
    return theme.name if theme.name == read.name else ""


def likeness(state: State, who: n.PersonId, kind: n.Kind, words: n.Words) -> Likeness:
    """The words beside all of the same kind that others have said and everybody may read."""
    others = [
        c
        for on in _by_number(state)
        if (c := state.contributions[on]).kind is kind and c.by != who and c.publish
    ]
    return Likeness(
        text=words.text,
        lang=_lang(words),
        ids=tuple(c.id for c in others),
        texts=tuple(c.words.text for c in others),
        languages=tuple(_lang(c.words) for c in others),
    )


def _lang(words: n.Words) -> str:
    """As clustering knows languages: nothing where nobody said."""
    return "" if words.lang == "und" else words.lang


def _pinned(
    state: State, places: Sequence[n.Place], known: Sequence[int], themes: Sequence[n.ThemeId]
) -> dict[int, int]:
    """Who people put where they are, and who stands in a theme that people pinned."""
    return {
        row: at
        for row, (place, at) in enumerate(zip(places, known, strict=True))
        if place.decided or (at != TRAY and state.themes[themes[at]].pinned)
    }


def _folded(state: State, order: Sequence[n.ContributionId]) -> tuple[tuple[int, int], ...]:
    """Pairs of rows that say the same; for a head that is not shown, its first stands."""
    row, first = {c: i for i, c in enumerate(order)}, dict[n.ContributionId, int]()
    for c in order:
        first.setdefault(head_of(state, c), row.get(head_of(state, c), row[c]))
    pairs = ((first[head_of(state, c)], row[c]) for c in order)
    return tuple((head, own) for head, own in pairs if head != own)


def _together(state: State, order: Sequence[n.ContributionId]) -> tuple[tuple[int, int], ...]:
    row = {c: i for i, c in enumerate(order)}
    pairs = ((row.get(state.contributions[c].linked or c), i) for c, i in row.items())
    return tuple((first, i) for first, i in pairs if first is not None and first != i)


_VALUES: Mapping[n.Vote, int] = MappingProxyType(
    {n.Vote.AGREE: 1, n.Vote.PASS: 0, n.Vote.DISAGREE: -1}
)


def _votes(
    state: State, order: Sequence[n.ContributionId]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Who cannot read a text says nothing about what it belongs to. Voters have no names here."""
    cast: dict[n.PersonId, list[tuple[int, int]]] = {}
    for row, c in enumerate(order):
        for who, vote in state.ballots.get(c, {}).items():
            if vote in _VALUES:
                cast.setdefault(who, []).append((row, _VALUES[vote]))
    return tuple(tuple(ballot) for ballot in cast.values())


def _by_number(state: State) -> list[n.ContributionId]:
    seen = (c for c in state.contributions.values() if shown(state, c.id))
    return [c.id for c in sorted(seen, key=lambda c: c.number)]


def effective_place(state: State, on: n.ContributionId) -> n.Place | None:
    """Where a contribution stands: what is folded goes with its head. None while it waits."""
    place = state.places.get(head_of(state, on)) or state.places.get(on)
    if place is None or place.theme is None:
        return place
    return place if living_theme(state, place.theme) in state.themes else None


def newcomers(state: State) -> tuple[n.ContributionId, ...]:
    """What may be seen and has no place yet."""
    return tuple(c for c in _by_number(state) if effective_place(state, c) is None)


def _theme(state: State, place: n.Place) -> n.ThemeId | None:
    return None if place.theme is None else living_theme(state, place.theme)


def told(area: n.ActionArea) -> AreaTold:
    """An area of the framework, as a worker is told it."""
    said = (area.title, area.chapeau, *(point.text for point in area.points), area.hook)
    return AreaTold(key=area.key, sentences=tuple(sentence for sentence in said if sentence))


def proposal(
    result: ProposalResult, proposal_id: n.ProposalId, at: datetime, new_id: Callable[[], str]
) -> n.Proposal:
    """The result as the room records it. A theme that goes on keeps its id."""
    themes = [found.theme or n.ThemeId(new_id()) for found in result.groups]
    return n.Proposal(
        id=proposal_id,
        at=at,
        method=result.method,
        groups=tuple(
            n.ProposedGroup(
                theme=theme,
                name=found.name,
                members=found.members,
                leads=found.leads,
                quote=found.quote,
                areas=found.areas,
            )
            for theme, found in zip(themes, result.groups, strict=True)
        ),
        moved=result.moved,
        cuts=tuple(n.Cut(tuple(_piece(brick, themes) for brick in cut)) for cut in result.cuts),
    )


def _piece(brick: Brick, themes: Sequence[n.ThemeId]) -> n.Piece:
    theme = None if brick.group is None else themes[brick.group]
    return n.Piece(size=brick.size, within=brick.within, theme=theme)


def is_worth_showing(result: ProposalResult, total: int) -> bool:
    """Whether anybody should be asked: a theme appears, or three in a hundred would move."""
    return result.has_new or len(result.moved) >= max(1, 0.03 * total)
