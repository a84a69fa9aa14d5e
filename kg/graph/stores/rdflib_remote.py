"""rdflib's SPARQL stores, mended for datasets: the default graph is the server's, and opening a graph creates none.

They ask through our own client, since rdflib sends credentials along wherever a server redirects it to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from rdflib.query import Result

from kg.graph.stores.http import Client


class _Mended:
    """What both of rdflib's stores need; it stands before them in the order of look-up."""

    client: Client
    query_endpoint: Any
    update_endpoint: Any
    response_mime_types: Callable[[], str]

    def _query(self, query: str, default_graph: str | None = None, named_graph: str | None = None) -> Result:
        form = {"query": query} | ({"default-graph-uri": str(default_graph)} if default_graph else {})
        data, kind = self._send(self.query_endpoint, form, Accept=self.response_mime_types())
        return Result.parse(BytesIO(data), content_type=kind)

    def _update(self, update: str) -> None:
        # Not again if it fails: it may be of a kind that makes a difference when made twice.
        self._send(self.update_endpoint, {"update": update}, repeat=False)

    def _send(self, address: str, form: Mapping[str, str], *, repeat: bool = True, **headers: str) -> tuple[bytes, str]:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self.client.send("POST", address, body=urlencode(form).encode(), headers=headers, repeat=repeat)

    def _is_contextual(self, graph: Any) -> Any:
        # rdflib asks the server for a graph named urn:x-rdflib:default, which no server has.
        identifier = graph.identifier if isinstance(graph, Graph) else graph
        return graph is not None and identifier != DATASET_DEFAULT_GRAPH_ID and identifier != "__UNION__"

    def add_graph(self, graph: Graph) -> None:
        """Nothing: a graph of a server exists as soon as it holds a triple."""


class ReadingStore(_Mended, SPARQLStore):
    """A server, for reading."""

    def __init__(self, client: Client, query: str) -> None:
        super().__init__(query)
        self.client = client


class WritingStore(_Mended, SPARQLUpdateStore):
    """A server, for reading and writing."""

    def __init__(self, client: Client, query: str, update: str) -> None:
        super().__init__(query, update)
        self.client = client
