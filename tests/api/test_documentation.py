"""Everything public is described, and docs/api.md is what the docstrings say."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

import kg
from tests.api.documentation import FILE, INTERNAL, Item, items, lacking, members, modules, render, unnamed


def test_everything_public_is_described_and_its_parameters_are_named() -> None:
    assert lacking() == []


def test_the_page_is_up_to_date() -> None:
    assert FILE.read_text("utf-8") == render(), "refresh it: python -m tests.api.documentation"


def test_every_name_of_the_api_is_on_the_page() -> None:
    page = FILE.read_text("utf-8")
    for name in kg.__all__:
        heading = f"\n## kg.{name}\n" if inspect.ismodule(getattr(kg, name)) else f"\n### kg.{name}\n"
        assert heading in page


def test_packages_with_a_list_of_names_are_on_the_page() -> None:
    named = {module.__name__ for module in modules()}
    assert {"kg", "kg.graph", "kg.documents", "kg.actors", "kg.analysis"} <= named
    assert named.isdisjoint(INTERNAL)


def test_nothing_is_described_twice_or_names_this_machine() -> None:
    page = render()
    headings = [line for line in page.splitlines() if line.startswith("#")]
    assert len(headings) == len(set(headings))
    assert "0x" not in page  # addresses of objects
    assert str(FILE.parents[1]) not in page


def test_of_each_class_the_methods_are_listed() -> None:
    (graph,) = [item for _, offered in items() for item in offered if item.name == "kg.Graph"]
    names = [member.name.rpartition(".")[2] for member in members(graph)]
    assert {"in_memory", "query", "events", "dyads", "dataset", "close"} <= set(names)
    assert not any(name.startswith("_") for name in names)


# The check itself can fail.


def documented(first: int, second_one: int = 0) -> None:
    """Takes the first and `second_one`."""


def half(first: int, second: int) -> None:
    """Takes the first."""


def bare(first: int) -> None: ...


class Bare:
    @property
    def size(self) -> int:
        return 0


def item(value: Any) -> Item:
    signature = None if isinstance(value, property) else inspect.signature(value)
    return Item("x", value, signature)


def test_what_is_not_described_is_found() -> None:
    assert unnamed(item(documented)) == []
    assert unnamed(item(half)) == ["second"]
    assert unnamed(item(half), "the class has a second") == []
    assert (item(bare).text, unnamed(item(bare))) == ("", ["first"])
    (member,) = members(Item("x.Bare", Bare, None))
    assert (member.name, member.text) == ("x.Bare.size", "")


def test_the_docstring_that_dataclasses_make_is_none() -> None:
    from dataclasses import make_dataclass

    assert item(make_dataclass("Point", ["x", "y"])).text == ""


def test_it_is_told_what_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    before = lacking()
    monkeypatch.setattr(kg.Graph.close, "__doc__", None)
    monkeypatch.setattr(kg.Graph.query, "__doc__", "Ask in `query` with `parameters`.")
    assert [line for line in lacking() if line not in before] == [
        "kg.Graph.close has no docstring",
        "kg.Graph.query: its docstring does not name timeout",
        "kg.Graph.query: its docstring does not name limit",
    ]
