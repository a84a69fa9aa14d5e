"""Neo4j: the files read by the rules of its import: fields in quotes, typed heads, arrays by their delimiter."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from kg.exports.neo4j import ARRAY_DELIMITER
from kg.graph import Graph
from kg.statements import STATUSES
from tests.exports.hostile import shown
from tests.graph.factory import BASE, document, statement

READERS = {"string": str, "long": int, "double": float, "date": str}


def imported(path: Path) -> list[dict[str, Any]]:
    """Rows with values of the types that the head gives; an empty field is no property."""
    with path.open(encoding="utf-8", newline="") as file:
        head, *found = csv.reader(file)
    assert path.read_text("utf-8").count("\n") == len(found) + 1, "a field has several lines"
    rows = []
    for cells in found:
        assert len(cells) == len(head)
        row: dict[str, Any] = {}
        for column, cell in zip(head, cells, strict=True):
            name, _, kind = column.partition(":")
            if not cell:
                continue
            if kind.endswith("[]") or kind == "LABEL":
                row[name or kind] = cell.split(ARRAY_DELIMITER)
            elif kind in READERS:
                row[name] = READERS[kind](cell)
            else:
                row[name or kind] = cell
        rows.append(row)
    return rows


def one_line(text: str) -> str:
    return re.sub("\r\n|\r|\n", " ", shown(text))


@pytest.mark.parametrize("which", ["graph", "hard", "empty"])
@pytest.mark.parametrize("statuses", [("asserted",), STATUSES], ids=["asserted", "all"])
def test_nodes_and_relationships(
    which: str, statuses: tuple[str, ...], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    graph: Graph = request.getfixturevalue(which)
    graph.export(tmp_path, "neo4j", statuses=statuses)
    said = [s for s in graph.read_statements() if s.status in statuses]
    network = graph.to_networkx(statuses=statuses)
    nodes = {row["iri"]: row for row in imported(tmp_path / "actors.csv")}
    assert list(nodes) == list(network)
    for iri, data in network.nodes(data=True):
        assert nodes[iri]["label"] == one_line(data["label"])
        assert nodes[iri]["names"] == [one_line(name) for name in data["names"]]
        assert nodes[iri]["LABEL"] == ["Actor", data["type"]]
    papers = {paper.id: paper for paper in graph.read_documents()}
    found = imported(tmp_path / "statements.csv")
    assert len(found) == len(said)
    for row, s in zip(found, said, strict=True):
        paper = papers[s.document]
        expected = {
            "START_ID(Actor)": s.subject.id, "END_ID(Actor)": s.object.id, "id": s.id, "relation": s.relation,
            "status": s.status, "confidence": s.confidence, "evidence": one_line(s.evidence), "start": s.start,
            "end": s.end, "document": one_line(paper.id), "title": one_line(paper.title),
            "published": paper.published, "source": one_line(paper.source),
        }  # fmt: skip
        assert {name: row[name] for name in expected} == expected
        assert row.get("date") == (one_line(s.date) if s.date else None)
        assert (row.get("by"), row.get("by_iri")) == ((one_line(s.by.label), s.by.id) if s.by else (None, None))
        assert row.get("place_iri") == (s.place.id if s.place else None)
        assert {k: v for k, v in row.items() if k.endswith("_count")} == {
            f"{name}_count": number for name, number in s.quantities.items()
        }


def test_types_of_relationships_and_days(tmp_path: Path) -> None:
    graph = Graph.in_memory(BASE)
    said = [
        statement("d", "norland", "clashedWith", "sudria", start=0, date="2031-05-09"),
        statement("d", "norland", "memberOf", "delta-union", start=1, date="2031-05"),
        statement("d", "norland", "struck", "sudria", start=2, date="2031-02-30"),
    ]
    graph.add(document("d"), said)
    graph.export(tmp_path, "neo4j")
    found = [(row["TYPE"], row.get("date"), row.get("day")) for row in imported(tmp_path / "statements.csv")]
    assert found == [
        ("CLASHED_WITH", "2031-05-09", "2031-05-09"),
        ("MEMBER_OF", "2031-05", None),
        ("STRUCK", "2031-02-30", None),
    ]
