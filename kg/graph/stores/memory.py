"""MemoryStore: Oxigraph in this process' memory."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore as RdflibStore

from kg.graph.namespaces import PREFIXES
from kg.graph.stores.base import Change, GraphName, Results, Store

BULK = 20_000
"""Quads of a change from which on the bulk loader is faster than a transaction."""


class MemoryStore(Store):
    """The quads in memory; gone with the process."""

    def __init__(
        self, inner: ox.Store | None = None, *, name: str = "the graph in memory", writable: bool = True
    ) -> None:
        self.inner = inner if inner is not None else ox.Store()
        self.name = name
        self.writable = writable

    def query(self, sparql: str, *, timeout: float | None = None) -> Results:
        return self.inner.query(sparql)

    def quads(self, graph: GraphName | None = None) -> Iterator[ox.Quad]:
        return self.inner.quads_for_pattern(None, None, None, graph)

    def graphs(self) -> list[ox.NamedNode]:
        found = (graph for graph in self.inner.named_graphs() if isinstance(graph, ox.NamedNode))
        return sorted(found, key=lambda graph: graph.value)

    def is_empty(self) -> bool:
        return next(self.quads(), None) is None

    def apply(self, change: Change) -> None:
        self.check_writable()
        if change.drop or change.delete:
            self.inner.update(change.to_sparql())
        elif len(change.insert) > BULK:
            self._insert_many(change.insert)
        elif change.insert:
            self.inner.extend(change.insert)

    def _insert_many(self, quads: list[ox.Quad]) -> None:
        self.inner.bulk_extend(quads)

    def dataset(self) -> rdflib.Dataset:
        dataset = rdflib.Dataset(store=RdflibStore(store=self.inner))
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset
