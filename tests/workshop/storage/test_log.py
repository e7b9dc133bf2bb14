"""What every log promises; a new one joins the `log` fixture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.people import CODE, MORNING, ada, c1, c2
from tests.workshop.storage.pasts import (
    OBJECTED,
    OPENING,
    OTHER,
    SUGGESTED,
    VOTES,
    WRITTEN,
    entry,
    erased,
    made,
    withdrawn,
    without_words,
)
from workshop.domain import events as e
from workshop.domain import nouns as n
from workshop.storage.log import EventLog, LogConflict


def test_what_was_appended_is_read_in_its_order(log: EventLog) -> None:
    log.append([entry(*WRITTEN)])
    log.append([entry(*VOTES, after=3)])

    assert tuple(log.read(CODE)) == (*WRITTEN, *VOTES)
    assert tuple(log.read(CODE, after=4)) == VOTES[1:]
    assert log.end(CODE) == 6


def test_an_empty_log_holds_nothing(log: EventLog) -> None:
    assert log.workshops() == ()
    assert tuple(log.read(CODE)) == ()
    assert (log.end(CODE), log.hash(CODE)) == (0, "")
    assert log.verify() == ()


def test_whoever_comes_second_to_a_position_is_told(log: EventLog) -> None:
    log.append([entry(*WRITTEN)])

    with pytest.raises(LogConflict):
        log.append([entry(VOTES[0], after=2)])

    assert tuple(log.read(CODE)) == WRITTEN


def test_a_gap_is_never_written(log: EventLog) -> None:
    with pytest.raises(LogConflict):
        log.append([entry(*WRITTEN, after=1)])

    assert log.end(CODE) == 0


def test_a_batch_is_kept_as_a_whole_or_not_at_all(log: EventLog) -> None:
    log.append([entry(*WRITTEN)])

    with pytest.raises(LogConflict):
        log.append([entry(OPENING, code=OTHER), entry(VOTES[0], after=1)])

    assert log.workshops() == (CODE,)
    assert log.end(CODE) == 3


def test_a_token_is_kept_once(log: EventLog) -> None:
    log.append([entry(*WRITTEN)])

    with pytest.raises(LogConflict):
        log.append([entry(replace(VOTES[0], by=ada, token=WRITTEN[1].token), after=3)])

    assert log.end(CODE) == 3


def test_two_people_may_use_the_same_token(log: EventLog) -> None:
    log.append([entry(*WRITTEN)])

    log.append([entry(replace(VOTES[0], token=WRITTEN[1].token), after=3)])

    assert log.end(CODE) == 4


def test_each_workshop_has_its_own_log(log: EventLog) -> None:
    log.append([entry(*WRITTEN), entry(OPENING, code=OTHER)])

    assert log.workshops() == (CODE, OTHER)
    assert tuple(log.read(OTHER)) == (OPENING,)
    assert log.verify() == ()


def test_the_hash_stands_for_all_that_came_before(log: EventLog) -> None:
    log.append([entry(*WRITTEN), entry(replace(OPENING, by=ada), *WRITTEN[1:], code=OTHER)])
    first = log.hash(CODE)

    log.append([entry(VOTES[0], after=3)])

    assert len(first) == 64
    assert len({first, log.hash(CODE), log.hash(OTHER)}) == 3


def test_withdrawn_words_are_deleted_and_the_chain_still_holds(log: EventLog) -> None:
    log.append([entry(*WRITTEN, e.ContributionRevised(by=ada, on=c1, words=n.Words("Free.")))])

    log.append([entry(withdrawn(c1), after=4)])

    opening, first, second, revised, _ = log.read(CODE)
    assert opening == OPENING
    assert first == without_words(made(c1, ""))
    assert second == WRITTEN[2]
    assert isinstance(revised, e.ContributionRevised)
    assert revised.words == n.Words("", erased=True)
    assert log.verify() == ()


def test_words_written_and_withdrawn_in_one_batch_are_gone(log: EventLog) -> None:
    log.append([entry(*WRITTEN, withdrawn(c1))])

    assert tuple(log.read(CODE))[1] == without_words(made(c1, ""))
    assert log.verify() == ()


def test_words_written_after_an_erasure_stay(log: EventLog) -> None:
    again = e.ContributionRevised(by=ada, at=MORNING, on=c1, words=n.Words("Free to check."))

    log.append([entry(*WRITTEN, erased(c1), again)])

    assert tuple(log.read(CODE))[-1] == again
    assert log.verify() == ()


@pytest.mark.parametrize(("event", "owner"), [(SUGGESTED, "s1"), (OBJECTED, "d1:1:ben")])
def test_suggestions_and_objections_can_be_erased(
    log: EventLog, event: e.Event, owner: str
) -> None:
    log.append([entry(*WRITTEN, event)])

    log.append([entry(erased(owner), after=4)])

    before, after = tuple(log.read(CODE))[3:], (event, erased(owner))
    assert before[0] != after[0]
    assert before[1] == after[1]
    assert log.verify() == ()


def test_withdrawing_takes_nothing_from_an_owner_whose_name_begins_the_same(
    log: EventLog,
) -> None:
    within, longer = n.ContributionId("c1/x"), n.ContributionId("c10")
    log.append([entry(*WRITTEN, made(within, "Inside."), made(longer, "Longer."))])

    log.append([entry(withdrawn(c1), after=5)])

    assert tuple(log.read(CODE))[3:5] == (made(within, "Inside."), made(longer, "Longer."))


def test_withdrawing_a_contribution_takes_nothing_from_a_suggestion_of_the_same_name(
    log: EventLog,
) -> None:
    namesake = replace(SUGGESTED, id=n.SuggestionId("c1"))
    log.append([entry(*WRITTEN, namesake)])

    log.append([entry(withdrawn(c1), after=4)])

    assert tuple(log.read(CODE))[3] == namesake


def test_withdrawing_in_one_workshop_takes_nothing_from_another(log: EventLog) -> None:
    log.append([entry(*WRITTEN), entry(*WRITTEN, code=OTHER)])

    log.append([entry(withdrawn(c1), after=3)])

    assert tuple(log.read(OTHER)) == WRITTEN


def test_a_deleted_workshop_leaves_the_others_as_they_are(log: EventLog) -> None:
    log.append([entry(*WRITTEN), entry(*WRITTEN, code=OTHER)])

    log.delete(CODE)

    assert log.workshops() == (OTHER,)
    assert (log.end(CODE), tuple(log.read(OTHER))) == (0, WRITTEN)
    assert log.verify() == ()


@pytest.mark.parametrize("text", ["", "null\x00byte", "𐍈 é ت 中", "\\u0041", "'; DROP TABLE texts"])
def test_any_text_comes_back_letter_by_letter(log: EventLog, text: str) -> None:
    log.append([entry(*WRITTEN[:1], made(c2, text))])

    assert tuple(log.read(CODE))[1] == made(c2, text)
    assert log.verify() == ()


def test_an_event_that_cannot_be_kept_leaves_no_trace(log: EventLog) -> None:
    broken = replace(VOTES[0], on=n.ContributionId("half a pair: \ud800"))

    with pytest.raises(ValueError, match="surrogates not allowed"):
        log.append([entry(*WRITTEN, broken)])

    assert (log.end(CODE), log.verify()) == (0, ())
