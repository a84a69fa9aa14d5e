"""Graphs to export: the made-up corpus, hostile texts, nothing at all."""

from __future__ import annotations

import pytest

from kg.graph import Graph
from tests.exports import hostile
from tests.graph.factory import BASE, corpus


@pytest.fixture(scope="session")
def graph() -> Graph:
    """The made-up corpus in memory."""
    made = Graph.in_memory(BASE)
    made.add_all(corpus())
    return made


@pytest.fixture(scope="session")
def hard() -> Graph:
    """Texts that break careless writers."""
    return hostile.graph()


@pytest.fixture(scope="session")
def empty() -> Graph:
    return Graph.in_memory(BASE)
