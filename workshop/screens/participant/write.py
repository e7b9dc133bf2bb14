"""Writing: a principle, an example, or both, in one's own words."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from workshop.domain.commands import Contribute, Part
from workshop.domain.nouns import (
    CardId,
    ContributionId,
    Kind,
    Prompt,
    Setting,
    Shade,
    Token,
    Words,
)
from workshop.domain.participating import LARGEST_GROUP
from workshop.domain.views import Receipt, Screen, participant
from workshop.identity import id_from
from workshop.screens.acting import act
from workshop.screens.entering import again, mother_tongue
from workshop.screens.participant.frame import pressed, sent
from workshop.screens.participant.nudging import nudge, settled, similar
from workshop.screens.parts import Draft, Field, draft_field, received
from workshop.screens.say import draw, plain
from workshop.screens.visit import Here
from workshop.wording import LANGUAGES, SETTINGS, SHADES


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What may be said about one's words beside the words."""

    people: int = 1
    lang: str = "en"
    publish: bool = True
    shade: Shade | None = None
    setting: Setting | None = None
    card: CardId | None = None


def write(here: Here, screen: Screen, acting: DeltaGenerator) -> None:
    """The form for the prompt that is open, and its one main action."""
    prompt = _prompt(here, screen)
    _heading(here, screen, prompt)
    with st.container(key="pair"):
        principle = draft_field(
            here,
            f"principle-{prompt.key}",
            Field(
                label=here.say("A principle"),
                hint=prompt.stem_principle,
                limit=screen.principle_limit,
            ),
        )
        # between the two fields, where whoever has just sent is looking
        too = nudge(here, screen) and here.visit.selected.get("pressed") == "send"
        example = draft_field(
            here,
            f"example-{prompt.key}",
            Field(
                label=here.say("An example, if you have one"),
                hint=prompt.stem_example,
                limit=screen.example_limit,
            ),
        )
    more = _more(here, screen, prompt)
    here.house.presence.typing(here.room.code, here.who, len(principle.text + example.text))
    with acting:
        if _send(here, principle, example) or too:
            sent(here)
            if not _similar(here, principle, example, more):
                _sent(here, prompt, principle, example, more)
                settled(here)
            st.rerun()


def _similar(here: Here, principle: Draft, example: Draft, more: More) -> bool:
    """Whether to ask first, since somebody has nearly said what is about to be sent."""
    if principle.text.strip():
        return similar(here, Kind.PRINCIPLE, principle, more.lang)
    return similar(here, Kind.EXAMPLE, example, more.lang)


def _prompt(here: Here, screen: Screen) -> Prompt:
    asked = here.visit.selected.get("prompt")
    return next((p for p in screen.prompts if p.key == asked), screen.prompts[0])


def _heading(here: Here, screen: Screen, prompt: Prompt) -> None:
    draw(f"<h1>{plain(prompt.title)}</h1>")
    if len(screen.prompts) == 1:
        return
    at = screen.prompts.index(prompt)
    following = screen.prompts[(at + 1) % len(screen.prompts)]
    with st.container(horizontal=True, vertical_alignment="center", key="prompts"):
        told = here.say(
            "Question {i} of {n}",
            i=here.say.number(at + 1),
            n=here.say.number(len(screen.prompts)),
        )
        draw(f'<p class="soft">{plain(told)}</p>')
        st.button(
            here.say("The other question"),
            key="prompt-next",
            type="tertiary",
            on_click=_turn,
            args=(here, following.key),
        )


def _turn(here: Here, prompt: str) -> None:
    here.visit.selected["prompt"] = prompt
    here.visit.message = ""


