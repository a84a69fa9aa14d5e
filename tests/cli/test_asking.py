"""kg query, validate, view: on a graph of the made-up corpus."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.graph import open_graph
from tests.graph.factory import BASE, corpus

Kg = Callable[..., Any]
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out")
    with open_graph(path / "graph.trig", writable=True, actors=BASE) as graph:
        graph.add_all(corpus())
    return path


BACKS = "SELECT ?who ?whom { ?who kg:backs ?whom } ORDER BY ?who ?whom"


def test_formats(kg: Kg, store: Path) -> None:
    csv = kg("query", store, BACKS).out
    assert csv == kg("query", store, BACKS, "--format", "csv").out
    assert csv.startswith("who,whom\nhttps://w3id.org/geokg/actor/")
    assert json.loads(kg("query", store, BACKS, "-f", "json").out)["head"]["vars"] == ["who", "whom"]
    assert kg("query", store, BACKS, "-f", "markdown").out.startswith("| who | whom |")
    assert kg("query", store, BACKS, "-f", "xml").out.startswith("<?xml")
    table = kg("query", store, BACKS, "-f", "table").out
    assert "actor:sudria" in table
    assert re.search(r"\d+ rows", table)
    assert kg("query", store, "ASK { ?a kg:backs ?b }", "-f", "table").out == "yes\n"
    assert "kg:backs" in kg("query", store, "CONSTRUCT WHERE { ?a kg:backs ?b }", "-f", "turtle").out
    assert kg("query", store, BACKS, "-f", "turtle").status == 2


def test_limit_is_told(kg: Kg, store: Path) -> None:
    ran = kg("query", store, BACKS, "--limit", "1")
    assert len(ran.out.splitlines()) == 2
    assert "cut off after 1 row;" in ran.err


def test_time_limit(kg: Kg, store: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?f && ?c != ?i) }"
    ran = kg("query", store, slow, "--timeout", "0.05")
    assert (ran.status, ran.out) == (1, "")
    assert "took longer than 0.05 s" in ran.err


def test_a_slow_file_is_told(kg: Kg, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kg("query", store, BACKS).err == ""
    monkeypatch.setattr("kg.cli.asking._PATIENCE", 0.0)
    ran = kg("query", store, BACKS)
    assert ran.status == 0
    assert re.fullmatch(r"kg: note: opening \S+ took \d+ s; `kg build … --store FOLDER` .*\n", ran.err)


def test_named(kg: Kg, store: Path) -> None:
    assert "actor/river-brigade" in kg("query", store, "--name", "proxies", "--param", "actor=Sudria").out
    listed = kg("query", "--list")
    assert listed.status == 0
    assert "proxies" in listed.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("SELEC ?x",), "line 1"),
        (("SELECT ?x { ?x nope:y ?z }",), "nope"),
        (("--name", "nonsense"), "there is no query named 'nonsense'"),
        (("--name", "proxies"), "the parameter actor is needed"),
        (("--name", "proxies", "--param", "actor=Nobody"), "Nobody"),
        (("--name", "proxies", "--param", "actor"), "write NAME=VALUE"),
        ((), "give either a SPARQL query or --name"),
        ((BACKS, "--name", "proxies"), "give either a SPARQL query or --name"),
    ],
)
def test_wrong_queries(arguments: tuple[str, ...], message: str, kg: Kg, store: Path) -> None:
    ran = kg("query", store, *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert ran.err.startswith("kg: error: ")


@pytest.mark.parametrize(
    "command", [("query", "ASK {}"), ("validate",), ("view",), ("export", "-f", "turtle"), ("serve",)]
)
def test_missing_store(command: tuple[str, ...], kg: Kg, tmp_path: Path) -> None:
    ran = kg(command[0], tmp_path / "none", *command[1:])
    assert (ran.status, ran.out) == (2, "")
    assert "none does not exist" in ran.err


def test_damaged_store(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "graph.trig").write_text("<a> <b> .\n")
    ran = kg("query", tmp_path, "ASK {}")
    assert ran.status == 1
    assert "graph.trig: line 1: not valid TriG" in ran.err


def test_validate(kg: Kg, store: Path, tmp_path: Path) -> None:
    ran = kg("validate", store)
    assert (ran.status, ran.out[:6]) == (0, "Valid:")
    text = (store / "graph.trig").read_text("utf-8")
    (tmp_path / "bad.trig").write_text(text.replace("kg:status kg:asserted", "kg:status kg:sworn", 1), "utf-8")
    ran = kg("validate", tmp_path / "bad.trig")
    assert ran.status == 1
    assert "problem" in ran.out


def test_view(kg: Kg, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "new" / "part.html"
    options = ("--actor", "River Brigade", "--depth", 2, "--relation", "backs", "--status", "asserted", "--top", 5)
    ran = kg("view", store, "-o", file, *options, "--title", "Backers")
    assert (ran.status, ran.out) == (0, f"Wrote {file}\n")
    html = file.read_text("utf-8")
    assert "<title>Backers</title>" in html
    assert "Hill Guard" not in html


def test_view_is_written_to_a_file(kg: Kg, store: Path, tmp_path: Path) -> None:
    ran = kg("view", store, "-o", tmp_path)
    assert ran.status == 2
    assert f"{tmp_path} is a folder; write {tmp_path / 'graph.html'}" in ran.err


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--actor", "Nobody", "no actor named 'Nobody'"),
        ("--relation", "likes", "there is no relation 'likes'; the relations are "),
        ("--status", "sworn", "unknown status 'sworn'; one of asserted"),
        ("--since", "May", "'May' is no date; write 2020-01-03"),
        ("--until", "1200", "passes these filters"),
    ],
)
def test_view_of_what_is_not_there(option: str, value: str, message: str, kg: Kg, store: Path, tmp_path: Path) -> None:
    ran = kg("view", store, "-o", tmp_path / "x.html", option, value)
    assert ran.status == 2
    assert message in ran.err
    assert not (tmp_path / "x.html").exists()


def test_version_and_help(kg: Kg) -> None:
    assert kg("--version").out.startswith("geokg 0.")
    help_ = kg("--help")
    assert help_.status == 0
    for command in ("build", "extract", "query", "view", "export", "serve", "actors", "validate", "remove"):
        assert command in help_.out
        assert kg(command, "--help").status == 0
