"""Whoever adds something is told what was forgotten."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from workshop.domain import events, phases
from workshop.domain.commands import Command
from workshop.domain.nouns import Phase
from workshop.domain.wall_view import _FOLLOWS, Show
from workshop.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()
WORDS = (
    "workshop",
    "prompt",
    "framework",
    "phase",
    "participant",
    "facilitator",
    "organiser",
    "scribe",
    "example card",
    "contribution",
    "fold",
    "theme",
    "vote",
    "choice",
    "draft",
    "consent",
    "principle",
    "provenance",
    "receipt",
)


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_has_acts_a_picture_and_a_way_out(phase: Phase) -> None:
    assert phases.OPENS[phase]
    assert phases.FOLLOWS[phase] or phase is Phase.CLOSED
    assert _FOLLOWS[phase] in Show
    assert phases.Act.ORGANISE in phases.OPENS[phase]


def test_every_phase_can_be_reached_from_the_first() -> None:
    reached, todo = {Phase.WELCOME}, [Phase.WELCOME]
    while todo:
        fresh = set(phases.FOLLOWS[todo.pop()]) - reached
        reached |= fresh
        todo += fresh

    assert reached == set(Phase) - {Phase.CLOSED}


def test_every_wish_and_event_is_a_frozen_value_with_a_name_of_its_own() -> None:
    kinds = [*get_args(Command), *get_args(events.Event)]

    assert len({kind.__name__ for kind in kinds}) == len(kinds)
    assert all(kind.__dataclass_params__.frozen for kind in kinds)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_the_house_stands_in_the_glossary(word: str) -> None:
    assert f"| **{word}** |" in GLOSSARY


def test_every_make_target_stands_in_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))

    assert {"help", "run", "demo", "test", "check", "fix", "bench", "screenshots"} <= targets
    assert [t for t in targets if f"`make {t}`" not in README] == []


def test_every_setting_stands_in_the_readme_and_in_the_guide_to_hosting() -> None:
    hosting = (ROOT / "docs" / "hosting.md").read_text()
    source = (ROOT / "workshop" / "settings.py").read_text()
    names = set(re.findall(r"WORKSHOP_[A-Z]+", source))

    assert names == {"WORKSHOP_PORT", "WORKSHOP_DB", "WORKSHOP_URL", "WORKSHOP_MODEL"}
    assert len(fields(Settings)) >= len(names)
    assert [n for n in names if f"`{n}`" not in README or f"`{n}`" not in hosting] == []


def test_every_command_stands_in_the_readme() -> None:
    from workshop.cli import main

    names = set(getattr(main, "commands", {}))

    assert names >= {
        "serve",
        "demo",
        "links",
        "export",
        "verify",
        "backup",
        "restore",
        "doctor",
    }
    assert [name for name in names if f"`{name}" not in README] == []


def test_every_link_of_the_docs_leads_to_a_file() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_project_speaks_of_itself_alone() -> None:
    private = re.compile(r"/root/|/home/\w+/|\bLLM\b")
    suffixes = {".py", ".md", ".toml", ".json", ".css", ".js", ".html", ".txt"}
    here = Path(__file__).resolve()
    skipped = {".venv", "var", ".git", ".hypothesis", ".mypy_cache", ".pytest_cache"}

    found = [
        path
        for path in ROOT.rglob("*")
        if path.suffix in suffixes
        and not skipped & set(path.relative_to(ROOT).parts)
        and path.resolve() != here
        and private.search(path.read_text(errors="ignore"))
    ]

    assert found == []
