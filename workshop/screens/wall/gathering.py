"""Pages of the wall while people come in and write: join, example card, counts, voices."""

from __future__ import annotations

from workshop.domain.nouns import Example
from workshop.domain.views import Statement
from workshop.screens.say import plain
from workshop.screens.wall.frame import bare, qr, spaced
from workshop.screens.wall.marks import Scene, size, soft, spoken, stressed, strong
from workshop.screens.wall.turning import LINES, Slide, pages, statement_weight
from workshop.wording import PHASES


def join(scene: Scene) -> tuple[Slide, ...]:
    """How to come in."""
    say, picture = scene.say, scene.picture
    opened = say("Open {address} and type", address=strong(bare(scene.address)))
    people = say.count("{n} person has joined", "{n} people have joined", picture.totals.people)
    easy = say("No account, no name, no app. Write in any language.")
    main = (
        f'<div class="split"><div class="stack"><p class="far">{stressed(opened)}</p>'
        f'<p class="code" dir="ltr">{plain(spaced(picture.code))}</p>'
        f'<p class="far red" role="status"><strong>{plain(people)}</strong></p>'
        f'<p class="mid soft">{plain(easy)}</p></div>{qr(scene)}</div>'
    )
    return (Slide(title=plain(picture.header.title), main=main),)


def card(scene: Scene) -> tuple[Slide, ...]:
    """An example, before people write."""
    shown = scene.picture.card
    if shown is None:
        return join(scene)
    catch = scene.say("The catch")
    css = size(shown.question, far=76)
    main = (
        f'<p class="mid">{plain(shown.gist)}</p>'
        f'<p class="mid"><strong>{plain(catch)}:</strong> {plain(shown.challenge)}</p>'
        f'<p class="{css} red"><strong>{plain(shown.question)}</strong></p>'
    )
    return (Slide(title=plain(shown.title), main=main, foot=soft(_where(scene, shown))),)


def _where(scene: Scene, shown: Example) -> str:
    return scene.say("An example. Where: {region}", region=shown.region)


def counts(scene: Scene) -> tuple[Slide, ...]:
    """The question and numbers alone, so that the first voices do not lead the rest."""
    return (_question(scene),)


def voices(scene: Scene) -> tuple[Slide, ...]:
    """The question, then what people wrote, the newest first."""
    if not scene.picture.voices:
        return (_question(scene),)
    return (_question(scene), *_voices(scene, _title(scene), _newest(scene)))


def plain_list(scene: Scene) -> tuple[Slide, ...]:
    """All voices, or the newest, as a list: too few to group, or not grouped yet."""
    say, picture = scene.say, scene.picture
    n = picture.totals.contributions
    if not picture.voices:
        empty = f'<p class="far">{plain(say("Nobody has written yet."))}</p>'
        return (Slide(title=plain(say(PHASES[picture.header.phase])), main=empty),)
    if not picture.plain_list:
        waiting = say.count("{n} voice, not sorted yet", "{n} voices, not sorted yet", n)
        return _voices(scene, waiting, soft(say("The newest come first. Themes follow.")))
    few = say.count(
        "{n} voice: too few to group, so here it is",
        "{n} voices: too few to group, so here they all are",
        n,
    )
    return _voices(scene, few, soft(say("What is missing?")))


def _voices(scene: Scene, title: str, foot: str) -> tuple[Slide, ...]:
    groups = pages(scene.picture.voices, lambda v: statement_weight(v.words), LINES)
    return tuple(_page(group, title, foot) for group in groups)


def _page(group: list[Statement], title: str, foot: str) -> Slide:
    return Slide(
        title=plain(title),
        main=f'<ul class="voices">{"".join(f"<li>{spoken(v.words)}</li>" for v in group)}</ul>',
        foot=foot,
        keys=tuple(v.id for v in group),
        read=sum(len(v.words.text) for v in group),
        stays=True,
    )


def _title(scene: Scene) -> str:
    say, prompts = scene.say, scene.picture.prompts
    if len(prompts) > 1:
        return say.count("Write: {n} question", "Write: {n} questions", len(prompts))
    return say("Write: {question}", question=prompts[0].title)


def _newest(scene: Scene) -> str:
    say, picture = scene.say, scene.picture
    told = say.count(
        "{n} voice. The newest comes first.",
        "{n} voices. The newest come first.",
        picture.totals.contributions,
    )
    return soft(told) + (soft(_hidden(scene)) if picture.waiting else "")


def _hidden(scene: Scene) -> str:
    return scene.say.count("{n} is not shown.", "{n} are not shown.", scene.picture.waiting)


def _question(scene: Scene) -> Slide:
    say, picture = scene.say, scene.picture
    count = say.count(
        "{count} voice so far",
        "{count} voices so far",
        picture.totals.contributions,
        count=strong(say.number(picture.totals.contributions)),
    )
    wrote = say(
        "{writers} of {people} have written.",
        writers=say.number(picture.writers),
        people=say.number(picture.totals.people),
    )
    css = "far" if len(picture.prompts) == 1 else "mid"
    asked = "".join(f'<li class="{css}">{plain(prompt.title)}</li>' for prompt in picture.prompts)
    main = (
        f'<ul class="stack">{asked}</ul><p class="count">{stressed(count)}</p>'
        f'<p class="mid soft">{plain(wrote)}</p>'
    )
    quiet = soft(say("Principles and examples, in any language. A few words are enough."))
    return Slide(title=plain(say("Write on your phone")), main=main, foot=quiet, keys=("question",))
