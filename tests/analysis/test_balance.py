"""Balanced and frustrated triads, and the statements behind them."""

from __future__ import annotations

import math

import pytest

from kg.analysis import balance, frustrated, triads
from kg.analysis.balance import PATTERNS
from tests.analysis.building import made


def triangle(signs: str, names: str = "abc", paper: str = "one") -> list[tuple[str, str, str, str]]:
    """Ties one–two, one–three and two–three with these signs."""
    pairs = [(names[0], names[1]), (names[0], names[2]), (names[1], names[2])]
    return [(paper, x, "backs" if sign == "+" else "struck", y) for sign, (x, y) in zip(signs, pairs, strict=True)]


@pytest.mark.parametrize(
    ("signs", "balanced", "pattern"),
    [
        ("+++", True, "three friends"),
        ("++-", False, "a friend of two enemies"),
        ("-++", False, "a friend of two enemies"),
        ("+--", True, "two friends and their enemy"),
        ("--+", True, "two friends and their enemy"),
        ("---", False, "three enemies"),
    ],
)
def test_a_triad_is_balanced_if_its_conflicts_are_even(signs: str, balanced: bool, pattern: str) -> None:
    frame = triads(made(*triangle(signs)))
    assert len(frame) == 1
    row = frame.iloc[0]
    assert (row["balanced"], row["pattern"], row["conflicts"]) == (balanced, pattern, signs.count("-"))
    assert (row["one"], row["two"], row["three"]) == ("a", "b", "c")
    assert [row["one_two"], row["one_three"], row["two_three"]] == [1 if sign == "+" else -1 for sign in signs]


def test_three_without_a_third_tie_or_with_a_tie_without_sign_are_none() -> None:
    assert triads(made(("one", "a", "backs", "b"), ("one", "b", "backs", "c"))).empty
    assert triads(made(*triangle("+++"), ("one", "c", "accused", "b"))).empty


def test_each_triad_is_found_once() -> None:
    rows = [("one", x, "backs", y) for i, x in enumerate("abcde") for y in "abcde"[i + 1 :]]
    frame = triads(made(*rows))
    assert len(frame) == 10  # three of five
    assert len(set(zip(frame["one"], frame["two"], frame["three"], strict=True))) == 10


def test_the_frustrated_come_first_and_of_them_the_most_reported() -> None:
    graph = made(
        *triangle("+++", "abc"), *triangle("---", "def"),
        *triangle("++-", "xyz"), *triangle("++-", "xyz", "two"),
    )  # fmt: skip
    assert triads(graph)["one"].tolist() == ["x", "d", "a"]


def test_the_degree_of_balance() -> None:
    graph = made(*triangle("+++", "abc"), *triangle("+--", "def"), *triangle("---", "xyz"))
    frame = balance(graph)
    assert frame["pattern"].tolist() == list(PATTERNS)
    assert frame["triads"].tolist() == [1, 0, 1, 1]
    assert frame["share"].tolist() == [0.333333, 0, 0.333333, 0.333333]
    assert frame.attrs["balanced"] == 0.666667


def test_what_chance_would_give() -> None:
    # Nine ties, four friendly, five hostile: of 84 ways to pick three, 4 are friendly, 30 have one enemy, 40 two, 10 three.
    graph = made(*triangle("+++", "abc"), *triangle("+--", "def"), *triangle("---", "xyz"))
    assert balance(graph)["expected"].tolist() == [round(ways / 84, 6) for ways in (4, 30, 40, 10)]


def test_nothing_to_balance() -> None:
    frame = balance(made(("one", "a", "backs", "b")))
    assert frame["triads"].tolist() == [0, 0, 0, 0]
    assert all(map(math.isnan, [*frame["share"], *frame["expected"], frame.attrs["balanced"]]))


def test_the_statements_behind_each_side() -> None:
    graph = made(
        ("one", "a", "backs", "b"), ("two", "a", "armed", "b"), ("two", "b", "accused", "a"),
        ("one", "a", "metWith", "c"), ("2031-05-09 x", "c", "struck", "b", {"date": "2031-05-08"}),
    )  # fmt: skip
    frame = frustrated(graph)
    assert set(frame["triad"]) == {"a / b / c"}
    rows = sorted(zip(frame["side"], frame["sign"], frame["relation"], frame["document"], strict=True))
    assert rows == [
        ("a / b", "+", "accused", "two"),
        ("a / b", "+", "armed", "two"),
        ("a / b", "+", "backs", "one"),
        ("a / c", "+", "metWith", "one"),
        ("b / c", "−", "struck", "2031-05-09-x"),
    ]
    row = frame[frame["relation"] == "struck"].iloc[0]
    assert (row["subject"], row["object"], row["date"], row["published"]) == ("c", "b", "2031-05-08", "2031-05-09")
    assert row["evidence"] == "struck: c and b."


def test_balanced_triads_need_no_evidence() -> None:
    frame = frustrated(made(*triangle("+--")))
    assert frame.empty
    assert {"triad", "side", "sign", "document", "evidence"} <= set(frame)


def test_allegations_and_doubtful_statements_count_as_asked() -> None:
    alleged = {"status": "alleged"}
    graph = made(("one", "a", "backs", "b"), ("one", "a", "backs", "c"), ("one", "b", "struck", "c", alleged))
    assert frustrated(graph).empty
    assert len(frustrated(graph, statuses=("asserted", "alleged"))) == 3
    assert frustrated(graph, statuses=("asserted", "alleged"), min_confidence=0.95).empty
