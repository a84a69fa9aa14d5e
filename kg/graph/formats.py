"""The RDF file formats: their names, endings, and how each is read into an Oxigraph store."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.graph.errors import StoreError
from kg.graph.namespaces import RDF, RESERVED, document_iri
from kg.graph.rdf import COPY_OF, OBJECT, PREDICATE, READING, SUBJECT, document_quads
from kg.graph.reading import DocumentGraph
from kg.statements import Statement
from kg.untrusted import checked

REIFIES = ox.NamedNode(RDF + "reifies")


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. Formats without named graphs hold the default graph and the nodes of all documents' graphs;
    reading them puts each node back into its document's graph."""

    name: str
    label: str
    endings: tuple[str, ...]
    syntax: ox.RdfFormat
    media_type: str
    graphs: bool = True
    reifies: bool = False
    """RDF 1.2: statements reify a triple term instead of having subject, predicate and object."""

    def load(self, inner: ox.Store, file: BinaryIO) -> None:
        """Read an open file into an empty store. Raises SyntaxError."""
        if self.graphs:
            inner.bulk_load(checked(file, self.syntax), self.syntax)
            _plain_statements(inner)
            return
        triples = ox.Store()
        triples.bulk_load(checked(file, self.syntax), self.syntax)
        _plain_statements(triples)
        _regroup(triples, inner)


FORMATS: dict[str, Format] = {
    found.name: found
    for found in (
        Format("trig", "TriG", (".trig",), ox.RdfFormat.TRIG, "application/trig"),
        Format("nquads", "N-Quads", (".nq", ".nquads"), ox.RdfFormat.N_QUADS, "application/n-quads"),
        Format("json-ld", "JSON-LD", (".jsonld",), ox.RdfFormat.JSON_LD, "application/ld+json"),
        Format("turtle", "Turtle", (".ttl",), ox.RdfFormat.TURTLE, "text/turtle", graphs=False),
        Format("ntriples", "N-Triples", (".nt",), ox.RdfFormat.N_TRIPLES, "application/n-triples", graphs=False),
        Format("rdf-xml", "RDF/XML", (".rdf", ".xml"), ox.RdfFormat.RDF_XML, "application/rdf+xml", graphs=False),
        Format("trig-12", "TriG 1.2", (), ox.RdfFormat.TRIG, "application/trig", reifies=True),
        Format("turtle-12", "Turtle 1.2", (), ox.RdfFormat.TURTLE, "text/turtle", graphs=False, reifies=True),
    )
}
"""Format name → format."""

ALIASES = {
    "ttl": "turtle", "nq": "nquads", "n-quads": "nquads", "nt": "ntriples", "n-triples": "ntriples",
    "jsonld": "json-ld", "xml": "rdf-xml", "rdf": "rdf-xml", "rdfxml": "rdf-xml",
}  # fmt: skip


def format_named(name: str) -> Format:
    """The format of a name; ValueError tells which there are."""
    try:
        return FORMATS[ALIASES.get(name.lower(), name.lower())]
    except KeyError:
        raise ValueError(f"unknown format {name!r}; one of {', '.join(FORMATS)}") from None


def format_of(path: Path) -> Format:
    """The format that a file's ending means, a final .gz aside. Raises StoreError."""
    endings = [ending.lower() for ending in path.suffixes]
    if endings and endings[-1] == ".gz":
        endings.pop()
    for found in FORMATS.values():
        if endings and endings[-1] in found.endings:
            return found
    known = ", ".join(ending for found in FORMATS.values() for ending in found.endings)
    raise StoreError(f"{path}: the ending tells no RDF format; known are {known}, each also with .gz")


def _plain_statements(inner: ox.Store) -> None:
    """Turn RDF 1.2 reifiers into statement nodes with subject, predicate and object."""
    found = list(inner.quads_for_pattern(None, REIFIES, None))
    for quad in found:
        term, node, graph = quad.object, quad.subject, quad.graph_name
        if isinstance(term, ox.Triple):
            parts = ((SUBJECT, term.subject), (PREDICATE, term.predicate), (OBJECT, term.object))
            inner.extend([ox.Quad(node, predicate, value, graph) for predicate, value in parts])
            inner.remove(quad)


def _regroup(triples: ox.Store, inner: ox.Store) -> None:
    """Put the nodes of a file without named graphs back into their documents' graphs."""
    reader = DocumentGraph(triples)
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in reader.statements():
        said[statement.document].append(statement)
    for document in reader.documents():
        mark = next(triples.quads_for_pattern(ox.NamedNode(document_iri(document.id)), READING, None), None)
        inner.extend(
            document_quads(
                document, said[document.id], mark.object.value if mark and isinstance(mark.object, ox.Literal) else None
            )
        )
    inner.extend(
        quad
        for quad in triples
        if isinstance(quad.subject, ox.NamedNode)
        and (quad.predicate == COPY_OF or not quad.subject.value.startswith(RESERVED))
    )
