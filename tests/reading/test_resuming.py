"""A build that is stopped goes on where it stopped: nothing is lost, nothing is doubled, nothing is read twice."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from kg.documents import Document
from kg.graph import Graph, open_graph
from kg.reading.filling import fill
from kg.reading.recipe import Recipe
from tests.graph.factory import BASE
from tests.reading.stub import Stub, documents, read, write

ROOT = Path(__file__).parents[2]

# The command itself, with a quick reader and small changes, which sends a signal to itself about the third change.
COMMAND = """
import os, sys
import kg.graph.writing
from kg.cli import main
from kg.graph.stores.disk import DiskStore
from kg.reading.recipe import Recipe
from tests.reading.stub import Stub

when, number = sys.argv.pop(1).split()
kg.graph.writing._BATCH = 120
Recipe.of = classmethod(lambda cls, *given: Stub())
changes, apply = 0, DiskStore.apply

def counted(store, change):
    global changes
    changes += 1
    if (when, changes) == ("before", 3):
        os.kill(os.getpid(), int(number))
    apply(store, change)
    if (when, changes) == ("after", 3):
        os.kill(os.getpid(), int(number))

DiskStore.apply = counted
if __name__ == "__main__":
    main()
"""


def build(when: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", COMMAND, when, "build", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def quads(store: Path) -> bytes:
    with open_graph(store) as graph:
        graph.serialise(store.with_suffix(".nq"), "nquads")
    return store.with_suffix(".nq").read_bytes()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A stream of documents, and the graph of a build that nobody stopped."""
    folder = tmp_path_factory.mktemp("whole")
    stream = write(folder / "news.jsonl", documents(40))
    assert build("never 0", stream, "--store", folder / "store").returncode == 0
    return stream, quads(folder / "store")


def counts(ran: subprocess.CompletedProcess[str]) -> tuple[int, int]:
    """Documents read, and passed over."""
    done, skipped = re.match(r"(\d+) doc", ran.stdout), re.search(r"store has them: (\d+) doc", ran.stdout)
    return int(done[1]) if done else 0, int(skipped[1]) if skipped else 0


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed(when: str, whole: tuple[Path, bytes], tmp_path: Path) -> None:
    stream, expected = whole
    store = tmp_path / "store"
    killed = build(f"{when} {signal.SIGKILL:d}", stream, "--store", store)
    assert killed.returncode == -signal.SIGKILL
    assert quads(store) != expected
    ran = build("never 0", stream, "--store", store)
    assert ran.returncode == 0, ran.stderr
    done, skipped = counts(ran)
    assert skipped > 0
    assert done + skipped == 40
    assert quads(store) == expected
    assert counts(build("never 0", stream, "--store", store)) == (0, 40)
    assert counts(build("never 0", stream, "--store", store, "--again")) == (40, 0)
    assert quads(store) == expected


@pytest.mark.parametrize("workers", [1, 2])
def test_interrupted(workers: int, whole: tuple[Path, bytes], tmp_path: Path) -> None:
    stream, expected = whole
    store = tmp_path / "store"
    arguments = (stream, "--store", store, "--workers", workers)
    stopped = build(f"before {signal.SIGINT:d}", *arguments)
    assert stopped.returncode == 130
    assert stopped.stdout == ""
    first, second = stopped.stderr.splitlines()
    assert first == "kg: finishing what is being read; Ctrl-C again stops at once"
    told = re.fullmatch(
        rf"kg: stopped; {re.escape(str(store))} has (\d+) of the documents, the same command goes on", second
    )
    assert told
    with open_graph(store) as graph:  # what was begun was finished
        assert len(graph.read_documents()) == int(told[1]) < 40
    ran = build("never 0", *arguments)
    assert ran.returncode == 0, ran.stderr
    assert counts(ran) == (40 - int(told[1]), int(told[1]))
    assert quads(store) == expected


def test_workers_end_with_the_command(tmp_path: Path) -> None:
    stream = write(tmp_path / "news.jsonl", documents(40, "wait 1"))
    command = [
        sys.executable,
        "-c",
        COMMAND,
        "never 0",
        "build",
        stream,
        "--workers",
        "2",
        "--store",
        tmp_path / "store",
    ]
    with subprocess.Popen(list(map(str, command)), cwd=ROOT) as process:
        end = time.monotonic() + 60
        started: list[psutil.Process] = []
        while len(started) < 3 and time.monotonic() < end:  # two, and Python's own tracker of resources
            time.sleep(0.2)
            started = psutil.Process(process.pid).children()
        process.kill()
    assert started
    assert psutil.wait_procs(started, timeout=30)[1] == []


def test_what_changed_is_read_again() -> None:
    given = documents(6)
    graph = Graph.in_memory(BASE)

    def fed(given: list[Document], recipe: Stub, again: bool = False) -> list[str]:
        seen: list[str] = []

        def noting(documents: object, report: object) -> object:
            for document, statements in read(documents, report):  # type: ignore[arg-type]
                seen.append(document.id)
                yield document, statements

        fill(graph, given, recipe, noting, print, again=again, noted=lambda _: None, skipped=lambda: None)  # type: ignore[arg-type]
        return seen

    everything = [document.id for document in given]
    assert fed(given, Stub()) == everything
    assert fed(given, Stub()) == []
    assert fed(given, Stub(), again=True) == everything
    given[2] = Document("d2", given[2].text, "Another title", given[2].published, given[2].source)
    assert fed(given, Stub()) == ["d2"]
    assert fed(given, Stub("2")) == everything
    # Of a document given twice the last counts, also when the store has it.
    assert fed([given[0], Document("d0", "other")], Stub("2")) == ["d0"]
    assert fed([given[0], Document("d0", "other")], Stub("2")) == ["d0", "d0"]
    assert len(graph.read_documents()) == 6


def test_marks() -> None:
    document = Document("a", "text", "title", "2031-05-01", "Gazette", "Ann")
    recipe = Recipe()
    assert re.fullmatch("[0-9a-f]{32}", recipe.mark(document))
    assert recipe.mark(document) == Recipe().mark(Document(*(getattr(document, f) for f in document.__slots__)))
    others = [
        Document("a", "text", "title", "2031-05-02", "Gazette", "Ann"),
        Document("a", "texts", "title", "2031-05-01", "Gazette", "Ann"),
    ]
    assert all(recipe.mark(other) != recipe.mark(document) for other in others)
    assert Recipe(min_confidence=0.5).mark(document) != recipe.mark(document)
    assert Recipe(base=BASE).mark(document) != recipe.mark(document)
    # A date that is none is left out when a document is read.
    assert recipe.mark(Document("a", "text", published="soon")) == recipe.mark(Document("a", "text"))
