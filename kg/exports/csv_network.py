"""CSV: the network as a table of nodes and one of edges."""

from __future__ import annotations

from pathlib import Path

from kg.exports.base import Format
from kg.exports.csv_file import write_csv
from kg.exports.network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, network
from kg.exports.part import Part


class CsvNetwork(Format):
    """Columns are named as Gephi reads them, and in the order in which igraph wants them: ends first."""

    name = "csv"
    label = "CSV of nodes and edges"
    use = "the network for Gephi, R, igraph and spreadsheets"
    files = ("nodes.csv", "edges.csv")
    edges = True

    def write(self, part: Part, path: Path) -> None:
        found = network(part)
        write_csv(
            path / "nodes.csv",
            ("Id", "Label", *NODE_ATTRIBUTES),
            ((node.iri, node.label, *map(node.attributes.get, NODE_ATTRIBUTES)) for node in found.nodes),
        )
        write_csv(
            path / "edges.csv",
            ("Source", "Target", "Type", "Id", "Kind", "Label", "Weight", *EDGE_ATTRIBUTES),
            (
                (
                    edge.source,
                    edge.target,
                    "Directed",
                    edge.id,
                    f"{edge.attributes['relation']}/{edge.attributes['status']}",
                    edge.label,
                    edge.weight,
                    *map(edge.attributes.get, EDGE_ATTRIBUTES),
                )
                for edge in found.edges
            ),
        )
