"""Pages of the wall while principles are worded: drafts, consent, principles at the end, gaps."""

from __future__ import annotations

from dataclasses import replace

from workshop.domain.nouns import AreaKey, Status, ThemeId
from workshop.domain.views import DraftCard
from workshop.domain.wall_view import AreaCount
from workshop.screens.say import plain
from workshop.screens.wall.marks import Scene, beads, mark, size, soft, stressed, strong
from workshop.screens.wall.sorting import standings, theme_pages
from workshop.screens.wall.turning import Slide, pages, row_weight
from workshop.wording import STATUSES

_AREA_ROWS = 14.0


def drafts(scene: Scene) -> tuple[Slide, ...]:
    """Each draft in its latest wording; until there is one, the votes or the themes."""
    say = scene.say
    if not scene.picture.drafts:
        if scene.picture.standings:
            return standings(scene)
        first = soft(say("No principle is worded yet."))
        return tuple(replace(s, foot=first) for s in theme_pages(scene)) or (_nothing(scene),)
    return tuple(
        _draft(
            scene,
            draft,
            title=say(
                "Principle {number}, version {version}",
                number=draft.number,
                version=draft.version,
            ),
            foot=say.count(
                "Written from {n} voice. Say it better on your phone.",
                "Written from {n} voices. Say it better on your phone.",
                draft.written_from,
            ),
        )
        for draft in scene.picture.drafts
    )


def consent(scene: Scene) -> tuple[Slide, ...]:
    """Each draft with how many have answered; not what."""
    if not scene.picture.drafts:
        return (_nothing(scene),)
    return tuple(_asked(scene, draft) for draft in scene.picture.drafts)


def principles(scene: Scene) -> tuple[Slide, ...]:
    """What the room takes away: the principles by area, then each with its support."""
    if not scene.picture.drafts:
        return (_nothing(scene),)
    return _by_area(scene) + tuple(_stands(scene, draft) for draft in scene.picture.drafts)


def gaps(scene: Scene) -> tuple[Slide, ...]:
    """What is linked to each area, and where nothing is."""
    say = scene.say
    rows = "".join(_gap(scene, area) for area in scene.picture.gaps)
    main = f'<ul class="areas">{rows}</ul>'
    told = say("Links to the {framework}", framework=scene.picture.framework)
    return (Slide(title=plain(say("What is missing?")), main=main, foot=soft(told)),)


def blank(scene: Scene) -> tuple[Slide, ...]:
    """Nothing to look at but the person who speaks."""
    return (Slide(title=f'<span class="vh">{plain(scene.picture.header.title)}</span>', main=""),)


def _nothing(scene: Scene) -> Slide:
    say = scene.say
    main = f'<p class="far">{plain(say("No principle is worded yet."))}</p>'
    return Slide(title=plain(scene.picture.header.title), main=main)


def _draft(scene: Scene, draft: DraftCard, *, title: str, foot: str, below: str = "") -> Slide:
    css = f"statement {size(draft.statement, far=150 if below else 250)}"
    told = f'<p class="{css}" lang="{plain(draft.lang)}" dir="auto">{plain(draft.statement)}</p>'
    name = f'<h2 class="mid" dir="auto">{plain(draft.title)}</h2>'
    number = mark(scene.say, draft.number)
    main = f'<div class="theme">{number}<div class="stack">{name}{told}</div></div>'
    return Slide(
        title=plain(title),
        main=main + below,
        foot=soft(foot),
        keys=(f"draft {draft.id}",),
        read=len(draft.statement) + len(draft.title),
    )


def _asked(scene: Scene, draft: DraftCard) -> Slide:
    say, people = scene.say, max(scene.picture.totals.people, draft.answered)
    facts = {"people": say.number(people)}
    told = say("{answered} of {people} have answered", answered=say.number(draft.answered), **facts)
    big = say(
        "{answered} of {people} have answered", answered=strong(say.number(draft.answered)), **facts
    )
    string = beads((("full", draft.answered), ("ring", people - draft.answered)), told)
    return _draft(
        scene,
        draft,
        title=say("Principle {number}: can we live with it?", number=draft.number),
        foot=say("An objection opens the wording again. It is no veto."),
        below=f'{string}<p class="mid red">{stressed(big)}</p>',
    )


def _stands(scene: Scene, draft: DraftCard) -> Slide:
    say, (support, live_with, object_) = scene.say, draft.support or (0, 0, 0)
    told = say(
        "{support} support it, {live_with} can live with it, {object} object",
        support=say.number(support),
        live_with=say.number(live_with),
        object=say.number(object_),
    )
    string = beads((("full", support), ("half", live_with), ("empty", object_)), told)
    status = plain(say(STATUSES[draft.status or Status.CANDIDATE]))
    return _draft(
        scene,
        draft,
        title=say("Principle {number}", number=draft.number),
        foot=say.count("Written from {n} voice.", "Written from {n} voices.", draft.written_from),
        below=f'{string}<p class="mid">{plain(told)} <span class="status">{status}</span></p>',
    )


def _by_area(scene: Scene) -> tuple[Slide, ...]:
    say, picture = scene.say, scene.picture
    areas = {theme.id: theme.areas for theme in picture.themes}
    linked = [(area, _linked(area.key, picture.drafts, areas)) for area in picture.gaps]
    groups = pages(linked, lambda pair: _lines(pair[1]), _AREA_ROWS)
    title = say(
        "{principles}, made by {people}",
        principles=say.count("{n} principle", "{n} principles", len(picture.drafts)),
        people=say.count("{n} person", "{n} people", picture.totals.took_part),
    )
    return tuple(
        Slide(
            title=plain(title),
            main=f'<ul class="closing">{"".join(_area(scene, *pair) for pair in group)}</ul>',
            foot=soft(_disclaimer(scene)),
            keys=(f"areas {i}",),
            read=sum(len(draft.title) for _, found in group for draft in found),
        )
        for i, group in enumerate(groups, 1)
    )


def _disclaimer(scene: Scene) -> str:
    return scene.say(
        "A draft by the people here. Links to the {framework}. UNESCO has not endorsed it.",
        framework=scene.picture.framework,
    )


def _lines(found: list[DraftCard]) -> float:
    return max(1.0, sum(row_weight(draft.title) for draft in found)) + 0.6


def _linked(
    area: AreaKey, found: tuple[DraftCard, ...], areas: dict[ThemeId, tuple[AreaKey, ...]]
) -> list[DraftCard]:
    """The principles whose centre is this area, so that each stands once."""
    return [draft for draft in found if areas.get(draft.theme, ())[:1] == (area,)]


def _area(scene: Scene, area: AreaCount, found: list[DraftCard]) -> str:
    none = f'<span class="none">{plain(scene.say("No principle yet"))}</span>'
    names = "".join(
        f'<p>{mark(scene.say, draft.number)}<span dir="auto">{plain(draft.title)}</span></p>'
        for draft in found
    )
    return (
        f'<li><span class="rom">{plain(area.roman)}</span>'
        f"<strong>{plain(area.short)}</strong><div>{names or none}</div></li>"
    )


def _gap(scene: Scene, area: AreaCount) -> str:
    say = scene.say
    count = (
        f'<span class="num">{plain(say.count("{n} theme", "{n} themes", area.themes))}</span>'
        if area.themes
        else f'<span class="none">{plain(say("nothing yet"))}</span>'
    )
    focus = f'<span class="tag">{plain(say("our focus"))}</span>' if area.focus else ""
    return (
        f'<li><span class="rom">{plain(area.roman)}</span>'
        f"<span>{plain(area.short)} {focus}</span>{count}</li>"
    )
