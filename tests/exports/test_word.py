"""The Word document, read back: its order, its structure, and that every sentence can be traced."""

from __future__ import annotations

import gettext
import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from docx.document import Document as Docx

from exports.package import TEMPLATE
from exports.template import template
from tests.exports import pasts
from tests.exports.reading import MOMENTS, headings, opened, table, table_element, told, word
from tests.people import after, fay
from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.document import Document
from workshop.domain.state import State
from workshop.wording import Speaker

APPENDIX = "Appendix A: every contribution"
ONE_PAGE = "The principles on one page"


def test_the_template_is_what_its_script_makes_and_holds_no_text() -> None:
    assert TEMPLATE.read_bytes() == template()
    assert told(TEMPLATE.read_bytes()).strip() == ""


def test_the_order_is_the_same_for_every_reader(full: Document, say: Speaker) -> None:
    titles = [text for level, text in headings(word(full, say)) if level == 1]

    assert titles == [
        ONE_PAGE,
        "How it was made",
        "Preamble",
        "Terms",
        *(f"({s.area.roman}) {s.area.title}" for s in full.areas),
        full.prompts[1].title,
        "Open questions and disagreements",
        "Principles and areas of action",
        "Call to action",
        APPENDIX,
        "Appendix B: licence, data, how to cite",
        "Appendix C: acts of the desk",
    ]


def test_only_four_parts_begin_a_page_and_the_others_follow(full: Document, say: Speaker) -> None:
    breaks = word(full, say).element.xpath("//w:p[w:pPr/w:pageBreakBefore]")

    first = full.areas[0].area
    assert ["".join(p.xpath(".//w:t/text()")) for p in breaks] == [
        ONE_PAGE,
        "How it was made",
        f"({first.roman}) {first.title}",
        APPENDIX,
    ]


def test_beside_principles_the_candidates_of_an_area_share_one_row(
    full: Document, say: Speaker
) -> None:
    rows = table(word(full, say), ONE_PAGE)

    told = [row[1] for row in rows if row[1].startswith("Candidate theme")]
    waiting = [s.candidates for s in (*full.areas, full.unlinked) if s and s.candidates]
    assert len(told) == len(waiting) > 0
    for line, themes in zip(told, waiting, strict=True):
        assert all(f"{t.number}\N{NO-BREAK SPACE}{t.name}" in line for t in themes)


@pytest.mark.parametrize("moment", MOMENTS)
def test_headings_never_jump(moment: str, moments: Mapping[str, Document], say: Speaker) -> None:
    levels = [0, *(level for level, _ in headings(word(moments[moment], say)))]

    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_contribution_has_its_row_in_the_order_of_arrival(
    full: Document, say: Speaker
) -> None:
    rows = table(word(full, say), APPENDIX)[1:]

    assert [int(row[0]) for row in rows] == [e.number for e in full.appendix]
    for row, entry in zip(rows, full.appendix, strict=True):
        assert entry.words is not None
        assert row[1].startswith(entry.words.text)
        assert f"{entry.tally.agree} of {entry.tally.decided}" == row[4]


def test_every_sentence_of_a_principle_leads_to_rows_of_the_appendix(
    full: Document, say: Speaker
) -> None:
    doc = word(full, say)
    rows = {row[0] for row in table(doc, APPENDIX)[1:]}
    bookmarks = set(doc.element.xpath("//w:bookmarkStart/@w:name"))
    texts = [p.text for p in doc.paragraphs]

    for principle in full.principles:
        at = texts.index(f"{principle.number}  {principle.title}")
        assert texts[at + 1] == principle.statement.text
        told_numbers = re.findall(r"\d+", texts[at + 2])
        assert told_numbers == [str(number) for number in principle.statement.numbers]
        why = texts[texts.index("Why", at) + 1]
        for sentence in principle.why:
            assert f"{sentence.text} [{', '.join(map(str, sentence.numbers))}]" in why
        assert set(told_numbers) <= rows

    anchors = set(doc.element.xpath("//w:hyperlink/@w:anchor"))
    assert anchors
    assert anchors <= bookmarks


