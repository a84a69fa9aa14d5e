"""Opening stores, what is said when one cannot be had, locks, and what cannot be RDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.graph import Graph, GraphDataError, ReadOnly, StoreError, StoreLocked, open_graph
from kg.graph.stores.disk import DiskStore
from kg.graph.stores.files import FileStore
from tests.graph.factory import BASE, corpus, document, participant, statement

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own, about its own modules


def test_what_a_path_means(tmp_path: Path) -> None:
    with open_graph(tmp_path / "new.nq.gz", writable=True) as graph:
        assert isinstance(graph.store, FileStore)
    with open_graph(tmp_path / "folder", writable=True) as graph:
        assert isinstance(graph.store, DiskStore)
        assert "folder" in repr(graph)
    out = tmp_path / "out"
    with open_graph(out / "graph.trig", writable=True, actors=BASE) as graph:
        graph.add_all(corpus())
    with open_graph(str(out)) as graph:
        assert isinstance(graph.store, FileStore)
        assert len(graph.read_documents()) == 4
    with open_graph(out / "store", writable=True, actors=BASE) as graph:
        graph.add(*corpus()[0])
    with open_graph(out) as graph:
        assert isinstance(graph.store, DiskStore)
        assert len(graph.read_documents()) == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("absent", "does not exist"),
        ("absent.trig", "does not exist"),
        ("empty", "holds no graph"),
        ("x.txt", "no RDF format"),
    ],
)
def test_what_is_said_when_there_is_no_graph(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.txt").write_text("x")
    with pytest.raises(StoreError, match=message) as caught:
        open_graph(tmp_path / name)
    assert name in str(caught.value)


@pytest.mark.parametrize("name", ["folder", "graph.trig"])
def test_read_only(tmp_path: Path, name: str) -> None:
    with open_graph(tmp_path / name, writable=True, actors=BASE) as graph:
        graph.add_all(corpus())
    with open_graph(tmp_path / name) as graph:
        for change in (lambda: graph.add(document("x"), []), lambda: graph.remove("gazette-1")):
            with pytest.raises(ReadOnly, match="was opened for reading"):
                change()
        assert len(graph.read_documents()) == 4


def test_many_readers_or_one_writer(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    with open_graph(path, writable=True) as writer:
        writer.add(document("x"), [])
        with pytest.raises(StoreLocked, match="is being read or written"):
            open_graph(path, writable=True)
        with pytest.raises(StoreLocked, match="is being written"):
            open_graph(path)
    with open_graph(path) as one, open_graph(path) as two:
        assert len(one.read_documents()) == len(two.read_documents()) == 1
        with pytest.raises(StoreLocked):
            open_graph(path, writable=True)
    open_graph(path, writable=True).close()


def test_a_failed_write_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.trig"
    with open_graph(path, writable=True, actors=BASE) as graph:
        graph.add(*corpus()[0])
    before = path.read_bytes()

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("kg.graph.serialise.write", fail)
    full = pytest.raises(StoreError, match=r"graph\.trig cannot be written: disk full")
    with open_graph(path, writable=True, actors=BASE) as graph, full:
        graph.add(*corpus()[1])
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["graph.trig"]


def test_what_another_program_wrote_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "graph.trig"
    first, second = (open_graph(path, writable=True, actors=BASE) for _ in range(2))
    first.add(*corpus()[0])
    with pytest.raises(StoreError, match="was changed by another program"):
        second.add(*corpus()[1])
    first.add(*corpus()[2])
    with open_graph(path) as graph:
        assert [d.id for d in graph.read_documents()] == ["courier-3", "gazette-1"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.trig").symlink_to(tmp_path / "graph.trig")
    with open_graph(tmp_path / "link.trig", writable=True, actors=BASE) as graph:
        graph.add(*corpus()[0])
    assert (tmp_path / "link.trig").is_symlink()
    assert len(open_graph(tmp_path / "graph.trig").read_documents()) == 1


def test_a_broken_folder(tmp_path: Path) -> None:
    with open_graph(tmp_path / "store", writable=True, actors=BASE) as graph:
        graph.add(*corpus()[0])
    for broken in (tmp_path / "store").glob("MANIFEST*"):
        broken.write_bytes(b"nonsense")
    for writable in (False, True):
        with pytest.raises(StoreError, match="cannot be opened as an Oxigraph store"):
            open_graph(tmp_path / "store", writable=writable)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (statement("d", participant("x", id="no iri"), "struck", "norland"), "'no iri' is no IRI"),
        (statement("d", participant("x", id="https://w3id.org/geokg/statement/1"), "struck", "norland"), "namespace"),
        (statement("d", "norland", "struck> <x:y", "sudria"), "is no name of a relation"),
        (statement("d", participant("x", type="Armed Group"), "struck", "norland"), "is no name of a type"),
        (statement("d", "norland", "struck", "sudria", quantities={"kil led": 1}), "is no name of a quantity"),
        (statement("other", "norland", "struck", "sudria"), "a statement of document 'other'"),
    ],
)
def test_what_cannot_be_rdf_is_refused_and_nothing_changes(said: object, message: str) -> None:
    graph = Graph.in_memory(BASE)
    with pytest.raises(GraphDataError, match=message) as caught:
        graph.add(document("d"), [said])  # type: ignore[list-item]
    assert "document 'd'" in str(caught.value)
    assert graph.store.is_empty()


def test_a_graph_of_others_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "x.trig"
    path.write_text("<http://x/g> { <http://x/s> a <http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement> }")
    with pytest.raises(GraphDataError, match="http://x/s has no kg:status"):
        open_graph(path).read_statements()


@pytest.mark.parametrize(
    ("property", "value", "message"),
    [
        ("kg:confidence", "high", r"kg:confidence is 'high', not a number"),
        ("oa:start", "1.5", r"oa:start is '1.5', not a number"),
        ("kg:killedCount", "many", r"kg:killedCount is 'many', not a number"),
        ("kg:status", "rumour", "unknown status"),
    ],
)
def test_a_value_that_is_none_is_told_with_its_node(tmp_path: Path, property: str, value: str, message: str) -> None:
    path = tmp_path / "x.trig"
    with open_graph(path, writable=True, actors=BASE) as graph:
        graph.add(document("d"), [statement("d", "norland", "struck", "sudria", quantities={"killed": 3})])
    changed, count = re.subn(rf"({property}) [^;]+ ;", rf'\1 "{value}" ;', path.read_text("utf-8"))
    assert count
    path.write_text(changed, "utf-8")
    with open_graph(path) as graph, pytest.raises(GraphDataError, match=message):
        graph.read_statements()
