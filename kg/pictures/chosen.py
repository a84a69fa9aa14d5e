"""The events that a picture shows, with the day, month or year in which each is put."""

from __future__ import annotations

from collections.abc import Collection
from typing import get_args

import pandas as pd

from kg.analysis.periods import Dates, Period, Span, days_of
from kg.graph import Graph
from kg.pictures.canvas import either
from kg.statements import check_statuses


def chosen_events(graph: Graph, statuses: Collection[str], span: Span | None, dates: Dates) -> pd.DataFrame:
    """`graph.events()` of these statuses, in this time, with their `first` and `last` day.

    `reported` tells where the date is that of the report. Events of which no date is known have none, and are left
    out if a time is asked for. Raises ValueError for an unknown status or kind of date, and for a wrong time.
    """
    if dates not in get_args(Dates):
        raise ValueError(f"unknown kind of date {dates!r}; one of {', '.join(get_args(Dates))}")
    frame = graph.events()
    frame = frame[frame["status"].isin(check_statuses(statuses))].reset_index(drop=True)
    own = [None if dates == "published" or pd.isna(date) else str(date) for date in frame["date"]]
    told = [None if dates == "event" or pd.isna(date) else str(date) for date in frame["published"]]
    spans = [days_of(event or report) for event, report in zip(own, told, strict=True)]
    frame["first"] = pd.Series([found[0] if found else None for found in spans], dtype="object")
    frame["last"] = pd.Series([found[1] if found else None for found in spans], dtype="object")
    frame["reported"] = [not event and bool(report) for event, report in zip(own, told, strict=True)]
    if span is None:
        return frame
    period = Period.of(span)
    return frame[[found is not None and period.covers(*found) for found in spans]].reset_index(drop=True)


def dated(frame: pd.DataFrame) -> pd.DataFrame:
    """The events of which a date is known."""
    return frame[frame["first"].notna()].reset_index(drop=True)


def dating(shown: pd.DataFrame, all_: int, statuses: Collection[str]) -> str:
    """How many events are shown, and how they are dated, in words."""
    what = either(check_statuses(statuses))
    left_out = all_ - len(shown)
    reported = int(shown["reported"].sum())
    parts = [f"{len(shown)} {what} event{'' if len(shown) == 1 else 's'}"]
    if reported:
        parts.append(f"{reported} dated by the report")
    if left_out:
        parts.append(f"{left_out} without a date precise enough left out")
    return "; ".join(parts)
