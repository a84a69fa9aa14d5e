"""Which ties a network has, what they weigh, and how a part of it is chosen."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from kg.analysis import acts, part, ties
from kg.statements import STATUSES
from tests.analysis.building import actor, made


def weights(network: nx.Graph) -> dict[str, int]:
    label = nx.get_node_attributes(network, "label")
    pairs = ((label[a], label[b], weight) for a, b, weight in network.edges(data="weight"))
    if network.is_directed():
        return {f"{a}>{b}": weight for a, b, weight in pairs}
    return {"-".join(sorted((a, b))): weight for a, b, weight in pairs}


GRAPH = made(
    ("one", "a", "struck", "b"),
    ("two", "a", "struck", "b"),
    ("two", "a", "struck", "b"),
    ("two", "a", "accused", "b"),
    ("two", "b", "accused", "a"),
    ("two", "b", "metWith", "c"),
    ("two", "c", "struck", "c"),
    ("two", "d", "struck", "d"),
    ("two", "a", "struck", "c", {"status": "alleged"}),
    ("two", "e:Person", "leads", "a"),
    ("two", "a", "captured", "f:Place"),
)


def test_a_tie_weighs_the_documents_of_each_relation() -> None:
    assert weights(ties(GRAPH)) == {"a-b": 4, "b-c": 1, "a-e": 1, "a-f": 1}


def test_acts_have_a_direction_and_what_both_do_has_two() -> None:
    assert weights(acts(GRAPH)) == {"a>b": 3, "b>a": 1, "b>c": 1, "c>b": 1, "e>a": 1, "a>f": 1}


def test_who_acts_on_nobody_else_is_there_without_ties() -> None:
    assert dict(ties(GRAPH).degree())[actor("d")] == 0


def test_nodes_keep_what_is_known_of_them() -> None:
    assert ties(GRAPH).nodes[actor("e")] == {"label": "e", "type": "Person", "names": ("e",)}


def test_a_network_counts_as_it_is() -> None:
    network = GRAPH.to_networkx(statuses=STATUSES)
    assert weights(acts(network))["a>c"] == 1
    assert weights(acts(network)) == weights(acts(GRAPH)) | {"a>c": 1}


def test_other_things_are_refused() -> None:
    with pytest.raises(TypeError, match="to_networkx"):
        ties(nx.Graph())


@pytest.mark.parametrize(
    ("chosen", "edges"),
    [
        ({}, {"a>b": 3, "b>a": 1, "b>c": 1, "c>b": 1, "e>a": 1, "a>f": 1}),
        ({"relations": ["accused"]}, {"a>b": 1, "b>a": 1}),
        ({"relations": "accused"}, {"a>b": 1, "b>a": 1}),
        ({"quad_classes": [4]}, {"a>b": 2, "a>f": 1}),
        ({"quad_classes": [None]}, {"e>a": 1}),
        ({"quad_classes": [1, 2]}, {"b>c": 1, "c>b": 1}),
        ({"types": ["State"]}, {"a>b": 3, "b>a": 1, "b>c": 1, "c>b": 1}),
        ({"types": ["State", "Place"], "quad_classes": 4}, {"a>b": 2, "a>f": 1}),
        ({"types": ["Place"]}, {}),
    ],
)
def test_a_part_has_the_edges_that_are_chosen(chosen: dict[str, Any], edges: dict[str, int]) -> None:
    assert weights(acts(part(GRAPH, **chosen))) == edges


def test_a_part_has_no_actors_without_edges_and_is_a_copy() -> None:
    network = GRAPH.to_networkx()
    chosen = part(network, relations=["accused"])
    assert sorted(chosen) == [actor("a"), actor("b")]
    chosen.remove_node(actor("a"))
    assert network.has_edge(actor("a"), actor("b"), "accused/asserted")


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"relations": ["bombed"]}, "unknown relation 'bombed'; one of .*struck"),
        ({"relations": ["strck"]}, "unknown relation 'strck'; did you mean struck"),
        ({"types": ["Country"]}, "unknown type 'Country'; one of .*State"),
        ({"quad_classes": [5]}, "unknown quad class 5; one of 1, 2, 3, 4, None"),
    ],
)
def test_what_is_not_there_is_refused(chosen: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        part(GRAPH, **chosen)


def test_relations_of_others_can_be_chosen() -> None:
    assert part(made(("one", "a", "haunted", "b")), relations=["haunted"]).size() == 1
