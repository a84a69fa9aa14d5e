"""Writing a graph to files: sorted, so that the same graph gives the same bytes."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import pyoxigraph as ox

from kg.graph import jsonld
from kg.graph.errors import GraphDataError
from kg.graph.formats import REIFIES, Format
from kg.graph.namespaces import PREFIXES, RESERVED
from kg.graph.rdf import OBJECT, PREDICATE, RDF_STATEMENT, SUBJECT, TYPE
from kg.graph.stores.base import Store

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

_DEFAULT = ox.DefaultGraph()
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML cannot hold, not even escaped."""


def ordered(store: Store) -> Iterator[ox.Quad]:
    """All quads: the default graph, then the documents' graphs by IRI; within each by subject, class, predicate."""
    yield from _sorted(store.quads(_DEFAULT))
    for quads in store.contents(store.graphs()):
        yield from _sorted(quads)


def write_file(store: Store, path: Path, kind: Format, *, compress: bool = False) -> None:
    """Write a file; `compress` with gzip, without a time stamp in it."""
    with path.open("wb") as raw:
        if not compress:
            write(store, raw, kind)
            return
        with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=6) as file:
            write(store, cast(BinaryIO, file), kind)


def write(store: Store, stream: BinaryIO, kind: Format) -> None:
    """Write to an open file. Raises GraphDataError where RDF/XML cannot hold a character."""
    quads = ordered(store) if kind.graphs else _flat(store)
    if kind.reifies:
        quads = _reified(quads)
    if kind.syntax == ox.RdfFormat.JSON_LD:
        jsonld.write(quads, stream)
    elif kind.syntax == ox.RdfFormat.RDF_XML:
        _write_xml(quads, stream)
    else:
        items = quads if kind.graphs else (quad.triple for quad in quads)
        ox.serialize(items, SortedHead(stream), kind.syntax, prefixes=PREFIXES)


def _sorted(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    return sorted(quads, key=_key)


def _key(quad: ox.Quad) -> tuple[str, bool, str, str]:
    return str(quad.subject), quad.predicate != TYPE, quad.predicate.value, str(quad.object)


def _flat(store: Store) -> Iterator[ox.Quad]:
    """One graph without the documents' own descriptions of actors: the default graph has these merged."""
    quads = list(store.quads(_DEFAULT))
    for own in store.contents(store.graphs()):
        quads.extend(
            ox.Quad(*quad.triple)
            for quad in own
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(RESERVED)
        )
    return iter(_sorted(quads))


def _reified(quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
    """Statements as RDF 1.2 reifiers: `statement:… rdf:reifies <<( s p o )>>`."""
    parts: dict[ox.NamedNode, ox.NamedNode] = {}
    for quad in quads:
        predicate = quad.predicate
        if predicate == TYPE and quad.object == RDF_STATEMENT:
            parts = {}
            yield quad
        elif predicate in (SUBJECT, PREDICATE, OBJECT):
            assert isinstance(quad.object, ox.NamedNode)
            parts[predicate] = quad.object
            if len(parts) == 3:
                term = ox.Triple(parts[SUBJECT], parts[PREDICATE], parts[OBJECT])
                yield ox.Quad(quad.subject, REIFIES, term, quad.graph_name)
                parts = {}
        else:
            yield quad


def _write_xml(quads: Iterator[ox.Quad], stream: BinaryIO) -> None:
    def checked() -> Iterator[ox.Triple]:
        for quad in quads:
            value = quad.object
            if isinstance(value, ox.Literal) and NOT_XML.search(value.value):
                raise GraphDataError(
                    f"{quad.subject} has a text with a control character, which RDF/XML cannot hold; "
                    "export another format, or clean the source"
                )
            yield quad.triple

    data = ox.serialize(checked(), format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES)
    assert data is not None
    start, end = data.index(b"<rdf:RDF"), data.index(b">", data.index(b"<rdf:RDF"))
    declarations = b" ".join(sorted(re.findall(rb'xmlns:[^=]+="[^"]*"', data[start:end])))
    stream.write(data[:start] + b"<rdf:RDF " + declarations)
    # An XML reader turns a bare carriage return into a line feed.
    stream.write(data[end:].replace(b"\r", b"&#xD;"))


class SortedHead(io.BufferedIOBase, BinaryIO):
    """Passes on what is written, with the prefix declarations at its head sorted: the serialiser's order of them is
    that of a hash table, another in each process."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._head: bytes | None = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        chunk = bytes(data)
        if self._head is None:
            self._stream.write(chunk)
        else:
            self._head += chunk
            if not all(line.startswith(b"@prefix ") for line in self._head.split(b"\n")[:-1]):
                self._write_head()
        return len(chunk)

    def flush(self) -> None:
        """Called by the serialiser at the end: a graph may consist of a head alone."""
        if self._head is not None:
            self._write_head()
        self._stream.flush()

    def _write_head(self) -> None:
        lines = (self._head or b"").splitlines(keepends=True)
        count = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
        self._stream.write(b"".join(sorted(lines[:count]) + lines[count:]))
        self._head = None
