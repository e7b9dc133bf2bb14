"""After the last step, and whenever results are revealed: what came out, and what happens to it."""

from __future__ import annotations

from streamlit.delta_generator import DeltaGenerator

from workshop.domain.standings import TOO_FEW
from workshop.domain.views import DraftCard, Screen, Statement
from workshop.screens.participant.drafts import card
from workshop.screens.participant.frame import title
from workshop.screens.say import draw, plain, voice
from workshop.screens.visit import Here
from workshop.wording import N_

DISCLAIMER = N_(
    "A draft by the people in this room, adopted by nobody. It links to the UNESCO OER "
    "Recommendation; UNESCO has not endorsed it."
)


def closed(here: Here, screen: Screen, _: DeltaGenerator) -> None:
    """The end: thanks, numbers, what happens next, the principles."""
    title(here.say("The workshop is closed. Thank you."))
    numbers = plain(_numbers(here, screen))
    draw(f'<div class="list"><p>{numbers}</p>{_next(here, screen)}</div>')
    if screen.drafts:
        draw(
            f"<h2>{plain(here.say('The principles'))}</h2>"
            f'<p class="soft">{plain(here.say(DISCLAIMER))}</p>'
        )
    for draft in screen.drafts:
        draw(card(here, draft))
        draw(f'<p class="num">{plain(_support(here, draft))}</p>')


def _numbers(here: Here, screen: Screen) -> str:
    totals = screen.totals
    took_part = here.say.count("{n} person took part.", "{n} people took part.", totals.took_part)
    wrote = here.say.count("{n} contribution.", "{n} contributions.", totals.contributions)
    voted = here.say.count("{n} vote.", "{n} votes.", totals.votes)
    if totals.mine == 0:
        return f"{took_part} {wrote} {voted}"
    yours = here.say.count(
        "{n} of the contributions is yours.", "{n} of the contributions are yours.", totals.mine
    )
    return f"{took_part} {wrote} {voted} {yours}"


def _next(here: Here, screen: Screen) -> str:
    steps = [f"<li><p>{plain(here.say('Today the draft can be read here.'))}</p></li>"]
    if screen.withdraw_until is not None:
        until = here.say(
            "Until {date} you can withdraw your words, under Mine.",
            date=here.say.day(screen.withdraw_until),
        )
        after = here.say(
            "After that the document and its data are published under {licence}.",
            licence=screen.licence,
        )
        steps += [f'<li class="todo"><p>{plain(line)}</p></li>' for line in (until, after)]
    return f'<ol class="knots">{"".join(steps)}</ol>'


def _support(here: Here, draft: DraftCard) -> str:
    if draft.support is None:
        return ""
    support, live_with, against = draft.support
    return here.say(
        "{s} support · {l} can live with it · {o} object",
        s=here.say.number(support),
        l=here.say.number(live_with),
        o=here.say.number(against),
    )


def results(here: Here, screen: Screen) -> None:
    """The votes on each statement, once they are revealed."""
    if not screen.revealed or not screen.results:
        return
    title(here.say("How the room voted"))
    lines = "".join(_result(here, statement) for statement in screen.results)
    draw(f'<div class="list">{lines}</div>')


def _result(here: Here, statement: Statement) -> str:
    tally = statement.tally
    if tally is None:
        return ""
    if tally.decided < TOO_FEW:
        told = here.say.count(
            "{n} person voted: too few to say more",
            "{n} people voted: too few to say more",
            tally.heard,
        )
    else:
        told = here.say(
            "{agree} of {decided} agree",
            agree=here.say.number(tally.agree),
            decided=here.say.number(tally.decided),
        )
    css = "card mine" if statement.mine else "card"
    return (
        f'<article class="{css}">{voice(statement.words)}'
        f'<p class="soft num">{plain(told)}</p></article>'
    )
