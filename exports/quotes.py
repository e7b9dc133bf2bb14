"""People's words as the document quotes them, and themes that no principle was worded from."""

from __future__ import annotations

from exports.blocks import Block, Heading, Para, Span, Voice, marks, para, text
from exports.phrasing import Phrasing
from exports.terms import mark_of
from workshop.domain.document import CandidateTheme, Quote

_FIRST_QUOTES = 5


def voice(quote: Quote, say: Phrasing) -> list[Block]:
    """Somebody's words, verbatim, and below them the translations that people made."""
    blocks: list[Block] = [Voice(quote.words, mark_of(say, quote))]
    for words in quote.translations:
        told = say("Translated into {language} by a person", language=say.language(words.lang))
        blocks.append(Voice(words, text(told)))
    return blocks


def agreed(quote: Quote, say: Phrasing) -> str:
    """Agree of those who agreed or disagreed."""
    agree, every = say.number(quote.tally.agree), say.number(quote.tally.decided)
    return say("{agree} of {all}", agree=agree, all=every)


def candidate(theme: CandidateTheme, say: Phrasing) -> list[Block]:
    """The theme with the words that most people agreed with, and the numbers of all of them."""
    title = say("Candidate theme {number}: {name}", number=theme.number, name=theme.name)
    numbers = tuple(sorted(q.number for q in theme.quotes))
    ranked = sorted(theme.quotes, key=lambda q: (-q.tally.agree, q.number))[:_FIRST_QUOTES]
    blocks: list[Block] = [Heading(2, text(title))]
    told = say("No principle was worded from this theme. What stands in it:")
    blocks.append(Para((Span(told), Span(" "), *marks(numbers)) if numbers else text(told)))
    if theme.unpublished:
        blocks.append(
            para(
                say.count(
                    "{n} more is not published at the wish of its author.",
                    "{n} more are not published at the wish of their authors.",
                    theme.unpublished,
                )
            )
        )
    if len(numbers) > len(ranked):
        blocks.append(
            para(say("Those that most people agreed with stand here, the others in Appendix A."))
        )
    return blocks + [b for quote in ranked for b in voice(quote, say)]
