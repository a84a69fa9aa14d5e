"""The network for print: which actors and lines, how they look, where labels stand."""

from __future__ import annotations

import random
from pathlib import Path

import matplotlib.pyplot as plt
import networkx as nx
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import FancyArrowPatch
from matplotlib.text import Annotation

from kg.analysis import part
from kg.pictures import network, save
from kg.pictures.canvas import QUAD_COLOURS
from kg.statements import STATUSES
from kg.views.style import TYPES
from tests.analysis.building import actor, made
from tests.pictures.reading import overlapping, texts
from tests.pictures.reading import subtitle as lines_below_title

GRAPH = made(
    ("one", "a", "struck", "b"),
    ("two", "a", "accused", "b"),
    ("one", "b", "backs", "c:ArmedGroup"),
    ("one", "c:ArmedGroup", "metWith", "d:Person"),
    ("one", "d:Person", "leads", "a"),
    ("one", "a", "aided", "b"),
    ("one", "e", "threatened", "e"),
    ("one", "a", "struck", "d:Person", {"status": "alleged"}),
)
DASHED, DOTTED = (0, (4, 2)), (0, (1, 1.5))


def subtitle(ax: Axes) -> str:
    return lines_below_title(ax).replace("\n", " ")


def labels(ax: Axes) -> dict[str, Annotation]:
    return {
        text.get_text(): text for text in ax.texts if isinstance(text, Annotation) and "actors" not in text.get_text()
    }


def lines(ax: Axes) -> dict[str, list[FancyArrowPatch]]:
    """The lines between two labels."""
    at = {label.xy: name for name, label in labels(ax).items()}
    found: dict[str, list[FancyArrowPatch]] = {}
    for patch in ax.patches:
        assert isinstance(patch, FancyArrowPatch)
        ends = [at[tuple(point)] for point in patch._posA_posB]  # matplotlib has no other way to ask
        found.setdefault("".join(ends), []).append(patch)
    return found


def test_every_actor_with_a_tie_has_a_mark_and_a_label() -> None:
    ax = network(GRAPH)
    assert set(labels(ax)) == {"a", "b", "c", "d"}
    marked = {(line.get_xdata()[0], line.get_ydata()[0]) for line in ax.lines}
    assert marked == {label.xy for label in labels(ax).values()}


def test_there_is_a_line_for_each_kind_of_tie() -> None:
    found = lines(network(GRAPH))
    assert {pair: len(group) for pair, group in found.items()} == {"ab": 2, "ad": 1, "bc": 1, "cd": 1}


def test_lines_tell_kinds_apart_without_colour() -> None:
    found = lines(network(GRAPH))
    style = {pair: [(line._linestyle, to_hex(line.get_edgecolor())) for line in group] for pair, group in found.items()}  # type: ignore[attr-defined]
    assert style == {
        "ab": [(DASHED, QUAD_COLOURS[4]), ("-", QUAD_COLOURS[2])],
        "ad": [(DOTTED, QUAD_COLOURS[None])],
        "bc": [("-", QUAD_COLOURS[2])],
        "cd": [("-", QUAD_COLOURS[1])],
    }


def test_arrows_point_at_whom_is_acted_on() -> None:
    found = lines(network(GRAPH))
    heads = {pair: [type(line.get_arrowstyle()).__name__ for line in group] for pair, group in found.items()}
    # "CurveFilledB" has its head at the second of the pair, "A" at the first, "Curve" none.
    assert heads == {
        "ab": ["CurveFilledB", "CurveFilledB"],
        "ad": ["CurveFilledA"],
        "bc": ["CurveFilledB"],
        "cd": ["Curve"],
    }


def test_mutual_acts_have_two_heads() -> None:
    ((line,),) = lines(network(made(("one", "a", "struck", "b"), ("one", "b", "accused", "a")))).values()
    assert type(line.get_arrowstyle()).__name__ == "CurveFilledAB"


def test_what_more_documents_say_is_wider() -> None:
    graph = made(*((paper, "a", "struck", "b") for paper in ("one", "two", "three")), ("one", "b", "struck", "c"))
    found = lines(network(graph))
    assert found["ab"][0].get_linewidth() > found["bc"][0].get_linewidth()


