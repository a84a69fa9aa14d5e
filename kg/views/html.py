"""The interactive view: one HTML file that needs nothing beside itself.

pyvis keeps the network and renders it, with a template of ours in place of its own: that asks a CDN, and writes names
into the page as markup. Everything that comes from a text is in one block of JSON, which the page's scripts put on
screen as text; the Content-Security-Policy in the page admits those scripts by their hash and no request at all.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
from pyvis.network import Network

from kg.actors.model import Actor
from kg.documents import Document
from kg.statements import STATUSES, Statement
from kg.views import bundle
from kg.views.filters import find_actor
from kg.views.layout import arrange
from kg.views.packing import Box
from kg.views.payload import SHOWN, Page, page, styles
from kg.views.style import TYPES

_TEMPLATE = "kg-view.html"
_NAMED = 300  # actors; up to here the picture of the whole has room for labels, as it is looked at closely
_SHAPES = [style.shape for style in TYPES] + ["dot"]
DEFAULT_TITLE = "Who did what to whom"


def render_html(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    actors: Mapping[str, Actor] | None = None,
    *,
    title: str = DEFAULT_TITLE,
    top: int = 60,
    focus: str | None = None,
    depth: int = 1,
    statuses: Collection[str] | None = None,
) -> str:
    """One complete HTML file: the graph of some statements, to explore in a browser; same input, same text.

    `actors` is what the actor base knows of the actors, by IRI. The first view shows the `top` actors of which most is
    said, or those at most `depth` steps from the actor `focus` (an IRI or a name; ValueError if it is not in the
    statements). Everything else is in the file too and is found by search, filters and "show more". `statuses` are
    those shown at first: what is asserted and alleged unless others are given.
    """
    if top < 1 or depth < 1:
        raise ValueError("top and depth must be at least 1")
    actors = actors or {}
    shown = SHOWN if statuses is None else frozenset(statuses)
    data = page(documents, statements, actors, shown)
    centre = None if focus is None else data.number[find_actor(statements, focus, actors)]
    _place(data, _first(data, top, centre, depth, shown))
    network = _network(data)
    return _render(network, data, title, {"top": top, "focus": centre, "depth": depth}, styles(shown))


def _first(data: Page, top: int, centre: int | None, depth: int, shown: Collection[str]) -> list[int]:
    """The actors of the first view. Numbers go by importance, so the smallest are kept."""
    links: dict[int, set[int]] = {}
    for edge in data.edges:
        if STATUSES[edge["status"]] in shown:
            links.setdefault(edge["from"], set()).add(edge["to"])
            links.setdefault(edge["to"], set()).add(edge["from"])
    if centre is None:
        return sorted(links)[:top]  # numbers go by importance
    reached = [centre]
    rim = [centre]
    for _ in range(depth):
        rim = sorted({other for near in rim for other in links.get(near, ())} - set(reached))
        reached += rim[: max(0, top - len(reached))]
    return reached


def _place(data: Page, first: list[int]) -> None:
    """Positions: `x`, `y` in the whole graph, `first` in the first view, where there is room for labels."""
    weights: dict[tuple[int, int], float] = {}
    for row in data.statements:
        edge = data.edges[row[0]]
        if STATUSES[edge["status"]] in ("asserted", "alleged"):
            ends = (edge["from"], edge["to"])
            weights[ends] = weights.get(ends, 0) + 1
    most = max((node["said"] for node in data.nodes), default=0) or 1
    room = [_labelled(node["label"], node["said"] / most) for node in data.nodes]
    boxes = room if len(room) <= _NAMED else [Box(38, 30)] * len(room)
    whole = arrange(boxes, [(a, b, weight) for (a, b), weight in weights.items()])
    for node, (x, y) in zip(data.nodes, whole, strict=True):
        node["x"], node["y"] = x, y
    index = {number: place for place, number in enumerate(first)}
    links = [(index[a], index[b], weight) for (a, b), weight in weights.items() if a in index and b in index]
    for number, (x, y) in zip(first, arrange([room[number] for number in first], links), strict=True):
        data.nodes[number]["first"] = [x, y]


def _labelled(label: str, share: float) -> Box:
    """The room for an actor with its label under it, as draw.js draws them; a long label takes a place beside too."""
    size = 9 + 21 * math.sqrt(share)
    return Box(max(3 * size, 34 + 7.4 * min(len(label), 20)), 2.3 * size + 34)


def _network(data: Page) -> Network:
    network = Network(directed=True)
    network.options = {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "edges": {"smooth": False},
        "interaction": {"hover": True, "multiselect": False, "tooltipDelay": 100000},
    }
    for number, node in enumerate(data.nodes):
        fields = {name: value for name, value in node.items() if name != "label"}
        network.add_node(number, label=node["label"].strip() or node["iri"], shape=_SHAPES[node["type"]], **fields)
    for edge in data.edges:
        network.add_edge(edge["from"], edge["to"], relation=edge["relation"], status=edge["status"])
    return network


def _render(network: Network, data: Page, title: str, view: dict[str, Any], look: dict[str, Any]) -> str:
    def data_block(nodes: list[dict[str, Any]], edges: list[dict[str, Any]], options: str) -> str:
        return bundle.json_block(
            {
                "title": title,
                "view": view,
                "options": options,
                "styles": look,
                "relations": data.relations,
                "documents": data.documents,
                "nodes": [{k: v for k, v in node.items() if k not in ("id", "color")} for node in nodes],
                "edges": [[edge["from"], edge["relation"], edge["to"], edge["status"]] for edge in edges],
                "sentences": data.sentences,
                "statements": data.statements,
            }
        )

    scripts = {"vis": bundle.vis_network(), "view": bundle.script()}
    style = bundle.style()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(bundle.source_hash, scripts.values()))}",
            f"style-src {bundle.source_hash(style)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    environment = Environment(
        loader=ChoiceLoader([DictLoader({_TEMPLATE: bundle.template()}), FileSystemLoader(network.template_dir)]),
        autoescape=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        data_block=data_block, scripts=scripts, style=style, policy=policy, title=_plain_text(title)
    )
    network.templateEnv = environment
    network.path = _TEMPLATE
    html: str = network.generate_html()
    return html


def _plain_text(text: str) -> str:
    """Text that may stand in HTML once it is escaped: no control characters, no halves of surrogate pairs."""
    return "".join(c if c.isprintable() or c == " " else "\N{REPLACEMENT CHARACTER}" for c in text)
