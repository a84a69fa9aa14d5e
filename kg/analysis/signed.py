"""Who is with whom and who against whom: cooperation weighed against conflict."""

from __future__ import annotations

import networkx as nx

from kg.analysis.ties import Network, network_of, pairs

_PASSIVE = ("Place", "Asset")  # can be struck, and have no friends
COOPERATION, CONFLICT = (1, 2), (3, 4)  # quad classes


def signed_network(graph: Network) -> nx.Graph:
    """The signed network: one edge for each two actors that cooperate or are in conflict.

    `cooperation` and `conflict` are how many documents say each relation of the quad classes 1 and 2, or 3 and 4,
    added up over the relations, either way; `weight` is the one less the other, `sign` is 1, -1, or 0 where both are
    equal; `ids` are those of the statements. Structure, such as membership, has no sign; places and assets, which
    take no side, are left out. Words count as much as deeds: `part(graph, quad_classes=(2, 4))` has only the deeds.
    """
    network = network_of(graph)
    signed = nx.Graph()
    for start, end, data in pairs(network):
        if data["quad_class"] is None or any(network.nodes[node]["type"] in _PASSIVE for node in (start, end)):
            continue
        for node in (start, end):
            signed.add_node(node, **network.nodes[node])
        if not signed.has_edge(start, end):
            signed.add_edge(start, end, cooperation=0, conflict=0, ids=[])
        edge = signed.edges[start, end]
        edge["cooperation" if data["quad_class"] in COOPERATION else "conflict"] += data["documents"]
        edge["ids"] += data["ids"]
    for _, _, edge in signed.edges(data=True):
        edge["weight"] = edge["cooperation"] - edge["conflict"]
        edge["sign"] = (edge["weight"] > 0) - (edge["weight"] < 0)
    return signed
