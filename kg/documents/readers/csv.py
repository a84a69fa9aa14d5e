"""CSV and its kin (tabs, semicolons): a document a row, read as a stream."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from kg.documents.decoding import text_lines
from kg.documents.limits import LINE
from kg.documents.model import Document
from kg.documents.problems import Unreadable
from kg.documents.readers.base import Context
from kg.documents.readers.records import COLUMNS_MEND, check_columns, read_record

_SEPARATORS = ",;\t|"
_QUOTES = 'a cell with a separator, quote or line break in it stands between quotes, and a quote in it is doubled ("")'


def read_csv(file: BinaryIO, context: Context) -> Iterator[Document]:
    """A table with a line of column names."""
    csv.field_size_limit(LINE)  # the module's own limit cuts long articles off
    lines = text_lines(file, context.where, context.report)
    above, first = next(((number, line) for number, line in enumerate(lines, start=1) if line.strip()), (0, ""))
    if not first:
        raise Unreadable(context.where, "the file is empty")
    separator = max(_SEPARATORS, key=first.count)
    (header,) = csv.reader([first], delimiter=separator, skipinitialspace=True)
    header = [name.strip() for name in header]
    check_columns(header, context)
    rows = csv.reader(lines, delimiter=separator)
    while True:
        number = above + rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(f"{context.where}: line {number}", f"no valid CSV ({error})", _QUOTES) from None
        here = context.at(number)
        try:
            if not any(row):
                continue
            if len(row) != len(header):
                what = f"the row has {len(row)} cells, and there are {len(header)} columns"
                raise Unreadable(here.where, what, _QUOTES)
            yield read_record(dict(zip(header, row, strict=True)), here, called="column", mend=COLUMNS_MEND)
        except Unreadable as error:
            context.report(error.problem)
