"""The made-up corpus in memory, as for the tests of the graph."""

from tests.graph.conftest import graph

__all__ = ["graph"]
