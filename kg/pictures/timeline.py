"""What an actor did and what was done to it, in time: a dot an event, a row a relation."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, DateFormatter, date2num
from matplotlib.text import Annotation

from kg import ontology
from kg.analysis.periods import Dates, Span
from kg.graph import Graph, describing
from kg.pictures.canvas import FAINT, INK, MUTED, QUAD_COLOURS, SMALL, axes_for, empty, entitle, figure_of, shortened
from kg.pictures.chosen import chosen_events, dated, dating
from kg.views.style import relation as wording

_LANE = 0.19  # inches
_GAP = 3  # pixels around a mark with its label
_ISO = {False: "%Y-%m-%d", True: "%Y"}  # no month names: they depend on the locale
_ORDER = (2, 1, 3, 4)  # quad classes from above


def timeline(
    graph: Graph,
    actor: str,
    *,
    most: int = 60,
    span: Span | None = None,
    dates: Dates = "either",
    statuses: Collection[str] = ("asserted",),
    ax: Axes | None = None,
) -> Axes:
    """The events in which an actor takes part, with whom, by relation.

    `actor` is a name, slug or IRI. A full dot is its own act (→ whom), a ring is done to it (← by whom), and what both do
    has ↔. A bar spans the month or year where the day is not known; a square is dated by its report, for want of a
    date of the event. `most` is the number of events shown: those told by most documents, then the earliest. `span`
    and `dates` choose a time as in `events`. Raises QueryError for a name that no actor has or several have.
    """
    iri = describing.resolve(graph.store, actor).value
    known = graph.actor(iri)
    name = shortened(known.label if known else actor)
    found = chosen_events(graph, statuses, span, dates)
    own = found[(found["source_id"] == iri) | (found["target_id"] == iri)]
    told = dated(own)
    shown = told.sort_values(["documents", "first"], ascending=[False, True], kind="stable").head(most)
    moments = [_Moment.of(event, iri) for event in shown.to_dict("records")]
    moments.sort(key=lambda moment: (*moment.row, moment.first, moment.last, moment.text))
    if not moments:
        return empty(axes_for(ax, 8, 2), f"no events of {name} with a date")
    given, ax = ax, axes_for(ax, 8, 4)
    entitle(ax, f"{name}: what it does, and what is done to it", *_notes(own, told, shown, statuses))
    lanes = _drawn(ax, moments)
    if given is None:
        figure_of(ax).set_size_inches(8, 1.4 + _LANE * lanes)
    return ax


@dataclass(frozen=True, slots=True)
class _Moment:
    """An event as a mark on the actor's timeline."""

    first: datetime.date
    last: datetime.date
    relation: str
    quad_class: int
    acts: bool
    reported: bool
    text: str

    @classmethod
    def of(cls, event: Mapping[Hashable, Any], actor: str) -> _Moment:
        symmetric = ontology.relations()[event["relation"]].symmetric
        acts = event["source_id"] == actor
        other = event["target"] if acts else event["source"]
        arrow = "↔" if symmetric else "→" if acts else "←"
        status = "" if event["status"] == "asserted" else f" ({event['status']})"
        return cls(
            event["first"], event["last"], event["relation"], event["quad_class"], acts or symmetric,
            event["reported"], f"{arrow} {shortened(other)}{status}",
        )  # fmt: skip

    @property
    def row(self) -> tuple[int, str]:
        return _ORDER.index(self.quad_class), self.relation

    @property
    def middle(self) -> float:
        return (_number(self.first) + _number(self.last)) / 2


def _notes(own: pd.DataFrame, told: pd.DataFrame, shown: pd.DataFrame, statuses: Collection[str]) -> tuple[str, str]:
    counted = dating(shown, len(shown) + len(own) - len(told), statuses)
    more = f"; {len(told) - len(shown)} more not shown" if len(told) > len(shown) else ""
    marks = "● its own act  ○ done to it" + ("  ■ □ dated by the report" if shown["reported"].any() else "")
    return f"{counted}{more}", marks


