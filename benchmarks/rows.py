"""Rows: what was measured, beside what is asked of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """A figure (None where there is none, and `note` says why) and its bounds: `at_least` or `at_most`, if any.

    Figures are ratios unless the name tells the unit. `size` says what it was measured on. Of a figure of which only a
    lower bound is known (what was measured against took too long), `more` is true.
    """

    name: str
    size: str
    figure: float | None
    at_least: float | None = None
    at_most: float | None = None
    more: bool = False
    note: str = ""
    benchmark: str = ""

    @property
    def target(self) -> str:
        if self.at_least is not None:
            return f"≥ {self.at_least:,g}"
        return "" if self.at_most is None else f"≤ {self.at_most:,g}"

    @property
    def met(self) -> bool | None:
        """None where nothing is asked; a figure that is missing is none that is met."""
        if self.at_least is not None:
            return self.figure is not None and self.figure >= self.at_least
        if self.at_most is not None:
            return self.figure is not None and self.figure <= self.at_most and not self.more
        return False if self.figure is None else None

    @property
    def shown(self) -> str:
        if self.figure is None:
            return self.note or "none"
        digits = f"{self.figure:,.0f}" if self.figure >= 100 else f"{self.figure:.3g}"
        return f"{'> ' if self.more else ''}{digits}" + (f" ({self.note})" if self.note else "")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a benchmark is to run: at the sizes asked for or `quick`ly at small ones; on `texts` (synthetic ones if
    None); with files in a `folder` (a temporary one if None)."""

    quick: bool = False
    texts: Path | None = None
    folder: Path | None = None


def print_table(rows: Iterable[Row], out: Console | None = None) -> None:
    """As a table for people."""
    table = Table("", "what", "on", "measured", "asked", "met?", box=box.SIMPLE_HEAD)
    last = ""
    for row in rows:
        met = {True: "[green]yes[/]", False: "[red]no[/]", None: ""}[row.met]
        name = "" if row.benchmark == last else row.benchmark
        table.add_row(name, *map(escape, (row.name, row.size, row.shown, row.target)), met)
        last = row.benchmark
    # Not narrower for being written to a file.
    console = out or Console()
    if not console.is_terminal:
        console.width = 140
    console.print(table)


def write_json(path: Path, rows: Iterable[Row]) -> None:
    found = [asdict(row) | {"met": row.met} for row in rows]
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
