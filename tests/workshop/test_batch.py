"""A table of texts in, a table and a page out: what scripts and people can rely on."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workshop import seeding
from workshop.cli import main
from workshop.readymade import CARDS

pytestmark = pytest.mark.model

SAMPLES = seeding.contributions(CARDS)
MANY = [(s.id, s.text) for s in SAMPLES[:60]]
LANGUAGES = [
    "Everyone should own the data about their learning",
    "Chacun doit posséder ses propres données",
    "Cada persona es dueña de sus propios datos",
    "Cada pessoa é dona dos seus próprios dados",
    "Jeder Mensch besitzt die eigenen Daten",
    "Каждый человек владеет своими данными",
    "كل شخص يملك بياناته",
    "每个人拥有自己的数据",
    "誰もが自分のデータを所有するべきです",
    "모든 사람이 자신의 데이터를 소유해야 한다",
    "Herkes kendi verilerine sahip olmalı",
    "ทุกคนควรเป็นเจ้าของข้อมูลของตน",
]
ODD: Mapping[str, list[str]] = {
    "one text": ["Open badges for everyone"],
    "copies": ["Everything open"] * 300,
    "one word each": ["alpha", "beta", "gamma", "delta", "open", "fund", "badge"] * 3,
    "long": [f"{'An open word. ' * 700} {i}" for i in range(4)],
    "no letters": ["🎓👍", "?!", "…"],
    "languages": LANGUAGES,
    "commands": ["rm -rf / ; DROP TABLE x", "{{ 7*7 }}", "../../etc/passwd", "$(reboot)", "=1+1"],
}


def table(
    folder: Path, rows: list[tuple[str, str]], head: tuple[str, ...] = ("id", "text")
) -> Path:
    path = folder / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def numbered(texts: list[str]) -> list[tuple[str, str]]:
    return [(str(i), text) for i, text in enumerate(texts)]


class Tags(HTMLParser):
    """Which elements a page has, and what stands in it as text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name == "src"]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_id_comes_back_once_with_a_theme_that_has_a_name(tmp_path: Path) -> None:
    done = run("themes", table(tmp_path, MANY), tmp_path / "out.csv")

    rows = read(tmp_path / "out.csv")
    assert done.exit_code == 0, done.stderr
    assert list(rows[0]) == ["id", "theme", "label", "strength", "parked"]
    assert [row["id"] for row in rows] == [id_ for id_, _ in MANY]
    assert all(int(row["theme"]) > 0 and row["label"] and row["parked"] == "0" for row in rows)
    assert all(0 <= float(row["strength"]) <= 1 for row in rows)
    assert len({row["theme"] for row in rows}) == len({row["label"] for row in rows}) > 3
    assert "60 of 60" in done.stderr


def test_somebody_can_ask_for_a_number_of_themes_or_for_fewer_or_more(tmp_path: Path) -> None:
    source, to = table(tmp_path, MANY), tmp_path / "out.csv"

    def themes(*wish: str) -> int:
        assert run("themes", source, to, *wish).exit_code == 0
        return len({row["theme"] for row in read(to)})

    assert themes("--themes", "3") == 3
    assert themes("--fewer") < themes() < themes("--more")
    assert run("themes", source, to, "--fewer", "--themes", "3").exit_code == 2


def test_the_page_shows_every_text_as_letters(tmp_path: Path) -> None:
    hostile = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "{{ 7*7 }} & <b>",
        *LANGUAGES,
    ]

    run("themes", table(tmp_path, numbered(hostile)), tmp_path / "out.csv")

    page = Tags((tmp_path / "out.html").read_text(encoding="utf-8"))
    assert not {"script", "img", "b", "link", "iframe"} & page.names
    assert all(text in page.text for text in hostile)


@pytest.mark.parametrize("what", ODD)
def test_odd_tables_are_sorted_as_well(what: str, tmp_path: Path) -> None:
    source = table(tmp_path, numbered(ODD[what]))

    done = run("themes", source, tmp_path / "out.csv")

    rows = read(tmp_path / "out.csv")
    assert done.exit_code == 0, done.stderr
    assert [row["id"] for row in rows] == [str(i) for i in range(len(ODD[what]))]
    assert {row["parked"] for row in rows} == ({"1"} if what == "no letters" else {"0"})
    assert all(bool(row["theme"]) == (row["parked"] == "0") for row in rows)


def test_bad_rows_are_told_and_the_others_are_done(tmp_path: Path) -> None:
    rows = [("", "no id"), ("1", "  "), ("2", "Open badges"), ("2", "again"), ("3", "Free courses")]

    done = run("themes", table(tmp_path, rows), tmp_path / "out.csv")

    assert done.exit_code == 0
    assert [row["id"] for row in read(tmp_path / "out.csv")] == ["2", "3"]
    for told in ("Row 2 is left out: it has no id.", "Row 3", "the id '2' was there before"):
        assert told in done.stderr


@pytest.mark.parametrize("head", [("comment-id", "comment-body"), ("comment_id", "comment_body")])
def test_comments_of_polis_are_taken_as_they_are(head: tuple[str, str], tmp_path: Path) -> None:
    done = run("themes", table(tmp_path, MANY[:5], head), tmp_path / "out.csv")

    assert done.exit_code == 0, done.stderr
    assert len(read(tmp_path / "out.csv")) == 5


def test_a_table_that_a_european_spreadsheet_saved_is_read(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("\ufeffid;text\n1;Open, free badges\n2;More, money\n", encoding="utf-8")

    assert run("themes", path, tmp_path / "out.csv").exit_code == 0
    assert [row["id"] for row in read(tmp_path / "out.csv")] == ["1", "2"]


@pytest.mark.parametrize("door", ["themes", "areas"])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "needs the columns id and text"),
        (b"a,b\n1,2\n", "there are: a, b"),
        (b"id,text\n", "no row that can be used"),
        (b"id,text\n1,caf\xe9\n", "is not in UTF-8"),
    ],
)
def test_a_table_of_which_nothing_can_be_used_is_refused_in_a_sentence(
    door: str, content: bytes, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(content)

    done = run(door, path, tmp_path / "out.csv")

    assert done.exit_code == 1
    assert told in done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    rows = [("=1+1", "=cmd() opens"), ("@x", "+calc badges"), ("-5", "badges")]

    run("themes", table(tmp_path, rows), tmp_path / "out.csv")

    cells = [cell for row in read(tmp_path / "out.csv") for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_areas_are_keys_of_the_framework_the_foremost_first(tmp_path: Path) -> None:
    source = table(tmp_path, [*MANY, ("money", "Who pays for the servers when the project ends?")])

    done = run("areas", source, tmp_path / "out.csv")

    rows = read(tmp_path / "out.csv")
    known = {area.key for area in seeding.framework("unesco_oer_2019").areas}
    assert done.exit_code == 0, done.stderr
    assert list(rows[0]) == ["id", "areas"]
    assert all(set(row["areas"].split(";")) <= known for row in rows)
    assert rows[-1]["areas"].split(";")[0] == "sustainability"


def test_a_framework_that_does_not_ship_is_told(tmp_path: Path) -> None:
    done = run("areas", table(tmp_path, MANY[:2]), tmp_path / "out.csv", "--framework", "moon")

    assert done.exit_code == 1
    assert "there is no such folder" in done.stderr


def test_a_language_that_is_none_is_told(tmp_path: Path) -> None:
    done = run("themes", table(tmp_path, MANY[:2]), tmp_path / "out.csv", "--lang", "?")

    assert done.exit_code == 2
    assert "no code of a language" in done.stderr
