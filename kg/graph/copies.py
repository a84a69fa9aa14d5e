"""Which documents are copies of one text, such as an agency's report in several papers.

Two documents are alike if their sketches have enough in common (`kg.documents.sketch`) and they were published within
a month of each other, as far as that is known: what is published again each year is news each time. Documents that
are alike, directly or by way of others, are copies of the earliest of them (of equally early ones, of the one whose IRI
is least). The default graph says so: `document:b kg:copyOf document:a`. That depends on the documents alone, not on
their order, so it is kept up step by step: a change can reach only the documents that were copies of each other and
those that a new document is like.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pyoxigraph as ox

from kg.documents.sketch import COMMON
from kg.graph.rdf import COPY_OF, ISSUED, SKETCH
from kg.graph.stores.base import Change, Store, chunks

_APART = timedelta(days=31)
_DEFAULT = ox.DefaultGraph()

Links = dict[ox.NamedNode, ox.NamedNode]
"""Copy → the document of which it is a copy."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """What matters of a document here."""

    sketch: frozenset[str] = frozenset()
    issued: str = ""

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and last day on which it may have been published."""
        try:
            parts = [int(part) for part in self.issued.split("-")]
            first = date(*(*parts, 1, 1)[:3])
            following = date(first.year + 1, 1, 1) if len(parts) == 1 else (first + _APART).replace(day=1)
        except (ValueError, OverflowError):
            return None  # no date, or one of another program's making
        return first, (first if len(parts) > 2 else following - timedelta(days=1))


Papers = dict[ox.NamedNode, _Paper]


def link(store: Store, gone: Iterable[ox.NamedNode], added: Mapping[ox.NamedNode, Iterable[ox.Quad]]) -> Change:
    """What changes in the links when the graphs of `gone` are dropped and then those of `added` come in."""
    new = {graph: _described(quads) for graph, quads in added.items()}
    left = {*gone, *new}
    alike = _alike_in_store(store, new, left)
    before = _clusters(store, {*gone, *alike})
    papers = _read(store, {*before, *before.values(), *alike} - left) | new
    after = _links(papers)
    change = Change()
    for copy, original in sorted(before.items() - after.items(), key=str):
        change.delete.append(ox.Triple(copy, COPY_OF, original))
    for copy, original in sorted(after.items() - before.items(), key=str):
        change.insert.append(ox.Quad(copy, COPY_OF, original, _DEFAULT))
    return change


def _described(quads: Iterable[ox.Quad]) -> _Paper:
    sketch: set[str] = set()
    issued = ""
    for quad in quads:
        if quad.predicate == SKETCH and isinstance(quad.object, ox.Literal):
            sketch.add(quad.object.value)
        elif quad.predicate == ISSUED and isinstance(quad.object, ox.Literal):
            issued = quad.object.value
    return _Paper(frozenset(sketch), issued)


def _links(papers: Papers) -> Links:
    """The links among some documents. Equal ones count as one, as there may be a thousand of a page."""
    equal: defaultdict[_Paper, list[ox.NamedNode]] = defaultdict(list)
    for graph, paper in papers.items():
        if paper.sketch:
            equal[paper].append(graph)
    having: defaultdict[str, list[_Paper]] = defaultdict(list)
    common: Counter[tuple[_Paper, _Paper]] = Counter()
    for paper in equal:
        for element in paper.sketch:
            common.update((other, paper) for other in having[element])
            having[element].append(paper)
    cluster = {paper: {paper} for paper in equal}
    for (one, other), number in common.items():
        if number >= COMMON and cluster[one] is not cluster[other] and _near(one, other):
            joined = cluster[one] | cluster[other]
            cluster.update(dict.fromkeys(joined, joined))
    links: Links = {}
    for members in {id(members): members for members in cluster.values()}.values():
        graphs = sorted((g for paper in members for g in equal[paper]), key=lambda g: _rank(g, papers[g]))
        links.update(dict.fromkeys(graphs[1:], graphs[0]))
    return links


def _near(one: _Paper, other: _Paper) -> bool:
    """Whether they may have been published within a month of each other."""
    a, b = one.span, other.span
    return a is None or b is None or (a[0] - b[1] <= _APART and b[0] - a[1] <= _APART)


def _rank(graph: ox.NamedNode, paper: _Paper) -> tuple[bool, str, str]:
    return not paper.issued, paper.issued, graph.value


def _alike_in_store(store: Store, new: Papers, left: set[ox.NamedNode]) -> set[ox.NamedNode]:
    """The documents of the store that share enough of their sketches with a new one."""
    having: defaultdict[str, list[ox.NamedNode]] = defaultdict(list)
    for graph, paper in new.items():
        for element in paper.sketch:
            having[element].append(graph)
    common: Counter[tuple[ox.NamedNode, ox.NamedNode]] = Counter()
    for chunk in chunks(ox.Literal(element) for element in having):
        values = " ".join(map(str, chunk))
        for other, element in _rows(store, f"?d ?e {{ VALUES ?e {{ {values} }} GRAPH ?d {{ ?d {SKETCH} ?e }} }}"):
            if other not in left:
                common.update((graph, other) for graph in having[element.value])
    return {other for (_, other), number in common.items() if number >= COMMON}


def _clusters(store: Store, graphs: set[ox.NamedNode]) -> Links:
    """The links that the store has among the documents that are copies of the same texts as the given ones."""
    firsts = set(graphs)
    for chunk in chunks(graphs):
        values = " ".join(map(str, chunk))
        firsts.update(row[1] for row in _rows(store, f"?d ?o {{ VALUES ?d {{ {values} }} ?d {COPY_OF} ?o }}"))
    links: Links = {}
    for chunk in chunks(firsts):
        values = " ".join(map(str, chunk))
        links.update((row[0], row[1]) for row in _rows(store, f"?d ?o {{ VALUES ?o {{ {values} }} ?d {COPY_OF} ?o }}"))
    return links


def _read(store: Store, graphs: set[ox.NamedNode]) -> Papers:
    """What the store has of some documents."""
    papers = {graph: _Paper() for graph in graphs}
    quads: defaultdict[ox.NamedNode, list[ox.Quad]] = defaultdict(list)
    for chunk in chunks(graphs):
        values = " ".join(map(str, chunk))
        pattern = f"GRAPH ?d {{ ?d ?p ?o FILTER(?p IN ({SKETCH}, {ISSUED})) }}"
        for graph, predicate, value in _rows(store, f"?d ?p ?o {{ VALUES ?d {{ {values} }} {pattern} }}"):
            quads[graph].append(ox.Quad(graph, predicate, value, graph))
    return papers | {graph: _described(found) for graph, found in quads.items()}


def _rows(store: Store, select: str) -> Iterator[ox.QuerySolution]:
    results = store.query(f"SELECT {select}")
    assert isinstance(results, ox.QuerySolutions)
    return iter(results)
