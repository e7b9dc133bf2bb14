"""Every seed file parses, fits the others, and says where it is wrong when it is wrong."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop import seeding
from workshop.domain.nouns import AreaKey, Kind, Phase
from workshop.seeding import BadSeed

OPEN = "open_credentials"
OER = "unesco_oer_2019"
SETS = seeding.sets()
FRAMEWORKS = seeding.frameworks()


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the seed files that a test may spoil."""
    copied = tmp_path / "seeds"
    shutil.copytree(seeding.ROOT, copied, ignore=shutil.ignore_patterns("__pycache__"))
    return copied


def spoil(path: Path, change: Callable[[Any], object]) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    change(whole)
    path.write_text(json.dumps(whole), encoding="utf-8")


def test_a_set_and_a_framework_ship() -> None:
    assert OPEN in SETS
    assert OER in FRAMEWORKS


@pytest.mark.parametrize("key", FRAMEWORKS)
def test_every_framework_parses(key: str) -> None:
    framework = seeding.framework(key)

    assert framework.key == key
    assert framework.areas
    assert framework.source.url


@pytest.mark.parametrize("key", SETS)
def test_every_set_parses(key: str) -> None:
    assert seeding.cards(key)
    assert seeding.principle_sets(key)
    assert seeding.prompts(key)
    assert seeding.topics(key)
    assert seeding.contributions(key)
    assert all(seeding.agenda(key, minutes) for minutes in seeding.agenda_lengths(key))


def test_the_recommendation_has_five_areas_and_monitoring_is_no_sixth() -> None:
    framework = seeding.framework(OER)

    assert [(a.key, a.number, a.roman, a.paragraph) for a in framework.areas] == [
        ("capacity", 1, "i", 11),
        ("policy", 2, "ii", 12),
        ("access", 3, "iii", 13),
        ("sustainability", 4, "iv", 14),
        ("cooperation", 5, "v", 15),
    ]
    assert framework.monitoring is not None
    assert framework.monitoring.paragraph == 16


def test_only_two_points_of_the_recommendation_were_read_in_the_adopted_text() -> None:
    areas = seeding.framework(OER).areas

    confirmed = [(a.paragraph, p.letter) for a in areas for p in a.points if p.mark == "V"]

    assert confirmed == [(11, "a"), (11, "b")]


def test_the_recommendation_and_its_areas_have_names_in_the_languages_of_the_united_nations() -> (
    None
):
    others = {"ar", "es", "fr", "ru", "zh"}

    assert {name.lang for name in seeding.framework_names(OER)} == {"en", *others}
    for area in seeding.framework(OER).areas:
        assert {name.lang for name in area.names} == others


def test_the_first_cards_lead_and_none_is_lost() -> None:
    cards = seeding.cards(OPEN)
    order = seeding.card_order(OPEN)

    assert order.first == ("openvm", "openvm-peer", "shades", "canada")
    assert order.near == ("eccoe", "open-recognition", "registries", "laddering")
    assert [card.id for card in cards] == [*order.first, *order.near, *order.rest]
    assert len(cards) == len({card.id for card in cards}) == 34


@pytest.mark.parametrize(
    "fact",
    [
        "Nine partners",
        "Eight mini-MOOCs",
        "three levels",
        "24 micro-credentials, each a badge and a certificate",
        "self-assessment tool",
        "Endorsement by EDEN",
        "Over 5,000 learners",
        "nearly 2,500 credentials",
        "advanced level asks for an e-portfolio assessed by peers",
    ],
)
def test_the_card_on_openvm_carries_its_facts(fact: str) -> None:
    openvm = seeding.cards(OPEN)[0]

    assert any(fact in line for line in openvm.facts)


def test_people_are_asked_for_principles_and_cases_and_about_assessment() -> None:
    good, assessing = seeding.prompts(OPEN)

    assert (good.key, good.stem_principle) == ("good", "A good open credential should …")
    assert good.stem_example == "I know a case where …"
    assert assessing.key == "assessing"
    assert assessing.title == "How can assessment be valid, affordable and open at the same time?"
    assert assessing.cards == ("openvm-peer", "eccoe")


def test_a_run_sheet_fills_its_time_and_never_cuts_the_silent_writing() -> None:
    assert seeding.agenda_lengths(OPEN) == (25, 50, 90)
    for minutes in seeding.agenda_lengths(OPEN):
        steps = seeding.agenda(OPEN, minutes)

        assert [step.phase for step in steps] == [phase for phase in Phase if phase != "closed"]
        assert sum(step.minutes for step in steps) == minutes
        assert all(step.say.endswith((".", "?")) for step in steps)
        assert next(s.minutes for s in steps if s.phase is Phase.WRITE) >= 4


