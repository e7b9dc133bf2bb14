"""Whatever people write is letters: verbatim in Word, harmless in tables and Markdown."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exports import FORMATS, Source
from exports.markdown import escaped
from exports.script import lawful, rtl
from exports.tables import csv_cell
from tests.exports import pasts
from tests.exports.reading import table, word
from tests.people import after, fay
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.document import Document
from workshop.domain.texts import clean
from workshop.wording import Speaker

HOSTILE = (
    '=HYPERLINK("https://evil.example","click")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "-2+3",
    "<script>alert(1)</script><img src=https://evil.example/x.png>",
    "![a picture](https://evil.example/x.png) [a link](https://evil.example)",
    "# not a heading\n- not a list\n1. not a number\n> not a quote",
    "| a | table |\n|---|---|",
    r"\href{https://evil.example}{LaTeX} $\frac{1}{2}$ \input{/etc/passwd}",
    "{{ constructor }} {% include 'x' %} ${7*7} #{7*7}",
    "www.evil.example and https://evil.example/?a=b&c=d and a.b@evil.example",
    "**bold** _slanted_ `code` ~~gone~~ :smile: &lt;b&gt; &#64;",
    "left \u202eright\u202c \u2066isolated\u2069 and a family 👨‍👩‍👧‍👦 and é́́́́́",
    "النص العربي مع English داخل الجملة (وقوسين) 123",
    "请在这里写下一个好的开放证书的原则。",
    "]]> &amp; </w:t></w:r></w:p> \\N{BULLET}",
    "x" * 1000,
)
SETUP = replace(pasts.SETUP, principle_limit=1000, example_limit=1000, cards=())


@pytest.fixture(scope="module")
def document() -> Document:
    """Every hostile text as contribution, some as translation, objection and name."""
    texts = [(text, "und") for text in HOSTILE]
    state = pasts.sorted_into(pasts.written(texts, people=3, setup=SETUP), 4)
    names = [
        c.RenameTheme(by=fay, theme=pasts.theme(i), name=text)
        for i, text in enumerate(t for t in HOSTILE if len(t) <= 60)
        if i < 4
    ]
    translate = c.Translate(
        by=pasts.person(1), on=pasts.contribution(3), words=n.Words(HOSTILE[0], "fr")
    )
    state = after(state, *names, translate)
    inside = tuple(on for on, p in state.places.items() if p.theme == pasts.theme(0))[:2]
    wording = n.Wording(
        title="=HYPERLINK(A1)",
        statement=n.Sentence("<b>Bold</b> [claims](https://evil.example) cost $5 & more.", inside),
        asks=(n.Ask("=1+1", "![x](https://evil.example)"),),
    )
    state = after(
        state,
        c.MovePhase(by=fay, to=n.Phase.DRAFT),
        c.DraftPrinciple(by=fay, id=n.DraftId("d"), theme=pasts.theme(0), wording=wording),
        c.NameValue(by=fay, draft=n.DraftId("d"), value="=open"),
        c.MovePhase(by=fay, to=n.Phase.CONSENT),
        c.GiveConsent(
            by=pasts.person(0),
            draft=n.DraftId("d"),
            version=1,
            value=n.Consent.OBJECT,
            reason=n.Words("@SUM(A1) <i>no</i>"),
        ),
    )
    return pasts.printed(state)


def test_word_prints_them_letter_by_letter(document: Document, say: Speaker) -> None:
    rows = table(word(document, say), "Appendix A: every contribution")[1:]

    for row, text in zip(rows, HOSTILE, strict=True):
        assert row[1] == clean(text) or row[1].startswith(clean(text) + "\n")


def test_no_link_out_of_word_comes_from_what_people_wrote(document: Document, say: Speaker) -> None:
    doc = word(document, say)

    outside = [rel.target_ref for rel in doc.part.rels.values() if rel.is_external]

    assert all("evil" not in target for target in outside)
    assert not doc.element.xpath("//w:instrText")


def test_no_cell_of_a_table_is_a_formula(document: Document, say: Speaker) -> None:
    files = FORMATS["csv"].render(Source(document), say)

    for name in files.keys() - {"README.txt"}:
        rows = list(csv.reader(io.StringIO(files[name].decode("utf-8-sig"))))
        assert len({len(row) for row in rows}) == 1
        for row in rows[1:]:
            assert not [cell for cell in row if cell.lstrip(" \t\n").startswith(tuple("=+-@|%＝"))]


def test_tables_are_read_alike_by_python_and_pandas(document: Document, say: Speaker) -> None:
    import pandas as pd

    content = FORMATS["csv"].render(Source(document), say)["contributions.csv"]

    frame = pd.read_csv(io.BytesIO(content))

    assert list(frame["number"]) == [e.number for e in document.appendix]
    kept = [text.removeprefix("'") for text in frame["text"]]
    assert kept == [clean(text).removeprefix("'") for text in HOSTILE]


def test_markdown_shows_them_and_does_nothing_else(document: Document, say: Speaker) -> None:
    (content,) = FORMATS["markdown"].render(Source(document), say).values()

    html = _github().render(content.decode())

    assert "evil.example" in html
    assert "<img" not in html
    assert "<script" not in html
    assert 'href="https://evil' not in html
    assert 'href="http://www.evil' not in html


def _github() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")


@given(st.text(max_size=60))
def test_any_text_in_markdown_is_itself(text: str) -> None:
    text = clean(text)

    tokens = _github().parseInline(escaped(text))

    children = (tokens[0].children or []) if tokens else []
    assert {t.type for t in children} <= {"text", "text_special", "hardbreak"}
    shown = "".join("\n" if t.type == "hardbreak" else t.content for t in children)
    assert shown.split() == lawful(text).split()


@given(st.text(max_size=60))
def test_any_text_as_a_block_of_markdown_is_one_paragraph(text: str) -> None:
    tokens = _github().parse(escaped(clean(text)))

    assert {t.type for t in tokens} <= {"paragraph_open", "inline", "paragraph_close"}


@pytest.mark.parametrize(
    "text", [*HOSTILE, "1. one", "2) two", "+ plus", "- minus", "---", "===", "> said", "# title"]
)
def test_a_hostile_text_as_a_block_of_markdown_is_one_paragraph(text: str) -> None:
    tokens = _github().parse(escaped(clean(text)))

    assert {t.type for t in tokens} <= {"paragraph_open", "inline", "paragraph_close"}


@given(st.text(max_size=40))
def test_a_guarded_cell_loses_nothing(text: str) -> None:
    assert str(csv_cell(text)).endswith(text)


def test_numbers_stay_numbers() -> None:
    assert csv_cell(-3) == -3
    assert csv_cell(None) == ""


def test_a_text_runs_as_its_first_letter_does() -> None:
    assert rtl("123 النص", "ltr")
    assert not rtl("(a) النص", "rtl")
    assert rtl("[12, 14]", "rtl")
