"""One workshop behind doors of one kind: the room itself, and the two pages that show it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from tests.people import SETUP, WORDING, d1, principle, t1, t2
from tests.surfaces.forms import Read
from tests.workshop.phone.doors import browser
from workshop import house as house_module
from workshop.cookies import PERSON
from workshop.domain import commands as c
from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.domain.refusals import Refused
from workshop.domain.views import Screen, ThemeCard, participant
from workshop.house import House
from workshop.identity import new_id, person_of
from workshop.presence import Presence
from workshop.room import Room
from workshop.rooms import Rooms, now
from workshop.screens import entering
from workshop.settings import Settings
from workshop.steward import Steward
from workshop.storage.sqlite import SqliteLog
from workshop.wording import CONSENTS, VOTES, speaker

COOKIE = "a-cookie-of-thirty-two-characters"
OTHERS = (n.PersonId("ben"), n.PersonId("cleo"))


@dataclass(frozen=True, slots=True)
class Write:
    """Send a principle, an example, or both."""

    principle: str = ""
    example: str = ""
    publish: bool = True


@dataclass(frozen=True, slots=True)
class Miss:
    """Say what is missing, once the themes are seen."""

    text: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Answer the statement that is asked."""

    value: n.Vote


@dataclass(frozen=True, slots=True)
class Choose:
    """Choose one more theme, by number."""

    theme: int


@dataclass(frozen=True, slots=True)
class Suggest:
    """A better wording for a principle, by number."""

    principle: int
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Consent to the draft that is asked."""

    value: n.Consent
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Withdraw a contribution of one's own, by number."""

    number: int


@dataclass(frozen=True, slots=True)
class Change:
    """New words for a contribution of one's own, by number."""

    number: int
    text: str


Act = Write | Miss | Cast | Choose | Suggest | Answer | TakeBack | Change


class Surface(Protocol):
    """What a participant can do wherever the workshop is shown to them."""

    room: Room

    def join(self, *, agreed: bool = True) -> None:
        """Come in."""

    def see(self) -> Screen:
        """What this participant is shown."""

    def do(self, act: Act) -> str:
        """The sentence that refuses it; empty when it was granted."""


@dataclass(slots=True)
class ByRoom:
    """Asks the room itself: what every other surface has to agree with."""

    room: Room
    who: n.PersonId

    def join(self, *, agreed: bool = True) -> None:
        self.room.ask(c.Join(by=self.who, agreed=agreed))

    def see(self) -> Screen:
        return participant(self.room.state, self.who, now())

    def do(self, act: Act) -> str:
        try:
            self.room.ask(self._command(act))
        except Refused as refused:
            return speaker().refusal(refused)
        return ""

    def _command(self, act: Act) -> c.Command:  # noqa: PLR0911 - a table
        screen, who = self.see(), self.who
        match act:
            case Write():
                return c.Contribute(by=who, prompt=screen.prompts[0].key, parts=_parts(act))
            case Miss():
                return c.Contribute(
                    by=who, prompt=screen.prompts[0].key, parts=_parts(Write(act.text))
                )
            case Cast():
                assert screen.statement is not None
                return c.CastVote(by=who, on=screen.statement.id, value=act.value)
            case Choose():
                chosen = [t.id for t in screen.themes if t.chosen]
                chosen += [t.id for t in screen.themes if t.number == act.theme]
                return c.ChooseThemes(by=who, themes=tuple(chosen))
            case Suggest():
                draft = next(d.id for d in screen.drafts if d.number == act.principle)
                words = n.Words(act.text)
                return c.SuggestWording(
                    by=who, id=n.SuggestionId(new_id()), draft=draft, words=words
                )
            case Answer():
                draft_card = screen.drafts[0]
                reason = n.Words(act.reason) if act.value is n.Consent.OBJECT else None
                return c.GiveConsent(
                    by=who,
                    draft=draft_card.id,
                    version=draft_card.version,
                    value=act.value,
                    reason=reason,
                )
            case TakeBack():
                return c.Withdraw(by=who, on=self._own(act.number))
            case Change():
                return c.ReviseContribution(
                    by=who, on=self._own(act.number), words=n.Words(act.text)
                )

    def _own(self, number: int) -> n.ContributionId:
        return next(r.id for r in self.see().mine if r.number == number)


