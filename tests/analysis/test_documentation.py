"""The page on analysis shows what the code gives, and leaves nothing public out."""

from __future__ import annotations

import re

import kg
from tests.analysis.documentation import FILE, answered, calls


def test_answers_are_up_to_date() -> None:
    text = FILE.read_text("utf-8")
    assert len(calls(text)) >= 8
    assert text == answered(text), "run python -m tests.analysis.documentation"


def test_everything_public_is_named_and_explained() -> None:
    text = FILE.read_text("utf-8")
    for module in (kg.analysis, kg.pictures):
        for name in module.__all__:
            assert re.search(rf"\b{name}\(|\b{name}`", text), f"{module.__name__}.{name} is not in docs/analysis.md"
            assert len(getattr(module, name).__doc__) > 80


def test_every_source_that_the_code_cites_is_listed() -> None:
    listed = FILE.read_text("utf-8").partition("## Sources")[2]
    for folder in ("analysis", "pictures"):
        for path in (FILE.parents[1] / "kg" / folder).glob("*.py"):
            for names, year in re.findall(
                r"\b([A-Z][a-z]+)(?:[^().;:]|et al\.){0,40}? \(?((?:19|20)\d\d)\b", path.read_text("utf-8")
            ):
                assert re.search(rf"{names}, .*?\({year}\)", listed), f"{path.name} cites {names} {year}"
