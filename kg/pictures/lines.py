"""Which ties a picture of the network draws, and as which lines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg import ontology
from kg.analysis.signed import CONFLICT
from kg.analysis.ties import pairs


@dataclass(frozen=True, slots=True)
class Line:
    """All relations of a kind between two actors, whose order is that of their ids."""

    one: str
    other: str
    kind: str
    quad_class: int | None
    weight: int
    forth: bool
    back: bool
    bend: float


def heaviest(among: nx.Graph, most: int) -> set[tuple[str, str]]:
    """The pairs with the heaviest ties, and first those without which the network would fall apart."""
    ordered = nx.Graph()
    ordered.add_weighted_edges_from(
        sorted((min(a, b), max(a, b), weight) for a, b, weight in among.edges(data="weight"))
    )
    forest = {(min(a, b), max(a, b)) for a, b in nx.maximum_spanning_edges(ordered, data=False)}
    ranked = sorted(
        ((min(a, b), max(a, b), weight) for a, b, weight in ordered.edges(data="weight")),
        key=lambda tie: (tie[:2] not in forest, -tie[2], tie[:2]),
    )
    return {(a, b) for a, b, _ in ranked[: max(most, len(forest))]}


def lines_of(whole: nx.MultiDiGraph, drawn: set[tuple[str, str]]) -> list[Line]:
    """The lines of these pairs of actors, each pair in the order of its ids; those of a pair bend away from each other."""
    found: defaultdict[tuple[str, str], defaultdict[str, list[tuple[str, dict[str, Any]]]]]
    found = defaultdict(lambda: defaultdict(list))
    for start, end, data in pairs(whole):
        if (min(start, end), max(start, end)) not in drawn:
            continue
        quad_class = data["quad_class"]
        kind = "structure" if quad_class is None else "conflict" if quad_class in CONFLICT else "cooperation"
        found[min(start, end), max(start, end)][kind].append((start, data))
    lines = []
    for one, other in sorted(found):
        kinds = found[one, other]
        for place, kind in enumerate(sorted(kinds)):
            relations = kinds[kind]
            directed = [(start, data) for start, data in relations if not _symmetric(data["relation"])]
            lines.append(
                Line(
                    one, other, kind,
                    # Deeds outweigh words; the numbers of their classes are higher.
                    max((data["quad_class"] for _, data in relations), default=None) if kind != "structure" else None,
                    sum(data["documents"] for _, data in relations),
                    any(start == one for start, _ in directed),
                    any(start == other for start, _ in directed),
                    0.18 * (place - (len(kinds) - 1) / 2),
                )
            )  # fmt: skip
    return lines


def _symmetric(name: str) -> bool:
    relation = ontology.relations().get(name)
    return relation is not None and relation.symmetric
