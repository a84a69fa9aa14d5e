"""JSON Lines and RDF: everything that the graph knows, and back again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.exports.rdf import RDF_FORMATS
from kg.graph import Graph, open_graph
from kg.statements import Statement


@pytest.mark.parametrize("which", ["graph", "hard", "empty"])
def test_json_lines_are_what_extract_prints(which: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(which)
    graph.export(tmp_path / "x.jsonl")
    lines = (tmp_path / "x.jsonl").read_bytes().split(b"\n")
    assert lines.pop() == b""
    said = graph.read_statements()
    assert [json.loads(line) for line in lines] == [statement.to_dict() for statement in said]
    assert [Statement.from_json(line.decode()) for line in lines] == said


@pytest.mark.parametrize("found", RDF_FORMATS, ids=lambda found: found.name)
def test_rdf_is_what_serialise_writes(graph: Graph, tmp_path: Path, found: object) -> None:
    name = found.name  # type: ignore[attr-defined]
    graph.export(tmp_path / "one", name)
    graph.serialise(tmp_path / "two", name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_an_export_can_be_opened(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "x.trig.gz")
    with open_graph(tmp_path / "x.trig.gz") as again:
        assert again.read_statements() == graph.read_statements()
