"""How the drafts of a rehearsal come about: written, said better, objected to, mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from workshop.domain import commands as c
from workshop.domain import nouns as n
from workshop.domain.state import State
from workshop.domain.themes import draft_of
from workshop.rehearsal.cast import Cast, random_id, some
from workshop.rehearsal.lines import ASSESSMENT, VALUE_OF, Sample
from workshop.rehearsal.principles import MOST_DRAFTED, PRINCIPLES, Line, Principle
from workshop.rehearsal.tidying import theme_about

CONSENTING = 0.85
"""Share of the room that answers a draft."""


class Drafting:
    """Wishes about the drafts; what each says rests on the contributions that samples became."""

    def __init__(self, cast: Cast, on: Mapping[Sample, n.ContributionId], chance: Random) -> None:
        self._cast, self._on, self._chance = cast, on, chance

    def lead(self, state: State) -> list[c.Command]:
        """One table's lead takes its own theme."""
        theme = theme_about(state, ASSESSMENT)
        if theme is None:
            return []
        key, who = self._cast.leads_key, self._lead()
        issued = c.IssueKey(by=n.HOST, key=key, role=n.Role.LEAD, theme=theme, label="Table lead")
        return [issued, c.ClaimKey(by=who, key=key)]

    def draft(self, state: State) -> list[c.Command]:
        """A first wording for each, with the open value it rests on."""
        wishes: list[c.Command] = []
        for principle, theme in self._themes(state):
            draft = n.DraftId(random_id(self._chance))
            by = self._by(principle)
            wording = self._wording(principle)
            wishes += [
                c.DraftPrinciple(by=by, id=draft, theme=theme, wording=wording),
                c.NameValue(by=by, draft=draft, value=VALUE_OF[principle.subject].value),
            ]
        return wishes

    def link(self, state: State) -> list[c.Command]:
        """The areas of action of each; one area is left without a principle, as happens."""
        return [
            c.LinkAreas(by=self._by(principle), theme=theme, areas=principle.areas)
            for principle, theme in self._themes(state)
        ]

    def suggest(self, state: State) -> list[c.Command]:
        """What people would say better."""
        wishes: list[c.Command] = []
        for principle, draft in self._drafts(state):
            for text in principle.suggestions:
                voice = self._chance.choice(self._cast.voices)
                suggestion = n.SuggestionId(random_id(self._chance))
                words = n.Words(text, "en")
                wishes.append(
                    c.SuggestWording(**voice.speaking, id=suggestion, draft=draft.id, words=words)
                )
        return wishes

    def reword(self, state: State) -> list[c.Command]:
        """New versions, for what suggestions changed."""
        return [
            self._revision(principle, draft, principle.reworded)
            for principle, draft in self._drafts(state)
            if principle.reworded
        ]

    def mend(self, state: State) -> list[c.Command]:
        """New versions, for what objections changed."""
        return [
            self._revision(principle, draft, principle.mended)
            for principle, draft in self._drafts(state)
            if principle.mended
        ]

    def consent(self, state: State, *, again: bool = False) -> list[c.Command]:
        """Most people answer each draft; `again`: only those that were mended."""
        wishes: list[c.Command] = []
        for principle, draft in self._drafts(state):
            if again and not principle.mended:
                continue
            reasons = [] if again else list(principle.objections)
            here = [voice for voice in self._cast.voices if voice.id in state.people]
            for voice in some(here, CONSENTING, self._chance):
                value = voice.consent(principle.subject, self._chance, mended=again)
                if value is n.Consent.OBJECT and not reasons:
                    value = n.Consent.LIVE_WITH
                objecting = value is n.Consent.OBJECT
                reason = n.Words(reasons.pop(0), "en") if objecting else None
                wishes.append(
                    c.GiveConsent(
                        **voice.speaking,
                        draft=draft.id,
                        version=draft.latest.number,
                        value=value,
                        reason=reason,
                    )
                )
        self._chance.shuffle(wishes)
        return wishes

    def _themes(self, state: State) -> list[tuple[Principle, n.ThemeId]]:
        found = ((p, theme) for p in PRINCIPLES if (theme := theme_about(state, p.subject)))
        return list(found)[:MOST_DRAFTED]

    def _drafts(self, state: State) -> list[tuple[Principle, n.Draft]]:
        found = self._themes(state)
        return [(p, draft) for p, theme in found if (draft := draft_of(state, theme))]

    def _wording(self, principle: Principle) -> n.Wording:
        return n.Wording(
            title=principle.title,
            statement=self._sentence(principle.statement),
            rationale=tuple(self._sentence(line) for line in principle.why),
            asks=tuple(n.Ask(of, what) for of, what in principle.asks),
            cards=principle.cards,
        )

    def _sentence(self, line: Line) -> n.Sentence:
        return n.Sentence(line.text, tuple(self._on[sample] for sample in line.on))

    def _revision(self, principle: Principle, draft: n.Draft, text: str) -> c.Command:
        was = draft.latest
        statement = replace(was.wording.statement, text=text)
        wording = replace(was.wording, statement=statement)
        return c.ReviseDraft(
            by=self._by(principle), draft=draft.id, after=was.number, wording=wording
        )

    def _by(self, principle: Principle) -> n.PersonId:
        return self._lead() if principle.subject == ASSESSMENT else self._cast.facilitator

    def _lead(self) -> n.PersonId:
        return self._cast.voices[0].id
