"""RemoteStore: any SPARQL 1.1 endpoint, by its query, update and graph store protocols."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode, urlsplit, urlunsplit

import pyoxigraph as ox
import rdflib

from kg.graph.errors import StoreError
from kg.graph.namespaces import PREFIXES
from kg.graph.sparql import written
from kg.graph.stores.base import Change, GraphName, Results, Store
from kg.graph.stores.http import Client, HttpError, without_credentials
from kg.graph.stores.rdflib_remote import ReadingStore, WritingStore

_ACCEPT = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9, "
    "application/n-triples;q=0.8, application/rdf+xml;q=0.7, text/turtle;q=0.6"
)
_BULK = 20_000  # quads from which on the graph store protocol is worth a try
_GRAPHS = 100  # that one query asks for: many, since each query costs a way through the network
_NOT_OFFERED = (400, 404, 405, 406, 415, 501)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server answers queries, takes updates, and (perhaps) offers the graph store protocol."""

    query: str
    update: str
    graphs: str | None

    @classmethod
    def guess(cls, address: str) -> Addresses:
        """From one address, by the habits of servers; KG_ENDPOINT_UPDATE and KG_ENDPOINT_GRAPHS override.

        A bare `http://host:7878` is an Oxigraph server; `…/query` has `…/update` beside it (Oxigraph, Fuseki);
        another address takes queries and updates alike (Virtuoso, QLever, GraphDB's `/statements` by override).
        """
        parts = urlsplit(address)
        path = parts.path.rstrip("/")

        def at(new_path: str) -> str:
            return urlunsplit(parts._replace(path=new_path))

        folder, _, last = path.rpartition("/")
        if path == "":
            found = cls(at("/query"), at("/update"), at("/store"))
        elif last in ("query", "sparql") and folder == "":
            oxigraph = last == "query"
            found = cls(address, at("/update") if oxigraph else address, at("/store") if oxigraph else None)
        elif last in ("query", "sparql"):
            found = cls(address, at(folder + "/update"), at(folder + "/data"))
        else:
            found = cls(address, address, None)
        return cls(
            found.query,
            os.environ.get("KG_ENDPOINT_UPDATE") or found.update,
            os.environ.get("KG_ENDPOINT_GRAPHS") or found.graphs,
        )


class RemoteStore(Store):
    """A server. A change is one update request, which servers run as one transaction."""

    exclusive = False

    def __init__(self, address: str, *, writable: bool = False) -> None:
        bare, user, password = without_credentials(address)
        self.name = bare
        self.writable = writable
        self._client = Client.from_environment(user, password)
        self._addresses = Addresses.guess(bare)

    def query(self, sparql: str, *, timeout: float | None = None) -> Results:
        try:
            data, kind = self._client.send(
                "POST",
                self._addresses.query,
                body=urlencode({"query": sparql}).encode(),
                headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": _ACCEPT},
                timeout=timeout,
            )
        except HttpError as error:
            if error.status == 400:
                raise SyntaxError(error.body or str(error)) from None
            raise
        if form := ox.QueryResultsFormat.from_media_type(kind):
            return ox.parse_query_results(data, form)
        if syntax := ox.RdfFormat.from_media_type(kind):
            return ox.parse(data, syntax)
        raise StoreError(f"{self._addresses.query} answered with {kind}; is it the address of a SPARQL endpoint?")

    def quads(self, graph: GraphName | None = None) -> Iterator[ox.Quad]:
        if graph is None:
            yield from self.quads(ox.DefaultGraph())
            for found in self.contents(self.graphs()):
                yield from found
            return
        pattern = "?s ?p ?o" if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph} {{ ?s ?p ?o }}"
        rows = self.query(f"SELECT ?s ?p ?o {{ {pattern} }}")
        assert isinstance(rows, ox.QuerySolutions)
        for row in rows:
            yield ox.Quad(row[0], row[1], row[2], graph)

    def contents(self, graphs: Iterable[ox.NamedNode]) -> Iterator[list[ox.Quad]]:
        names = iter(graphs)
        while some := list(islice(names, _GRAPHS)):
            values = " ".join(map(written, some))
            rows = self.query(f"SELECT ?g ?s ?p ?o {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }}")
            assert isinstance(rows, ox.QuerySolutions)
            found: dict[ox.NamedNode, list[ox.Quad]] = {graph: [] for graph in some}
            for row in rows:
                found[row[0]].append(ox.Quad(row[1], row[2], row[3], row[0]))
            yield from found.values()

    def apply(self, change: Change) -> None:
        self.check_writable()
        if not change:
            return
        pure = not change.drop and not change.delete
        if pure and len(change.insert) > _BULK and self._post_quads(change.insert):
            return
        self.update(change.to_sparql())

    def update(self, sparql: str) -> None:
        """Run an update request as it is."""
        self._client.send(
            "POST",
            self._addresses.update,
            body=sparql.encode(),
            headers={"Content-Type": "application/sparql-update"},
        )

    def _post_quads(self, quads: list[ox.Quad]) -> bool:
        """Insert many quads by the graph store protocol; False where the server does not offer it."""
        if self._addresses.graphs is None:
            return False
        try:
            self._client.send(
                "POST",
                self._addresses.graphs,
                body=ox.serialize(quads, format=ox.RdfFormat.N_QUADS),
                headers={"Content-Type": "application/n-quads"},
            )
        except HttpError as error:
            if error.status in _NOT_OFFERED:
                return False
            raise
        return True

    def dataset(self) -> rdflib.Dataset:
        client, addresses = self._client, self._addresses
        store: ReadingStore | WritingStore
        if self.writable:
            store = WritingStore(client, addresses.query, addresses.update)
        else:
            store = ReadingStore(client, addresses.query)
        dataset = rdflib.Dataset(store=store)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset
