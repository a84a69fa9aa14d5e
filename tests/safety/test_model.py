"""The threat model and its tests name each other."""

from __future__ import annotations

import re
from pathlib import Path

MODEL = Path(__file__).parents[2] / "docs" / "threat-model.md"


def test_each_line_has_its_test_and_each_test_its_line() -> None:
    told = set(re.findall(r"`(test_\w+::test_\w+)`", MODEL.read_text("utf-8")))
    there = {
        f"{file.stem}::{name}"
        for file in Path(__file__).parent.glob("test_*.py")
        if file != Path(__file__)
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)
    }
    assert told == there


def test_it_is_one_page() -> None:
    assert len(MODEL.read_text("utf-8").splitlines()) < 60
