"""Who stands behind whom: chains of backing and membership, at any depth, with the evidence of every link."""

from __future__ import annotations

import functools
from collections.abc import Collection
from itertools import pairwise
from typing import Any

import networkx as nx
import pandas as pd

from kg import ontology
from kg.analysis.frames import floats, integers
from kg.analysis.statements import statements_of
from kg.analysis.ties import Network, network_of, pairs
from kg.graph import Graph, QueryError, describing
from kg.graph.columns import text_column


def sponsorship(
    graph: Network, *, sponsor: str | None = None, sponsored: str | None = None, max_depth: int | None = None
) -> pd.DataFrame:
    """One row for each two actors of whom one stands behind the other, directly or through others.

    A sponsor stands behind those that it backs (arms, funds, trains), an umbrella behind its members, save states: a
    state in an alliance is not its proxy. Who stands behind an umbrella stands behind its members; who stands behind
    a member does not stand behind the umbrella. `chain` tells the shortest way with the relations as the texts have
    them, `depth` its links (at most `max_depth`). `documents` and `confidence` are those of its weakest link; `mutual`
    says that the other stands behind the sponsor too. The shortest chains come first.

    `sponsor` and `sponsored` (name, slug or IRI; with a network the IRI or label) choose rows. Raises QueryError for
    a name that no actor has or several have. A chain is a reading of separate reports, perhaps years apart: that each
    link is said does not mean that anyone says, or that it is true, that the first directs the last.
    """
    links = _links(network_of(graph))
    first = None if sponsor is None else _actor(graph, links, sponsor)
    last = None if sponsored is None else _actor(graph, links, sponsored)
    paths = [
        path
        for start in (links if first is None else [first])
        for target, path in _paths(links, start, max_depth).items()
        if last is None or target == last
    ]
    paths.sort(key=lambda path: (len(path), path))
    reach = {target: _paths(links, target) for target in {path[-1] for path in paths}}
    steps = [[links.edges[pair] for pair in pairwise(path)] for path in paths]
    return pd.DataFrame(
        {
            "sponsor": text_column(links.nodes[path[0]]["label"] for path in paths),
            "sponsored": text_column(links.nodes[path[-1]]["label"] for path in paths),
            "depth": integers(len(path) - 1 for path in paths),
            "chain": text_column(_chain(links, path) for path in paths),
            "documents": integers(min(step["documents"] for step in chain) for chain in steps),
            "confidence": floats(min(step["confidence"] for step in chain) for chain in steps),
            "mutual": pd.array([path[0] in reach[path[-1]] for path in paths], dtype="bool"),
            "sponsor_id": text_column(path[0] for path in paths),
            "sponsored_id": text_column(path[-1] for path in paths),
        }
    )


def sponsorship_evidence(
    graph: Graph,
    sponsor: str,
    sponsored: str,
    *,
    statuses: Collection[str] = ("asserted",),
    min_confidence: float = 0.0,
) -> pd.DataFrame:
    """The statements behind each link of the chain from `sponsor` to `sponsored`, `step` by step; none without a chain.

    `statuses` may let in what is only alleged. Raises QueryError for a name that no actor has or several have.
    """
    links = _links(graph.to_networkx(statuses=statuses, min_confidence=min_confidence))
    start, target = (_actor(graph, links, name) for name in (sponsor, sponsored))
    path = _paths(links, start).get(target, [])
    rows = [(step, id_) for step, pair in enumerate(pairwise(path), 1) for id_ in links.edges[pair]["ids"]]
    return pd.DataFrame({"step": integers(step for step, _ in rows)}).join(
        statements_of(graph, [id_ for _, id_ in rows])
    )


@functools.cache
def _under(name: str) -> frozenset[str]:
    """A relation and its sub-properties at any depth."""
    children = [relation.name for relation in ontology.relations().values() if relation.parent == name]
    return frozenset({name}.union(*map(_under, children)))


def _links(network: nx.MultiDiGraph) -> nx.DiGraph:
    """Who directly stands behind whom: edges from sponsor to sponsored, best reported first, then by id."""
    backing, belonging = _under("backs"), _under("memberOf")
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for start, end, data in pairs(network):
        if data["relation"] in backing:
            found.setdefault((start, end), []).append(data)
        elif data["relation"] in belonging and network.nodes[start]["type"] != "State":
            found.setdefault((end, start), []).append(data)
    links = nx.DiGraph()
    links.add_nodes_from(network.nodes(data=True))
    edges = [(*ends, _merged(relations)) for ends, relations in found.items()]
    edges.sort(key=lambda edge: (-edge[2]["documents"], edge[0], edge[1]))
    links.add_edges_from(edges)
    return links


def _merged(relations: list[dict[str, Any]]) -> dict[str, Any]:
    """A link that rests on one relation or several, which may well be said by the same documents."""
    relations = sorted(relations, key=lambda data: (-data["documents"], data["relation"]))
    return {
        "relation": relations[0]["relation"],
        "backing": relations[0]["relation"] in _under("backs"),
        "documents": relations[0]["documents"],
        "confidence": max(data["confidence"] for data in relations),
        "ids": [id_ for data in relations for id_ in data["ids"]],
    }


def _paths(links: nx.DiGraph, start: str, max_depth: int | None = None) -> dict[str, list[str]]:
    """The shortest path from an actor to each that it stands behind; of several, one along the best reported links."""
    if start not in links:
        return {}
    paths: dict[str, list[str]] = nx.single_source_shortest_path(links, start, cutoff=max_depth)
    return {target: path for target, path in paths.items() if target != start}


def _chain(links: nx.DiGraph, path: list[str]) -> str:
    """A path in words and arrows: "A –backs→ B ←memberOf– C"."""
    words = [links.nodes[path[0]]["label"]]
    for pair in pairwise(path):
        link = links.edges[pair]
        arrow = f"–{link['relation']}→" if link["backing"] else f"←{link['relation']}–"
        words += [arrow, links.nodes[pair[1]]["label"]]
    return " ".join(words)


def _actor(graph: Network, links: nx.DiGraph, name: str) -> str:
    """The IRI of an actor that someone names."""
    if isinstance(graph, Graph):
        return describing.resolve(graph.store, name).value
    found: list[str] = [node for node, label in links.nodes(data="label") if name in (node, label)]
    if len(found) != 1:
        raise QueryError(f"{len(found) or 'no'} actors of the network are called {name!r}; give an IRI")
    return found[0]
