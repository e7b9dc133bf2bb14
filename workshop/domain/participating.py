"""The rules for what participants do, and scribes for them."""

from __future__ import annotations

import regex

from workshop.domain import commands as c
from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.domain.phases import ACT_OF
from workshop.domain.refusals import Reason, Refused
from workshop.domain.state import (
    State,
    living_theme,
    objection_id,
    roles_of,
    said_beside,
    shown,
)
from workshop.domain.texts import clean, language, length, spoken

MOST_PER_PERSON = 60
LONGER_TRANSLATED = 2
"""A translation may be so many times as long as an example."""
"""By one person: far above what anyone writes, far below what a script could flood."""
SUGGESTION_LIMIT = 500
REASON_LIMIT = 280
LARGEST_GROUP = 20
_ID = regex.compile(r"[0-9A-Za-z_-]{1,64}")
"""What screens make ids of; `/` and `:` join them in the log."""


def voice(state: State, command: c.Spoken) -> n.PersonId:
    """Whose act this is. Scribes share a table: any may speak for whom one of them seated."""
    who = command.behalf or command.by
    person = state.people.get(who)
    if command.behalf is not None:
        seated = person is not None and person.scribe is not None
        if not seated or n.Role.SCRIBE not in roles_of(state, command.by):
            raise Refused(Reason.NOT_YOURS, act=ACT_OF[type(command)].value)
        return who
    if person is None or not person.joined:
        raise Refused(Reason.NOT_JOINED)
    if not person.agreed:
        raise Refused(Reason.NOTICE_FIRST)
    return who


def _scribe(command: c.Spoken) -> n.PersonId | None:
    return command.by if command.behalf is not None else None


def words(text: n.Words, limit: int) -> n.Words:
    """Clean words within the limit, or Refused that says how many characters are too many."""
    cleaned = clean(text.text)
    if not cleaned:
        raise Refused(Reason.EMPTY)
    if (count := length(cleaned)) > limit:
        raise Refused(Reason.TOO_LONG, over=count - limit, limit=limit)
    return n.Words(cleaned, spoken(cleaned, text.lang))


def _visible(state: State, on: n.ContributionId) -> n.Contribution:
    if on not in state.contributions:
        raise Refused(Reason.NO_SUCH_CONTRIBUTION)
    if not shown(state, on):
        raise Refused(Reason.NOT_SHOWN, number=state.contributions[on].number)
    return state.contributions[on]


def _own(state: State, on: n.ContributionId, who: n.PersonId) -> n.Contribution:
    contribution = state.contributions.get(on)
    if contribution is None:
        raise Refused(Reason.NO_SUCH_CONTRIBUTION)
    if contribution.by != who:
        raise Refused(Reason.NOT_YOURS, number=contribution.number)
    return contribution


def fresh(state: State, *ids: str) -> None:
    """Refused unless these ids, made by a screen, can be read and name no words yet."""
    if not all(_ID.fullmatch(made) for made in ids):
        raise Refused(Reason.BAD_ID)
    if any(made in state.contributions or made in state.suggestions for made in ids):
        raise Refused(Reason.ALREADY_SENT)


def join(state: State, command: c.Join) -> tuple[e.Event, ...]:
    was, lang = state.people.get(command.by), language(command.lang)
    if was and was.joined and was.lang == lang and (was.agreed or not command.agreed):
        return ()
    return (e.Joined(by=command.by, at=command.at, lang=lang, agreed=command.agreed),)


def seat_proxy(state: State, command: c.SeatProxy) -> tuple[e.Event, ...]:
    if command.person in state.people or command.person in {n.HOST, n.MACHINE}:
        raise Refused(Reason.ALREADY_OPEN)
    fresh(state, command.person)
    lang = language(command.lang)
    return (e.ProxySeated(by=command.by, at=command.at, person=command.person, lang=lang),)