def _parts(act: Write) -> tuple[c.Part, ...]:
    written = ((n.Kind.PRINCIPLE, act.principle, True), (n.Kind.EXAMPLE, act.example, act.publish))
    filled = [one for one in written if one[1]] or [written[0]]
    return tuple(
        c.Part(id=n.ContributionId(new_id()), kind=kind, words=n.Words(text), publish=publish)
        for kind, text, publish in filled
    )


@dataclass(slots=True)
class ByPage:
    """Presses what stands on the Streamlit page; the browser's identity is handed in."""

    room: Room
    who: n.PersonId
    at: AppTest
    typed: dict[str, str] = field(default_factory=dict)

    def join(self, *, agreed: bool = True) -> None:
        self.at.run()
        self.press("agree" if agreed else "watch")

    def see(self) -> Screen:
        self.at.run()
        assert not self.at.exception
        return participant(self.room.state, self.who, now())

    def do(self, act: Act) -> str:
        self.at.run()
        self._act(act)
        assert not self.at.exception
        return self.refusal()

    def _act(self, act: Act) -> None:
        screen = participant(self.room.state, self.who, now())
        match act:
            case Write():
                self.press("ready", needed=False)
                prompt = screen.prompts[0].key
                if not act.publish:
                    hide = next(b for b in self.at.checkbox if (b.key or "").startswith("hide-"))
                    hide.check()
                self.typed = {
                    f"principle-{prompt}": act.principle,
                    f"example-{prompt}": act.example,
                }
                self.press("send")
            case Miss():
                self.typed = {"missing": act.text}
                self.press("send-missing")
            case Cast():
                assert screen.statement is not None
                name = "unreadable" if act.value is n.Vote.UNREADABLE else f"vote-{act.value}"
                self.press(f"{name}-{screen.statement.id}")
            case Choose():
                self.place("themes")
                self.press(f"choose-{next(t.id for t in screen.themes if t.number == act.theme)}")
            case Suggest():
                draft = next(d.id for d in screen.drafts if d.number == act.principle)
                self.press(f"better-{draft}")
                self.typed = {f"suggestion-{draft}": act.text}
                self.press("send-suggestion")
            case Answer():
                self._answer(act, f"{screen.drafts[0].id}-{screen.drafts[0].version}")
            case TakeBack():
                on = self._own(screen, act.number)
                self.press(f"withdraw-{on}")
                self.press(f"yes-{on}")
            case Change():
                on = self._own(screen, act.number)
                self.press(f"revise-{on}")
                self.typed = {f"revision-{on}": act.text}
                self.press("send-revision")

    def _answer(self, act: Answer, draft: str) -> None:
        if act.value is not n.Consent.OBJECT:
            self.press(f"consent-{act.value}-{draft}")
            return
        self.press(f"object-{draft}")
        self.typed = {f"objection-{draft}": act.reason}
        self.press("send-objection")

    def _own(self, screen: Screen, number: int) -> n.ContributionId:
        self.place("mine")
        return next(r.id for r in screen.mine if r.number == number)

    def place(self, name: str) -> None:
        """Goes to another place."""
        self.at.segmented_control(key="place").set_value(name).run()

    def press(self, key: str, *, needed: bool = True, raw: Mapping[str, str] | None = None) -> None:
        """Taps a button, with whatever was typed until now, or with what a forger sends."""
        if not needed and key not in {button.key for button in self.at.button}:
            return
        self.at.button(key=key).click()
        states = self.at._tree.get_widget_states()  # noqa: SLF001 - it knows no components
        sent = raw or {name: _draft(name, text) for name, text in self.typed.items()}
        for name, value in sent.items():
            states.widgets.add(id=self._field(name), json_value=value)
        self.typed = {}
        self.at._run(states)  # noqa: SLF001 - as above

    def _field(self, name: str) -> str:
        fields = (str(element.proto.id) for element in self.at.get("bidi_component"))
        return next(known for known in fields if known.endswith(f"-draft-{name}"))

    def html(self) -> str:
        """Everything that is drawn."""
        return "\n".join(element.proto.body for element in self.at.get("html"))

    def refusal(self) -> str:
        """The sentence that stands in an alert."""
        before, _, alert = self.html().partition('role="alert"><p>')
        return alert.partition("</p>")[0] if before else ""


