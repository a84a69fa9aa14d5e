"""Part: what of a graph is exported."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kg.statements import Statement
from kg.views.filters import Filters, select

if TYPE_CHECKING:
    from kg.actors.model import Actor
    from kg.documents import Document
    from kg.graph import Graph


class Part:
    """The statements of a graph that pass the filters of `kg.views.filters.select`, their actors and their documents.

    Without filters it is the whole graph, with documents that say nothing. It is read like a graph
    (`kg.graph.readable.Readable`), from the store only when first needed.
    """

    def __init__(self, graph: Graph, **filters: Unpack[Filters]) -> None:
        self.graph = graph
        self._filters = filters
        # A depth is of no use without an actor.
        self.whole = not any(value for name, value in filters.items() if name != "depth")

    @cached_property
    def statements(self) -> list[Statement]:
        """By document and place in its text. Raises SelectionError for filters that ask for what is not there."""
        statements = self.graph.read_statements()
        if self.whole:
            return statements
        actors = {actor.iri: actor for actor in self.graph.read_actors()}
        published = {document.id: document.published for document in self.graph.read_documents() if document.published}
        return select(statements, actors=actors, published=published, **self._filters)

    @cached_property
    def actors(self) -> list[Actor]:
        """By id."""
        actors = self.graph.read_actors()
        if self.whole:
            return actors
        occurring = {p.id for s in self.statements for p in (s.subject, s.object, s.by, s.place) if p is not None}
        return [actor for actor in actors if actor.iri in occurring]

    @cached_property
    def documents(self) -> list[Document]:
        """By id."""
        documents = self.graph.read_documents()
        if self.whole:
            return documents
        saying = {statement.document for statement in self.statements}
        return [document for document in documents if document.id in saying]

    def look_up(self, identifier: str) -> Actor | None:
        """The actor of an IRI or slug as the graph's actor base has it."""
        return self.graph.base.get(identifier)

    def read_documents(self) -> list[Document]:
        return self.documents

    def read_actors(self) -> list[Actor]:
        return self.actors

    def read_statements(self) -> list[Statement]:
        return self.statements
