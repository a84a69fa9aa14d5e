"""Camps: partitions with the least frustration, against trying all of them."""

from __future__ import annotations

import math
import random
from itertools import combinations, product

import pytest

from kg.analysis import camps, signed_network
from kg.graph import Graph
from tests.analysis.building import column, made


def rows(friends: str, enemies: str, paper: str = "one") -> list[tuple[str, str, str, str]]:
    """Ties of pairs of letters: "ab cd"."""
    return [
        (paper, pair[0], relation, pair[1])
        for relation, pairs in (("backs", friends), ("struck", enemies))
        for pair in pairs.split()
    ]


def grouped(graph: Graph, number: int = 2) -> list[str]:
    frame = camps(graph, number=number)
    return ["".join(sorted(part["label"])) for _, part in frame.groupby(["component", "camp"])]


def least(graph: Graph, number: int) -> int:
    """The least frustration of all partitions."""
    signed = signed_network(graph)
    nodes = sorted(signed)
    return min(
        sum(abs(w) for a, b, w in signed.edges(data="weight") if (w < 0) == (camp[a] == camp[b]))
        for camp in (dict(zip(nodes, chosen, strict=True)) for chosen in product(range(number), repeat=len(nodes)))
    )


def test_two_blocs_at_war() -> None:
    graph = made(*rows("ab bc de", "ad be ce"))
    assert grouped(graph) == ["abc", "de"]
    assert camps(graph).attrs["frustration"] == 0


def test_a_chain_of_enemies_of_enemies() -> None:
    assert grouped(made(*rows("", "ab bc cd de"))) == ["ace", "bd"]


def test_three_enemies_need_three_camps() -> None:
    graph = made(*rows("", "ab bc ac"))
    assert camps(graph).attrs["frustration"] == 0.333333
    assert grouped(graph, 3) == ["a", "b", "c"]
    assert camps(graph, number=3).attrs["frustration"] == 0


def test_the_weaker_tie_gives_way() -> None:
    graph = made(*rows("ab", "", "two"), *rows("ab ac", "bc"), *rows("", "bc", "two"))
    frame = camps(graph)
    assert grouped(graph) == ["ab", "c"]
    assert column(frame, "frustrated") == {"a": 1, "b": 0, "c": 1}
    assert column(frame, "fits") == {"a": 2, "b": 4, "c": 2}
    assert frame.attrs["frustration"] == 0.2


def test_one_camp_frustrates_every_enmity() -> None:
    assert camps(made(*rows("ab bc", "cd")), number=1).attrs["frustration"] == 0.333333


def test_camps_are_numbered_in_each_component() -> None:
    frame = camps(made(*rows("xy", "xz"), *rows("", "ab")))
    numbers = list(zip(frame["label"], frame["component"], frame["camp"], strict=True))
    assert sorted(numbers) == [("a", 2, 1), ("b", 2, 2), ("x", 1, 1), ("y", 1, 1), ("z", 1, 2)]


def test_a_tie_without_sign_links_and_does_not_frustrate() -> None:
    graph = made(*rows("ab", "ab"), *rows("bc", ""))
    frame = camps(graph)
    assert set(frame["component"]) == {1}
    assert frame.attrs["frustration"] == 0
    assert column(frame, "fits") == {"a": 0, "b": 1, "c": 1}


def test_balanced_networks_of_any_kind_are_parted_without_frustration() -> None:
    chance = random.Random(3)
    for _ in range(10):
        side = {name: chance.random() < 0.5 for name in "abcdefghijkl"}
        pairs = [pair for pair in combinations(sorted(side), 2) if chance.random() < 0.3]
        relations = [(f"{x}{y}", side[x] == side[y]) for x, y in pairs]
        graph = made(
            *rows(" ".join(p for p, same in relations if same), " ".join(p for p, same in relations if not same))
        )
        assert camps(graph).attrs["frustration"] == 0


@pytest.mark.parametrize("number", [2, 3])
def test_small_networks_are_parted_as_well_as_can_be(number: int) -> None:
    chance = random.Random(number)
    for _ in range(8):
        pairs = [a + b for a, b in combinations("abcdefg", 2) if chance.random() < 0.6]
        friends = {pair for pair in pairs if chance.random() < 0.5}
        graph = made(*rows(" ".join(sorted(friends)), " ".join(pair for pair in pairs if pair not in friends)))
        found = camps(graph, number=number)
        assert found["frustrated"].sum() == 2 * least(graph, number)  # each tie frustrates two


@pytest.mark.parametrize("number", [2, 3])
def test_nobody_would_be_better_off_in_another_camp(number: int) -> None:
    chance = random.Random(7)
    names = [f"n{i:02}" for i in range(60)]
    pairs = [pair for pair in combinations(names, 2) if chance.random() < 0.1]
    graph = made(*(("one", a, chance.choice(["backs", "struck"]), b) for a, b in pairs))
    frame = camps(graph, number=number)
    camp, signed = dict(zip(frame["id"], frame["camp"], strict=True)), signed_network(graph)
    assert set(frame["component"]) == {1}
    for node in signed:
        pull = dict.fromkeys(range(1, number + 1), 0)
        for other, data in signed[node].items():
            pull[camp[other]] += data["weight"]
        assert pull[camp[node]] == max(pull.values())


def test_nobody() -> None:
    frame = camps(made())
    assert (len(frame), math.isnan(frame.attrs["frustration"])) == (0, True)


def test_no_camps_are_refused() -> None:
    with pytest.raises(ValueError, match="1 or more, not 0"):
        camps(made(*rows("ab", "")), number=0)
