"""GraphML, GEXF, CSV and Cytoscape JSON, read back by others' readers: the same nodes, edges and attributes."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from kg.exports.text import unguarded
from kg.graph import Graph
from kg.statements import STATUSES
from tests.exports.hostile import TEXTS, shown
from tests.graph.factory import BASE, document, statement

LISTS = ("names", "evidence", "ids")
GEXF = "{http://gexf.net/1.3}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"

Nodes = dict[str, dict[str, Any]]
Edges = dict[tuple[str, str, str, str], dict[str, Any]]
"""By subject, relation, object and status."""


def of_the_graph(graph: Graph, texts: Callable[[str], str], statuses: tuple[str, ...]) -> tuple[Nodes, Edges]:
    """What `Graph.to_networkx` has, with single texts as a format shows them and without what is missing."""

    def clean(data: dict[str, Any]) -> dict[str, Any]:
        found = {}
        for name, value in data.items():
            if isinstance(value, list | tuple):
                found[name] = list(value)  # in JSON, which can hold any text
            elif value is not None:
                found[name] = texts(value) if isinstance(value, str) else value
        return found

    network = graph.to_networkx(statuses=statuses)
    nodes = {iri: clean(data) for iri, data in network.nodes(data=True)}
    edges = {
        (a, data["relation"], b, data["status"]): {**clean(data), "weight": data["sources"]}
        for a, b, data in network.edges(data=True)
    }
    return nodes, edges


def edge_key(source: str, target: str, data: dict[str, Any]) -> tuple[str, str, str, str]:
    return source, data["relation"], target, data["status"]


def unpacked(data: dict[str, Any], drop: tuple[str, ...]) -> dict[str, Any]:
    """Attributes with lists as such, without some."""
    return {
        name: json.loads(value) if name in LISTS and isinstance(value, str) else value
        for name, value in data.items()
        if name not in drop
    }


def read_graphml(path: Path) -> tuple[Nodes, Edges]:
    network = nx.read_graphml(path, force_multigraph=True)
    iris = nx.get_node_attributes(network, "iri")
    nodes = {data["iri"]: unpacked(data, ("iri",)) for _, data in network.nodes(data=True)}
    edges = {
        edge_key(iris[a], iris[b], data): unpacked(data, ("label", "symmetric", "id"))
        for a, b, data in network.edges(data=True)
    }
    return nodes, edges


def read_gexf(path: Path) -> tuple[Nodes, Edges]:
    network = nx.read_gexf(path)
    nodes = {iri: unpacked(data, ("spells",)) for iri, data in network.nodes(data=True)}
    edges = {
        edge_key(a, b, data): unpacked(data, ("label", "symmetric", "id", "spells"))
        for a, b, data in network.edges(data=True)
    }
    return nodes, edges


def read_cytoscape(path: Path) -> tuple[Nodes, Edges]:
    data = json.loads(path.read_text("utf-8")) | {"data": [], "directed": True, "multigraph": True}
    for node in data["elements"]["nodes"]:
        node["data"]["value"] = node["data"]["id"]  # networkx keeps its own names for nodes there
    for edge in data["elements"]["edges"]:
        edge["data"]["key"] = edge["data"]["id"]  # and keys of parallel edges there
    network = nx.cytoscape_graph(data)
    names = {"name": "label", "type": "type", "names": "names"}
    nodes = {iri: {names[key]: found[key] for key in names} for iri, found in network.nodes(data=True)}
    drop = ("id", "key", "source", "target", "name", "interaction", "symmetric")
    edges = {edge_key(a, b, found): unpacked(found, drop) for a, b, found in network.edges(data=True)}
    return nodes, edges


def read_csv(path: Path) -> tuple[Nodes, Edges]:
    with (path / "nodes.csv").open(encoding="utf-8", newline="") as file:
        rows = [{name: unguarded(cell) for name, cell in row.items()} for row in csv.DictReader(file)]
    nodes = {row["Id"]: unpacked({"label": row["Label"], **row}, ("Id", "Label")) for row in rows}
    edges: Edges = {}
    with (path / "edges.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            data: dict[str, Any] = {name: unguarded(cell) for name, cell in row.items() if cell}
            assert data["Type"] == "Directed"
            data["weight"] = data["Weight"]
            for name in ("weight", "documents", "sources", "statements", "quad_class"):
                if name in data:
                    data[name] = int(data[name])
            data["confidence"] = float(data["confidence"])
            drop = ("Source", "Target", "Type", "Id", "Kind", "Label", "Weight", "symmetric")
            edges[edge_key(data["Source"], data["Target"], data)] = unpacked(data, drop)
    return nodes, edges


def kept(text: str) -> str:
    return text


FORMATS = {
    "graphml": (read_graphml, shown),
    "gexf": (read_gexf, shown),
    "cytoscape": (read_cytoscape, kept),
    "csv": (read_csv, shown),
}
every_format = pytest.mark.parametrize("name", FORMATS)


@every_format
@pytest.mark.parametrize("which", ["graph", "hard"])
@pytest.mark.parametrize("statuses", [("asserted",), STATUSES], ids=["asserted", "all"])
def test_another_reader_finds_the_same_network(
    name: str, which: str, statuses: tuple[str, ...], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    graph: Graph = request.getfixturevalue(which)
    graph.export(tmp_path / "x", name, statuses=statuses)
    read, texts = FORMATS[name]
    nodes, edges = read(tmp_path / "x")
    expected_nodes, expected_edges = of_the_graph(graph, texts, statuses)
    assert nodes == expected_nodes
    assert edges == expected_edges
    assert len(edges) > 10


@every_format
def test_only_what_is_asserted_becomes_an_edge_unless_asked(graph: Graph, tmp_path: Path, name: str) -> None:
    graph.export(tmp_path / "x", name)
    _, edges = FORMATS[name][0](tmp_path / "x")
    assert {data["status"] for data in edges.values()} == {"asserted"}
    graph.export(tmp_path / "x", name, statuses=("alleged", "negated"))
    _, edges = FORMATS[name][0](tmp_path / "x")
    assert {data["status"] for data in edges.values()} == {"alleged", "negated"}


@every_format
def test_an_empty_network(empty: Graph, tmp_path: Path, name: str) -> None:
    empty.export(tmp_path / "x", name)
    assert FORMATS[name][0](tmp_path / "x") == ({}, {})


def declared(root: ET.Element, path: str, name: str, kind: str) -> dict[str, str]:
    return {element.attrib[name]: element.attrib[kind] for element in root.iter(path)}


TYPES = {
    "quad_class": "long", "documents": "long", "sources": "long", "statements": "long", "symmetric": "boolean",
    "confidence": "double",
}  # fmt: skip


def test_graphml_is_of_its_schema(hard: Graph, tmp_path: Path) -> None:
    hard.export(tmp_path / "x.graphml", statuses=STATUSES)
    root = ET.parse(tmp_path / "x.graphml").getroot()
    assert root.tag == GRAPHML + "graphml"
    keys = {key.attrib["id"]: key.attrib for key in root.iter(GRAPHML + "key")}
    for owner in ("node", "edge"):
        types = {key["attr.name"]: key["attr.type"] for key in keys.values() if key["for"] == owner}
        assert {name: kind for name, kind in types.items() if kind != "string"} == (
            {**TYPES, "weight": "long"} if owner == "edge" else {}
        )
        for element in root.iter(GRAPHML + owner):
            used = [data.attrib["key"] for data in element]
            assert len(used) == len(set(used))
            assert {keys[key]["for"] for key in used} == {owner}
    ids = [e.attrib["id"] for tag in ("graph", "node", "edge") for e in root.iter(GRAPHML + tag)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[\w.:-]+", identifier) for identifier in ids)  # name tokens
    nodes = {node.attrib["id"] for node in root.iter(GRAPHML + "node")}
    assert {e.attrib[end] for e in root.iter(GRAPHML + "edge") for end in ("source", "target")} == nodes


def test_gexf_is_of_its_schema(hard: Graph, tmp_path: Path) -> None:
    hard.export(tmp_path / "x.gexf", statuses=STATUSES)
    root = ET.parse(tmp_path / "x.gexf").getroot()
    assert (root.tag, root.attrib) == (GEXF + "gexf", {"version": "1.3"})
    (graph,) = root.findall(GEXF + "graph")
    assert graph.attrib == {
        "defaultedgetype": "directed", "idtype": "string", "mode": "dynamic", "timeformat": "date",
        "timerepresentation": "interval",
    }  # fmt: skip
    assert [child.tag.removeprefix(GEXF) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    classes = {group.attrib["class"]: declared(group, GEXF + "attribute", "id", "type") for group in graph[:2]}
    assert {name: kind for name, kind in classes["edge"].items() if kind != "string"} == TYPES
    assert set(classes["node"].values()) == {"string"}
    for owner, group in (("node", graph[2]), ("edge", graph[3])):
        assert int(group.attrib["count"]) == len(group)
        for element in group:
            assert {value.attrib["for"] for value in element.iter(GEXF + "attvalue")} <= set(classes[owner])
            assert [child.tag.removeprefix(GEXF) for child in element] in (["attvalues"], ["attvalues", "spells"])
    kinds = [(e.attrib["source"], e.attrib["target"], e.attrib["kind"]) for e in graph[3]]
    assert len(kinds) == len(set(kinds)), "Gephi joins parallel edges of one kind"


def spells(element: ET.Element) -> list[tuple[str, str]]:
    return [(spell.attrib["start"], spell.attrib["end"]) for spell in element.iter(GEXF + "spell")]


def test_gexf_tells_when_edges_and_actors_are_there(tmp_path: Path) -> None:
    graph = Graph.in_memory(BASE)
    dates = ("2031-05", "2031-05-09", "2031-07-01", None, "in spring")
    graph.add(
        document("d"), [statement("d", "norland", "struck", "sudria", start=n, date=d) for n, d in enumerate(dates)]
    )
    graph.add(document("e"), [statement("e", "norland", "accused", "hill-guard", date="2030")])
    graph.add(document("f"), [statement("f", "sudria", "leads", "river-brigade")])
    graph.export(tmp_path / "x.gexf")
    root = ET.parse(tmp_path / "x.gexf").getroot()
    edges = {edge.attrib["label"]: spells(edge) for edge in root.iter(GEXF + "edge")}
    assert edges == {
        "struck": [("2031-05-01", "2031-05-31"), ("2031-07-01", "2031-07-01")],
        "accused": [("2030-01-01", "2030-12-31")],
        "leads": [],
    }
    nodes = {node.attrib["label"]: spells(node) for node in root.iter(GEXF + "node")}
    assert nodes == {
        "Norland": [*edges["accused"], *edges["struck"]],
        "Hill Guard": edges["accused"],
        "Sudria": [],  # an edge without a date is there always, and so are its ends
        "River Brigade": [],
    }


def test_edges_have_ids_that_stay(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "all", "csv")
    graph.export(tmp_path / "part", "csv", relations=["backs"])
    whole = pd.read_csv(tmp_path / "all" / "edges.csv").set_index("Id")
    part = pd.read_csv(tmp_path / "part" / "edges.csv").set_index("Id")
    assert whole.index.is_unique
    assert len(part) == 2
    pd.testing.assert_frame_equal(part, whole.loc[part.index], check_dtype=False)


def test_csv_has_the_columns_that_gephi_and_igraph_look_for(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path, "csv")
    assert pd.read_csv(tmp_path / "nodes.csv").columns[:2].tolist() == ["Id", "Label"]
    edges = pd.read_csv(tmp_path / "edges.csv")
    assert edges.columns[:7].tolist() == ["Source", "Target", "Type", "Id", "Kind", "Label", "Weight"]
    network = nx.from_pandas_edgelist(edges, "Source", "Target", edge_key="Kind", create_using=nx.MultiDiGraph)
    assert set(network.edges(keys=True)) == set(graph.to_networkx().edges(keys=True))


def test_no_cell_of_a_csv_is_a_formula(hard: Graph, tmp_path: Path) -> None:
    hard.export(tmp_path / "n", "csv", statuses=STATUSES)
    hard.export(tmp_path / "t", "csv-tables")
    cells = 0
    for path in sorted(tmp_path.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                for cell in row:
                    if re.fullmatch(r"-\d+\.\d+", cell):  # a Goldstein value
                        continue
                    assert not re.match('[\t\r\n]|[\\s"]*[=+\\-@＝＋－＠]', cell), (path.name, cell[:40])
                    cells += 1
        for line in re.split("[\r\n;\t]", path.read_text("utf-8")):  # as another locale cuts it
            assert not re.match('[\\s"]*[=+\\-@＝＋－＠]', line), (path.name, line[:40])
    assert cells > 50 * len(TEXTS)


def test_cytoscape_json_may_stand_in_a_page(hard: Graph, tmp_path: Path) -> None:
    hard.export(tmp_path / "x.cyjs")
    text = (tmp_path / "x.cyjs").read_text("utf-8")
    assert not set("<>&\u2028\u2029") & set(text)
    assert "</script><script>alert(1)</script>" in str(json.loads(text))
