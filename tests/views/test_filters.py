"""select(): which statements pass which filter."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from kg.views.filters import SelectionError, find_actor, fold, select

from .sample import ACTORS, DOCUMENTS, STATEMENTS, iri


def relations(**filters: object) -> list[str]:
    return [f"{s.subject.label} {s.relation} {s.object.label}" for s in select(STATEMENTS, **filters)]  # type: ignore[arg-type]


def test_without_filters_all_pass_in_their_order() -> None:
    assert select(iter(STATEMENTS)) == STATEMENTS


@pytest.mark.parametrize("name", ["Ana Petrov", "ana petrov", "Anna Petrova", "ana-petrov", iri("Ana Petrov")])
def test_an_actor_by_any_name(name: str) -> None:
    assert relations(actor=name) == ["Ana Petrov leads Norland"]


def test_depth_takes_the_statements_of_those_met() -> None:
    assert relations(actor="Joon Park", depth=1) == ["Joon Park officialOf Eastreich"]
    assert relations(actor="Joon Park", depth=2) == [
        "Eastreich memberOf League of Coasts",
        "Joon Park officialOf Eastreich",
    ]
    assert "Westia memberOf League of Coasts" in relations(actor="Joon Park", depth=3)


def test_other_filters_come_before_the_neighbourhood() -> None:
    assert relations(actor="Joon Park", depth=3, relations={"officialOf"}) == ["Joon Park officialOf Eastreich"]


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        ("2021-03-03", "2021-03-03", 2),  # the day itself, and what has only its year
        ("2021-05-18", "2021-05", 4),
        ("2021-12-25", None, 2),
        (None, "2021-03", 2),
        ("2022", None, 0),
        ("2021", "2021", 9),
    ],
)
def test_times_of_any_grain(since: str | None, until: str | None, count: int) -> None:
    assert len(select(STATEMENTS, since=since, until=until)) == count


def test_statuses_and_confidence() -> None:
    assert relations(statuses={"negated", "hypothetical"}) == ["Sudmark armed Harbour Front", "Westia struck Red Dawn"]
    assert relations(relations={"struck", "backs"}, min_confidence=0.8, actor="Harbour Front") == [
        "Norland struck Harbour Front"
    ]


def test_an_unknown_actor_is_told_with_its_neighbours() -> None:
    with pytest.raises(ValueError, match=r"no actor named 'Norlandia'.*did you mean Norland"):
        select(STATEMENTS, actor="Norlandia")


def test_aliases_of_the_base_are_known_where_it_is_given() -> None:
    assert find_actor(STATEMENTS, "Kingdom of the North", ACTORS) == iri("Norland")
    with pytest.raises(ValueError, match="no actor"):
        find_actor(STATEMENTS, "Kingdom of the North")


def test_no_statements_left_is_no_error() -> None:
    assert select(STATEMENTS, actor="Norland", relations={"expelled"}) == []


@pytest.mark.parametrize(("name", "folded"), [("Kata'ib", "kataib"), ("Al-Bāghūz", "al baghuz"), ("Ĳ  X", "ij x")])
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_what_has_no_date_counts_on_the_day_of_its_document() -> None:
    published = {document.id: document.published for document in DOCUMENTS if document.published}
    kept = select(STATEMENTS, since="2022", published=published)
    assert kept
    assert all(s.date is None and published[s.document].startswith("2022") for s in kept)


def test_an_actor_without_a_passing_statement_is_no_error() -> None:
    assert select(STATEMENTS, actor="Joon Park", statuses={"negated"}) == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"since": "spring"}, "'spring' is no date"),
        ({"since": "2022", "until": "2021-12"}, "the period ends before it begins: 2022 to 2021-12"),
        ({"relations": ["strukc"]}, "no relation 'strukc'; did you mean struck"),
        ({"statuses": ["sworn"]}, "unknown status 'sworn'"),
        ({"min_confidence": 70}, "between 0 and 1"),
        ({"depth": 0}, "1 or more"),
    ],
)
def test_wrong_filters_are_refused(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(SelectionError, match=re.escape(message)):
        select(STATEMENTS, **wrong)


def test_a_relation_of_the_statements_is_known() -> None:
    own = replace(STATEMENTS[0], relation="builtShipsFor")
    assert select([*STATEMENTS, own], relations=["builtShipsFor"]) == [own]
