"""Structural balance: do the friends of friends, and the enemies of enemies, agree?

Three actors of whom each two are friends or enemies are balanced if the number of enmities among them is even: three
friends, or two friends against a third (Heider 1946; Cartwright & Harary 1956). The others are frustrated: they are
where the theory expects change, or where the network is wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations
from math import comb

import networkx as nx
import pandas as pd

from kg.analysis.frames import DIGITS, integers
from kg.analysis.signed import signed_network
from kg.analysis.statements import statements_of
from kg.analysis.ties import Network
from kg.graph import Graph
from kg.graph.columns import text_column

PATTERNS = ("three friends", "a friend of two enemies", "two friends and their enemy", "three enemies")
"""What a triad with so many conflicts is."""


def triads(graph: Network) -> pd.DataFrame:
    """One row for each three actors that are all tied by cooperation or conflict, the frustrated first.

    `one_two`, `one_three` and `two_three` are the weights of their ties in `signed_network`; ties in which both weigh
    the same are left out. `conflicts` is how many of the three are negative, `balanced` whether that is an even
    number, and `pattern` the same in words. Three enemies count as frustrated; to Davis (1967) they are not.
    """
    signed = signed_network(graph)
    rows = sorted(_triads(signed), key=lambda row: (not _conflicts(row[1]) % 2, -min(map(abs, row[1])), row[0]))
    conflicts = [_conflicts(weights) for _, weights in rows]
    columns = {name: text_column(signed.nodes[ids[i]]["label"] for ids, _ in rows) for i, name in enumerate(_ENDS)}
    columns |= {name: integers(weights[i] for _, weights in rows) for i, name in enumerate(_SIDES)}
    columns |= {
        "conflicts": integers(conflicts),
        "balanced": pd.array([number % 2 == 0 for number in conflicts], dtype="bool"),
        "pattern": pd.Categorical([PATTERNS[number] for number in conflicts], categories=list(PATTERNS)),
    }
    columns |= {f"{name}_id": text_column(ids[i] for ids, _ in rows) for i, name in enumerate(_ENDS)}
    return pd.DataFrame(columns)


def balance(graph: Network) -> pd.DataFrame:
    """How many triads there are of each pattern, their `share`, and the share to be `expected` by chance.

    What is expected is exact for signs that are dealt out anew among the same ties (compare Leskovec, Huttenlocher &
    Kleinberg 2010): without it a share says little, for where nearly all ties are friendly nearly all triads are
    balanced. `frame.attrs["balanced"]` is the share of balanced triads, the degree of balance of Cartwright & Harary.
    """
    signed = signed_network(graph)
    found = [_conflicts(weights) for _, weights in _triads(signed)]
    signs = [sign for _, _, sign in signed.edges(data="sign")]
    friends, enemies = signs.count(1), signs.count(-1)
    counts = [found.count(number) for number in range(4)]
    ways = [comb(enemies, number) * comb(friends, 3 - number) for number in range(4)]

    def shares(numbers: list[int]) -> list[float]:
        return [round(number / sum(numbers), DIGITS) if sum(numbers) else float("nan") for number in numbers]

    frame = pd.DataFrame(
        {
            "pattern": pd.Categorical(PATTERNS, categories=list(PATTERNS)),
            "balanced": [True, False, True, False],
            "triads": integers(counts),
            "share": pd.array(shares(counts), dtype="float64"),
            "expected": pd.array(shares(ways), dtype="float64"),
        }
    )
    frame.attrs["balanced"] = round((counts[0] + counts[2]) / len(found), DIGITS) if found else float("nan")
    return frame


def frustrated(graph: Graph, *, statuses: Collection[str] = ("asserted",), min_confidence: float = 0.0) -> pd.DataFrame:
    """The statements behind each side of each frustrated triad, the most reported triad first.

    `triad` names the three, `side` the two whose tie the statement supports, `sign` is the sign of that tie (which a
    single statement may contradict). Read them: often a wrong statement, two times thrown together, or a meeting of
    enemies is behind it.
    """
    network = graph.to_networkx(statuses=statuses, min_confidence=min_confidence)
    signed = signed_network(network)
    table = triads(network)
    rows: list[tuple[str, str, str, str]] = []
    for row in table[~table["balanced"]].to_dict("records"):
        for i, j in combinations(range(3), 2):
            edge = signed.edges[row[f"{_ENDS[i]}_id"], row[f"{_ENDS[j]}_id"]]
            names = [row[name] for name in _ENDS]
            sign = "+" if edge["sign"] > 0 else "−"
            rows += [(" / ".join(names), f"{names[i]} / {names[j]}", sign, id_) for id_ in edge["ids"]]
    heads = pd.DataFrame(
        {name: text_column(row[i] for row in rows) for i, name in enumerate(("triad", "side", "sign"))}
    )
    return heads.join(statements_of(graph, [row[3] for row in rows]))


_ENDS = ("one", "two", "three")
_SIDES = ("one_two", "one_three", "two_three")


def _triads(signed: nx.Graph) -> Iterator[tuple[tuple[str, str, str], tuple[int, int, int]]]:
    """Each three nodes with three ties that have a sign, in the order of their ids, and the ties' weights."""
    later = {node: {other for other in signed[node] if other > node and signed[node][other]["sign"]} for node in signed}
    for one in sorted(signed):
        for two in sorted(later[one]):
            for three in sorted(later[one] & later[two]):
                weights = (signed[one][two]["weight"], signed[one][three]["weight"], signed[two][three]["weight"])
                yield (one, two, three), weights


def _conflicts(weights: tuple[int, int, int]) -> int:
    return sum(weight < 0 for weight in weights)
