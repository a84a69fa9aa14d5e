"""Who stands behind whom."""

from __future__ import annotations

import pandas as pd
import pytest

from kg.analysis import sponsorship, sponsorship_evidence
from kg.graph import Graph, QueryError
from tests.analysis.building import actor, made

# iran backs the front, whose member is the guard; the guard trains the league; the league backs iran's front: a cycle.
GRAPH = made(
    ("one", "patron", "backs", "front:Organization"),
    ("two", "patron", "armed", "front:Organization", {"confidence": 0.95}),
    ("three", "patron", "armed", "front:Organization"),
    ("one", "guard:ArmedGroup", "memberOf", "front:Organization", {"confidence": 0.7}),
    ("two", "guard:ArmedGroup", "trained", "league:ArmedGroup"),
    ("two", "league:ArmedGroup", "funded", "guard:ArmedGroup"),
    ("two", "patron", "memberOf", "pact:Organization"),
    ("two", "patron", "struck", "victim"),
    ("two", "rival", "backs", "guard:ArmedGroup", {"status": "alleged"}),
)


def pairs(frame: pd.DataFrame) -> dict[tuple[str, str], int]:
    return {(a, b): depth for a, b, depth in zip(frame["sponsor"], frame["sponsored"], frame["depth"], strict=True)}


def row(frame: pd.DataFrame, sponsor: str, sponsored: str) -> pd.Series:
    return frame[(frame["sponsor"] == sponsor) & (frame["sponsored"] == sponsored)].iloc[0]


def test_everyone_that_stands_behind_someone_at_any_depth() -> None:
    assert pairs(sponsorship(GRAPH)) == {
        ("patron", "front"): 1,
        ("front", "guard"): 1,
        ("guard", "league"): 1,
        ("league", "guard"): 1,
        ("patron", "guard"): 2,
        ("front", "league"): 2,
        ("patron", "league"): 3,
    }


def test_backing_a_member_is_not_backing_its_umbrella() -> None:
    graph = made(
        ("one", "patron", "backs", "guard:ArmedGroup"), ("one", "guard:ArmedGroup", "memberOf", "front:Organization")
    )
    assert pairs(sponsorship(graph)) == {("patron", "guard"): 1, ("front", "guard"): 1}


def test_an_alliance_does_not_stand_behind_a_state_and_a_blow_is_no_backing() -> None:
    assert {"pact", "victim"}.isdisjoint(name for pair in pairs(sponsorship(GRAPH)) for name in pair)


def test_a_chain_is_told_as_the_texts_have_its_relations() -> None:
    chain = row(sponsorship(GRAPH), "patron", "league")["chain"]
    assert chain == "patron –armed→ front ←memberOf– guard –trained→ league"


def test_a_chain_is_as_strong_as_its_weakest_link() -> None:
    frame = sponsorship(GRAPH)
    assert row(frame, "patron", "front")[["documents", "confidence"]].tolist() == [2, 0.95]
    assert row(frame, "patron", "guard")[["documents", "confidence"]].tolist() == [1, 0.7]


def test_cycles_end_and_are_told() -> None:
    frame = sponsorship(GRAPH)
    assert frame.loc[frame["mutual"], ["sponsor", "sponsored"]].to_numpy().tolist() == [
        ["guard", "league"],
        ["league", "guard"],
    ]


def test_long_chains() -> None:
    graph = made(*((f"d{i}", f"n{i:03}", "backs", f"n{i + 1:03}") for i in range(60)))
    frame = sponsorship(graph, sponsor="n000")
    assert frame["depth"].tolist() == list(range(1, 61))
    assert len(sponsorship(graph)) == 61 * 60 / 2
    assert len(sponsorship(graph, max_depth=2)) == 60 + 59


