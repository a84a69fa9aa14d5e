"""Going on where a build stopped: what a store has of a document tells whether it must be read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from kg.documents import Document
from kg.graph.namespaces import document_iri
from kg.graph.rdf import READING
from kg.graph.stores.base import Store
from kg.ledger import Seen

_AT_ONCE = 100  # documents in one question: the stream is read ahead so far


def unread(
    documents: Iterable[Document], store: Store, mark: Callable[[Document], str], skipped: Callable[[], None]
) -> Iterator[Document]:
    """The documents that the store does not have as `mark` says that they would come out; `skipped` tells of others."""
    if store.is_empty():
        yield from documents
        return
    passed = Seen()
    remaining = iter(documents)
    while some := list(islice(remaining, _AT_ONCE)):
        held = _marks(store, some)
        for document in some:
            # Of a document given twice the last counts: once one was read, what the store had of it is gone.
            if document.id not in passed and held.get(document_iri(document.id)) == mark(document):
                skipped()
            else:
                passed[document.id] = ""
                yield document


def _marks(store: Store, documents: Iterable[Document]) -> dict[str, str]:
    values = " ".join(sorted({f"<{document_iri(document.id)}>" for document in documents}))
    rows = store.query(f"SELECT ?d ?r {{ VALUES ?d {{ {values} }} GRAPH ?d {{ ?d {READING} ?r }} }}")
    assert isinstance(rows, ox.QuerySolutions)
    return {row[0].value: row[1].value for row in rows}
