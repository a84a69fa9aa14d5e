"""Who is reported together: groups of actors with more ties inside than between them."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from kg.analysis.frames import actor_frame, floats, integers, ranked
from kg.analysis.ties import Network, ties


def communities(graph: Network, *, resolution: float = 1.0, seed: int = 0) -> pd.DataFrame:
    """One row an actor with its `community`, a number from 1, which is the largest.

    The communities are those of the Louvain method on the weighted ties (Blondel et al. 2008); a higher `resolution`
    gives more and smaller ones. `inside` is the share of the actor's ties, by weight, that stay in its community;
    `frame.attrs["modularity"]` tells how far all are from a random network (0: not at all; Newman 2004).

    Enemies belong together here as well as friends do: a community is a theatre, not a bloc. For blocs give
    `part(graph, quad_classes=(1, 2))`, or see `camps`. The same `seed` gives the same communities; where another one
    gives quite different ones, there are none to speak of.
    """
    network = ties(graph)
    # Numbers, not names: the method keeps sets of nodes, and the order of strings in a set differs between processes.
    numbered = nx.convert_node_labels_to_integers(network)
    names = list(network)
    found = nx.community.louvain_communities(numbered, resolution=resolution, seed=seed) if names else []
    found.sort(key=lambda members: (-len(members), min(members)))
    number = {names[node]: place for place, members in enumerate(found, 1) for node in members}
    inside = {node: _inside(network, node, number) for node in network}
    frame = actor_frame(
        network,
        names,
        {
            "community": integers(number[node] for node in names),
            "ties": integers(network.degree(node, weight="weight") for node in names),
            "inside": floats(inside[node] for node in names),
        },
    )
    frame = ranked(frame, ["community", "ties"], [True, False])
    modular = network.size() > 0
    frame.attrs["modularity"] = round(nx.community.modularity(numbered, found), 6) if modular else float("nan")
    return frame


def _inside(network: nx.Graph, node: str, number: dict[str, int]) -> float:
    """The share of its ties' weight that stays in its community; 1 for an actor without ties."""
    weights = {other: data["weight"] for other, data in network[node].items()}
    total = sum(weights.values())
    return sum(w for other, w in weights.items() if number[other] == number[node]) / total if total else 1.0
