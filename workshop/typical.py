"""Sentences with the areas they belong to, out of the shipped sets: texts are compared to them."""

from __future__ import annotations

from collections import Counter

from workshop import seeding
from workshop.domain.nouns import AreaKey
from workshop.theming import Typical


def typical() -> tuple[Typical, ...]:
    """Sentences that stand for subjects: the sets' topics, and principles that others published."""
    return tuple(
        sentence for key in seeding.sets() for sentence in (*_topics(key), *_published(key))
    )


def linked() -> tuple[Typical, ...]:
    """The sets' invented contributions, with the areas that a person linked each to."""
    samples = (sample for key in seeding.sets() for sample in seeding.contributions(key))
    return tuple((sample.text, sample.areas) for sample in samples if sample.areas)


def _topics(set_key: str) -> tuple[Typical, ...]:
    topics = seeding.topics(set_key)
    return tuple((f"{topic.label}. {topic.covers}", topic.areas) for topic in topics)


def _published(set_key: str) -> tuple[Typical, ...]:
    areas = {topic.key: topic.areas for topic in seeding.topics(set_key)}
    items = (item for one in seeding.principle_sets(set_key) for item in one.items)
    told = (
        (f"{item.title}. {item.paraphrase}", _foremost(*(areas.get(t, ()) for t in item.themes)))
        for item in items
    )
    return tuple((sentence, keys) for sentence, keys in told if keys)


def _foremost(*several: tuple[AreaKey, ...]) -> tuple[AreaKey, ...]:
    """The areas of several topics as one: the foremost of each count most."""
    worth: Counter[AreaKey] = Counter()
    for keys in several:
        worth.update({key: 6 // place for place, key in enumerate(keys, start=1)})
    return tuple(sorted(worth, key=lambda key: (-worth[key], key)))
