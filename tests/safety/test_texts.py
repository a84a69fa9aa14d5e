"""Hostile texts."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.language import Language

from kg.documents import Document, Problem, Sources
from kg.graph import Graph, open_graph
from kg.graph.stores.base import Change
from kg.reading import Reading, reader
from kg.statements import Statement
from kg.views.html import render_html
from tests.graph.factory import BASE, corpus, document, participant, statement

SCRIPT = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`&lt;<!--"
UPDATE = '" } ; DROP ALL ; INSERT DATA { <x:a> <x:b> "\\" } # \' \n > <x:c'
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '\t=HYPERLINK("http://evil.example")', "  =1", "x;=1"]
ESCAPES = "\x1b[2J\x1b]0;title\x07\x9b31m\x08\x00red"


def hostile(text: str) -> tuple[Document, list[Statement]]:
    """A document that has the text in every field, and so has its statement."""
    actor = participant("evil", text, label=text, names=(text,), type="Organization")
    said = statement("d", actor, "struck", participant("other", text), evidence=text + ".")
    return document("d", title=text, source=text, author=text), [said]


def test_markup_stays_text() -> None:
    paper, said = hostile(SCRIPT)
    html = render_html([replace(paper, id=SCRIPT)], [replace(s, document=SCRIPT) for s in said], title=SCRIPT)
    plain = render_html([], [])
    assert html.count("<script") == plain.count("<script")
    assert html.count("<img") == plain.count("<img")
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert block is not None
    assert not re.search("[<>&]", block[1])
    assert json.loads(block[1])["title"] == SCRIPT
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]


def test_sparql_stays_text(tmp_path: Path) -> None:
    for place in (tmp_path / "store", tmp_path / "graph.trig"):
        with open_graph(place, writable=True, actors=BASE) as graph:
            graph.add_all(corpus())
            before = len(list(graph.store.quads()))
            for text in (UPDATE, SCRIPT, "\\u0022 . } ; DROP ALL", "a\u2028\\b"):
                paper, said = hostile(text)
                graph.add(paper, said)
                assert graph.read_statements("d") == said
                assert graph.store.apply(Change(drop=[])) is None
                assert graph.query("SELECT ?a { ?a skos:prefLabel $name }", parameters={"name": text})
                assert len(graph.named_query("about", actor=text)) == 1
                graph.remove("d")
                assert len(list(graph.store.quads())) == before


def test_formulas_are_guarded(tmp_path: Path) -> None:
    for formula in FORMULAS:
        graph = Graph.in_memory(BASE)
        graph.add(*hostile(formula))
        graph.export(tmp_path / "out", "csv")
        cells = []
        for path in sorted((tmp_path / "out").iterdir()):
            with path.open(encoding="utf-8", newline="") as file:
                cells += [cell for row in csv.reader(file) for cell in row]
        assert any(formula in cell.replace("'", "") for cell in cells)
        assert not [cell for cell in cells if re.match(r"[\s\"]*[=+@-](?![\d.]*$)", cell)]


def seen_on_a_terminal(*arguments: object, folder: Path) -> str:
    """What a command prints to a terminal, its own colours aside."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "200"},
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while True:
        try:
            block = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not block:
            break
        said += block
    process.wait()
    os.close(ours)
    return said.decode("utf-8")


def test_nothing_is_done_to_a_terminal(tmp_path: Path) -> None:
    with open_graph(tmp_path / "graph.trig", writable=True, actors=BASE) as graph:
        graph.add(*hostile(ESCAPES))
    (tmp_path / f"a{ESCAPES[:6]}.txt").write_bytes(b"")
    (tmp_path / "b.jsonl").write_text(
        json.dumps({"id": ESCAPES, "text": "Iran backs Hezbollah."}) + "\n{bad\x1b[31m}\n"
    )
    (tmp_path / "actors.csv").write_text(f"id,type,label\nevil,Person,Evil {ESCAPES.replace(chr(0), '')}\n")
    graph_file = tmp_path / "graph.trig"
    commands: list[tuple[object, ...]] = [
        ("query", graph_file, "--name", "actors", "-f", kind)
        for kind in ("table", "csv", "tsv", "json", "xml", "markdown")
    ]
    commands += [
        ("export", graph_file, "-f", "nquads"),
        ("export", graph_file, "-f", "csv"),
        ("validate", graph_file),
        ("query", graph_file, f"SELECT {ESCAPES[:6]}"),
        ("extract", tmp_path / "b.jsonl", tmp_path / f"a{ESCAPES[:6]}.txt"),
        ("build", tmp_path / "b.jsonl", "-o", tmp_path / "out"),
        ("actors", "evil", "--actors", tmp_path / "actors.csv"),
        ("remove", graph_file, ESCAPES[:6]),
        ("view", tmp_path / f"none{ESCAPES[:6]}"),
    ]
    for command in commands:
        said = seen_on_a_terminal(*command, folder=tmp_path)
        assert said.strip(), command
        left = {c for c in said if unicodedata.category(c) in ("Cc", "Cf")} - set("\r\n\t")
        assert not left, (command, said)


def test_a_text_cannot_stop_the_others(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SECONDS", 1.0)
    real = Reading._extract

    def sometimes(reading: Reading, given: Document) -> list[Statement]:
        while given.id == "endless":
            pass
        if given.id == "broken":
            raise RecursionError
        return real(reading, given)

    monkeypatch.setattr(Reading, "_extract", sometimes)
    problems: list[Problem] = []
    texts = {"long": "Iran. " * 200_000, "endless": "x", "broken": "x", "good": "Iran backs Hezbollah."}
    found = list(Reading([Document(id_, text) for id_, text in texts.items()], nlp, problems.append))
    assert [paper.id for paper, _ in found] == ["good"]
    assert len(problems) == 3


def test_unseen_marks_are_taken_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ira\u200bn ba\u00adcks \u202eHezbollah\u202c.", "utf-8")
    (paper,) = Sources(tmp_path, print)
    assert paper.text == "Iran backs Hezbollah."
