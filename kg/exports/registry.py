"""The formats by name and by ending."""

from __future__ import annotations

from pathlib import Path

from kg.exports.base import Format
from kg.exports.csv_network import CsvNetwork
from kg.exports.csv_tables import CsvTables
from kg.exports.cytoscape import Cytoscape
from kg.exports.errors import ExportError
from kg.exports.excel import Excel
from kg.exports.followthemoney import FollowTheMoney
from kg.exports.gexf import Gexf
from kg.exports.graphml import GraphMl
from kg.exports.jsonlines import JsonLines
from kg.exports.neo4j import Neo4j
from kg.exports.parquet import Parquet
from kg.exports.rdf import RDF_FORMATS
from kg.graph.formats import ALIASES

FORMATS: dict[str, Format] = {
    found.name: found
    for found in (
        JsonLines(),
        Excel(),
        CsvTables(),
        Parquet(),
        CsvNetwork(),
        GraphMl(),
        Gexf(),
        Cytoscape(),
        Neo4j(),
        FollowTheMoney(),
        *RDF_FORMATS,
    )
}
"""Name → format: first tables, then networks, then RDF."""

_OTHER_NAMES = {"xlsx": "excel", "ftm": "followthemoney", "cyjs": "cytoscape", "json-lines": "jsonl", **ALIASES}


def format_named(name: str) -> Format:
    """The format of a name. Raises ExportError, which tells the names."""
    wanted = name.lower()
    found = FORMATS.get(_OTHER_NAMES.get(wanted, wanted))
    if found is None:
        raise ExportError(f"unknown format {name!r}; one of {', '.join(FORMATS)}")
    return found


def format_of(path: Path) -> Format:
    """The format that a file's ending means, a final .gz aside. Raises ExportError."""
    name = path.name.lower().removesuffix(".gz")
    for found in FORMATS.values():
        if name.endswith(found.endings):
            return found
    known = ", ".join(ending for found in FORMATS.values() for ending in found.endings)
    folders = ", ".join(found.name for found in FORMATS.values() if found.files)
    raise ExportError(f"{path}: the ending tells no format; known are {known}. Folders need a format: {folders}")
