"""Communities of graphs where one sees them."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from itertools import combinations

import pandas as pd
import pytest

from kg.analysis import communities, part
from tests.analysis.building import column, made

# Two triangles a b c and d e f, with one tie from c to d.
TRIANGLES = made(
    *(("one", x, "struck", y) for x, y in combinations("abc", 2)),
    *(("one", x, "struck", y) for x, y in combinations("def", 2)),
    ("one", "c", "struck", "d"),
)


def test_two_triangles_are_two_communities() -> None:
    found = column(communities(TRIANGLES), "community")
    assert found == {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 2}


def test_modularity_by_hand() -> None:
    # 3 of 7 ties in each community, whose members have 7 of 14 ends: 2·(3/7 - (7/14)²) = 5/14.
    assert communities(TRIANGLES).attrs["modularity"] == pytest.approx(5 / 14, abs=1e-6)


def test_inside_is_the_share_of_ties_that_stay() -> None:
    frame = communities(TRIANGLES)
    assert column(frame, "inside") == {"a": 1, "b": 1, "c": 0.666667, "d": 0.666667, "e": 1, "f": 1}
    assert column(frame, "ties") == {"a": 2, "b": 2, "c": 3, "d": 3, "e": 2, "f": 2}


def test_the_largest_is_the_first_and_its_best_tied_member_on_top() -> None:
    graph = made(("one", "a", "struck", "b"), ("one", "x", "struck", "y"), ("one", "x", "struck", "z"))
    frame = communities(graph)
    assert list(zip(frame["label"], frame["community"], strict=True)) == [
        ("x", 1), ("y", 1), ("z", 1), ("a", 2), ("b", 2),
    ]  # fmt: skip


def test_weight_decides() -> None:
    # b is tied to a by three documents, to c by one.
    rows = [(paper, "a", "struck", "b") for paper in ("one", "two", "three")]
    graph = made(
        *rows, ("one", "b", "struck", "c"), *((paper, "c", "struck", "d") for paper in ("one", "two", "three"))
    )
    found = column(communities(graph), "community")
    assert found["a"] == found["b"] != found["c"] == found["d"]


def test_friends_alone_can_be_asked_for() -> None:
    graph = made(
        ("one", "a", "backs", "b"), ("one", "c", "backs", "d"), *((f"{i}", "b", "struck", "c") for i in "12345")
    )
    whole = column(communities(graph), "community")
    friends = column(communities(part(graph, quad_classes=(1, 2))), "community")
    assert whole["b"] == whole["c"]
    assert friends["a"] == friends["b"] != friends["c"] == friends["d"]


def test_a_higher_resolution_gives_more() -> None:
    assert communities(TRIANGLES, resolution=5)["community"].nunique() > 2


def test_nobody_and_loners() -> None:
    empty = communities(made())
    assert (len(empty), math.isnan(empty.attrs["modularity"])) == (0, True)
    assert str(empty["community"].dtype) == "int64"
    loner = communities(made(("one", "a", "struck", "a")))
    assert loner[["community", "ties", "inside"]].iloc[0].tolist() == [1, 0, 1.0]
    assert math.isnan(loner.attrs["modularity"])


def test_the_same_for_every_hash_seed() -> None:
    code = (
        "import random; from tests.analysis.building import made; from kg.analysis import *;"
        "r = random.Random(5); n = [f'n{i}' for i in range(60)];"
        "g = made(*((f'd{i}', r.choice(n), r.choice(['struck', 'backs', 'accused']), r.choice(n)) for i in range(150)));"
        "print(*(f(g).to_csv() for f in (communities, camps, triads, brokers, sponsorship, centralities)))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000


def test_the_same_each_time() -> None:
    pd.testing.assert_frame_equal(communities(TRIANGLES), communities(TRIANGLES))
