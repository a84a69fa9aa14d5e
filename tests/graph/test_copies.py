"""Copies of a text: recognised, whatever the order of documents, kept up as documents come and go, counted once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.documents import Document
from kg.documents.model import sources
from kg.graph import Graph, open_graph
from kg.graph.validation import validate
from tests.graph.conftest import MakeGraph
from tests.graph.factory import BASE, statement
from tests.graph.test_merging import trig

REPORT = """Norland bombed the River Brigade near Tarn on Tuesday, a day after talks in the capital of Sudria had
ended without a word of agreement. Two pilots who spoke to reporters on the airfield said that the raid had been planned
for weeks, and that the ministry had put it off twice because of fog in the valley. Farmers heard the first blasts
before dawn. By noon the road to the bridge was closed and a column of carts stood in front of the barrier, loaded with
bedding, stoves and sacks of grain. The brigade did not say how many of its men had died.""".replace("\n", " ")
OTHER = """The Hill Guard elected a new commander this week. Its council met in a school above the lake, behind closed
shutters, and took three ballots to agree on a former surveyor who had never led a patrol. Friends call him patient,
rivals slow. He promised to open the passes to traders before the snow comes, and to pay what the guard owes to the
villages that fed it through last winter.""".replace("\n", " ")


def paper(identifier: str, text: str = REPORT, published: str | None = "2031-05-10", source: str = "") -> Document:
    return Document(identifier, text, "", published, source)


def copies(*documents: Document) -> dict[str, str]:
    graph = Graph.in_memory(BASE)
    graph.add_all((document, []) for document in documents)
    return {document.id: document.copy_of for document in graph.read_documents() if document.copy_of}


CHANGED = {
    "the same": REPORT,
    "typeset otherwise": REPORT.upper().replace(". ", ".\n\n").replace("'", "’"),
    "a byline and a last line": f"By Our Correspondent\n\n{REPORT}\n\nRead more on our site.",
    "the last sentence cut": REPORT.rpartition(" The brigade")[0],
    "two words changed": REPORT.replace("Tuesday", "Wednesday").replace("Farmers", "Peasants"),
}


@pytest.mark.parametrize("text", CHANGED.values(), ids=CHANGED)
def test_copies_are_recognised(text: str) -> None:
    assert copies(paper("wire"), paper("z", text, "2031-05-12")) == {"z": "wire"}


@pytest.mark.parametrize(
    "other",
    [
        paper("z", OTHER),
        paper("z", OTHER + " " + REPORT.partition(" Two pilots")[0]),  # quotes a sentence
        paper("z", REPORT, "2032-05-10"),  # the same words a year later are news again
        paper("z", " ".join(REPORT.split()[:12])),  # too short to tell
    ],
    ids=["another text", "a quotation", "a year later", "a snippet"],
)
def test_others_are_not(other: Document) -> None:
    assert copies(paper("wire"), other) == {}


@pytest.mark.parametrize(
    ("one", "two", "near"),
    [
        ("2031-05-10", "2031-06-10", True),
        ("2031-05-10", "2031-06-11", False),
        ("2031-05", "2031-06-30", True),
        ("2031-05", "2031-07-02", False),
        ("2031", "2032-01-31", True),
        ("2031", "2032-03", False),
        (None, "2031", True),
        ("9999", "9999", True),
    ],
)
def test_within_a_month_of_each_other(one: str | None, two: str, near: bool) -> None:
    assert bool(copies(paper("a", published=one), paper("b", published=two))) is near


def test_the_first_is_the_original() -> None:
    days = {"b": "2031-05-10", "a": "2031-05-11", "c": "2031-05-10", "d": None}
    assert copies(*(paper(id_, published=day) for id_, day in days.items())) == dict.fromkeys("acd", "b")


def test_the_next_is_the_original_when_the_first_goes(make_graph: MakeGraph) -> None:
    graph = make_graph()
    for day, name in enumerate("abc", start=1):
        graph.add(paper(name, published=f"2031-05-0{day}"), [])

    def links() -> dict[str, str | None]:
        return {document.id: document.copy_of for document in graph.read_documents()}

    assert links() == {"a": None, "b": "a", "c": "a"}
    graph.remove("a")
    assert links() == {"b": None, "c": "b"}
    graph.add(paper("a", OTHER), [])
    assert links() == {"a": None, "b": None, "c": "b"}
    graph.add(paper("c", OTHER, "2031-05-20"), [])
    assert links() == {"a": None, "b": None, "c": "a"}


# Windows on one long text: neighbours are alike, those further apart only by way of others.
WORDS = " ".join(OTHER.split() + REPORT.split()).split()
windows = st.integers(0, 6).map(lambda step: " ".join(WORDS[12 * step : 12 * step + 80]))
papers = st.builds(
    Document,
    st.sampled_from("abcdef"),
    windows,
    published=st.sampled_from((None, "2031-05-01", "2031-05-02", "2031-06-15", "2031-05", "2031")),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.booleans(), papers), max_size=14))
def test_any_history_gives_the_links_of_a_build_from_scratch(history: list[tuple[bool, Document]]) -> None:
    graph = Graph.in_memory(BASE)
    final: dict[str, Document] = {}
    for keep, document in history:
        if keep:
            graph.add(document, [])
            final[document.id] = document
        else:
            graph.remove(document.id)
            final.pop(document.id, None)
    fresh = Graph.in_memory(BASE)
    fresh.add_all((document, []) for document in reversed(final.values()))
    assert trig(graph) == trig(fresh)
    assert validate(graph).conforms


def test_documents_are_linked_by_way_of_others() -> None:
    steps = [paper(name, " ".join(WORDS[12 * step : 12 * step + 80])) for step, name in enumerate("abcd")]
    assert copies(*steps) == dict.fromkeys("bcd", "a")
    assert copies(steps[0], steps[3]) == {}


@pytest.fixture
def wire() -> Graph:
    """An agency's report in two papers, and a report of their own in two others."""
    graph = Graph.in_memory(BASE)
    for name, source, text in (
        ("wire", "Agency", REPORT),
        ("b", "Herald", REPORT + " So says the agency."),
        ("c", "Courier", REPORT),
    ):
        day = "2031-05-09" if name == "wire" else "2031-05-10"
        graph.add(paper(name, text, day, source), [statement(name, "norland", "struck", "river-brigade")])
    return graph


