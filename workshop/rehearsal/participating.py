"""What participants of a rehearsal wish: to join, write, vote, choose and translate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.standings import votable
from workshop.domain.state import State
from workshop.domain.themes import themes_in_order
from workshop.rehearsal import lines
from workshop.rehearsal.cast import LEAN, LEANS, Cast, Voice, random_id, some
from workshop.seeding import SampleContribution

WITH_A_CARD = 0.3
VOTING, CHOOSING = 0.92, 0.85
"""Shares of the room."""
MOST_SENT = 50
"""By one person, before others send what is left."""


class Participants:
    """Everybody's contributions, and whose each is."""

    def __init__(self, cast: Cast, samples: Sequence[SampleContribution], chance: Random) -> None:
        self._cast, self._chance = cast, chance
        self._sample = {sample.id: sample for sample in samples}
        self.on = {s.id: n.ContributionId(random_id(chance)) for s in samples}
        """The contribution that each sample becomes."""
        self.about = {self.on[s.id]: s for s in samples}
        self._author: dict[n.ContributionId, Voice] = {}
        self._sent: Counter[n.PersonId] = Counter()

    @staticmethod
    def come(voices: Sequence[Voice]) -> list[c.Command]:
        """They scan the code; the scribe gives a seat to whoever has no phone."""
        return [
            c.Join(by=voice.id, lang=voice.lang, agreed=True)
            if voice.scribe is None
            else c.SeatProxy(by=voice.scribe, person=voice.id, lang=voice.lang)
            for voice in voices
        ]

    def write(self, state: State) -> list[c.Command]:
        """Every sample that is neither late nor sent by a group, each in its own language."""
        later = {*lines.LATE_IN_THEMES, *lines.LATE_IN_VOTE, *lines.GROUPS}
        alone = self._sample.keys() - later - set(lines.TOGETHER.values())
        return [self._sends(state, s, self._cast.early) for s in self._sample if s in alone]

    def write_together(self, state: State) -> list[c.Command]:
        """Small groups send one that they made together."""
        return [self._sends(state, s, self._cast.early) for s in lines.GROUPS]

    def write_late(self, state: State, samples: Sequence[lines.Sample]) -> list[c.Command]:
        """What comes when themes are there already, from those who came late if there are any."""
        late = [voice for voice in self._cast.late if voice.id in state.people]
        return [self._sends(state, s, late or self._cast.early) for s in samples]

    def write_asides(self, state: State) -> list[c.Command]:
        """What an author may do: keep words from print, mend them, take them back."""
        return [wish for aside in lines.ASIDES for wish in self._aside(state, aside)]

    def vote(self, state: State, each: int) -> list[c.Command]:
        """Most people answer so many statements that they have not answered, in their own order."""
        wishes: list[c.Command] = []
        statements = [k.id for k in votable(state) if k.id in self.about]
        for voice in some(self._here(state), VOTING, self._chance):
            mine = [
                on
                for on in statements
                if self._author.get(on) is not voice and voice.id not in state.ballots.get(on, {})
            ]
            for on in self._chance.sample(mine, min(each, len(mine))):
                value = voice.vote(self.about[on], self._chance)
                wishes.append(c.CastVote(**voice.speaking, on=on, value=value))
        self._chance.shuffle(wishes)
        return wishes

    def choose(self, state: State) -> list[c.Command]:
        """The themes that matter most, by how each camp leans."""
        themes = themes_in_order(state)
        subject = {name: key for key, name in lines.NAMES.items()}
        wishes: list[c.Command] = []
        for voice in some(self._here(state), CHOOSING, self._chance):
            wanted = {
                t.id: LEANS.get(subject.get(t.name, ""), (LEAN, LEAN))[voice.camp]
                * self._chance.random()
                for t in themes
            }
            best = sorted(wanted, key=lambda theme: -wanted[theme])[: state.running.choices]
            wishes.append(c.ChooseThemes(**voice.speaking, themes=tuple(best)))
        return wishes

    def translate(self, state: State) -> list[c.Command]:
        """Somebody in the room says in English what another wrote."""
        helpers = self._chance.sample(self._here(state), k=min(4, len(self._here(state))))
        return [
            c.Translate(
                **helpers[i % len(helpers)].speaking, on=self.on[s], words=n.Words(text, "en")
            )
            for i, (s, text) in enumerate(lines.TRANSLATED)
        ]

    # --- one contribution --------------------------------------------------------------------

    def _sends(self, state: State, sample_id: lines.Sample, voices: Sequence[Voice]) -> c.Command:
        sample = self._sample[sample_id]
        parts = [self._part(sample)]
        if sample_id in lines.TOGETHER:
            parts.append(self._part(self._sample[lines.TOGETHER[sample_id]]))
        voice = self._writer(sample.lang, voices, len(parts))
        self._author |= {part.id: voice for part in parts}
        return c.Contribute(
            **voice.speaking,
            prompt=_prompt(state, sample.theme),
            parts=tuple(parts),
            people=lines.GROUPS.get(sample_id, 1),
            card=self._card(state, sample.theme),
        )

    def _part(self, sample: SampleContribution) -> c.Part:
        shade, setting = lines.CASES.get(sample.id, (None, None))
        return c.Part(
            id=self.on[sample.id],
            kind=sample.kind,
            words=n.Words(sample.text, sample.lang),
            shade=shade,
            setting=setting,
        )

    def _writer(self, lang: str, voices: Sequence[Voice], parts: int) -> Voice:
        """Who has sent least of those who speak the language; else of all."""
        speakers = [v for v in voices if v.lang == lang and self._sent[v.id] < MOST_SENT]
        voice = min(speakers or voices, key=lambda v: self._sent[v.id])
        self._sent[voice.id] += parts
        return voice

    def _card(self, state: State, subject: lines.Subject) -> n.CardId | None:
        """Sometimes one of the cards that were shown, where it speaks of the same."""
        shown = set(state.running.prompts[0].cards)
        fitting = [k.id for k in state.running.cards if k.id in shown and subject in k.themes]
        inspired = self._chance.random() < WITH_A_CARD
        return self._chance.choice(fitting) if fitting and inspired else None

    def _aside(self, state: State, aside: lines.Aside) -> Iterator[c.Command]:
        on = n.ContributionId(random_id(self._chance))
        speaking = self._writer("en", self._cast.early, 1).speaking
        kind = n.Kind.EXAMPLE if aside.is_example else n.Kind.PRINCIPLE
        words = n.Words(aside.text, "en")
        part = c.Part(id=on, kind=kind, words=words, publish=aside.publish)
        prompt = _prompt(state, aside.subject)
        yield c.Contribute(**speaking, prompt=prompt, parts=(part,))
        if aside.revised:
            yield c.ReviseContribution(**speaking, on=on, words=n.Words(aside.revised, "en"))
        if aside.withdrawn:
            yield c.Withdraw(**speaking, on=on)

    def _here(self, state: State) -> list[Voice]:
        return [voice for voice in self._cast.voices if voice.id in state.people]


def _prompt(state: State, subject: lines.Subject) -> n.PromptKey:
    """What assessment is about goes under the second question, where there is one."""
    prompts = state.running.prompts
    return prompts[min(1, len(prompts) - 1) if subject == lines.ASSESSMENT else 0].key
