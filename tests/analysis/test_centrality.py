"""Centralities of graphs small enough to count."""

from __future__ import annotations

import importlib.util

import pandas as pd
import pytest

from kg.analysis import centralities
from tests.analysis.building import column, made

COLUMNS = ["label", "type", "partners", "out_degree", "in_degree", "betweenness", "pagerank", "id"]

# a struck b in two documents, b met c, c struck d: a line a – b – c – d.
LINE = made(
    ("one", "a", "struck", "b"), ("two", "a", "struck", "b"), ("one", "b", "metWith", "c"), ("one", "c", "struck", "d")
)


def test_degrees_count_documents_and_partners_count_actors() -> None:
    frame = centralities(LINE)
    assert column(frame, "partners") == {"a": 1, "b": 2, "c": 2, "d": 1}
    assert column(frame, "out_degree") == {"a": 2, "b": 1, "c": 2, "d": 0}
    assert column(frame, "in_degree") == {"a": 0, "b": 3, "c": 1, "d": 1}


def test_betweenness_on_a_line() -> None:
    # Of the three pairs of others, b lies between a and c, and between a and d: two of three.
    expected = {"a": 0.0, "b": 0.666667, "c": 0.666667, "d": 0.0}
    assert column(centralities(LINE), "betweenness") == expected


def test_pagerank_of_a_pair() -> None:
    # With damping d and b's rank shared out to both: a = (1 - d)/2 + d·b/2 and b = 1 - a, so a = 1/(2 + d).
    ranks = column(centralities(made(("one", "a", "struck", "b"))), "pagerank")
    assert ranks["a"] == pytest.approx(1 / 2.85, abs=1e-5)
    assert ranks["b"] == pytest.approx(1 - 1 / 2.85, abs=1e-5)


def test_pagerank_flows_to_the_one_that_more_documents_say_is_acted_on() -> None:
    graph = made(("one", "a", "struck", "b"), ("two", "a", "accused", "b"), ("one", "a", "struck", "c"))
    ranks = column(centralities(graph), "pagerank")
    assert ranks["b"] > ranks["c"] > ranks["a"]
    assert sum(ranks.values()) == pytest.approx(1, abs=1e-5)


def test_the_best_connected_come_first_and_equals_by_id() -> None:
    assert centralities(LINE)["label"].tolist() == ["b", "c", "a", "d"]


def test_acts_on_oneself_are_no_ties() -> None:
    frame = centralities(made(("one", "a", "struck", "a")))
    assert frame[["partners", "out_degree", "in_degree", "betweenness"]].iloc[0].tolist() == [0, 0, 0, 0.0]


def test_columns_and_types_also_without_rows() -> None:
    for graph in (LINE, made()):
        frame = centralities(graph)
        assert list(frame) == COLUMNS
        assert [str(frame[name].dtype) for name in COLUMNS] == [
            "string", "category", "int64", "int64", "int64", "float64", "float64", "string",
        ]  # fmt: skip


def test_a_sample_estimates_and_is_the_same_each_time() -> None:
    graph = made(*(("one", f"n{i}", "struck", f"n{i + 1}") for i in range(12)))
    whole, some = centralities(graph), centralities(graph, sample=6)
    assert not some["betweenness"].equals(whole.set_index("id").loc[some["id"], "betweenness"].reset_index(drop=True))
    pd.testing.assert_frame_equal(some, centralities(graph, sample=6))
    pd.testing.assert_frame_equal(whole, centralities(graph, sample=99))


def test_a_sample_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        centralities(LINE, sample=0)


def test_without_scipy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ImportError, match=r"pip install 'geokg\[analysis\]'"):
        centralities(LINE)
