"""What a form wishes: one row an act. Who somebody is comes from the cookie, never from a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

import regex

from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.refusals import Reason, Refused
from workshop.identity import id_from

_TOKEN = regex.compile(r"[0-9A-Za-z_-]{16,64}")
_NUMBER = regex.compile(r"[0-9]{1,6}")
_WORDS = frozenset(
    {
        "prompt",
        "principle",
        "example",
        "hide",
        "people",
        "lang",
        "shade",
        "setting",
        "card",
        "sure",
    }
)
E_ = TypeVar("E_", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that was sent: by whom, its fields, and the language that its sender reads first."""

    by: n.PersonId
    tongue: str
    fields: Mapping[str, tuple[str, ...]]

    def text(self, name: str) -> str:
        """What stands in a field; nothing where there is none."""
        return self.fields.get(name, ("",))[0]

    @property
    def token(self) -> str:
        """The token that the page or the phone put into it."""
        found = self.text("token")
        if not _TOKEN.fullmatch(found):
            raise Refused(Reason.BAD_ID)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The fields that a form may bring, and the wish it makes."""

    fields: frozenset[str]
    wish: Callable[[Form], c.Command]


def wish(name: str, form: Form) -> c.Command:
    """The wish of a form. Refused as BAD_ID where it holds what no page of ours sends."""
    act = ACTS.get(name)
    if act is None or form.fields.keys() - act.fields - {"token"}:
        raise Refused(Reason.BAD_ID)
    return act.wish(form)


def _tap(form: Form, *chosen: str) -> n.Token:
    # the same form may be sent with one answer and, after a step back, with another: two wishes
    return n.Token(id_from(form.token, *chosen))


def _one_of(kind: type[E_], told: str) -> E_:
    try:
        return kind(told)
    except ValueError:
        raise Refused(Reason.BAD_ID) from None


def _number(told: str) -> int:
    if not _NUMBER.fullmatch(told):
        raise Refused(Reason.BAD_ID)
    return int(told)


def _join(form: Form) -> c.Command:
    agreed = form.text("agreed") == "yes"
    token = _tap(form, str(agreed), form.tongue)
    return c.Join(by=form.by, lang=form.tongue, agreed=agreed, token=token)


def _contribute(form: Form) -> c.Command:
    written = ((n.Kind.PRINCIPLE, "principle"), (n.Kind.EXAMPLE, "example"))
    filled = [one for one in written if form.text(one[1]).strip()] or written[:1]
    card = form.text("card")
    return c.Contribute(
        by=form.by,
        token=n.Token(form.token),
        prompt=n.PromptKey(form.text("prompt")),
        parts=tuple(_part(form, kind, name) for kind, name in filled),
        people=_number(form.text("people") or "1"),
        card=n.CardId(card) if card else None,
    )


def _part(form: Form, kind: n.Kind, name: str) -> c.Part:
    is_example = kind is n.Kind.EXAMPLE
    shade, setting = form.text("shade"), form.text("setting")
    return c.Part(
        id=n.ContributionId(id_from(form.by, form.token, name)),
        kind=kind,
        words=n.Words(form.text(name), form.text("lang") or form.tongue),
        publish=not (is_example and form.text("hide")),
        shade=_one_of(n.Shade, shade) if is_example and shade else None,
        setting=_one_of(n.Setting, setting) if is_example and setting else None,
    )


def _support(form: Form) -> c.Command:
    on = n.ContributionId(form.text("on"))
    return c.Support(by=form.by, on=on, token=_tap(form, on))


def _vote(form: Form) -> c.Command:
    on, value = n.ContributionId(form.text("on")), _one_of(n.Vote, form.text("vote"))
    return c.CastVote(by=form.by, on=on, value=value, token=_tap(form, on, value))


def _choose(form: Form) -> c.Command:
    themes = form.fields.get("theme", ())
    chosen = tuple(n.ThemeId(theme) for theme in themes)
    return c.ChooseThemes(by=form.by, themes=chosen, token=_tap(form, *themes))


def _suggest(form: Form) -> c.Command:
    return c.SuggestWording(
        by=form.by,
        token=n.Token(form.token),
        id=n.SuggestionId(id_from(form.by, form.token)),
        draft=n.DraftId(form.text("draft")),
        words=n.Words(form.text("text"), form.tongue),
    )


def _translate(form: Form) -> c.Command:
    return c.Translate(
        by=form.by,
        token=n.Token(form.token),
        on=n.ContributionId(form.text("on")),
        words=n.Words(form.text("text"), form.text("lang") or form.tongue),
    )


def _consent(form: Form) -> c.Command:
    value, reason = _one_of(n.Consent, form.text("answer")), form.text("reason")
    draft, version = n.DraftId(form.text("draft")), _number(form.text("version"))
    objects = value is n.Consent.OBJECT
    return c.GiveConsent(
        by=form.by,
        token=n.Token(form.token) if objects else _tap(form, draft, str(version), value),
        draft=draft,
        version=version,
        value=value,
        reason=n.Words(reason, form.tongue) if objects else None,
    )


def _revise(form: Form) -> c.Command:
    return c.ReviseContribution(
        by=form.by,
        token=n.Token(form.token),
        on=n.ContributionId(form.text("on")),
        words=n.Words(form.text("text"), form.text("lang") or form.tongue),
    )


def _withdraw(form: Form) -> c.Command:
    on = form.text("on")
    return c.Withdraw(by=form.by, on=on, token=_tap(form, on))


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "join": Act(fields=frozenset({"agreed"}), wish=_join),
        "contribute": Act(fields=_WORDS, wish=_contribute),
        "support": Act(fields=_WORDS | {"on"}, wish=_support),
        "vote": Act(fields=frozenset({"on", "vote"}), wish=_vote),
        "choose": Act(fields=frozenset({"theme"}), wish=_choose),
        "suggest": Act(fields=frozenset({"draft", "text"}), wish=_suggest),
        "translate": Act(fields=frozenset({"on", "lang", "text"}), wish=_translate),
        "consent": Act(fields=frozenset({"draft", "version", "answer", "reason"}), wish=_consent),
        "revise": Act(fields=frozenset({"on", "lang", "text"}), wish=_revise),
        "withdraw": Act(fields=frozenset({"on"}), wish=_withdraw),
    }
)
"""The acts by the name in their address. A new act is one row here and one form on a page."""
