"""What `explain_name` tells of a name."""

from __future__ import annotations

import pytest

from kg.actors.base import ActorBase
from kg.actors.linking import Linker
from kg.actors.lookup import explain_name


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(ActorBase.default())


def told(name: str, linker: Linker, date: str | None = None) -> dict[str, str]:
    return {row.what: row.known for row in reversed(explain_name(name, linker, date))}


def test_a_sure_name(linker: Linker) -> None:
    assert "kataib-hezbollah" in told("Kata’ib Hizballah", linker)["links to"]


def test_a_capital(linker: Linker) -> None:
    rows = told("Tehran", linker)
    assert "Iran (iran)" in rows["links to"]
    assert "Tehran (tehran)" in rows["as a place (“in …”)"]


def test_an_ambiguous_name(linker: Linker) -> None:
    rows = explain_name("RSF", linker)
    assert any(row.what == "links to" and row.known.startswith("nothing by itself") for row in rows)
    assert sum("speaks for it" in row.what for row in rows) >= 2


def test_a_date_decides(linker: Linker) -> None:
    assert "george-w-bush" in told("President Bush", linker, "2003-03-20")["links to"]
    assert "george-h-w-bush" in told("President Bush", linker, "1991-01-17")["links to"]


def test_an_unknown_name_has_near_ones(linker: Linker) -> None:
    rows = told("Kataeb Hesbollah", linker)
    assert rows["links to"].startswith("nothing")
    assert "kataib-hezbollah" in rows["spelled nearly so"]


def test_an_identifier(linker: Linker) -> None:
    assert "Kata" in told("kataib-hezbollah", linker).get("identifier of", "Kata")
    assert "Ukraine" in told("volodymyr-zelensky", linker).get("identifier of", "Ukraine")