def _draft(name: str, text: str) -> str:
    known = n.ContributionId(new_id()) if text else "0" * 32
    return json.dumps({"draft": {"id": known, "text": text, "of": name}})


@dataclass(slots=True)
class ByForm:
    """Reads our own page as a browser without script does: links, forms, buttons, redirects."""

    room: Room
    who: n.PersonId
    browser: TestClient
    read: Read = field(default_factory=lambda: Read(""))

    def join(self, *, agreed: bool = True) -> None:
        self.open(f"/p/{self.room.code}")
        self.press("I agree, let us start" if agreed else "Only watch, without writing")

    def see(self) -> Screen:
        self.open(f"/p/{self.room.code}")
        return participant(self.room.state, self.who, now())

    def do(self, act: Act) -> str:
        self.open(f"/p/{self.room.code}")
        self._act(act)
        return self.read.alert

    def _act(self, act: Act) -> None:
        match act:
            case Write():
                self.follow("Ready to write", needed=False)
                self.type("f", principle=act.principle, example=act.example)
                if not act.publish:
                    self.read.forms["f"].tick("hide", "yes")
                self.press("Send")
            case Miss():
                self.type("missing", principle=act.text)
                self.press("Send what is missing")
            case Cast():
                self.press(VOTES[act.value])
            case Choose():
                self.follow("Themes")
                theme = next(t for t in self.see_themes() if t.number == act.theme)
                self.read.forms["choosing"].tick("theme", theme.id)
                self.press("Save my choice")
            case Suggest():
                self.follow(f"Say principle {act.principle} better")
                self.type("suggesting", text=act.text)
                self.press("Send suggestion")
            case Answer():
                self._answer(act)
            case TakeBack():
                self.follow("Mine")
                self.follow(f"Withdraw number {act.number}")
                self.press("Withdraw it")
            case Change():
                self.follow("Mine")
                self.follow(f"Change number {act.number}")
                self.type("revising", text=act.text)
                self.press("Save the new words")

    def _answer(self, act: Answer) -> None:
        if act.value is not n.Consent.OBJECT:
            self.press(CONSENTS[act.value])
            return
        self.follow("I object")
        self.type("f", reason=act.reason)
        self.press("Send my objection")

    def see_themes(self) -> tuple[ThemeCard, ...]:
        """The themes as this person sees them."""
        return participant(self.room.state, self.who, now()).themes

    def open(self, path: str) -> None:
        """Goes to an address of ours."""
        answer = self.browser.get(path)
        assert answer.status_code == 200, answer.text
        self.read = Read(answer.text)

    def follow(self, label: str, *, needed: bool = True) -> None:
        """Follows a link by its words."""
        if needed or label in self.read.links:
            self.open(self.read.links[label])

    def type(self, form: str, **words: str) -> None:
        """Types into the fields of a form."""
        for name, text in words.items():
            self.read.forms[form].fill(name, text)

    def press(self, label: str) -> None:
        """Presses a button by its words; what comes is the page that follows."""
        button = next(b for b in self.read.buttons if b.label == label)
        form = self.read.forms[button.form]
        sent: dict[str, list[str]] = {}
        for name, value in (*form.fields, (button.name, button.value)):
            if name:
                sent.setdefault(name, []).append(value)
        answer = self.browser.post(form.action, data=sent)
        while answer.is_redirect:
            answer = self.browser.get(answer.headers["location"])
        self.read = Read(answer.text)


