"""Writing: documents come and go in changes of many, the next being read while one is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

import pyoxigraph as ox

from kg.actors.base import ActorBase
from kg.graph.merge import Facts, plan
from kg.graph.stores.base import Store

_BATCH = 25_000  # quads of documents that one change adds at most: bounds memory, and what a crash can lose
_REMEMBERED = 5_000  # actors whose descriptions are kept at hand: some 5 MiB


class Writer:
    """Changes one store; `base` gives the actor base that describes known actors."""

    def __init__(self, store: Store, base: Callable[[], ActorBase]) -> None:
        self._store = store
        self._base = base
        # Looking up how an actor is described takes Oxigraph's memory store the longer, the more documents name it.
        self._known: Facts | None = {} if store.exclusive else None

    def share(self) -> None:
        """From now on others may change what we know of the store."""
        self._known = None

    def add(self, graphs: Iterable[tuple[ox.NamedNode, list[ox.Quad]]]) -> None:
        """Add many documents: by IRI, the quads of their named `graphs`; of a document given twice the last counts."""
        self._store.check_writable()
        batch: dict[ox.NamedNode, list[ox.Quad]] = {}
        size = 0
        with ThreadPoolExecutor(1) as writer:  # a change is written while the next documents are read
            writing: Future[bool] | None = None
            for graph, quads in graphs:
                size += len(quads) - len(batch.get(graph, ()))
                batch[graph] = quads
                if size >= _BATCH:
                    if writing is not None:
                        writing.result()
                    writing = writer.submit(self._change, batch)
                    batch, size = {}, 0
            if writing is not None:
                writing.result()
        if batch:
            self._change(batch)

    def remove(self, graph: ox.NamedNode) -> bool:
        """Take a document away by its IRI, and what only it supported; False where there is none."""
        self._store.check_writable()
        return self._change({}, removed=[graph])

    def _change(self, added: dict[ox.NamedNode, list[ox.Quad]], removed: Iterable[ox.NamedNode] = ()) -> bool:
        known, self._known = self._known, None  # forgotten if anything fails
        change, descriptions = plan(self._store, self._base, added, removed, known)
        if change:
            self._store.apply(change)
        if known is not None:
            self._known = known if len(known) < _REMEMBERED else {}
            self._known.update(descriptions)
        return bool(change)
