"""A Dask cluster reads the same as one process, also when it loses a worker."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

import kg as kg_package
from kg.documents import Document, Problem, Sources
from kg.graph import Graph
from kg.reading import cluster
from kg.reading.cluster import Cluster, ClusterError
from kg.reading.recipe import Recipe
from tests.conftest import SEEDS
from tests.graph.factory import BASE
from tests.reading.stub import Stub, Unlike, documents, read, write

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    """A scheduler and two workers, each a process."""
    with distributed.LocalCluster(
        processes=True, n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=60
    ) as running:
        yield running


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_DOCUMENTS", 3)


def one(given: list[Document], path: Path) -> bytes:
    graph = Graph.in_memory(BASE)
    graph.add_all(read(given, lambda problem: None), mark=Stub().mark)
    graph.serialise(path, "nquads")
    return path.read_bytes()


def many(
    given: list[Document], dask: Any, path: Path, parts: Path | None = None, kill: bool = False
) -> tuple[bytes, list[Problem]]:
    graph = Graph.in_memory(BASE)
    problems: list[Problem] = []
    killed: list[int] = []

    def killing(graphs: cluster.Graphs) -> cluster.Graphs:
        for number, item in enumerate(graphs):
            if kill and number == 4:
                victim = next(iter(dask.workers.values()))
                killed.append(victim.pid)
                os.kill(victim.pid, signal.SIGKILL)
            yield item

    with Cluster(Stub(), dask.scheduler_address, parts) as reading:
        graph.add_graphs(killing(reading(given, problems.append)))
    assert not kill or not psutil.pid_exists(killed[0])
    graph.serialise(path, "nquads")
    return path.read_bytes(), problems


@pytest.mark.parametrize("shared", [False, True])
def test_same_bytes_though_a_worker_is_killed(shared: bool, dask: Any, tmp_path: Path) -> None:
    given = documents(40, "wait 0.1")
    given[7] = Document("bad", "bad")
    parts = tmp_path / "parts" if shared else None
    found, problems = many(given, dask, tmp_path / "two.nq", parts, kill=True)
    assert found == one(given, tmp_path / "one.nq") != b""
    assert {str(problem) for problem in problems} == {"document bad: cannot be read"}
    if parts:
        files = sorted(path.name for path in parts.iterdir())
        assert len(files) == 14
        assert all(name.endswith(".nq") and not name.startswith(".") for name in files)
        before = {path: path.stat().st_mtime_ns for path in parts.iterdir()}
        again, _ = many(given, dask, tmp_path / "three.nq", parts)
        assert again == found
        assert before == {path: path.stat().st_mtime_ns for path in parts.iterdir()}


def test_same_bytes_with_the_real_pipeline_though_a_worker_is_killed(
    dask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_DOCUMENTS", 1)
    given = list(Sources(SEEDS, print))
    killed: list[int] = []

    def killing() -> Iterator[Document]:
        for number, paper in enumerate(given):
            if number == len(given) - 2:  # asked for only when the first parts are done: eight are under way
                killed.append(next(iter(dask.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)
            yield paper

    for name, graph in {
        "cluster": kg_package.build(killing(), dask=dask.scheduler_address, parts=tmp_path / "parts"),
        "one": kg_package.build(given),
    }.items():
        with graph:
            graph.serialise(tmp_path / f"{name}.nq", "nquads")
    assert not psutil.pid_exists(killed[0])
    assert (tmp_path / "cluster.nq").read_bytes() == (tmp_path / "one.nq").read_bytes()
    assert b"killed" in (tmp_path / "one.nq").read_bytes()
    assert len(list((tmp_path / "parts").iterdir())) == len(given) == 12


def test_command(kg: Any, dask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Recipe, "of", classmethod(lambda cls, *given: Stub()))
    stream = write(tmp_path / "news.jsonl", documents(10))
    assert kg("build", stream, "--store", tmp_path / "one.nq").status == 0
    ran = kg("build", stream, "--store", tmp_path / "two.nq", "--dask", dask.scheduler_address)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("10 documents, 20 statements")
    assert (tmp_path / "two.nq").read_bytes() == (tmp_path / "one.nq").read_bytes()
    again = kg("build", stream, "--store", tmp_path / "two.nq", "--dask", dask.scheduler_address)
    assert "the store has them: 10 documents" in again.out
    wrong = kg("build", stream, "--dask", dask.scheduler_address, "--workers", "2")
    assert wrong.status == 2
    assert kg("build", stream, "--parts", tmp_path).status == 2


def test_another_version_on_the_workers(dask: Any) -> None:
    with (
        Cluster(Unlike(), dask.scheduler_address) as reading,
        pytest.raises(ClusterError, match="has another geokg or language model"),
    ):
        list(reading(documents(2), print))


def test_no_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(ClusterError, match="no Dask scheduler answers there"), Cluster(Stub(), "tcp://127.0.0.1:9"):
        pass
