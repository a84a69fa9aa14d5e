"""Files: every format gives the same dataset back, compared by RDFC-1.0, in stable bytes that others can read."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.graph import Graph, GraphDataError, StoreError, open_graph
from kg.graph.formats import FORMATS, format_named, format_of
from kg.graph.jsonld import context
from kg.graph.namespaces import DOCUMENT, PREFIXES
from kg.resources import ontology
from tests.graph.factory import BASE, document, participant, statement

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own, about its own modules

ENDINGS = {
    "trig": "trig", "nquads": "nq", "json-ld": "jsonld", "turtle": "ttl", "ntriples": "nt", "rdf-xml": "rdf",
    "trig-12": "trig", "turtle-12": "ttl",
}  # fmt: skip


def canonical(quads: object) -> ox.Dataset:
    """RDFC-1.0, by which two datasets are the same if and only if they are isomorphic."""
    dataset = ox.Dataset(quads)  # type: ignore[arg-type]
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@pytest.fixture
def hard(graph: Graph) -> Graph:
    """The corpus and a document of difficult texts."""
    texts = [
        'say "no"',
        "a\r\nb\tc",
        "<tag> & ]]>",
        "back\\slash",
        "ünï 🌍 \u2028 \u200f",
        "  spaces  ",
        "{curly} @context",
    ]
    name = "hard: 100% #1/ü"
    graph.add(
        document(name, "2031", title=texts[1], source=texts[2]),
        [
            statement(name, participant("norland", t, n, names=(t, "n")), "struck", "sudria", start=n, evidence=t)
            for n, t in enumerate(texts)
        ],
    )
    return graph


@pytest.mark.parametrize("name", FORMATS)
def test_round_trip(hard: Graph, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"graph.{ENDINGS[name]}"
    hard.serialise(path, name)
    with open_graph(path) as again:
        assert canonical(again.store.quads()) == canonical(hard.store.quads())
        assert again.read_statements() == hard.read_statements()
        second = tmp_path / f"second.{ENDINGS[name]}"
        again.serialise(second, name)
    assert second.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_gzip_without_a_time_stamp(graph: Graph, tmp_path: Path, name: str) -> None:
    plain, packed = tmp_path / f"g.{ENDINGS[name]}", tmp_path / f"g.{ENDINGS[name]}.gz"
    graph.serialise(plain, name)
    graph.serialise(packed, name)
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert packed.read_bytes()[4:8] == b"\0\0\0\0"
    assert packed.read_bytes()[3] == 0, "no file name either"


@pytest.mark.parametrize(("name", "parser"), [("trig", "trig"), ("nquads", "nquads"), ("json-ld", "json-ld")])
def test_rdflib_reads_the_same_dataset(hard: Graph, tmp_path: Path, name: str, parser: str) -> None:
    path = tmp_path / "graph.out"
    hard.serialise(path, name)
    read = rdflib.Dataset()
    read.parse(path, format=parser)
    mine = {(str(q.subject)[1:-1], str(q.predicate)[1:-1], q.object.value) for q in hard.store.quads()}
    assert {(str(s), str(p), str(o)) for s, p, o, _ in read.quads()} == mine


@pytest.mark.parametrize(("name", "parser"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdf-xml", "xml")])
def test_rdflib_reads_the_same_triples(hard: Graph, tmp_path: Path, name: str, parser: str) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    hard.serialise(one, name)
    hard.serialise(two, "ntriples")
    read = rdflib.Graph().parse(one, format=parser)
    assert len(read) == two.read_bytes().count(b"\n")


def test_files_are_for_people_too(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.trig"
    graph.serialise(path)
    text = path.read_text("utf-8")
    declared = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert declared == sorted(declared)
    assert len(declared) == len(PREFIXES)
    assert "actor:norland a kg:State ;" in text
    assert "document:gazette-1 {" in text
    assert (
        text.index("actor:norland a kg:State") < text.index("document:courier-3 {") < text.index("document:herald-2 {")
    )


def test_rdf_12_reifies(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    graph.serialise(path, "turtle-12")
    text = path.read_text("utf-8")
    assert "rdf:reifies <<( actor:sudria kg:backs actor:river-brigade )>>" in text
    assert "rdf:subject" not in text


def test_json_ld_names_things_and_brings_its_context(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonld"
    graph.serialise(path, "json-ld")
    data = json.loads(path.read_text("utf-8"))
    assert data["@context"] == json.loads(ontology("context.jsonld").read_text("utf-8"))["@context"] == context()
    nodes = {node["@id"]: node for node in data["@graph"]}
    assert nodes["actor:norland"]["skos:prefLabel"] == "Norland"
    own = {node["@id"]: node for node in nodes["document:gazette-1"]["@graph"]}
    said = next(n for n in own.values() if n.get("kg:killedCount") == 12)
    assert said["rdf:predicate"] == "kg:struck"
    assert set(PREFIXES.items()) <= {(k, v) for k, v in context().items() if isinstance(v, str)}


def test_rdf_xml_refuses_what_xml_cannot_hold(tmp_path: Path) -> None:
    graph = Graph.in_memory(BASE)
    graph.add(document("d", title="bell \a"), [])
    with pytest.raises(GraphDataError, match="control character"):
        graph.serialise(tmp_path / "x.rdf", "rdf-xml")
    graph.serialise(tmp_path / "x.ttl", "turtle")
    with open_graph(tmp_path / "x.ttl") as again:
        assert again.read_documents()[0].title == "bell \a"


def test_an_empty_graph_can_be_written_and_read(tmp_path: Path) -> None:
    for name, ending in ENDINGS.items():
        path = tmp_path / f"empty-{name}.{ending}"
        Graph.in_memory().serialise(path, name)
        with open_graph(path) as again:
            assert again.store.is_empty()


@pytest.mark.parametrize(("text", "line"), [("@prefix x: <http://x/> .\nx:a x:b .\n", 2), ("<a> <b> <c> .", 1)])
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "broken.trig"
    path.write_text(text)
    with pytest.raises(GraphDataError, match=f"broken.trig: line {line}: not valid TriG"):
        open_graph(path)


def test_a_broken_gzip_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.trig.gz"
    path.write_bytes(b"no gzip")
    with pytest.raises(GraphDataError, match="damaged gzip file"):
        open_graph(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "bomb.rdf",
            b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rdf:RDF '
            b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
            "declares entities",
        ),
        ("deep.jsonld", b'{"http://x/p":' * 9_000 + b"1" + b"}" * 9_000, "nested too deep"),
        ("far.jsonld", b'{"@context": "http://127.0.0.1:9/context"}', "remote contexts"),
        ("broken.jsonld", b'{"@context": {},\n"@id": }', "line 2: not valid JSON-LD"),
        ("cut.nq.gz", gzip.compress(b"<x:a> <x:b> <x:c> .\n" * 999)[:60], "damaged gzip file"),
    ],
)
def test_hostile_and_damaged_files_give_an_error(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GraphDataError, match=message) as caught:
        open_graph(tmp_path / name)
    assert name in str(caught.value)


def test_format_names(tmp_path: Path) -> None:
    assert format_named("TTL").name == "turtle"
    assert format_named("jsonld").name == "json-ld"
    assert format_of(Path("x.nq.gz")).name == "nquads"
    with pytest.raises(ValueError, match="unknown format 'docx'; one of trig"):
        format_named("docx")
    with pytest.raises(StoreError, match="the ending tells no RDF format"):
        format_of(Path("graph.docx"))


@pytest.mark.parametrize("identifier", ["a", "a b", "ä/ö?#", "100%", "x:y", "..", "\U0001f30d"])
def test_document_iris_are_safe_and_distinct(identifier: str) -> None:
    graph = Graph.in_memory(BASE)
    graph.add(document(identifier), [])
    (name,) = graph.store.graphs()
    assert name.value.startswith(DOCUMENT)
    assert (
        name.value.removeprefix(DOCUMENT).replace("%", "").replace("-", "").replace(".", "").isalnum()
        or identifier == ".."
    )
    assert graph.read_documents()[0].id == identifier
    assert graph.remove(identifier)


def test_writing_to_an_open_file(graph: Graph, tmp_path: Path) -> None:
    out = io.BytesIO()
    graph.serialise(out, "turtle")
    graph.serialise(tmp_path / "g.ttl", "turtle")
    assert out.getvalue() == (tmp_path / "g.ttl").read_bytes()
