"""Errors in words that a researcher understands, each with the mend."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.building import NoDocuments, SourceWarning
from kg.documents.dates import check_date
from kg.graph import Graph, QueryError, StoreError
from kg.ontology import check_relation
from kg.wording import did_you_mean


@pytest.mark.parametrize(
    ("name", "known", "end"),
    [
        ("strck", ["struck", "killed"], "; did you mean struck?"),
        ("Strick", ["struck", "killed"], "; did you mean struck?"),
        ("met", ["metWith", "agreedWith"], ""),
        ("zzz", ["struck"], ""),
        ("", ["struck"], ""),
        ("struck", [], ""),
    ],
)
def test_names_that_are_near_are_suggested(name: str, known: list[str], end: str) -> None:
    assert did_you_mean(name, known) == end


def test_suggestions_do_not_depend_on_the_order() -> None:
    known = ["armed", "alarmed", "aimed", "named", "framed"]
    assert did_you_mean("amed", known) == did_you_mean("amed", reversed(known))


def test_an_unknown_relation() -> None:
    assert check_relation("struck").name == "struck"
    with pytest.raises(ValueError, match=r"^there is no relation 'alied'; did you mean alliedWith|aided"):
        check_relation("alied")
    with pytest.raises(ValueError, match=r"^there is no relation 'xyz'; the relations are accused, agreedWith, "):
        check_relation("xyz")


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("31/12/2019", "write 2020-01-03, 2020-01 or 2020"),
        ("yesterday", "write 2020-01-03, 2020-01 or 2020"),
        ("3 January 2020", "write 2020-01-03"),
        ("2020-1-3", "write 2020-01-03"),
        ("2020-02-30", "write 2020-01-03, 2020-01 or 2020"),
        ("", "write 2020-01-03, 2020-01 or 2020"),
    ],
)
def test_a_date_that_is_none(text: str, mend: str) -> None:
    with pytest.raises(ValueError, match="is no date") as caught:
        check_date(text)
    assert str(caught.value) == f"{text!r} is no date; {mend}"


def test_dates_of_every_grain() -> None:
    assert [check_date(text) for text in ("2020-01-03", "2020-01", "2020")] == ["2020-01-03", "2020-01", "2020"]


def test_a_document_with_a_wrong_date_is_read_without_it() -> None:
    with pytest.warns(SourceWarning, match="document d: '31/12/2019' is no date; .*; read without a date"):
        graph = kg.build(kg.Document("d", "Iran backs Hezbollah.", published="31/12/2019"))
    assert [document.published for document in graph.read_documents()] == [None]
    assert len(graph.statements()) == 1


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(
        StoreError, match=r"does not exist; STORE is a file, a folder written by `kg build`, or a SPARQL"
    ):
        kg.open(tmp_path / "nothing")
    with pytest.raises(StoreError, match="holds no graph"):
        kg.open(tmp_path)


@pytest.mark.filterwarnings("ignore::kg.building.SourceWarning")
def test_sources_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(NoDocuments, match=r"does not exist; check the path$"):
        kg.build(tmp_path / "nothing")
    with pytest.raises(NoDocuments, match=r"to read a text itself, give it as kg.Document\(id, text\)"):
        kg.build("Iran has backed Hezbollah for years.")
    with pytest.raises(NoDocuments, match="there are no documents"):
        kg.build([])
    with pytest.raises(TypeError, match=r"sources are paths or Documents, not dict: kg.Document\(id, text\) makes one"):
        kg.build([{"text": "Iran backs Hezbollah."}])  # type: ignore[list-item]


def test_one_document_will_do() -> None:
    assert len(kg.build(kg.Document("d", "Iran backs Hezbollah.")).read_documents()) == 1


def test_unknown_names_in_a_named_query(graph: Graph) -> None:
    for arguments, message in (
        ({"name": "timline", "actor": "Sudria"}, "there is no query named 'timline'; did you mean timeline?"),
        ({"name": "zzz"}, "there is no query named 'zzz'; the names are about, "),
        ({"name": "timeline", "actor": "Sudira"}, "no actor of the graph is called 'Sudira'; did you mean Sudria"),
        ({"name": "timeline", "actor": "xyz"}, "called 'xyz'; the named query `actors` lists them all"),
        ({"name": "first-last", "relation": "strck"}, "there is no relation 'strck'; did you mean struck"),
        ({"name": "strikes", "since": "9 May 2031"}, "parameter since: '9 May 2031' is no date; write 2031-05-09"),
    ):
        with pytest.raises(QueryError) as caught:
            graph.named_query(**arguments)
        assert message in str(caught.value)


def test_an_empty_answer_tells_names_that_the_ontology_does_not_have(graph: Graph) -> None:
    result = graph.query("SELECT ?who { ?who kg:strck ?whom }")
    assert result.hint.startswith("the ontology has no kg:strck; did you mean struck")
    assert result.hint in str(result)
    assert result.hint in result._repr_html_()
    ask = graph.query("ASK { ?who kg:strck ?whom }")
    assert ask.hint in str(ask)
    assert ask.hint in ask._repr_html_()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?who { ?who kg:overthrew ?whom }",
        "SELECT ?s { GRAPH ?g { ?s kg:status kg:asserted ; kg:displacedCount ?n } }",
        "SELECT ?s { GRAPH ?g { ?s kg:killedCount 1000 ; kg:speakerMention ?m ; kg:sha256 ?h } }",
        "SELECT ?s { ?s a kg:Asset ; <https://example.org/kg:strck> ?x , 'kg:strck' }  # kg:strck",
        "PREFIX mykg: <https://example.org/> SELECT ?s { ?s mykg:strck ?x }",
    ],
)
def test_names_of_the_ontology_need_no_hint(graph: Graph, query: str) -> None:
    result = graph.query(query)
    assert not result
    assert result.hint == ""


def test_a_full_answer_has_no_hint(graph: Graph) -> None:
    assert graph.query("SELECT ?who { ?who kg:struck ?whom OPTIONAL { ?who kg:strck ?x } }").hint == ""
