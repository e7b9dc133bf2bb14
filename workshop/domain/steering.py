"""The rules for what facilitators do with the stage, and for undo."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta

from workshop.domain import commands as c
from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.domain.organising import is_owner
from workshop.domain.phases import FOLLOWS
from workshop.domain.refusals import Reason, Refused
from workshop.domain.state import Deed, State, living_theme, shelf_of


def show_card(state: State, command: c.ShowCard) -> tuple[e.Event, ...]:
    known = {card.id for card in state.running.cards}
    if command.card is not None and command.card not in known:
        raise Refused(Reason.NO_SUCH_CARD, card=command.card)
    if state.stage.card == command.card:
        return ()
    return (e.CardShown(by=command.by, at=command.at, card=command.card),)


def set_timer(state: State, command: c.SetTimer) -> tuple[e.Event, ...]:
    if state.stage.ends_at == command.ends_at:
        return ()
    return (e.TimerSet(by=command.by, at=command.at, ends_at=command.ends_at),)


def lock(state: State, command: c.LockRoom) -> tuple[e.Event, ...]:
    if state.stage.locked == command.locked:
        return ()
    return (e.RoomLocked(by=command.by, at=command.at, locked=command.locked),)


def reveal(state: State, command: c.RevealResults) -> tuple[e.Event, ...]:
    if state.stage.revealed == command.revealed:
        return ()
    return (e.ResultsRevealed(by=command.by, at=command.at, revealed=command.revealed),)


def freeze(state: State, command: c.FreezeWall) -> tuple[e.Event, ...]:
    if state.stage.frozen == command.frozen:
        return ()
    return (e.WallFrozen(by=command.by, at=command.at, frozen=command.frozen),)


def turn_wall(state: State, command: c.TurnWall) -> tuple[e.Event, ...]:
    if state.stage.wall == command.view:
        return ()
    return (e.WallTurned(by=command.by, at=command.at, view=command.view),)


def move_phase(state: State, command: c.MovePhase) -> tuple[e.Event, ...]:
    now = state.stage.phase
    if command.to == now:
        return ()
    if command.to not in FOLLOWS[now]:
        raise Refused(Reason.CANNOT_FOLLOW, phase=now.value, to=command.to.value)
    minutes = next((s.minutes for s in state.running.agenda if s.phase is command.to), 0)
    ends_at = command.at + timedelta(minutes=minutes) if minutes else None
    return (e.PhaseMoved(by=command.by, at=command.at, to=command.to, ends_at=ends_at),)


def undo(state: State, command: c.Undo) -> tuple[e.Event, ...]:
    deed = next((d for d in state.deeds if d.position == command.position), None)
    if deed is None:
        raise Refused(Reason.NO_SUCH_ACT, position=command.position)
    if isinstance(deed.event, e.FrontMatterEdited) and not is_owner(state, command.by):
        raise Refused(Reason.NOT_YOURS, position=deed.position)
    if deed.undone_by is not None:
        raise Refused(Reason.ALREADY_UNDONE, position=deed.undone_by)
    if any(shelf_of(state, ch.shelf).get(ch.key) != ch.after for ch in deed.changes):
        raise _in_the_way(state, deed)
    back = tuple(e.Was(ch.shelf, ch.key, ch.before) for ch in deed.changes)
    _keep_themes(state, deed, back)
    return (e.ActUndone(by=command.by, at=command.at, position=deed.position, back=back),)


def _in_the_way(state: State, deed: Deed) -> Refused:
    """Names the newest act that changed what this one had left behind."""
    touched = {(ch.shelf, ch.key) for ch in deed.changes}
    return _named(_newest(state, touched, deed.position) or deed)


def _newest(
    state: State, touched: Collection[tuple[e.Shelf, str]], since: n.Position
) -> Deed | None:
    """The newest standing act after `since` that changed any of these places."""
    return next(
        (
            deed
            for deed in reversed(state.deeds)
            if deed.position > since
            and deed.undone_by is None
            and any((ch.shelf, ch.key) in touched for ch in deed.changes)
        ),
        None,
    )


def _named(deed: Deed) -> Refused:
    act, by = type(deed.event).__name__, deed.event.by
    return Refused(Reason.LATER_ACT, position=deed.position, act=act, by=by)


def _keep_themes(state: State, deed: Deed, back: tuple[e.Was, ...]) -> None:
    """A theme does not disappear under a draft, nor under what people put or merged into it."""
    gone = {was.key for was in back if was.shelf is e.Shelf.THEMES and was.value is None}
    if not gone:
        return
    for other in state.deeds:
        event = other.event
        if (
            isinstance(event, e.PrincipleDrafted)
            and event.draft in state.drafts
            and living_theme(state, event.theme) in gone
        ):
            raise _named(other)
    resting = {*_put_into(state, gone), *_merged_into(state, gone)}
    resting -= {(was.shelf, was.key) for was in back}
    if resting:
        raise _named(_newest(state, resting, deed.position) or deed)


def _put_into(state: State, themes: Collection[str]) -> Iterator[tuple[e.Shelf, str]]:
    for on, place in state.places.items():
        if place.decided and place.theme and living_theme(state, place.theme) in themes:
            yield e.Shelf.PLACES, on


def _merged_into(state: State, themes: Collection[str]) -> Iterator[tuple[e.Shelf, str]]:
    for theme in state.themes.values():
        if theme.merged_into in themes:
            yield e.Shelf.THEMES, theme.id
