"""Serving: an independent client asks the endpoint; it is read-only unless told, and stops."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.graph import Graph, StoreError, StoreLocked, open_graph
from kg.graph.server import Server
from kg.graph.stores.http import Client
from tests.graph.conftest import oxigraph_program
from tests.graph.factory import BASE, corpus, document, statement

pytestmark = [
    pytest.mark.skipif(oxigraph_program() is None, reason="the oxigraph server is not installed"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib"),
]

STRUCK = "SELECT ?a WHERE { ?a <https://w3id.org/geokg/ontology#struck> ?b } ORDER BY ?a"


@pytest.fixture(params=["folder", "graph.trig"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    with open_graph(path, writable=True, actors=BASE) as graph:
        graph.add_all(corpus())
    return path


def ask(endpoint: str, query: str) -> list:
    request = urllib.request.Request(
        f"{endpoint}?{urllib.parse.urlencode({'query': query})}", headers={"Accept": "application/sparql-results+json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)["results"]["bindings"]


def update(address: str) -> int:
    request = urllib.request.Request(
        f"{address}update", b"INSERT DATA { <x:a> <x:b> <x:c> }", {"Content-Type": "application/sparql-update"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.status


def test_serves_queries_the_query_page_and_the_view_and_stops(place: Path) -> None:
    with Server(place, port=0, page=b"<p>the view</p>") as server:
        assert not server.public
        assert len(ask(server.endpoint, STRUCK)) == 4
        rows = rdflib.Graph(SPARQLStore(server.endpoint)).query(STRUCK)
        assert len(list(rows)) == 4
        with urllib.request.urlopen(server.address, timeout=20) as page:
            assert b"<html" in page.read()
        assert server.view is not None
        with urllib.request.urlopen(server.view, timeout=20) as page:
            assert page.read() == b"<p>the view</p>"
        with open_graph(server.endpoint) as remote:
            assert len(remote.read_statements()) == sum(len(said) for _, said in corpus())
        endpoint = server.endpoint
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(endpoint, timeout=5)


def test_is_read_only(place: Path) -> None:
    with Server(place, port=0) as server, pytest.raises(urllib.error.HTTPError) as caught:
        update(server.address)
    assert caught.value.code in (403, 404, 405)


def test_writes_when_told(tmp_path: Path) -> None:
    Graph(open_graph(tmp_path / "store", writable=True).store).close()
    with Server(tmp_path / "store", port=0, writable=True) as server:
        assert update(server.address) == 204
    with open_graph(tmp_path / "store") as graph:
        assert graph.query("ASK { <x:a> <x:b> <x:c> }")


def test_a_file_is_not_served_for_writing(tmp_path: Path) -> None:
    open_graph(tmp_path / "g.trig", writable=True).add_all(corpus())
    with pytest.raises(StoreError, match="cannot be served for writing"):
        Server(tmp_path / "g.trig", port=0, writable=True).start()


def test_nobody_writes_what_is_being_served(tmp_path: Path) -> None:
    open_graph(tmp_path / "store", writable=True).close()
    with Server(tmp_path / "store", port=0):
        with open_graph(tmp_path / "store"):
            pass
        with pytest.raises(StoreLocked):
            open_graph(tmp_path / "store", writable=True)
    open_graph(tmp_path / "store", writable=True).close()


def test_the_lock_outlives_a_killed_parent(tmp_path: Path) -> None:
    open_graph(tmp_path / "store", writable=True).close()
    code = (
        "import sys, os, signal; from kg.graph.server import Server\n"
        "s = Server(sys.argv[1], port=0); s.start(); print(s._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "store")],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    pid = int(run.stdout)
    try:
        with pytest.raises(StoreLocked):
            open_graph(tmp_path / "store", writable=True)
    finally:
        os.kill(pid, signal.SIGTERM)


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    open_graph(tmp_path / "store", writable=True).close()
    with Server(tmp_path / "store", port=0) as first, pytest.raises(StoreError, match="choose another port"):
        Server(tmp_path / "store", port=int(first.address.rsplit(":")[-1].strip("/"))).__enter__()


@pytest.mark.parametrize(
    ("host", "public"), [("127.0.0.1", False), ("localhost", False), ("::1", False), ("0.0.0.0", True)]
)
def test_says_whether_others_can_reach_it(host: str, public: bool) -> None:
    assert Server("x", host=host, port=1).public is public


def test_reading_takes_few_requests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_graph(tmp_path / "store", writable=True, actors=BASE) as graph:
        graph.add_all((document(f"d{n}"), [statement(f"d{n}", "norland", "struck", "sudria")]) for n in range(250))
    sent: list[str] = []
    send = Client.send

    def counted(self: Client, method: str, url: str, **more: Any) -> tuple[bytes, str]:
        sent.append(url)
        return send(self, method, url, **more)

    monkeypatch.setattr(Client, "send", counted)
    with Server(tmp_path / "store", port=0) as server, open_graph(server.endpoint) as remote:
        assert [said.document for said in remote.read_statements()] == sorted(f"d{n}" for n in range(250))
        assert len(sent) < 10
