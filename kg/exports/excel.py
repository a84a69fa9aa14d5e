"""Excel: a workbook with a sheet for statements, one for actors and one for documents.

XlsxWriter writes it; that nothing in it is a formula or a link does not depend on what a text begins with, because
every text is written as one, and no cell becomes a formula when someone edits it.
"""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from kg.exports.base import Format, extra
from kg.exports.errors import ExportWarning
from kg.exports.part import Part
from kg.exports.tables import rows, tables
from kg.exports.text import looks_like_formula, visible

ROWS = 1_048_576
"""Rows of a sheet, its head among them."""
CHARACTERS = 32_767
"""UTF-16 units of a cell."""

_FIRST_DAY = datetime.date(1900, 3, 1)  # Excel has no dates before 1900, and in its early 1900 a day that never was
_WIDTHS = {
    "id": 24, "document": 32, "evidence": 90, "title": 60, "names": 60, "label": 28, "subject": 28, "object": 28,
    "by": 24, "place": 20, "relation": 16, "source": 32, "status": 12, "subject_id": 24, "object_id": 24,
}  # fmt: skip
_WIDTH = 12
_LINE_ENDS = re.compile(r"\r\n?")

_NOTES = (
    "A row of the sheet statements is what one sentence says, not what is so.",
    "asserted: the text says it in its own voice. alleged: it reports that someone (column by) says so. "
    "negated: it denies it. hypothetical: it speaks of what may, should or shall be.",
    "confidence: how often statements found in the same way were right about what the text says.",
    "date: of the event, as the text tells it, be it a month or a year; when: the same where the day is known.",
    "Control characters of a text are shown by pictures such as ␀.",
)


class Excel(Format):
    """One workbook; what has more rows than a sheet holds goes on in a further sheet, and what is cut is noted."""

    name = "excel"
    label = "Excel"
    use = "statements, events, actors and documents for Excel and LibreOffice"
    endings = (".xlsx",)

    def write(self, part: Part, path: Path) -> None:
        library = extra("xlsxwriter", "XlsxWriter", self.label)
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with library.Workbook(path, options) as workbook:
            # A date of its own would make other bytes each time.
            workbook.set_properties({"title": "Who did what to whom", "created": datetime.datetime(2000, 1, 1)})
            notes = [note for name, table in tables(part).items() for note in _Sheets(workbook, name).write(table)]
            _write_notes(workbook, [*_NOTES, *notes])
        if notes:
            more = f" (and {len(notes) - 1:,} more, in the sheet notes)" if len(notes) > 1 else ""
            warnings.warn(f"{self.label}: {notes[0]}{more}", ExportWarning, stacklevel=5)  # whoever called Graph.export


class _Sheets:
    """The sheets of one table."""

    def __init__(self, workbook: Any, name: str) -> None:
        self._workbook = workbook
        self._name = name
        self._head = workbook.add_format({"bold": True, "bottom": 1})
        self._day = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._text = workbook.add_format({"quote_prefix": True})  # stays text when it is edited

    def write(self, table: Any) -> Iterator[str]:
        """Write a table; gives notes of what does not fit."""
        columns = list(table.columns)
        remaining = enumerate(rows(table), start=1)
        number = 1
        while number == 1 or len(table) > (number - 1) * (ROWS - 1):
            name = self._name if number == 1 else f"{self._name} {number}"
            yield from self._write_sheet(name, columns, islice(remaining, ROWS - 1))
            number += 1
        if number > 2:
            yield f"{self._name} has {len(table):,} rows, which are in {number - 1} sheets"

    def _write_sheet(
        self, name: str, columns: Sequence[str], numbered: Iterable[tuple[int, tuple[object, ...]]]
    ) -> Iterator[str]:
        sheet = self._workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS.get(column, _WIDTH))
            sheet.write_string(0, place, column, self._head)
        last = 0
        for last, (number, values) in enumerate(numbered, start=1):
            for place, (column, value) in enumerate(zip(columns, values, strict=True)):
                if (length := self._write_cell(sheet, last, place, value)) is not None:
                    what = f"of {length:,} characters cut off: a cell holds {CHARACTERS:,}"
                    yield f"{self._name}, row {number:,}, {column}: a text {what}"
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def _write_cell(self, sheet: Any, row: int, place: int, value: object) -> int | None:
        """Write a cell; the length of a text that had to be cut."""
        if value is None:
            return None
        if isinstance(value, datetime.date):
            if value >= _FIRST_DAY:  # the column beside it has the date as text
                sheet.write_datetime(row, place, value, self._day)
            return None
        if isinstance(value, int | float):
            sheet.write_number(row, place, value)
            return None
        text = _LINE_ENDS.sub("\n", visible("; ".join(value) if isinstance(value, tuple) else str(value)))
        kept = _cut(text)
        sheet.write_string(row, place, kept, self._text if looks_like_formula(kept) else None)
        return None if kept == text else len(text)


def _write_notes(workbook: Any, notes: Sequence[str]) -> None:
    sheet = workbook.add_worksheet("notes")
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 110)
    for row, note in enumerate(notes[:ROWS]):
        sheet.write_string(row, 0, note, wrapped)


def _cut(text: str) -> str:
    """A text that fits into a cell, with a mark where it was cut."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CHARACTERS:
        return text
    mark = " … [cut]"
    return units[: 2 * (CHARACTERS - len(mark))].decode("utf-16-le", "ignore") + mark
