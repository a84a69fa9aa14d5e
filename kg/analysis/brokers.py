"""Brokers: who stands between others that cooperate with it and not with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import networkx as nx
import pandas as pd

from kg.analysis.communities import communities
from kg.analysis.frames import actor_frame, floats, integers, ranked
from kg.analysis.signed import COOPERATION
from kg.analysis.ties import Network, acts, part, ties
from kg.graph.columns import text_column

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def brokers(graph: Network, *, groups: Mapping[str, str] | str | None = None) -> pd.DataFrame:
    """One row an actor that cooperates with someone, the one that brokers most first.

    Only cooperation counts (quad classes 1 and 2): a blow passes nothing on. An actor brokers each time that someone
    does something for it, it does something for another, and the one does nothing for the other; what is done by both
    goes both ways, and then counts twice. By the groups of the three, its part is that of (Gould & Fernandez 1989)

    - `coordinator`: all are of one group,
    - `itinerant`: the two are of one group, the broker of another,
    - `gatekeeper`: from another group into its own,
    - `representative`: from its own group to another,
    - `liaison`: three groups.

    `groups` maps actors' IRIs to groups (who is not in it is a group of its own), or is "type" for the types of the
    actors; unless given, groups are the communities of the cooperation. `constraint` tells how little room for
    brokerage the weighted ties leave: low where partners are many and have nothing to do with each other, around 1
    for an actor with one partner (Burt 1992; missing without a tie). That nobody reports a tie does not mean that
    there is none; in a small collection most brokers are brokers for that reason.
    """
    network = part(graph, quad_classes=COOPERATION)
    group = _groups(network, groups)
    directed, undirected = acts(network), ties(network)
    roles = {node: _roles(directed, node, group) for node in network}
    constraint = nx.constraint(undirected, weight="weight") if len(network) else {}
    frame = actor_frame(
        network,
        network,
        {
            "group": text_column(group[node] for node in network),
            "brokerage": integers(sum(roles[node].values()) for node in network),
            **{role: integers(roles[node][role] for node in network) for role in ROLES},
            "constraint": floats(constraint[node] for node in network),
        },
    )
    return ranked(frame, ["brokerage", "constraint"], [False, True])


def _groups(network: nx.MultiDiGraph, groups: Mapping[str, str] | str | None) -> dict[str, str]:
    if groups is None:
        found = communities(network)
        return {node: str(number) for node, number in zip(found["id"], found["community"], strict=True)}
    if isinstance(groups, str):
        if groups != "type":
            raise ValueError(f'groups are a mapping from IRIs, "type" or None, not {groups!r}')
        return dict(network.nodes(data="type"))
    return {node: str(groups.get(node, node)) for node in network}


def _roles(directed: nx.DiGraph, broker: str, group: Mapping[str, str]) -> Counter[str]:
    """How often an actor has each role."""
    return Counter(
        _role(group[start], group[broker], group[end])
        for start in directed.predecessors(broker)
        for end in directed.successors(broker)
        if start != end and not directed.has_edge(start, end)
    )


def _role(start: str, broker: str, end: str) -> str:
    if start == end:
        return "coordinator" if broker == start else "itinerant"
    if broker == end:
        return "gatekeeper"
    return "representative" if broker == start else "liaison"
