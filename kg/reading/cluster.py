"""Reading on a Dask cluster: parts of the documents become N-Quads files, which are then added to a store.

A part holds the named graphs of its documents, as `kg.graph.rdf` describes them, sorted. Its file is named by a hash of
the documents and of how they are read, and is there whole or not at all; a part whose file is there is not read again.
Dask reads what a lost worker had in hand on another one.
"""

from __future__ import annotations

import functools
import hashlib
import os
import pickle
import socket
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from itertools import groupby
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox

from kg.documents import Document, Problem
from kg.documents.problems import Report
from kg.graph.rdf import document_quads
from kg.reading.recipe import Read, Reader

_DOCUMENTS, _CHARACTERS = 100, 300_000  # of a part at most: some seconds of work
_AHEAD = 4  # parts a thread of the cluster has in hand or waiting
_PATIENCE = 20  # seconds that a scheduler gets to answer

Graphs = Iterator[tuple[ox.NamedNode, list[ox.Quad]]]
Outcome = tuple[bytes | None, list[Problem]]
"""A part's N-Quads, or None where they are in its file; and the problems met."""


class ClusterError(RuntimeError):
    """A Dask cluster cannot be used; the message says why and the mend."""


class Cluster:
    """The Dask cluster at an `address`, which reads by a recipe. A context manager.

    `parts` is a folder that this machine and the workers share, for the files of the parts; without one they are sent
    through the cluster. The workers need the same geokg, and one thread each.
    """

    def __init__(self, recipe: Reader, address: str, parts: str | Path | None = None) -> None:
        self._recipe = recipe
        self._address = address
        self._parts = None if parts is None else Path(parts).resolve()
        self._client: Any = None  # distributed has no types

    def __enter__(self) -> Cluster:
        """Raises ClusterError."""
        try:
            from distributed import Client
        except ImportError:
            raise ClusterError("reading on a Dask cluster needs geokg[dask]: pip install 'geokg[dask]'") from None
        if self._parts is not None:
            self._parts.mkdir(parents=True, exist_ok=True)
        try:
            self._client = cast(Any, Client)(self._address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(f"{self._address}: no Dask scheduler answers there: {error}") from None
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def __call__(self, documents: Iterable[Document], report: Report) -> Graphs:
        """The documents' named graphs, in the order of the documents. Raises ClusterError."""
        client = self._client
        client.wait_for_workers(1)
        fingerprint, recipe = self._recipe.fingerprint(), pickle.dumps(self._recipe)
        waiting: deque[tuple[str, Any]] = deque()
        for part in _parts(documents):
            name = _name(self._recipe, part)
            file = None if self._parts is None else str(self._parts / name)
            task = client.submit(_read_part, fingerprint, recipe, part, file, pure=False)
            waiting.append((name, task))
            del part, task  # Dask keeps what a future is for as long as there is one
            if len(waiting) >= _AHEAD * max(1, sum(client.nthreads().values())):
                yield from self._first(waiting, report)
        while waiting:
            yield from self._first(waiting, report)

    def _first(self, waiting: deque[tuple[str, Any]], report: Report) -> Graphs:
        name, task = waiting.popleft()
        try:
            data, problems = task.result()
            if data is None:
                assert self._parts is not None
                data = (self._parts / name).read_bytes()
        except FileNotFoundError as error:
            mend = "--parts is a folder that this machine and all workers share"
            raise ClusterError(f"{error.filename}: a worker wrote it, and it is not there; {mend}") from None
        except OSError as error:
            raise ClusterError(f"{self._address}: {error}") from None
        except Exception as error:
            if type(error).__name__ in ("KilledWorker", "CancelledError", "FutureCancelledError"):
                raise ClusterError(f"{self._address}: its workers were lost again and again: {error}") from None
            raise
        for problem in problems:
            report(problem)
        quads = ox.parse(data, ox.RdfFormat.N_QUADS)
        for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
            assert isinstance(graph, ox.NamedNode)
            yield graph, list(members)


def _parts(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Runs of documents, which depend on the documents alone."""
    part: list[Document] = []
    size = 0
    for document in documents:
        if part and (len(part) == _DOCUMENTS or size + len(document.text) > _CHARACTERS):
            yield part
            part, size = [], 0
        part.append(document)
        size += len(document.text)
    if part:
        yield part


def _name(recipe: Reader, part: Iterable[Document]) -> str:
    marks = "\n".join(recipe.mark(document) for document in part)
    return f"{hashlib.sha256(marks.encode()).hexdigest()[:32]}.nq"


# On the workers

_held = ExitStack()  # what is prepared, until another recipe comes
_one_at_a_time = threading.Lock()  # a language pipeline is not made for threads


def _read_part(fingerprint: str, recipe: bytes, part: list[Document], file: str | None) -> Outcome:
    path = None if file is None else Path(file)
    if path is not None and path.exists():
        return None, []
    problems: list[Problem] = []
    with _one_at_a_time:
        reader, read = _prepared(fingerprint, recipe)
        graphs = {
            document.id: document_quads(document, statements, reader.mark(document))
            for document, statements in read(part, problems.append)
        }
    ordered = (quad for quads in graphs.values() for quad in sorted(quads, key=str))
    data = ox.serialize(ordered, format=ox.RdfFormat.N_QUADS) or b""
    if path is None:
        return data, problems
    _write(path, data)
    return None, problems


@functools.lru_cache(maxsize=1)
def _prepared(fingerprint: str, recipe: bytes) -> tuple[Reader, Read]:
    reader: Reader = pickle.loads(recipe)  # what the client sent, as Dask sends everything
    if reader.fingerprint() != fingerprint:
        raise ClusterError(
            f"the worker on {socket.gethostname()} has another geokg or language model than this machine; "
            "install the same everywhere, since a graph must not depend on where it was made"
        )
    _held.close()
    return reader, _held.enter_context(reader.prepare())


def _write(path: Path, data: bytes) -> None:
    """The file is there whole or not at all, even if the machine stops."""
    temporary = path.with_name(f".{path.name}.{socket.gethostname()}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
