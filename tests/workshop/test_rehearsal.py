"""A rehearsal goes through a whole workshop by wishes alone, and everything it says is kept."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from docx import Document as WordFile

from clustering.embedding import Encoders, Level, NumpyEncoder
from tests.people import SETUP
from workshop import reporting, seeding
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.document import Document
from workshop.domain.events import Event, ThemesProposed
from workshop.domain.standings import choices, languages, people
from workshop.domain.state import State
from workshop.domain.texts import quotations
from workshop.readymade import CARDS
from workshop.rehearsal.cast import LANGUAGES
from workshop.rehearsal.demo import InThisProcess, demonstrate, told
from workshop.rehearsal.lines import ASIDES, HIDDEN, LATE_IN_THEMES, LATE_IN_VOTE
from workshop.rehearsal.playing import Rehearsal, rehearsal_setup
from workshop.rehearsal.principles import PRINCIPLES
from workshop.rehearsal.tempo import BEGINNING, AtOnce, Clock, Paced
from workshop.room import Room
from workshop.rooms import Rooms
from workshop.storage.copying import verify
from workshop.storage.log import MemoryLog
from workshop.wording import speaker
from workshop.working import remembering

pytestmark = [pytest.mark.model, pytest.mark.timeout(300)]

SAMPLES = seeding.contributions(CARDS)


@dataclass(frozen=True, slots=True)
class Played:
    state: State
    events: tuple[Event, ...]
    document: Document


@pytest.fixture(scope="module")
def encoders() -> Encoders:
    plain = Encoders(multilingual=NumpyEncoder(), english=None, level=Level.NUMPY, reason="")
    return remembering(plain)


@pytest.fixture(scope="module")
def played(encoders: Encoders) -> Played:
    return play(60, 1, encoders)


def play(number: int, seed: int, encoders: Encoders) -> Played:
    """A whole rehearsal in memory."""
    clock, log = Clock(), MemoryLog()
    with Rooms(log, clock, chance=Random(seed)) as rooms:
        room = rooms.found(rehearsal_setup(BEGINNING.date()))
        sorting = InThisProcess(clock, Random(seed), encoders)
        Rehearsal(room, AtOnce(clock), sorting, people=number, seed=seed).play()
        document = reporting.report(rooms, room, made_at=clock.now)
        return Played(room.state, tuple(log.read(room.code)), document)


def test_everybody_comes_and_eight_languages_are_spoken(played: Played) -> None:
    assert people(played.state) == 60
    assert {p.lang for p in played.state.people.values() if p.joined} == set(LANGUAGES)
    assert len(languages(played.state)) == 8


def test_every_sample_is_sent_word_for_word(played: Played) -> None:
    sent = {(k.words.text, k.words.lang, k.kind) for k in played.state.contributions.values()}

    assert {(s.text, s.lang, s.kind) for s in SAMPLES} <= sent


@pytest.mark.parametrize("number", [1, 2, 7])
def test_every_sample_is_sent_however_few_people_there_are(number: int, encoders: Encoders) -> None:
    played = play(number, 3, encoders)

    assert played.document.closed
    assert {s.text for s in SAMPLES} <= {k.words.text for k in played.state.contributions.values()}


def test_at_most_ten_are_hidden_or_withdrawn_and_each_with_a_reason(played: Played) -> None:
    gone = [k for k in played.state.contributions.values() if k.withdrawn]

    assert len(gone) + len(played.state.hidden) <= 10
    assert {played.state.contributions[on].words.text for on in played.state.hidden} == {
        s.text for s in SAMPLES if s.id in HIDDEN
    }
    assert all(
        hidden.note or hidden.reason is not n.HideReason.OTHER
        for hidden in played.state.hidden.values()
    )


def test_what_is_not_to_be_published_is_no_sample(played: Played) -> None:
    kept = {k.words.text for k in played.state.contributions.values() if not k.publish}

    assert kept == {aside.text for aside in ASIDES if not aside.publish}


def test_the_second_question_is_answered_by_what_is_about_assessment(played: Played) -> None:
    first, second = (prompt.key for prompt in played.state.running.prompts)
    asked = {k.words.text: k.prompt for k in played.state.contributions.values()}

    assert all(asked[s.text] == (second if s.theme == "assessment" else first) for s in SAMPLES)


def test_all_phases_are_opened_at_their_time(played: Played) -> None:
    began = {step.phase: step.began for step in played.document.method.steps}

    assert list(began) == list(n.Phase)[:-1]
    start = BEGINNING.astimezone()
    planned = {n.Phase.WRITE: 12, n.Phase.THEMES: 22, n.Phase.VOTE: 31, n.Phase.CONSENT: 43}
    for phase, minutes in planned.items():
        assert abs(began[phase] - start - timedelta(minutes=minutes)) < timedelta(minutes=2)
    times = [event.at for event in played.events]
    assert times == sorted(times)
    assert times[-1] - start < timedelta(minutes=52)


def test_late_contributions_are_marked_and_have_a_place(played: Played) -> None:
    late = {k.words.text: k for k in played.state.contributions.values() if k.late}

    assert late.keys() == {s.text for s in SAMPLES if s.id in {*LATE_IN_THEMES, *LATE_IN_VOTE}}
    assert all(k.id in played.state.places for k in late.values())


def test_people_decide_about_what_the_software_proposed(played: Played) -> None:
    made = {type(deed.event).__name__ for deed in played.state.deeds}

    assert {
        *("GroupingAccepted", "ThemeRenamed", "ThemesMerged", "ThemeSplit", "ContributionsMoved"),
        *("ContributionsFolded", "ContributionHidden", "ActUndone", "AreasLinked"),
    } <= made


def test_the_room_is_of_two_minds_about_something(played: Played) -> None:
    assert played.document.questions
    assert played.document.contested


def test_eight_principles_or_more_are_drafted_and_each_rests_on_living_words(
    played: Played,
) -> None:
    printed = [s for p in played.document.principles for s in (p.statement, *p.why)]

    assert len(played.document.principles) >= 8
    assert all(sentence.numbers and not sentence.gone for sentence in printed)
    assert sum(len(quotations(sentence.text)) for sentence in printed) > 8


def test_some_principles_are_supported_and_one_is_contested(played: Played) -> None:
    statuses = [principle.status for principle in played.document.principles]

    assert statuses.count(n.Status.SUPPORTED) >= 5
    assert statuses.count(n.Status.CONTESTED) == 1


def test_an_area_is_left_without_a_principle(played: Played) -> None:
    empty = [s.area.key for s in played.document.areas if not s.principles and not s.touching]

    assert len(empty) == 1


def test_people_choose_and_answer(played: Played) -> None:
    assert sum(choices(played.state).values()) > 100
    assert played.document.figures.votes > 1000
    assert any(draft.latest.number > 1 for draft in played.state.drafts.values())


def test_the_same_seed_gives_the_same_workshop_to_the_second(
    played: Played, encoders: Encoders
) -> None:
    again = play(60, 1, encoders)

    assert again.events == played.events


def test_another_seed_gives_another_workshop(played: Played, encoders: Encoders) -> None:
    assert play(60, 2, encoders).events != played.events


def test_every_quotation_of_the_script_stands_in_what_its_sentence_rests_on() -> None:
    texts = {s.id: s.text for s in SAMPLES}

    for principle in PRINCIPLES:
        for line in (principle.statement, *principle.why):
            for quote in quotations(line.text):
                assert any(quote in texts[sample] for sample in line.on), quote


def test_a_rehearsal_in_real_time_can_be_stopped(encoders: Encoders) -> None:
    clock = Clock()
    with Rooms(MemoryLog()) as rooms:
        room = rooms.found(rehearsal_setup(BEGINNING.date()))
        tempo = Paced(speed=100_000)
        tempo.stopped.set()
        sorting = InThisProcess(clock, Random(1), encoders)

        with pytest.raises(InterruptedError):
            Rehearsal(room, tempo, sorting, people=3).play()


def test_a_rehearsal_goes_on_where_somebody_else_acts_in_its_room(encoders: Encoders) -> None:
    with Rooms(MemoryLog()) as rooms:
        room = rooms.found(rehearsal_setup(BEGINNING.date()))
        room.listen(lock_after_themes)
        tempo = Paced(speed=1_000_000)
        sorting = InThisProcess(Clock(), Random(1), encoders)

        Rehearsal(room, tempo, sorting, people=5).play()

        assert room.state.stage.phase is n.Phase.CLOSED
        assert tempo.refused > 0


def lock_after_themes(room: Room, events: tuple[Event, ...]) -> None:
    if any(isinstance(event, ThemesProposed) for event in events):
        room.submit(c.LockRoom(by=n.HOST, locked=True))


# --- what is left on the disk --------------------------------------------------------------------


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, encoders: Encoders) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    demonstrate(folder, people=9, seed=4, encoders=encoders)
    return folder


def test_the_demo_leaves_one_database_and_one_word_file_and_the_other_formats(out: Path) -> None:
    assert [path.name for path in out.glob("*.db")] == ["workshop.db"]
    assert [path.name for path in out.glob("*.docx")] == ["principles.docx"]
    assert verify(out / "workshop.db") == ()
    assert (out / "principles.md").stat().st_size > 10_000
    assert (out / "archive.json").stat().st_size > 10_000
    with (out / "tables" / "contributions.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(SAMPLES) + len(ASIDES)


def test_every_sample_that_is_not_hidden_stands_verbatim_in_the_word_file(out: Path) -> None:
    document = WordFile(str(out / "principles.docx"))
    inside = [p.text for p in document.paragraphs]
    for table in document.tables:
        inside += [p.text for row in table.rows for cell in row.cells for p in cell.paragraphs]

    missing = {s.id for s in SAMPLES if not any(s.text in text for text in inside)}

    assert missing == HIDDEN.keys()


def test_a_second_demo_takes_the_place_of_the_first(out: Path, encoders: Encoders) -> None:
    (out / "mine.txt").write_text("kept")

    made = demonstrate(out, people=3, seed=5, encoders=encoders)

    assert (out / "mine.txt").exists()
    assert verify(out / "workshop.db") == ()
    assert any(made.code in line for line in told(made, speaker()))


def test_the_rehearsal_says_what_it_is() -> None:
    setup = rehearsal_setup(BEGINNING.date())

    assert setup.rehearsal
    assert setup.event
    assert not SETUP.rehearsal
