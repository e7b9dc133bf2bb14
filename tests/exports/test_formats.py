"""Every format renders every moment of a workshop."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from exports import FORMATS, Source
from tests.exports.reading import MOMENTS, everything
from workshop.domain.document import Document
from workshop.domain.nouns import Code
from workshop.wording import Speaker, languages, speaker


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("key", FORMATS)
def test_every_format_renders_every_moment(
    key: str, moment: str, moments: Mapping[str, Document], say: Speaker
) -> None:
    form = FORMATS[key]

    files = form.render(Source(moments[moment]), say)

    assert all(files.values())
    assert form.folder == (len(files) > 1)
    assert form.key == key
    assert form.folder or next(iter(files)).endswith(form.suffix)


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("key", FORMATS)
def test_every_format_speaks_every_language(key: str, lang: str, full: Document) -> None:
    files = FORMATS[key].render(Source(full), speaker(lang))

    assert all(files.values())


@pytest.mark.parametrize("key", FORMATS)
def test_the_same_document_gives_the_same_bytes(key: str, full: Document, say: Speaker) -> None:
    assert FORMATS[key].render(Source(full), say) == FORMATS[key].render(Source(full), say)


@pytest.mark.parametrize("key", FORMATS)
def test_no_text_of_anybody_names_a_file(key: str, full: Document, say: Speaker) -> None:
    hostile = replace(full, title="../../etc", code=Code("../Ä ;rm"))

    files = FORMATS[key].render(Source(hostile), say)

    assert all(re.fullmatch(r"[A-Za-z0-9-]+\.[a-z]+", name) for name in files)


def test_nothing_claims_that_anybody_stands_behind_it(full: Document, say: Speaker) -> None:
    for content in everything(full, say).values():
        assert not re.search(rb"endors|complian", content, re.IGNORECASE)
