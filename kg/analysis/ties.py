"""From relations to ties: simple networks whose edges weigh what documents say between two actors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeAlias

import networkx as nx

from kg import ontology
from kg.graph import Graph
from kg.wording import did_you_mean

Network: TypeAlias = Graph | nx.MultiDiGraph
"""A Graph (of which what is asserted counts), or what `graph.to_networkx` made of it."""


def network_of(graph: Network) -> nx.MultiDiGraph:
    """The network of a Graph; a network is returned as it is. Raises TypeError for anything else."""
    if isinstance(graph, Graph):
        return graph.to_networkx()
    if isinstance(graph, nx.MultiDiGraph):
        return graph
    raise TypeError(f"a kg.Graph or the network of graph.to_networkx() is needed, not {type(graph).__name__}")


def part(
    graph: Network,
    *,
    relations: Collection[str] | None = None,
    quad_classes: Collection[int | None] | None = None,
    types: Collection[str] | None = None,
) -> nx.MultiDiGraph:
    """The part of a network with these relations, between actors of these types; None leaves all in.

    `quad_classes` are 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, and None
    for structure such as membership. Actors that lose all their edges are left out. Raises ValueError for a relation
    or type that the ontology does not have and the network neither.
    """
    network = network_of(graph)
    if relations is not None:
        known = {*ontology.relations(), *(data["relation"] for *_, data in network.edges(data=True))}
        relations = _known(relations, known, "relation")
    if types is not None:
        types = _known(types, {*ontology.types(), *nx.get_node_attributes(network, "type").values()}, "type")
    if quad_classes is not None:
        quad_classes = _known(quad_classes, {1, 2, 3, 4, None}, "quad class")

    def kept(start: str, end: str, data: dict[str, Any]) -> bool:
        return (
            (relations is None or data["relation"] in relations)
            and (quad_classes is None or data["quad_class"] in quad_classes)
            and (types is None or {network.nodes[start]["type"], network.nodes[end]["type"]} <= set(types))
        )

    edges = [edge for edge in network.edges(keys=True, data=True) if kept(edge[0], edge[1], edge[3])]
    ends = {end for edge in edges for end in edge[:2]}
    result = nx.MultiDiGraph()
    result.add_nodes_from((node, data) for node, data in network.nodes(data=True) if node in ends)
    result.add_edges_from(edges)
    return result


def acts(graph: Network) -> nx.DiGraph:
    """Who acts on whom: one edge an ordered pair; what is done by both, such as meeting, goes both ways.

    `weight` is how many documents say each relation, added up over the relations. Acts on oneself are left out.
    """
    return _weighted(nx.DiGraph(), network_of(graph), both_ways=True)


def ties(graph: Network) -> nx.Graph:
    """Who has to do with whom: one edge a pair, with the `weight` of all relations between the two, either way."""
    return _weighted(nx.Graph(), network_of(graph), both_ways=False)


def pairs(network: nx.MultiDiGraph) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The edges between two different actors."""
    return ((a, b, data) for a, b, data in network.edges(data=True) if a != b)


def _weighted(result: nx.Graph, network: nx.MultiDiGraph, *, both_ways: bool) -> nx.Graph:
    result.add_nodes_from(network.nodes(data=True))
    for start, end, data in pairs(network):
        relation = ontology.relations().get(data["relation"])
        ways = [(start, end), (end, start)] if both_ways and relation and relation.symmetric else [(start, end)]
        for a, b in ways:
            before = result.get_edge_data(a, b, {"weight": 0})["weight"]
            result.add_edge(a, b, weight=before + data["documents"])
    return result


def _known(wanted: Collection[Any], known: Iterable[Any], what: str) -> Collection[Any]:
    values = (wanted,) if isinstance(wanted, str | int) else tuple(wanted)
    if unknown := [value for value in values if value not in known]:
        names = sorted(map(str, known))
        near = did_you_mean(str(unknown[0]), names) or f"; one of {', '.join(names)}"
        raise ValueError(f"unknown {what} {unknown[0]!r}{near}")
    return values
