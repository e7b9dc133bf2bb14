"""What undo rests on: which acts are remembered, what each changed, and how that is put back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.domain.state import WHOLE, Change, Deed, State, shelf_of

DEEDS = (
    e.CardShown,
    e.TimerSet,
    e.RoomLocked,
    e.ResultsRevealed,
    e.WallFrozen,
    e.WallTurned,
    e.PhaseMoved,
    e.ContributionHidden,
    e.ContributionShown,
    e.ContributionsFolded,
    e.ContributionUnfolded,
    e.GroupingAccepted,
    e.ThemeAdded,
    e.ThemeRenamed,
    e.ThemesMerged,
    e.ThemeSplit,
    e.ContributionsMoved,
    e.ThemePinned,
    e.ThemesOrdered,
    e.AreasLinked,
    e.PrincipleDrafted,
    e.DraftRevised,
    e.ValueNamed,
    e.FrontMatterEdited,
    e.ActUndone,
)
"""What undo can take back."""


def remembering(before: State, after: State, event: e.Event) -> State:
    """The state after an event; for an act of the desk, with what it changed."""
    if not isinstance(event, DEEDS):
        return after
    changes = tuple(change for shelf in e.Shelf for change in _changes(before, after, shelf))
    position = n.Position(after.position)
    deeds, undoing = after.deeds, False
    if isinstance(event, e.ActUndone):
        undoing = not any(d.undoing for d in deeds if d.position == event.position)
        deeds = tuple(
            replace(d, undone_by=position) if d.position == event.position else d for d in deeds
        )
    deed = Deed(position=position, event=event, changes=changes, undoing=undoing)
    return replace(after, deeds=(*deeds, deed))


def _changes(before: State, after: State, shelf: e.Shelf) -> list[Change]:
    if getattr(before, shelf.value) is getattr(after, shelf.value):
        return []
    old, new = shelf_of(before, shelf), shelf_of(after, shelf)
    return [
        Change(shelf, key, old.get(key), new.get(key))
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    ]


def put_back(state: State, event: e.ActUndone) -> State:
    """The state with what stood there before the act."""
    for was in event.back:
        changed: dict[str, Any] = {was.shelf.value: was.value}
        if was.shelf not in WHOLE:
            entries = {k: v for k, v in shelf_of(state, was.shelf).items() if k != was.key}
            if was.value is not None:
                entries[was.key] = was.value
            changed = {was.shelf.value: entries}
        state = replace(state, **changed)
    return state
