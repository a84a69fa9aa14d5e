"""Brokerage roles and constraint of graphs small enough to count."""

from __future__ import annotations

import pytest

from kg.analysis import brokers
from tests.analysis.building import actor, column, made

PATH = made(("one", "a", "backs", "b"), ("one", "b", "aided", "c"))


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("xxx", "coordinator"),
        ("xyx", "itinerant"),
        ("xyy", "gatekeeper"),
        ("xxy", "representative"),
        ("xyz", "liaison"),
    ],
)
def test_the_groups_of_three_make_the_role(groups: str, role: str) -> None:
    frame = brokers(PATH, groups={actor(name): group for name, group in zip("abc", groups, strict=True)})
    row = frame[frame["label"] == "b"].iloc[0]
    assert {name: row[name] for name in ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")} == {
        name: int(name == role) for name in ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
    }
    assert column(frame, "brokerage") == {"a": 0, "b": 1, "c": 0}


def test_a_direct_tie_leaves_nothing_to_broker() -> None:
    graph = made(("one", "a", "backs", "b"), ("one", "b", "aided", "c"), ("one", "a", "backs", "c"))
    assert brokers(graph)["brokerage"].sum() == 0


def test_giving_back_is_no_brokerage() -> None:
    assert brokers(made(("one", "a", "backs", "b"), ("one", "b", "backs", "a")))["brokerage"].sum() == 0


def test_what_both_do_goes_both_ways() -> None:
    graph = made(("one", "a", "metWith", "b"), ("one", "b", "metWith", "c"))
    assert column(brokers(graph), "brokerage") == {"a": 0, "b": 2, "c": 0}


def test_conflict_and_structure_broker_nothing() -> None:
    graph = made(("one", "a", "struck", "b"), ("one", "b", "backs", "c"), ("one", "d", "memberOf", "b"))
    frame = brokers(graph)
    assert sorted(frame["label"]) == ["b", "c"]
    assert frame["brokerage"].sum() == 0


def test_constraint_by_hand() -> None:
    # b shares its ties equally between a and c, who do not know each other: 2·(1/2)². a and c have b alone.
    assert column(brokers(PATH), "constraint") == {"a": 1, "b": 0.5, "c": 1}


def test_constraint_weighs_ties() -> None:
    # Three of b's four documents are with a: (3/4)² + (1/4)².
    graph = made(*((paper, "a", "backs", "b") for paper in ("one", "two", "three")), ("one", "b", "backs", "c"))
    assert column(brokers(graph), "constraint")["b"] == 0.625


def test_constraint_of_a_triangle() -> None:
    # Of each of two partners: 1/2 directly and 1/2·1/2 by way of the other.
    graph = made(("one", "a", "backs", "b"), ("one", "b", "backs", "c"), ("one", "c", "backs", "a"))
    assert column(brokers(graph), "constraint") == {"a": 1.125, "b": 1.125, "c": 1.125}


def test_groups_by_type() -> None:
    graph = made(("one", "a", "backs", "b:ArmedGroup"), ("one", "b:ArmedGroup", "backs", "c"))
    frame = brokers(graph, groups="type")
    assert column(frame, "group") == {"a": "State", "b": "ArmedGroup", "c": "State"}
    assert column(frame, "itinerant")["b"] == 1


def test_who_is_in_no_group_is_one() -> None:
    assert column(brokers(PATH, groups={actor("a"): "x", actor("c"): "x"}), "itinerant")["b"] == 1
    assert column(brokers(PATH, groups={}), "liaison")["b"] == 1


def test_unless_told_groups_are_communities_of_the_cooperation() -> None:
    triangles = [("one", x, "backs", y) for x, y in ("ab", "bc", "ca", "de", "ef", "fd")]
    frame = brokers(made(*triangles, ("one", "c", "backs", "d"), *((f"{i}", "a", "struck", "f") for i in "12345")))
    group = column(frame, "group")
    assert group["a"] == group["b"] == group["c"] != group["d"] == group["e"] == group["f"]
    assert column(frame, "representative")["c"] == 1  # b → c → d
    assert column(frame, "gatekeeper")["d"] == 1  # c → d → e


def test_the_busiest_come_first() -> None:
    assert brokers(PATH)["label"].tolist() == ["b", "a", "c"]


def test_other_groups_are_refused() -> None:
    with pytest.raises(ValueError, match="not 'colour'"):
        brokers(PATH, groups="colour")


def test_nobody() -> None:
    frame = brokers(made(("one", "a", "struck", "b")))
    assert (len(frame), str(frame["constraint"].dtype), str(frame["liaison"].dtype)) == (0, "float64", "int64")
