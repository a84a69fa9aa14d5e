"""What tables and networks need of a graph: so a part of a graph, chosen for an export, will do as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.actors.model import Actor
    from kg.documents import Document
    from kg.statements import Statement


class Readable(Protocol):
    """A graph, or a part of one, whose documents, actors and statements can be read."""

    def read_documents(self) -> Sequence[Document]:
        """The documents, by id."""

    def read_actors(self) -> Sequence[Actor]:
        """The actors that occur, by id."""

    def read_statements(self) -> Sequence[Statement]:
        """The statements, by document and place in its text."""
