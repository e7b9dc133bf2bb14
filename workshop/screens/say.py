"""The only door by which participants' text reaches a Streamlit page."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.domain.nouns import Words


def voice(words: Words, *, css: str = "voice") -> str:
    """A person's own words as escaped HTML: serif, their own language and direction."""
    lang = escape(words.lang, quote=True)
    return f'<p class="{css}" dir="auto" lang="{lang}">{escape(words.text)}</p>'


def plain(text: str) -> str:
    """Any text as HTML that is nothing but text."""
    return escape(text)


def draw(markup: str) -> None:
    """Puts HTML on the page. Every value in `markup` went through `voice` or `plain`."""
    if markup:
        st.html(markup)


def say(words: Words) -> None:
    """A person's own words on the page."""
    draw(voice(words))
