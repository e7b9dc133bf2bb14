"""What a rehearsal's facilitator does to proposed themes, knowing what each sample is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.state import State, shown, theme_of
from workshop.domain.themes import members, themes_in_order
from workshop.rehearsal.lines import NAMES, Subject
from workshop.seeding import SampleContribution

MOST_SPLITS = 5
FEWEST_SPLIT = 2
MOST_MOVED = 5
"""From wrong themes to each right one: people tidy what they see, and not everything."""
MOST_PARKED = 2

About = Mapping[n.ContributionId, SampleContribution]


def merges(state: State, by: n.PersonId, about: About) -> list[c.Command]:
    """Themes about the same subject become one, the largest."""
    found: dict[Subject, n.ThemeId] = {}
    wishes: list[c.Command] = []
    for theme in sorted(themes_in_order(state), key=lambda t: -len(members(state, t.id))):
        subject = subject_of(state, theme.id, about)
        into = found.setdefault(subject, theme.id)
        if into != theme.id:
            wishes.append(c.MergeThemes(by=by, theme=theme.id, into=into))
    return wishes


def renames(state: State, by: n.PersonId, about: About) -> list[c.Command]:
    """Each theme under the name that people give to what most of it is about."""
    return [
        c.RenameTheme(by=by, theme=theme.id, name=name)
        for theme in themes_in_order(state)
        if (name := NAMES.get(subject_of(state, theme.id, about), theme.name)) != theme.name
    ]


def splits(
    state: State, by: n.PersonId, about: About, new_id: Callable[[], str]
) -> list[c.Command]:
    """Subjects without a theme that several wrote about, out of the theme that holds most."""
    wishes: list[c.Command] = []
    for subject in (s for s in NAMES if theme_about(state, s) is None):
        inside = {
            theme.id: [k.id for k in members(state, theme.id) if _subject(about, k.id) == subject]
            for theme in themes_in_order(state)
        }
        theme, found = max(inside.items(), key=lambda item: len(item[1]))
        if len(found) >= FEWEST_SPLIT and len(wishes) < MOST_SPLITS:
            split = c.SplitTheme(
                by=by,
                theme=theme,
                id=n.ThemeId(new_id()),
                name=NAMES[subject],
                members=tuple(found),
            )
            wishes.append(split)
    return wishes


def moves(state: State, by: n.PersonId, about: About) -> list[c.Command]:
    """Some of what stands in a wrong theme into the right one."""
    wishes: list[c.Command] = []
    for subject in NAMES:
        theme = theme_about(state, subject)
        strays = [on for on in _seen(state, about, subject) if theme_of(state, on) != theme]
        if theme is not None and strays:
            wishes.append(c.MoveContributions(by=by, on=tuple(strays[:MOST_MOVED]), theme=theme))
    return wishes


def parks(state: State, by: n.PersonId, about: About) -> list[c.Command]:
    """A little of what has no theme of its own into the tray."""
    homeless = [
        on
        for subject in NAMES
        if theme_about(state, subject) is None
        for on in _seen(state, about, subject)
    ]
    parked = tuple(homeless[:MOST_PARKED])
    return [c.MoveContributions(by=by, on=parked, theme=None)] if parked else []


def folds(state: State, by: n.PersonId, about: About) -> list[c.Command]:
    """What says the same, under the one that came first."""
    alike: dict[str, list[n.ContributionId]] = {}
    for on, sample in about.items():
        if sample.duplicate_group and on in state.contributions and shown(state, on):
            alike.setdefault(sample.duplicate_group, []).append(on)
    wishes: list[c.Command] = []
    for found in alike.values():
        first, *others = sorted(found, key=lambda on: state.contributions[on].number)
        if others:
            wishes.append(c.FoldTogether(by=by, into=first, others=tuple(others)))
    return wishes


def subject_of(state: State, theme: n.ThemeId, about: About) -> Subject:
    """What most of a theme is about."""
    count = Counter(_subject(about, k.id) for k in members(state, theme))
    known = [(subject, n) for subject, n in count.most_common() if subject in NAMES]
    return known[0][0] if known else ""


def theme_about(state: State, subject: Subject) -> n.ThemeId | None:
    """The theme that people named after a subject."""
    name = NAMES[subject]
    return next((theme.id for theme in themes_in_order(state) if theme.name == name), None)


def _subject(about: About, on: n.ContributionId) -> Subject:
    return about[on].theme if on in about else ""


def _seen(state: State, about: About, subject: Subject) -> list[n.ContributionId]:
    return [
        on
        for on, sample in about.items()
        if sample.theme == subject and on in state.contributions and shown(state, on)
    ]
