"""RDF: every form that `Graph.serialise` writes."""

from __future__ import annotations

from pathlib import Path

from kg.exports.base import Format
from kg.exports.errors import ExportError
from kg.exports.part import Part
from kg.graph.formats import FORMATS

_USE = {
    "trig": "all there is, for people too; kg reads it back",
    "nquads": "all there is, a line a quad: for big stores",
    "json-ld": "all there is, for web tools",
    "turtle": "one graph, for tools without named graphs",
    "ntriples": "one graph, a line a triple",
    "rdf-xml": "one graph, for older tools",
    "trig-12": "all there is, statements as RDF 1.2 triple terms",
    "turtle-12": "one graph, statements as RDF 1.2 triple terms",
}


class Rdf(Format):
    """A form of RDF, always of the whole graph: its named graphs and statuses tell what is asserted and where."""

    def __init__(self, name: str) -> None:
        form = FORMATS[name]
        self.name, self.label, self.endings, self.use = name, form.label, form.endings, _USE[name]

    def write(self, part: Part, path: Path) -> None:
        if not part.whole:
            raise ExportError(f"{self.label} holds the whole graph; a part of it is had by a CONSTRUCT query")
        part.graph.serialise(path, self.name)


RDF_FORMATS = tuple(Rdf(name) for name in FORMATS)
