"""The way back: the named graph of a document as Document and Statement objects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

from kg.documents import Document
from kg.graph import rdf
from kg.graph.errors import GraphDataError
from kg.graph.namespaces import KG, RDF, shorten
from kg.statements import STATUSES, Participant, Statement

N = TypeVar("N", int, float)

Node = dict[str, list[str]]
"""Properties of one node: predicate IRI → values (IRIs and lexical forms)."""


@dataclass(frozen=True, slots=True, repr=False)
class StoredDocument(Document):
    """A document as the graph knows it: without its text, but with the text's hash and sketch."""

    text_sha256: str = ""
    text_sketch: tuple[str, ...] = ()
    original: str | None = None

    @property
    def sha256(self) -> str:
        """Hash of the text that was read, in hexadecimal."""
        return self.text_sha256

    @property
    def sketch(self) -> tuple[str, ...]:
        """What tells copies of the text that was read."""
        return self.text_sketch

    @property
    def copy_of(self) -> str | None:
        """The id of the document of which this one is a copy, if it is one."""
        return self.original


class DocumentGraph:
    """Reads one document's graph. Raises GraphDataError where the graph is not of the shape of `kg.graph.rdf`."""

    def __init__(self, quads: Iterable[ox.Quad | ox.Triple]) -> None:
        self.nodes: dict[str, Node] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            value = quad.object
            if isinstance(quad.subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                self.nodes[quad.subject.value][quad.predicate.value].append(value.value)
        self._participants: dict[str, Participant] = {}
        self._documents: dict[str, str] = {}

    def documents(self) -> list[StoredDocument]:
        """The documents described, by id."""
        return sorted((self._document(iri) for iri in self._of_class(rdf.DOCUMENT_CLASS)), key=lambda d: d.id)

    def statements(self) -> list[Statement]:
        """The statements, by document, place in its text and id."""
        statements = [self._statement(iri) for iri in self._of_class(rdf.RDF_STATEMENT)]
        return sorted(statements, key=order)

    def _of_class(self, kind: ox.NamedNode) -> list[str]:
        return [iri for iri, node in self.nodes.items() if kind.value in node.get(rdf.TYPE.value, ())]

    def _document(self, iri: str) -> StoredDocument:
        original = self._any(iri, rdf.COPY_OF)
        return StoredDocument(
            id=self._one(iri, rdf.IDENTIFIER),
            text="",
            title=self._any(iri, rdf.TITLE) or "",
            published=self._any(iri, rdf.ISSUED),
            source=self._any(iri, rdf.SOURCE) or "",
            author=self._any(iri, rdf.CREATOR) or "",
            text_sha256=self._any(iri, rdf.SHA256) or "",
            text_sketch=tuple(sorted(self.nodes[iri].get(rdf.SKETCH.value, ()))),
            original=None if original is None else self._identifier(original),
        )

    def _statement(self, iri: str) -> Statement:
        status = self._one(iri, rdf.STATUS).removeprefix(KG)
        if status not in STATUSES:
            raise GraphDataError(f"{shorten(iri)}: unknown status {status!r}; one of {', '.join(STATUSES)}")
        speaker, place = self._any(iri, rdf.SPEAKER_MENTION), self._any(iri, rdf.PLACE_MENTION)
        explanation = self._any(iri, rdf.EXPLANATION)
        return Statement(
            document=self._identifier(self._one(iri, rdf.DERIVED_FROM)),
            subject=self._participant(self._one(iri, rdf.SUBJECT_MENTION)),
            relation=self._one(iri, rdf.PREDICATE).removeprefix(KG),
            object=self._participant(self._one(iri, rdf.OBJECT_MENTION)),
            status=status,
            evidence=self._one(iri, rdf.EXACT),
            start=self._number(iri, rdf.START, int),
            end=self._number(iri, rdf.END, int),
            confidence=self._number(iri, rdf.CONFIDENCE, float),
            by=self._participant(speaker) if speaker else None,
            date=self._any(iri, rdf.DATE),
            place=self._participant(place) if place else None,
            quantities=self._quantities(iri),
            explanation=tuple(explanation.split("\n")) if explanation else (),
        )

    def _quantities(self, iri: str) -> Mapping[str, int]:
        return {
            predicate.removeprefix(KG).removesuffix(rdf.COUNT): self._number(iri, ox.NamedNode(predicate), int)
            for predicate in sorted(self.nodes[iri])
            if predicate.startswith(KG) and predicate.endswith(rdf.COUNT)
        }

    def _participant(self, mention: str) -> Participant:
        found = self._participants.get(mention)
        if found is None:
            referent = self._one(mention, rdf.REFERENT_OF)
            found = self._participants[mention] = Participant(
                id=self._one(referent, rdf.ACTOR_OF),
                label=self._one(referent, rdf.LABEL),
                type=self._one(referent, rdf.ACTOR_TYPE).removeprefix(KG),
                mention=self._one(mention, rdf.EXACT),
                start=self._number(mention, rdf.START, int),
                end=self._number(mention, rdf.END, int),
                names=self._names(referent),
            )
        return found

    def _names(self, referent: str) -> tuple[str, ...]:
        prefix = RDF + "_"
        numbered = sorted(
            (int(predicate.removeprefix(prefix)), values[0])
            for predicate, values in self.nodes[referent].items()
            if predicate.startswith(prefix) and predicate.removeprefix(prefix).isdecimal()
        )
        return tuple(name for _, name in numbered)

    def _identifier(self, document: str) -> str:
        if document not in self._documents:
            self._documents[document] = self._one(document, rdf.IDENTIFIER)
        return self._documents[document]

    def _any(self, iri: str, predicate: ox.NamedNode) -> str | None:
        values = self.nodes[iri].get(predicate.value) if iri in self.nodes else None
        if values and len(values) > 1:
            raise GraphDataError(f"{shorten(iri)} has {len(values)} values of {shorten(predicate.value)}, not one")
        return values[0] if values else None

    def _one(self, iri: str, predicate: ox.NamedNode) -> str:
        value = self._any(iri, predicate)
        if value is None:
            raise GraphDataError(f"{shorten(iri)} has no {shorten(predicate.value)}: this is not a graph that kg wrote")
        return value

    def _number(self, iri: str, predicate: ox.NamedNode, kind: Callable[[str], N]) -> N:
        text = self._one(iri, predicate)
        try:
            return kind(text)
        except ValueError:
            raise GraphDataError(f"{shorten(iri)}: {shorten(predicate.value)} is {text!r}, not a number") from None


def order(statement: Statement) -> tuple[str, int, int, str]:
    """The order of statements: by document, place in its text and id."""
    return statement.document, statement.start, statement.end, statement.id
