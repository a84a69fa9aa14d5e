"""The named queries: each gives the answer that its name promises, on the made-up corpus."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import rdflib

from kg.graph import Graph, QueryError
from kg.graph.describing import resolve
from kg.graph.named import parse, queries, query
from kg.graph.namespaces import ACTOR
from kg.graph.sparql import parameters_in, prologue
from tests.graph.documentation import FILE, VALUES, render
from tests.graph.factory import document, statement

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own, about its own modules


def short(value: object) -> object:
    return value.rsplit("/")[-1].rsplit("#")[-1] if isinstance(value, str) and value.startswith("http") else value


def ask(graph: Graph, name: str, *columns: str, **parameters: object) -> list[tuple[object, ...]]:
    """The chosen columns of an answer, IRIs shortened."""
    result = graph.named_query(name, **parameters)
    places = [result.columns.index(column) for column in columns]
    return [tuple(short(row[place]) for place in places) for row in result]


CASES = [
    ("actors", {}, ("actor", "statements"), ("river-brigade", 10)),
    ("about", {"actor": "ada-venn"}, ("subject", "relation", "status"), ("ada-venn", "leads", "asserted")),
    ("about", {"actor": "ada-venn"}, ("relation", "status"), ("detained", "hypothetical")),
    ("allegations", {}, ("speaker", "accused", "object"), ("norland", "sudria", "norland")),
    ("at-place", {"place": "tarn"}, ("actor", "relation"), ("norland", "struck")),
    ("backers", {}, ("backer", "backed", "documents"), ("sudria", "river-brigade", 1)),
    ("between", {"actor": "norland", "other": "sudria"}, ("subject", "relation"), ("sudria", "accused")),
    ("casualties", {}, ("killed", "otherKilled", "document"), (12, 19, "gazette-1")),
    ("co-belligerents", {}, ("one", "two", "opponents", "example"), ("hill-guard", "norland", 1, "river-brigade")),
    ("contradictions", {}, ("asserting", "example", "denying", "denier"), (1, "gazette-1", "herald-2", "sudria")),
    ("corroborated", {}, ("subject", "object", "sources"), ("norland", "river-brigade", 2)),
    ("copies", {}, ("original", "copy", "publisher"), ("gazette-1", "empty-4", None)),
    ("denials", {}, ("denier", "subject", "object"), ("sudria", "sudria", "river-brigade")),
    ("documents", {}, ("id", "asserted", "alleged", "negated", "hypothetical"), ("courier-3", 4, 1, 0, 1)),
    ("documents", {}, ("id", "asserted", "hypothetical"), ("empty-4", 0, 0)),
    (
        "evidence",
        {"subject": "norland", "relation": "kg:struck", "object": "river-brigade"},
        ("document", "start", "end"),
        ("gazette-1", 0, 43),
    ),
    ("feared", {"since": "2031-06"}, ("subject", "relation", "when"), ("norland", "captured", "2031-06-01")),
    ("first-last", {"relation": "struck"}, ("subject", "first", "documents"), ("norland", "2031-05-09", 2)),
    ("leaders", {}, ("actor", "relation", "of"), ("ada-venn", "leads", "river-brigade")),
    ("meetings", {"until": "2031-06"}, ("one", "relation", "two"), ("norland", "metWith", "sudria")),
    ("members", {"actor": "delta-union"}, ("member", "direct"), ("river-brigade", True)),
    ("mixed", {}, ("one", "conflict", "cooperation", "two"), ("norland", "sanctioned", "metWith", "sudria")),
    ("mutual", {}, ("one", "two"), ("norland", "sudria")),
    ("names", {"actor": "norland"}, ("name", "documents"), ("Norland", 3)),
    ("patrons", {"actor": "marsh-league"}, ("patron", "direct"), ("sudria", False)),
    ("per-month", {"relation": "struck"}, ("month", "statements"), ("2031-05", 5)),
    ("proxies", {"actor": "sudria"}, ("proxy", "direct"), ("marsh-league", False)),
    ("relations", {}, ("relation", "status", "statements"), ("backs", "negated", 1)),
    ("said-by", {"actor": "norland"}, ("subject", "relation", "object"), ("sudria", "backs", "marsh-league")),
    ("single-source", {"relation": "backs"}, ("subject", "source"), ("sudria", "Gazette")),
    ("strikes", {"actor": "norland"}, ("when", "killed", "place"), ("2031-05-09", 12, "tarn")),
    ("timeline", {"actor": "hill-guard"}, ("when", "subject"), ("2031-05-30", "marsh-league")),
    ("unknown-actors", {}, ("actor", "label", "mentions"), ("marsh-league", "Marsh League", 3)),
]


@pytest.mark.parametrize(("name", "parameters", "columns", "row"), CASES)
def test_answer_has_the_row(graph: Graph, name: str, parameters: dict, columns: tuple, row: tuple) -> None:
    assert row in ask(graph, name, *columns, **parameters)


def test_every_query_is_tested() -> None:
    assert {case[0] for case in CASES} == set(queries())
    assert len(queries()) >= 20


@pytest.mark.parametrize("name", queries())
def test_parameters_are_declared_and_answers_are_not_empty(graph: Graph, name: str) -> None:
    found = query(name)
    assert set(parameters_in(found.text)) == {parameter.name for parameter in found.parameters}
    assert "ORDER BY" in found.text
    assert len(graph.named_query(name, **VALUES.get(name, {}))) > 0


def test_documentation_is_up_to_date() -> None:
    assert FILE.read_text("utf-8") == render(), "run python -m tests.graph.documentation"


def test_no_proxy_by_an_alleged_edge(graph: Graph) -> None:
    graph.remove("gazette-1")
    assert ask(graph, "proxies", "proxy", actor="sudria") == []


def test_an_allegation_that_is_asserted_somewhere_is_none(graph: Graph) -> None:
    graph.add(document("later"), [statement("later", "sudria", "struck", "norland")])
    assert ("sudria", "norland") not in ask(graph, "allegations", "accused", "object")


def test_cyclic_backing_ends(graph: Graph) -> None:
    graph.add(document("cycle"), [statement("cycle", "marsh-league", "backs", "sudria")])
    assert ask(graph, "proxies", "proxy", actor="sudria") == [("river-brigade",), ("marsh-league",)]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2031-05-10", "2031-05-11", ["2031-05-11"]),
        ("2031-05-31", None, ["2031-05-31"]),
        (None, "2031-05-09", ["2031-05-09", "2031-05-09"]),
        ("2031-05", "2031-05", ["2031-05-09", "2031-05-09", "2031-05-11", "2031-05-30", "2031-05-31"]),
        ("2032", None, []),
    ],
)
def test_periods(graph: Graph, since: str | None, until: str | None, expected: list) -> None:
    assert [row[0] for row in ask(graph, "strikes", "when", since=since, until=until)] == expected


def test_a_month_counts_for_every_period_that_overlaps_it(graph: Graph) -> None:
    graph.add(document("vague"), [statement("vague", "norland", "struck", "sudria", date="2031-07")])
    assert ask(graph, "strikes", "when", since="2031-07-20", until="2031-07-21") == [("2031-07",)]
    assert ask(graph, "strikes", "when", since="2031-08", until="2031-09") == []


@pytest.mark.parametrize(
    "given", ["river-brigade", "River Brigade", "rb", ACTOR + "river-brigade", "actor:river-brigade"]
)
def test_ways_to_give_an_actor(graph: Graph, given: str) -> None:
    assert ask(graph, "patrons", "patron", actor=given) == [("sudria",)]


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("nonsense", {}, "the names are about, actors"),
        ("proxies", {}, "the parameter actor is needed"),
        ("proxies", {"actor": "sudria", "depth": 3}, "no parameter depth; it has actor"),
        ("proxies", {"actor": "nobody at all"}, "no actor of the graph is called 'nobody at all'"),
        ("proxies", {"actor": 'x" } DROP ALL'}, "no actor of the graph is called"),
        ("proxies", {"actor": "http://x/> } #"}, "is no IRI"),
        ("strikes", {"since": "yesterday"}, "the parameter since: 'yesterday' is no date"),
        ("strikes", {"since": "2031-13"}, "is no date"),
        ("first-last", {"relation": "kg:struck> ?x"}, "is no relation"),
        ("corroborated", {"sources": "two"}, "is no whole number"),
    ],
)
def test_wrong_names_and_values(graph: Graph, name: str, parameters: dict, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        graph.named_query(name, **parameters)
    assert message in str(caught.value)


def test_an_ambiguous_name_lists_the_candidates(graph: Graph) -> None:
    from tests.graph.factory import participant

    for slug in ("one", "two"):
        actor = participant(slug, label=slug, names=("The Twins",))
        graph.add(document(slug), [statement(slug, actor, "struck", "norland")])
    with pytest.raises(QueryError, match="may mean 2 actors; give one of them instead: one, two"):
        graph.named_query("about", actor="the twins")


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("SELECT * {}", "line 1: a query begins with"),
        ("# title: x\n# parameter: nonsense\nASK {}", "line 2: a parameter is"),
    ],
)
def test_files_with_a_wrong_head(tmp_path: Path, head: str, message: str) -> None:
    path = tmp_path / "q.rq"
    path.write_text(head)
    with pytest.raises(QueryError, match=message):
        parse(path)


@pytest.mark.parametrize("name", queries())
def test_rdflib_gives_the_same_rows(graph: Graph, name: str, tmp_path: Path) -> None:
    graph.serialise(tmp_path / "graph.nq", "nquads")
    dataset = rdflib.Dataset()
    dataset.parse(tmp_path / "graph.nq", format="nquads")
    asked = query(name).bind(VALUES.get(name, {}), resolve=lambda text: resolve(graph.store, text))
    theirs = dataset.query(prologue(asked) + asked)
    ours = graph.named_query(name, **VALUES.get(name, {}))
    assert [str(v) for v in theirs.vars or ()] == ours.columns
    assert [tuple(None if v is None else v.toPython() for v in plain(row)) for row in theirs] == list(ours)


def plain(row: object) -> list[rdflib.Literal | None]:
    """The terms of a row, with IRIs and dates as strings and decimals as floats, as our results give them."""
    values = []
    for term in row:  # type: ignore[attr-defined]
        if term is None:
            values.append(None)
        elif isinstance(term, rdflib.Literal) and isinstance(term.value, bool | int):
            values.append(term)
        elif isinstance(term, rdflib.Literal) and isinstance(term.value, Decimal):
            values.append(rdflib.Literal(float(term)))
        else:
            values.append(rdflib.Literal(str(term)))
    return values
