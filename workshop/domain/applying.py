"""How each event changes the state: apply, and replay over many. Total over Event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Generic, TypeVar, assert_never

from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.domain.grouping import accepted, split, with_places
from workshop.domain.state import EMPTY, State
from workshop.domain.undoing import put_back, remembering

K = TypeVar("K")
L = TypeVar("L")
V = TypeVar("V")


def replay(events: Iterable[e.Event], start: State = EMPTY) -> State:
    """The state after these events, the same as applying them one by one.

    Votes and tokens are most of a log, and nothing else that an event changes depends on them:
    they are gathered in private copies, which become the state's at the end.
    """
    state, position = start, start.position
    ballots, tokens = _Gathered(start.ballots), _Gathered(start.tokens)
    for event in events:
        position += 1
        if event.token is not None:
            tokens.own(event.scribe or event.by)[event.token] = event.wish
        if isinstance(event, e.VoteCast):
            ballots.own(event.on)[event.by] = event.value
            continue
        if isinstance(event, e.WallFrozen):
            # the picture that is kept shows the votes of that moment
            state = replace(state, ballots=ballots.so_far())
        state = _next(state, event, position)
    return replace(state, position=position, ballots=ballots.so_far(), tokens=tokens.so_far())


class _Gathered(Generic[K, L, V]):
    """Entries of entries that are written without touching those that were published."""

    def __init__(self, published: Mapping[K, Mapping[L, V]]) -> None:
        self._published: Mapping[K, Mapping[L, V]] = published
        self._own: dict[K, dict[L, V]] = {}

    def own(self, key: K) -> dict[L, V]:
        """The entries under a key, free to be written."""
        if key not in self._own:
            self._own[key] = dict(self._published.get(key, {}))
        return self._own[key]

    def so_far(self) -> Mapping[K, Mapping[L, V]]:
        """Everything; what is written from now on is written elsewhere."""
        if self._own:
            self._published, self._own = {**self._published, **self._own}, {}
        return self._published


def apply(state: State, event: e.Event) -> State:
    """The next state; the given one stays as it is."""
    after = _next(state, event, state.position + 1)
    if event.token is None:
        return after
    who = event.scribe or event.by
    own = _with(state.tokens.get(who, {}), event.token, event.wish)
    return replace(after, tokens=_with(state.tokens, who, own))


def _next(state: State, event: e.Event, position: int) -> State:
    after = replace(_changed(state, event), position=position)
    return remembering(state, after, event)


def _changed(state: State, event: e.Event) -> State:
    match event:
        case e.VoteCast():
            ballot = _with(state.ballots.get(event.on, {}), event.by, event.value)
            return replace(state, ballots=_with(state.ballots, event.on, ballot))
        case e.ContributionMade():
            return _made(state, event)
        case e.NewcomerPlaced():
            place = n.Place(theme=event.theme, lead=event.lead, areas=event.areas)
            return with_places(state, {event.on: place}, decided=False)
        case e.Joined():
            was = _person(state, event.by)
            joined_at = was.joined_at if was.joined else event.at
            agreed = was.agreed or event.agreed
            now = replace(was, lang=event.lang, joined=True, joined_at=joined_at, agreed=agreed)
            return replace(state, people=_with(state.people, event.by, now))
        case e.WorkshopOpened():
            owner = replace(_person(state, event.by), keys=frozenset({n.KeyHash(event.by)}))
            key = n.Key(hash=n.KeyHash(event.by), role=n.Role.ORGANISER, issued_at=event.at)
            stage = n.Stage(since=event.at)
            return replace(
                state,
                code=event.code,
                setup=event.setup,
                opened_at=event.at,
                stage=stage,
                people={event.by: owner},
                keys={key.hash: key},
            )
        case e.WorkshopSetUp():
            return replace(state, setup=event.setup)
        case e.KeyIssued():
            key = n.Key(
                hash=event.key,
                role=event.role,
                theme=event.theme,
                label=event.label,
                issued_at=event.at,
            )
            return replace(state, keys=_with(state.keys, event.key, key))
        case e.KeyRevoked():
            key = replace(state.keys[event.key], revoked=True)
            return replace(state, keys=_with(state.keys, event.key, key))
        case e.KeyClaimed():
            was = _person(state, event.by)
            now = replace(was, keys=was.keys | {event.key})
            return replace(state, people=_with(state.people, event.by, now))
        case e.ProxySeated():
            proxy = n.Person(
                id=event.person,
                lang=event.lang,
                joined=True,
                agreed=True,
                joined_at=event.at,
                scribe=event.by,
            )
            return replace(state, people=_with(state.people, event.person, proxy))
        case e.ContributionRevised():
            revised = replace(state.contributions[event.on], words=event.words, revised=True)
            return _contribution(state, revised)
        case e.ContributionWithdrawn():
            return _gone(_contribution(state, _wordless(state, event.on, withdrawn=True)), event.on)
        case e.WordsErased():
            return _erased(state, event.on)
        case e.Translated():
            was_told = state.contributions[event.on]
            others = tuple(w for w in was_told.translations if w.lang != event.words.lang)
            return _contribution(state, replace(was_told, translations=(*others, event.words)))
        case e.ThemesChosen():
            return replace(state, choices=_with(state.choices, event.by, event.themes))
        case e.WordingSuggested():
            suggestion = n.Suggestion(
                id=event.id,
                draft=event.draft,
                version=event.version,
                by=event.by,
                at=event.at,
                words=event.words,
            )
            return replace(state, suggestions=_with(state.suggestions, event.id, suggestion))
        case e.ConsentGiven():
            at = (event.draft, event.version)
            answers = _with(state.answers.get(at, {}), event.by, event.answer)
            return replace(state, answers=_with(state.answers, at, answers))
        case e.CardShown():
            return replace(state, stage=replace(state.stage, card=event.card))
        case e.TimerSet():
            return replace(state, stage=replace(state.stage, ends_at=event.ends_at))
        case e.RoomLocked():
            return replace(state, stage=replace(state.stage, locked=event.locked))
        case e.ResultsRevealed():
            return replace(state, stage=replace(state.stage, revealed=event.revealed))
        case e.WallFrozen():
            stage = replace(state.stage, frozen=event.frozen)
            # without the picture before that, or every freezing would keep all earlier ones alive
            picture = (
                replace(state, pictured=None, tokens={}, position=0)
                if event.frozen
                else state.pictured
            )
            return replace(state, stage=stage, pictured=picture)
        case e.WallTurned():
            return replace(state, stage=replace(state.stage, wall=event.view))
        case e.PhaseMoved():
            return replace(state, stage=_moved(state.stage, event))
        case e.WorkshopClosed():
            closed = replace(
                state.stage, phase=n.Phase.CLOSED, since=event.at, ends_at=None, locked=False
            )
            return replace(state, stage=closed, closed_from=state.stage.phase)
        case e.WorkshopReopened():
            open_again = replace(state.stage, phase=event.to, since=event.at, ends_at=None)
            return replace(state, stage=open_again, closed_from=None)
        case e.ContributionHidden():
            hidden = n.Hidden(reason=event.reason, note=event.note, by=event.by, at=event.at)
            return replace(state, hidden=_with(state.hidden, event.on, hidden))
        case e.ContributionShown():
            return replace(state, hidden=_without(state.hidden, event.on))
        case e.ContributionsFolded():
            return _folded(state, event)
        case e.ContributionUnfolded():
            return replace(state, folds=_without(state.folds, event.on))
        case e.ThemesProposed():
            return replace(state, proposal=event.proposal)
        case e.GroupingAccepted():
            return accepted(state, event)
        case e.GroupingDeclined():
            return replace(state, proposal=None)
        case e.ThemeAdded():
            number = state.themes_numbered + 1
            theme = n.Theme(
                id=event.theme,
                number=number,
                name=event.name,
                named=True,
                kept=True,
                added=True,
            )
            themes = _with(state.themes, event.theme, theme)
            return replace(state, themes=themes, themes_numbered=number)
        case e.ThemeRenamed():
            theme = replace(state.themes[event.theme], name=event.name, named=True, kept=True)
            return _deciding(_theme(state, theme), event.theme)
        case e.ThemesMerged():
            return _merged(state, event)
        case e.ThemeSplit():
            return split(state, event)
        case e.ContributionsMoved():
            moved = {on: n.Place(theme=event.theme) for on in event.on}
            return with_places(state, moved, decided=True)
        case e.ThemePinned():
            return _theme(state, replace(state.themes[event.theme], pinned=event.pinned))
        case e.ThemesOrdered():
            return replace(state, order=n.Order(event.themes))
        case e.AreasLinked():
            linked = replace(state.themes[event.theme], areas=event.areas, areas_decided=True)
            return _theme(state, linked)
        case e.PrincipleDrafted():
            first = n.Version(number=event.version, wording=event.wording, by=event.by, at=event.at)
            draft = n.Draft(id=event.draft, theme=event.theme, versions=(first,))
            return _draft(state, draft, event.version)
        case e.DraftRevised():
            new = n.Version(number=event.version, wording=event.wording, by=event.by, at=event.at)
            before = state.drafts[event.draft]
            return _draft(state, replace(before, versions=(*before.versions, new)), event.version)
        case e.ValueNamed():
            named = replace(state.drafts[event.draft], value=event.value)
            return replace(state, drafts=_with(state.drafts, event.draft, named))
        case e.FrontMatterEdited():
            return replace(state, front=event.front)
        case e.ActUndone():
            return put_back(state, event)
        case _:
            assert_never(event)


def _with(entries: Mapping[K, V], key: K, value: V) -> dict[K, V]:
    return {**entries, key: value}


def _without(entries: Mapping[K, V], key: K) -> dict[K, V]:
    return {k: v for k, v in entries.items() if k != key}


def _person(state: State, who: n.PersonId) -> n.Person:
    return state.people.get(who) or n.Person(id=who)


def _contribution(state: State, contribution: n.Contribution) -> State:
    return replace(state, contributions=_with(state.contributions, contribution.id, contribution))


def _theme(state: State, theme: n.Theme) -> State:
    return replace(state, themes=_with(state.themes, theme.id, theme))


def _draft(state: State, draft: n.Draft, version: int) -> State:
    drafts = _with(state.drafts, draft.id, draft)
    return replace(state, drafts=drafts, versions=_with(state.versions, draft.id, version))


def _made(state: State, event: e.ContributionMade) -> State:
    made = n.Contribution(
        id=event.on,
        number=event.number,
        by=event.by,
        at=event.at,
        kind=event.kind,
        words=event.words,
        prompt=event.prompt,
        linked=event.linked,
        people=event.people,
        card=event.card,
        publish=event.publish,
        shade=event.shade,
        setting=event.setting,
        late=event.late,
    )
    return _contribution(state, made)


def _wordless(state: State, on: n.ContributionId, *, withdrawn: bool) -> n.Contribution:
    was = state.contributions[on]
    words = n.Words("", was.words.lang, erased=True)
    return replace(was, words=words, translations=(), withdrawn=was.withdrawn or withdrawn)


def _gone(state: State, on: n.ContributionId) -> State:
    """What was folded into words that are gone stands together under the oldest of the rest."""
    rest = sorted(
        (c for c, fold in state.folds.items() if fold.into == on),
        key=lambda c: state.contributions[c].number,
    )
    folds = {c: fold for c, fold in state.folds.items() if c not in rest and c != on}
    return replace(state, folds=folds | {c: n.Fold(rest[0]) for c in rest[1:]})


def _erased(state: State, on: str) -> State:
    contribution = n.ContributionId(on)
    if contribution in state.contributions:
        return _gone(
            _contribution(state, _wordless(state, contribution, withdrawn=False)), contribution
        )
    suggestion = state.suggestions.get(n.SuggestionId(on))
    if suggestion is not None:
        wordless = replace(suggestion, words=n.Words("", suggestion.words.lang, erased=True))
        return replace(state, suggestions=_with(state.suggestions, suggestion.id, wordless))
    draft, version, who = on.rsplit(":", 2)
    at, person = (n.DraftId(draft), int(version)), n.PersonId(who)
    answer = state.answers[at][person]
    lang = answer.reason.lang if answer.reason else "und"
    answer = replace(answer, reason=n.Words("", lang, erased=True))
    answers = _with(state.answers[at], person, answer)
    return replace(state, answers=_with(state.answers, at, answers))


def _moved(stage: n.Stage, event: e.PhaseMoved) -> n.Stage:
    return n.Stage(phase=event.to, since=event.at, ends_at=event.ends_at, revealed=stage.revealed)


def _folded(state: State, event: e.ContributionsFolded) -> State:
    joining = set(event.others)
    joining |= {c for c, fold in state.folds.items() if fold.into in joining}
    kept = {c: fold for c, fold in state.folds.items() if c != event.into}
    return replace(state, folds=kept | {c: n.Fold(event.into) for c in joining - {event.into}})


def _deciding(state: State, theme: n.ThemeId) -> State:
    """Whoever is in this theme now is there by people's decision."""
    places = {
        on: replace(place, decided=True) if place.theme == theme else place
        for on, place in state.places.items()
    }
    return replace(state, places=places)


def _merged(state: State, event: e.ThemesMerged) -> State:
    gone = replace(state.themes[event.theme], merged_into=event.into)
    into = replace(state.themes[event.into], kept=True)
    state = _theme(_theme(state, gone), into)
    places = {
        on: replace(place, theme=event.into) if place.theme == event.theme else place
        for on, place in state.places.items()
    }
    return _deciding(replace(state, places=places), event.into)
