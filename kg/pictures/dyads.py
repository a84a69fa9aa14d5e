"""Who does what to whom, as a map: a row for each that acts, a column for each that is acted on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle

from kg import ontology
from kg.analysis.periods import Dates, Span
from kg.analysis.signed import CONFLICT
from kg.graph import Graph
from kg.pictures.canvas import (
    FAINT,
    INK,
    MUTED,
    QUAD_COLOURS,
    SMALL,
    axes_for,
    either,
    empty,
    entitle,
    figure_of,
    shortened,
)
from kg.pictures.chosen import chosen_events
from kg.pictures.circle import circle
from kg.statements import check_statuses

_COLOURS = LinearSegmentedColormap.from_list("quad", [QUAD_COLOURS[4], "#ffffff", QUAD_COLOURS[2]])
_CELL = 0.42  # inches


def dyads(
    graph: Graph,
    *,
    top: int = 15,
    span: Span | None = None,
    dates: Dates = "either",
    statuses: Collection[str] = ("asserted",),
    ax: Axes | None = None,
) -> Axes:
    """The events between actors: in each cell the numbers of cooperative (+) and hostile (−) acts.

    The colour is their difference, on a scale of square roots, so that a few events can be seen beside many. What is
    done by both, such as meeting, stands in the cells of both. Shown are the `top` actors that have most to do with
    each other, as far as they act or are acted on within that circle. `span` and `dates` choose a time as in `events`.
    """
    if top < 2:
        raise ValueError(f"it takes two: top is 2 or more, not {top}")
    found = chosen_events(graph, statuses, span, dates)
    found = found[found["source_id"] != found["target_id"]]
    cells = _cells(found)
    among = set(circle(_ties(cells), top))
    inside = {pair: count for pair, count in cells.items() if among.issuperset(pair)}
    order = _ordered(inside)
    rows, columns = ([actor for actor in order if actor in {pair[end] for pair in inside}] for end in (0, 1))
    ax = axes_for(ax, 3.4 + _CELL * len(columns), 2.0 + _CELL * len(rows))
    if not inside:
        return empty(ax, "no events between two actors")
    net = np.array([[_net(inside.get((row, column))) for column in columns] for row in rows])
    shade = np.sign(net) * np.sqrt(np.abs(net))
    reach = max(float(np.abs(shade).max()), 1.0)
    image = ax.imshow(shade, cmap=_COLOURS, vmin=-reach, vmax=reach)
    for y, row in enumerate(rows):
        for x, column in enumerate(columns):
            if row == column:
                ax.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=FAINT, linewidth=0))
            elif (row, column) in inside:
                ink = "white" if abs(shade[y, x]) > 0.6 * reach else INK
                ax.text(x, y, _told(*inside[row, column]), ha="center", va="center", fontsize=SMALL, color=ink)
    label = {**dict(zip(found["source_id"], found["source"], strict=True))}
    label |= dict(zip(found["target_id"], found["target"], strict=True))
    _label(ax, [label[row] for row in rows], [label[column] for column in columns])
    _scale(ax, image, reach)
    shown = int((found["source_id"].isin(among) & found["target_id"].isin(among)).sum())
    which = either(check_statuses(statuses))
    entitle(
        ax, "Who does what to whom",
        f"{shown} of {len(found)} {which} events: those among {len(among)} actors",
        "+ cooperation, − conflict",
    )  # fmt: skip
    return ax


def _cells(found: pd.DataFrame) -> dict[tuple[str, str], tuple[int, int]]:
    """Who acts and who is acted on → how many acts of cooperation and of conflict."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    columns = (found[name] for name in ("source_id", "target_id", "relation", "quad_class"))
    for source, target, relation, quad_class in zip(*columns, strict=True):
        conflict = quad_class in CONFLICT
        counts[source, target, conflict] += 1
        if ontology.relations()[relation].symmetric:
            counts[target, source, conflict] += 1
    pairs = sorted({(source, target) for source, target, _ in counts})
    return {pair: (counts[*pair, False], counts[*pair, True]) for pair in pairs}


def _ties(cells: Mapping[tuple[str, str], tuple[int, int]]) -> nx.Graph:
    """How many events there are between two actors, either way."""
    ties = nx.Graph()
    for (source, target), count in cells.items():
        before = ties.get_edge_data(source, target, {"weight": 0})["weight"]
        ties.add_edge(source, target, weight=before + sum(count))
    return ties


def _ordered(cells: Mapping[tuple[str, str], tuple[int, int]]) -> list[str]:
    """The actors of some cells, the busiest first."""
    busy: Counter[str] = Counter()
    for pair, count in cells.items():
        busy.update(dict.fromkeys(pair, sum(count)))
    return sorted(busy, key=lambda actor: (-busy[actor], actor))


def _net(count: tuple[int, int] | None) -> int:
    return 0 if count is None else count[0] - count[1]


def _told(cooperation: int, conflict: int) -> str:
    return "\n".join(f"{sign}{number}" for sign, number in (("+", cooperation), ("−", conflict)) if number)


def _label(ax: Axes, rows: list[str], columns: list[str]) -> None:
    for spine in ax.spines.values():
        spine.set_visible(False)
    ax.set_xticks(
        range(len(columns)), [shortened(name) for name in columns], rotation=45, ha="right", rotation_mode="anchor",
        fontsize=SMALL, parse_math=False,
    )  # fmt: skip
    ax.set_yticks(range(len(rows)), [shortened(name) for name in rows], fontsize=SMALL, parse_math=False)
    ax.set_xticks(np.arange(len(columns) + 1) - 0.5, minor=True)
    ax.set_yticks(np.arange(len(rows) + 1) - 0.5, minor=True)
    ax.grid(which="minor", color=FAINT, linewidth=0.6)
    ax.tick_params(which="both", length=0)
    ax.set_xlabel("is acted on", fontsize=SMALL + 1, color=MUTED)
    ax.set_ylabel("acts", fontsize=SMALL + 1, color=MUTED)


def _scale(ax: Axes, image: AxesImage, reach: float) -> None:
    """A bar of colours with the numbers of events, not their roots."""
    bar = figure_of(ax).colorbar(image, ax=ax, shrink=0.6, aspect=18, pad=0.02)
    most = round(reach**2)
    numbers = sorted({sign * number for number in (0, 1, round(most / 4), most) for sign in (1, -1)})
    bar.set_ticks(
        [float(np.sign(n) * np.sqrt(abs(n))) for n in numbers],
        labels=[f"{n:+d}".replace("-", "−") if n else "0" for n in numbers],
    )
    bar.ax.tick_params(labelsize=SMALL)
    bar.set_label("cooperative less hostile events", fontsize=SMALL)
    bar.outline.set_visible(False)