def _more(here: Here, screen: Screen, prompt: Prompt) -> More:
    # the choices belong to one sending: after it they start anew
    last = here.visit.kept.get(f"example-{prompt.key}", "")
    publish = not st.checkbox(here.say("Do not publish this example"), key=f"hide-{last}")
    with st.expander(here.say("More about your words"), key="more"):
        people = st.number_input(
            here.say("We are a group of"), 1, LARGEST_GROUP, key=f"people-{last}"
        )
        known = sorted({mother_tongue(), *LANGUAGES})
        lang = st.selectbox(
            here.say("Language of your words"),
            known,
            index=known.index(mother_tongue()),
            format_func=here.say.language,
            key="lang",
        )
        shade = st.selectbox(
            here.say("How formal is the recognition in your example?"),
            [None, *Shade],
            format_func=lambda s: here.say(SHADES[s]) if s else here.say("Not said"),
            key=f"shade-{last}",
        )
        setting = st.selectbox(
            here.say("Where does your example come from?"),
            [None, *Setting],
            format_func=lambda s: here.say(SETTINGS[s]) if s else here.say("Not said"),
            key=f"setting-{last}",
        )
        card = _inspired(here, screen, last)
        draw(f'<p class="soft">{plain(_kept(here, screen))}</p>')
    return More(people=people, lang=lang, publish=publish, shade=shade, setting=setting, card=card)


def _inspired(here: Here, screen: Screen, last: str) -> CardId | None:
    titles = {card.id: card.title for card in screen.cards + screen.more_cards}
    return st.selectbox(
        here.say("Did an example card lead you to it?"),
        [None, *titles],
        format_func=lambda card: titles[card] if card else here.say("No card"),
        key=f"card-{last}",
    )


def _kept(here: Here, screen: Screen) -> str:
    return here.say(
        "Kept: your words, their time and what you chose here, under {licence}. "
        "Not kept: your name, your address, your place.",
        licence=screen.licence,
    )


def _send(here: Here, principle: Draft, example: Draft) -> bool:
    both = principle.text.strip() and example.text.strip()
    if both:
        label = here.say("Send both")
    elif example.text.strip():
        label = here.say("Send example")
    else:
        label = here.say("Send principle")
    return st.button(
        label, key="send", type="primary", width="stretch", on_click=pressed, args=(here, "send")
    )


def _sent(here: Here, prompt: Prompt, principle: Draft, example: Draft, more: More) -> None:
    filled = [(Kind.PRINCIPLE, principle), (Kind.EXAMPLE, example)]
    filled = [(kind, draft) for kind, draft in filled if draft.text.strip()] or filled[:1]
    parts = tuple(_part(here, kind, draft, more) for kind, draft in filled)
    if contributed(here, prompt, parts, more):
        received(here, f"principle-{prompt.key}", principle)
        received(here, f"example-{prompt.key}", example)


def _part(here: Here, kind: Kind, draft: Draft, more: More) -> Part:
    is_example = kind is Kind.EXAMPLE
    return Part(
        id=ContributionId(id_from(here.who, draft.id, draft.text)),
        kind=kind,
        words=Words(draft.text, more.lang),
        publish=more.publish or not is_example,
        shade=more.shade if is_example else None,
        setting=more.setting if is_example else None,
    )


def contributed(here: Here, prompt: Prompt, parts: tuple[Part, ...], more: More) -> bool:
    """Sends; says under which number it was received, also when it had been received before."""
    now = again(here)
    before = _received(now, parts)
    wish = Contribute(
        by=now.who,
        token=Token(id_from(*(part.id for part in parts))),
        prompt=prompt.key,
        parts=parts,
        people=more.people,
        card=more.card,
    )
    granted = act(now, wish)
    if granted and (receipts := _received(now, parts)):
        here.visit.message = _told(here, receipts, again=bool(before))
    return granted


def _received(here: Here, parts: tuple[Part, ...]) -> list[Receipt]:
    ids = {part.id for part in parts}
    mine = participant(here.room.state, here.who, here.now).mine
    return [receipt for receipt in reversed(mine) if receipt.id in ids]


def _told(here: Here, receipts: list[Receipt], *, again: bool) -> str:
    numbers = " · ".join(str(receipt.number) for receipt in receipts)
    if again:
        return here.say(
            "You already sent this. It was received at {time} as number {no}. Once is enough.",
            time=here.say.time(receipts[0].at),
            no=numbers,
        )
    return here.say("Received, number {no}.", no=numbers)
