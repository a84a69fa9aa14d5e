"""Who is with and who against whom."""

from __future__ import annotations

from kg.analysis import part, signed_network
from tests.analysis.building import actor, made

GRAPH = made(
    ("one", "a", "struck", "b"),
    ("two", "b", "accused", "a"),
    ("two", "a", "metWith", "b"),
    ("one", "b", "backs", "c"),
    ("two", "b", "backs", "c"),
    ("one", "c", "accused", "d"),
    ("one", "d", "aided", "c"),
    ("one", "c", "struck", "hill:Place"),
    ("one", "c", "struck", "ship:Asset"),
    ("one", "e", "memberOf", "f:Organization"),
    ("one", "c", "struck", "c"),
    ("one", "a", "struck", "c", {"status": "alleged"}),
)


def edge(one: str, other: str) -> dict[str, object]:
    data = signed_network(GRAPH).edges[actor(one), actor(other)]
    return {name: value for name, value in data.items() if name != "ids"}


def test_conflict_counts_against_cooperation_either_way() -> None:
    assert edge("a", "b") == {"cooperation": 1, "conflict": 2, "weight": -1, "sign": -1}
    assert edge("b", "c") == {"cooperation": 2, "conflict": 0, "weight": 2, "sign": 1}


def test_as_much_for_as_against_has_no_sign() -> None:
    assert edge("c", "d") == {"cooperation": 1, "conflict": 1, "weight": 0, "sign": 0}


def test_structure_places_things_loops_and_allegations_are_left_out() -> None:
    signed = signed_network(GRAPH)
    assert sorted(signed) == [actor(name) for name in "abcd"]
    assert signed.number_of_edges() == 3


def test_the_statements_of_an_edge_are_named() -> None:
    statements = {s.id: s for s in GRAPH.read_statements()}
    ids = signed_network(GRAPH).edges[actor("a"), actor("b")]["ids"]
    assert sorted(statements[id_].relation for id_ in ids) == ["accused", "metWith", "struck"]


def test_allegations_count_where_they_are_let_in() -> None:
    signed = signed_network(GRAPH.to_networkx(statuses=("asserted", "alleged")))
    assert signed.edges[actor("a"), actor("c")]["weight"] == -1


def test_deeds_alone() -> None:
    signed = signed_network(part(GRAPH, quad_classes=(2, 4)))
    assert signed.edges[actor("a"), actor("b")]["weight"] == -1  # one strike; the meeting and the charge are words
    assert signed.edges[actor("c"), actor("d")]["weight"] == 1


def test_relations_from_elsewhere_have_no_sign() -> None:
    assert signed_network(made(("one", "a", "haunted", "b"))).number_of_nodes() == 0
