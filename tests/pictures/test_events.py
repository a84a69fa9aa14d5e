"""Events by period: the bars, the axis and what is left out."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes

from kg.graph import Graph
from kg.pictures import events
from kg.pictures.canvas import QUAD_COLOURS
from tests.analysis.building import made
from tests.pictures.reading import subtitle, texts

GRAPH = made(
    ("2031-05-10 x", "a", "struck", "b", {"date": "2031-05-09"}),
    ("2031-05-12 x", "a", "struck", "b", {"date": "2031-05-09"}),  # the same event once more
    ("2031-05-12 x", "a", "struck", "c", {"date": "2031-05"}),
    ("2031-05-12 x", "a", "accused", "c"),
    ("2031-05-12 x", "a", "metWith", "b", {"date": "2031-07-01"}),
    ("2031-05-12 x", "a", "backs", "b", {"date": "2031-07-02"}),
    ("2031-05-12 x", "a", "backs", "c", {"date": "2031-07-03"}),
    ("2031-05-12 x", "c", "struck", "a", {"date": "2031"}),
    ("2031-05-12 x", "c", "struck", "b", {"date": "2031-07-03", "status": "alleged"}),
    ("undated", "c", "struck", "d"),
    ("2031-05-12 x", "a", "memberOf", "u:Organization"),
)


def bars(ax: Axes) -> dict[str, list[tuple[float, float]]]:
    """Label of the legend → where its bars begin and end, by period."""
    legend = ax.get_legend()
    assert legend is not None
    names = {
        handle.get_facecolor(): text.get_text()
        for handle, text in zip(legend.get_patches(), legend.get_texts(), strict=True)
    }
    return {
        names[container[0].get_facecolor()]: [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in container]
        for container in ax.containers
    }


def ticks(ax: Axes) -> list[str]:
    return [tick.get_text() for tick in ax.get_xticklabels()]


def test_bars_stand_for_events_by_month() -> None:
    ax = events(GRAPH, freq="M")
    assert ticks(ax) == ["2031-05", "2031-06", "2031-07"]
    assert bars(ax) == {
        "Verbal cooperation": [(0, 0), (0, 0), (0, 1)],
        "Material cooperation": [(0, 0), (0, 0), (1, 3)],
        "Verbal conflict": [(0, -1), (0, 0), (0, 0)],
        "Material conflict": [(-1, -3), (0, 0), (0, 0)],
    }


def test_below_the_title_stands_what_was_counted() -> None:
    ax = events(GRAPH, freq="M")
    assert ax.get_title(loc="left") == "Events by month"
    # The year and the undated one have no month; the accusation has its report's date.
    assert subtitle(ax) == "6 asserted events; 1 dated by the report; 2 without a date precise enough left out"


def test_axes_have_names_and_no_negative_numbers() -> None:
    ax = events(GRAPH, freq="M")
    assert ax.get_xlabel() == "month"
    assert "conflict" in ax.get_ylabel()
    assert "cooperation" in ax.get_ylabel()
    ax.figure.canvas.draw()
    assert not [tick.get_text() for tick in ax.get_yticklabels() if tick.get_text()[:1] in "-−"]


@pytest.mark.parametrize(
    ("options", "counted"),
    [
        ({"freq": "D"}, "5 asserted events; 1 dated by the report; 3 without"),
        ({"freq": "Y"}, "7 asserted events; 1 dated by the report; 1 without"),
        ({"freq": "M", "dates": "event"}, "5 asserted events; 3 without"),
        ({"freq": "M", "dates": "published"}, "7 asserted events; 7 dated by the report; 1 without"),
        ({"freq": "M", "statuses": ["alleged"]}, "1 alleged event"),
        ({"freq": "M", "statuses": ["asserted", "alleged"]}, "7 asserted or alleged events"),
        ({"freq": "M", "span": "2031-07"}, "3 asserted events"),
        ({"freq": "M", "span": ("2031-05-10", "2031-07-01")}, "2 asserted events; 1 dated by the report"),
    ],
)
def test_options_choose(options: dict[str, Any], counted: str) -> None:
    assert subtitle(events(GRAPH, **options)).startswith(counted)


@pytest.mark.parametrize(
    ("last", "unit"),
    [
        ("2031-01-30", "day"),
        ("2031-06-30", "week"),
        ("2033-01-30", "month"),
        ("2038-01-30", "quarter"),
        ("2060-01-30", "year"),
    ],
)
def test_the_length_of_periods_fits_the_time(last: str, unit: str) -> None:
    graph = made(*(("x", "a", "struck", "b", {"date": date}) for date in ("2031-01-01", last)))
    ax = events(graph)
    assert ax.get_title(loc="left") == f"Events by {unit}"
    assert len(ticks(ax)) <= 10


def test_periods_without_events_have_their_place() -> None:
    graph = made(*(("x", "a", "struck", "b", {"date": date}) for date in ("2031-01-01", "2031-01-05")))
    assert ticks(events(graph)) == ["2031-01-01", "2031-01-02", "2031-01-03", "2031-01-04", "2031-01-05"]


def test_the_time_that_is_asked_for_is_shown_whole() -> None:
    assert ticks(events(GRAPH, freq="M", span=("2031-04", "2031-08"))) == [f"2031-0{month}" for month in range(4, 9)]
    assert ticks(events(GRAPH, freq="M", span=("2031-04", None))) == ["2031-04", "2031-05", "2031-06", "2031-07"]
    assert ticks(events(GRAPH, span="2031-07-01")) == ["2031-07-01"]


def test_weeks_are_named_by_their_monday() -> None:
    graph = made(("x", "a", "struck", "b", {"date": "2031-01-01"}))  # a Wednesday
    ax = events(graph, freq="W")
    assert (ticks(ax), ax.get_xlabel()) == (["2030-12-30"], "week from")


def test_the_colours_are_those_of_the_view() -> None:
    from matplotlib.colors import to_hex

    from kg.views.style import QUADS

    legend = events(GRAPH).get_legend()
    assert legend is not None
    shown = {
        text.get_text(): to_hex(patch.get_facecolor())
        for patch, text in zip(legend.get_patches(), legend.get_texts(), strict=True)
    }
    assert shown == {style.label: style.light for style in QUADS if style.id != "structure"}
    assert set(shown.values()) == {QUAD_COLOURS[number] for number in (1, 2, 3, 4)}


def test_axes_that_are_given_are_used() -> None:
    _, (left, right) = plt.subplots(1, 2)
    assert events(GRAPH, ax=right) is right
    assert right.containers
    assert not left.containers


@pytest.mark.parametrize(
    ("graph", "options", "words"),
    [
        (made(), {}, "no events with a date"),
        (made(("undated", "a", "struck", "b")), {}, "no events with a date"),
        (made(("x", "a", "struck", "b", {"date": "2031"})), {"freq": "D"}, "no events of which the day is known"),
    ],
)
def test_nothing_to_see_is_said(graph: Graph, options: dict[str, Any], words: str) -> None:
    assert texts(events(graph, **options)) == [words]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"freq": "H"}, "freq='H' is no length of periods; one of D, W, M, Q, Y"),
        ({"dates": "told"}, "unknown kind of date 'told'"),
        ({"statuses": ["certain"]}, "unknown status 'certain'"),
        ({"span": "last May"}, "'last May' is no date"),
    ],
)
def test_wrong_options_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        events(GRAPH, **options)


def test_dates_that_are_none_do_not_stop_it() -> None:
    graph = made(("2031-05-12 x", "a", "struck", "b"), ("2031-05-12 x", "a", "struck", "c", {"date": "2031-05-12"}))
    assert subtitle(events(graph)) == "2 asserted events; 1 dated by the report"
