"""Every sentence that people read: gettext for words, Babel for numbers and times.

English is the message id, always inside a call of a Speaker, so that catalogues can be made from
the source; what is not written where it is used (names of phases, refusals) stands in tables here.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale, UnknownLocaleError, dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from workshop.domain.nouns import (
    Consent,
    HideReason,
    Kind,
    OpenValue,
    Phase,
    Role,
    Setting,
    Shade,
    Status,
    Vote,
)
from workshop.domain.refusals import Reason, Refused
from workshop.domain.texts import direction, language

LOCALE = Path(__file__).parent / "locale"
SOURCE = "en"
LANGUAGES = ("ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "pt", "ru", "sw", "tr", "zh")
"""Offered for one's own words, beside what the browser asks for; any other is `und`."""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a message to be translated later
    """Marks a message that a table holds; a Speaker says it."""
    return message


PHASES: Mapping[Phase, str] = MappingProxyType(
    {
        Phase.WELCOME: N_("Welcome"),
        Phase.WRITE: N_("Write"),
        Phase.THEMES: N_("Themes"),
        Phase.VOTE: N_("Vote"),
        Phase.DRAFT: N_("Draft"),
        Phase.CONSENT: N_("Consent"),
        Phase.CLOSED: N_("Closed"),
    }
)
KINDS: Mapping[Kind, str] = MappingProxyType(
    {Kind.PRINCIPLE: N_("principle"), Kind.EXAMPLE: N_("example")}
)
VOTES: Mapping[Vote, str] = MappingProxyType(
    {
        Vote.AGREE: N_("Agree"),
        Vote.DISAGREE: N_("Disagree"),
        Vote.PASS: N_("Pass"),
        Vote.UNREADABLE: N_("I cannot read this"),
    }
)
VOTED: Mapping[Vote, str] = MappingProxyType(
    {
        Vote.AGREE: N_("You agreed"),
        Vote.DISAGREE: N_("You disagreed"),
        Vote.PASS: N_("You passed"),
        Vote.UNREADABLE: N_("You could not read this"),
    }
)
CONSENTS: Mapping[Consent, str] = MappingProxyType(
    {
        Consent.SUPPORT: N_("I support it"),
        Consent.LIVE_WITH: N_("I can live with it"),
        Consent.OBJECT: N_("I object"),
    }
)
STATUSES: Mapping[Status, str] = MappingProxyType(
    {
        Status.SUPPORTED: N_("supported"),
        Status.CONTESTED: N_("contested"),
        Status.CANDIDATE: N_("candidate"),
    }
)
HIDE_REASONS: Mapping[HideReason, str] = MappingProxyType(
    {
        HideReason.NO_PRINCIPLE: N_("No principle or example"),
        HideReason.PERSON: N_("It may point to a person"),
        HideReason.HURTS: N_("It hurts somebody"),
        HideReason.MISTAKE: N_("Sent by mistake"),
        HideReason.OTHER: N_("Another reason"),
    }
)
VALUES: Mapping[OpenValue, str] = MappingProxyType(
    {
        OpenValue.ACCESS: N_("Access"),
        OpenValue.REUSE: N_("Reuse and adaptation"),
        OpenValue.TRANSPARENCY: N_("Transparency"),
        OpenValue.PARTICIPATION: N_("Participation"),
        OpenValue.EQUITY: N_("Equity"),
        OpenValue.AGENCY: N_("Learner agency"),
    }
)
SHADES: Mapping[Shade, str] = MappingProxyType(
    {
        Shade.FORMAL: N_("Formal"),
        Shade.SEMI_FORMAL: N_("Semi-formal"),
        Shade.INFORMAL: N_("Informal"),
    }
)
SETTINGS: Mapping[Setting, str] = MappingProxyType(
    {
        Setting.INSIDE: N_("Inside higher education"),
        Setting.OUTSIDE: N_("Outside higher education"),
    }
)
ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.PARTICIPANT: N_("Participant"),
        Role.SCRIBE: N_("Scribe"),
        Role.LEAD: N_("Table lead"),
        Role.FACILITATOR: N_("Facilitator"),
        Role.ORGANISER: N_("Organiser"),
        Role.HOST: N_("The host"),
        Role.MACHINE: N_("The software"),
    }
)
REFUSALS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.NOT_YOURS: N_("This is not yours to do. Nothing was changed."),
        Reason.NOT_OPEN: N_(
            "The room is in another step now. What you typed is kept here. "
            "You can send it when that step is open again."
        ),
        Reason.CLOSED: N_(
            "The workshop is closed. What was sent before is kept. You can still read everything."
        ),
        Reason.LOCKED: N_(
            "The facilitator holds the room for a moment. What you typed is kept here. "
            "Send it when the room goes on."
        ),
        Reason.NOT_JOINED: N_("You have not joined yet. Open the join link and come in first."),
        Reason.NOTICE_FIRST: N_(
            "You are reading along. To write, first agree to the notice about your words."
        ),
        Reason.TOKEN_USED: N_("You already sent this. Your new text is kept here; send it again."),
        Reason.ALREADY_OPEN: N_("This is already there. Nothing was changed."),
        Reason.NOT_OPENED: N_("This workshop has not been opened yet."),
        Reason.EMPTY: N_(
            "There are no words in it yet. Nothing was sent. Write a few words first."
        ),
        Reason.EMPTY_FIELD: N_(
            "“{place}” is empty. Write a few words there, then save again. Nothing was saved."
        ),
        Reason.TOO_LONG: N_(
            "{over} characters too many. Nothing is lost. Shorten it a little, or send it as two."
        ),
        Reason.TOO_MANY: N_("That is more than {limit}. What you sent before is kept."),
        Reason.NO_SUCH_PROMPT: N_("This question is not asked in this workshop any more."),
        Reason.NO_SUCH_CARD: N_("This card is not in this workshop."),
        Reason.NO_SUCH_CONTRIBUTION: N_("This contribution is not in this workshop."),
        Reason.NO_SUCH_THEME: N_("This theme is not there any more. Nothing was changed."),
        Reason.NO_SUCH_DRAFT: N_("This draft is not there any more. Nothing was changed."),
        Reason.NO_SUCH_AREA: N_("This area is not part of the framework."),
        Reason.NO_SUCH_KEY: N_(
            "This link opens nothing here. It may have been revoked. "
            "Ask the organiser for a new one."
        ),
        Reason.NO_SUCH_PROPOSAL: N_(
            "There is a newer proposal. Nothing was moved. Look at the new one."
        ),
        Reason.NO_SUCH_WORDS: N_("There are no such words in this workshop."),
        Reason.NO_SUCH_ACT: N_("There is no such act to take back."),
        Reason.ALREADY_SENT: N_("This was received before. Once is enough."),
        Reason.VOTED_ON: N_(
            "People have voted on number {number}. Its words stay as they were read. "
            "You can withdraw it and send a new one."
        ),
        Reason.WITHDRAWN: N_("Number {number} was withdrawn. You can send a new one."),
        Reason.NOT_SHOWN: N_("Number {number} is not shown any more. Nothing was sent."),
        Reason.TOO_LATE: N_("The date until which words can be withdrawn has passed: {until}."),
        Reason.OLD_VERSION: N_(
            "There is a newer version, number {version}. What you typed is kept here. "
            "Read the new version first."
        ),
        Reason.REASON_NEEDED: N_("Please say why, in one line. Nothing was sent yet."),
        Reason.SAME_THEME: N_("That is the same theme. Choose another one."),
        Reason.DRAFT_EXISTS: N_(
            "This theme already has a draft. Nothing was changed. Revise that one, "
            "or split the theme first."
        ),
        Reason.QUOTE_NOT_FOUND: N_(
            "“{quote}” ({place}) is not word for word in the contributions this sentence rests on. "
            "Quote the original, or drop the quotation marks. Nothing was saved."
        ),
        Reason.RESTS_ON_NOTHING: N_(
            "A sentence ({place}) rests on no contribution that can be read. "
            "Choose the contributions it was written from. Nothing was saved."
        ),
        Reason.ALREADY_UNDONE: N_("This was already taken back."),
        Reason.LATER_ACT: N_(
            "A later act changed the same things, so this cannot be taken back alone. "
            "Take back the later act first."
        ),
        Reason.CANNOT_FOLLOW: N_("This step cannot follow the one that is open now."),
        Reason.NOT_CLOSED: N_("The workshop is open."),
        Reason.BAD_SETUP: N_("Something in the setup does not fit: {field}. Nothing was changed."),
        Reason.READ_ONLY: N_(
            "We could not save this: the workshop can only be read at the moment. "
            "What you typed is kept here. Tell the facilitator."
        ),
        Reason.BAD_ID: N_(
            "This could not be read. What you typed is kept here. Load the page again."
        ),
        Reason.OWN_WORDS: N_(
            "Number {number} is your own, so the others vote on it. Nothing was counted."
        ),
        Reason.AGREED: N_(
            "People have already joined under this licence and this date for taking words back. "
            "The licence stays as it is, and the date can only be moved later. Nothing was changed."
        ),
        Reason.BUSY: N_("We could not save this just now. What you typed is kept here. Try again."),
    }
)
PLACES: Mapping[str, str] = MappingProxyType(
    {
        "title": N_("Title"),
        "statement": N_("Statement"),
        "why": N_("Why, sentence {n}"),
        "whom": N_("Of whom, {n}"),
        "ask": N_("What, {n}"),
    }
)
"""The fields of a draft as the rules name them, `why 2` being the second of its kind."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says messages in one language. Facts are put in as they are; they are never messages."""

    lang: str
    catalogue: gettext.NullTranslations

    def __call__(self, message: str, **facts: object) -> str:
        """The message in this language, with its facts."""
        said = self.catalogue.gettext(message)
        return said.format(**facts) if facts else said

    def count(self, one: str, many: str, n: int, **facts: object) -> str:
        """The message in the plural form for `n`, which it may use as a fact."""
        return self.catalogue.ngettext(one, many, n).format(n=self.number(n), **facts)

    def refusal(self, refused: Refused) -> str:
        """What happened, what was kept, what to do next."""
        facts = {k: self._fact(k, v) for k, v in refused.facts.items()}
        return self(REFUSALS[refused.reason], **facts)

    def place(self, place: str) -> str:
        """A field of a draft as its label calls it."""
        kind, _, number = place.partition(" ")
        return self(PLACES[kind], n=number)

    def _fact(self, name: str, value: object) -> object:
        if name == "place":
            return self.place(str(value))
        return self.day(value) if isinstance(value, date) else value

    def number(self, n: float) -> str:
        """A number as this language writes it."""
        return _number(n, self.lang)

    def day(self, when: date) -> str:
        """A date, written out."""
        return dates.format_date(when, format="long", locale=self._locale)

    def time(self, when: datetime) -> str:
        """Hour and minute, where the workshop is."""
        return dates.format_time(when, "HH:mm", tzinfo=dates.LOCALTZ, locale=self._locale)

    def language(self, lang: str) -> str:
        """The name of a language in this language; its code where nobody knows a name."""
        return _language(lang, self.lang)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return direction(self.lang)

    @property
    def _locale(self) -> Locale:
        return _locale(self.lang)


