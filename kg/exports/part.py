"""Part: what of a graph is exported."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg import ontology
from kg.documents.dates import check_date
from kg.exports.errors import ExportError
from kg.statements import Statement, check_statuses

if TYPE_CHECKING:
    from kg.actors.model import Actor
    from kg.documents import Document
    from kg.graph import Graph


@dataclass(frozen=True, slots=True)
class Filters:
    """Which statements are wanted, as `kg.views.filters.select` has it. Raises ExportError for what does not exist."""

    actor: str | None = None
    depth: int = 1
    since: str | None = None
    until: str | None = None
    relations: Collection[str] | None = None
    statuses: Collection[str] | None = None
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        try:
            for name in self.relations or ():
                ontology.check_relation(name)
            check_statuses(self.statuses or ())
            for date in (self.since, self.until):
                if date is not None:
                    check_date(date)
        except ValueError as error:
            raise ExportError(str(error)) from None
        if self.depth < 1:
            raise ExportError("the depth is a number of steps, 1 or more")


class Part:
    """The statements of a graph that pass some filters, with the actors that occur in them and their documents.

    Without filters it is the whole graph, with documents that say nothing. It is read like a graph
    (`kg.graph.readable.Readable`), from the store only when first needed.
    """

    def __init__(self, graph: Graph, filters: Filters | None = None) -> None:
        self.graph = graph
        self.filters = filters or Filters()

    @property
    def whole(self) -> bool:
        """Whether nothing is filtered out."""
        return self.filters == Filters()

    @cached_property
    def statements(self) -> list[Statement]:
        """By document and place in its text. Raises ExportError where the actor of the filters does not occur."""
        from kg.views.filters import find_actor, select

        statements = self.graph.read_statements()
        if self.whole:
            return statements
        wanted = self.filters
        actor = wanted.actor
        if actor is not None:
            try:
                actor = find_actor(statements, actor, {known.iri: known for known in self.graph.read_actors()})
            except ValueError as error:
                raise ExportError(str(error)) from None
        return select(
            statements,
            actor=actor,
            depth=wanted.depth,
            since=wanted.since,
            until=wanted.until,
            relations=wanted.relations,
            statuses=wanted.statuses,
            min_confidence=wanted.min_confidence,
        )

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
