"""Graph: what users hold; documents in, statements, answers and files out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from html import escape
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import pyoxigraph as ox
import rdflib

from kg.actors.base import ActorBase
from kg.actors.model import Actor
from kg.documents import Document
from kg.graph import describing, named, sparql
from kg.graph.errors import GraphError, QueryError, StoreError
from kg.graph.formats import format_named
from kg.graph.hints import unknown_terms
from kg.graph.marking import explain
from kg.graph.namespaces import document_iri
from kg.graph.rdf import document_quads
from kg.graph.reading import DocumentGraph, StoredDocument, order
from kg.graph.results import QueryResult
from kg.graph.serialise import write, write_file
from kg.graph.stores.base import Results, Store
from kg.graph.stores.memory import MemoryStore
from kg.graph.stores.opening import open_store
from kg.graph.terms import to_term
from kg.graph.timeout import run_with_timeout
from kg.graph.writing import Writer
from kg.statements import Statement

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from kg.views.notebook import Inline

T = TypeVar("T")

_PATIENCE = 2.0  # seconds that a `repr` waits for each of its counts


class Graph:
    """The knowledge graph in a `store`. A context manager; `close` when done with it. `kg.open` and `kg.build` make it.

    `actors` is the actor base that describes those that it knows; the one that ships with kg unless given.
    """

    def __init__(self, store: Store, *, actors: ActorBase | None = None) -> None:
        self.store = store
        self._actors = actors
        self._writer = Writer(store, lambda: self.base)

    @classmethod
    def in_memory(cls, actors: ActorBase | None = None) -> Graph:
        """An empty graph in memory. `actors` describes known actors; the base that ships with kg unless given."""
        return cls(MemoryStore(), actors=actors)

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        from kg.graph.tables import summary

        try:
            return f"<Graph of {summary(self, timeout=_PATIENCE)} ({self.store.name})>"
        except Exception:  # closed, out of reach, too large to count: a repr must not fail
            return f"<Graph ({self.store.name})>"

    def _repr_html_(self) -> str:
        from kg.graph.preview import preview_html
        from kg.graph.tables import summary

        try:
            shown = summary(self, timeout=_PATIENCE).to_html(self.store.name)
        except Exception:  # as above
            return f"<p>{escape(repr(self))}</p>"
        try:
            return shown + preview_html(self, timeout=_PATIENCE)
        except Exception:  # the numbers alone
            return shown

    def close(self) -> None:
        """Let go of the store's files and locks."""
        self.store.close()

    # Changing

    def add(self, document: Document, statements: Iterable[Statement]) -> None:
        """Add a document with its statements; it replaces what the document said before. Raises GraphDataError."""
        self.add_all([(document, statements)])

    def add_all(
        self,
        pairs: Iterable[tuple[Document, Iterable[Statement]]],
        *,
        mark: Callable[[Document], str] | None = None,
    ) -> None:
        """Add many documents, in changes of many documents each. `pairs` are documents with their statements.

        Of a document given twice the last counts. `mark` gives the hash of how a document was read, which is kept with
        it. What was added before an interruption stays. Raises GraphDataError.
        """
        self.add_graphs(
            (ox.NamedNode(document_iri(document.id)), document_quads(document, statements, mark and mark(document)))
            for document, statements in pairs
        )

    def add_graphs(self, graphs: Iterable[tuple[ox.NamedNode, list[ox.Quad]]]) -> None:
        """Add many documents as RDF, as `add_all` does: by IRI, the quads of the documents' named `graphs`."""
        self._writer.add(graphs)

    def remove(self, document_id: str) -> bool:
        """Take the document of an id (`document_id`) away, and what only it supported; False where there is none."""
        return self._writer.remove(ox.NamedNode(document_iri(document_id)))

    # Reading

    def read_documents(self) -> list[Document]:
        """The documents, by id; their texts are not in the graph, but the texts' hashes are."""
        return list(self._stored_documents())

    def _stored_documents(self) -> list[StoredDocument]:
        result = self._collect(
            "SELECT ?s ?p ?o { { GRAPH ?s { ?s a kg:Document ; ?p ?o } } "
            "UNION { ?s kg:copyOf ?o BIND(kg:copyOf AS ?p) } }",
            _triples,
        )
        return DocumentGraph(result).documents()

    def read_statements(self, document_id: str | None = None) -> list[Statement]:
        """The statements of a document (`document_id`), or all, by document and place in it. Raises GraphDataError."""
        if document_id is not None:
            return DocumentGraph(self.store.quads(ox.NamedNode(document_iri(document_id)))).statements()
        found = [
            statement
            for quads in self.store.contents(self.store.graphs())
            for statement in DocumentGraph(quads).statements()
        ]
        return sorted(found, key=order)

    def actor(self, iri: str) -> Actor | None:
        """The actor of an `iri` (or slug), as the default graph describes it; None where it does not occur."""
        return describing.actor(self.store, iri)

    def read_actors(self) -> list[Actor]:
        """All actors that occur, by id."""
        return describing.actors(self.store)

    # Exploring

    def statements(self) -> pd.DataFrame:
        """One row a statement, whatever its status, by document and place in its text.

        `date` is the event's date as ISO text (it may be a month or a year), `when` the same as datetime64 where the
        day is known. For Statement objects see `read_statements`.
        """
        from kg.graph.tables import statements_frame

        return statements_frame(self)

    def actors(self) -> pd.DataFrame:
        """One row an actor that occurs, by id, with its names and how often it is subject, object, speaker, place."""
        from kg.graph.tables import actors_frame

        return actors_frame(self)

    def documents(self) -> pd.DataFrame:
        """One row a document, by id, with the number of its statements: all, and by status."""
        from kg.graph.tables import documents_frame

        return documents_frame(self)

    def events(self) -> pd.DataFrame:
        """One row an event, whatever its status: who did what to whom, as event data have it (GDELT, ICEWS, POLECAT).

        Events are what statements of a relation with a PLOVER root tell. The same event told by several documents (the
        same subject, relation, object, status and date; without a date of the event, the same day of publication) is
        one row with the numbers of `documents`, `sources` and `statements`. Codes, quad class and Goldstein value come
        from the ontology, countries (ISO 3166 alpha-3) from the actor base. docs/tables.md explains every column.
        """
        from kg.graph.events import events_frame

        return events_frame(self, self.base.get)

    def dyads(self, freq: str = "M", *, statuses: Collection[str] = ("asserted",)) -> pd.DataFrame:
        """Who did what to whom by period and quad class: numbers of events, mean Goldstein value, killed and wounded.

        `freq` is the length of a period: D (days), W (weeks), M (months), Q (quarters) or Y (years). `statuses` are
        those of the events that count. The period is NaT where the date of the events is unknown, or only as a month
        or year longer than a period. Raises ValueError for another `freq` or status.
        """
        from kg.graph.events import dyads_frame

        return dyads_frame(self, self.base.get, freq=freq, statuses=statuses)

    def to_networkx(self, *, statuses: Collection[str] = ("asserted",), min_confidence: float = 0.0) -> nx.MultiDiGraph:
        """The actors, and an edge for each subject, relation, object and status of the statements that are chosen: of
        these `statuses`, and at least as sure as `min_confidence`.

        The attributes of nodes and edges are those of `kg.graph.network.to_networkx`. Raises ValueError for an unknown
        status.
        """
        from kg.graph.network import to_networkx

        return to_networkx(self, statuses=statuses, min_confidence=min_confidence)

    def show(
        self,
        height: int = 640,
        title: str | None = None,
        top: int = 60,
        *,
        actor: str | None = None,
        depth: int = 1,
        since: str | None = None,
        until: str | None = None,
        relations: Collection[str] | None = None,
        statuses: Collection[str] | None = None,
        min_confidence: float = 0.0,
    ) -> Inline:
        """The interactive view as the result of a notebook cell, `height` pixels high, under a `title`; it works offline.

        The first view has the `top` actors of which most is said; the others are found in it by search and filters.
        A part of the graph is what lies `depth` steps around an `actor` (name, slug or IRI), happened from `since` to
        `until` (ISO dates, months or years, both inclusive; what has no date counts on its document's), is one of these
        `relations` or `statuses`, and at least as sure as `min_confidence`. Raises ValueError for what the graph does
        not have. The page as text is the result's `html`.
        """
        from kg.views.notebook import inline
        from kg.views.part import render_view

        page = render_view(
            self, title=title, top=top, actor=actor, depth=depth, since=since, until=until, relations=relations,
            statuses=statuses, min_confidence=min_confidence,
        )  # fmt: skip
        return inline(page, height)

    # Asking

    def query(
        self,
        query: str,
        *,
        parameters: Mapping[str, object] | None = None,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> QueryResult:
        """Ask in SPARQL 1.1, with the project's prefixes known.

        `parameters` gives values to `$name` in the query: strings, numbers, dates, rdflib or Oxigraph terms (a plain
        string is a literal; use `rdflib.URIRef` for an IRI). `timeout` in seconds, `limit` in rows. Raises QueryError
        with the place marked, QueryTimeout and StoreError. An empty answer says so if a name is not of the ontology.
        """
        text = query if parameters is None else sparql.bind(query, {n: to_term(v) for n, v in parameters.items()})
        result = run_with_timeout(lambda: self._answer(text, timeout, limit), timeout)
        if not result:
            result.hint = unknown_terms(text)
        return result

    def named_query(
        self, name: str, *, timeout: float | None = None, limit: int | None = None, **parameters: Any
    ) -> QueryResult:
        """Ask the query of a `name` of `kg.graph.named.queries()`; docs/queries.md shows them all.

        `parameters` are those of the query: actor="Iran", since="2020". `timeout` in seconds, `limit` in rows. Raises
        QueryError for unknown names and values, which suggests what may be meant.
        """
        query = named.query(name)

        def ask() -> QueryResult:
            bound = query.bind(parameters, resolve=lambda text: describing.resolve(self.store, text))
            return self._answer(bound, timeout, limit)

        return run_with_timeout(ask, timeout)

    def _answer(self, text: str, timeout: float | None, limit: int | None) -> QueryResult:
        return self._collect(text, lambda results: _result(results, limit), timeout)

    def _collect(self, text: str, collect: Callable[[Results], T], timeout: float | None = None) -> T:
        try:
            results = self.store.query(sparql.prologue(text) + text, timeout=timeout)
        except SyntaxError as error:
            raise explain(text, error) from None
        except RuntimeError as error:  # Oxigraph: a function that there is not, say
            raise QueryError(f"the query cannot be answered: {error}") from None
        try:
            return collect(results)
        except SyntaxError as error:
            raise StoreError(f"{self.store.name} gave an answer that cannot be read: {error}") from None
        except RuntimeError as error:
            raise QueryError(f"the query cannot be answered: {error}") from None

    # Handing on

    def serialise(self, path: str | Path | BinaryIO, format: str = "trig") -> None:
        """Write a file, sorted: the same graph gives the same bytes. A path that ends in .gz is compressed.

        `format` is one of `kg.graph.formats.FORMATS`; an open binary file (standard output) may stand for a path.
        Raises ValueError for other formats.
        """
        kind = format_named(format)
        if not isinstance(path, str | Path):
            write(self.store, path, kind)
            return
        target = Path(path)
        write_file(self.store, target, kind, compress=target.suffix == ".gz")

    def export(
        self,
        path: str | Path,
        format: str | None = None,
        *,
        actor: str | None = None,
        depth: int = 1,
        since: str | None = None,
        until: str | None = None,
        relations: Collection[str] | None = None,
        statuses: Collection[str] | None = None,
        min_confidence: float = 0.0,
    ) -> list[Path]:
        """Write the graph, or a part of it, in a format of another tool, and return the files: "network.gexf".

        `format` is a name of `kg.exports.FORMATS` (docs/exports.md tells what each is for), by default what the path's
        ending means; formats of several files make a folder. `actor` (an IRI or name) with `depth` chooses what
        surrounds an actor, `since` and `until` (ISO dates, months or years) a time, `relations` and `min_confidence`
        the statements. Formats in which statements become edges hold what is asserted unless `statuses` names others.
        Raises ExportError and SelectionError (both ValueErrors) for wrong use, and warns (ExportWarning) of what does
        not fit into the format.
        """
        from kg.exports import export

        return export(
            self, path, format, actor=actor, depth=depth, since=since, until=until, relations=relations,
            statuses=statuses, min_confidence=min_confidence,
        )  # fmt: skip

    @property
    def dataset(self) -> rdflib.Dataset:
        """The graph behind rdflib's API, sharing its data; changes made there do not keep the default graph up."""
        self._writer.share()
        return self.store.dataset()

    @property
    def base(self) -> ActorBase:
        """The actor base that describes the actors that it knows."""
        if self._actors is None:
            self._actors = ActorBase.default()
        return self._actors


def open_graph(where: str | Path, *, writable: bool = False, actors: ActorBase | None = None) -> Graph:
    """Open a graph: an RDF file, a folder that `kg build` wrote, an Oxigraph folder, or the address of an endpoint.

    That is `where`; with `writable`, a path that does not exist becomes a file (by its ending) or an Oxigraph folder.
    `actors` is the actor base that describes known actors, the one that ships with kg unless given. Raises StoreError,
    StoreLocked, GraphDataError.
    """
    return Graph(open_store(where, writable=writable), actors=actors)


def _result(results: Results, limit: int | None) -> QueryResult:
    if isinstance(results, ox.QueryBoolean):
        return QueryResult(["answer"], [(ox.Literal(bool(results)),)], kind="ask")
    if limit is not None and limit < 0:
        raise GraphError("a limit is a number of rows, 0 or more")
    end = None if limit is None else limit + 1
    if isinstance(results, ox.QuerySolutions):
        columns = [variable.value for variable in results.variables]
        rows: list[Any] = list(islice(results, end))
        kind: Any = "select"
    else:
        columns, kind = ["subject", "predicate", "object"], "construct"
        rows = [(item.subject, item.predicate, item.object) for item in islice(results, end)]
    truncated = limit is not None and len(rows) > limit
    return QueryResult(columns, rows[:limit] if truncated else rows, kind=kind, truncated=truncated)


def _triples(results: Results) -> list[ox.Triple]:
    assert isinstance(results, ox.QuerySolutions)
    return [ox.Triple(row[0], row[1], row[2]) for row in results]
