"""What `explain_name`, `bearers` and `identify` tell of a name."""

from __future__ import annotations

import pytest

from kg.actors import Actor, ActorBase
from kg.actors.linking import Linker
from kg.actors.lookup import UnknownActor, bearers, explain_name, identify


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(ActorBase.default())


def told(name: str, linker: Linker, date: str | None = None) -> dict[str, str]:
    return {row.what: row.known for row in reversed(explain_name(name, linker, date))}


def test_a_sure_name(linker: Linker) -> None:
    assert told("Kata’ib Hizballah", linker).keys() == {"links to"}
    assert "kataib-hezbollah" in told("Kata’ib Hizballah", linker)["links to"]


def test_a_capital(linker: Linker) -> None:
    rows = told("Tehran", linker)
    assert "Iran (iran)" in rows["links to"]
    assert "Tehran (tehran)" in rows["as a place"]
    assert [(actor.id, how) for actor, how in bearers("Tehran", linker)] == [
        ("iran", "“Tehran” stands for it, where it does not stand as a place"),
        ("tehran", "“Tehran” is a sure name"),
    ]


def test_an_ambiguous_name(linker: Linker) -> None:
    assert told("RSF", linker)["links to"].startswith("nothing by itself")
    assert sum("where the text speaks for it" in how for _, how in bearers("RSF", linker)) >= 2


def test_a_date_decides(linker: Linker) -> None:
    assert "george-w-bush" in told("President Bush", linker, "2003-03-20")["links to"]
    assert "george-h-w-bush" in told("President Bush", linker, "1991-01-17")["links to"]


def test_an_unknown_name_has_near_ones(linker: Linker) -> None:
    rows = told("Kataeb Hesbollah", linker)
    assert rows["links to"].startswith("nothing")
    assert "kataib-hezbollah" in rows["spelled nearly so"]
    assert bearers("Kataeb Hesbollah", linker) == []


def test_an_identifier(linker: Linker) -> None:
    assert told("https://w3id.org/geokg/actor/iran", linker) == {"identifies": "Iran (iran)"}
    assert [how for _, how in bearers("https://w3id.org/geokg/actor/iran", linker)] == ["its identifier"]


# Whom a person means

OTHERS = [
    Actor("red-dawn-brigade", "ArmedGroup", "Red Dawn Brigade", aliases=("RDB",)),
    Actor("red-dawn-battalion", "ArmedGroup", "Red Dawn Battalion", aliases=("RDB",)),
    Actor("https://example.org/dawn", "ArmedGroup", "Dawn of Elsewhere"),
    Actor("iran", "State", "Iran", aliases=("the Islamic republic",)),
]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("iran", "iran"),
        ("Iran", "iran"),
        ("Kataib Hizbollah", "kataib-hezbollah"),
        ("red-dawn-brigade", "red-dawn-brigade"),
        ("red dawn brigade", "red-dawn-brigade"),
        ("Dawn of Elsewhere", "https://example.org/dawn"),
        ("https://example.org/dawn", "https://example.org/dawn"),
    ],
)
def test_whom_a_person_means(linker: Linker, name: str, expected: str) -> None:
    assert identify(name, linker, OTHERS).id == expected


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "RDB",
            r"may mean Red Dawn Battalion \(red-dawn-battalion\), Red Dawn Brigade \(red-dawn-brigade\): give an id",
        ),
        ("Georgia", r"may mean .*Georgia \(georgia\)"),
        (
            "Red Dawn Brigadier",
            r"no actor 'Red Dawn Brigadier'; spelled nearly so: Red Dawn Brigade \(red-dawn-brigade\)",
        ),
        ("Qwertzuiop Xyx", r"^there is no actor 'Qwertzuiop Xyx'$"),
    ],
)
def test_who_is_not_clear(linker: Linker, name: str, message: str) -> None:
    with pytest.raises(UnknownActor, match=message):
        identify(name, linker, OTHERS)
