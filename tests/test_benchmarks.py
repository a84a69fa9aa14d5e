"""The one command that prints what was measured. (What it measured is no matter of tests.)"""

from __future__ import annotations

import importlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.__main__ import NAMES
from benchmarks.alone import measured
from benchmarks.rows import Row, Setting, print_table

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("row", "target", "met"),
    [
        (Row("a", "", 1.5, at_most=1.5), "≤ 1.5", True),
        (Row("a", "", 1.6, at_most=1.5), "≤ 1.5", False),
        (Row("a", "", 0.7, at_least=0.65), "≥ 0.65", True),
        (Row("a", "", 0.6, at_least=0.65), "≥ 0.65", False),
        (Row("a", "", 9, at_least=6, more=True), "≥ 6", True),
        (Row("a", "", 1, at_most=6, more=True), "≤ 6", False),
        (Row("a", "", 1), "", None),
        (Row("a", "", None, at_least=1, note="it fell"), "≥ 1", False),
        (Row("a", "", None, note="it fell"), "", False),
    ],
)
def test_what_is_met(row: Row, target: str, met: bool | None) -> None:
    assert (row.target, row.met) == (target, met)


def test_the_table_says_it_all() -> None:
    out = io.StringIO()
    rows = [
        Row("speed [of light]", "1 [one] lamp", 12_345, at_least=3, benchmark="lamps"),
        Row("time", "", 0.1234, at_most=0.1, more=True, benchmark="lamps"),
        Row("failed", "", None, note="ImportError: no lamp", benchmark="torches"),
    ]
    print_table(rows, Console(file=out, width=100))
    lines = [line.split() for line in out.getvalue().splitlines() if line.strip()]
    assert lines[2:] == [
        "lamps speed [of light] 1 [one] lamp 12,345 ≥ 3 yes".split(),
        "time > 0.123 ≤ 0.1 no".split(),
        "torches failed ImportError: no lamp no".split(),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_each_has_rows(name: str) -> None:
    assert callable(importlib.import_module(f"benchmarks.{name}").rows)


@pytest.mark.parametrize(("name", "told"), [("nonesuch", "ModuleNotFoundError"), ("rows", "AttributeError")])
def test_one_that_fails_is_a_row(name: str, told: str, capfd: pytest.CaptureFixture[str]) -> None:
    (row,) = measured(name, Setting(quick=True))
    assert (row.benchmark, row.name, row.figure, row.met) == (name, "failed", None, False)
    assert row.note.startswith(told)
    assert "Traceback" in capfd.readouterr().err


def test_the_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks", "actors", "--quick", "--json", str(tmp_path / "figures.json")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert len(found) > 1
    for row in found:
        assert row["figure"] > 0
        assert row["name"] in ran.stdout
    unknown = subprocess.run([*command[:3], "actor"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert unknown.returncode == 2
    assert "there is no benchmark actor; there are language, actors," in unknown.stderr
