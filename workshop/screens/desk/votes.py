"""The votes view: what the room agrees on, what divides it, what matters most to people."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from types import MappingProxyType

import streamlit as st

from workshop.consensus import results
from workshop.domain.commands import RevealResults
from workshop.domain.desk_view import Desk, Row
from workshop.domain.nouns import Code, ContributionId
from workshop.domain.standings import TOO_FEW, Results, Tally
from workshop.screens.desk.marks import bar, empty, heading, mark
from workshop.screens.desk.paging import page_of
from workshop.screens.desk.wishes import wish
from workshop.screens.say import draw, plain, voice
from workshop.screens.visit import Here
from workshop.wording import N_

_PAGE = 25
_KEPT = 8
_known: OrderedDict[Code, tuple[int, Results]] = OrderedDict()


def _few(found: Results) -> list[ContributionId]:
    return [on for on, tally in found.tallies.items() if tally.decided < TOO_FEW]


def _all(found: Results) -> list[ContributionId]:
    return sorted(found.tallies, key=lambda on: -found.tallies[on].agree)


LISTS: Mapping[str, tuple[str, Callable[[Results], list[ContributionId]]]] = MappingProxyType(
    {
        "agreed": (N_("Most agreed"), lambda found: list(found.most_agreed)),
        "divided": (N_("Most divided"), lambda found: list(found.most_divided)),
        "few": (N_("Too few to say"), _few),
        "all": (N_("All"), _all),
    }
)


def counted(here: Here) -> Results:
    """What the votes say, computed once a version."""
    version, code = here.room.version, here.room.code
    found = _known.get(code)
    if found is None or found[0] != version:
        found = _known[code] = (version, results(here.room.state))
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return found[1]


def view(here: Here, desk: Desk) -> None:
    """A list of statements with their votes; beside it the themes people chose."""
    left, right = st.columns([7, 3], gap="large")
    with left:
        _statements(here, desk)
    with right:
        _chosen(here, desk)


def _statements(here: Here, desk: Desk) -> None:
    people = here.say.count("{n} person voted", "{n} people voted", desk.now.voted)
    votes = here.say.count("{n} vote", "{n} votes", desk.now.votes)
    draw(heading(votes, people))
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        chosen = st.segmented_control(
            here.say("Which"),
            list(LISTS),
            default="agreed",
            format_func=lambda key: here.say(LISTS[key][0]),
            label_visibility="collapsed",
            key="votes-list",
            required=True,
        )
        shown = desk.stage.revealed
        label = here.say("Hide the results again") if shown else here.say("Reveal the results")
        if st.button(label, key=f"votes-reveal-{shown}", disabled=not desk.now.votes):
            done = here.say("Results are hidden.") if shown else here.say("Results are shown.")
            wish(here, RevealResults(by=here.who, revealed=not shown), done)
    found, rows = counted(here), {row.statement.id: row for row in desk.inbox}
    wanted = [on for on in LISTS[chosen or "agreed"][1](found) if on in rows]
    if not wanted:
        draw(
            empty(
                here.say("No statement stands here yet."),
                here.say("A statement is ranked from 8 votes on. Open voting, or look at All."),
            )
        )
        return
    lines = [_line(here, rows[on], found) for on in page_of(f"v-{chosen}", wanted, _PAGE)]
    draw(_table(here, lines))


def _table(here: Here, lines: list[str]) -> str:
    heads = (
        here.say("Statement"),
        here.say("Agree"),
        here.say("Share that agrees, with its range"),
    )
    head = "".join(f"<th scope='col'>{plain(each)}</th>" for each in heads)
    return (
        f'<div class="d"><table class="t votes"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _line(here: Here, row: Row, found: Results) -> str:
    on = row.statement.id
    tally = found.tallies.get(on, Tally())
    of = here.say("{agree} of {n}", agree=tally.agree, n=tally.decided)
    passed = tally.passed + tally.unreadable
    rest = here.say(" · {n} passed or could not read it", n=passed) if passed else ""
    range_ = found.intervals.get(on) if tally.decided >= TOO_FEW else None
    place = mark(here, row.statement.theme) if row.statement.theme else ""
    number = here.say("No. {n}", n=row.statement.number)
    return (
        f'<tr><td><div class="row">{place}<div>{voice(row.statement.words)}'
        f'<p class="soft num">{plain(number)}{plain(rest)}</p></div></div></td>'
        f'<td class="num nowrap">{plain(of)}</td><td>{bar(here, tally, range_)}</td></tr>'
    )


def _chosen(here: Here, desk: Desk) -> None:
    draw(
        heading(here.say("What matters most"), here.say("Up to {n} a person", n=desk.setup.choices))
    )
    ranked = sorted(desk.themes, key=lambda row: (-row.chosen_by, row.theme.number))
    if not any(row.chosen_by for row in ranked):
        draw(
            empty(
                here.say("Nobody has chosen a theme yet."),
                here.say("People choose while voting is open."),
            )
        )
        return
    most = max(row.chosen_by for row in ranked)
    lines = "".join(
        f'<div class="row chosen">{mark(here, row.theme.number)}<div>{plain(row.theme.name)}'
        f'<i style="--w:{round(100 * row.chosen_by / most)}"></i></div>'
        f'<b class="end num">{row.chosen_by}</b></div>'
        for row in ranked
    )
    draw(f'<div class="d">{lines}</div>')
