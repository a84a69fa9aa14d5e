"""How much each actor is in the middle of what is reported."""

from __future__ import annotations

import importlib.util

import networkx as nx
import pandas as pd

from kg.analysis.frames import actor_frame, floats, integers, ranked
from kg.analysis.ties import Network, acts, network_of, ties


def centralities(graph: Network, *, sample: int | None = None) -> pd.DataFrame:
    """One row an actor, the one with most partners first.

    - `partners`: with how many others it has to do, whatever it is.
    - `out_degree`, `in_degree`: how many documents say each of its acts, and each act on it, added up.
    - `betweenness`: the share of the shortest paths between others that lead through it, whatever the direction and
      kind of the ties (Freeman 1977); every tie has length 1.
    - `pagerank`: how much it is acted on by those who are themselves acted on, from 0 to 1; all together have 1
      (Brin & Page 1998; damping 0.85).

    None of them measures power: they say who is written about, with whom. `sample` estimates betweenness from so many
    actors, drawn with a fixed seed, where a large network would take too long (Brandes & Pich 2007). Raises
    ImportError where scipy, which networkx needs for PageRank, is not installed (the extra `analysis`).
    """
    if importlib.util.find_spec("scipy") is None:
        raise ImportError("centralities need scipy: pip install 'geokg[analysis]'")
    if sample is not None and sample < 1:
        raise ValueError(f"a sample is a number of actors, 1 or more, not {sample}")
    network = network_of(graph)
    directed, undirected = acts(network), ties(network)
    nodes = list(network)
    start = None if sample is None or sample >= len(nodes) else sample
    betweenness = nx.betweenness_centrality(undirected, k=start, seed=0)
    pagerank = nx.pagerank(directed) if nodes else {}
    degrees = {
        "partners": undirected.degree(),
        "out_degree": directed.out_degree(weight="weight"),
        "in_degree": directed.in_degree(weight="weight"),
    }
    frame = actor_frame(
        network,
        nodes,
        {
            **{name: integers(degree for _, degree in found) for name, found in degrees.items()},
            "betweenness": floats(betweenness[node] for node in nodes),
            "pagerank": floats(pagerank[node] for node in nodes),
        },
    )
    return ranked(frame, ["partners", "betweenness"], [False, False])
