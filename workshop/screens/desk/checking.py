"""The quote check: every quotation word for word, every sentence with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.domain.drafting import quote_checks, sentences
from workshop.domain.nouns import ContributionId, Wording
from workshop.screens.desk.snapshot import snapshot
from workshop.screens.say import plain
from workshop.screens.visit import Here


def checks(here: Here, wording: Wording) -> str:
    """The table of what would be refused and what would not, for what stands in the form now."""
    numbers = {r.statement.id: r.statement.number for r in snapshot(here).inbox}
    quotes = "".join(
        _quote(
            here, check.quote, check.place, numbers.get(check.found_in) if check.found_in else None
        )
        for check in quote_checks(here.room.state, wording)
    )
    rests = "".join(
        _rests(here, place, sentence.rests_on, numbers)
        for place, sentence in sentences(wording)
        if sentence.text.strip()
    )
    if not quotes and not rests:
        return ""
    head = (here.say("Quote check"), here.say("Found in"))
    heads = "".join(f'<th scope="col">{plain(each)}</th>' for each in head)
    return (
        f'<div class="d"><table class="t checks"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{quotes}{rests}</tbody></table></div>"
    )


def _quote(here: Here, quote: str, place: str, number: int | None) -> str:
    where = plain(here.say.place(place))
    said = f'<q class="voice" dir="auto">{plain(quote)}</q> <span class="soft">{where}</span>'
    if number is None:
        told = here.say("Nowhere. Quote the original, or drop the quotation marks.")
        return f'<tr class="gap"><td>{said}</td><td>{plain(told)}</td></tr>'
    told = here.say("No. {n}, word for word", n=number)
    return f'<tr><td>{said}</td><td class="num">{plain(told)}</td></tr>'


def _rests(
    here: Here,
    place: str,
    on: tuple[ContributionId, ...],
    numbers: Mapping[ContributionId, int],
) -> str:
    where = plain(here.say.place(place))
    if not on:
        told = here.say("Rests on nothing yet. Choose the voices it was written from.")
        return f'<tr class="gap"><td>{where}</td><td>{plain(told)}</td></tr>'
    listed = ", ".join(str(n) for n in sorted(numbers[one] for one in on if one in numbers))
    told = here.say("rests on No. {numbers}", numbers=listed)
    return f'<tr><td>{where}</td><td class="num">{plain(told)}</td></tr>'
