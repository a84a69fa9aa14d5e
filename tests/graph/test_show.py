"""How a graph shows itself: inline, as a table in a notebook, as a line in a terminal."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.graph import Graph, GraphError, open_graph
from kg.graph.preview import preview_html
from kg.graph.tables import Summary, summary
from kg.statements import STATUSES
from tests.graph.conftest import MakeGraph
from tests.graph.factory import BASE, corpus, document, participant, statement


class Cells(HTMLParser):
    """The text of the table's cells, by row, and all tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.inside = True
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def test_show_is_a_page_in_a_frame(graph: Graph) -> None:
    shown = graph.show(height=480, title="War on the river <1>", top=3)
    assert shown.height == 480
    assert "<title>War on the river &lt;1&gt;</title>" in shown.html
    assert "Norland bombed the River Brigade near Tarn." in shown.html
    markup = shown._repr_html_()
    assert markup.startswith("<iframe srcdoc=")
    assert 'height="480"' in markup
    assert repr(shown).startswith("<interactive graph")


def test_show_has_a_title_and_a_height_of_its_own(graph: Graph) -> None:
    shown = graph.show()
    assert shown.height == 640
    assert "<title>Who did what to whom</title>" in shown.html


def test_show_knows_the_actors_of_the_base_of_the_graph(graph: Graph) -> None:
    assert "Republic of Sudria" in graph.show().html  # a name that no document uses


def test_show_is_the_same_each_time(graph: Graph) -> None:
    turned = Graph.in_memory(BASE)
    turned.add_all(reversed(corpus()))
    assert graph.show() == graph.show() == turned.show()


def test_an_empty_graph_shows_itself() -> None:
    empty = Graph.in_memory(BASE)
    assert "<html" in empty.show().html
    assert repr(empty) == "<Graph of 0 documents, 0 actors, 0 statements (the graph in memory)>"
    assert empty._repr_html_() == "<p><b>0 documents, 0 actors, 0 statements</b> (the graph in memory)</p>"


def test_no_actors_at_the_start_is_refused(graph: Graph) -> None:
    with pytest.raises(ValueError, match="top"):
        graph.show(top=0)


def test_a_line_for_the_terminal(graph: Graph) -> None:
    assert repr(graph) == "<Graph of 4 documents, 8 actors, 20 statements (the graph in memory)>"


def test_one_of_a_thing_is_not_many() -> None:
    graph = Graph.in_memory(BASE)
    graph.add(document("d"), [statement("d", "norland", "struck", "norland")])
    assert repr(graph) == "<Graph of 1 document, 1 actor, 1 statement (the graph in memory)>"


def test_thousands_are_readable() -> None:
    assert str(Summary(12_345, 1, {"struck": {"asserted": 1_000, "alleged": 234}})) == (
        "12,345 documents, 1 actor, 1,234 statements"
    )


def test_a_graph_that_cannot_be_counted_has_a_repr(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise GraphError("out of reach")

    monkeypatch.setattr(graph.store, "query", fail)
    assert repr(graph) == "<Graph (the graph in memory)>"


def test_a_closed_graph_has_a_repr(tmp_path: Path) -> None:
    graph = open_graph(tmp_path / "folder", writable=True, actors=BASE)
    graph.close()
    assert str(tmp_path / "folder") in repr(graph)


def test_a_table_of_relations_and_statuses(graph: Graph) -> None:
    rows = Cells(summary(graph).to_html("a graph")).rows
    assert rows[0] == ["relation", *STATUSES, "all"]
    assert rows[1:4] == [
        ["struck", "5", "1", "", "", "6"],
        ["backs", "2", "1", "1", "", "4"],
        ["accused", "2", "", "", "", "2"],
    ]
    assert sum(int(row[-1]) for row in rows[1:]) == len(graph.read_statements())


def test_a_long_table_is_cut() -> None:
    graph = Graph.in_memory(BASE)
    graph.add(document("d"), [statement("d", "norland", f"did{i:02}", "sudria") for i in range(17)])
    markup = graph._repr_html_()  # without a preview, as nothing has a date
    assert len(Cells(markup).rows) == 16
    assert "and 2 more relations" in markup


def test_a_preview_of_the_latest_events(graph: Graph) -> None:
    rows = Cells(graph._repr_html_()).rows
    assert rows[-6] == ["latest", "asserted", "sentence"]
    assert rows[-5:-2] == [
        ["2031-06", "Norland metWith Sudria", "Norland met Sudria in June."],
        ["2031-05-31", "River Brigade struck Hill Guard", "The River Brigade shot at the Hill Guard."],
        ["2031-05-30", "Marsh League struck Hill Guard", "The Marsh League raided the Hill Guard."],
    ]


def test_the_preview_has_asserted_events_alone() -> None:
    graph = Graph.in_memory(BASE)
    graph.add(
        document("d"),
        [
            statement("d", "norland", "struck", "sudria", "alleged", date="2031-05-01"),
            statement("d", "ada-venn", "leads", "sudria", date="2031-05-02"),
            statement("d", "norland", "visited", "sudria", date="2031-05-03", evidence="<b>A visit</b>."),
            statement("d", "norland", "visited", "tarn"),
        ],
    )
    shown = preview_html(graph)
    assert Cells(shown).rows[1:] == [["2031-05-03", "Norland visited Sudria", "<b>A visit</b>."]]
    assert preview_html(Graph.in_memory(BASE)) == ""


def test_a_graph_that_cannot_be_counted_shows_its_name(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise GraphError("out of reach")

    monkeypatch.setattr(graph.store, "query", fail)
    assert graph._repr_html_() == "<p>&lt;Graph (the graph in memory)&gt;</p>"


def test_a_preview_that_fails_leaves_the_numbers(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise GraphError("out of reach")

    monkeypatch.setattr("kg.graph.preview.preview_html", fail)
    assert graph._repr_html_() == summary(graph).to_html(graph.store.name)


def test_names_are_text_not_markup() -> None:
    counts = {"<script>alert(1)</script>": {"asserted": 1}}
    markup = Summary(1, 1, counts).to_html("<img src=x onerror=alert(1)>")
    assert Cells(markup).tags <= {"p", "b", "table", "thead", "tbody", "tr", "th", "td"}
    assert "&lt;script&gt;" in markup


def test_every_store_counts_alike(make_graph: MakeGraph, graph: Graph) -> None:
    stored = make_graph()
    stored.add_all(corpus())
    assert summary(stored) == summary(graph)


def test_the_numbers_are_those_of_the_tables(graph: Graph) -> None:
    graph.add(document("new"), [statement("new", participant("x", id="https://example.org/x"), "struck", "norland")])
    counted = summary(graph)
    assert (counted.documents, counted.actors) == (len(graph.documents()), len(graph.actors()))
    relations = graph.statements()["relation"].value_counts()
    assert {name: sum(by_status.values()) for name, by_status in counted.statements.items()} == relations.to_dict()


def test_a_part_shows_itself(graph: Graph) -> None:
    part = graph.show(actor="River Brigade", relations=["backs"], statuses=["asserted"])
    assert len(part.html) < len(graph.show().html)
    assert "Hill Guard" not in part.html
    with pytest.raises(ValueError, match="did you mean River Brigade"):
        graph.show(actor="River Brigad")
    with pytest.raises(ValueError, match="no relation 'likes'"):
        graph.show(relations=["likes"])