def test_of_two_ways_the_shorter_and_then_the_better_reported() -> None:
    graph = made(
        ("one", "a", "backs", "b"), ("one", "b", "backs", "d"),
        *((paper, "a", "backs", "c") for paper in ("one", "two")), ("one", "c", "backs", "d"),
        ("one", "b", "backs", "e"), ("one", "e", "backs", "d"),
    )  # fmt: skip
    assert row(sponsorship(graph), "a", "d")["chain"] == "a –backs→ c –backs→ d"
    assert row(sponsorship(graph), "b", "d")["depth"] == 1


@pytest.mark.parametrize("name", ["guard", "https://w3id.org/geokg/actor/guard", "Guard"])
def test_one_sponsored_actor(name: str) -> None:
    assert set(pairs(sponsorship(GRAPH, sponsored=name))) == {
        ("patron", "guard"), ("front", "guard"), ("league", "guard"),
    }  # fmt: skip


def test_one_sponsor() -> None:
    assert set(pairs(sponsorship(GRAPH, sponsor="front"))) == {("front", "guard"), ("front", "league")}
    assert pairs(sponsorship(GRAPH, sponsor="front", sponsored="league")) == {("front", "league"): 2}
    assert sponsorship(GRAPH, sponsor="victim").empty
    assert sponsorship(GRAPH, sponsor="rival").empty  # known, and only alleged


def test_a_network_is_asked_by_label_and_iri() -> None:
    network = GRAPH.to_networkx(statuses=("asserted", "alleged"))
    expected = {("rival", "guard"): 1, ("rival", "league"): 2}
    assert pairs(sponsorship(network, sponsor="rival")) == expected
    assert pairs(sponsorship(network, sponsor=actor("rival"))) == expected
    with pytest.raises(QueryError, match="no actors of the network are called 'nobody'"):
        sponsorship(network, sponsor="nobody")


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(QueryError, match="no actor of the graph is called 'Nobody'"):
        sponsorship(GRAPH, sponsor="Nobody")


def test_the_evidence_of_every_link() -> None:
    frame = sponsorship_evidence(GRAPH, "patron", "league")
    assert frame[["step", "subject", "relation", "object", "document"]].to_numpy().tolist() == [
        [1, "patron", "armed", "front", "three"],
        [1, "patron", "armed", "front", "two"],
        [1, "patron", "backs", "front", "one"],
        [2, "guard", "memberOf", "front", "one"],
        [3, "guard", "trained", "league", "two"],
    ]
    assert frame["evidence"].iloc[-1] == "trained: guard and league."


def test_the_evidence_goes_the_way_of_the_chain() -> None:
    graph = made(
        ("one", "a", "backs", "b"), ("one", "b", "backs", "d"),
        *((paper, "a", "backs", "c") for paper in ("one", "two")), ("one", "c", "backs", "d"),
    )  # fmt: skip
    assert sponsorship_evidence(graph, "a", "d")["object"].tolist() == ["c", "c", "d"]


def test_no_chain_has_no_evidence() -> None:
    for pair in (("league", "patron"), ("patron", "patron"), ("rival", "guard")):
        frame = sponsorship_evidence(GRAPH, *pair)
        assert (len(frame), list(frame)[:2]) == (0, ["step", "subject"])


def test_what_is_alleged_is_evidence_where_it_is_asked_for() -> None:
    frame = sponsorship_evidence(GRAPH, "rival", "league", statuses=("asserted", "alleged"))
    assert frame["status"].tolist() == ["alleged", "asserted"]


def test_sub_properties_come_from_the_ontology(graph: Graph) -> None:
    assert pairs(sponsorship(graph)) == {
        ("Sudria", "River Brigade"): 1, ("River Brigade", "Marsh League"): 1, ("Delta Union", "River Brigade"): 1,
        ("Sudria", "Marsh League"): 2, ("Delta Union", "Marsh League"): 2,
    }  # fmt: skip


def test_nobody_stands_behind_anybody() -> None:
    frame = sponsorship(made())
    assert (len(frame), str(frame["depth"].dtype), str(frame["mutual"].dtype)) == (0, "int64", "bool")