def test_every_invented_contribution_is_read_as_it_stands_in_the_file() -> None:
    path = seeding.ROOT / OPEN / "workshop_contributions.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))

    read = seeding.contributions(OPEN)

    assert [(r["id"], r["lang"], r["kind"], r["text"]) for r in rows] == [
        (c.id, c.lang, c.kind, c.text) for c in read
    ]
    assert {c.kind for c in read} == set(Kind)


def test_what_the_files_say_about_areas_and_topics_exists() -> None:
    areas = {area.key for area in seeding.framework(OER).areas}
    topics = {topic.key for topic in seeding.topics(OPEN)}
    named: set[AreaKey] = set()
    themes: set[str] = set()

    for card in seeding.cards(OPEN):
        named.update(card.areas)
        themes.update(card.themes)
    for topic in seeding.topics(OPEN):
        named.update(topic.areas)
    for known in seeding.principle_sets(OPEN):
        themes.update(theme for item in known.items for theme in item.themes)
    for contribution in seeding.contributions(OPEN):
        named.update(contribution.areas)
        themes.update({contribution.theme, contribution.secondary_theme} - {"", "offtopic"})

    assert named == areas
    assert themes == topics


def test_a_card_fits_a_phone() -> None:
    for card in seeding.cards(OPEN):
        assert len(card.title) <= 60, card.id
        assert len(card.gist) <= 175, card.id
        assert len(card.how_open) <= 190, card.id
        assert len(card.challenge) <= 190, card.id
        assert len(card.question) <= 130, card.id


def test_every_card_says_where_it_comes_from() -> None:
    for card in seeding.cards(OPEN):
        assert card.sources, card.id
        assert all(source.title for source in card.sources), card.id


@pytest.mark.parametrize("phrase", [r"endorsed by", r"compliant with", r"\bTODO\b"])
def test_no_seed_file_claims_what_nobody_promised(phrase: str) -> None:
    for path in seeding.ROOT.rglob("*.json"):
        assert not re.search(phrase, path.read_text(encoding="utf-8"), re.IGNORECASE), path.name


def test_a_set_that_does_not_exist_is_answered_with_those_that_do() -> None:
    with pytest.raises(BadSeed, match=f"no such folder, there are {OPEN}, {OER}"):
        seeding.cards("../open_credentials")


def test_a_length_without_a_run_sheet_is_answered_with_those_that_have_one() -> None:
    with pytest.raises(BadSeed, match="none takes 30 minutes, there are 25, 50, 90"):
        seeding.agenda(OPEN, 30)


def test_a_new_set_is_a_folder_and_no_code(seeds: Path) -> None:
    shutil.copytree(seeds / OPEN, seeds / "open_data")

    assert seeding.sets(seeds) == ("open_credentials", "open_data")
    assert seeding.cards("open_data", seeds) == seeding.cards(OPEN)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda f: f["cards"][0].pop("gist"), r"cards openvm: gist is missing\."),
        (lambda f: f["cards"][1].update(gist=" "), r"cards openvm-framework: gist is empty"),
        (lambda f: f["cards"][0].update(gist=7), r"cards openvm: gist must be a text"),
        (lambda f: f["cards"][0].update(gits="x"), r"cards openvm: 'gits' is not known here"),
        (lambda f: f["cards"][0].update(areas="access"), r"cards openvm: areas must be a list"),
        (
            lambda f: f["cards"][0].update(facts=[""]),
            r"cards openvm: facts must be a list of texts",
        ),
        (lambda f: f["cards"].append(f["cards"][0]), r"file: cards has 'openvm' twice"),
        (lambda f: f["cards"].append("x"), r"cards 35: it must be an object in braces"),
        (
            lambda f: f["first"].append("nowhere"),
            r"first names 'nowhere', and there is no such card",
        ),
        (lambda f: f["near"].append("openvm"), r"first and near has 'openvm' twice"),
        (
            lambda f: f["cards"][0]["sources"][1].update(url="javascript:alert(1)"),
            r"cards openvm, sources 2: url is 'javascript:alert\(1\)', which is no web address",
        ),
    ],
)
def test_a_mistake_in_the_cards_is_named_where_it_stands(
    seeds: Path, change: Callable[[Any], object], told: str
) -> None:
    spoil(seeds / OPEN / "cards.json", change)

    with pytest.raises(BadSeed, match=told) as bad:
        seeding.cards(OPEN, seeds)

    assert str(bad.value).startswith("seed_examples/open_credentials/cards.json, ")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda f: f.update(key="other"), r"file: key is 'other', but the folder is called"),
        (lambda f: f["areas"][0].update(number="one"), r"areas capacity: number must be a whole"),
        (lambda f: f["areas"][0].update(number=True), r"areas capacity: number must be a whole"),
        (lambda f: f["areas"].append(f["areas"][0]), r"file: areas has 'capacity' twice"),
        (
            lambda f: f["areas"][0]["points"][0].update(mark="X"),
            r"points 1: mark is 'X', it must be",
        ),
        (lambda f: f["areas"][0]["names"][0].update(mark="x"), r"names 1: mark is 'x', it must be"),
        (lambda f: f.pop("source"), r"file: source is missing"),
    ],
)
def test_a_mistake_in_a_framework_is_named_where_it_stands(
    seeds: Path, change: Callable[[Any], object], told: str
) -> None:
    spoil(seeds / OER / "action_areas.json", change)

    with pytest.raises(BadSeed, match=told):
        seeding.framework(OER, seeds)


