"""The graph: statements as RDF, the stores that keep it, and the queries that people ask of it."""

from kg.graph.errors import (
    GraphDataError,
    GraphError,
    QueryError,
    QueryTimeout,
    ReadOnly,
    StoreError,
    StoreLocked,
)
from kg.graph.graph import Graph, open_graph
from kg.graph.results import QueryResult

__all__ = [
    "Graph",
    "GraphDataError",
    "GraphError",
    "QueryError",
    "QueryResult",
    "QueryTimeout",
    "ReadOnly",
    "StoreError",
    "StoreLocked",
    "open_graph",
]