@cache
def _locale(lang: str) -> Locale:
    # a conference reads "24 November 2026" without stumbling; the American order divides it
    return Locale.parse("en_GB" if lang == SOURCE else lang)


@lru_cache(maxsize=4096)
def _number(n: float, lang: str) -> str:
    return numbers.format_decimal(n, locale=_locale(lang))


@lru_cache(maxsize=1024)
def _language(lang: str, into: str) -> str:
    try:
        return Locale.parse(lang).get_language_name(into) or lang
    except (UnknownLocaleError, ValueError):
        return lang


@cache
def languages() -> tuple[str, ...]:
    """The languages there are catalogues for, English first."""
    found = sorted(p.parent.parent.name for p in LOCALE.glob("*/LC_MESSAGES/messages.po"))
    return (SOURCE, *(lang for lang in found if lang != SOURCE))


def best_language(wanted: str) -> str:
    """The first language of an Accept-Language header that there is a catalogue for."""
    for tag in wanted.split(","):
        lang = language(tag.split(";", 1)[0].strip())
        if lang in languages():
            return lang
    return SOURCE


@cache
def speaker(lang: str = SOURCE) -> Speaker:
    """The Speaker of a language; of English where there is no catalogue."""
    path = LOCALE / lang / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return Speaker(SOURCE, gettext.NullTranslations())
    with path.open("rb") as source:
        catalogue = read_po(source, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Speaker(lang, gettext.GNUTranslations(compiled))
