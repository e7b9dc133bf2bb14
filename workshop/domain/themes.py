"""The room's themes as they stand: which are alive, in what order, and who is in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workshop.domain.nouns import AreaKey, Contribution, Draft, Theme, ThemeId
from workshop.domain.remembering import by_parts
from workshop.domain.state import State, living_theme, shown, theme_of
from workshop.domain.texts import still_said


@by_parts("contributions", "hidden", "themes")
def named(state: State) -> Mapping[ThemeId, Theme]:
    """All themes; names that software made hold no word that nobody can be read to say any more.

    They are made of people's words, which may have been taken back since. What is left of such a
    name stands until the next grouping makes another; where nothing is left, the number does.
    """
    texts = state.contributions.values()
    if not any(c.revised or not shown(state, c.id) for c in texts):
        return state.themes
    said = "\n".join(c.words.text for c in texts if shown(state, c.id) and c.publish).casefold()
    return {
        theme.id: theme
        if theme.named
        else replace(theme, name=still_said(theme.name, said) or f"#{theme.number}")
        for theme in state.themes.values()
    }


@by_parts("contributions", "hidden", "folds", "places", "themes")
def contents(state: State) -> Mapping[ThemeId, tuple[Contribution, ...]]:
    """What stands in each theme and may be seen, by number."""
    inside: dict[ThemeId, list[Contribution]] = {}
    for c in sorted(state.contributions.values(), key=lambda c: c.number):
        theme = theme_of(state, c.id) if shown(state, c.id) else None
        if theme is not None:
            inside.setdefault(theme, []).append(c)
    return {theme: tuple(found) for theme, found in inside.items()}


def members(state: State, theme: ThemeId) -> tuple[Contribution, ...]:
    """What stands in this theme and may be seen, by number."""
    return contents(state).get(theme, ())


@by_parts("contributions", "hidden", "folds", "places", "themes", "order")
def themes_in_order(state: State) -> tuple[Theme, ...]:
    """The living themes: in the chosen order, the rest by number.

    An empty theme lives only if people made or named it.
    """
    filled = contents(state)
    rank = {theme: i for i, theme in enumerate(state.order.themes)}
    living = (
        t
        for t in named(state).values()
        if t.merged_into is None and (t.id in filled or t.added or t.kept)
    )
    return tuple(sorted(living, key=lambda t: (rank.get(t.id, len(rank)), t.number)))


def linked(theme: Theme) -> tuple[AreaKey, ...]:
    """The areas somebody linked the theme to; what the software suggests is no link yet."""
    return theme.areas if theme.areas_decided else ()


def draft_of(state: State, theme: ThemeId) -> Draft | None:
    """The draft written from a theme; after a merge that of either part, the older first."""
    return next((d for d in state.drafts.values() if living_theme(state, d.theme) == theme), None)
