"""Graph.to_networkx(): which nodes and edges, and what they have."""

from __future__ import annotations

import networkx as nx
import pytest

from kg import ontology
from kg.graph import Graph
from kg.statements import ACTOR, STATUSES
from tests.graph.factory import BASE, corpus, document, participant, statement

NORLAND, SUDRIA, BRIGADE = (ACTOR + slug for slug in ("norland", "sudria", "river-brigade"))


def listed(network: nx.MultiDiGraph) -> tuple[list[object], list[object]]:
    return list(network.nodes(data=True)), list(network.edges(keys=True, data=True))


def test_what_is_asserted_is_a_directed_multigraph(graph: Graph) -> None:
    network = graph.to_networkx()
    assert type(network) is nx.MultiDiGraph
    asserted = {(s.subject.id, s.object.id, s.relation) for s in graph.read_statements() if s.status == "asserted"}
    assert set(network.edges(keys=True)) == {(a, b, f"{relation}/asserted") for a, b, relation in asserted}
    assert set(network) == {actor for a, b, _ in asserted for actor in (a, b)}


def test_an_edge_has_all_that_is_known_of_it(graph: Graph) -> None:
    edge = graph.to_networkx().edges[NORLAND, BRIGADE, "struck/asserted"]
    statements = [s for s in graph.read_statements() if (s.subject.id, s.relation) == (NORLAND, "struck")]
    assert edge == {
        "relation": "struck",
        "status": "asserted",
        "heading": "Material conflict",
        "quad_class": 4,
        "documents": 2,
        "sources": 2,
        "statements": 2,
        "first": "2031-05-09",
        "last": "2031-05-09",
        "confidence": 0.9,
        "evidence": [
            "Norland bombed the River Brigade near Tarn.",
            "The raid of Norland on the River Brigade left 19 dead.",
        ],
        "ids": [s.id for s in statements],
    }


def test_structure_has_no_quad_class(graph: Graph) -> None:
    edge = graph.to_networkx().edges[BRIGADE, ACTOR + "delta-union", "memberOf/asserted"]
    assert (edge["heading"], edge["quad_class"], edge["first"], edge["last"]) == ("Structure", None, None, None)


def test_a_node_has_label_type_and_names(graph: Graph) -> None:
    network = graph.to_networkx()
    assert network.nodes[BRIGADE] == {"label": "River Brigade", "type": "ArmedGroup", "names": ("River Brigade", "RB")}
    assert network.nodes[ACTOR + "marsh-league"]["names"] == ("Marsh League",)


def test_statuses_are_never_mixed_in_one_edge(graph: Graph) -> None:
    network = graph.to_networkx(statuses=STATUSES)
    backs = {key: data["status"] for key, data in network[SUDRIA][BRIGADE].items()}
    assert backs == {"backs/asserted": "asserted", "backs/negated": "negated"}
    assert sum(data["statements"] for *_, data in network.edges(data=True)) == len(graph.read_statements())


def test_other_statuses_are_there_when_asked_for(graph: Graph) -> None:
    network = graph.to_networkx(statuses=["alleged"])
    assert [(a, b, key) for a, b, key in network.edges(keys=True)] == [
        (SUDRIA, ACTOR + "marsh-league", "backs/alleged"),
        (SUDRIA, NORLAND, "struck/alleged"),
    ]
    assert listed(graph.to_networkx(statuses="alleged")) == listed(network)


def test_an_unknown_status_is_refused_in_words(graph: Graph) -> None:
    with pytest.raises(ValueError, match="unknown status 'claimed'; one of asserted, alleged"):
        graph.to_networkx(statuses=("asserted", "claimed"))


def test_unsure_statements_do_not_count() -> None:
    graph = Graph.in_memory(BASE)
    sure = statement("d", "norland", "struck", "sudria", confidence=0.8)
    unsure = statement("d", "norland", "struck", "sudria", start=90, confidence=0.5)
    doubtful = statement("d", "sudria", "struck", "tarn", start=200, confidence=0.4)
    graph.add(document("d"), [sure, unsure, doubtful])
    both = graph.to_networkx().edges[NORLAND, SUDRIA, "struck/asserted"]
    assert (both["statements"], both["documents"], both["confidence"]) == (2, 1, 0.8)
    network = graph.to_networkx(min_confidence=0.8)
    assert list(network) == [NORLAND, SUDRIA]
    assert network.edges[NORLAND, SUDRIA, "struck/asserted"]["ids"] == [sure.id]


def test_the_first_and_the_last_date_of_an_event() -> None:
    graph = Graph.in_memory(BASE)
    dates = ["2031-05-09", None, "2030", "2031-06"]
    graph.add(
        document("d"), [statement("d", "norland", "struck", "sudria", start=i, date=d) for i, d in enumerate(dates)]
    )
    edge = graph.to_networkx().edges[NORLAND, SUDRIA, "struck/asserted"]
    assert (edge["first"], edge["last"]) == ("2030", "2031-06")


def test_a_sentence_is_given_once() -> None:
    graph = Graph.in_memory(BASE)
    for paper in ("a", "b"):
        graph.add(document(paper), [statement(paper, "norland", "struck", "sudria")])
    edge = graph.to_networkx().edges[NORLAND, SUDRIA, "struck/asserted"]
    assert (len(edge["evidence"]), len(edge["ids"]), edge["documents"]) == (1, 2, 2)


def test_relations_from_elsewhere_are_other_and_loops_are_kept() -> None:
    graph = Graph.in_memory(BASE)
    graph.add(document("d"), [statement("d", participant("spirit", type="Ghost"), "haunted", participant("spirit"))])
    network = graph.to_networkx()
    edge = network.edges[ACTOR + "spirit", ACTOR + "spirit", "haunted/asserted"]
    assert (edge["heading"], edge["quad_class"]) == ("Other", None)


def test_headings_are_those_of_the_ontology(graph: Graph) -> None:
    for _, _, data in graph.to_networkx(statuses=STATUSES).edges(data=True):
        relation = ontology.relations()[data["relation"]]
        assert (data["heading"], data["quad_class"]) == (relation.heading, relation.quad_class)


def test_the_order_of_reading_does_not_matter(graph: Graph) -> None:
    turned = Graph.in_memory(BASE)
    for paper, statements in reversed(corpus()):
        turned.add(paper, reversed(statements))
    assert listed(graph.to_networkx(statuses=STATUSES)) == listed(turned.to_networkx(statuses=STATUSES))
    nodes = list(graph.to_networkx())
    assert nodes == sorted(nodes)


def test_an_empty_graph_gives_an_empty_network() -> None:
    network = Graph.in_memory(BASE).to_networkx()
    assert (len(network), network.size()) == (0, 0)


def test_networkx_can_measure_it(graph: Graph) -> None:
    network = graph.to_networkx()
    assert max(nx.degree_centrality(network).items(), key=lambda item: item[1])[0] == BRIGADE
    assert nx.has_path(network, SUDRIA, ACTOR + "marsh-league")  # by way of the River Brigade
