"""What changes between two periods."""

from __future__ import annotations

from typing import Any

import pytest

from kg.analysis import actor_changes, tie_changes
from kg.analysis.change import ACTOR_CHANGES, TIE_CHANGES
from tests.analysis.building import made

MAY, JUNE = "2031-05", "2031-06"


def change(*rows: tuple[Any, ...], **more: Any) -> dict[str, str]:
    frame = tie_changes(made(*rows), MAY, JUNE, **more)
    return {f"{a}{b}": str(what) for a, b, what in zip(frame["one"], frame["other"], frame["change"], strict=True)}


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ([], ["struck"], "appears"),
        (["backs"], [], "vanishes"),
        (["backs"], ["struck"], "turns hostile"),
        (["struck"], ["metWith"], "turns friendly"),
        (["struck"], ["struck", "metWith", "backs"], "turns friendly"),
        (["struck", "metWith"], ["struck"], "turns hostile"),
        (["struck", "metWith"], ["backs"], "turns friendly"),
        (["backs"], ["backs", "metWith"], "warms"),
        (["backs", "metWith"], ["backs"], "cools"),
        (["struck"], ["struck", "accused"], "cools"),
        (["struck", "accused"], ["struck"], "warms"),
        (["struck"], ["accused"], "stays"),
        (["backs"], ["backs", "struck"], "cools"),
        (["struck"], ["backs", "struck"], "warms"),
        (["struck", "metWith"], ["struck", "metWith"], "stays"),
    ],
)
def test_what_a_tie_does(before: list[str], after: list[str], what: str) -> None:
    rows = [("2031-05-10 a", "a", relation, "b") for relation in before]
    rows += [("2031-06-10 b", "b", relation, "a") for relation in after]
    assert change(*rows) == {"ab": what}


def test_a_row_in_full() -> None:
    graph = made(
        ("2031-05-10 x", "b", "struck", "a"), ("2031-05-11 x", "b", "struck", "a"), ("2031-05-11 x", "a", "metWith", "b"),
        ("2031-06-01 x", "a", "backs", "b"), ("2031-06-01 x", "a", "memberOf", "b"),
    )  # fmt: skip
    row = tie_changes(graph, MAY, JUNE).iloc[0].to_dict()
    assert [row.pop(name).rpartition("/")[2] for name in ("one_id", "other_id")] == ["a", "b"]
    assert row == {
        "one": "a", "other": "b", "change": "turns friendly",
        "cooperation_before": 1, "conflict_before": 2, "cooperation_after": 1, "conflict_after": 0, "difference": 2,
    }  # fmt: skip


def test_the_event_counts_before_the_document() -> None:
    row = ("2031-06-10 x", "a", "struck", "b", {"date": "2031-05-31"})
    assert change(row) == {"ab": "vanishes"}
    assert change(row, dates="event") == {"ab": "vanishes"}
    assert change(row, dates="published") == {"ab": "appears"}


def test_without_a_date_of_its_own_a_statement_has_that_of_its_document() -> None:
    row = ("2031-06-10 x", "a", "struck", "b")
    assert change(row) == {"ab": "appears"}
    assert change(row, dates="event") == {}
    assert change(("undated", "a", "struck", "b")) == {}


def test_what_may_lie_in_either_period_lies_in_none() -> None:
    assert change(("2031-06-10 x", "a", "struck", "b", {"date": "2031"})) == {}


def test_status_and_confidence_choose() -> None:
    alleged = ("2031-05-10 x", "a", "struck", "b", {"status": "alleged", "confidence": 0.6})
    assert change(alleged) == {}
    assert change(alleged, statuses="alleged") == {"ab": "vanishes"}
    assert change(alleged, statuses="alleged", min_confidence=0.7) == {}


def test_what_changed_most_comes_first() -> None:
    graph = made(
        ("2031-05-10 x", "a", "backs", "b"),
        *((f"2031-05-1{i} y", "a", "struck", "c") for i in range(3)),
        *((f"2031-06-1{i} y", "a", "struck", "d") for i in range(2)),
    )
    frame = tie_changes(graph, MAY, JUNE)
    assert frame["other"].tolist() == ["c", "d", "b"]
    assert frame["difference"].tolist() == [3, -2, -1]
    assert frame.attrs["documents"] == (4, 2)


def test_actors_come_and_go() -> None:
    graph = made(
        ("2031-05-10 x", "a", "struck", "b"), ("2031-05-11 x", "a", "struck", "hill:Place"),
        ("2031-06-10 x", "a", "struck", "c"), ("2031-06-10 x", "d:Person", "leads", "c"),
    )  # fmt: skip
    frame = actor_changes(graph, MAY, JUNE)
    rows = frame[["label", "change", "before", "after"]].to_numpy().tolist()
    assert rows == [
        ["c", "appears", 0, 1], ["d", "appears", 0, 1],
        ["b", "vanishes", 1, 0], ["hill", "vanishes", 1, 0],
        ["a", "stays", 2, 1],
    ]  # fmt: skip
    assert frame.attrs["documents"] == (2, 1)


def test_an_actor_of_two_statements_of_a_document_is_named_once_in_it() -> None:
    graph = made(("2031-05-10 x", "a", "struck", "b"), ("2031-05-10 x", "b", "struck", "a"))
    assert actor_changes(graph, MAY, JUNE)["before"].tolist() == [1, 1]


def test_the_kinds_of_change_are_fixed() -> None:
    for graph in (made(), made(("2031-05-10 x", "a", "struck", "b"))):
        assert tuple(tie_changes(graph, MAY, JUNE)["change"].cat.categories) == TIE_CHANGES
        assert tuple(actor_changes(graph, MAY, JUNE)["change"].cat.categories) == ACTOR_CHANGES


def test_bad_periods_and_dates_are_refused() -> None:
    with pytest.raises(ValueError, match="'spring' is no date"):
        tie_changes(made(), "spring", JUNE)
    with pytest.raises(ValueError, match="unknown kind of date 'read'; one of event, published, either"):
        tie_changes(made(), MAY, JUNE, dates="read")  # type: ignore[arg-type]
