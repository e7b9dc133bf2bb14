"""The order of the document, the same in every format that people read."""

from __future__ import annotations

from exports.appendices import acts, contributions, licence
from exports.blocks import PAGE, PAGES, Block, Paper
from exports.cover import state_line, title_page
from exports.method import how_it_was_made, written_by_people
from exports.one_page import one_page
from exports.openness import assessing, disagreements, matrix
from exports.phrasing import Phrasing
from exports.principles import by_area
from workshop.domain.document import Document


def paper(doc: Document, say: Phrasing) -> Paper:
    """The document laid out in blocks."""
    footer = say.count(
        "{licence}. Made by {n} person together, adopted by no organisation.",
        "{licence}. Made by {n} people together, adopted by no organisation.",
        doc.figures.took_part,
        licence=doc.licence,
    )
    return Paper(
        title=doc.title,
        lang=say.lang,
        direction=say.direction,
        header=(doc.title, state_line(doc, say)),
        footer=footer,
        page_line=say("{page} of {pages}", page=PAGE, pages=PAGES),
        cover=title_page(doc, say),
        blocks=_sections(doc, say),
    )


def _sections(doc: Document, say: Phrasing) -> tuple[Block, ...]:
    front = doc.front
    return (
        *one_page(doc, say),
        *how_it_was_made(doc, say),
        *written_by_people(say("Preamble"), front.preamble),
        *written_by_people(say("Terms"), front.terms),
        *by_area(doc, say),
        *assessing(doc, say),
        *disagreements(doc, say),
        *matrix(doc, say),
        *written_by_people(say("Call to action"), front.call_to_action),
        *written_by_people(say("Signatures"), front.signatures),
        *contributions(doc, say),
        *licence(doc, say),
        *acts(doc, say),
    )
