"""The map of who does what to whom: cells, order, what is shown."""

from __future__ import annotations

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pytest
from matplotlib.axes import Axes

from kg.pictures import dyads
from kg.pictures.circle import circle
from tests.analysis.building import made
from tests.pictures.reading import subtitle, texts

DAYS = ["2031-05-01", "2031-05-02", "2031-05-03", "2031-05-04"]
GRAPH = made(
    *(("x", "a", "struck", "b", {"date": day}) for day in DAYS),
    ("x", "b", "accused", "a", {"date": DAYS[0]}),
    ("x", "b", "aided", "a", {"date": DAYS[0]}),
    ("x", "b", "aided", "a", {"date": DAYS[1]}),
    ("x", "b", "metWith", "c", {"date": DAYS[0]}),
    ("x", "d", "backs", "c", {"date": DAYS[0]}),
    ("x", "c", "struck", "c", {"date": DAYS[0]}),
    ("x", "c", "struck", "b", {"date": DAYS[0], "status": "alleged"}),
)


def cells(ax: Axes) -> dict[str, str]:
    """ "who>whom" → what its cell says."""
    rows = [tick.get_text() for tick in ax.get_yticklabels()]
    columns = [tick.get_text() for tick in ax.get_xticklabels()]
    found = {}
    for text in ax.texts:
        x, y = text.get_position()
        if text.get_text() and "event" not in text.get_text():
            found[f"{rows[round(y)]}>{columns[round(x)]}"] = text.get_text()
    return found


def test_cells_count_cooperation_and_conflict_apart() -> None:
    assert cells(dyads(GRAPH)) == {"a>b": "−4", "b>a": "+2\n−1", "b>c": "+1", "c>b": "+1", "d>c": "+1"}


def test_the_busiest_come_first_and_who_only_acts_has_no_column() -> None:
    ax = dyads(GRAPH)
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["b", "a", "c", "d"]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["b", "a", "c"]


def test_colour_is_the_difference_on_a_scale_of_roots() -> None:
    (image,) = dyads(GRAPH).images
    shade = np.asarray(image.get_array())
    assert shade[1, 0] == -2  # a on b: four hostile
    assert shade[0, 1] == 1  # b on a: two less one
    assert shade[3, 0] == 0
    assert image.get_clim() == (-2, 2)


def test_the_bar_of_colours_has_numbers_of_events() -> None:
    ax = dyads(GRAPH)
    bar = ax.figure.axes[1]
    assert [tick.get_text() for tick in bar.get_yticklabels()] == ["−4", "−1", "0", "+1", "+4"]
    assert bar.get_ylabel() == "cooperative less hostile events"


def test_below_the_title_stands_what_was_counted() -> None:
    assert subtitle(dyads(GRAPH)).startswith("9 of 9 asserted events: those among 4 actors")
    assert subtitle(dyads(GRAPH, top=2)).startswith("7 of 9 asserted events: those among 2 actors")


def test_options_choose() -> None:
    assert cells(dyads(GRAPH, top=2)) == {"a>b": "−4", "b>a": "+2\n−1"}
    assert cells(dyads(GRAPH, span="2031-05-02")) == {"a>b": "−1", "b>a": "+1"}
    assert cells(dyads(GRAPH, statuses=["alleged"])) == {"c>b": "−1"}


def test_the_same_actor_on_both_sides_is_no_cell() -> None:
    ax = dyads(GRAPH)
    diagonal = {(patch.get_x() + 0.5, patch.get_y() + 0.5) for patch in ax.patches}
    assert diagonal == {(0, 0), (1, 1), (2, 2)}


def test_nothing_to_see_is_said() -> None:
    assert texts(dyads(made(("x", "c", "struck", "c")))) == ["no events between two actors"]
    assert texts(dyads(made())) == ["no events between two actors"]


def test_it_takes_two() -> None:
    with pytest.raises(ValueError, match="2 or more, not 1"):
        dyads(GRAPH, top=1)


def test_axes_that_are_given_are_used() -> None:
    _, ax = plt.subplots()
    assert dyads(GRAPH, ax=ax) is ax


def weighted(*edges: tuple[str, str, int]) -> nx.Graph:
    network = nx.Graph()
    network.add_weighted_edges_from(edges)
    return network


def test_a_circle_is_not_the_busiest_but_those_busy_with_each_other() -> None:
    star = [("hub", f"leaf{i}", 1) for i in range(9)]
    triangle = [("x", "y", 2), ("y", "z", 2), ("x", "z", 2)]
    assert circle(weighted(*star, *triangle), 3) == ["x", "y", "z"]


def test_a_circle_has_nobody_that_is_left_alone() -> None:
    assert circle(weighted(("a", "b", 1), ("c", "d", 5)), 3) == ["c", "d"]
    assert circle(weighted(("a", "b", 1)), 1) == []
    assert circle(nx.Graph(), 5) == []


def test_a_circle_takes_all_if_it_can() -> None:
    assert circle(weighted(("a", "b", 1), ("c", "d", 5)), 4) == ["a", "b", "c", "d"]
