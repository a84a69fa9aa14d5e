"""The network as a figure for print: positions as in the interactive view, and all that colours tell told in lines."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import networkx as nx
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.patheffects import withStroke
from matplotlib.textpath import TextToPath
from matplotlib.typing import LineStyleType

from kg.analysis.ties import Network, network_of, ties
from kg.pictures.canvas import (
    INK,
    QUAD_COLOURS,
    SMALL,
    axes_for,
    either,
    empty,
    entitle,
    figure_of,
    points_across,
    shortened,
)
from kg.pictures.circle import circle
from kg.pictures.lines import Line, heaviest, lines_of
from kg.statements import STATUSES
from kg.views.layout import arrange
from kg.views.packing import Box
from kg.views.style import OTHER_TYPE, TYPES, TypeStyle

_SHAPES = {
    "square": "s", "hexagon": "h", "triangle": "^", "diamond": "D", "dot": "o", "triangleDown": "v", "star": "*",
    "ring": "o",
}  # fmt: skip
_MARK = 8  # points across
_SPACING = 0.45
_TYPES = {style.id: style for style in TYPES}
_KINDS: dict[str, tuple[int | None, LineStyleType]] = {
    "cooperation": (2, "-"),
    "conflict": (4, (0, (4, 2))),
    "structure": (None, (0, (1, 1.5))),
}
_LABELS = {"cooperation": "cooperation", "conflict": "conflict", "structure": "membership, office, place"}


def network(graph: Network, *, top: int = 30, most: int = 60, ax: Axes | None = None) -> Axes:
    """The actors and their ties: cooperation in full lines, conflict dashed, structure dotted.

    A line is the wider the more documents say each relation, and points at whom is acted on. Drawn are the `top` actors
    that have most to do with each other, of a graph, its network or a `part` of it, such as
    `kg.analysis.part(graph, quad_classes=(3, 4))`; and between them the `most` ties that most documents tell of, as
    long as all that are linked stay so. Below the title stands how many there are. The figure is as large as its
    labels need; axes that are given are filled.
    """
    if top < 2:
        raise ValueError(f"it takes two: top is 2 or more, not {top}")
    whole = network_of(graph)
    nodes = circle(ties(whole), top)
    if not nodes:
        return empty(axes_for(ax, 6, 3), "no ties between two actors")
    among = ties(whole).subgraph(nodes)
    lines = lines_of(whole, heaviest(among, most))
    labels = {node: shortened(whole.nodes[node]["label"]) for node in nodes}
    boxes, width, height = _placed(labels, lines)
    side = _sides(boxes, lines)
    # Mark and label share the box.
    places = {node: (x, y - side[node] * SMALL / 2) for node, (x, y) in boxes.items()}
    ax = axes_for(ax, max(width / 72, 6) + 0.4, height / 72 + 1.4)
    ax.set_axis_off()
    ax.set_aspect("equal")
    ax.set_xlim(-width / 2, width / 2)
    ax.set_ylim(-height / 2, height / 2)
    entitle(ax, "Who has to do with whom", _subtitle(whole, among, lines))
    types = {node: whole.nodes[node]["type"] for node in nodes}
    _explain(ax, {line.kind for line in lines}, set(types.values()), columns=max(2, int(points_across(ax) / 115)))
    figure_of(ax).draw_without_rendering()  # so that the room for the labels is known
    scale = min(1.0, points_across(ax) / width)
    for line in lines:
        ax.add_patch(_arrow(line, places, scale))
    for node in nodes:
        style = _TYPES.get(types[node], OTHER_TYPE)
        x, y = places[node]
        ax.plot([x], [y], **_marker(style, scale))
        ax.annotate(
            labels[node], (x, y), xytext=(0, side[node] * (0.5 * _MARK * scale + 1)), textcoords="offset points", ha="center", va="bottom" if side[node] > 0 else "top",
            fontsize=SMALL * scale, color=INK, parse_math=False, path_effects=[withStroke(linewidth=2, foreground="white")],
        )  # fmt: skip
    return ax


def _placed(labels: dict[str, str], lines: list[Line]) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Where each label's box stands, in points around the middle, and the picture's width and height."""
    nodes = list(labels)
    font, measure = FontProperties(size=SMALL), TextToPath()
    widths = [measure.get_text_width_height_descent(labels[node], font, ismath=False)[0] for node in nodes]
    boxes = [Box(max(_MARK, width) + 8, _MARK + SMALL + 6) for width in widths]
    index = {node: place for place, node in enumerate(nodes)}
    edges = [(index[line.one], index[line.other], float(line.weight)) for line in lines]
    positions = arrange(boxes, edges, aspect=1.4, spacing=_SPACING)
    width = 2 * max(abs(x) + box.width / 2 for (x, _), box in zip(positions, boxes, strict=True))
    height = 2 * max(abs(y) + box.height / 2 for (_, y), box in zip(positions, boxes, strict=True))
    # The layout's y grows downwards, as on a screen.
    return {node: (float(x), float(-y)) for node, (x, y) in zip(nodes, positions, strict=True)}, width, height


