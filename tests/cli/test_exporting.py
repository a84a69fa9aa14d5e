"""kg export: formats, files, filters, notes and wrong use."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import rdflib

from kg.exports import FORMATS
from kg.graph import open_graph
from kg.statements import Statement
from tests.graph.factory import BASE, corpus

Kg = Callable[..., Any]
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out")
    with open_graph(path / "graph.trig", writable=True, actors=BASE) as graph:
        graph.add_all(corpus())
    return path


def test_rdf_to_standard_output(kg: Kg, store: Path, tmp_path: Path) -> None:
    out = kg("export", store, "--format", "nquads").out
    assert kg("export", store, "--format", "nquads", "-o", tmp_path / "g.nq").status == 0
    assert (tmp_path / "g.nq").read_text("utf-8") == out
    assert len(rdflib.Dataset().parse(data=out, format="nquads")) > 0


def test_the_ending_tells_the_format(kg: Kg, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "new" / "network.graphml"
    ran = kg("export", store, "-o", file)
    assert (ran.status, ran.out, ran.err) == (0, f"Wrote {file}\n", "")
    assert len(nx.read_graphml(file)) == 8


def test_a_folder(kg: Kg, store: Path, tmp_path: Path) -> None:
    ran = kg("export", store, "-f", "csv", "-o", tmp_path / "net")
    assert ran.out == f"Wrote {tmp_path / 'net' / 'edges.csv'}\nWrote {tmp_path / 'net' / 'nodes.csv'}\n"


def test_filters(kg: Kg, store: Path) -> None:
    ran = kg("export", store, "-f", "jsonl", "--relation", "backs", "--relation", "struck", "--status", "alleged")
    found = [Statement.from_json(line) for line in ran.out.splitlines()]
    assert [(s.relation, s.status) for s in found] == [("backs", "alleged"), ("struck", "alleged")]
    ran = kg("export", store, "-f", "jsonl", "--actor", "Hill Guard", "--since", "2031-05-13", "--min-confidence", 0.5)
    assert {json.loads(line)["date"] for line in ran.out.splitlines()} == {"2031-05-30", "2031-05-31"}


def test_what_does_not_fit_is_noted(kg: Kg, store: Path) -> None:
    ran = kg("export", store, "-f", "followthemoney")
    assert ran.status == 0
    assert "kg: note: 1 statement has no place in FollowTheMoney" in ran.err
    assert all(json.loads(line)["schema"] for line in ran.out.splitlines())


def test_list(kg: Kg) -> None:
    ran = kg("export", "--list")
    assert ran.status == 0
    assert [name for name in FORMATS if name not in ran.out] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-f", "docx"), "unknown format 'docx'; one of jsonl"),
        (("-o", "x.docx"), "the ending tells no format"),
        ((), "name a format with -f or a file with -o"),
        (("-f", "csv"), "csv is a folder with nodes.csv and edges.csv: name it with -o"),
        (("-f", "gexf", "--status", "sworn"), "unknown status 'sworn'"),
        (("-f", "gexf", "--actor", "Nobody"), "no actor named 'Nobody'"),
        (("-f", "turtle", "--since", "2031"), "Turtle holds the whole graph"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], message: str, kg: Kg, store: Path) -> None:
    ran = kg("export", store, *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err


def test_store_is_needed(kg: Kg) -> None:
    assert "STORE is missing" in kg("export", "-f", "gexf").err


def test_bad_data_is_no_wrong_use(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "graph.trig").write_text("<a> <b> .\n")
    assert kg("export", tmp_path, "-f", "gexf").status == 1