def test_a_framework_may_do_without_monitoring(seeds: Path) -> None:
    spoil(seeds / OER / "action_areas.json", lambda f: f.pop("monitoring"))

    assert seeding.framework(OER, seeds).monitoring is None


def test_a_run_sheet_that_does_not_fill_its_time_is_refused(seeds: Path) -> None:
    spoil(seeds / OPEN / "agendas.json", lambda f: f["agendas"][0].update(minutes=26))

    with pytest.raises(BadSeed, match=r"agendas 1: the steps take 25 minutes together, not 26"):
        seeding.agenda(OPEN, 26, seeds)


def test_a_run_sheet_knows_only_phases_that_people_work_in(seeds: Path) -> None:
    spoil(
        seeds / OPEN / "agendas.json", lambda f: f["agendas"][0]["steps"][0].update(phase="closed")
    )

    with pytest.raises(BadSeed, match=r"agendas 1, steps 1: phase is 'closed', it must be one of"):
        seeding.agenda(OPEN, 25, seeds)


def test_a_prompt_cannot_be_introduced_by_a_card_that_is_not_there(seeds: Path) -> None:
    spoil(seeds / OPEN / "prompts.json", lambda f: f["prompts"][0].update(cards=["nowhere"]))

    with pytest.raises(BadSeed, match=r"prompts good: cards names 'nowhere'"):
        seeding.prompts(OPEN, seeds)


def test_a_missing_comma_is_named_with_its_line(seeds: Path) -> None:
    (seeds / OPEN / "prompts.json").write_text('{\n "prompts": [\n  {} {}\n ]\n}')

    with pytest.raises(BadSeed, match=r"open_credentials/prompts.json, line 3: no JSON"):
        seeding.prompts(OPEN, seeds)


def test_a_file_that_is_missing_or_in_another_encoding_is_said_to_be(seeds: Path) -> None:
    (seeds / OPEN / "prompts.json").unlink()
    (seeds / OPEN / "topics.json").write_bytes('{"about": "é"}'.encode("latin-1"))

    with pytest.raises(BadSeed, match=r"prompts.json, file: it is missing"):
        seeding.prompts(OPEN, seeds)
    with pytest.raises(BadSeed, match=r"topics.json, file: it is not written in UTF-8"):
        seeding.topics(OPEN, seeds)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("g900,en,principle,A text", r"row 140: it has 4 cells, not 9"),
        (
            "g900,en,wish,A text,trust,,,,",
            r"row 140: kind is 'wish', neither principle nor example",
        ),
        ("g900,en,principle, ,trust,,,,", r"row 140: text is empty"),
        ("g002,en,principle,A text,trust,,,,", r"g002: two rows have this id"),
    ],
)
def test_a_mistake_in_a_contribution_is_named_with_its_row(
    seeds: Path, line: str, told: str
) -> None:
    path = seeds / OPEN / "workshop_contributions.csv"
    with path.open("a", encoding="utf-8", newline="") as rows:
        rows.write(line + "\n")

    with pytest.raises(BadSeed, match=told):
        seeding.contributions(OPEN, seeds)


def test_contributions_with_other_columns_are_refused(seeds: Path) -> None:
    path = seeds / OPEN / "workshop_contributions.csv"
    path.write_text("id,text\n1,Hello\n")

    with pytest.raises(BadSeed, match=r"line 1: the columns must be id,lang,kind,text"):
        seeding.contributions(OPEN, seeds)


def test_contributions_that_are_missing_are_said_to_be(seeds: Path) -> None:
    (seeds / OPEN / "workshop_contributions.csv").unlink()

    with pytest.raises(BadSeed, match=r"workshop_contributions.csv, file: it is missing"):
        seeding.contributions(OPEN, seeds)
