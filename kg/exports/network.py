"""Nodes and edges with attributes of plain types, as the network formats write them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg import ontology
from kg.exports.part import Part
from kg.statements import STATUSES

Attribute = str | bool | int | float | tuple[str, ...]

NODE_ATTRIBUTES: dict[str, type] = {"type": str, "names": tuple}
EDGE_ATTRIBUTES: dict[str, type] = {
    "relation": str,
    "status": str,
    "heading": str,
    "quad_class": int,
    "symmetric": bool,
    "documents": int,
    "sources": int,
    "statements": int,
    "first": str,
    "last": str,
    "confidence": float,
    "evidence": tuple,
    "ids": tuple,
}
"""Attribute → type; a tuple is one of texts. They are as `Graph.to_networkx` has them, with `symmetric` for relations
that go both ways although the edge, as the text puts it, goes one."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor at the end of an edge; `attributes` has those of NODE_ATTRIBUTES."""

    iri: str
    label: str
    attributes: dict[str, Attribute]


@dataclass(frozen=True, slots=True)
class Edge:
    """What some statements with one relation and status say of two actors, by IRI.

    `id` is the same in every export, `weight` the number of sources; `attributes` has those of EDGE_ATTRIBUTES that
    are known, `dates` those of the statements, as they have them.
    """

    id: str
    source: str
    target: str
    label: str
    weight: int
    attributes: dict[str, Attribute]
    dates: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by IRI, edges by their ends, relation and status."""

    nodes: list[Node]
    edges: list[Edge]


def network(part: Part) -> Network:
    """The network of a part of a graph: one edge for each subject, relation, object and status."""
    from kg.graph.network import to_networkx

    found = to_networkx(part, statuses=STATUSES)
    dates = {statement.id: statement.date for statement in part.statements}
    nodes = [
        Node(iri, data["label"], {"type": data["type"], "names": tuple(data["names"])})
        for iri, data in found.nodes(data=True)
    ]
    edges = [
        _edge(source, target, data, tuple(dates[statement] for statement in data["ids"]))
        for source, target, data in found.edges(data=True)
    ]
    return Network(nodes, edges)


def _edge(source: str, target: str, data: dict[str, Any], dates: tuple[str | None, ...]) -> Edge:
    relation = ontology.relations().get(data["relation"])
    attributes = dict(_attributes({**data, "symmetric": relation is not None and relation.symmetric}))
    key = "\x1f".join((source, data["relation"], target, data["status"]))
    return Edge(
        id="e" + hashlib.sha256(key.encode()).hexdigest()[:16],
        source=source,
        target=target,
        label=relation.label if relation else data["relation"],
        weight=data["sources"],
        attributes=attributes,
        dates=dates,
    )


def _attributes(data: dict[str, Any]) -> Iterator[tuple[str, Attribute]]:
    for name, kind in EDGE_ATTRIBUTES.items():
        if data[name] is not None:
            yield name, kind(data[name])
