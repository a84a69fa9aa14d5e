"""The tables of a graph, as its methods of the same names give them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.exports.part import Part

if TYPE_CHECKING:
    import pandas as pd

TABLES = ("statements", "events", "actors", "documents")


def tables(part: Part) -> dict[str, pd.DataFrame]:
    """Name → table, of the part of the graph that is wanted."""
    from kg.graph.events import events_frame
    from kg.graph.tables import actors_frame, documents_frame, statements_frame

    return {
        "statements": statements_frame(part),
        "events": events_frame(part, part.look_up),
        "actors": actors_frame(part),
        "documents": documents_frame(part),
    }


def rows(table: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """The rows as plain values: None for what is missing, dates as `datetime.date`."""
    return zip(*(_values(table[name]) for name in table.columns), strict=True)


def _values(column: pd.Series[Any]) -> list[object]:
    plain = column.dt.date if column.dtype.kind == "M" else column
    missing = column.isna().tolist()
    return [None if gone else value for value, gone in zip(plain.tolist(), missing, strict=True)]
