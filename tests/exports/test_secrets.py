"""Words that are hidden, withdrawn, erased, revised or not to be published stand in no export."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from exports import FORMATS, Row, Source
from tests.exports import pasts
from tests.exports.reading import told as told_by_word
from tests.people import CODE, FACILITATORS_KEY, GOOD, fay, told
from workshop import seeding
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.events import Event
from workshop.domain.state import EMPTY, State
from workshop.reporting import export
from workshop.rooms import Rooms
from workshop.storage.chain import Row as Stored
from workshop.storage.chain import chained, link
from workshop.wording import Speaker

HIDDEN = "Hidden words about a certain registrar"
WITHDRAWN = "Withdrawn words about my own college"
ERASED = "Erased words about a phone number"
KEPT_BACK = "Words that may guide the room alone"
REVISED = "Words before they were thought over"
OPEN = "Open words that anyone may read"
SECRETS = (HIDDEN, WITHDRAWN, ERASED, KEPT_BACK, REVISED)
ann = pasts.person(0)


def _sent(on: str, text: str, *, publish: bool = True) -> c.Contribute:
    part = c.Part(
        id=n.ContributionId(on), kind=n.Kind.PRINCIPLE, words=n.Words(text), publish=publish
    )
    return c.Contribute(by=ann, prompt=GOOD, parts=(part,))


def _past() -> tuple[State, list[Event]]:
    """Six texts, five of which may not be printed any more; a draft quotes one of these."""
    ids = {name: n.ContributionId(name) for name in ("h", "w", "e", "k", "r", "o")}
    theme = n.ThemeId("t")
    members = tuple(ids.values())
    group = n.ProposedGroup(theme=theme, name="open words, own college", members=members)
    proposal = n.Proposal(id=n.ProposalId("p"), at=n.DAWN, method="by hand", groups=(group,))
    wording = n.Wording(
        title="A principle",
        statement=n.Sentence(f"Somebody said “{WITHDRAWN}” aloud.", (ids["w"], ids["o"])),
    )
    return told(
        pasts.opened(3),
        _sent("h", HIDDEN),
        _sent("w", WITHDRAWN),
        _sent("e", ERASED),
        _sent("k", KEPT_BACK, publish=False),
        _sent("r", REVISED),
        _sent("o", OPEN),
        c.ReviseContribution(by=ann, on=ids["r"], words=n.Words("Thought over.")),
        c.MovePhase(by=fay, to=n.Phase.THEMES),
        c.ProposeThemes(by=n.MACHINE, proposal=proposal),
        c.AcceptGrouping(by=fay, proposal=proposal.id),
        c.Translate(by=pasts.person(1), on=ids["h"], words=n.Words(f"{HIDDEN}, translated", "fr")),
        c.DraftPrinciple(by=fay, id=n.DraftId("d"), theme=theme, wording=wording),
        c.Hide(by=fay, on=ids["h"], reason=n.HideReason.PERSON, note=HIDDEN),
        c.Withdraw(by=ann, on=ids["w"]),
        c.Erase(by=n.HOST, on="e"),
    )


def _rows(events: Iterable[Event]) -> list[Row]:
    """The log as a careless host would hand it over: with every word that was ever written."""
    return [
        {**row._asdict(), "words": {w.id: w.text for w in words}}
        for row, words in chained(CODE, events, 0, "")
    ]


@pytest.mark.parametrize("key", FORMATS)
def test_words_that_may_not_be_printed_stand_nowhere(key: str, say: Speaker) -> None:
    state, events = _past()
    source = Source(pasts.printed(state), _rows(events))

    files = FORMATS[key].render(source, say)

    whole = "\n".join(
        told_by_word(content) if key == "word" else content.decode() for content in files.values()
    )
    assert OPEN in whole.replace("\\", "")
    assert [secret for secret in SECRETS if secret in whole.replace("\\", "")] == []


def test_the_archive_still_shows_that_nothing_was_changed(say: Speaker) -> None:
    state, events = _past()
    rows = _rows(events)

    log = _log(Source(pasts.printed(state), rows), say)

    previous = ""
    for told_row, row in zip(log, rows, strict=True):
        stored = Stored(*(told_row[name] for name in Stored._fields))
        if not told_row["blanked"]:
            assert link(previous, stored) == row["hash"]
        previous = str(told_row["hash"])
    blanked = [row["kind"] for row in log if row["blanked"]]
    assert blanked == ["ThemesProposed", "PrincipleDrafted", "ContributionHidden"]


def _log(source: Source, say: Speaker) -> list[dict[str, Any]]:
    (content,) = FORMATS["json"].render(source, say).values()
    log: list[dict[str, Any]] = json.loads(content)["log"]
    return log


def test_a_quotation_whose_words_were_deleted_is_deleted_too(say: Speaker) -> None:
    state, events = _past()
    rows = [{**row, "words": {}} for row in _rows(events)]

    (content,) = FORMATS["json"].render(Source(pasts.printed(state), rows), say).values()

    assert WITHDRAWN not in content.decode()


def test_notes_and_labels_of_the_desk_stay_at_the_desk(say: Speaker) -> None:
    state, events = told(
        EMPTY,
        c.OpenWorkshop(by=n.HOST, code=CODE, setup=pasts.SETUP),
        c.IssueKey(by=n.HOST, key=FACILITATORS_KEY, role=n.Role.FACILITATOR, label="Room of Ann"),
    )

    (content,) = FORMATS["json"].render(Source(pasts.printed(state), _rows(events)), say).values()

    assert "Room of Ann" not in content.decode()


def test_the_archive_keeps_what_is_public(say: Speaker) -> None:
    state, events = _past()

    log = _log(Source(pasts.printed(state), _rows(events)), say)

    texts = [text for row in log for text in row["words"].values()]
    assert sorted(text for text in texts if text) == [OPEN, "Thought over."]


@pytest.mark.parametrize("key", FORMATS)
def test_a_name_made_by_software_keeps_no_word_that_only_withdrawn_words_held(
    key: str, say: Speaker
) -> None:
    state, events = _past()

    files = FORMATS[key].render(Source(pasts.printed(state), _rows(events)), say)

    whole = "\n".join(
        told_by_word(content) if key == "word" else content.decode() for content in files.values()
    )
    assert "open words" in whole
    assert "own college" not in whole


@pytest.mark.parametrize("key", FORMATS)
def test_of_the_framework_no_export_holds_more_than_titles_and_paragraphs(
    key: str, rooms: Rooms
) -> None:
    framework = seeding.framework("unesco_oer_2019")
    room = rooms.found(replace(pasts.SETUP, framework=framework, focus=None))

    files = export(rooms, room, key)

    whole = "\n".join(
        told_by_word(content) if key == "word" else content.decode() for content in files.values()
    )
    areas = framework.areas
    assert all(area.title in whole for area in areas)
    below = [text for a in areas for text in (a.chapeau, a.hook, *(p.text for p in a.points))]
    assert [text for text in below if text and text in whole] == []


def test_whoever_has_the_archive_alone_can_check_every_row_that_is_whole(rooms: Rooms) -> None:
    room = rooms.found(pasts.SETUP)
    room.ask(c.Join(by=ann, agreed=True))
    room.ask(c.MovePhase(by=n.HOST, to=n.Phase.WRITE))
    room.ask(_sent("o", OPEN))

    (content,) = export(rooms, room, "json").values()

    told_all = json.loads(content)
    rows, code = told_all["log"], told_all["document"]["code"]
    columns = ("position", "at", "by", "token", "kind")
    for before, row in pairwise(rows):
        body = _compact(row["body"])
        listed = _compact([before["hash"], code, *(row[name] for name in columns), body])
        assert row["blanked"] or hashlib.sha256(listed.encode()).hexdigest() == row["hash"]
    assert [row["kind"] for row in rows if row["blanked"]] == ["WorkshopOpened"]
    assert "blanked" in told_all["checking"]


def _compact(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_no_export_tells_who_objected(closed: State, say: Speaker) -> None:
    document = pasts.printed(closed)

    for form in FORMATS.values():
        for content in form.render(Source(document), say).values():
            assert b"person-" not in content