def test_what_a_sentence_rested_on_and_is_gone_is_named_as_gone(
    closed: State, say: Speaker
) -> None:
    first = closed.drafts[n.DraftId("d0")].latest.wording.statement.rests_on[0]
    number, by = closed.contributions[first].number, closed.contributions[first].by

    doc = word(pasts.printed(after(closed, c.Withdraw(by=by, on=first))), say)

    texts = [p.text for p in doc.paragraphs]
    assert any(f"[withdrawn or hidden since: {number}]" in text for text in texts)
    assert table(doc, APPENDIX)[number][1].startswith("Withdrawn by its author.")


def test_a_hidden_contribution_keeps_its_number_and_says_why(say: Speaker) -> None:
    state = pasts.written(pasts.texts(5), people=2)
    hide = c.Hide(by=fay, on=pasts.contribution(1), reason=n.HideReason.PERSON, note="Too close.")

    doc = word(pasts.printed(after(state, hide)), say)

    row = table(doc, APPENDIX)[2]
    assert row[0] == "2"
    assert row[1].startswith("Hidden: It may point to a person")
    assert "Too close." not in str(doc.element.xml)
    assert ["Hidden: It may point to a person", "1"] in table(doc, "What is not printed")


def test_an_area_without_a_principle_says_that_nothing_was_linked(
    full: Document, say: Speaker
) -> None:
    doc = word(full, say)

    row = table(doc, ONE_PAGE)[-1]
    assert row[:3] == ["(v) Cooperation", "No contribution was linked to this area.", "none"]
    assert table(doc, "Principles and areas of action")[-1][-1] == "none"
    assert _fills(doc, ONE_PAGE)[-1] == {"FFF3D6"}


def _fills(doc: Docx, title: str) -> list[set[str]]:
    """The ground of each row's cells."""
    rows = table_element(doc, title).xpath("w:tr")
    return [set(row.xpath(".//w:shd/@w:fill")) for row in rows]


def test_without_a_principle_there_are_candidate_themes_and_no_principles(
    moments: Mapping[str, Document], say: Speaker
) -> None:
    doc = word(moments["sorted"], say)

    titles = [text for _, text in headings(doc)]
    assert "Candidate themes on one page" in titles
    assert ONE_PAGE not in titles
    assert "Principles and areas of action" not in titles
    assert "Candidate theme 1: check it, free" in titles


def test_a_theme_without_a_draft_stands_as_candidate_under_its_area(
    full: Document, say: Speaker
) -> None:
    titles = headings(word(full, say))
    waiting = [theme for section in full.areas for theme in section.candidates]

    assert waiting
    for theme in waiting:
        area = next(s.area for s in full.areas if theme in s.candidates)
        at = titles.index((2, f"Candidate theme {theme.number}: {theme.name}"))
        above = next(text for level, text in reversed(titles[:at]) if level == 1)
        assert above == f"({area.roman}) {area.title}"


def test_support_is_the_consent_to_the_printed_version_alone(closed: State, say: Speaker) -> None:
    draft = closed.drafts[n.DraftId("d0")]
    revised = replace(draft.latest.wording, title="Open, and worded anew")
    again = c.ReviseDraft(by=n.HOST, draft=draft.id, after=draft.latest.number, wording=revised)
    state = after(closed, c.ReopenWorkshop(by=n.HOST), again)

    was, now = word(pasts.printed(closed), say), word(pasts.printed(state), say)

    assert table(was, ONE_PAGE)[1][2:] == ["contested", "17 · 9 · 4"]
    assert table(now, ONE_PAGE)[1][2:] == ["candidate", ""]


