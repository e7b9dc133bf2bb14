"""Pages of the wall while people sort and vote: themes, voting, standings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workshop.consensus import DIVIDED_FROM, LISTED, interval, minority
from workshop.domain.standings import TOO_FEW, Tally
from workshop.domain.views import Statement, ThemeCard
from workshop.screens.say import plain
from workshop.screens.wall.gathering import plain_list
from workshop.screens.wall.marks import (
    Scene,
    bar,
    beads,
    mark,
    note,
    soft,
    spoken,
    stressed,
    strong,
    theme_beads,
)
from workshop.screens.wall.turning import (
    LINES,
    ROWS,
    Slide,
    breadth,
    pages,
    row_weight,
    standing_weight,
    statement_weight,
)

_LONG_NAME = 26
"""Letters that a name may have to stand on one line at its largest."""


def themes(scene: Scene) -> tuple[Slide, ...]:
    """All themes; after each round of them one theme in the words of its people."""
    overview = theme_pages(scene)
    if not overview:
        return plain_list(scene)
    quoted = [theme for theme in scene.picture.themes if theme.quotes]
    found: list[Slide] = []
    for theme in quoted:
        found += [replace(s, keys=tuple(f"{k}/{theme.id}" for k in s.keys)) for s in overview]
        found.append(_read(scene, theme))
    return tuple(found) or overview


def theme_pages(scene: Scene) -> tuple[Slide, ...]:
    """The themes as rows, as many pages as they need; none where there are none."""
    say, picture = scene.say, scene.picture
    most = max((theme.count for theme in picture.themes), default=0)
    groups = pages(picture.themes, lambda theme: row_weight(theme.name), ROWS)
    title = say(
        "{themes} from {voices}",
        themes=say.count("{n} theme", "{n} themes", len(picture.themes)),
        voices=say.count("{n} voice", "{n} voices", picture.totals.contributions),
    )
    return tuple(
        Slide(
            title=plain(_paged(scene, title, i, len(groups))),
            main=f'<ol class="rows">{"".join(_row(scene, t, most) for t in group)}</ol>',
            foot=_sorted(scene),
            keys=(f"page {i}",),
            read=sum(len(theme.name) for theme in group),
        )
        for i, group in enumerate(groups, 1)
    )


def voting(scene: Scene) -> tuple[Slide, ...]:
    """How many have voted; not how."""
    say, picture = scene.say, scene.picture
    voted, people = picture.voters, max(picture.totals.people, picture.voters)
    of = say.number(people)
    count = say("{voted} of {people} have voted", voted=strong(say.number(voted)), people=of)
    told = say("{voted} of {people} have voted", voted=say.number(voted), people=of)
    string = beads((("full", voted), ("ring", people - voted)), told)
    line = say("The result appears when voting ends, so that nobody is steered by it.")
    main = f'<p class="count">{stressed(count)}</p>{string}<p class="far">{plain(line)}</p>'
    foot = soft(say("You can change a vote until then."))
    return (Slide(title=plain(say("Vote on your phone")), main=main, foot=foot),)


def standings(scene: Scene) -> tuple[Slide, ...]:
    """What the room agrees on, what divides it, what matters most to people."""
    say, heard = scene.say, scene.picture.standings
    enough = [v for v in heard if _tally(v).decided >= TOO_FEW]
    if not enough:
        few = say.count(
            "{n} person voted: too few to say more",
            "{n} people voted: too few to say more",
            scene.picture.voters,
        )
        decided = [v for v in heard if _tally(v).decided]
        return _ranked(scene, few, decided) + _chosen(scene) or voting(scene)
    agreed = sorted(enough, key=lambda v: (-interval(_tally(v)).low, v.number))[:LISTED]
    apart = [v for v in enough if minority(_tally(v)) >= DIVIDED_FROM]
    divided = sorted(apart, key=lambda v: (-minority(_tally(v)), v.number))[:LISTED]
    return (
        _ranked(scene, say("Most agreed"), agreed)
        + _ranked(scene, say("Most divided"), divided)
        + _chosen(scene)
    )


def _paged(scene: Scene, title: str, page: int, of: int) -> str:
    if of == 1:
        return title
    return scene.say("{title} ({page} of {pages})", title=title, page=page, pages=of)


def _row(scene: Scene, theme: ThemeCard, most: int) -> str:
    return (
        f'<li>{mark(scene.say, theme.number)}<span class="n">{plain(theme.name)}</span>'
        f'<span class="c num">{scene.say.number(theme.count)}</span>'
        f"{theme_beads(scene.say, theme, most)}</li>"
    )


def _sorted(scene: Scene) -> str:
    say, picture = scene.say, scene.picture
    if picture.moved:
        n = picture.totals.contributions
        moving = strong(say("{moved} of {n} would move.", moved=picture.moved, n=n))
        new = say("New voices came in: {moving}", moving=moving)
        return note(f"{stressed(new)}<br>{plain(say('Nothing moves until the room has seen it.'))}")
    at = picture.grouped_at
    when = say("Sorted at {time}.", time=say.time(at)) if at is not None else ""
    tray = say.count("{n} more is in the tray.", "{n} more are in the tray.", picture.in_tray)
    key = say("Filled bead: a principle. Ring: an example.")
    return soft(key) + soft(f"{when} {tray if picture.in_tray else ''}".strip())


def _read(scene: Scene, theme: ThemeCard) -> Slide:
    say = scene.say
    long = breadth(theme.name) > _LONG_NAME
    quotes = _fitting(theme.quotes, LINES - (2.4 if long else 1.6))
    told = "".join(spoken(quote.words, far=190) for quote in quotes)
    css = "name long" if long else "name"
    main = (
        f'<div class="theme">{mark(say, theme.number)}<h2 class="{css}">{plain(theme.name)}</h2>'
        f'<div class="quotes">{told}</div></div>'
    )
    return Slide(
        title=plain(say("Theme {number}", number=theme.number)),
        main=main,
        foot=soft(say.count("From {n} voice.", "From {n} voices.", theme.count)),
        keys=(f"read {theme.id}", *(quote.id for quote in quotes)),
        read=sum(len(quote.words.text) for quote in quotes) + len(theme.name),
    )


def _fitting(quotes: tuple[Statement, ...], room: float) -> tuple[Statement, ...]:
    """The first quote, and the others as long as there is room for them."""
    taken = quotes[:1]
    for quote in quotes[1:]:
        if sum(statement_weight(q.words) for q in (*taken, quote)) <= room:
            taken = (*taken, quote)
    return taken


def _tally(voice: Statement) -> Tally:
    return voice.tally or Tally()


def _ranked(scene: Scene, title: str, ranked: Sequence[Statement]) -> tuple[Slide, ...]:
    groups = pages(ranked, lambda v: standing_weight(v.words), LINES)
    key = scene.say("Bar: where a larger room may land. Passes are not counted.")
    return tuple(
        Slide(
            title=plain(_paged(scene, title, i, len(groups))),
            main=f'<ol class="stand">{"".join(_stands(scene, v) for v in group)}</ol>',
            foot=soft(key),
            keys=(f"{title} {i}",),
            read=sum(len(v.words.text) for v in group),
        )
        for i, group in enumerate(groups, 1)
    )


def _stands(scene: Scene, voice: Statement) -> str:
    tally = _tally(voice)
    of = scene.say("{agree} of {n}", agree=tally.agree, n=tally.decided)
    return (
        f'<li>{spoken(voice.words, far=150)}<strong class="far num nowrap">{plain(of)}</strong>'
        f"{bar(scene.say, tally)}</li>"
    )


def _chosen(scene: Scene) -> tuple[Slide, ...]:
    say = scene.say
    chosen = [theme for theme in scene.picture.themes if theme.chosen_by]
    chosen.sort(key=lambda theme: (-(theme.chosen_by or 0), theme.number))
    groups = pages(chosen, lambda theme: row_weight(theme.name), ROWS + 1)
    title = say("What matters most to people here")
    return tuple(
        Slide(
            title=plain(_paged(scene, title, i, len(groups))),
            main=f'<ol class="rows">{"".join(_choice(scene, t) for t in group)}</ol>',
            foot=soft(say("The number says how many people chose the theme.")),
            keys=(f"chosen {i}",),
        )
        for i, group in enumerate(groups, 1)
    )


def _choice(scene: Scene, theme: ThemeCard) -> str:
    return (
        f'<li>{mark(scene.say, theme.number)}<span class="n">{plain(theme.name)}</span>'
        f'<span class="c num">{scene.say.number(theme.chosen_by or 0)}</span></li>'
    )
