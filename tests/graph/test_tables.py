"""Graph.statements(), actors() and documents(): rows, types of columns, order, what is missing."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kg.graph import Graph
from kg.statements import ACTOR, STATUSES
from tests.graph.conftest import MakeGraph
from tests.graph.factory import BASE, corpus, document, participant, statement

STATEMENTS = {
    "id": "string", "document": "string", "published": "string",
    "subject": "string", "subject_id": "string", "subject_type": "category", "relation": "category",
    "object": "string", "object_id": "string", "object_type": "category", "status": "category",
    "by": "string", "date": "string", "when": "datetime64[s]", "place": "string", "killed": "Int64", "wounded": "Int64",
    "confidence": "float64", "evidence": "string", "start": "int64", "end": "int64",
}  # fmt: skip
ACTORS = {
    "id": "string", "label": "string", "type": "category", "names": "object", "wikidata": "string",
    "statements": "int64", "as_subject": "int64", "as_object": "int64", "as_speaker": "int64", "as_place": "int64",
    "documents": "int64",
}  # fmt: skip
DOCUMENTS = {
    "id": "string", "title": "string", "published": "string", "when": "datetime64[s]", "source": "string",
    "author": "string", "copy_of": "string",
    "sha256": "string", "statements": "int64", **dict.fromkeys(STATUSES, "int64"),
}  # fmt: skip


def tables(graph: Graph) -> list[pd.DataFrame]:
    return [graph.statements(), graph.actors(), graph.documents()]


def made(*statements: object) -> Graph:
    graph = Graph.in_memory(BASE)
    graph.add(document("d"), statements)  # type: ignore[arg-type]
    return graph


def types(frame: pd.DataFrame) -> dict[str, str]:
    return {str(name): str(dtype) for name, dtype in frame.dtypes.items()}


def test_columns_and_their_types_are_fixed(graph: Graph) -> None:
    assert [types(frame) for frame in tables(graph)] == [STATEMENTS, ACTORS, DOCUMENTS]
    for frame, expected in zip(tables(graph), (STATEMENTS, ACTORS, DOCUMENTS), strict=True):
        assert list(frame) == list(expected)
        assert frame.index.equals(pd.RangeIndex(len(frame)))


def test_an_empty_graph_has_the_same_columns() -> None:
    empty = Graph.in_memory(BASE)
    assert [types(frame) for frame in tables(empty)] == [STATEMENTS, ACTORS, DOCUMENTS]
    assert [len(frame) for frame in tables(empty)] == [0, 0, 0]


def test_every_statement_is_a_row(graph: Graph) -> None:
    frame = graph.statements()
    statements = graph.read_statements()
    assert frame["id"].tolist() == [s.id for s in statements]
    assert frame["evidence"].tolist() == [s.evidence for s in statements]
    assert list(zip(frame["start"], frame["end"], strict=True)) == [(s.start, s.end) for s in statements]
    assert frame["confidence"].tolist() == [s.confidence for s in statements]
    assert frame["status"].value_counts().to_dict() == {"asserted": 15, "alleged": 2, "hypothetical": 2, "negated": 1}


def test_a_row_in_full(graph: Graph) -> None:
    frame = graph.statements()
    row = frame[frame["evidence"] == "Norland bombed the River Brigade near Tarn."].iloc[0].to_dict()
    del row["id"], row["confidence"], row["start"], row["end"], row["evidence"]
    assert pd.isna(row.pop("by"))
    assert row == {
        "document": "gazette-1", "published": "2031-05-10",
        "subject": "Norland", "subject_id": ACTOR + "norland", "subject_type": "State",
        "relation": "struck",
        "object": "River Brigade", "object_id": ACTOR + "river-brigade", "object_type": "ArmedGroup",
        "status": "asserted", "date": "2031-05-09", "when": pd.Timestamp("2031-05-09"),
        "place": "Tarn", "killed": 12, "wounded": 30,
    }  # fmt: skip


def test_the_speaker_is_named(graph: Graph) -> None:
    frame = graph.statements()
    assert frame.loc[frame["status"] == "alleged", "by"].tolist() == ["Norland", "Norland"]
    assert frame.loc[frame["status"] == "negated", "by"].tolist() == ["Sudria"]


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("2031-05-09", "2031-05-09"),
        ("1618-05-23", "1618-05-23"),  # a nanosecond clock begins in 1677
        ("2031-05", None),
        ("2031", None),
        (None, None),
    ],
)
def test_when_is_known_for_full_dates_alone(date: str | None, when: str | None) -> None:
    frame = made(statement("d", "norland", "struck", "sudria", date=date)).statements()
    assert frame["date"].isna().tolist() == [date is None]
    assert date is None or frame["date"].tolist() == [date]
    assert str(frame["when"].dtype) == "datetime64[s]"
    assert frame["when"].isna().tolist() == [when is None]
    assert when is None or frame["when"].dt.date.astype(str).tolist() == [when]


def test_counts_that_are_not_given_are_missing_not_zero(graph: Graph) -> None:
    frame = graph.statements()
    assert frame["killed"].dropna().tolist() == [12, 19]
    assert frame["wounded"].dropna().tolist() == [30]
    assert frame["killed"].sum() == 31


def test_other_quantities_have_columns_too() -> None:
    quantities = {"killed": 1, "displaced": 4000, "detained": 7, "date": 3}
    frame = made(statement("d", "norland", "struck", "sudria", quantities=quantities)).statements()
    assert list(frame)[len(STATEMENTS) :] == ["date_count", "detained", "displaced"]
    assert frame[["date_count", "detained", "displaced"]].iloc[0].tolist() == [3, 7, 4000]
    assert set(map(str, frame.dtypes[["date_count", "detained", "displaced"]])) == {"Int64"}


def test_types_of_subject_and_object_can_be_compared(graph: Graph) -> None:
    frame = graph.statements()
    alike = frame[frame["subject_type"] == frame["object_type"]]
    assert not alike.empty
    assert list(frame["subject_type"].cat.categories) == list(graph.actors()["type"].cat.categories)
    assert list(frame["status"].cat.categories) == list(STATUSES)


def test_types_and_relations_from_elsewhere_are_kept() -> None:
    spirit = participant("spirit", type="Ghost")
    frame = made(statement("d", spirit, "haunted", "norland")).statements()
    assert frame[["subject_type", "relation", "object_type"]].iloc[0].tolist() == ["Ghost", "haunted", "State"]


def test_relations_that_do_not_occur_are_not_counted(graph: Graph) -> None:
    counts = graph.statements()["relation"].value_counts()
    assert counts.min() > 0
    assert counts["struck"] == 6


def test_actors_are_counted_by_their_part(graph: Graph) -> None:
    frame = graph.actors().set_index("id")
    assert frame.index.tolist() == sorted(frame.index)
    norland, tarn = frame.loc[ACTOR + "norland"], frame.loc[ACTOR + "tarn"]
    statements = graph.read_statements()
    own = [s for s in statements if ACTOR + "norland" in (s.subject.id, s.object.id)]
    assert norland["statements"] == len(own) == norland["as_subject"] + norland["as_object"]
    assert (norland["as_speaker"], norland["documents"], norland["wikidata"]) == (2, 3, "Q1")
    assert (tarn["as_place"], tarn["as_object"], tarn["type"]) == (1, 2, "Place")
    assert frame["as_subject"].sum() == frame["as_object"].sum() == len(statements)


def test_an_actor_that_acts_on_itself_is_counted_once() -> None:
    row = made(statement("d", "norland", "struck", "norland")).actors().iloc[0]
    assert (row["statements"], row["as_subject"], row["as_object"]) == (1, 1, 1)


def test_names_begin_with_the_label(graph: Graph) -> None:
    frame = graph.actors().set_index("id")
    assert frame.loc[ACTOR + "river-brigade", "names"] == ("River Brigade", "RB")
    assert frame.loc[ACTOR + "marsh-league", "names"] == ("Marsh League",)
    assert frame.loc[ACTOR + "marsh-league", "wikidata"] is pd.NA


def test_actors_with_ids_from_elsewhere_keep_them() -> None:
    graph = made(statement("d", participant("x", id="https://example.org/x", label="X"), "struck", "norland"))
    frame = graph.actors()
    assert frame["id"].tolist() == ["https://example.org/x", ACTOR + "norland"]
    assert frame["statements"].tolist() == [1, 1]


def test_documents_count_their_statements(graph: Graph) -> None:
    frame = graph.documents()
    assert frame["id"].tolist() == ["courier-3", "empty-4", "gazette-1", "herald-2"]
    assert frame["statements"].tolist() == [6, 0, 7, 7]
    assert frame[list(STATUSES)].sum(axis=1).tolist() == [6, 0, 7, 7]
    assert frame["when"].tolist()[0] == pd.Timestamp("2031-06-01")
    assert frame[["title", "published", "when", "source"]].iloc[1].isna().all()
    assert frame["sha256"].tolist() == [document.sha256 for document in graph.read_documents()]


def test_the_order_of_reading_does_not_matter(graph: Graph) -> None:
    turned = Graph.in_memory(BASE)
    for paper, statements in reversed(corpus()):
        turned.add(paper, reversed(statements))
    for one, other in zip(tables(graph), tables(turned), strict=True):
        assert_frame_equal(one, other)


def test_every_store_gives_the_same_tables(make_graph: MakeGraph, graph: Graph) -> None:
    stored = make_graph()
    stored.add_all(corpus())
    for one, other in zip(tables(graph), tables(stored), strict=True):
        assert_frame_equal(one, other)


def test_a_table_is_a_copy(graph: Graph) -> None:
    frame = graph.statements()
    frame["confidence"] = 0.0
    assert graph.statements()["confidence"].min() > 0


def test_tables_survive_a_csv_file(graph: Graph) -> None:
    text = graph.statements().to_csv(index=False)
    assert text.startswith(",".join(STATEMENTS))
    assert text.count("\n") == 1 + len(graph.read_statements())


def test_a_replaced_document_changes_its_rows(graph: Graph) -> None:
    paper, statements = corpus()[0]
    graph.add(paper, [replace(statements[0], confidence=0.4)])
    frame = graph.statements()
    assert frame.loc[frame["document"] == paper.id, "confidence"].tolist() == [0.4]


def test_pandas_and_networkx_are_not_loaded_before_they_are_needed() -> None:
    code = "import sys, kg; kg.Graph.in_memory(); print({'pandas', 'networkx', 'pyvis'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
