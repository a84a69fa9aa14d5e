"""The made-up corpus of the graph's tests."""

from tests.graph.conftest import graph

__all__ = ["graph"]
