"""What all pictures share: axes, colours, titles, and files that are the same each time."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from textwrap import wrap

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from kg.views.style import QUADS
from kg.wording import one_line

INK, MUTED, FAINT = "#1f2328", "#5f656d", "#d5d8dc"
SMALL = 8  # points: the size of labels, readable in print
_LETTER = 4.2  # points that a letter of this size takes

_COLOURS = {style.id: style.light for style in QUADS}
QUAD_COLOURS = {
    1: _COLOURS["verbal-cooperation"],
    2: _COLOURS["material-cooperation"],
    3: _COLOURS["verbal-conflict"],
    4: _COLOURS["material-conflict"],
    None: _COLOURS["structure"],
}
"""Quad class → its colour in the interactive view; words are lighter than deeds, also in grey."""
QUAD_LABELS = {1: "Verbal cooperation", 2: "Material cooperation", 3: "Verbal conflict", 4: "Material conflict"}

_TIMELESS = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}


def axes_for(ax: Axes | None, width: float, height: float) -> Axes:
    """The axes to draw on; those of a new figure of this size, in inches, unless given."""
    if ax is None:
        _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def figure_of(ax: Axes) -> Figure:
    """The figure that axes are on, however deep."""
    figure = ax.get_figure(root=True)
    assert figure is not None, "the axes were removed from their figure"
    return figure


def points_across(ax: Axes) -> float:
    """How wide the axes are at the moment, in points."""
    return float(ax.get_window_extent().width) * 72 / figure_of(ax).dpi


def entitle(ax: Axes, title: str, *notes: str) -> None:
    """What is shown, and below it in small what was counted, in lines that the axes have room for."""
    room = max(30, int(points_across(ax) / _LETTER))
    lines = [line for note in notes for line in wrap(note, room)]
    ax.set_title(title, loc="left", color=INK, fontsize=11, pad=8 + 11 * len(lines), parse_math=False)
    ax.annotate(
        "\n".join(lines), (0, 1), xytext=(0, 6), textcoords="offset points", xycoords="axes fraction", fontsize=SMALL,
        color=MUTED, parse_math=False, annotation_clip=False,
    )  # fmt: skip


def empty(ax: Axes, why: str) -> Axes:
    """Axes that say why there is nothing to see."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, why, ha="center", va="center", color=MUTED, transform=ax.transAxes, parse_math=False)
    return ax


def either(words: Collection[str]) -> str:
    """Words as alternatives: "a, b or c"."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def shortened(label: str, length: int = 30) -> str:
    """A label that a picture has room for, on one line, with marks for what cannot be drawn."""
    cleaned = one_line(label)
    return cleaned if len(cleaned) <= length else cleaned[: length - 1].rstrip() + "…"


def save(picture: Axes | Figure, path: str | Path, *, dpi: int = 300) -> Path:
    """Write a picture as PNG, SVG or PDF, by the path's ending; the same picture gives the same bytes.

    `dpi` is the resolution of a PNG, in dots an inch. Raises ValueError for other endings.
    """
    target = Path(path)
    kind = target.suffix.lower().removeprefix(".")
    if kind not in _TIMELESS:
        raise ValueError(f"{target}: the ending tells no kind of picture; one of .png, .svg, .pdf")
    figure = picture if isinstance(picture, Figure) else figure_of(picture)
    with mpl.rc_context({"svg.hashsalt": "geokg", "pdf.fonttype": 42}):  # 42: text that can be searched and edited
        figure.savefig(target, dpi=dpi, bbox_inches="tight", metadata=_TIMELESS[kind])
    return target
