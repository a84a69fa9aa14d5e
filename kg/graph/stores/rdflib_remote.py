"""rdflib's SPARQL stores, mended for datasets: the default graph is the server's, and opening a graph creates none."""

from __future__ import annotations

from typing import Any

from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore


class _DefaultGraph:
    def _is_contextual(self, graph: Any) -> Any:
        # rdflib asks the server for a graph named urn:x-rdflib:default, which no server has.
        identifier = graph.identifier if isinstance(graph, Graph) else graph
        return graph is not None and identifier != DATASET_DEFAULT_GRAPH_ID and identifier != "__UNION__"

    def add_graph(self, graph: Graph) -> None:
        """Nothing: a graph of a server exists as soon as it holds a triple."""


class ReadingStore(_DefaultGraph, SPARQLStore):
    """A server, for reading."""


class WritingStore(_DefaultGraph, SPARQLUpdateStore):
    """A server, for reading and writing."""