def contribute(state: State, command: c.Contribute) -> tuple[e.Event, ...]:
    who, setup = voice(state, command), state.running
    if command.prompt not in {p.key for p in setup.prompts}:
        raise Refused(Reason.NO_SUCH_PROMPT, prompt=command.prompt)
    if command.card is not None and command.card not in {card.id for card in setup.cards}:
        raise Refused(Reason.NO_SUCH_CARD, card=command.card)
    kinds = [part.kind for part in command.parts]
    if not kinds:
        raise Refused(Reason.EMPTY)
    if len(set(kinds)) < len(kinds) or not 1 <= command.people <= LARGEST_GROUP:
        raise Refused(Reason.TOO_MANY, limit=LARGEST_GROUP)
    fresh(state, *(part.id for part in command.parts))
    mine = sum(1 for k in state.contributions.values() if k.by == who)
    if mine + len(kinds) > MOST_PER_PERSON:
        raise Refused(Reason.TOO_MANY, limit=MOST_PER_PERSON)
    limits = {n.Kind.PRINCIPLE: setup.principle_limit, n.Kind.EXAMPLE: setup.example_limit}
    first, made = len(state.contributions) + 1, []
    for offset, part in enumerate(command.parts):
        made.append(
            e.ContributionMade(
                by=who,
                at=command.at,
                scribe=_scribe(command),
                on=part.id,
                number=first + offset,
                kind=part.kind,
                words=words(part.words, limits[part.kind]),
                prompt=command.prompt,
                linked=command.parts[0].id if offset else None,
                people=command.people,
                card=command.card,
                publish=part.publish,
                shade=part.shade,
                setting=part.setting,
                late=state.stage.phase is not n.Phase.WRITE,
            )
        )
    return tuple(made)


def revise(state: State, command: c.ReviseContribution) -> tuple[e.Event, ...]:
    who, setup = voice(state, command), state.running
    contribution = _own(state, command.on, who)
    if contribution.withdrawn:
        raise Refused(Reason.WITHDRAWN, number=contribution.number)
    if any(by != who for by in state.ballots.get(command.on, {})):
        raise Refused(Reason.VOTED_ON, number=contribution.number)
    is_principle = contribution.kind is n.Kind.PRINCIPLE
    limit = setup.principle_limit if is_principle else setup.example_limit
    new = words(command.words, limit)
    if new == contribution.words:
        return ()
    return (
        e.ContributionRevised(
            by=who, at=command.at, scribe=_scribe(command), on=command.on, words=new
        ),
    )


def withdraw(state: State, command: c.Withdraw) -> tuple[e.Event, ...]:
    who, on = voice(state, command), command.on
    beside = said_beside(state, on)
    contribution = _own(state, n.ContributionId(on), who) if beside is None else None
    if beside is not None and beside[0] != who:
        raise Refused(Reason.NOT_YOURS)
    until = state.running.withdraw_until
    if until is not None and command.at.date() > until:
        raise Refused(Reason.TOO_LATE, until=until)
    if contribution is None:
        return () if beside is None or beside[1].erased else (_taken_back(command, who, on),)
    if contribution.withdrawn:
        return ()
    return (
        e.ContributionWithdrawn(by=who, at=command.at, scribe=_scribe(command), on=contribution.id),
    )


def _taken_back(command: c.Spoken, who: n.PersonId, on: str) -> e.WordsErased:
    return e.WordsErased(by=who, at=command.at, scribe=_scribe(command), on=on)


def cast_vote(state: State, command: c.CastVote) -> tuple[e.Event, ...]:
    who = voice(state, command)
    if _visible(state, command.on).by == who:
        raise Refused(Reason.OWN_WORDS, number=state.contributions[command.on].number)
    if state.ballots.get(command.on, {}).get(who) == command.value:
        return ()
    return (
        e.VoteCast(
            by=who, at=command.at, scribe=_scribe(command), on=command.on, value=command.value
        ),
    )


def support(state: State, command: c.Support) -> tuple[e.Event, ...]:
    agreeing = c.CastVote(
        by=command.by, at=command.at, behalf=command.behalf, on=command.on, value=n.Vote.AGREE
    )
    return cast_vote(state, agreeing)


