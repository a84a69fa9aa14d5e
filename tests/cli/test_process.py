"""The command as a process of its own: start, pipes, signals, locales."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.graph import open_graph
from tests.graph.conftest import oxigraph_program
from tests.graph.factory import BASE, corpus

KG = [sys.executable, "-m", "kg"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with open_graph(tmp_path / "graph.trig", writable=True, actors=BASE) as graph:
        graph.add_all(corpus())
    return tmp_path / "graph.trig"


def test_help_loads_nothing_heavy() -> None:
    """What makes a command start slowly is what it imports (times are measured in benchmarks/)."""
    heavy = ("spacy", "rdflib", "pyoxigraph", "pandas", "numpy", "networkx", "pyshacl")
    code = (
        "import sys; from kg.cli import main; sys.argv = ['kg', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "Commands" in ran.stdout
    assert ran.stderr.strip() == "[]"


def test_ascii_locale_and_closed_pipe(store: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    ran = subprocess.run([*KG, "query", "--list"], env=environment, capture_output=True, check=True)
    assert ran.stderr == b""
    process = subprocess.Popen([*KG, "export", store, "-f", "nquads"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait(timeout=60)


@pytest.mark.skipif(oxigraph_program() is None, reason="the oxigraph server is not installed")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_serve(store: Path, ending: signal.Signals) -> None:
    with _served(store, hang_up=signal.SIG_DFL) as (process, addresses):
        query = urllib.parse.urlencode({"query": "ASK { ?a <https://w3id.org/geokg/ontology#backs> ?b }"})
        with urllib.request.urlopen(f"{addresses['SPARQL endpoint']}?{query}", timeout=20) as answer:
            assert b"true" in answer.read()
        with urllib.request.urlopen(addresses["Graph"], timeout=20) as page:
            assert b"River Brigade" in page.read()
        process.send_signal(ending)
        process.send_signal(signal.SIGTERM)  # by an impatient hand
        assert process.stdout is not None
        assert process.stdout.read() == "Stopped\n"
        assert process.wait(timeout=20) == 0
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(addresses["SPARQL endpoint"], timeout=5)


@pytest.mark.skipif(oxigraph_program() is None, reason="the oxigraph server is not installed")
def test_serve_under_nohup(store: Path) -> None:
    with _served(store, hang_up=signal.SIG_IGN) as (process, addresses):
        process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1)
        urllib.request.urlopen(addresses["Query page"], timeout=20).close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


@contextmanager
def _served(store: Path, hang_up: signal.Handlers) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """`kg serve` with the addresses that it tells; `hang_up` is what it finds set for the end of its terminal."""
    environment = {**os.environ, "http_proxy": "http://127.0.0.1:9"}  # that is for addresses elsewhere
    command = [*KG, "serve", store, "--port", "0"]
    before = signal.signal(signal.SIGHUP, hang_up)  # inherited by what is started
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    finally:
        signal.signal(signal.SIGHUP, before)
    with process:
        assert process.stdout is not None
        addresses = {}
        for line in process.stdout:
            if line.startswith("Ctrl-C"):
                break
            name, _, address = line.rpartition(" ")
            addresses[name.strip()] = address.strip()
        try:
            yield process, addresses
        finally:
            process.terminate()  # where a test has failed
