"""Answers as tables for a terminal."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

from kg.wording import printable

if TYPE_CHECKING:
    from rich.console import Console

    from kg.graph.results import QueryResult


def as_text(result: QueryResult, rows: int) -> str:
    """The first `rows` rows of an answer as a plain table, as wide as the terminal."""
    from rich.console import Console

    width = shutil.get_terminal_size((100, 24)).columns
    out = io.StringIO()
    # In a notebook rich would show the table there and then instead of writing it.
    console = Console(file=out, width=width, color_system=None, legacy_windows=False, force_jupyter=False)
    print_table(result, console, rows)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).strip("\n")


def print_table(result: QueryResult, console: Console, rows: int | None = None) -> None:
    """Print an answer, or its first `rows` rows, as a table; yes or no for an ASK."""
    from itertools import islice

    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    if result.kind == "ask":
        console.print("yes" if result else "no", highlight=False)
        _hint(result, console)
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in result.columns:
        table.add_column(column, overflow="fold")
    for row in islice(result.readable(), rows):
        table.add_row(*(Text(printable(cell)) for cell in row))
    console.print(table)
    console.print(result.size(rows), highlight=False)
    _hint(result, console)


def _hint(result: QueryResult, console: Console) -> None:
    if result.hint:
        console.print(result.hint, highlight=False, markup=False)
