"""Endpoints: which addresses are meant, credentials that stay secret, and servers that answer otherwise than hoped."""

from __future__ import annotations

import base64
import logging
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Graph, QueryError, StoreError, open_graph
from kg.graph.stores import http, remote
from kg.graph.stores.remote import Addresses
from tests.graph.factory import BASE, corpus, document
from tests.serving import serving

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own, about its own modules


@pytest.mark.parametrize(
    ("given", "query", "update", "graphs"),
    [
        ("http://h:7878", "http://h:7878/query", "http://h:7878/update", "http://h:7878/store"),
        ("http://h:7878/query", "http://h:7878/query", "http://h:7878/update", "http://h:7878/store"),
        ("http://h/ds/sparql", "http://h/ds/sparql", "http://h/ds/update", "http://h/ds/data"),
        ("http://h/sparql", "http://h/sparql", "http://h/sparql", None),
        ("http://h/any/thing", "http://h/any/thing", "http://h/any/thing", None),
    ],
)
def test_addresses(given: str, query: str, update: str, graphs: str | None) -> None:
    assert Addresses.guess(given) == Addresses(query, update, graphs)


def test_addresses_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENDPOINT_UPDATE", "http://h/u")
    monkeypatch.setenv("KG_ENDPOINT_GRAPHS", "http://h/g")
    assert Addresses.guess("http://h/q") == Addresses("http://h/q", "http://h/u", "http://h/g")


@pytest.mark.parametrize("offered", [True, False])
def test_much_goes_by_the_graph_store_protocol_where_it_is_offered(
    offered: bool, endpoint: str, fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "_BULK", 50)
    if not offered:
        fake.status = 405
        monkeypatch.setenv("KG_ENDPOINT_GRAPHS", f"{fake.address}/store")
    sent: list[str] = []
    send = http.Client.send

    def noted(self: http.Client, method: str, url: str, **more: Any) -> tuple[bytes, str]:
        sent.append(url.rpartition("/")[2])
        return send(self, method, url, **more)

    with open_graph(endpoint, writable=True, actors=BASE) as graph:
        graph.store.update("DROP ALL")  # type: ignore[attr-defined]
        monkeypatch.setattr(http.Client, "send", noted)
        graph.add_all(corpus())
        assert [name for name in sent if name != "query"] == (["store"] if offered else ["store", "update"])
        graph.serialise(tmp_path / "remote.nq", "nquads")
    with Graph.in_memory(BASE) as here:
        here.add_all(corpus())
        here.serialise(tmp_path / "here.nq", "nquads")
    assert (tmp_path / "remote.nq").read_bytes() == (tmp_path / "here.nq").read_bytes()


@dataclass
class Fake:
    """A server that answers as told and remembers what it was sent."""

    address: str
    status: int = 200
    kind: str = "application/sparql-results+json"
    body: bytes = b'{"head": {}, "boolean": true}'
    headers: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    location: str = ""


@pytest.fixture
def fake() -> Iterator[Fake]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            state.headers.append((self.path, dict(self.headers)))
            redirect = state.location and not self.path.startswith("/elsewhere")
            self.send_response(302 if redirect else state.status)
            if redirect:
                self.send_header("Location", state.location)
            self.send_header("Content-Type", state.kind)
            self.send_header("Content-Length", str(len(state.body)))
            self.end_headers()
            self.wfile.write(state.body)

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state = Fake(f"http://127.0.0.1:{server.server_address[1]}")
    with serving(server):
        yield state


SECRET = "s3cret-pa55"


@pytest.fixture
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENDPOINT_USER", "ann")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", SECRET)
    monkeypatch.setenv("KG_ENDPOINT_HEADERS", f"X-Token: {SECRET}-token\nX-Other: b")


@pytest.mark.usefixtures("credentials")
def test_credentials_are_sent(fake: Fake) -> None:
    assert open_graph(fake.address).query("ASK {}")
    _, headers = fake.headers[-1]
    assert base64.b64decode(headers["Authorization"].removeprefix("Basic ")).decode() == f"ann:{SECRET}"
    assert headers["X-Token"] == f"{SECRET}-token"
    assert headers["X-Other"] == "b"


def test_credentials_of_the_address(fake: Fake) -> None:
    graph = open_graph(fake.address.replace("http://", f"http://bob:{SECRET}%21@"))
    graph.query("ASK {}")
    assert base64.b64decode(fake.headers[-1][1]["Authorization"].removeprefix("Basic ")).decode() == f"bob:{SECRET}!"
    assert SECRET not in repr(graph)
    assert graph.store.name == fake.address


