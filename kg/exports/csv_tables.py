"""CSV: the tables of statements, events, actors and documents."""

from __future__ import annotations

from pathlib import Path

from kg.exports.base import Format
from kg.exports.csv_file import write_csv
from kg.exports.part import Part
from kg.exports.tables import TABLES, rows, tables


class CsvTables(Format):
    """The tables that `Graph.statements` and its like give, for whatever reads tables."""

    name = "csv-tables"
    label = "CSV of tables"
    use = "statements, events, actors and documents for any program that reads tables"
    files = tuple(f"{name}.csv" for name in TABLES)

    def write(self, part: Part, path: Path) -> None:
        for name, table in tables(part).items():
            write_csv(path / f"{name}.csv", list(table.columns), rows(table))
