"""Stores of every kind, an Oxigraph server on loopback, and a graph of the made-up corpus."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.graph import Graph, open_graph
from kg.graph.stores import http
from kg.graph.stores.remote import RemoteStore
from tests.graph.factory import BASE, corpus


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that fails is asked again at once."""
    monkeypatch.setattr(http, "WAITS", (0.0, 0.0))


def oxigraph_program() -> str | None:
    """The Oxigraph server of this virtual environment, or on the path."""
    beside = Path(sys.executable).parent / "oxigraph"
    return str(beside) if beside.exists() else shutil.which("oxigraph")


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """Address of a writable server: the one that KG_TEST_ENDPOINT names, or else Oxigraph's, in memory."""
    given = os.environ.get("KG_TEST_ENDPOINT")
    if given:
        _wait(given)
        yield given
        return
    program = oxigraph_program()
    if program is None:
        pytest.skip("the oxigraph server is not installed: pip install 'geokg[serve]'")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen([program, "serve", "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    try:
        _wait(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str) -> None:
    """Until a server listens."""
    for _ in range(200):
        with contextlib.suppress(urllib.error.HTTPError):
            try:
                urllib.request.urlopen(address, timeout=5).close()
            except urllib.error.URLError:
                time.sleep(0.05)
                continue
        return


MakeGraph = Callable[[], Graph]


@pytest.fixture(params=["memory", "disk", "file", "gzip", "remote"])
def make_graph(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeGraph]:
    """Opens the same store each time it is called (in memory: a new one)."""
    kind = request.param
    address: str | Path
    if kind == "remote":
        address = request.getfixturevalue("endpoint")
        with contextlib.closing(RemoteStore(address, writable=True)) as store:
            store.update("DROP ALL")
    else:
        address = tmp_path / {"memory": "", "disk": "folder", "file": "graph.trig", "gzip": "graph.nq.gz"}[kind]
    opened: list[Graph] = []

    def make() -> Graph:
        if kind == "memory":
            return Graph.in_memory(BASE)
        for earlier in opened:
            earlier.close()
        opened[:] = [open_graph(address, writable=True, actors=BASE)]
        return opened[0]

    make.kind = kind  # type: ignore[attr-defined]
    yield make
    for graph in opened:
        graph.close()


@pytest.fixture
def graph() -> Graph:
    """The made-up corpus in memory."""
    made = Graph.in_memory(BASE)
    made.add_all(corpus())
    return made
