"""A CSV file that a spreadsheet may open."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.exports.text import guarded, plain, visible


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """UTF-8 in the form of RFC 4180, cells quoted where they need it.

    None is an empty cell. Texts are guarded against being taken for formulas, and control characters made visible
    (`kg.exports.text`).
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)  # with line ends of \r\n, or it would leave a lone \r unquoted
        writer.writerow(header)
        writer.writerows(map(_cell, row) for row in rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return plain(value) if isinstance(value, int | float) else guarded(visible(plain(value)))
