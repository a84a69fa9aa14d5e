"""Questions that merging asks of a store: what other documents say, and what the default graph holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.rdf import ALT_LABEL, PREF_LABEL, TYPE
from kg.graph.sparql import written
from kg.graph.stores.base import Results, Store, chunks

Term = ox.NamedNode | ox.Literal
Fact = tuple[ox.NamedNode, Term]
Claim = tuple[ox.NamedNode, ox.NamedNode, Term]


class Evidence:
    """What a store says apart from the graphs that are being replaced."""

    def __init__(self, store: Store, replaced: Iterable[ox.NamedNode]) -> None:
        self.store = store
        excluded = ", ".join(map(str, replaced))
        self._elsewhere = f"FILTER(?g NOT IN ({excluded}))" if excluded else ""

    def supported(self, claims: Iterable[Claim]) -> set[Claim]:
        """Those of some triples that another document's graph holds."""
        found: set[Claim] = set()
        for chunk in chunks(claims):
            values = " ".join(f"({s} {p} {written(o)})" for s, p, o in chunk)
            # EXISTS stops at the first witness, where a join would visit every document that agrees.
            rows = self._rows(
                f"SELECT ?s ?p ?o {{ VALUES (?s ?p ?o) {{ {values} }} "
                f"FILTER EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} {self._elsewhere} }} }}"
            )
            found.update((row[0], row[1], row[2]) for row in rows)
        return found

    def occurring(self, actors: Iterable[ox.NamedNode]) -> set[ox.NamedNode]:
        """Those of some actors that another document mentions."""
        found: set[ox.NamedNode] = set()
        for chunk in chunks(actors):
            values = " ".join(map(str, chunk))
            rows = self._rows(
                f"SELECT ?s {{ VALUES ?s {{ {values} }} "
                f"FILTER EXISTS {{ GRAPH ?g {{ ?s {TYPE} ?type }} {self._elsewhere} }} }}"
            )
            found.update(row[0] for row in rows)
        return found

    def descriptions(self, actors: Iterable[ox.NamedNode]) -> dict[ox.NamedNode, set[Fact]]:
        """The description of each actor in the default graph."""
        found: dict[ox.NamedNode, set[Fact]] = defaultdict(set)
        for chunk in chunks(actors):
            values = " ".join(map(str, chunk))
            # A filter, not a VALUES block: Oxigraph would look each actor up once for each property.
            rows = self._rows(f"SELECT ?s ?p ?o {{ VALUES ?s {{ {values} }} ?s ?p ?o FILTER(?p IN ({_DESCRIPTION})) }}")
            for row in rows:
                found[row[0]].add((row[1], row[2]))
        return found

    def values(self, actor: ox.NamedNode, predicate: ox.NamedNode) -> set[Term]:
        """What the other documents give for a property of an actor."""
        rows = self._rows(f"SELECT DISTINCT ?o {{ GRAPH ?g {{ {actor} {predicate} ?o }} {self._elsewhere} }}")
        return {row[0] for row in rows}

    def _rows(self, sparql: str) -> ox.QuerySolutions:
        results: Results = self.store.query(sparql)
        assert isinstance(results, ox.QuerySolutions)
        return results


_DESCRIPTION = ", ".join(
    [
        str(TYPE), str(PREF_LABEL), str(ALT_LABEL),
        "<http://www.w3.org/2004/02/skos/core#inScheme>", "<http://www.w3.org/2002/07/owl#sameAs>",
    ]
)  # fmt: skip
