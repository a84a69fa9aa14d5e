"""A shared server."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from kg.cli.app import app
from kg.graph import gate, open_graph
from kg.graph.server import Server
from tests.graph.conftest import oxigraph_program
from tests.graph.factory import BASE, corpus

pytestmark = pytest.mark.skipif(oxigraph_program() is None, reason="the oxigraph server is not installed")

ASK = "/query?query=" + quote("ASK { ?s ?p ?o }")
INSERT = "INSERT DATA { <x:a> <x:b> <x:c> }"
Reply = tuple[int, bytes, dict[str, str]]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with open_graph(tmp_path / "store", writable=True, actors=BASE) as graph:
        graph.add_all(corpus())
    return tmp_path / "store"


@pytest.fixture
def server(store: Path) -> Iterator[Server]:
    with Server(store, port=0, page=b"<p>the view</p>") as running:
        yield running


def ask(
    server: Server,
    path: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    host: str | None = None,
    **headers: str,
) -> Reply:
    """Status, body and headers of an answer. Headers are given as Sec_Fetch_Site="cross-site"."""
    at = urlsplit(server.address)
    connection = http.client.HTTPConnection(str(at.hostname), at.port, timeout=30)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", at.netloc if host is None else host)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        if body is not None and "Content_Length" not in headers:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.read(), dict(answer.headers)
    finally:
        connection.close()


def test_it_is_read_only(server: Server) -> None:
    update = {"Content_Type": "application/sparql-update"}
    assert ask(server, "/update", method="POST", body=INSERT.encode(), **update)[0] == 403
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    assert ask(server, "/update", method="POST", body=f"update={quote(INSERT)}".encode(), **form)[0] == 403
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert ask(server, "/store?default", method=method, body=b"<x:a> <x:b> <x:c> .")[0] == 403
    assert ask(server, "/query", method="POST", body=INSERT.encode(), Content_Type="application/sparql-query")[0] == 400
    assert (
        json.loads(
            ask(server, ASK.replace(quote("?s ?p ?o"), quote("<x:a> <x:b> <x:c>")), Accept="application/json")[1]
        )["boolean"]
        is False
    )


def test_it_is_bound_to_loopback(server: Server) -> None:
    at = urlsplit(server.address)
    assert at.hostname == "127.0.0.1"
    (serve,) = (
        command for command in app.registered_commands if command.callback and command.callback.__name__ == "serve"
    )
    assert serve.callback is not None
    assert (serve.callback.__defaults__ or ())[:1] == ("127.0.0.1",)
    assert server._gate is not None
    assert server._gate.inner[0].startswith("127.")


def test_pages_from_elsewhere_are_refused(store: Path) -> None:
    with Server(store, port=0, writable=True, page=b"<p>the view</p>") as server:
        own = urlsplit(server.address).netloc
        assert ask(server, ASK)[0] == 200
        assert ask(server, ASK, Origin=f"http://{own}", Sec_Fetch_Site="same-origin")[0] == 200
        assert ask(server, ASK, host=f"localhost:{own.rpartition(':')[2]}")[0] == 200
        for headers in (
            {"Origin": "http://evil.example"},
            {"Origin": "null"},
            {"Origin": f"http://{own}.evil.example"},
            {"Sec_Fetch_Site": "cross-site"},
            {"Sec_Fetch_Site": "same-site"},
        ):
            for path in (ASK, "/", "/graph.html"):
                status, body, sent = ask(server, path, **headers)
                assert status == 403
                assert b"view" not in body
                assert not [name for name in sent if name.lower().startswith("access-control")]
            form = {"Content_Type": "application/x-www-form-urlencoded", **headers}
            assert ask(server, "/update", method="POST", body=f"update={quote(INSERT)}".encode(), **form)[0] == 403
        for host in (
            "evil.example",
            f"evil.example:{own.rpartition(':')[2]}",
            "",
            "127.0.0.1.evil.example",
            "[::",
            "a@127.0.0.1.x",
        ):
            assert ask(server, ASK, host=host)[0] == 421, host
        assert ask(server, ASK, method="OPTIONS", Origin="http://evil.example")[0] == 403
        guards = ask(server, "/graph.html")[2]
        assert guards["X-Frame-Options"] == "DENY"
        assert guards["Cross-Origin-Resource-Policy"] == "same-origin"
        asserted = ask(server, ASK.replace(quote("?s ?p ?o"), quote("<x:a> ?p ?o")), Accept="application/json")
        assert json.loads(asserted[1])["boolean"] is False, "no update came through"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "select * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "# a comment\nSELECT * { ?s ?p 'it''s' . SERVICE ?s { } }",
        'SELECT * { ?s ?p "\\u0022" . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }',
    ],
)
def test_it_asks_no_other_server(server: Server, query: str) -> None:
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    direct = {"Content_Type": "application/sparql-query"}
    assert ask(server, f"/query?query={quote(query)}")[0] == 403
    assert ask(server, "/query", method="POST", body=f"query={quote(query)}".encode(), **form)[0] == 403
    assert ask(server, "/query", method="POST", body=query.encode(), **direct)[0] == 403
    innocent = "SELECT * { ?s ?p 'SERVICE' . # LOAD\n ?s <http://x/SERVICE> ?o }"
    assert ask(server, "/query", method="POST", body=innocent.encode(), **direct)[0] == 200


def test_limits(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_GRACE", 1.0)
    direct = {"Content_Type": "application/sparql-query"}
    with Server(store, port=0, timeout=1) as server:

        def query(text: str) -> int:
            return ask(server, "/query", method="POST", body=text.encode(), **direct)[0]

        assert query("ASK {} " + " " * gate.QUERY) == 413
        assert ask(server, "/query", method="POST", body=b"", Content_Length="x", **direct)[0] == 400
        assert ask(server, "/query", method="POST", Transfer_Encoding="chunked", **direct)[0] == 411
        for deep in ("{" * 30_000 + "}" * 30_000, "{ FILTER(" + "(" * 30_000 + "1" + ")" * 30_000 + ") }"):
            assert query(f"ASK {deep}") in (200, 400)
        assert query("ASK {}") == 200, "it still stands"
        # One that the server's own limit does not end, since it takes its time to think about it.
        chain = " ".join(f"?s{n} <x:p> ?s{n + 1} ." for n in range(3000))
        assert query(f"ASK {{ {chain} }}") == 504
        assert query("ASK {}") == 200, "it was started again"

        slots = [server._gate.slots.acquire() for _ in range(gate.AT_ONCE) if server._gate]
        assert query("ASK {}") == 503
        for _ in slots:
            assert server._gate is not None
            server._gate.slots.release()
        statuses: list[int] = []
        threads = [threading.Thread(target=lambda: statuses.append(query("ASK {}"))) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(statuses) <= {200, 503}
        assert 200 in statuses


def test_no_file_is_served(server: Server) -> None:
    for path in (
        "/../../../../etc/passwd",
        "//etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/store/../CURRENT",
        "/.git/config",
        "/CURRENT",
    ):
        status, body, _ = ask(server, path)
        assert status in (400, 404), path
        assert b"root:" not in body
