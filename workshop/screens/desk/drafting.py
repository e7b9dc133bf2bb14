"""The form of a draft. What was typed stays whatever happens: another view, a refusal, a rival."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from workshop.domain.commands import DraftPrinciple, ReviseDraft
from workshop.domain.desk_view import Desk, DraftRow, Row, ThemeRow
from workshop.domain.drafting import MOST_SENTENCES
from workshop.domain.nouns import Ask, CardId, ContributionId, DraftId, Sentence, Wording
from workshop.screens.desk.checking import checks
from workshop.screens.desk.marks import heading, note
from workshop.screens.desk.wishes import fresh, pick, picked, wish
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here

_TITLE = (2, 6)
_STATEMENT = 35
_SHORT = 60
_BLANK = Wording(title="", statement=Sentence(""), rationale=(Sentence(""),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the fields of one draft start from, and the keys they go by."""

    key: str
    start: Wording
    base: int
    numbers: Mapping[ContributionId, str]


def form(here: Here, desk: Desk, row: ThemeRow, draft: DraftRow | None) -> None:
    """The fields, the check of quotations, and the button that saves a version."""
    made = _form(here, desk, row, draft)
    latest = draft.draft.latest.number if draft else 0
    if latest > made.base:
        _newer(here, row, latest)
    wording = _fields(here, desk, made)
    draw(checks(here, wording))
    label = (
        here.say("Save version {n}", n=latest + 1) if draft else here.say("Save the first version")
    )
    if st.button(label, key=f"save-{made.key}", type="primary"):
        _save(here, row, draft, made, wording)


def _form(here: Here, desk: Desk, row: ThemeRow, draft: DraftRow | None) -> Form:
    """Starts from the version that was newest when the form was opened."""
    latest = draft.draft.latest if draft else None
    base = int(picked(here, _base(row), str(latest.number if latest else 0)))
    here.visit.selected[_base(row)] = str(base)
    versions = draft.draft.versions if draft else ()
    start = next((v.wording for v in versions if v.number == base), _BLANK)
    numbers = {r.statement.id: _named(r) for r in row.rows}
    cited = {on for s in (start.statement, *start.rationale) for on in s.rests_on}
    elsewhere = {r.statement.id: _named(r) for r in desk.inbox if r.statement.id in cited}
    return Form(key=f"{row.theme.id}-{base}", start=start, base=base, numbers=numbers | elsewhere)


def _base(row: ThemeRow) -> str:
    return f"base-{row.theme.id}"


def _named(row: Row) -> str:
    text = row.statement.words.text
    return f"{row.statement.number}  {text[:_SHORT]}{'…' if len(text) > _SHORT else ''}"


def _newer(here: Here, row: ThemeRow, latest: int) -> None:
    draw(
        note(
            here.say("There is a newer version, number {n}.", n=latest),
            here.say("What you typed stays here. Read the newer one before you go on."),
        )
    )
    if st.button(here.say("Take the newer version into the form"), key=f"newer-{row.theme.id}"):
        pick(here, _base(row), str(latest))


def _fields(here: Here, desk: Desk, made: Form) -> Wording:
    start, key = made.start, made.key
    title = st.text_input(
        here.say("Title, 2 to 6 words"), start.title, key=f"title-{key}", persist_state="page"
    )
    _refused(here, made, "title")
    statement = _sentence(
        here,
        made,
        here.say("Statement: who should do what, so that … (up to 35 words)"),
        start.statement,
        "statement",
    )
    _refused(here, made, "statement")
    _lengths(here, title, statement.text)
    why, asks = _why(here, made), _asks(here, made)
    return Wording(
        title=title,
        statement=statement,
        rationale=tuple(s for s in why if s.text.strip()),
        asks=tuple(a for a in asks if a.of.strip() or a.what.strip()),
        cards=_cards(here, desk, made),
        lang=start.lang if made.base else desk.setup.languages[0],
    )


def _why(here: Here, made: Form) -> list[Sentence]:
    draw(heading(here.say("Why")))
    start, label = made.start.rationale, here.say("One more sentence")
    count = _count(here, made, "why", len(start))
    found = list[Sentence]()
    for i in range(count):
        name = here.say("Why, sentence {n}", n=i + 1)
        found.append(_sentence(here, made, name, _nth(start, i), f"why-{i}"))
        # empty ones are not sent, so the rules count without them
        _refused(here, made, f"why {sum(1 for s in found if s.text.strip())}")
    if count < MOST_SENTENCES and st.button(label, key=f"more-why-{made.key}"):
        pick(here, f"why-{made.key}", str(count + 1))
    return found