def test_objections_stand_in_their_authors_words(full: Document, say: Speaker) -> None:
    doc = word(full, say)
    voices = [p.text for p in doc.paragraphs if p.style is not None and p.style.name == "Voice"]

    for principle in full.contested:
        for objection in principle.objections:
            assert objection.words is not None
            assert objection.words.text in voices
            assert any(objection.words.text == row[1] for row in table(doc, "Objections"))


def test_a_rehearsal_says_so_on_the_cover_and_on_every_page(
    moments: Mapping[str, Document], say: Speaker
) -> None:
    doc = word(moments["rehearsed"], say)

    section = doc.sections[0]
    assert "Rehearsal" in section.header.paragraphs[0].text
    assert doc.tables[0].cell(0, 0).text.startswith("Rehearsal.")
    assert section.different_first_page_header_footer


def test_every_page_has_its_number_and_the_number_of_all(full: Document, say: Speaker) -> None:
    footer = word(full, say).sections[0].footer.paragraphs[0]

    footer_element: Any = footer.paragraph_format.element.getparent()
    assert footer_element.xpath(".//w:instrText/text()") == ["PAGE", "NUMPAGES"]
    assert footer.text.endswith("1 of 1")


def test_tables_can_be_read_aloud(full: Document, say: Speaker) -> None:
    doc = word(full, say)

    assert not doc.element.xpath("//w:tbl//w:tbl")
    for found in doc.element.xpath("//w:tbl"):
        grid, rows = found.xpath("w:tblGrid/w:gridCol"), found.xpath("w:tr")
        assert all(len(row.xpath("w:tc")) == len(grid) for row in rows)
        assert all(row.xpath("w:trPr/w:cantSplit") for row in rows)
    assert len(doc.element.xpath("//w:tbl[w:tr[1]/w:trPr/w:tblHeader]")) > 8


def test_every_picture_is_told_in_words(full: Document, say: Speaker) -> None:
    doc = word(full, say)

    pictures = doc.element.xpath("//wp:docPr/@descr")
    assert len(pictures) == len(doc.element.xpath("//w:drawing")) > 0
    assert all(re.fullmatch(r"\d+ of \d+ agree; range in 100: \d+ to \d+", t) for t in pictures)


def test_words_carry_their_language_and_direction(full: Document, say: Speaker) -> None:
    doc = word(full, say)
    arabic = next(e for e in full.appendix if e.words and e.words.lang == "ar")
    assert arabic.words is not None

    found = doc.element.xpath(f'//w:p[w:r/w:t[text()="{arabic.words.text}"]]')[-1]

    assert found.xpath("w:pPr/w:bidi")
    assert found.xpath("w:r/w:rPr/w:rtl")
    assert found.xpath("w:r/w:rPr/w:lang/@w:bidi") == ["ar-SA"]
    chinese = doc.element.xpath('//w:lang[@w:eastAsia="zh-CN"]')
    assert chinese


def test_a_document_for_readers_of_arabic_runs_from_right_to_left(full: Document) -> None:
    arabic = Speaker("ar", gettext.NullTranslations())

    doc = word(full, arabic)

    assert doc.element.xpath("//w:sectPr/w:bidi")
    assert doc.element.xpath("//w:tblPr/w:bidiVisual")
    assert doc.core_properties.language == "ar-SA"


def test_the_file_names_its_title_language_and_maker(full: Document, say: Speaker) -> None:
    core = word(full, say).core_properties

    assert (core.title, core.language, core.author) == (full.title, "en-GB", "Common Thread")


def test_only_styles_of_the_template_are_used(full: Document, say: Speaker) -> None:
    doc = word(full, say)
    known = {style.style_id for style in opened(TEMPLATE.read_bytes()).styles}

    used = set(doc.element.xpath("//w:pStyle/@w:val | //w:tblStyle/@w:val | //w:rStyle/@w:val"))

    assert used <= known
    assert not doc.element.xpath("//w:rFonts | //w:r/w:rPr/w:sz")
