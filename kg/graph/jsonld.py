"""JSON-LD with readable names: one node a line, the context of `ontology/context.jsonld` at the head."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.graph.namespaces import XSD, shorten
from kg.graph.rdf import TYPE
from kg.resources import ontology


@functools.cache
def context() -> dict[str, Any]:
    """The context: prefixes, and the types of properties that have one type of value."""
    data: dict[str, Any] = json.loads(ontology("context.jsonld").read_text("utf-8"))["@context"]
    return data


def write(quads: Iterable[ox.Quad], stream: BinaryIO) -> None:
    """Write sorted quads, graph by graph. The context stands in the file, so that reading it needs no network."""
    head = json.dumps(context(), ensure_ascii=False, indent=1)
    stream.write(b'{"@context": ' + head.encode() + b',\n"@graph": [')
    separator = b"\n"
    for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = _nodes(members)
        if isinstance(graph, ox.NamedNode):
            inside = b",\n  ".join(map(_line, nodes))
            entries = [b'{"@id": ' + _line(shorten(graph.value)) + b', "@graph": [\n  ' + inside + b"]}"]
        else:
            entries = [_line(node) for node in nodes]
        for entry in entries:
            stream.write(separator + entry)
            separator = b",\n"
    stream.write(b"\n]}\n")


def _line(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _nodes(quads: Iterable[ox.Quad]) -> Iterator[dict[str, Any]]:
    for subject, about in groupby(quads, key=lambda quad: quad.subject):
        assert isinstance(subject, ox.NamedNode)
        node: dict[str, Any] = {"@id": shorten(subject.value)}
        for predicate, same in groupby(about, key=lambda quad: quad.predicate):
            key = shorten(predicate.value)
            if predicate == TYPE:
                values: list[Any] = [_value("@type", quad.object) for quad in same]
                key = "@type"
            else:
                values = [_value(key, quad.object) for quad in same]
            node[key] = values[0] if len(values) == 1 else values
        yield node


def _value(key: str, term: object) -> Any:
    expected = context().get(key)
    kind = expected.get("@type") if isinstance(expected, dict) else None
    if isinstance(term, ox.NamedNode):
        if key == "@type":
            return shorten(term.value)
        return shorten(term.value) if kind == "@id" else {"@id": shorten(term.value)}
    assert isinstance(term, ox.Literal)
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    if datatype == XSD + "string" and kind is None:
        return term.value
    if datatype == XSD + "integer" and kind is None and abs(int(term.value)) < 2**53:
        return int(term.value)
    if kind is not None and shorten(datatype) == kind:
        return term.value
    return {"@value": term.value, "@type": shorten(datatype)}
