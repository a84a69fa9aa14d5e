"""Asking: parameters, limits, time, marked errors, and the forms of an answer."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import unicodedata
from decimal import Decimal
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import Graph, GraphError, QueryError, QueryResult, QueryTimeout
from kg.graph.sparql import bind, parameters_in, written
from kg.graph.terms import to_python, to_term
from kg.graph.timeout import run_with_timeout
from tests.graph.factory import document, participant, statement

NORLAND = rdflib.URIRef("https://w3id.org/geokg/actor/norland")


@pytest.mark.parametrize(
    ("query", "line", "column", "reason"),
    [
        ("SELEC ?x { ?x ?y ?z }", 1, 1, "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELECT ?x {\n  ?x kg:struck ?y FILTR(?y > 3)\n}", 2, 19, "'FILTR' is not expected here"),
        ("SELECT ?x\n{ ?x foaf:name ?y }", 2, 6, "unknown prefix foaf:"),
        ("SELECT ?x, ?y { ?x kg:struck ?y }", 1, 10, "',' is not expected here"),
        ("SELECT ?x { ?x kg:struck ?y } ORDER ?x", 1, 37, "'?x' is not expected here"),
        ("", 1, 1, "the query is empty"),
        ("SELECT ?x WHER { ?x a kg:State }", 1, 11, "'WHER' is not expected here"),
        ("SELECT ?x { ?x a kg:State FILTER ?x > 3 }", 1, 34, "'?x' is not expected here"),
        ("SELECT ?x { ?x a kg:State", 1, 26, "the query ends too early"),
        ("SELECT ?x { ?x a kg:State } }", 1, 29, "'}' is not expected here"),
        ("SELECT ?x { ?x rdfs:label 'Nor }", 1, 27, "the string that begins here does not end"),
        ("SELECT ?x { ?x kg:struck ?y FILTER(foo:far(?y)) }", 1, 36, "unknown prefix foo:"),
        ("SELECT ?x { BIND(1 AS ?x) BIND(2 AS ?x) }", 1, None, "it can be read, but means nothing"),
        ("SELECT ?z { ?x kg:struck ?y } GROUP BY ?y", 1, None, "unbound"),
    ],
)
def test_errors_tell_place_and_reason(graph: Graph, query: str, line: int, column: int | None, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        graph.query(query)
    assert caught.value.line == line
    if column is not None:
        assert caught.value.column == column
        shown, mark = str(caught.value).splitlines()[-2:]
        assert shown[4:] == (query.splitlines() or [""])[line - 1]
        assert mark.index("^") == 4 + column - 1
    assert reason in str(caught.value)


def test_a_function_that_there_is_not(graph: Graph) -> None:
    with pytest.raises(QueryError, match="http://x/f"):
        graph.query("SELECT (<http://x/f>(1) AS ?x) {}")


def test_parameters_are_terms(graph: Graph) -> None:
    rows = graph.query("SELECT ?o { $who kg:struck ?o }", parameters={"who": NORLAND})
    assert list(rows) == [("https://w3id.org/geokg/actor/river-brigade",)]
    rows = graph.query("SELECT ?a { ?a skos:prefLabel $name }", parameters={"name": "Norland"})
    assert list(rows) == [(str(NORLAND),)]


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_escapes_from_its_parameter(text: str) -> None:
    graph = Graph.in_memory()
    assert list(graph.query("SELECT ($x AS ?y) { }", parameters={"x": text})) == [(text,)]


@given(st.text(st.sampled_from('\\uU0041"\n\x07ü\U0001f30dx ')))
def test_terms_are_written_alike_for_every_reading_of_escapes(text: str) -> None:
    plain = written(ox.Literal(text))
    assert plain.isascii()
    # As the standard has it: code points first, wherever they stand.
    first = re.sub(r"\\u([0-9A-F]{4})|\\U([0-9A-F]{8})", lambda code: chr(int(code[1] or code[2], 16)), plain)
    for form in (plain, first):
        assert list(Graph.in_memory().query(f"SELECT ({form} AS ?x) {{}}")) == [(text,)]


def test_only_real_parameters_are_replaced() -> None:
    query = """# $comment 'quote
SELECT ?x { ?x <http://x/$iri> "$string \\" $more", '''$long ' ' ''', "" . FILTER(?x < $value) }"""
    assert parameters_in(query) == ["value"]
    bound = bind(query, {"value": to_term(3)})
    assert bound == query.replace("< $value", '< "3"^^<http://www.w3.org/2001/XMLSchema#integer>')


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "needs a value for $a"),
        ({"a": 1, "b": 2}, "no parameter b; it has $a"),
        ({"a": object()}, "a parameter cannot be a object"),
        ({"a": rdflib.URIRef("no iri")}, "is no IRI"),
    ],
)
def test_wrong_parameters(graph: Graph, parameters: dict, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        graph.query("SELECT ?x { ?x ?y $a }", parameters=parameters)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "value", ["text", 3, True, 2.5, rdflib.Literal("x"), rdflib.Literal(4), ox.Literal(5), Decimal("1.5")]
)
def test_values_become_terms_and_come_back(value: object) -> None:
    expected = {ox.Literal(5): 5, Decimal("1.5"): 1.5}.get(value, value)
    if isinstance(expected, rdflib.Literal):
        expected = expected.toPython()
    assert to_python(to_term(value)) == expected


def test_dates_and_languages_become_terms() -> None:
    assert str(to_term(datetime.date(2031, 5, 9))) == '"2031-05-09"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert str(to_term(datetime.datetime(2031, 5, 9, 12))).endswith("#dateTime>")
    assert str(to_term(rdflib.Literal("x", lang="en"))) == '"x"@en'


