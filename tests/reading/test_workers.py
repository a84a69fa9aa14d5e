"""Several processes read the same as one; one that dies costs no more than the document that killed it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable
from pathlib import Path

import pytest

import kg
from kg.documents import Document, Problem
from kg.reading.recipe import Pair
from kg.reading.workers import Workers, WorkersError
from tests.conftest import SEEDS
from tests.reading.stub import Stub, documents, read


def both(given: list[Document]) -> tuple[list[Pair], list[Problem], list[Pair], list[Problem]]:
    alone: list[Problem] = []
    shared: list[Problem] = []
    one = list(read(given, alone.append))
    with Workers(Stub(), 2) as workers:
        return one, alone, list(workers(given, shared.append)), shared


def test_same_in_the_same_order() -> None:
    given = documents(30)
    given[3] = Document("slow", "wait 0.3")
    given[5] = Document("bad", "bad")
    one, alone, two, shared = both(given)
    assert two == one
    assert shared == alone != []


def test_not_read_ahead_without_bound() -> None:
    taken = 0

    def stream() -> Iterable[Document]:
        nonlocal taken
        for document in documents(200):
            taken += 1
            yield document

    with Workers(Stub(), 2) as workers:
        next(iter(workers(stream(), print)))
        assert taken < 20


def test_a_document_that_kills_its_process() -> None:
    given = documents(12)
    given[4] = Document("deadly", "die")
    problems: list[Problem] = []
    with Workers(Stub(), 2) as workers:
        found = [document.id for document, _ in workers(given, problems.append)]
    assert found == [document.id for document in given if document.id != "deadly"]
    (problem,) = problems
    assert str(problem).startswith("document deadly: the process that read it died, twice")


def test_a_process_that_dies_by_chance(tmp_path: Path) -> None:
    given = documents(12)
    given[4] = Document("unlucky", f"die-once {tmp_path / 'died'}")
    problems: list[Problem] = []
    with Workers(Stub(), 2) as workers:
        found = [document.id for document, _ in workers(given, problems.append)]
    assert found == [document.id for document in given]
    assert problems == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_all_processes_killed() -> None:
    given = documents(12, "wait 0.05")
    found = []
    with Workers(Stub(), 2) as workers:
        for document, _ in workers(given, print):
            if not found:
                for child in multiprocessing.active_children():
                    os.kill(child.pid or 0, signal.SIGKILL)
            found.append(document.id)
    assert found == [document.id for document in given]
    assert multiprocessing.active_children() == []


def test_faults_of_the_recipe_are_told(tmp_path: Path) -> None:
    with pytest.raises(kg.language.ModelError, match="no language model 'nonesuch'"):  # type: ignore[attr-defined]
        kg.build([Document("a", "text")], model="nonesuch", workers=2)


def test_a_process_cannot_start() -> None:
    class Local(Stub):
        """Cannot be sent to another process."""

        def __reduce__(self) -> tuple[object, ...]:
            return os._exit, (1,)

    with pytest.raises(WorkersError, match="__main__"), Workers(Local(), 2):
        pass


def test_the_graph_is_the_same(tmp_path: Path) -> None:
    """With the real pipeline."""
    files = sorted(SEEDS.glob("2*.md"))[:5]
    for workers in (1, 2):
        with kg.build(files, workers=workers) as graph:
            graph.serialise(tmp_path / f"{workers}.nq", "nquads")
    assert (tmp_path / "1.nq").read_bytes() == (tmp_path / "2.nq").read_bytes() != b""