def _drawn(ax: Axes, moments: list[_Moment]) -> int:
    """Draw the marks with their labels, each relation in as many lanes as its labels need; the number of lanes."""
    names = {moment.row: wording(moment.relation).label for moment in moments}
    first, last = min(m.first for m in moments), max(m.last for m in moments)
    room = max((last - first) * 0.04, datetime.timedelta(days=2))
    ax.set_xlim(_number(first - room), _number(last + room))
    ax.xaxis.set_major_locator(AutoDateLocator(minticks=3, maxticks=8, interval_multiples=False))  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_formatter(DateFormatter(_ISO[(last - first).days > 1200]))  # type: ignore[no-untyped-call]
    ax.tick_params(labelsize=SMALL, color=MUTED)
    ax.set_yticks(range(len(names)), list(names.values()), fontsize=SMALL)  # so that the width is known
    figure_of(ax).draw_without_rendering()
    labels = [_labelled(ax, moment) for moment in moments]
    top, places = 0, {}
    for row in names:
        own = [index for index, moment in enumerate(moments) if moment.row == row]
        lane_of = _packed([_extent(ax, moments[index], labels[index]) for index in own])
        for index, lane in zip(own, lane_of, strict=True):
            _mark(ax, moments[index], labels[index], top + lane)
        ax.axhline(top - 0.5, color=FAINT, linewidth=0.6)
        places[row] = top
        top += max(lane_of) + 1
    ax.set_yticks(list(places.values()), list(names.values()), fontsize=SMALL)
    for tick, row in zip(ax.get_yticklabels(), names, strict=True):
        tick.set_color(QUAD_COLOURS[_ORDER[row[0]]])
    ax.set_ylim(top - 0.5, -0.5)
    ax.grid(axis="x", color=FAINT, linewidth=0.4)
    ax.set_axisbelow(True)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel("date", fontsize=SMALL + 1, color=MUTED)
    return top


def _labelled(ax: Axes, moment: _Moment) -> Annotation:
    """The label of a mark, right of it, or left where it would leave the picture."""
    label = ax.annotate(
        moment.text, (_number(moment.last), 0), xytext=(5, 0), textcoords="offset points", va="center", fontsize=SMALL,
        color=INK, parse_math=False,
    )  # fmt: skip
    if label.get_window_extent().x1 > ax.get_window_extent().x1:
        label.set(position=(-5, 0), ha="right")
        label.xy = (_number(moment.first), 0)
    return label


def _extent(ax: Axes, moment: _Moment, label: Annotation) -> tuple[float, float]:
    """From where to where mark and label reach, in pixels."""
    ends = [float(ax.transData.transform((_number(day), 0))[0]) for day in (moment.first, moment.last)]
    box = label.get_window_extent()
    return min(*ends, box.x0) - _GAP, max(*ends, box.x1) + _GAP


def _packed(extents: Sequence[tuple[float, float]]) -> list[int]:
    """A lane for each, from 0, such that none overlaps another."""
    lanes: list[list[tuple[float, float]]] = []
    found = []
    for start, end in extents:
        free = (n for n, lane in enumerate(lanes) if all(end <= left or right <= start for left, right in lane))
        lane = next(free, len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((start, end))
        found.append(lane)
    return found


def _mark(ax: Axes, moment: _Moment, label: Annotation, lane: int) -> None:
    colour = QUAD_COLOURS[moment.quad_class]
    if moment.first != moment.last:
        ends = [_number(moment.first), _number(moment.last)]
        ax.plot(ends, [lane, lane], color=colour, linewidth=1.2, alpha=0.6, solid_capstyle="butt")
    ax.plot(
        [moment.middle], [lane], marker="s" if moment.reported else "o", markersize=5, color=colour,
        markerfacecolor=colour if moment.acts else "white", linestyle="none",
    )  # fmt: skip
    label.xy = (label.xy[0], lane)


def _number(day: datetime.date) -> float:
    """A day as a place on matplotlib's axis of dates."""
    return float(date2num(day))  # type: ignore[no-untyped-call]
