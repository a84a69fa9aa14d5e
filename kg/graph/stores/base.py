"""Store: the narrow interface behind which the backends are; Change: what is done to one in one go."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from kg.graph.errors import ReadOnly
from kg.graph.sparql import written

if TYPE_CHECKING:
    import rdflib

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | ox.QuadParser
"""A table, a yes or no, or triples (a parser's, when they came over a network)."""
GraphName = ox.NamedNode | ox.DefaultGraph

CHUNK = 500
"""Terms in one VALUES block: few enough for any server's limit on a request."""


@dataclass(slots=True)
class Change:
    """Named graphs to drop, then triples to delete from the default graph, then quads to insert: all or nothing."""

    drop: list[ox.NamedNode] = field(default_factory=list)
    delete: list[ox.Triple] = field(default_factory=list)
    insert: list[ox.Quad] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.drop or self.delete or self.insert)

    def to_sparql(self) -> str:
        """The change as one SPARQL 1.1 Update request, which a store runs as one transaction."""
        operations = [f"DROP SILENT GRAPH {graph}" for graph in self.drop]
        if self.delete:
            operations.append("DELETE DATA {\n" + "".join(f"{written(triple)} .\n" for triple in self.delete) + "}")
        if self.insert:
            operations.append("INSERT DATA {\n" + "".join(_blocks(self.insert)) + "}")
        return " ;\n".join(operations)


def _blocks(quads: Iterable[ox.Quad]) -> Iterator[str]:
    ordered = sorted(quads, key=lambda quad: str(quad.graph_name))
    for graph, members in groupby(ordered, key=lambda quad: quad.graph_name):
        triples = "".join(f"{written(quad.triple)} .\n" for quad in members)
        yield triples if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph} {{\n{triples}}}\n"


T = TypeVar("T")


def chunks(terms: Iterable[T]) -> Iterator[list[T]]:
    """Terms (or tuples of terms) in sorted runs that fit into one request."""
    ordered = sorted(terms, key=str)
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


class Store(ABC):
    """Where the quads are. Every change is all or nothing, and is kept when the call returns."""

    name: str
    """What to call the store in messages: a path or an address, never with a password in it."""
    writable: bool
    exclusive = True
    """Whether nobody else changes the store while it is open for writing."""

    @abstractmethod
    def query(self, sparql: str, *, timeout: float | None = None) -> Results:
        """Run a query as it is. Raises SyntaxError for a wrong one, and StoreError.

        `timeout` (seconds) is a hint for stores behind a network; the limit that holds is `kg.graph.timeout`.
        """

    @abstractmethod
    def quads(self, graph: GraphName | None = None) -> Iterator[ox.Quad]:
        """The quads of a graph, or of all, in no order."""

    def contents(self, graphs: Iterable[ox.NamedNode]) -> Iterator[list[ox.Quad]]:
        """The quads of some named graphs: a list for each, in the order of the graphs."""
        return (list(self.quads(graph)) for graph in graphs)

    @abstractmethod
    def apply(self, change: Change) -> None:
        """Make a change. Raises ReadOnly and StoreError."""

    @abstractmethod
    def dataset(self) -> rdflib.Dataset:
        """The store behind rdflib's API."""

    def close(self) -> None:  # noqa: B027 - most have nothing to close
        """Let go of files and locks; a closed store is not used again."""

    def graphs(self) -> list[ox.NamedNode]:
        """The documents' graphs, sorted."""
        rows = self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s a <https://w3id.org/geokg/ontology#Document> } }")
        assert isinstance(rows, ox.QuerySolutions)
        return sorted((row[0] for row in rows), key=lambda graph: graph.value)

    def is_empty(self) -> bool:
        """Whether there is no quad at all."""
        return not self.query("ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")

    def existing(self, graphs: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
        """Those of some named graphs that hold anything, sorted."""
        found: list[ox.NamedNode] = []
        for chunk in chunks(set(graphs)):
            values = " ".join(map(str, chunk))
            rows = self.query(f"SELECT DISTINCT ?g {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }}")
            assert isinstance(rows, ox.QuerySolutions)
            found.extend(row[0] for row in rows)
        return sorted(found, key=lambda graph: graph.value)

    def check_writable(self) -> None:
        """Raises ReadOnly."""
        if not self.writable:
            raise ReadOnly(f"{self.name} was opened for reading; open it with writable=True to change it")