def choose(state: State, command: c.ChooseThemes) -> tuple[e.Event, ...]:
    who, limit = voice(state, command), state.running.choices
    chosen = tuple(dict.fromkeys(living_theme(state, theme) for theme in command.themes))
    if any(theme not in state.themes for theme in chosen):
        raise Refused(Reason.NO_SUCH_THEME)
    if len(chosen) > limit:
        raise Refused(Reason.TOO_MANY, limit=limit)
    if state.choices.get(who, ()) == chosen:
        return ()
    return (e.ThemesChosen(by=who, at=command.at, scribe=_scribe(command), themes=chosen),)


def suggest(state: State, command: c.SuggestWording) -> tuple[e.Event, ...]:
    who = voice(state, command)
    draft = state.drafts.get(command.draft)
    if draft is None:
        raise Refused(Reason.NO_SUCH_DRAFT)
    fresh(state, command.id)
    return (
        e.WordingSuggested(
            by=who,
            at=command.at,
            scribe=_scribe(command),
            id=command.id,
            draft=draft.id,
            version=draft.latest.number,
            words=words(command.words, SUGGESTION_LIMIT),
        ),
    )


def translate(state: State, command: c.Translate) -> tuple[e.Event, ...]:
    who = voice(state, command)
    contribution = _visible(state, command.on)
    new = words(command.words, LONGER_TRANSLATED * state.running.example_limit)
    if new == contribution.words or new in contribution.translations:
        return ()
    return (e.Translated(by=who, at=command.at, scribe=_scribe(command), on=command.on, words=new),)


def consent(state: State, command: c.GiveConsent) -> tuple[e.Event, ...]:
    who = voice(state, command)
    draft = state.drafts.get(command.draft)
    if draft is None:
        raise Refused(Reason.NO_SUCH_DRAFT)
    if command.version != draft.latest.number:
        raise Refused(Reason.OLD_VERSION, version=draft.latest.number)
    objecting = command.value is n.Consent.OBJECT
    if objecting and (command.reason is None or not clean(command.reason.text)):
        raise Refused(Reason.REASON_NEEDED)
    told = words(command.reason, REASON_LIMIT) if objecting and command.reason else None
    answer = n.Answer(value=command.value, reason=told)
    if state.answers.get((draft.id, command.version), {}).get(who) == answer:
        return ()
    earlier = (_taken_back(command, who, on) for on in _objected(state, draft.id, who))
    given = e.ConsentGiven(
        by=who,
        at=command.at,
        scribe=_scribe(command),
        draft=draft.id,
        version=command.version,
        answer=answer,
    )
    return (*earlier, given)


def _objected(state: State, draft: n.DraftId, who: n.PersonId) -> tuple[str, ...]:
    """This person's objections, to any version, whose words are there: a new answer ends them."""
    known = (
        (objection_id(draft, version, who), answers[who].reason)
        for (on, version), answers in state.answers.items()
        if on == draft and who in answers
    )
    return tuple(on for on, reason in known if reason is not None and not reason.erased)


def says_otherwise(state: State, command: c.Wish) -> bool:
    """Whether a wish that was granted before now comes with other words than are recorded.

    Words that were revised, withdrawn or erased since cannot be compared: they count as the same.
    """
    match command:
        case c.Contribute():
            return any(
                (known := state.contributions.get(part.id)) is not None
                and not known.revised
                and _differ(known.words, part.words)
                for part in command.parts
            )
        case c.ReviseContribution():
            return _differ(state.contributions[command.on].words, command.words)
        case c.SuggestWording():
            return _differ(state.suggestions[command.id].words, command.words)
        case c.Translate():
            told = state.contributions[command.on].translations
            own = next((w for w in told if w.lang == language(command.words.lang)), None)
            return own is not None and _differ(own, command.words)
        case c.GiveConsent():
            who = command.behalf or command.by
            answer = state.answers.get((command.draft, command.version), {}).get(who)
            reason = answer.reason if answer else None
            return bool(reason and command.reason and _differ(reason, command.reason))
        case _:
            return False


def _differ(recorded: n.Words, sent: n.Words) -> bool:
    return not recorded.erased and recorded.text != clean(sent.text)
