"""The rules for drafts: sentences rest on living contributions, quotations are verbatim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workshop.domain import commands as c
from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.domain.participating import fresh
from workshop.domain.phases import DESK
from workshop.domain.refusals import Reason, Refused
from workshop.domain.state import State, lead_themes, living_theme, roles_of, shown
from workshop.domain.texts import clean, length, quotations, same_words, without_quotations
from workshop.domain.themes import draft_of

LONGEST_SENTENCE = 600
LONGEST_TITLE = 80
MOST_SENTENCES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCheck:
    """One quotation in a wording: where it stands and which contribution holds it, if any."""

    quote: str
    place: str
    found_in: n.ContributionId | None


def sentences(wording: n.Wording) -> Iterator[tuple[str, n.Sentence]]:
    """Each sentence with the name of its place."""
    yield "statement", wording.statement
    for i, sentence in enumerate(wording.rationale, 1):
        yield f"why {i}", sentence


def quote_checks(state: State, wording: n.Wording) -> tuple[QuoteCheck, ...]:
    """Every quotation, looked for word for word in what its sentence rests on."""
    checks = []
    for place, sentence in sentences(wording):
        for quote in quotations(sentence.text):
            homes = (on for on in sentence.rests_on if _holds(state, on, quote))
            checks.append(QuoteCheck(quote=quote, place=place, found_in=next(homes, None)))
    return tuple(checks)


def living_text(state: State, text: str, rests_on: Sequence[n.ContributionId]) -> str:
    """The text without the quotations whose words were withdrawn, hidden or erased."""
    found = quotations(text)
    gone = {q for q in found if not any(_holds(state, on, q) for on in rests_on)}
    return without_quotations(text, gone) if gone else text


def _holds(state: State, on: n.ContributionId, quote: str) -> bool:
    contribution = state.contributions.get(on)
    return (
        contribution is not None
        and shown(state, on)
        and contribution.publish
        and same_words(quote) in same_words(contribution.words.text)
    )


def draft(state: State, command: c.DraftPrinciple) -> tuple[e.Event, ...]:
    theme = living_theme(state, command.theme)
    _for_theme(state, command.by, theme)
    existing = draft_of(state, theme)
    if existing is not None:
        raise Refused(Reason.DRAFT_EXISTS, draft=existing.id)
    fresh(state, command.id)
    if command.id in state.drafts:
        raise Refused(Reason.ALREADY_SENT)
    wording = checked(state, command.wording)
    version = state.versions.get(command.id, 0) + 1
    return (
        e.PrincipleDrafted(
            by=command.by,
            at=command.at,
            draft=command.id,
            theme=theme,
            version=version,
            wording=wording,
        ),
    )


def revise_draft(state: State, command: c.ReviseDraft) -> tuple[e.Event, ...]:
    known = _draft(state, command.by, command.draft)
    if command.after != known.latest.number:
        raise Refused(Reason.OLD_VERSION, version=known.latest.number)
    wording = checked(state, command.wording)
    if wording == known.latest.wording:
        return ()
    version = state.versions[known.id] + 1
    return (
        e.DraftRevised(
            by=command.by, at=command.at, draft=known.id, version=version, wording=wording
        ),
    )


def name_value(state: State, command: c.NameValue) -> tuple[e.Event, ...]:
    known, value = _draft(state, command.by, command.draft), clean(command.value)
    if length(value) > LONGEST_TITLE:
        over = length(value) - LONGEST_TITLE
        raise Refused(Reason.TOO_LONG, over=over, limit=LONGEST_TITLE)
    if known.value == value:
        return ()
    return (e.ValueNamed(by=command.by, at=command.at, draft=known.id, value=value),)


def link_areas(state: State, command: c.LinkAreas) -> tuple[e.Event, ...]:
    theme = living_theme(state, command.theme)
    _for_theme(state, command.by, theme)
    known = {area.key for area in state.running.framework.areas}
    unknown = next((key for key in command.areas if key not in known), None)
    if unknown is not None:
        raise Refused(Reason.NO_SUCH_AREA, area=unknown)
    areas = tuple(dict.fromkeys(command.areas))
    was = state.themes[theme]
    if was.areas == areas and was.areas_decided:
        return ()
    return (e.AreasLinked(by=command.by, at=command.at, theme=theme, areas=areas),)


def _draft(state: State, who: n.PersonId, on: n.DraftId) -> n.Draft:
    known = state.drafts.get(on)
    if known is None:
        raise Refused(Reason.NO_SUCH_DRAFT)
    _for_theme(state, who, living_theme(state, known.theme))
    return known


def _for_theme(state: State, who: n.PersonId, theme: n.ThemeId) -> None:
    """The desk may draft for every theme, a table's lead for its own."""
    if theme not in state.themes:
        raise Refused(Reason.NO_SUCH_THEME)
    if not roles_of(state, who) & DESK and theme not in lead_themes(state, who):
        raise Refused(Reason.NOT_YOURS, theme=state.themes[theme].number)


def checked(state: State, wording: n.Wording) -> n.Wording:
    """The wording cleaned; Refused where a sentence rests on nothing or a quotation on nobody."""
    clean_wording = replace(
        wording,
        title=_line(wording.title, LONGEST_TITLE, "title"),
        statement=_sentence(state, wording.statement, "statement"),
        rationale=tuple(
            _sentence(state, s, f"why {i}") for i, s in enumerate(wording.rationale, 1)
        ),
        asks=tuple(
            n.Ask(
                _line(a.of, LONGEST_TITLE, f"whom {i}"),
                _line(a.what, LONGEST_SENTENCE, f"ask {i}"),
            )
            for i, a in enumerate(wording.asks, 1)
        ),
    )
    if len(wording.rationale) > MOST_SENTENCES or len(wording.asks) > MOST_SENTENCES:
        raise Refused(Reason.TOO_MANY, limit=MOST_SENTENCES)
    known = {card.id for card in state.running.cards}
    unknown = next((card for card in wording.cards if card not in known), None)
    if unknown is not None:
        raise Refused(Reason.NO_SUCH_CARD, card=unknown)
    for place, text in _unfounded(clean_wording):
        for quote in quotations(text):
            raise Refused(Reason.QUOTE_NOT_FOUND, quote=quote, place=place)
    for check in quote_checks(state, clean_wording):
        if check.found_in is None:
            raise Refused(Reason.QUOTE_NOT_FOUND, quote=check.quote, place=check.place)
    return clean_wording


def _unfounded(wording: n.Wording) -> Iterator[tuple[str, str]]:
    """What rests on no contribution of its own and so can quote nobody."""
    yield "title", wording.title
    for i, ask in enumerate(wording.asks, 1):
        yield f"ask {i}", f"{ask.of} {ask.what}"


def _line(text: str, limit: int, place: str) -> str:
    line = " ".join(clean(text).split())
    if not line:
        raise Refused(Reason.EMPTY_FIELD, place=place)
    if (count := length(line)) > limit:
        raise Refused(Reason.TOO_LONG, over=count - limit, limit=limit, place=place)
    return line


def _sentence(state: State, sentence: n.Sentence, place: str) -> n.Sentence:
    text = _line(sentence.text, LONGEST_SENTENCE, place)
    rests_on = tuple(dict.fromkeys(sentence.rests_on))
    living = [on for on in rests_on if on in state.contributions and shown(state, on)]
    if not living or len(living) < len(rests_on):
        raise Refused(Reason.RESTS_ON_NOTHING, place=place)
    return n.Sentence(text, rests_on)
