"""How it was made: steps, what software did, what people decided, limits; then the front matter."""

from __future__ import annotations

from exports.blocks import Block, Heading, Para, Span, Style, Table, cells, para, text
from exports.phrasing import Phrasing
from exports.terms import day_of, desk_acts, hide_reason, local_day, phase
from exports.tree import tree
from workshop.domain.document import Document, StepTaken
from workshop.domain.nouns import Phase

_STEPS = (2.6, 3.4, 9.0)
_COUNTS = (11.5, 3.5)
_NO_DECISION = frozenset(
    {"CardShown", "TimerSet", "RoomLocked", "ResultsRevealed", "WallFrozen", "WallTurned"}
    | {"PhaseMoved", "ActUndone"}
)


def how_it_was_made(doc: Document, say: Phrasing) -> tuple[Block, ...]:
    """The section on method and limits."""
    return (
        Heading(1, text(say("How it was made")), page=True),
        _steps(doc, say),
        Heading(2, text(say("What the software did, and what people decided"))),
        *_software(doc, say),
        *tree(doc, say),
        *_limits(doc, say),
    )


def _steps(doc: Document, say: Phrasing) -> Table:
    steps = doc.method.steps
    one_day = len({day_of(step.began) for step in steps}) == 1
    rows = tuple(
        cells(
            phase(say, step.phase),
            say.time(step.began) if one_day else _moment(step, say),
            _happened(doc, step, say),
        )
        for step in steps
    )
    head = (say("Step"), say("Began"), say("What happened"))
    return Table(title=say("The steps of the workshop"), widths=_STEPS, head=head, rows=rows)


def _moment(step: StepTaken, say: Phrasing) -> str:
    return f"{local_day(say, step.began)}, {say.time(step.began)}"


def _happened(doc: Document, step: StepTaken, say: Phrasing) -> str:
    last = max((i for i, s in enumerate(doc.method.steps) if s.phase is step.phase), default=0)
    told = [_told(doc, step.phase, say)] if doc.method.steps[last] is step else []
    if step.contributions:
        told.append(
            say.count(
                "{n} contribution was sent.", "{n} contributions were sent.", step.contributions
            )
        )
    return " ".join(t for t in told if t)


def _told(doc: Document, step: Phase, say: Phrasing) -> str:
    f = doc.figures
    return {
        Phase.WELCOME: say.count(
            "{n} example card lay ready to be read before anyone wrote.",
            "{n} example cards lay ready to be read before anyone wrote.",
            len(doc.cards),
        ),
        Phase.WRITE: say.count(
            "People wrote alone or in small groups; {n} person wrote at all.",
            "People wrote alone or in small groups; {n} people wrote at all.",
            f.writers,
        ),
        Phase.THEMES: say("Contributions were sorted into themes that people named."),
        Phase.VOTE: " ".join(
            (
                say.count("{n} person voted.", "{n} people voted.", f.voters),
                say.count("{n} vote stands.", "{n} votes stand.", f.votes),
                say("They could agree, disagree, pass, or say that they cannot read it."),
            )
        ),
        Phase.DRAFT: say.count(
            "{n} principle was worded, one from a theme.",
            "{n} principles were worded, one from a theme.",
            f.principles,
        ),
        Phase.CONSENT: say(
            "People said of each wording that they support it, can live with it, or object, "
            "and why. A new version of a wording started at zero."
        ),
        Phase.CLOSED: say("The workshop was closed."),
    }[step]


def _software(doc: Document, say: Phrasing) -> list[Block]:
    blocks: list[Block] = []
    if doc.method.software:
        blocks.append(
            para(
                say(
                    "Software compared the contributions by meaning. It proposed which belong "
                    "together, which say nearly the same and which areas of action they touch. "
                    "It wrote no sentence of the principles and decided nothing."
                )
            )
        )
    else:
        blocks.append(
            para(say("No proposal by software was used: people sorted the contributions."))
        )
    blocks.append(
        para(
            say(
                "People named, sorted and worded everything. Quotations in the principles are "
                "checked letter by letter against the contributions. Each act of the desk is "
                "listed in Appendix C."
            )
        )
    )
    made = {k: n for k, n in doc.method.decisions.items() if k not in _NO_DECISION}
    if made:
        acts = desk_acts(say)
        order = sorted(made, key=[*acts, *made].index)
        rows = tuple(cells(acts.get(k, k), say.number(made[k])) for k in order)
        head = (say("What people decided"), say("How often"))
        blocks.append(Table(title=say("What people decided"), widths=_COUNTS, head=head, rows=rows))
    return blocks


def _limits(doc: Document, say: Phrasing) -> list[Block]:
    f = doc.figures
    spoken = ", ".join(say.language(lang) for lang in f.languages)
    blocks: list[Block] = []
    if f.people:
        sample = say.count(
            "{n} person who came is no sample of anyone.",
            "{n} people who came are no sample of anyone.",
            f.people,
        )
        blocks.append(para(sample))
    if len(f.languages) > 1:
        blocks.append(
            para(
                say(
                    "Contributions were written in {languages}. Few people can read all of "
                    "these; votes on a text say little about those who could not read it.",
                    languages=spoken,
                )
            )
        )
    rows = _left_out(doc, say)
    if rows:
        head = (say("Not printed in full, or apart"), say("Contributions"))
        table = Table(
            title=say("What is not printed"),
            widths=_COUNTS,
            head=head,
            rows=tuple(cells(told, say.number(n)) for told, n in rows),
        )
        blocks += [
            para(
                say("Every contribution is counted. These stand apart or without their words:"),
                Style.LEAD_IN,
            ),
            table,
        ]
    return [Heading(2, text(say("Limits"))), *blocks] if blocks else []


def _left_out(doc: Document, say: Phrasing) -> list[tuple[str, int]]:
    m = doc.method
    hidden = sorted(m.hidden.items(), key=lambda pair: pair[0].value)
    rows = [(say("Hidden: {reason}", reason=hide_reason(say, r)), n) for r, n in hidden]
    rows += [
        (say("Withdrawn by their authors, or erased"), m.withdrawn),
        (say("Not published at the wish of their authors"), m.unpublished),
        (say("Folded into another that says the same"), m.folded),
        (say("Sent late, after writing had ended"), m.late),
        (say("In no theme; they stand in Appendix A"), m.in_tray),
    ]
    return [(told, n) for told, n in rows if n]


def written_by_people(title: str, words: str) -> tuple[Block, ...]:
    """A part that organisers wrote, paragraph by paragraph; nothing where they wrote nothing."""
    parts = [part for part in words.split("\n\n") if part.strip()]
    if not parts:
        return ()
    return (Heading(1, text(title)), *(Para((Span(part),)) for part in parts))
