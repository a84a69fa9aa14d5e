"""A graph as networkx knows it, for measures and layouts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg import ontology
from kg.documents.model import sources
from kg.graph.tables import names_of
from kg.statements import Participant, Statement, check_statuses

if TYPE_CHECKING:
    from kg.graph.readable import Readable

_OTHER = "Other"  # heading of relations that are not of the ontology


def to_networkx(
    graph: Readable, *, statuses: Collection[str] = ("asserted",), min_confidence: float = 0.0
) -> nx.MultiDiGraph:
    """The actors and what statements of these statuses, at least so sure, say that they do to each other.

    Nodes are the IRIs of the actors at the ends of an edge, with `label`, `type` and `names`. There is one edge for
    each subject, relation, object and status, with the key "relation/status" (`network.edges[a, b,
    "struck/asserted"]`) and: `relation`, `status`, `heading` and `quad_class` (1 to 4; None for structure, such as
    membership), `documents` and `statements` (how many say it), `sources` (how many publishers have it of their own:
    the copies of a text are one source), `first` and `last` (the event's earliest and latest
    date as ISO text, or None), `confidence` (of the surest statement), `evidence` (the sentences) and `ids` (of the
    statements, as in `graph.statements()`). A symmetric relation such as metWith goes the way that the text puts it.
    Nodes and edges are in the order of their IRIs and keys. Raises ValueError for an unknown status.
    """
    chosen = check_statuses(statuses)
    edges: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    ends: dict[str, Participant] = {}
    for statement in graph.read_statements():
        if statement.status in chosen and statement.confidence >= min_confidence:
            subject, target = statement.subject, statement.object
            edges[subject.id, target.id, f"{statement.relation}/{statement.status}"].append(statement)
            ends.setdefault(subject.id, subject)
            ends.setdefault(target.id, target)
    network = nx.MultiDiGraph()
    source = sources(graph.read_documents())
    known = {actor.iri: actor for actor in graph.read_actors()}
    for iri in sorted(ends):
        actor = known.get(iri)
        if actor is None:  # a file without default graph
            named = ends[iri]
            names = tuple(dict.fromkeys((named.label, *named.names)))
            network.add_node(iri, label=named.label, type=named.type, names=names)
        else:
            network.add_node(iri, label=actor.label, type=actor.type, names=names_of(actor))
    for start, end, key in sorted(edges):
        network.add_edge(start, end, key=key, **_attributes(edges[start, end, key], source))
    return network


def _attributes(statements: list[Statement], source: Mapping[str, str]) -> dict[str, Any]:
    """What an edge has: its statements differ at most in document, place in the text, speaker, date and so on."""
    relation = ontology.relations().get(statements[0].relation)
    dates = sorted(statement.date for statement in statements if statement.date)
    return {
        "relation": statements[0].relation,
        "status": statements[0].status,
        "heading": relation.heading if relation else _OTHER,
        "quad_class": relation.quad_class if relation else None,
        "documents": len({statement.document for statement in statements}),
        "sources": len({source.get(statement.document, statement.document) for statement in statements}),
        "statements": len(statements),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "confidence": max(statement.confidence for statement in statements),
        "evidence": list(dict.fromkeys(statement.evidence for statement in statements)),
        "ids": [statement.id for statement in statements],
    }
