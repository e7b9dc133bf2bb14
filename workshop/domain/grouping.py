"""How a proposal becomes the room's themes: people's decisions first, then the software's."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.domain.state import State, living_theme


def with_places(
    state: State, places: Mapping[n.ContributionId, n.Place], *, decided: bool
) -> State:
    """The state with contributions put somewhere; only people move what people put."""
    known = dict(state.places)
    for on, place in places.items():
        was = known.get(on)
        if was and was.decided and not decided:
            continue
        areas = place.areas or (was.areas if was else ())
        known[on] = replace(place, decided=decided, areas=areas)
    return replace(state, places=known)


def accepted(state: State, event: e.GroupingAccepted) -> State:
    """The proposal of this id, as far as nobody decided otherwise since it was made."""
    proposal = state.proposal
    if proposal is None or proposal.id != event.proposal:
        return state
    themes, numbered = dict(state.themes), state.themes_numbered
    places: dict[n.ContributionId, n.Place] = {}
    for group in proposal.groups:
        theme = living_theme(state, group.theme)
        known = themes.get(theme)
        if known is None:
            numbered += 1
            areas = group.areas
            themes[theme] = n.Theme(id=theme, number=numbered, name=group.name, areas=areas)
        elif not known.kept:
            areas = known.areas if known.areas_decided else group.areas
            themes[theme] = replace(known, name=group.name, areas=areas)
        leads = group.leads or (1.0,) * len(group.members)
        for on, lead in zip(group.members, leads, strict=True):
            if on not in event.staying:
                places[on] = n.Place(theme=theme, lead=lead)
    after = replace(
        state,
        themes=themes,
        themes_numbered=numbered,
        proposal=None,
        grouped_at=proposal.at,
        method=proposal.method,
        cuts=proposal.cuts,
    )
    return _staying(with_places(after, places, decided=False), event.staying)


def _staying(state: State, staying: Collection[n.ContributionId]) -> State:
    """Whoever was kept from moving stays by people's decision, so that nobody asks again."""
    kept = {on: state.places[on] for on in staying if on in state.places}
    return with_places(state, kept, decided=True)


def split(state: State, event: e.ThemeSplit) -> State:
    """Both parts are people's decision from now on."""
    number = state.themes_numbered + 1
    old = replace(state.themes[event.theme], kept=True)
    areas = old.areas
    new = n.Theme(
        id=event.new,
        number=number,
        name=event.name,
        named=True,
        kept=True,
        added=True,
        areas=areas,
    )
    places = {
        on: replace(place, theme=event.new if on in event.members else event.theme, decided=True)
        if place.theme == event.theme or on in event.members
        else place
        for on, place in state.places.items()
    }
    themes = {**state.themes, event.theme: old, event.new: new}
    return replace(state, themes=themes, themes_numbered=number, places=places)
