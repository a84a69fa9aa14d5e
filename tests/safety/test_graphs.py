"""Hostile RDF and actor files."""

from __future__ import annotations

import re
import socket
from contextlib import suppress
from pathlib import Path

import pytest

from kg.actors.base import ActorBase, ActorFileError
from kg.graph import GraphDataError, StoreError, open_graph
from kg.graph.validation import validate
from kg.views.html import render_html
from tests.graph.factory import BASE, document, participant, statement
from tests.safety.test_texts import SCRIPT

FAR = "http://127.0.0.1:9/far"


def test_no_reference_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    files = {
        "a.ttl": f"<http://x/o> a <http://www.w3.org/2002/07/owl#Ontology> ; <http://www.w3.org/2002/07/owl#imports> <{FAR}> .",
        "b.jsonld": f'{{"@context": "{FAR}", "@id": "http://x/a"}}',
        "c.rdf": f'<!DOCTYPE r SYSTEM "{FAR}"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)
        for use in (lambda path: validate(open_graph(path)), lambda path: ActorBase.with_files([path])):
            with suppress(GraphDataError, StoreError, ActorFileError):  # some say that there is nothing of ours in it
                use(tmp_path / name)


def test_graphs_are_shown_as_text(tmp_path: Path) -> None:
    path = tmp_path / "g.trig"
    actor = participant("evil", SCRIPT, label=SCRIPT, names=(SCRIPT,))
    with open_graph(path, writable=True, actors=BASE) as graph:
        paper = document("d", source="javascript:alert(1)", title=SCRIPT)
        graph.add(paper, [statement("d", actor, "struck", "norland", evidence=SCRIPT)])
    with open_graph(path) as graph:
        html = render_html(graph.read_documents(), graph.read_statements())
        plain = render_html([], [])
        assert html.count("<script") == plain.count("<script")
        assert html.count("<img") == plain.count("<img")
        for shown in (graph._repr_html_(), graph.query("SELECT ?l { ?s skos:prefLabel ?l }")._repr_html_()):
            assert "<script" not in shown
            assert "<img" not in shown
    # The page makes a link of a source that is an address of the web, and of nothing else.
    script = (Path(__file__).parents[2] / "kg" / "views" / "assets" / "js" / "evidence.js").read_text("utf-8")
    (pattern,) = re.findall(r"if \(/(\^https.*?)/i\.test", script)
    assert not re.match(pattern.replace("\\/", "/"), "javascript:alert(1)//https://x")


def test_deep_files_are_refused(tmp_path: Path) -> None:
    deep = {
        "a.jsonld": '{"http://x/p":' * 50_000 + "1" + "}" * 50_000,
        "b.ttl": "<http://x/a> <http://x/p> " + "(" * 200_000 + ")" * 200_000 + " .",
        "c.ttl": "<http://x/a> <http://x/p> " + "[ <http://x/p> " * 100_000 + "1" + "]" * 100_000 + " .",
    }
    for name, content in deep.items():
        (tmp_path / name).write_text(content)
        for error, use in (
            ((GraphDataError, StoreError), lambda path: open_graph(path)),
            ((ActorFileError,), lambda path: ActorBase.with_files([path])),
        ):
            with suppress(error):  # what can be parsed, may be
                use(tmp_path / name)
    with pytest.raises(GraphDataError, match="nested too deep"):
        open_graph(tmp_path / "a.jsonld")
    with pytest.raises(ActorFileError, match="nested too deep"):
        ActorBase.with_files([tmp_path / "a.jsonld"])