def test_shapes_and_colours_are_those_of_the_view() -> None:
    ax = network(GRAPH)
    at = {label.xy: name for name, label in labels(ax).items()}
    style = {style.id: style.light for style in TYPES}
    shown = {
        at[line.get_xdata()[0], line.get_ydata()[0]]: (line.get_marker(), to_hex(line.get_color())) for line in ax.lines
    }
    assert shown == {
        "a": ("s", style["State"]), "b": ("s", style["State"]),
        "c": ("^", style["ArmedGroup"]), "d": ("o", style["Person"]),
    }  # fmt: skip


def test_the_legend_explains_what_occurs() -> None:
    legend = network(GRAPH).get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == [
        "cooperation", "conflict", "membership, office, place", "State", "Armed group", "Person",
    ]  # fmt: skip


def test_a_part_can_be_drawn() -> None:
    ax = network(part(GRAPH, quad_classes=(3, 4)))
    assert set(labels(ax)) == {"a", "b"}
    assert subtitle(ax) == "2 actors; 1 of 1 ties; asserted statements"


def test_statuses_that_are_drawn_are_named() -> None:
    ax = network(GRAPH.to_networkx(statuses=STATUSES))
    assert subtitle(ax).endswith("; asserted or alleged statements")


def test_only_so_many_actors_and_ties() -> None:
    rows = [("one", f"n{i}", "struck", f"n{j}") for i in range(8) for j in range(i)]
    ax = network(made(*rows), top=5)
    assert len(labels(ax)) == 5
    assert subtitle(ax) == (
        "5 of 8 actors, those that have most to do with each other; 10 of 10 ties; asserted statements"
    )
    ax = network(made(*rows, *(("two", "n0", "struck", f"n{i}") for i in range(1, 8))), most=9)
    found = lines(ax)
    assert len(found) == 9
    assert {f"n0n{i}" for i in range(1, 8)} <= set(found)
    assert "9 of 28 ties" in subtitle(ax)


def test_ties_are_left_out_only_where_others_keep_it_together() -> None:
    rows = [("one", f"n{i}", "struck", f"n{i + 1}") for i in range(6)]
    assert len(lines(network(made(*rows), most=2))) == 6


@pytest.mark.parametrize("given", [False, True])
def test_labels_do_not_cover_each_other(given: bool) -> None:
    chance = random.Random(2)
    rows = [
        (
            "one",
            f"rather long name {chance.randrange(30)}",
            chance.choice(["struck", "backs"]),
            f"rather long name {chance.randrange(30)}",
        )
        for _ in range(60)
    ]
    ax = network(made(*rows), ax=plt.subplots(figsize=(5, 5), layout="constrained")[1] if given else None)
    ax.figure.canvas.draw()
    assert len(labels(ax)) > 20
    assert overlapping(list(labels(ax).values()), slack=2) == []


def test_labels_stand_where_fewer_lines_run() -> None:
    chance = random.Random(5)
    ax = network(made(*(("one", f"n{chance.randrange(20)}", "struck", f"n{chance.randrange(20)}") for _ in range(30))))
    above = {label.xy: label.get_verticalalignment() == "bottom" for label in labels(ax).values()}
    through = beside = 0
    for patch in ax.patches:
        assert isinstance(patch, FancyArrowPatch)
        ends = [tuple(point) for point in patch._posA_posB]
        for here, there in (ends, ends[::-1]):
            dx, dy = there[0] - here[0], there[1] - here[1]
            if abs(dy) > abs(dx) / 3:
                through += (dy > 0) == above[here]
                beside += (dy > 0) != above[here]
    assert through < 0.75 * beside


def test_hostile_and_strange_labels_are_drawn_as_they_are(tmp_path: Path) -> None:
    strange = GRAPH.to_networkx()
    names = {"a": "$\\frac{", "b": "_b", "c": "x" * 80, "d": "new\nline\0\ud800"}
    nx.set_node_attributes(strange, {actor(name): label for name, label in names.items()}, "label")
    ax = network(strange)
    save(ax, tmp_path / "strange.svg")
    assert set(labels(ax)) == {"$\\frac{", "_b", "x" * 29 + "…", "new line\ufffd\ufffd"}


def test_nothing_to_see_is_said() -> None:
    assert texts(network(made(("one", "e", "threatened", "e")))) == ["no ties between two actors"]
    assert texts(network(made())) == ["no ties between two actors"]


def test_it_takes_two() -> None:
    with pytest.raises(ValueError, match="2 or more, not 0"):
        network(GRAPH, top=0)
