"""What can go wrong with a graph; every message says what, where and the mend."""

from __future__ import annotations


class GraphError(Exception):
    """Base of all errors of `kg.graph`."""


class GraphDataError(GraphError, ValueError):
    """A document or statement cannot be written as RDF, or RDF that was read is not a graph of ours."""


class QueryError(GraphError, ValueError):
    """A query is wrong; `line` and `column` (from 1) tell the place where it is known."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryTimeout(QueryError):
    """A query took longer than its time limit."""


class StoreError(GraphError):
    """A store cannot be opened, read or written."""


class StoreLocked(StoreError):
    """Another process holds the store."""


class ReadOnly(StoreError):
    """The store was opened for reading only."""