@dataclass(slots=True)
class Told:
    """All events of a room since somebody began to listen."""

    events: list[e.Event] = field(default_factory=list)

    def facts(self) -> list[str]:
        """What happened, without what differs from one sending to the next."""
        return [_fact(event) for event in self.events]


def _fact(event: e.Event) -> str:
    left_out = {"at", "token", "wish"}
    if isinstance(event, e.ContributionMade):
        left_out |= {"on", "linked"}
    if isinstance(event, e.ContributionWithdrawn | e.ContributionRevised):
        left_out |= {"on"}
    if isinstance(event, e.WordingSuggested):
        left_out |= {"id"}
    if isinstance(event, e.ThemesChosen):
        # in which order somebody chose says nothing
        event = replace(event, themes=tuple(sorted(event.themes)))
    names = [name for name in event.__dataclass_fields__ if name not in left_out]
    return f"{type(event).__name__} " + " ".join(f"{k}={getattr(event, k)!r}" for k in names)


def listening(room: Room) -> Told:
    """What is told about this room from now on."""
    told = Told()
    room.listen(lambda _, events: told.events.extend(events))
    return told


def _page() -> None:
    import streamlit as st

    from workshop.screens.entering import visitor
    from workshop.screens.participant import page

    here = visitor(str(st.query_params["w"]))
    assert here is not None
    page(here)


@contextmanager
def surface(kind: str, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Surface]:
    """A workshop of the same people under the same code, and one participant's way into it."""
    folder.mkdir(exist_ok=True)
    settings = Settings(db=folder / "workshop.db")
    with Rooms(SqliteLog(settings.db), chance=random.Random(7)) as rooms:
        room = rooms.found(SETUP)
        for other in OTHERS:
            room.ask(c.Join(by=other, agreed=True))
        who = person_of(COOKIE, room.code)
        if kind == "room":
            yield ByRoom(room, who)
            return
        steward = Steward(rooms, settings)
        house = House(settings=settings, rooms=rooms, presence=Presence(), steward=steward)
        patch.setattr(house_module._Opened, "house", house)  # noqa: SLF001 - opened, not started
        if kind == "form":
            client = browser()
            client.cookies.set(PERSON, COOKIE)
            yield ByForm(room, who, client)
            return
        patch.setattr(entering, "cookie", lambda: COOKIE)
        at = AppTest.from_function(_page, default_timeout=60)
        at.query_params["w"] = room.code
        yield ByPage(room, who, at)


def to(*phases: n.Phase) -> Callable[[Room], None]:
    """The facilitator moves on."""

    def move(room: Room) -> None:
        for phase in phases:
            room.ask(c.MovePhase(by=n.HOST, to=phase))

    return move


def written(room: Room) -> None:
    """Ben and Cleo have written."""
    to(n.Phase.WRITE)(room)
    texts = ("Anyone should be able to check it, free.", "Verification must survive the issuer.")
    for at, (who, text) in enumerate(zip(OTHERS, texts, strict=True)):
        room.ask(principle(n.ContributionId(f"c{at + 1}"), text, who))


def sorted_(room: Room) -> None:
    """Two themes stand."""
    to(n.Phase.THEMES)(room)
    for at, (theme, name) in enumerate(((t1, "Anyone can check"), (t2, "Learners own it"))):
        room.ask(c.AddTheme(by=n.HOST, id=theme, name=name))
        on = n.ContributionId(f"c{at + 1}")
        room.ask(c.MoveContributions(by=n.HOST, on=(on,), theme=theme))


def drafted(room: Room) -> None:
    """Theme 1 has a draft."""
    room.ask(c.DraftPrinciple(by=n.HOST, id=d1, theme=t1, wording=WORDING))


def hold(room: Room) -> None:
    """The facilitator holds the room for a moment."""
    room.ask(c.LockRoom(by=n.HOST, locked=True))
