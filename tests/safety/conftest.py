"""A SPARQL server on loopback, as the tests of the graph have it."""

from tests.graph.conftest import endpoint

__all__ = ["endpoint"]
