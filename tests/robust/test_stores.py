"""Stores that fail: a full disk, a store that goes, a server that stumbles. An error says so, or it is tried again
within bounds; nothing half-written stays."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Graph, StoreError, open_graph
from kg.graph.stores import http
from tests.graph.factory import BASE, corpus, document, statement
from tests.serving import serving

TOO_LARGE = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
sys.argv[0] = "kg"
from kg.cli import main
main()
"""


def run(limit: int, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command in a process in which no file may grow over a limit, as on a disk that is full."""
    return subprocess.run(
        [sys.executable, "-c", TOO_LARGE, str(limit), *map(str, arguments)],
        capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False,
    )  # fmt: skip


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Iran backs Hezbollah. Israel bombed Hezbollah {number} times.")
    return folder


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_at_the_end_of_a_build(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = run(4000, "build", texts, "-o", out)
    assert ran.returncode == 1
    assert "kg: error: " in ran.stderr
    assert str(out) in ran.stderr
    assert "Traceback" not in ran.stderr
    assert list(out.iterdir()) == []


def test_a_full_disk_leaves_the_last_build(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(1 << 30, "build", texts, "-o", out).returncode == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (texts / "more.txt").write_text("Russia attacked Ukraine.")
    assert run(4000, "build", texts, "-o", out).returncode == 1
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.parametrize("after", [0, 3000])
def test_a_full_disk_leaves_a_file_as_it_was(tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.trig"
    with open_graph(path, writable=True, actors=BASE) as graph:
        graph.add_all(corpus())
    before = path.read_bytes()
    graph = open_graph(path, writable=True, actors=BASE)
    monkeypatch.setattr("kg.graph.serialise.write", lambda store, stream, kind: (stream.write(before[:after]), full()))
    with pytest.raises(StoreError, match=r"graph\.trig cannot be written: No space left on device"):
        graph.add(document("new"), [statement("new", "norland", "struck", "sudria")])
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["graph.trig"]


def test_a_full_disk_leaves_a_folder_whole(texts: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with open_graph(store, writable=True, actors=BASE) as graph:
        graph.add_all(corpus())
        before = sorted(map(str, graph.store.quads()))
    ran = run(2000, "build", texts, "--store", store)
    assert ran.returncode == 1, ran
    assert "Traceback" not in ran.stderr
    assert "kg: error: " in ran.stderr
    with open_graph(store, writable=True, actors=BASE) as graph:
        assert sorted(map(str, graph.store.quads())) == before
        graph.add(document("new"), [])


def test_output_that_cannot_be_written(texts: Path) -> None:
    with open("/dev/full", "w") as out:
        ran = subprocess.run(
            [sys.executable, "-m", "kg", "extract", texts], stdout=out, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ran.returncode == 1
    assert "No space left on device" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_store_that_is_deleted_under_way(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "graph.trig"
    graph = open_graph(path, writable=True, actors=BASE)
    graph.add(document("a"), [])
    shutil.rmtree(path.parent)
    with pytest.raises(StoreError, match="was changed by another program meanwhile"):
        graph.add(document("b"), [])
    assert not path.parent.exists()


class Stumbling(ThreadingHTTPServer):
    """A server that answers each request as the next of `answers` says, and with yes when they are used up."""

    daemon_threads = True

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.asked = 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                server.asked += 1
                body = b'{"head": {}, "boolean": true}'
                answer = server.answers.pop(0) if server.answers else "yes"
                if answer == "hang up":
                    self.close_connection = True
                    return
                self.send_response(200 if answer in ("yes", "half") else int(answer))
                self.send_header("Content-Type", "application/sparql-results+json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[: len(body) // 2] if answer == "half" else body)

            def log_message(self, format: str, *args: object) -> None: ...

        super().__init__(("127.0.0.1", 0), Handler)


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stumbling]:
    monkeypatch.setattr(http, "WAITS", (0.01, 0.01))
    with serving(Stumbling()) as server:
        yield server


@pytest.fixture
def remote(stumbling: Stumbling) -> Graph:
    return open_graph(f"http://127.0.0.1:{stumbling.server_address[1]}", writable=True, actors=BASE)


Ask = Callable[[Graph], Any]
ASKS: dict[str, Ask] = {
    "query": lambda graph: graph.query("ASK {}"),
    "change": lambda graph: graph.store.update("INSERT DATA { <x:a> <x:b> <x:c> }"),  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
@pytest.mark.parametrize("answers", [["500"], ["503", "502"], ["half"], ["hang up", "half"], ["429", "hang up"]])
def test_what_may_pass_is_tried_again(stumbling: Stumbling, remote: Graph, ask: Ask, answers: list[str]) -> None:
    stumbling.answers = list(answers)
    ask(remote)
    assert stumbling.asked == len(answers) + 1


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("500", "answered 500"),
        ("half", "the connection broke"),
        ("hang up", "the connection broke"),
        ("503", "answered 503"),
    ],
)
def test_but_not_for_ever(stumbling: Stumbling, remote: Graph, ask: Ask, answer: str, told: str) -> None:
    stumbling.answers = [answer] * 9
    with pytest.raises(StoreError, match=told):
        ask(remote)
    assert stumbling.asked == 3


@pytest.mark.parametrize("answer", ["401", "403", "404", "501"])
def test_what_does_not_pass_is_told_at_once(stumbling: Stumbling, remote: Graph, answer: str) -> None:
    stumbling.answers = [answer] * 9
    with pytest.raises(StoreError, match=rf"answered {answer}|refuses access \({answer}\)"):
        remote.query("ASK {}")
    assert stumbling.asked == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_updates_by_others_are_made_once(stumbling: Stumbling, remote: Graph) -> None:
    stumbling.answers = ["500"] * 9
    with pytest.raises(StoreError, match="answered 500"):
        remote.dataset.update("INSERT { ?s <x:n> 2 } WHERE { ?s <x:n> 1 }")
    assert stumbling.asked == 1


def test_a_server_that_is_gone(stumbling: Stumbling, remote: Graph) -> None:
    remote.query("ASK {}")
    stumbling.shutdown()
    stumbling.server_close()
    with pytest.raises(StoreError, match="cannot be reached"):
        remote.query("ASK {}")


def test_a_build_on_a_server_that_fails_says_so(texts: Path, stumbling: Stumbling) -> None:
    stumbling.answers = ["500"] * 99
    address = f"http://127.0.0.1:{stumbling.server_address[1]}"
    ran = subprocess.run(
        [sys.executable, "-m", "kg", "build", texts, "--store", address], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert f"kg: error: {address}/query answered 500" in ran.stderr
    assert "Traceback" not in ran.stderr