def test_limit(graph: Graph) -> None:
    result = graph.query("SELECT ?s { ?s ?p ?o }", limit=3)
    assert (len(result), result.truncated) == (3, True)
    everything = graph.query("SELECT ?s { ?s kg:struck ?o }", limit=4)
    assert (len(everything), everything.truncated) == (4, False)
    assert graph.named_query("actors", limit=1).truncated
    assert len(graph.query("CONSTRUCT WHERE { ?s ?p ?o }", limit=2)) == 2
    with pytest.raises(GraphError):
        graph.query("SELECT ?s { ?s ?p ?o }", limit=-1)


def test_time_limit(graph: Graph) -> None:
    graph.add(
        document("many"),
        [statement("many", participant(f"p{n}"), "struck", participant(f"p{n + 1}"), start=n) for n in range(300)],
    )
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?f && ?c != ?i) }"
    with pytest.raises(QueryTimeout, match="took longer than 0\\.05 s"):
        graph.query(slow, timeout=0.05)
    assert graph.query("ASK { ?a ?b ?c }", timeout=60)


def test_errors_come_through_a_timeout() -> None:
    def fail() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        run_with_timeout(fail, 60)


@pytest.fixture
def table(graph: Graph):  # type: ignore[no-untyped-def]
    return graph.query(
        """SELECT ?iri ?text ?number ?decimal ?flag ?nothing ?lang WHERE {
          VALUES (?iri ?text ?number ?decimal ?flag ?nothing ?lang)
          { (actor:norland "a|b\\n<&>\\t\\"q\\"" 12 0.5 true UNDEF "x"@en) } }"""
    )


def test_rows(table) -> None:  # type: ignore[no-untyped-def]
    assert list(table) == [(str(NORLAND), 'a|b\n<&>\t"q"', 12, 0.5, True, None, "x")]
    assert next(table.readable())[0] == "actor:norland"
    assert table.to_dicts()[0]["number"] == 12
    assert "nothing" not in table.to_dicts()[0]
    assert "1 row" in repr(table)


def test_w3c_formats(table) -> None:  # type: ignore[no-untyped-def]
    assert list(csv.reader(io.StringIO(table.to_csv())))[1][:3] == [str(NORLAND), 'a|b\n<&>\t"q"', "12"]
    for kind, text in ((ox.QueryResultsFormat.JSON, table.to_json()), (ox.QueryResultsFormat.XML, table.to_xml())):
        again = ox.parse_query_results(text.encode(), kind)
        assert [v.value for v in again.variables] == table.columns
        assert [tuple(row) for row in again] == [tuple(table.terms[0])]
    again = ox.parse_query_results(table.to_tsv().encode(), ox.QueryResultsFormat.TSV)
    assert [tuple(row) for row in again] == [tuple(table.terms[0])]


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=2))
def test_any_text_comes_back_from_every_format(texts: list[str]) -> None:
    answer = QueryResult(["a", "b"], [[ox.Literal(text) for text in texts]])
    forms = {"json": ox.QueryResultsFormat.JSON, "tsv": ox.QueryResultsFormat.TSV, "xml": ox.QueryResultsFormat.XML}
    for name, form in forms.items():
        try:
            written = answer.format(name)
        except ValueError:
            assert name == "xml"
            assert any(unicodedata.category(c) == "Cc" or c in "\ufffe\uffff" for text in texts for c in text)
            continue
        if form == ox.QueryResultsFormat.XML:
            (row,) = ElementTree.fromstring(written)[1]
            assert ["".join(binding.itertext()) for binding in row] == texts
        else:
            (read,) = ox.parse_query_results(written.encode(), form)
            assert [term.value for term in read] == texts
    assert list(csv.reader(io.StringIO(answer.to_csv(), newline=""), strict=True))[1] == texts
    cells = answer.to_markdown().splitlines()
    assert len(cells) == 3
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", cells[2])) == 3


def test_turtle_does_not_depend_on_the_hash_seed_or_the_order(graph: Graph) -> None:
    triples = graph.query("CONSTRUCT { ?a kg:fights ?b } WHERE { ?a kg:struck ?b }")
    heads = [line for line in triples.to_turtle().splitlines() if line.startswith("@prefix")]
    assert heads == sorted(heads)
    again = QueryResult(triples.columns, [*reversed(triples.terms), *triples.terms], kind="construct")
    assert again.to_turtle() == triples.to_turtle()


def test_tables_for_people(table) -> None:  # type: ignore[no-untyped-def]
    assert table.to_markdown().splitlines()[2].startswith("| actor:norland | a\\|b \\<&>")
    shown = table._repr_html_()
    assert "&lt;&amp;&gt;" in shown
    ElementTree.fromstring(f"<div>{shown}</div>")
    frame = table.to_pandas()
    assert list(frame.columns) == table.columns
    assert frame["number"][0] == 12


def test_ask_and_construct(graph: Graph) -> None:
    no = graph.query("ASK { actor:sudria kg:struck ?x }")
    assert not no
    assert len(no) == 1
    assert json.loads(no.to_json()) == {"head": {}, "boolean": False}
    assert "<boolean>false</boolean>" in no.to_xml()
    triples = graph.query("CONSTRUCT { ?a kg:fights ?b } WHERE { ?a kg:struck ?b }")
    assert triples.columns == ["subject", "predicate", "object"]
    assert triples.to_turtle().startswith("@prefix")
    assert len(rdflib.Graph().parse(data=triples.to_turtle(), format="turtle")) == 4
    with pytest.raises(ValueError, match="only a CONSTRUCT"):
        no.to_turtle()
    with pytest.raises(ValueError, match="one of csv, tsv"):
        no.format("pdf")
    assert no.format("csv") == "answer\nfalse\n"
