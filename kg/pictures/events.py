"""How much happened when: events by period and quad class."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from kg.analysis.periods import Dates, Period, Span
from kg.graph import Graph
from kg.graph.events import FREQUENCIES
from kg.pictures.canvas import FAINT, INK, MUTED, QUAD_COLOURS, QUAD_LABELS, SMALL, axes_for, empty, entitle
from kg.pictures.chosen import chosen_events, dated, dating

_MOST_BARS = 40  # periods that are shown unless another length is asked for
_MOST_TICKS = 10
_NAMES = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}


def events(
    graph: Graph,
    *,
    freq: str | None = None,
    span: Span | None = None,
    dates: Dates = "either",
    statuses: Collection[str] = ("asserted",),
    ax: Axes | None = None,
) -> Axes:
    """Events by period: cooperation above the line, conflict below it, words next to it and deeds outside.

    An event counts once, however many documents tell it. `freq` is the length of a period: D, W, M, Q or Y (days to
    years); unless given, the shortest with which there are at most 40. `span` is the time to show, events or not: a
    day, month or year, or a pair of the first and the last, None for open. `dates` says which date counts: the event's ("event"),
    the report's ("published"), or the event's and where it has none the report's ("either"). Events whose date does
    not tell in which period they were are left out; below the title stands how many.
    """
    if freq is not None and freq not in FREQUENCIES:
        raise ValueError(f"freq={freq!r} is no length of periods; one of {', '.join(FREQUENCIES)}")
    ax = axes_for(ax, 8, 4)
    all_ = chosen_events(graph, statuses, span, dates)
    found = dated(all_)
    if found.empty:
        return empty(ax, "no events with a date")
    freq = freq or _fitting(*_bounds(found, span))
    start = [pd.Period(str(day), freq) for day in found["first"]]
    shown = found[[period == pd.Period(str(day), freq) for period, day in zip(start, found["last"], strict=True)]]
    if shown.empty:
        return empty(ax, f"no events of which the {_NAMES[freq]} is known")
    periods = pd.PeriodIndex([start[index] for index in shown.index], freq=freq)
    first, last = _bounds(shown, span)
    axis = pd.period_range(str(first), str(last), freq=freq)
    counts = pd.crosstab(periods, shown["quad_class"].to_numpy()).reindex(
        index=axis, columns=[2, 1, 3, 4], fill_value=0
    )
    places = range(len(axis))
    edge: dict[str, Any] = {"width": 0.8, "edgecolor": "white", "linewidth": 0.5}
    for words, deeds, sign in ((1, 2, 1), (3, 4, -1)):
        ax.bar(places, sign * counts[words], color=QUAD_COLOURS[words], **edge)
        ax.bar(places, sign * counts[deeds], bottom=sign * counts[words], color=QUAD_COLOURS[deeds], **edge)
    _label(ax, axis, freq)
    entitle(ax, f"Events by {_NAMES[freq]}", dating(shown, len(all_), statuses))
    return ax


def _bounds(found: pd.DataFrame, span: Span | None) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the picture: as asked for, so that pictures can be compared, or of the events."""
    asked = Period.of(span or (None, None))
    first = min(found["first"]) if asked.first == datetime.date.min else asked.first
    last = max(found["last"]) if asked.last == datetime.date.max else asked.last
    return first, last


def _fitting(first: datetime.date, last: datetime.date) -> str:
    """The shortest periods of which there are not too many."""
    for freq in FREQUENCIES:
        if (pd.Period(str(last), freq) - pd.Period(str(first), freq)).n < _MOST_BARS:
            return freq
    return "Y"


def _label(ax: Axes, axis: pd.PeriodIndex, freq: str) -> None:
    ax.axhline(0, color=INK, linewidth=0.8)
    step = -(-len(axis) // _MOST_TICKS)
    # Not strftime: its month names depend on the locale.
    names = [str(period.start_time.date()) if freq in "DW" else str(period).replace("Q", " Q") for period in axis]
    ax.set_xticks(range(0, len(axis), step), names[::step], fontsize=SMALL)
    ax.set_xlim(-0.6, max(len(axis), 3) - 0.4)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=3))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):g}"))
    ax.tick_params(labelsize=SMALL, color=MUTED)
    ax.set_axisbelow(True)
    ax.grid(axis="y", color=FAINT, linewidth=0.6)
    ax.set_xlabel("week from" if freq == "W" else _NAMES[freq], fontsize=SMALL + 1)
    ax.set_ylabel("events\n← conflict    cooperation →", fontsize=SMALL + 1)
    handles = [ax.containers[index] for index in (1, 0, 2, 3)]
    ax.legend(
        handles, [QUAD_LABELS[quad] for quad in (2, 1, 3, 4)], fontsize=SMALL, frameon=False, loc="upper left",
        bbox_to_anchor=(1, 1),
    )  # fmt: skip
