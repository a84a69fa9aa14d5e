"""Graph.events() and Graph.dyads(): what counts as one event, its codes, the types of columns, periods."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kg import ontology
from kg.actors.base import ActorBase
from kg.actors.model import Actor
from kg.graph import Graph
from kg.statements import ACTOR, STATUSES, Statement
from tests.graph.conftest import MakeGraph
from tests.graph.factory import BASE, corpus, document, participant, statement

EVENTS = {
    "id": "string", "date": "string", "when": "datetime64[s]", "published": "string",
    "source": "string", "source_id": "string", "source_type": "category", "source_country": "string",
    "target": "string", "target_id": "string", "target_type": "category", "target_country": "string",
    "relation": "category", "plover": "category", "cameo": "string", "quad_class": "int64", "quad_label": "category",
    "goldstein": "float64", "status": "category", "by": "string", "place": "string", "place_country": "string",
    "killed": "Int64", "killed_low": "Int64", "wounded": "Int64", "wounded_low": "Int64",
    "documents": "int64", "sources": "int64", "statements": "int64", "confidence": "float64", "evidence": "string",
    "statement_ids": "object",
}  # fmt: skip
DYADS = {
    "period": "period[M]",
    "source": "string", "source_id": "string", "source_type": "category", "source_country": "string",
    "target": "string", "target_id": "string", "target_type": "category", "target_country": "string",
    "quad_class": "int64", "quad_label": "category", "events": "int64", "goldstein": "float64",
    "killed": "Int64", "wounded": "Int64",
}  # fmt: skip
QUADS = ["Verbal cooperation", "Material cooperation", "Verbal conflict", "Material conflict"]


def told(*statements: Statement, published: str | None = "2031-05-10") -> Graph:
    """A graph of the statements, each in the document that it names; all documents published on one day."""
    graph = Graph.in_memory(BASE)
    for name in sorted({s.document for s in statements}):
        graph.add(document(name, published), [s for s in statements if s.document == name])
    return graph


def struck(name: str, date: str | None = "2031-05-09", **more: Any) -> Statement:
    return statement(name, "norland", "struck", "sudria", date=date, **more)


def types(frame: pd.DataFrame) -> dict[str, str]:
    return {str(name): str(dtype) for name, dtype in frame.dtypes.items()}


def test_columns_and_their_types_are_fixed(graph: Graph) -> None:
    for made in (graph, Graph.in_memory(BASE)):
        assert types(made.events()) == EVENTS
        assert types(made.dyads()) == DYADS
        assert list(made.events()) == list(EVENTS)
        assert made.events()["quad_label"].cat.categories.tolist() == QUADS
        assert made.dyads()["quad_label"].cat.categories.tolist() == QUADS
        assert made.events()["status"].cat.categories.tolist() == list(STATUSES)


def test_affiliations_are_no_events(graph: Graph) -> None:
    relations = {s.relation for s in graph.read_statements()}
    events = set(graph.events()["relation"])
    assert relations - events == {"leads", "memberOf", "basedIn"}
    assert all(ontology.relations()[name].plover_root for name in events)


def test_relations_that_are_not_of_the_ontology_are_no_events() -> None:
    assert told(statement("d", "norland", "haunted", "sudria")).events().empty


def test_every_event_statement_is_in_one_row(graph: Graph) -> None:
    frame = graph.events()
    known = ontology.relations()
    told_as_event = [s.id for s in graph.read_statements() if known[s.relation].plover_root]
    counted = [identifier for row in frame["statement_ids"] for identifier in row]
    assert sorted(counted) == sorted(told_as_event)
    assert frame["statements"].sum() == len(told_as_event)
    assert frame["id"].is_unique


def test_an_event_that_two_documents_tell_is_one_row(graph: Graph) -> None:
    frame = graph.events()
    row = frame[(frame["date"] == "2031-05-09") & (frame["relation"] == "struck")]
    assert len(row) == 1
    event = row.iloc[0].to_dict()
    assert (event["source"], event["target"]) == ("Norland", "River Brigade")
    assert (event["documents"], event["statements"]) == (2, 2)
    assert (event["killed_low"], event["killed"]) == (12, 19)  # what the two papers say
    assert (event["wounded_low"], event["wounded"]) == (30, 30)
    assert event["published"] == "2031-05-10"
    assert event["place"] == "Tarn"
    assert event["when"] == pd.Timestamp("2031-05-09")
    assert (event["source_type"], event["target_type"], event["status"]) == ("State", "ArmedGroup", "asserted")
    assert event["source_id"] == ACTOR + "norland"


def test_codes_are_those_of_the_ontology(graph: Graph) -> None:
    frame = graph.events()
    for row in frame.itertuples():
        relation = ontology.relations()[row.relation]
        assert row.plover == relation.plover_root
        assert row.cameo == "|".join(relation.cameo_roots)
        assert (row.quad_class, row.quad_label) == (relation.quad_class, relation.heading)
        assert row.goldstein == ontology.plover_roots()[row.plover].goldstein


def test_papers_of_one_publisher_and_copies_are_one_source() -> None:
    graph = Graph.in_memory(BASE)
    wire = (
        "Norland struck Sudria on Friday, and the whole of the town by the river was dark for many hours afterwards. "
        * 3
    )
    for name, source, text in (
        ("a", "Herald", "A."),
        ("b", "Herald", "B."),
        ("c", "Wire", wire),
        ("d", "Copier", wire),
    ):
        graph.add(document(name, source=source, text=text), [struck(name)])
    assert graph.read_documents()[3].copy_of == "c"
    assert graph.events()[["documents", "sources", "statements"]].to_numpy().tolist() == [[4, 2, 4]]


def test_another_status_is_another_row() -> None:
    frame = told(
        struck("a"), struck("b", status="alleged", by="sudria"), struck("c", status="alleged", by="delta-union")
    )
    events = frame.events()
    assert events["status"].tolist() == ["alleged", "asserted"]
    assert events["statements"].tolist() == [2, 1]
    assert events["by"].tolist()[0] == "Delta Union|Sudria"
    assert events["by"].isna().tolist() == [False, True]


def test_another_date_is_another_event() -> None:
    events = told(struck("a"), struck("b", "2031-05-10"), struck("c", "2031-05")).events()
    assert events["date"].tolist() == ["2031-05", "2031-05-09", "2031-05-10"]


def test_events_without_a_date_are_one_where_they_are_told_on_the_same_day() -> None:
    graph = told(struck("a", None), struck("b", None))
    graph.add(document("later", "2031-06-02"), [struck("later", None)])
    graph.add(document("unknown", None), [struck("unknown", None)])
    graph.add(document("also-unknown", None), [struck("also-unknown", None)])
    frame = graph.events()
    assert frame["date"].isna().all()
    assert sorted(zip(frame["published"].fillna(""), frame["documents"], strict=True)) == [
        ("", 1), ("", 1), ("2031-05-10", 2), ("2031-06-02", 1),
    ]  # fmt: skip
    assert frame["id"].is_unique


def test_an_undated_event_is_not_the_one_of_the_day_on_which_it_was_told() -> None:
    assert len(told(struck("a", None), struck("b", "2031-05-10")).events()) == 2


def test_who_is_named_first_does_not_matter_in_a_symmetric_relation() -> None:
    graph = told(
        statement("a", "sudria", "metWith", "norland", date="2031-05"),
        statement("b", "norland", "metWith", "sudria", date="2031-05"),
        statement("c", "sudria", "struck", "norland", date="2031-05"),
        statement("d", "norland", "struck", "sudria", date="2031-05"),
    )
    frame = graph.events()
    assert frame[["source", "relation", "target", "documents"]].to_numpy().tolist() == [
        ["Norland", "metWith", "Sudria", 2],
        ["Norland", "struck", "Sudria", 1],
        ["Sudria", "struck", "Norland", 1],
    ]


def test_the_place_that_most_name_and_the_surest_sentence_are_shown() -> None:
    graph = told(
        struck("a", place="tarn", confidence=0.5, evidence="Norland struck at Tarn."),
        struck("b", place="tarn", confidence=0.9, evidence="Norland struck Tarn again."),
        struck("c", place=participant("sudria"), confidence=0.7),
    )
    row = graph.events().iloc[0]
    assert (row["place"], row["confidence"], row["evidence"]) == ("Tarn", 0.9, "Norland struck Tarn again.")


def test_countries_come_from_the_base() -> None:
    graph = Graph.in_memory()
    graph.add(
        document("d"),
        [
            statement("d", participant("iran", label="Iran", type="State"), "backs",
                      participant("hezbollah", label="Hezbollah", type="ArmedGroup"),
                      place=participant("tehran", label="Tehran", type="Place")),
            statement("d", participant("united-nations", label="UN"), "condemned", participant("nobody-x", label="X")),
        ],
    )  # fmt: skip
    frame = graph.events().set_index("relation")
    countries = ["source_country", "target_country", "place_country"]
    assert frame.loc["backs", countries].tolist() == ["IRN", "LBN", "IRN"]
    assert frame.loc["condemned", countries].isna().all()


def test_countries_of_the_users_own_base() -> None:
    base = ActorBase(
        [Actor("river-brigade", "ArmedGroup", "River Brigade", country="kenya"), Actor("kenya", "State", "Kenya")]
    )
    graph = Graph.in_memory(base)
    graph.add(document("d"), [statement("d", "river-brigade", "struck", "norland")])
    assert graph.events()[["source_country", "target_country"]].iloc[0].tolist() == ["KEN", pd.NA]
    assert graph.dyads()["source_country"].tolist() == ["KEN"]


def test_events_are_in_the_order_of_their_dates(graph: Graph) -> None:
    dates = graph.events()["date"]
    dated = dates.dropna().tolist()
    assert dated == sorted(dated)
    assert dates.isna().tolist() == [False] * len(dated) + [True] * (len(dates) - len(dated))


def test_the_order_of_reading_does_not_matter(graph: Graph) -> None:
    turned = Graph.in_memory(BASE)
    for paper, statements in reversed(corpus()):
        turned.add(paper, reversed(statements))
    assert_frame_equal(graph.events(), turned.events())
    assert_frame_equal(graph.dyads("Q", statuses=STATUSES), turned.dyads("Q", statuses=STATUSES))


def test_every_store_gives_the_same_events(make_graph: MakeGraph, graph: Graph) -> None:
    stored = make_graph()
    stored.add_all(corpus())
    assert_frame_equal(stored.events(), graph.events())
    assert_frame_equal(stored.dyads(), graph.dyads())


# Dyads


def counts(frame: pd.DataFrame) -> list[list[Any]]:
    """Period, source, target, quad class and number of events of each row."""
    text = frame.assign(period=frame["period"].astype("string"))
    columns = ["period", "source", "target", "quad_class", "events"]
    return text[columns].astype(object).where(text[columns].notna(), None).to_numpy().tolist()


def test_dyads_by_month(graph: Graph) -> None:
    assert counts(graph.dyads()) == [
        ["2031-05", "Hill Guard", "River Brigade", 4, 1],
        ["2031-05", "Marsh League", "Hill Guard", 4, 1],
        ["2031-05", "Norland", "River Brigade", 4, 1],
        ["2031-05", "River Brigade", "Hill Guard", 4, 1],
        ["2031-06", "Norland", "Sudria", 1, 1],
        [None, "Hill Guard", "Norland", 2, 1],
        [None, "Norland", "Sudria", 3, 1],
        [None, "Norland", "Sudria", 4, 1],
        [None, "River Brigade", "Marsh League", 2, 1],
        [None, "Sudria", "Norland", 3, 1],
        [None, "Sudria", "River Brigade", 2, 1],
    ]


def test_dyads_count_every_event_of_the_status_once(graph: Graph) -> None:
    events = graph.events()
    for freq in "DWMQY":
        assert graph.dyads(freq)["events"].sum() == (events["status"] == "asserted").sum()
        assert graph.dyads(freq, statuses=STATUSES)["events"].sum() == len(events)
    assert graph.dyads(statuses="alleged")["events"].sum() == (events["status"] == "alleged").sum()


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2031-05-09", {"D": "2031-05-09", "W": "2031-05-05/2031-05-11", "M": "2031-05", "Q": "2031Q2", "Y": "2031"}),
        ("2031-05", {"D": None, "W": None, "M": "2031-05", "Q": "2031Q2", "Y": "2031"}),
        ("2031", {"D": None, "W": None, "M": None, "Q": None, "Y": "2031"}),
        (None, dict.fromkeys("DWMQY")),
        ("1618-05-23", {"D": "1618-05-23", "W": "1618-05-21/1618-05-27", "M": "1618-05", "Q": "1618Q2", "Y": "1618"}),
        ("2031-02", {"D": None, "W": None, "M": "2031-02", "Q": "2031Q1", "Y": "2031"}),
    ],
)  # fmt: skip
def test_an_event_counts_where_its_date_lies_as_a_whole(date: str | None, expected: dict[str, str | None]) -> None:
    graph = told(struck("a", date))
    for freq, period in expected.items():
        frame = graph.dyads(freq)
        assert isinstance(frame["period"].dtype, pd.PeriodDtype)
        assert [None if pd.isna(value) else str(value) for value in frame["period"]] == [period]


def test_weeks_begin_on_monday() -> None:
    monday, sunday = told(struck("a", "2031-05-05")), told(struck("a", "2031-05-11"))
    assert monday.dyads("W")["period"].tolist() == sunday.dyads("W")["period"].tolist()
    assert monday.dyads("W")["period"].iloc[0].start_time.day_name() == "Monday"


def test_the_mean_of_the_scale_is_over_events_not_statements() -> None:
    graph = told(
        struck("a"),
        struck("b"),
        statement("a", "norland", "detained", "sudria", date="2031-05-20", start=100),
    )
    assault, coerce = (ontology.plover_roots()[name].goldstein for name in ("ASSAULT", "COERCE"))
    (row,) = graph.dyads().itertuples()
    assert row.events == 2
    assert row.goldstein == pytest.approx((assault + coerce) / 2)


def test_a_toll_that_stands_with_two_events_counts_once() -> None:
    toll = {"quantities": {"killed": 12, "wounded": 3}}
    graph = told(
        struck("a", **toll),
        statement("a", "norland", "killed", "sudria", date="2031-05-09", **toll),
        struck("b", quantities={"killed": 14}),
        struck("c", "2031-05-20", quantities={"killed": 2}),
    )
    (row,) = graph.dyads().itertuples()
    assert (row.events, row.killed, row.wounded) == (3, 16, 3)


def test_a_toll_that_nobody_gives_is_missing_not_zero() -> None:
    frame = told(struck("a"), struck("b", "2032-01-01", quantities={"killed": 0})).dyads()
    assert frame["killed"].isna().tolist() == [True, False]
    assert frame["killed"].tolist()[1] == 0


@pytest.mark.parametrize("freq", ["month", "m", "", "2M", "ME", "H"])
def test_other_periods_are_refused(graph: Graph, freq: str) -> None:
    with pytest.raises(ValueError, match=r"one of D \(days\), W .*, Y \(years\)"):
        graph.dyads(freq)


def test_other_statuses_are_refused(graph: Graph) -> None:
    with pytest.raises(ValueError, match="unknown status 'rumoured'; one of asserted"):
        graph.dyads(statuses=["rumoured"])


def test_a_date_that_is_none_does_not_stop_the_count() -> None:
    # No writer of ours lets such a date in; a file from elsewhere may.
    from kg.graph.events import _period

    assert [_period(date, "M") for date in ("2031-13", "yesterday", "2031-5", "20310509", "", None)] == [None] * 6


# The page


def page() -> str:
    return (Path(__file__).parents[2] / "docs" / "tables.md").read_text("utf-8")


def test_every_column_is_on_the_page() -> None:
    rows = [line.split("|")[1] for line in page().replace("\\|", "/").splitlines() if line.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    sides = {name.replace("source", "target", 1) for name in EVENTS if name.startswith("source")}
    assert set(EVENTS) - sides == {name for name in told if not name.startswith("target")}
    assert "`target`, `target_id`, …" in page()


def test_the_example_of_the_page_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", page(), re.DOTALL)
    graph = Graph.in_memory()
    iran, iraq = (participant(name.lower(), label=name, type="State") for name in ("Iran", "Iraq"))
    for name, date in (("a", "1980-09-22"), ("b", "1980-09-23"), ("c", "1980-10-01"), ("d", None)):
        graph.add(document(name), [statement(name, iraq, "struck", iran, date=date)])
    *lines, last = code.strip().splitlines()
    names: dict[str, Any] = {"graph": graph}
    exec("\n".join([*lines, f"answer = {last}"]), names)
    assert names["answer"].to_dict() == {("IRQ", "IRN"): {pd.Period("1980-09", "M"): 2, pd.Period("1980-10", "M"): 1}}
