"""What every store must do, run over all of them: memory, Oxigraph folder, files, and a real server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import Graph, QueryError
from kg.graph.named import queries
from tests.graph.conftest import MakeGraph
from tests.graph.documentation import VALUES
from tests.graph.factory import BASE, EXPLANATION, corpus, document, participant, statement

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own, about its own modules


def trig(graph: Graph, folder: Path) -> bytes:
    path = folder / "written.trig"
    graph.serialise(path)
    return path.read_bytes()


def built(folder: Path, pairs: list) -> bytes:
    fresh = Graph.in_memory(BASE)
    fresh.add_all(pairs)
    return trig(fresh, folder)


def test_statements_and_documents_come_back(make_graph: MakeGraph) -> None:
    graph = make_graph()
    graph.add_all(corpus())
    expected = [s for _, own in corpus() for s in own]
    assert sorted(graph.read_statements(), key=lambda s: s.id) == sorted(expected, key=lambda s: s.id)
    read = graph.read_documents()
    assert [d.id for d in read] == ["courier-3", "empty-4", "gazette-1", "herald-2"]
    for given, _ in corpus():
        found = next(d for d in read if d.id == given.id)
        assert (found.title, found.published, found.source) == (given.title, given.published, given.source)
        assert found.sha256 == given.sha256


def test_statements_of_one_document_in_the_order_of_its_text(make_graph: MakeGraph) -> None:
    graph = make_graph()
    graph.add_all(corpus())
    starts = [s.start for s in graph.read_statements("gazette-1")]
    assert len(starts) == 7
    assert starts == sorted(starts)
    assert graph.read_statements("no such document") == []


def test_same_bytes_as_in_memory(make_graph: MakeGraph, tmp_path: Path) -> None:
    graph = make_graph()
    for pair in corpus():
        graph.add(*pair)
    assert trig(graph, tmp_path) == built(tmp_path, corpus())


def test_only_asserted_statements_are_plain_triples(make_graph: MakeGraph) -> None:
    graph = make_graph()
    graph.add_all(corpus())
    struck = graph.query("SELECT ?a ?b { ?a kg:struck ?b } ORDER BY ?a ?b")
    assert [(a.rsplit("/")[-1], b.rsplit("/")[-1]) for a, b in struck] == [
        ("hill-guard", "river-brigade"),
        ("marsh-league", "hill-guard"),
        ("norland", "river-brigade"),
        ("river-brigade", "hill-guard"),
    ]
    assert not graph.query("ASK { { ?a kg:captured ?b } UNION { GRAPH ?g { ?a kg:captured ?b } } }")


def test_replacing_a_document(make_graph: MakeGraph, tmp_path: Path) -> None:
    graph = make_graph()
    graph.add_all(corpus())
    new = (document("gazette-1", title="Corrected"), [statement("gazette-1", "hill-guard", "struck", "norland")])
    graph.add(*new)
    assert trig(graph, tmp_path) == built(tmp_path, [new, *corpus()[1:]])
    assert graph.query("ASK { actor:norland kg:struck actor:river-brigade }"), "the Herald still says so"
    assert not graph.query("ASK { actor:sudria kg:backs actor:river-brigade }"), "only the Gazette said so"


def test_adding_again_changes_nothing(make_graph: MakeGraph, tmp_path: Path) -> None:
    graph = make_graph()
    graph.add_all(corpus())
    before = trig(graph, tmp_path)
    graph.add_all(reversed(corpus()))
    assert trig(graph, tmp_path) == before


def test_removing_takes_away_just_what_only_the_document_supported(make_graph: MakeGraph, tmp_path: Path) -> None:
    graph = make_graph()
    graph.add_all(corpus())
    assert graph.remove("herald-2")
    assert not graph.remove("herald-2")
    assert trig(graph, tmp_path) == built(tmp_path, [pair for pair in corpus() if pair[0].id != "herald-2"])
    for identifier in ("gazette-1", "courier-3", "empty-4"):
        assert graph.remove(identifier)
    assert graph.store.is_empty()


def test_what_was_written_is_there_when_opened_again(make_graph: MakeGraph, tmp_path: Path) -> None:
    graph = make_graph()
    if make_graph.kind == "memory":  # type: ignore[attr-defined]
        pytest.skip("memory forgets")
    graph.add_all(corpus())
    before = trig(graph, tmp_path)
    again = make_graph()
    assert trig(again, tmp_path) == before


def test_actors(make_graph: MakeGraph) -> None:
    graph = make_graph()
    graph.add_all(corpus())
    norland = graph.actor("https://w3id.org/geokg/actor/norland")
    assert norland is not None
    assert (norland.id, norland.type, norland.label, norland.wikidata) == ("norland", "State", "Norland", "Q1")
    assert norland.aliases == ("Kingdom of Norland",)
    unknown = graph.actor("marsh-league")
    assert unknown is not None
    assert (unknown.type, unknown.label) == ("ArmedGroup", "Marsh League")
    assert graph.actor("nobody") is None
    assert graph.actor("not an iri <>") is None
    assert [a.id for a in graph.read_actors()] == [
        "ada-venn", "delta-union", "hill-guard", "marsh-league", "norland", "river-brigade", "sudria", "tarn",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        '"quoted"',
        "line\nfeed",
        "line\r\nend",
        "tab\there",
        "back\\slash \\u0041",
        "Ünïcödé",
        "\U0001f30d Łódź",
        "}; DROP ALL #",
    ],
    ids=["quotes", "line-feed", "carriage-return", "tab", "backslash", "latin", "unicode", "injection"],
)
def test_hard_characters_come_back(make_graph: MakeGraph, text: str) -> None:
    name = "odd/näme?#%20 {x}"
    actor = participant("norland", text, 3, names=(text, "x", "x"))
    said = [statement(name, actor, "struck", "sudria", start=n, evidence=f"{text} {n}") for n in range(3)]
    graph = make_graph()
    graph.add(document(name, title=text, source=text), said)
    assert graph.read_statements(name) == said
    (read,) = graph.read_documents()
    assert (read.id, read.title, read.source) == (name, text, text)
    graph.add(document(name), said[:1])
    assert graph.read_statements() == said[:1]


def test_explanations_come_back(make_graph: MakeGraph) -> None:
    graph = make_graph()
    steps = (statement("d", "norland", "struck", "sudria", explanation=EXPLANATION), ("one\nbroken", ""), ())
    said = [
        steps[0],
        *(statement("d", "norland", "struck", "sudria", start=n, explanation=s) for n, s in enumerate(steps[1:], 1)),
    ]
    graph.add(document("d"), said)
    assert [s.explanation for s in graph.read_statements()] == [EXPLANATION, ("one broken", ""), ()]
    assert [row[0] for row in graph.query("SELECT ?e { GRAPH ?g { ?s kg:explanation ?e ; oa:start 0 } }")] == [
        "\n".join(EXPLANATION)
    ]


def test_halves_of_surrogate_pairs_are_replaced_one_for_one(make_graph: MakeGraph) -> None:
    graph = make_graph()
    name, text = "d\ud83d", "Norland \ud83d\ude00 struck Sudria\udfff."
    said = statement(name, participant("norland", "N\ud800", names=("N\ud800",)), "struck", "sudria", evidence=text)
    graph.add(document(name, title=text, source=text), [said])
    (read,), (found,) = graph.read_documents(), graph.read_statements()
    assert (read.id, read.title) == ("d\ufffd", "Norland \ufffd\ufffd struck Sudria\ufffd.")
    assert (found.evidence, found.end - found.start) == (read.title, len(text))
    assert found.id == said.id
    assert graph.remove(name)
    assert graph.store.is_empty()


def test_named_queries_answer_as_in_memory(make_graph: MakeGraph, graph: Graph) -> None:
    stored = make_graph()
    stored.add_all(corpus())
    for name in queries():
        values = VALUES.get(name, {})
        assert list(stored.named_query(name, **values)) == list(graph.named_query(name, **values)), name


def test_wrong_query_is_marked(make_graph: MakeGraph) -> None:
    with pytest.raises(QueryError) as caught:
        make_graph().query("SELECT ?x {\n  ?x foo:bar ?y }")
    assert (caught.value.line, caught.value.column) == (2, 6)
    assert "unknown prefix foo:" in str(caught.value)


def test_construct_and_ask(make_graph: MakeGraph) -> None:
    graph = make_graph()
    graph.add_all(corpus())
    triples = graph.query("CONSTRUCT { ?b kg:struckBy ?a } WHERE { ?a kg:struck ?b }")
    assert triples.kind == "construct"
    assert len(triples) == 4
    assert "actor:norland kg:struckBy" not in triples.to_turtle()
    assert graph.query("ASK { ?a kg:struck ?b }")


def test_rdflib_dataset_shares_the_data(make_graph: MakeGraph) -> None:
    graph = make_graph()
    graph.add_all(corpus())
    rows = graph.dataset.query(
        "PREFIX kg: <https://w3id.org/geokg/ontology#> SELECT ?a ?b WHERE { ?a kg:struck ?b } ORDER BY ?a ?b"
    )
    assert len(list(rows)) == 4


def test_a_big_change(make_graph: MakeGraph, tmp_path: Path) -> None:
    pairs = [
        (document(f"d{n}"), [statement(f"d{n}", "norland", "struck", "river-brigade", start=m) for m in range(60)])
        for n in range(40)
    ]
    graph = make_graph()
    graph.add_all(pairs)
    assert len(graph.read_documents()) == 40
    assert trig(graph, tmp_path) == built(tmp_path, pairs)


def test_surest_of_equal_statements_is_kept(make_graph: MakeGraph) -> None:
    sure = statement("d", "norland", "struck", "sudria", confidence=0.8)
    graph = make_graph()
    graph.add(document("d"), [replace(sure, confidence=0.5), sure])
    assert graph.read_statements() == [sure]


def test_foreign_quads_are_kept(tmp_path: Path) -> None:
    """Named graphs of others in a file survive a change."""
    path = tmp_path / "graph.nq"
    foreign = '<http://example.org/s> <http://example.org/p> "o" <http://example.org/g> .\n'
    path.write_text(foreign)
    from kg.graph import open_graph

    with open_graph(path, writable=True, actors=BASE) as graph:
        graph.add(*corpus()[0])
    assert foreign in path.read_text()
    assert ox.Quad(
        ox.NamedNode("http://example.org/s"), ox.NamedNode("http://example.org/p"), ox.Literal("o"),
        ox.NamedNode("http://example.org/g"),
    ) in set(ox.parse(path=str(path)))  # fmt: skip
