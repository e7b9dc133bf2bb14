"""The rules for sorting: hiding, folding, and what becomes of themes."""

from __future__ import annotations

from workshop.domain import commands as c
from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.domain.participating import fresh
from workshop.domain.refusals import Reason, Refused
from workshop.domain.state import State, head_of, living_theme, shown
from workshop.domain.texts import clean, length
from workshop.domain.themes import draft_of

LONGEST_NAME = 60
LONGEST_NOTE = 280
MOST_THEMES = 60


def _known(state: State, *ids: n.ContributionId) -> None:
    if any(on not in state.contributions for on in ids):
        raise Refused(Reason.NO_SUCH_CONTRIBUTION)


def _theme(state: State, theme: n.ThemeId) -> n.Theme:
    known = state.themes.get(theme)
    if known is None or known.merged_into is not None:
        raise Refused(Reason.NO_SUCH_THEME)
    return known


def _name(text: str) -> str:
    name = " ".join(clean(text).split())
    if not name:
        raise Refused(Reason.EMPTY)
    if (count := length(name)) > LONGEST_NAME:
        raise Refused(Reason.TOO_LONG, over=count - LONGEST_NAME, limit=LONGEST_NAME)
    return name


def _fresh(state: State, theme: n.ThemeId) -> None:
    fresh(state, theme)
    if theme in state.themes:
        raise Refused(Reason.ALREADY_SENT)
    if len(state.themes) >= MOST_THEMES:
        raise Refused(Reason.TOO_MANY, limit=MOST_THEMES)


def hide(state: State, command: c.Hide) -> tuple[e.Event, ...]:
    _known(state, command.on)
    note = clean(command.note)
    if command.reason is n.HideReason.OTHER and not note:
        raise Refused(Reason.REASON_NEEDED)
    if (count := length(note)) > LONGEST_NOTE:
        raise Refused(Reason.TOO_LONG, over=count - LONGEST_NOTE, limit=LONGEST_NOTE)
    was = state.hidden.get(command.on)
    if was and (was.reason, was.note) == (command.reason, note):
        return ()
    return (
        e.ContributionHidden(
            by=command.by, at=command.at, on=command.on, reason=command.reason, note=note
        ),
    )


def show(state: State, command: c.Show) -> tuple[e.Event, ...]:
    _known(state, command.on)
    if command.on not in state.hidden:
        return ()
    return (e.ContributionShown(by=command.by, at=command.at, on=command.on),)


def fold(state: State, command: c.FoldTogether) -> tuple[e.Event, ...]:
    _known(state, command.into, *command.others)
    into = head_of(state, command.into)
    if not shown(state, into):
        raise Refused(Reason.NOT_SHOWN, number=state.contributions[into].number)
    others = tuple(
        on for on in dict.fromkeys(command.others) if on != into and head_of(state, on) != into
    )
    if not others:
        return ()
    return (e.ContributionsFolded(by=command.by, at=command.at, into=into, others=others),)


def unfold(state: State, command: c.Unfold) -> tuple[e.Event, ...]:
    _known(state, command.on)
    if command.on not in state.folds:
        return ()
    return (e.ContributionUnfolded(by=command.by, at=command.at, on=command.on),)


def accept(state: State, command: c.AcceptGrouping) -> tuple[e.Event, ...]:
    if state.proposal is None or state.proposal.id != command.proposal:
        raise Refused(Reason.NO_SUCH_PROPOSAL)
    _known(state, *command.staying)
    # who has no place yet cannot stay in it
    staying = tuple(on for on in dict.fromkeys(command.staying) if on in state.places)
    return (
        e.GroupingAccepted(
            by=command.by, at=command.at, proposal=command.proposal, staying=staying
        ),
    )


def decline(state: State, command: c.DeclineGrouping) -> tuple[e.Event, ...]:
    if state.proposal is None or state.proposal.id != command.proposal:
        raise Refused(Reason.NO_SUCH_PROPOSAL)
    return (e.GroupingDeclined(by=command.by, at=command.at, proposal=command.proposal),)


def add_theme(state: State, command: c.AddTheme) -> tuple[e.Event, ...]:
    _fresh(state, command.id)
    name = _name(command.name)
    return (e.ThemeAdded(by=command.by, at=command.at, theme=command.id, name=name),)


def rename(state: State, command: c.RenameTheme) -> tuple[e.Event, ...]:
    theme, name = _theme(state, command.theme), _name(command.name)
    if theme.name == name and theme.named:
        return ()
    return (e.ThemeRenamed(by=command.by, at=command.at, theme=theme.id, name=name),)


def merge(state: State, command: c.MergeThemes) -> tuple[e.Event, ...]:
    theme, into = _theme(state, command.theme), _theme(state, command.into)
    if theme.id == into.id:
        raise Refused(Reason.SAME_THEME)
    other = draft_of(state, theme.id)
    if other is not None and draft_of(state, into.id) is not None:
        # one theme has one draft: the room must say which wording goes on
        raise Refused(Reason.DRAFT_EXISTS, draft=other.id)
    return (e.ThemesMerged(by=command.by, at=command.at, theme=theme.id, into=into.id),)


def split(state: State, command: c.SplitTheme) -> tuple[e.Event, ...]:
    theme, name = _theme(state, command.theme), _name(command.name)
    _fresh(state, command.id)
    _known(state, *command.members)
    if not command.members:
        raise Refused(Reason.EMPTY)
    members = tuple(dict.fromkeys(command.members))
    return (
        e.ThemeSplit(
            by=command.by,
            at=command.at,
            theme=theme.id,
            new=command.id,
            name=name,
            members=members,
        ),
    )


def move(state: State, command: c.MoveContributions) -> tuple[e.Event, ...]:
    _known(state, *command.on)
    theme = _theme(state, command.theme).id if command.theme is not None else None
    moving = []
    for on in dict.fromkeys(command.on):
        place = state.places.get(on)
        there = place is not None and place.decided and _at(state, place) == theme
        moving += [] if there else [on]
    if not moving:
        return ()
    return (e.ContributionsMoved(by=command.by, at=command.at, on=tuple(moving), theme=theme),)


def _at(state: State, place: n.Place) -> n.ThemeId | None:
    return living_theme(state, place.theme) if place.theme is not None else None


def pin(state: State, command: c.PinTheme) -> tuple[e.Event, ...]:
    theme = _theme(state, command.theme)
    if theme.pinned == command.pinned:
        return ()
    return (e.ThemePinned(by=command.by, at=command.at, theme=theme.id, pinned=command.pinned),)


def order(state: State, command: c.OrderThemes) -> tuple[e.Event, ...]:
    themes = tuple(dict.fromkeys(_theme(state, theme).id for theme in command.themes))
    if state.order.themes == themes:
        return ()
    return (e.ThemesOrdered(by=command.by, at=command.at, themes=themes),)


def propose(state: State, command: c.ProposeThemes) -> tuple[e.Event, ...]:
    _known(state, *(on for group in command.proposal.groups for on in group.members))
    return (e.ThemesProposed(by=command.by, at=command.at, proposal=command.proposal),)


def place(state: State, command: c.PlaceNewcomer) -> tuple[e.Event, ...]:
    _known(state, command.on)
    if command.theme is not None and command.theme not in state.themes:
        raise Refused(Reason.NO_SUCH_THEME)
    known = state.places.get(command.on)
    if known is not None and (known.theme is None or _at(state, known) in state.themes):
        return ()
    return (
        e.NewcomerPlaced(
            by=command.by,
            at=command.at,
            on=command.on,
            theme=command.theme,
            lead=command.lead,
            areas=command.areas,
        ),
    )