def test_copies_are_one_source(wire: Graph) -> None:
    assert len(wire.named_query("corroborated")) == 0
    (row,) = wire.named_query("single-source").readable()
    assert row == ["actor:norland", "kg:struck", "actor:river-brigade", "Agency", "3"]
    (edge,) = (data for _, _, data in wire.to_networkx().edges(data=True))
    assert (edge["documents"], edge["sources"]) == (3, 1)
    documents = wire.read_documents()
    assert sources(documents) == dict.fromkeys(("b", "c", "wire"), "Agency")
    assert sources(documents[:2]) == dict.fromkeys(("b", "c"), "wire"), "also where the first is not at hand"
    assert wire.documents()["copy_of"].fillna("").tolist() == ["wire", "wire", ""]

    wire.add(paper("own", OTHER, source="Gazette"), [statement("own", "norland", "struck", "river-brigade")])
    (row,) = wire.named_query("corroborated").readable()
    assert row[-2:] == ["2", "4"]
    assert len(wire.named_query("single-source")) == 0


def test_the_page_knows_copies(wire: Graph) -> None:
    from kg.views.payload import page

    papers = page(wire.read_documents(), wire.read_statements(), {}).documents
    assert {p["id"]: p.get("copyOf") for p in papers} == {"wire": None, "b": "wire", "c": "wire"}


@pytest.mark.parametrize("ending", [".trig", ".ttl", ".jsonld", ".nq.gz", ".rdf"])
def test_links_are_kept_in_files(wire: Graph, ending: str, tmp_path: Path) -> None:
    wire.serialise(
        tmp_path / f"g{ending}",
        {"ttl": "turtle", "jsonld": "json-ld", "nq.gz": "nquads", "rdf": "rdf-xml"}.get(ending[1:], "trig"),
    )
    with open_graph(tmp_path / f"g{ending}", writable=True, actors=BASE) as read:
        assert trig(read) == trig(wire)
        read.remove("wire")
        wire.remove("wire")
        assert trig(read) == trig(wire)


def test_documents_that_were_read_back_can_be_added(wire: Graph) -> None:
    again = Graph.in_memory(BASE)
    again.add_all((document, wire.read_statements(document.id)) for document in wire.read_documents())
    assert trig(again) == trig(wire)
    assert replace(wire.read_documents()[0], original=None).copy_of is None
