"""What organisers take away: every format, made beside the room, the last good one kept."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports import FORMATS
from tests.people import POLICY, ada, c1, c2, c4, principle, t1, t3
from tests.workshop.screens.desks import WORDS, Desks, desks, sort, told, write
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.refusals import Reason, Refused
from workshop.pressing import Press, Pressing, one_file
from workshop.reporting import export, source


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desks]:
    with desks(tmp_path, monkeypatch) as opened:
        write(opened)
        sort(opened)
        yield opened


def finished(press: Press, desk: Desks, key: str) -> Pressing:
    """How it stands once nothing is being made any more."""
    for _ in range(600):
        stands = press.stands(desk.room, desk.who, key, "en")
        if not stands.busy:
            return stands
        time.sleep(0.1)
    raise AssertionError(f"{key} was never made")


@pytest.mark.parametrize("key", FORMATS)
def test_every_format_holds_the_words_of_the_room(desk: Desks, key: str) -> None:
    files = export(desk.house.rooms, desk.room, key)

    name, content = one_file(key, files, desk.room.code)
    assert content
    assert name.isascii()
    assert " " not in name


def test_the_archive_holds_every_row_of_the_log_with_its_hash(desk: Desks) -> None:
    (content,) = export(desk.house.rooms, desk.room, "json").values()

    log = json.loads(content)["log"]
    assert [row["position"] for row in log] == list(range(1, desk.room.state.position + 1))
    assert log[-1]["hash"] == desk.house.rooms.hash(desk.room.code)


def test_withdrawn_words_are_in_no_row_that_leaves_the_room(desk: Desks) -> None:
    desk.room.ask(c.Withdraw(by=ada, on=c1))

    told_ = json.dumps(source(desk.house.rooms, desk.room).rows, ensure_ascii=False)
    assert WORDS[c1].text not in told_
    assert WORDS[c2].text in told_


def test_tables_are_downloaded_as_one_folder(desk: Desks) -> None:
    files = export(desk.house.rooms, desk.room, "csv")

    name, content = one_file("csv", files, desk.room.code)

    assert name.endswith(".zip")
    assert set(zipfile.ZipFile(io.BytesIO(content)).namelist()) == set(files)


@pytest.mark.process
def test_a_document_is_made_beside_the_room_and_says_of_which_version(desk: Desks) -> None:
    press, version = Press(desk.house.rooms), desk.room.version

    press.order(desk.room, desk.who, "markdown", "en")
    busy = press.stands(desk.room, desk.who, "markdown", "en").busy
    desk.room.ask(c.RenameTheme(by=n.HOST, theme=t1, name="Named meanwhile"))

    stands = finished(press, desk, "markdown")
    assert busy
    assert stands.made is not None
    assert stands.made.version in {version, version + 1}
    assert WORDS[c2].text.split(".")[0].encode() in stands.made.content


@pytest.mark.process
def test_a_file_that_cannot_be_made_leaves_the_others_and_the_press_in_order(desk: Desks) -> None:
    press = Press(desk.house.rooms)

    press.order(desk.room, desk.who, "no-such-format", "en")
    press.order(desk.room, desk.who, "csv", "en")

    assert finished(press, desk, "no-such-format").failed
    assert finished(press, desk, "csv").made is not None


def test_the_report_offers_every_format_and_says_what_it_will_print(desk: Desks) -> None:
    at = desk.open(page="report")

    drawn = told(at)
    assert all(each.title in drawn for each in FORMATS.values())
    assert [button.label for button in at.button].count("Make it now") == len(FORMATS)
    assert "None yet: it prints candidate themes" in drawn


def test_the_report_opens_to_nobody_without_a_desk_link(desk: Desks) -> None:
    desk.become(n.Role.SCRIBE)

    at = desk.open(page="report")

    assert "The report does not open with your link." in told(at)
    assert not at.button


def test_a_facilitator_reads_the_checks_and_takes_nothing_away(desk: Desks) -> None:
    desk.become(n.Role.FACILITATOR)

    at = desk.open("export")

    assert "Before it leaves the room" in told(at)
    assert "The organiser takes the document away." in told(at)
    assert not {"Make it now", "Download"} & {button.label for button in at.button}


@pytest.mark.parametrize("role", [n.Role.FACILITATOR, n.Role.SCRIBE])
def test_the_press_makes_and_shows_nothing_to_whoever_does_not_own_the_workshop(
    desk: Desks, role: n.Role
) -> None:
    press = Press(desk.house.rooms)
    desk.become(role)

    for asked in (press.order, press.stands):
        with pytest.raises(Refused) as refused:
            asked(desk.room, desk.who, "json", "en")
        assert refused.value.reason is Reason.NOT_YOURS


def test_areas_that_were_suggested_and_never_decided_are_counted_before_it_leaves(
    desk: Desks,
) -> None:
    desk.room.ask(principle(c4, "Ministries should pay for it."))
    group = n.ProposedGroup(theme=t3, name="Paying", members=(c4,), areas=(POLICY,))
    proposal = n.Proposal(
        id=n.ProposalId("p1"), at=desk.room.state.opened_at, method="words", groups=(group,)
    )
    desk.room.ask(c.ProposeThemes(by=n.MACHINE, proposal=proposal))
    desk.room.ask(c.AcceptGrouping(by=n.HOST, proposal=proposal.id))
    open_, gaps = told(desk.open(page="report")), told(desk.open("gaps"))

    desk.room.ask(c.LinkAreas(by=n.HOST, theme=t3, areas=(POLICY,)))

    assert "1 theme has areas that the software suggested and nobody decided." in open_
    assert f'href="/steer?w={desk.room.code}&amp;view=gaps"' in open_
    assert "suggested</span>" in gaps
    assert 'aria-label="centre"' not in gaps
    assert "nobody decided" not in told(desk.open(page="report"))
    assert 'aria-label="centre"' in told(desk.open("gaps"))
