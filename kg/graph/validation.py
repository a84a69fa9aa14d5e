"""Validation: whether a graph is as the shapes in `ontology/shapes/` say, and a report of what is wrong.

The shapes are checked on the union of the documents' graphs, together with the schema; what holds between the graphs
(a plain triple only where its document asserts it, the default graph just what follows from the documents) is
checked on the dataset as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.graph.graph import Graph
from kg.graph.namespaces import shorten
from kg.graph.rdf import DERIVED_FROM, EXACT, RDF_STATEMENT, TYPE
from kg.graph.shacl import Check, dataset_checks, shape_checks
from kg.graph.stores.base import Store
from kg.resources import ontology

Source = Graph | Store | ox.Store | ox.Dataset | rdflib.Dataset | rdflib.Graph

_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: the node at fault, the value that is (empty where one is missing), the document."""

    message: str
    document: str
    node: str
    value: str
    check: str
    """The shape or rule that is broken, by its name in the shapes' files."""
    evidence: str = ""
    """The sentence, where the node at fault is a statement."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found."""

    problems: tuple[Problem, ...]
    statements: int
    documents: int

    @property
    def conforms(self) -> bool:
        return not self.problems

    def text(self, *, examples: int = 5, width: int = 120) -> str:
        """The report as people read it: each kind of problem with its number and some examples."""
        checked = f"{_number(self.statements, 'statement')} in {_number(self.documents, 'document')}"
        if self.conforms:
            return f"Valid: {checked} checked, nothing is wrong.\n"
        kinds: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.problems:
            kinds[problem.message].append(problem)
        lines = [f"Not valid: {_number(len(self.problems), 'problem')} ({checked} checked)"]
        for message, found in sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0])):
            lines += ["", f"{len(found):>7,}  {message}"]
            for problem in found[:examples]:
                lines += [_cut(f"{'':9}{part}", width) for part in _parts(problem)]
            if len(found) > examples:
                lines.append(f"{'':9}… and {len(found) - examples:,} more")
        return "\n".join(lines) + "\n"

    def __str__(self) -> str:
        return self.text()


def validate(source: Source) -> Report:
    """Check a graph: one of ours, a store, or any dataset. A graph without names is checked as one document's graph."""
    dataset = _dataset(source)
    merged = _merged(dataset)
    facts = _Facts(merged)
    problems = {problem for check in shape_checks() for problem in _run(check, merged, facts)}
    if next(dataset.named_graphs(), None) is not None:
        problems |= {problem for check in dataset_checks() for problem in _run(check, dataset, facts)}
    return Report(tuple(sorted(problems)), facts.statements, len(facts.documents))


class _Facts:
    """What a report tells of a statement besides its name."""

    def __init__(self, merged: ox.Store) -> None:
        self.statements = sum(1 for _ in merged.quads_for_pattern(None, TYPE, RDF_STATEMENT, _DEFAULT))
        self._merged = merged
        derived = merged.quads_for_pattern(None, DERIVED_FROM, None, _DEFAULT)
        self.documents = {quad.object for quad in derived}

    def of(self, node: ox.NamedNode, predicate: ox.NamedNode) -> str:
        """The value of a property, the least where there are several."""
        values = self._merged.quads_for_pattern(node, predicate, None, _DEFAULT)
        return min((_show(quad.object) for quad in values), default="")


def _run(check: Check, store: ox.Store, facts: _Facts) -> Iterator[Problem]:
    results = store.query(check.query)
    assert isinstance(results, ox.QuerySolutions)
    names = {variable.value for variable in results.variables}
    for row in results:
        node = row["this"]
        found = row["value"] if "value" in names else None
        graph = row["graph"] if "graph" in names else None
        document, evidence = _show(graph), ""
        if isinstance(node, ox.NamedNode):
            document = document or facts.of(node, DERIVED_FROM)
            evidence = facts.of(node, EXACT)
        yield Problem(check.message, document, _show(node), _show(found), f"{check.name} ({check.component})", evidence)


def _dataset(source: Source) -> ox.Store:
    """The source in memory, where all of it is."""
    if isinstance(source, ox.Store):
        return source
    store = ox.Store()
    store.bulk_extend(_quads(source))
    return store


def _quads(source: Graph | Store | ox.Dataset | rdflib.Graph) -> Iterable[ox.Quad]:
    if isinstance(source, Graph):
        return source.store.quads()
    if isinstance(source, Store):
        return source.quads()
    if isinstance(source, ox.Dataset):
        return source
    if isinstance(source, rdflib.Dataset):
        data = source.serialize(format="nquads")
        quads = ox.parse(data, format=ox.RdfFormat.N_QUADS)
        return (_named(quad) for quad in quads)
    return ox.parse(source.serialize(format="nt11"), format=ox.RdfFormat.N_TRIPLES)


def _named(quad: ox.Quad) -> ox.Quad:
    """rdflib writes the default graph under a name of its own."""
    if quad.graph_name == ox.NamedNode(str(DATASET_DEFAULT_GRAPH_ID)):
        return ox.Quad(quad.subject, quad.predicate, quad.object)
    return quad


def _merged(dataset: ox.Store) -> ox.Store:
    """The union of the documents' graphs (or the only graph there is) and the schema, as one graph."""
    merged = ox.Store()
    named = next(dataset.named_graphs(), None) is not None
    merged.bulk_extend(
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for quad in dataset
        if not named or quad.graph_name != _DEFAULT
    )
    for path in sorted(ontology("schema").glob("*.ttl")):
        merged.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return merged


def _show(term: object) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)


def _parts(problem: Problem) -> Iterator[str]:
    """The lines that tell of one problem."""
    yield "  ".join(part for part in (problem.node, problem.value, problem.document) if part)
    if problem.evidence and problem.evidence != problem.value:
        yield f"    “{problem.evidence}”"


def _cut(line: str, width: int) -> str:
    line = " ".join(line.split("\n"))
    return line if len(line) <= width else line[: width - 1] + "…"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
