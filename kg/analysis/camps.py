"""Camps: the actors parted so that friends stand together and enemies apart, as far as they can be."""

from __future__ import annotations

import random
from collections.abc import Iterator

import networkx as nx
import pandas as pd

from kg.analysis.frames import DIGITS, actor_frame, integers, ranked
from kg.analysis.signed import signed_network
from kg.analysis.ties import Network

_STARTS = 20  # random partitions from which the search begins, besides that of the strongest ties


def camps(graph: Network, *, number: int = 2) -> pd.DataFrame:
    """One row an actor of the signed network with the `camp` that it is in.

    Sought is the partition into at most `number` camps with the least frustration, that is the weight of friendly
    ties between camps and of hostile ones inside them (Doreian & Mrvar 1996). It is found by local search, which is a
    heuristic: there may be a better one, or several as good. Where there is a partition into two camps without any
    frustration (Harary 1953), it is found. The search makes the same moves in the same order each time.

    Actors that no chain of ties links cannot be compared: camps are numbered anew in each `component`, whose largest
    is 1. `fits` and `frustrated` are the weights of the actor's ties that agree with its camp and that do not.
    `frame.attrs["frustration"]` is the share of all weight that does not fit. Ties as strong for as against count
    for neither.
    """
    if number < 1:
        raise ValueError(f"the number of camps is 1 or more, not {number}")
    signed = signed_network(graph)
    components = sorted(nx.connected_components(signed), key=lambda members: (-len(members), min(members)))
    place: dict[str, int] = {}
    camp: dict[str, int] = {}
    for index, members in enumerate(components, 1):
        camp |= _numbered(_best(_ordered(signed, members), number))
        place |= dict.fromkeys(members, index)
    nodes = sorted(signed)
    wrong = {node: _frustration(signed, node, camp) for node in nodes}
    all_ = {node: sum(abs(weight) for _, _, weight in signed.edges(node, data="weight")) for node in nodes}
    frame = actor_frame(
        signed,
        nodes,
        {
            "component": integers(place[node] for node in nodes),
            "camp": integers(camp[node] for node in nodes),
            "fits": integers(all_[node] - wrong[node] for node in nodes),
            "frustrated": integers(wrong[node] for node in nodes),
        },
    )
    total = sum(all_.values())
    frame = ranked(frame, ["component", "camp", "fits"], [True, True, False])
    frame.attrs["frustration"] = round(sum(wrong.values()) / total, DIGITS) if total else float("nan")
    return frame


def _ordered(signed: nx.Graph, members: set[str]) -> nx.Graph:
    """The part of a network with its nodes and edges in the order of their names, so that every search is the same."""
    part = nx.Graph()
    part.add_nodes_from(sorted(members))
    for a, b, weight in sorted((min(a, b), max(a, b), w) for a, b, w in signed.edges(members, data="weight")):
        part.add_edge(a, b, weight=weight, strength=abs(weight))
    return part


def _best(signed: nx.Graph, number: int) -> dict[str, int]:
    """The partition with the least frustration among those that the search reaches; the first of several."""
    reached = (_Search(signed, start, number) for start in _starts(signed, number))
    return max(reached, key=lambda search: search.agreement()).camp


def _starts(signed: nx.Graph, number: int) -> Iterator[dict[str, int]]:
    """Partitions to begin with: two camps as the strongest ties alone would have it, and random ones."""
    if number == 1:
        yield dict.fromkeys(signed, 0)
        return
    yield _by_strongest_ties(signed)
    chance = random.Random(0)
    for _ in range(_STARTS):
        yield {node: chance.randrange(number) for node in signed}


def _by_strongest_ties(signed: nx.Graph) -> dict[str, int]:
    """Two camps that fit each tie of a spanning tree, and so all ties if any two camps do (Harary & Kabell 1980)."""
    tree = nx.maximum_spanning_tree(signed, weight="strength")
    first = next(iter(signed))
    camp = {first: 0}
    for a, b in nx.bfs_edges(tree, first):
        camp[b] = camp[a] if signed.edges[a, b]["weight"] >= 0 else 1 - camp[a]
    return camp


class _Search:
    """A partition that was improved: actors change camps one by one, and tied ones swap them, as long as it helps.

    Two that are not tied need not be tried as a pair: a swap that helps has a part that helps by itself.
    """

    def __init__(self, signed: nx.Graph, start: dict[str, int], number: int) -> None:
        self.camp = dict(start)
        self.ties = {node: [(other, data["weight"]) for other, data in signed[node].items()] for node in signed}
        # By how much each camp draws each node: less frustration is the same as more weight inside camps.
        self.pull = {node: [0] * number for node in signed}
        for node, ties in self.ties.items():
            for other, weight in ties:
                self.pull[node][self.camp[other]] += weight
        moving = True
        while moving:
            moved = [self._move(node) for node in signed]
            swapped = [self._swap(a, b, weight) for a, b, weight in signed.edges(data="weight")]
            moving = any(moved) or any(swapped)

    def agreement(self) -> int:
        """The weight of all ties inside camps, each counted twice."""
        return sum(self.pull[node][camp] for node, camp in self.camp.items())

    def _move(self, node: str) -> bool:
        """Put a node into the camp that draws it most; whether that is another one than before."""
        pull, old = self.pull[node], self.camp[node]
        best = pull.index(max(pull))
        if pull[best] == pull[old]:
            return False
        self._put(node, best)
        return True

    def _swap(self, a: str, b: str, weight: int) -> bool:
        """Let two nodes that are tied change places if that helps; their own tie stays as it is."""
        here, there = self.camp[a], self.camp[b]
        gain = self.pull[a][there] - self.pull[a][here] + self.pull[b][here] - self.pull[b][there] - 2 * weight
        if here == there or gain <= 0:
            return False
        self._put(a, there)
        self._put(b, here)
        return True

    def _put(self, node: str, camp: int) -> None:
        for other, weight in self.ties[node]:
            self.pull[other][self.camp[node]] -= weight
            self.pull[other][camp] += weight
        self.camp[node] = camp


def _frustration(signed: nx.Graph, node: str, camp: dict[str, int]) -> int:
    """The weight of a node's ties that do not fit: to friends elsewhere and to enemies in its own camp."""
    return sum(
        abs(data["weight"])
        for other, data in signed[node].items()
        if (data["weight"] < 0) == (camp[node] == camp[other])
    )


def _numbered(camp: dict[str, int]) -> dict[str, int]:
    """Camps numbered from 1 in the order of their size, then of their first member."""
    members: dict[int, list[str]] = {}
    for node in sorted(camp):
        members.setdefault(camp[node], []).append(node)
    order = sorted(members.values(), key=lambda names: (-len(names), names[0]))
    return {node: index for index, names in enumerate(order, 1) for node in names}
