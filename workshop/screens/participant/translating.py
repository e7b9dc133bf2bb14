"""Translations: a voice with those that people made of it, and the form for one more."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from workshop.domain.commands import Translate
from workshop.domain.nouns import ContributionId, Token, Words
from workshop.domain.participating import LONGER_TRANSLATED
from workshop.domain.phases import Act
from workshop.domain.views import Screen, Statement
from workshop.identity import id_from
from workshop.screens.acting import act
from workshop.screens.entering import again, mother_tongue
from workshop.screens.participant.frame import pressed, sent
from workshop.screens.parts import Draft, Field, draft_field, received
from workshop.screens.say import draw, plain, voice
from workshop.screens.visit import Here
from workshop.wording import LANGUAGES


def voiced(here: Here, shown: Statement) -> str:
    """Somebody's words as HTML; below them each translation, marked as made by a person."""
    return f"{voice(shown.words)}{translated(here, shown)}"


def translated(here: Here, shown: Statement) -> str:
    """The translations alone, each marked as made by a person."""
    return "".join(f"{_marked(here, words)}{voice(words)}" for words in shown.translations)


def _marked(here: Here, words: Words) -> str:
    told = here.say(
        "Translated into {language} by a person", language=here.say.language(words.lang)
    )
    return f'<p class="soft">{plain(told)}</p>'


def translating(
    here: Here, screen: Screen, name: str, voices: Sequence[Statement], *, number: int | None = None
) -> None:
    """The way to translate one of these voices; `number` is that of their theme, if any."""
    if Act.TRANSLATE not in screen.acts or not screen.agreed or not voices:
        return
    if here.visit.selected.get("translate") == name:
        _form(here, screen, name, voices)
        return
    label = here.say("Translate a voice")
    if number is not None:
        label = here.say("Translate a voice of theme {n}", n=number)
    st.button(label, key=f"translate-{name}", type="tertiary", on_click=_open, args=(here, name))


def _open(here: Here, name: str) -> None:
    here.visit.selected["translate"] = name
    here.visit.message = ""


def _form(here: Here, screen: Screen, name: str, voices: Sequence[Statement]) -> None:
    with st.container(key="translation", border=True):
        chosen = _which(here, name, voices)
        draw(voice(chosen.words))
        lang = _into(here, chosen)
        draft = draft_field(
            here,
            f"translation-{chosen.id}-{lang}",
            Field(
                label=here.say("Your translation"),
                hint=here.say("Say what they say, no more. The original stays above it."),
                limit=LONGER_TRANSLATED * screen.example_limit,
                lang=lang,
            ),
        )
        tapped = st.button(
            here.say("Send the translation"),
            key="send-translation",
            type="primary",
            width="stretch",
            on_click=pressed,
            args=(here, "translation"),
        )
        st.button(
            here.say("Do not translate"),
            key=f"leave-{name}",
            type="tertiary",
            on_click=_open,
            args=(here, ""),
        )
    if tapped:
        sent(here)
        if _translated(here, chosen.id, draft, lang):
            received(here, f"translation-{chosen.id}-{lang}", draft)
            here.visit.selected["translate"] = ""
        st.rerun()


def _which(here: Here, name: str, voices: Sequence[Statement]) -> Statement:
    known = {one.id: one for one in voices}
    if len(voices) == 1:
        return voices[0]
    chosen = st.selectbox(
        here.say("Which voice"),
        list(known),
        format_func=lambda on: here.say(
            "Number {no}, {language}",
            no=known[on].number,
            language=here.say.language(known[on].words.lang),
        ),
        key=f"translate-which-{name}",
    )
    return known[chosen]


def _into(here: Here, chosen: Statement) -> str:
    """The language of the translation: the reader's own where the voice is in another."""
    own = mother_tongue()
    spoken = sorted({own, *LANGUAGES} - {chosen.words.lang}, key=here.say.language)
    lang = st.selectbox(
        here.say("Into which language"),
        spoken,
        index=spoken.index(own) if own in spoken else 0,
        format_func=here.say.language,
        key=f"translate-into-{chosen.id}",
    )
    if lang in {words.lang for words in chosen.translations}:
        told = here.say("There is one in this language. Yours would stand in its place.")
        draw(f'<p class="soft">{plain(told)}</p>')
    return lang


def _translated(here: Here, on: ContributionId, draft: Draft, lang: str) -> bool:
    now = again(here)
    translation = Translate(
        by=now.who,
        token=Token(id_from(draft.id, draft.text)),
        on=on,
        words=Words(draft.text, lang),
    )
    return act(now, translation, here.say("Saved. It stands below the original."))
