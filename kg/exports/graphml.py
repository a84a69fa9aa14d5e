"""GraphML: the network as XML with typed attributes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from kg.exports.base import Format
from kg.exports.network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Network, network
from kg.exports.part import Part
from kg.exports.text import plain, visible
from kg.statements import ACTOR

_TYPES = {str: "string", tuple: "string", int: "long", float: "double", bool: "boolean"}
_KEYS = {
    "node": {"label": str, "iri": str, **NODE_ATTRIBUTES},
    "edge": {"label": str, "weight": int, **EDGE_ATTRIBUTES},
}
_ID = re.compile(r"[A-Za-z0-9._-]+")


class GraphMl(Format):
    """Valid by the schema of graphml.graphdrawing.org: ids are name tokens, so that an IRI is an attribute."""

    name = "graphml"
    label = "GraphML"
    use = "the network for igraph, yEd, Gephi, networkx and most others"
    endings = (".graphml",)
    edges = True

    def write(self, part: Part, path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in _lines(network(part)))


def _lines(found: Network) -> Iterator[str]:
    ids = {node.iri: _id(node.iri) for node in found.nodes}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd">'
    )
    for owner, keys in _KEYS.items():
        for name, kind in keys.items():
            yield f'<key id="{owner}-{name}" for="{owner}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>'
    yield '<graph id="geokg" edgedefault="directed">'
    for node in found.nodes:
        yield f'<node id="{ids[node.iri]}">'
        yield from _data("node", {"label": node.label, "iri": node.iri, **node.attributes})
        yield "</node>"
    for edge in found.edges:
        yield f'<edge id="{edge.id}" source="{ids[edge.source]}" target="{ids[edge.target]}">'
        yield from _data("edge", {"label": edge.label, "weight": edge.weight, **edge.attributes})
        yield "</edge>"
    yield "</graph>"
    yield "</graphml>"


def _data(owner: str, values: Mapping[str, object]) -> Iterator[str]:
    for name, value in values.items():
        # A reader turns a bare carriage return into a line feed.
        yield f'<data key="{owner}-{name}">{escape(visible(plain(value)), {chr(13): "&#13;"})}</data>'


def _id(iri: str) -> str:
    """The last part of the IRIs of actors is a name token as a rule; others are given a hash, with a dot."""
    slug = iri.removeprefix(ACTOR)
    return slug if slug != iri and _ID.fullmatch(slug) else "n." + hashlib.sha256(iri.encode()).hexdigest()[:16]
