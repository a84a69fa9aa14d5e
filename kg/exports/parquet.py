"""Parquet: the tables with their types, for pandas, Polars, DuckDB, R and Spark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.exports.base import Format, extra
from kg.exports.part import Part
from kg.exports.tables import TABLES, rows, tables

if TYPE_CHECKING:
    import pandas as pd


class Parquet(Format):
    """Texts as strings, names as lists of them, dates of days as dates, counts as integers that may be missing."""

    name = "parquet"
    label = "Parquet"
    use = "statements, events, actors and documents with types, for pandas, Polars, DuckDB and R"
    files = tuple(f"{name}.parquet" for name in TABLES)

    def write(self, part: Part, path: Path) -> None:
        arrow = extra("pyarrow", "pyarrow", self.label)
        parquet = extra("pyarrow.parquet", "pyarrow", self.label)
        for name, table in tables(part).items():
            schema = arrow.schema([(column, _type(arrow, table[column])) for column in table.columns])
            columns = zip(*rows(table), strict=True) if len(table) else ([] for _ in table.columns)
            arrays = [arrow.array(values, kind) for values, kind in zip(columns, schema.types, strict=True)]
            parquet.write_table(arrow.table(arrays, schema=schema), path / f"{name}.parquet")


def _type(arrow: Any, column: pd.Series[Any]) -> Any:
    """The Arrow type of a column, the same whatever is in it."""
    kind = column.dtype
    if kind.kind == "M":
        return arrow.date32()
    if kind.kind in "iu":
        return arrow.int64()
    if kind.kind == "f":
        return arrow.float64()
    if kind.kind == "b":
        return arrow.bool_()
    if kind.name == "category":
        return arrow.dictionary(arrow.int32(), arrow.string())
    return arrow.list_(arrow.string()) if kind.name == "object" else arrow.string()
