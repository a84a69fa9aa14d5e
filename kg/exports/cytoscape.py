"""Cytoscape JSON: nodes and edges for Cytoscape (the program) and Cytoscape.js (the library)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg import __version__
from kg.exports.base import Format
from kg.exports.network import Network, network
from kg.exports.part import Part

_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class Cytoscape(Format):
    """The format of Cytoscape.js, with the names that Cytoscape itself looks for.

    Characters that could end a script are escaped as JSON allows, for such files are pasted into pages.
    """

    name = "cytoscape"
    label = "Cytoscape JSON"
    use = "the network for Cytoscape and Cytoscape.js"
    endings = (".cyjs",)
    edges = True

    def write(self, part: Part, path: Path) -> None:
        data = {
            "format_version": "1.0",
            "generated_by": f"geokg-{__version__}",
            "target_cytoscapejs_version": "~2.1",
            "data": {"name": "Who did what to whom"},
            "elements": _elements(network(part)),
        }
        text = json.dumps(data, ensure_ascii=False, indent=1).translate(_IN_SCRIPT)
        path.write_text(text + "\n", "utf-8", newline="\n")


def _elements(found: Network) -> dict[str, Any]:
    labels = {node.iri: node.label for node in found.nodes}
    nodes = [
        {"data": {"id": node.iri, "name": node.label, "shared_name": node.label, **node.attributes}}
        for node in found.nodes
    ]
    edges = [
        {
            "data": {
                "id": edge.id,
                "source": edge.source,
                "target": edge.target,
                "name": f"{labels[edge.source]} ({edge.label}) {labels[edge.target]}",
                "interaction": edge.label,
                "weight": edge.weight,
                **edge.attributes,
            }
        }
        for edge in found.edges
    ]
    return {"nodes": nodes, "edges": edges}
