"""What the README says is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.documents import Document
from kg.graph import Graph
from kg.statements import Statement
from tests import screenshots
from tests.readme import README, ROOT, answer, example, shown_answer


def test_answer(seeds: list[tuple[Document, list[Statement]]]) -> None:
    with Graph.in_memory() as graph:
        graph.add_all(seeds)
        assert answer(graph) == shown_answer(), "refresh it: python -m tests.readme"


@pytest.mark.parametrize("name", screenshots.NAMES)
def test_pictures(name: str, seeds: list[tuple[Document, list[Statement]]]) -> None:
    """They are shown, of the look that the page has now, and most of what is in them still holds."""
    assert f"](docs/{name})" in README.read_text("utf-8")
    file = screenshots.DOCS / name
    assert file.stat().st_size < 250_000
    told = screenshots.shows(file)
    assert told["look"] == screenshots.look(), "refresh it: python -m tests.readme"
    with Graph.in_memory() as graph:
        graph.add_all(seeds)
        kept = screenshots.relations(graph).intersection(told["relations"])
    assert len(kept) >= 0.8 * len(told["relations"]), "refresh it: python -m tests.readme"


def test_example_runs() -> None:
    assert len([line for line in example().splitlines() if line]) <= 6
    ran = subprocess.run([sys.executable, "-c", example()], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "('Iran', 'backs', 'Hezbollah', 'asserted')" in ran.stdout


def test_commands_come_first() -> None:
    blocks = re.findall(r"```(\w*)\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    first, second = blocks[0][1], blocks[1][1]
    assert first.count("\n") == second.count("\n") == 1
    assert "kg build seeds -o out" in first
    assert "python -m tests" in second


def test_commands_are_told() -> None:
    from kg.cli import app

    text = README.read_text("utf-8")
    names = [command.callback.__name__ for command in app.registered_commands if command.callback is not None]
    names += [group.name for group in app.registered_groups if group.name is not None]
    assert len(names) == len(app.registered_commands) + len(app.registered_groups)
    for name in names:
        assert f"`kg {name} " in text


def test_links() -> None:
    for document in (README, *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"
            assert Path(target).suffix != ".html"