def _sides(places: dict[str, tuple[float, float]], lines: list[Line]) -> dict[str, int]:
    """Where the label stands: 1 above its mark, -1 below, so that fewer lines run through it."""
    steep: Counter[str] = Counter()
    for line in lines:
        for here, there in ((line.one, line.other), (line.other, line.one)):
            dx, dy = (places[there][axis] - places[here][axis] for axis in (0, 1))
            steep[here] += (dy > abs(dx) / 3) - (-dy > abs(dx) / 3)
    return {node: 1 if steep[node] < 0 else -1 for node in places}


def _arrow(line: Line, places: dict[str, tuple[float, float]], scale: float) -> FancyArrowPatch:
    head = f"head_length={3.2 * scale},head_width={1.8 * scale}"
    style = {(True, True): f"<|-|>,{head}", (True, False): f"-|>,{head}", (False, True): f"<|-,{head}"}
    quad_class, dash = line.quad_class, _KINDS[line.kind][1]
    return FancyArrowPatch(
        places[line.one], places[line.other], arrowstyle=style.get((line.forth, line.back), "-"),
        connectionstyle=f"arc3,rad={line.bend:.3f}", color=QUAD_COLOURS[quad_class], linestyle=dash,
        linewidth=scale * (0.5 + 0.5 * math.log2(1 + line.weight)), shrinkA=_MARK * scale / 2 + 1,
        shrinkB=_MARK * scale / 2 + 1, zorder=1,
    )  # fmt: skip


def _marker(style: TypeStyle, scale: float) -> dict[str, Any]:
    hollow = style.shape == "ring"
    return {
        "marker": _SHAPES[style.shape], "markersize": _MARK * scale * (0.8 if style.shape in ("diamond", "square") else 1),
        "color": style.light, "markerfacecolor": "white" if hollow else style.light, "linestyle": "none", "zorder": 2,
    }  # fmt: skip


def _subtitle(whole: nx.MultiDiGraph, among: nx.Graph, lines: list[Line]) -> str:
    said = {status for *_, status in whole.edges(data="status")}
    statuses = [status for status in STATUSES if status in said]
    drawn = len({(line.one, line.other) for line in lines})
    linked = nx.number_of_nodes(whole) - nx.number_of_isolates(ties(whole))
    few = f"{len(among)} of {linked} actors, those that have most to do with each other; "
    actors = few if len(among) < linked else f"{linked} actors; "
    return f"{actors}{drawn} of {among.size()} ties; {either(statuses)} statements"


def _explain(ax: Axes, kinds: set[str], types: set[str], columns: int) -> None:
    """The legend: the kinds of lines and of actors that occur."""
    handles = [
        Line2D([], [], color=QUAD_COLOURS[quad_class], linestyle=dash, linewidth=1.4, label=_LABELS[kind])
        for kind, (quad_class, dash) in _KINDS.items()
        if kind in kinds
    ]
    handles += [Line2D([], [], **_marker(style, 0.8), label=style.label) for style in TYPES if style.id in types]
    if types.difference(_TYPES):
        handles.append(Line2D([], [], **_marker(OTHER_TYPE, 0.8), label=OTHER_TYPE.label))
    ax.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0, -0.01), ncols=columns, fontsize=SMALL, frameon=False,
        handletextpad=0.5, columnspacing=1.2, borderaxespad=0,
    )  # fmt: skip
