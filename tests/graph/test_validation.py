"""Validation: a graph that we write is valid; each way of breaking it is reported, with the words that help."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from kg.graph import Graph
from kg.graph import validation as module
from kg.graph.namespaces import DCTERMS, KG, shorten
from kg.graph.shacl import SH, SHAPE, ShapeError, _Shapes, dataset_checks, shape_checks
from kg.graph.stores.base import Change
from kg.graph.validation import Report, validate
from kg.resources import ontology
from tests.graph.factory import corpus
from tests.graph.faults import (
    ALLEGED,
    CONFIDENCE,
    DATASET_BREAKS,
    DEFAULT,
    END,
    EXACT,
    GAZETTE,
    MEMBER,
    NORLAND,
    SHAPE_BREAKS,
    SUDRIA,
    TARN,
    Break,
    change,
    dataset,
    put,
)

COUNT = sum(len(own) for _, own in corpus())
DOCUMENTS = sum(1 for _, own in corpus() if own)
CHECKED = f"{COUNT} statements in {DOCUMENTS} documents"


def test_what_we_write_is_valid(graph: Graph) -> None:
    report = validate(graph)
    assert report.conforms, report.text()
    assert (report.statements, report.documents) == (COUNT, DOCUMENTS)
    assert report.text() == f"Valid: {CHECKED} checked, nothing is wrong.\n"


@pytest.mark.parametrize(
    ("breaks", "check", "node"),
    [*SHAPE_BREAKS.values(), *DATASET_BREAKS.values()],
    ids=[*SHAPE_BREAKS, *DATASET_BREAKS],
)
def test_each_fault_is_reported(graph: Graph, breaks: Break, check: str, node: ox.NamedNode) -> None:
    store = dataset(graph)
    breaks(store)
    report = validate(store)
    assert not report.conforms
    found = {(problem.check, problem.node) for problem in report.problems}
    assert (check, shorten(node.value)) in found, report.text()
    assert next(problem.message for problem in report.problems if problem.check == check) in str(report)


def test_every_fault_is_tested() -> None:
    tested = {check.split()[0] for _, check, _ in [*SHAPE_BREAKS.values(), *DATASET_BREAKS.values()]}
    rules = {check.name for check in dataset_checks()}
    assert rules <= tested
    sparql = {check.name for check in shape_checks() if check.component == "sparql"}
    assert sparql - tested == {"mention-offsets", "document-issued-datatype"}, "twins of tested constraints"


def test_an_empty_graph_is_valid() -> None:
    assert validate(ox.Store()).conforms
    assert validate(Graph.in_memory()).conforms


@pytest.mark.parametrize("how", ["graph", "store", "oxigraph", "oxigraph dataset", "rdflib dataset", "rdflib graph"])
def test_any_kind_of_graph_is_read(graph: Graph, how: str) -> None:
    store = dataset(graph)
    faulty = Graph.in_memory()
    put(store, TARN, ox.NamedNode(KG + "locatedIn"), SUDRIA, DEFAULT)
    quads = list(store)
    if how == "graph":
        faulty.store.apply(Change(insert=quads))
        report = validate(faulty)
    elif how == "store":
        faulty.store.apply(Change(insert=quads))
        report = validate(faulty.store)
    elif how == "oxigraph":
        report = validate(store)
    elif how == "oxigraph dataset":
        report = validate(ox.Dataset(quads))
    elif how == "rdflib dataset":
        read = rdflib.Dataset()
        read.parse(data=ox.serialize(quads, format=ox.RdfFormat.N_QUADS), format="nquads")
        report = validate(read)
    else:
        single = rdflib.Graph()
        triples = [quad.triple for quad in quads if quad.graph_name == GAZETTE]
        single.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
        report = validate(single)
        assert report.conforms, report.text()
        return
    assert {problem.check for problem in report.problems} == {"dataset-supported (sparql)"}


def test_the_report_tells_where_and_what(graph: Graph) -> None:
    store = dataset(graph)
    put(store, SUDRIA, ox.NamedNode(KG + "struck"), NORLAND)
    change(store, MEMBER, END, ox.Literal(9999))
    text = validate(store).text()
    assert text.startswith("Not valid: ")
    assert f"({CHECKED} checked)" in text
    assert "document:gazette-1" in text
    assert shorten(ALLEGED.value) in text
    sentence = next(quad.object.value for quad in store.quads_for_pattern(ALLEGED, EXACT, None, None))
    assert f"“{sentence}”" in text
    assert max(map(len, text.splitlines())) <= 120
    assert "kg:struck" in text


def test_a_long_report_gives_examples_only(graph: Graph) -> None:
    store = dataset(graph)
    for quad in list(store.quads_for_pattern(None, CONFIDENCE, None, None)):
        store.remove(quad)
    text = validate(store).text(examples=2)
    assert f"{COUNT}  a statement has exactly one confidence" in text
    assert f"… and {COUNT - 2} more" in text


def test_reports_are_the_same_each_time(graph: Graph) -> None:
    store = dataset(graph)
    for breaks, _, _ in SHAPE_BREAKS.values():
        breaks(store)
    assert validate(store) == validate(dataset_of(reversed(list(store))))


def dataset_of(quads: object) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(quads)  # type: ignore[arg-type]
    return store


def test_pyshacl_finds_the_same(graph: Graph) -> None:
    """The shapes are SHACL: an engine that goes node by node gives the same nodes and the same constraints."""
    store = dataset(graph)
    independent = [
        "no status", "two objects", "an alleged statement as a plain triple", "no evidence", "a negative count",
        "a plain triple that nobody says", "a document without its hash", "a date that is a string",
        "a subject outside the domain", "a confidence above one", "evidence that its offsets do not fit",
    ]  # fmt: skip
    for name in independent:
        SHAPE_BREAKS[name][0](store)
    merged = module._merged(store)
    triples = ox.serialize((quad.triple for quad in merged), format=ox.RdfFormat.N_TRIPLES)
    data = rdflib.Graph().parse(data=triples, format="nt")
    shapes = rdflib.Graph()
    for path in sorted(ontology("shapes").glob("*.ttl")):
        shapes.parse(path)
    conforms, results, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert not conforms
    assert isinstance(results, rdflib.Graph)
    sh = rdflib.Namespace(SH)
    theirs = set()
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        source = results.value(result, sh.sourceConstraint) or results.value(result, sh.sourceShape)
        component = str(results.value(result, sh.sourceConstraintComponent))
        kind = component.removeprefix(SH).removesuffix("ConstraintComponent")
        kind = kind[:1].lower() + kind[1:] if kind != "SPARQL" else "sparql"
        theirs.add((str(source).removeprefix(SHAPE), kind, shorten(str(results.value(result, sh.focusNode)))))
    rules = {check.name for check in dataset_checks()}
    ours = {(*problem.check.rstrip(")").split(" ("), problem.node) for problem in validate(store).problems}
    assert {found for found in ours if found[0] not in rules} == theirs


def test_a_shape_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        f"@prefix sh: <{SH}> . @prefix kg: <{KG}> . @prefix shape: <{SHAPE}> . @prefix d: <{DCTERMS}> .\n"
        "shape:S a sh:NodeShape ; sh:targetClass kg:Document ; sh:property shape:P .\n"
        'shape:P sh:path d:title ; sh:uniqueLang true ; sh:message "m" .\n'
    )
    with pytest.raises(ShapeError, match="uniqueLang"):
        list(_Shapes(tmp_path).checks())


def test_a_report_is_made_by_hand() -> None:
    problem = module.Problem("two\nlines", "document:a", "statement:1", "", "x (y)", "word " * 60)
    text = Report((problem,), 1, 1).text(width=60)
    assert text.startswith("Not valid: 1 problem (1 statement in 1 document checked)")
    assert all(len(line) <= 60 for line in text.splitlines()[3:])