def _asks(here: Here, made: Form) -> list[Ask]:
    draw(heading(here.say("What it asks")))
    start, label = made.start.asks, here.say("One more ask")
    count = _count(here, made, "ask", len(start))
    found = list[Ask]()
    for i in range(count):
        found.append(_ask(here, made, start[i] if i < len(start) else Ask("", ""), i))
        sent = sum(1 for ask in found if ask.of.strip() or ask.what.strip())
        _refused(here, made, f"whom {sent}", f"ask {sent}")
    if count < MOST_SENTENCES and st.button(label, key=f"more-ask-{made.key}"):
        pick(here, f"ask-{made.key}", str(count + 1))
    return found


def _count(here: Here, made: Form, what: str, least: int) -> int:
    """How many of them the form shows."""
    return int(picked(here, f"{what}-{made.key}", str(max(1, least))))


def _nth(sentences: tuple[Sentence, ...], i: int) -> Sentence:
    return sentences[i] if i < len(sentences) else Sentence("")


def _sentence(here: Here, made: Form, label: str, start: Sentence, place: str) -> Sentence:
    """A sentence and the contributions it was written from, side by side."""
    key = f"{place}-{made.key}"
    words, rests = st.columns([6, 5], gap="small")
    with words:
        text = st.text_area(label, start.text, key=key, height=96, persist_state="page")
    with rests:
        on = st.multiselect(
            here.say("Rests on"),
            list(made.numbers),
            default=[on for on in start.rests_on if on in made.numbers],
            format_func=lambda on: made.numbers[on],
            key=f"rests-{key}",
            placeholder="",
            persist_state="page",
        )
    return Sentence(text, tuple(on))


def _ask(here: Here, made: Form, start: Ask, i: int) -> Ask:
    whom, what = st.columns([3, 8], gap="small")
    with whom:
        of = st.text_input(
            here.say("Of whom, {n}", n=i + 1),
            start.of,
            key=f"of-{i}-{made.key}",
            persist_state="page",
        )
    with what:
        asked = st.text_input(
            here.say("What, {n}", n=i + 1),
            start.what,
            key=f"what-{i}-{made.key}",
            persist_state="page",
        )
    return Ask(of, asked)


def _cards(here: Here, desk: Desk, made: Form) -> tuple[CardId, ...]:
    titles = {card.id: card.title for card in desk.setup.cards}
    if not titles:
        return ()
    chosen = st.multiselect(
        here.say("Elsewhere: example cards to print with it"),
        list(titles),
        default=[card for card in made.start.cards if card in titles],
        format_func=lambda card: titles[card],
        key=f"cards-{made.key}",
        placeholder="",
        persist_state="page",
    )
    return tuple(chosen)


def _refused(here: Here, made: Form, *places: str) -> None:
    """Beside these fields, the sentence that refused what stands in one of them."""
    visit = here.visit
    mine = (picked(here, "refused"), picked(here, "place")) in {(made.key, p) for p in places}
    if mine and visit.message and visit.message_is_bad:
        draw(f'<p class="d note beside">{plain(visit.message)}</p>')


def _lengths(here: Here, title: str, statement: str) -> None:
    """Word counts, amber where they are out of bounds; nothing is ever cut."""
    in_title, in_statement = len(title.split()), len(statement.split())
    told = here.say("Title {t} words, statement {s} of 35 words.", t=in_title, s=in_statement)
    bad = in_statement > _STATEMENT or (title and not _TITLE[0] <= in_title <= _TITLE[1])
    css = "d note" if bad else "d soft"
    draw(f'<p class="{css} num">{plain(told)}</p>')


def _save(here: Here, row: ThemeRow, draft: DraftRow | None, made: Form, wording: Wording) -> None:
    here.visit.selected["refused"] = made.key
    if draft is None:
        name = f"draft-{row.theme.id}"
        command = DraftPrinciple(
            by=here.who, id=DraftId(fresh(here, name)), theme=row.theme.id, wording=wording
        )
        wish(here, command, here.say("The first version is saved."), name, _base(row))
        return
    revise = ReviseDraft(by=here.who, draft=draft.draft.id, after=made.base, wording=wording)
    wish(here, revise, here.say("A new version is saved. Consent starts at zero."), _base(row))
