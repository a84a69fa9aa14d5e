"""The timeline of an actor: marks, labels, rows."""

from __future__ import annotations

import datetime
from typing import Any

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.dates import num2date

from kg.graph import Graph, QueryError
from kg.pictures import timeline
from kg.pictures.canvas import QUAD_COLOURS
from tests.analysis.building import made
from tests.pictures.reading import overlapping, subtitle, texts

GRAPH = made(
    ("2031-05-20 x", "hero", "struck", "foe", {"date": "2031-05-09"}),
    ("2031-05-20 x", "foe", "struck", "hero", {"date": "2031-05-11"}),
    ("2031-05-20 x", "friend", "metWith", "hero", {"date": "2031-05-01"}),
    ("2031-05-20 x", "hero", "backs", "friend", {"date": "2031-04"}),
    ("2031-05-20 x", "foe", "accused", "hero"),
    ("2031-05-20 x", "foe", "struck", "friend", {"date": "2031-05-02"}),
    ("2031-05-20 x", "hero", "captured", "hill:Place", {"date": "2031-05-03", "status": "alleged"}),
    ("undated", "hero", "threatened", "foe"),
    ("2031-05-20 x", "hero", "memberOf", "union:Organization"),
)


def marks(ax: Axes) -> list[tuple[str, str, str, bool, str]]:
    """Row, day, marker, whether it is full, and colour of each mark."""
    rows = dict(zip(map(round, ax.get_yticks()), (tick.get_text() for tick in ax.get_yticklabels()), strict=True))
    found = []
    for line in ax.lines:
        if line.get_marker() in ("o", "s"):
            lane = round(line.get_ydata()[0])
            row = rows[max(start for start in rows if start <= lane)]
            day = num2date(line.get_xdata()[0]).date().isoformat()
            colour = to_hex(line.get_color())
            found.append((row, day, line.get_marker(), to_hex(line.get_markerfacecolor()) == colour, colour))
    return found


def test_marks_tell_when_what_and_by_whom() -> None:
    assert marks(timeline(GRAPH, "hero")) == [
        ("backs", "2031-04-15", "o", True, QUAD_COLOURS[2]),
        ("met with", "2031-05-01", "o", True, QUAD_COLOURS[1]),
        ("accused", "2031-05-20", "s", False, QUAD_COLOURS[3]),
        ("struck", "2031-05-09", "o", True, QUAD_COLOURS[4]),
        ("struck", "2031-05-11", "o", False, QUAD_COLOURS[4]),
    ]


def test_labels_name_the_other_and_the_direction() -> None:
    labels = [text for text in texts(timeline(GRAPH, "hero")) if text[0] in "←→↔"]
    assert labels == ["→ friend", "↔ friend", "← foe", "→ foe", "← foe"]


def test_a_month_is_a_bar() -> None:
    ax = timeline(GRAPH, "hero")
    spans = [
        [num2date(x).date() for x in line.get_xdata()] for line in ax.lines if line.get_marker() == "None" and len(set(line.get_xdata())) > 1
    ]  # fmt: skip
    assert [datetime.date(2031, 4, 1), datetime.date(2031, 4, 30)] in spans


def test_below_the_title_stands_what_was_counted() -> None:
    ax = timeline(GRAPH, "hero")
    assert ax.get_title(loc="left") == "hero: what it does, and what is done to it"
    first, marks_ = subtitle(ax).split("\n")
    assert first == "5 asserted events; 1 dated by the report; 1 without a date precise enough left out"
    assert "dated by the report" in marks_
    assert "■" not in subtitle(timeline(GRAPH, "hero", dates="event"))


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        ({"dates": "event"}, ["backs", "met with", "struck", "struck"]),
        ({"span": "2031-04"}, ["backs"]),
        ({"span": ("2031-05-09", None)}, ["accused", "struck", "struck"]),
        ({"statuses": ["alleged"]}, ["captured"]),
        ({"most": 2}, ["backs", "met with"]),
    ],
)
def test_options_choose(options: dict[str, Any], rows: list[str]) -> None:
    assert [row for row, *_ in marks(timeline(GRAPH, "hero", **options))] == rows


def test_what_is_told_most_is_shown_first() -> None:
    graph = made(
        ("one", "hero", "struck", "a", {"date": "2031-01-01"}),
        *((paper, "hero", "struck", "b", {"date": "2031-02-01"}) for paper in ("one", "two")),
    )
    ax = timeline(graph, "hero", most=1)
    assert [day for _, day, *_ in marks(ax)] == ["2031-02-01"]
    assert "1 asserted event; 1 more not shown" in subtitle(ax)


def test_other_statuses_are_named() -> None:
    assert "→ hill (alleged)" in texts(timeline(GRAPH, "hero", statuses=("asserted", "alleged")))


@pytest.mark.parametrize("own_axes", [True, False])
def test_labels_do_not_cover_each_other_nor_leave_the_picture(own_axes: bool) -> None:
    rows = [
        (
            "x",
            "hero",
            ("struck", "accused", "backs")[i % 3],
            f"some other actor {i}",
            {"date": f"2031-05-{1 + i % 28:02}"},
        )
        for i in range(45)
    ]
    ax = plt.subplots(figsize=(7, 9), layout="constrained")[1] if own_axes else None
    ax = timeline(made(*rows), "hero", ax=ax)
    ax.figure.canvas.draw()
    labels = [text for text in ax.texts if text.get_text()[0] in "→←"]
    assert len(labels) == 45
    assert overlapping(labels) == []
    frame = ax.get_window_extent()
    assert all(
        frame.x0 - 1 <= box.x0 and box.x1 <= frame.x1 + 1 for box in (text.get_window_extent() for text in labels)
    )


def test_the_figure_grows_with_its_lanes() -> None:
    few = timeline(made(("x", "hero", "struck", "a", {"date": "2031-01-01"})), "hero").figure.get_figheight()
    many = [("x", "hero", "struck", f"actor number {i}", {"date": "2031-01-01"}) for i in range(30)]
    assert timeline(made(*many), "hero").figure.get_figheight() > few + 4


def test_one_day_is_enough_for_a_picture() -> None:
    ax = timeline(made(("x", "hero", "struck", "a", {"date": "2031-01-01"})), "hero")
    low, high = ax.get_xlim()
    assert low < high


def test_actors_are_found_by_any_name(graph: Graph) -> None:
    assert timeline(graph, "RB").get_title(loc="left").startswith("River Brigade")
    assert timeline(graph, "river-brigade").get_title(loc="left").startswith("River Brigade")


def test_an_unknown_actor_is_refused() -> None:
    with pytest.raises(QueryError, match="'Nobody'"):
        timeline(GRAPH, "Nobody")


def test_nothing_to_see_is_said() -> None:
    assert texts(timeline(GRAPH, "union")) == ["no events of union with a date"]