@pytest.mark.usefixtures("credentials")
@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_credentials_are_in_no_message_and_no_log(
    fake: Fake, status: int, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    basic = base64.b64encode(f"ann:{SECRET}".encode())
    fake.status, fake.kind, fake.body = status, "text/plain", b"you sent " + basic + f" or {SECRET}-token".encode()
    graph = open_graph(fake.address, writable=True)
    with pytest.raises(StoreError) as caught:
        graph.query("ASK {}")
    with pytest.raises(StoreError):
        graph.remove("x")
    out, err = capfd.readouterr()
    told = "".join(traceback.format_exception(caught.value)) + caplog.text + out + err + repr(vars(graph.store))
    assert SECRET not in told
    assert basic.decode() not in told
    assert fake.address in str(caught.value)
    if status in (401, 403):
        assert "KG_ENDPOINT_USER" in str(caught.value)


def test_a_password_in_an_address_is_not_shown(kg: Callable[..., Any], endpoint: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Iran backs Hezbollah.")
    for address in (endpoint, "http://127.0.0.1:9"):
        given = address.replace("http://", f"http://ann:{SECRET}@")
        for command in (
            ("query", given, "SELEC"),
            ("query", given, "--name", "about", "-p", "actor=nobody"),
            ("build", tmp_path / "a.txt", "--store", given),
            ("remove", given, "nothing"),
            ("view", given, "-o", tmp_path / "x.html", "--actor", "nobody"),
            ("export", given, "-f", "csv"),
            ("validate", given),
            ("serve", given),
            ("actors", "same", "nobody", "nothing", "--in", given),
        ):
            ran = kg(*command)
            assert SECRET not in ran.out + ran.err, command
            assert "Traceback" not in ran.err


@pytest.mark.usefixtures("credentials")
def test_no_redirect_is_followed(fake: Fake) -> None:
    fake.location = f"{fake.address.replace('127.0.0.1', 'localhost')}/elsewhere"
    graph = open_graph(fake.address, writable=True)
    for ask in (
        lambda: graph.query("ASK {}"),
        lambda: graph.add(document("x"), []),
        lambda: graph.dataset.query("ASK {}"),
        lambda: graph.dataset.update("DROP ALL"),
    ):
        with pytest.raises(StoreError, match=r"has moved \(302\); if you trust it, use http://localhost:\d+/elsewhere"):
            ask()
    assert {path for path, _ in fake.headers} == {"/query", "/update"}


@pytest.mark.usefixtures("credentials")
def test_rdflib_sends_the_credentials_too(fake: Fake) -> None:
    dataset = open_graph(fake.address, writable=True).dataset
    assert dataset.query("ASK {}").askAnswer
    dataset.update("DROP ALL")
    assert [path for path, _ in fake.headers] == ["/query", "/update"]
    assert all(headers["X-Token"] == f"{SECRET}-token" and headers["Authorization"] for _, headers in fake.headers)
    assert SECRET not in repr(vars(dataset.store))


def test_a_page_that_is_no_endpoint(fake: Fake) -> None:
    fake.kind, fake.body = "text/html", b"<html>"
    with pytest.raises(StoreError, match="is it the address of a SPARQL endpoint"):
        open_graph(fake.address).query("ASK {}")


def test_nobody_there() -> None:
    with pytest.raises(StoreError, match="cannot be reached"):
        open_graph("http://127.0.0.1:9").query("ASK {}")


@pytest.mark.parametrize("line", [SECRET, f"X Y: {SECRET}", f"X: {SECRET}é", f": {SECRET}", f"X: \x00{SECRET}"])
def test_a_wrong_header_is_not_shown(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr("os.environ", {"KG_ENDPOINT_HEADERS": line})
    with pytest.raises(StoreError, match="each line is") as caught:
        open_graph("http://127.0.0.1:9")
    assert SECRET not in str(caught.value)


def test_an_answer_that_breaks_off(fake: Fake) -> None:
    fake.body = b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "x:a"}},'
    with pytest.raises(StoreError, match="an answer that cannot be read"):
        open_graph(fake.address).query("SELECT ?s { ?s ?p ?o }")


@pytest.mark.parametrize("said", ["Lexical error at line 2", "<html>" * 1000])
def test_what_another_server_says_of_a_wrong_query(fake: Fake, said: str) -> None:
    fake.status, fake.kind, fake.body = 400, "text/plain", said.encode()
    with pytest.raises(QueryError, match="line 1, column 11: 'WHER'") as caught:
        open_graph(fake.address).query("SELECT ?x WHER { ?x ?y ?z }")
    assert caught.value.line == 1
    with pytest.raises(QueryError) as caught:
        open_graph(fake.address).query("SELECT ?x { ?x ?y ?z }")
    assert said[:300] in str(caught.value)
    assert len(str(caught.value)) < 600
