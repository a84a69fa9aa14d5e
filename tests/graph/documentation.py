"""Writes docs/queries.md: each named query with its answer on the made-up corpus of `tests/graph/factory.py`.

    python -m tests.graph.documentation

A test fails when the file is not what this writes.
"""

from __future__ import annotations

from pathlib import Path

from kg.graph import Graph
from kg.graph.named import NamedQuery, queries
from tests.graph.factory import BASE, corpus

FILE = Path(__file__).parents[2] / "docs" / "queries.md"

VALUES: dict[str, dict[str, str]] = {
    "about": {"actor": "river-brigade"},
    "at-place": {"place": "Tarn"},
    "between": {"actor": "Norland", "other": "Sudria"},
    "evidence": {"subject": "sudria", "relation": "backs", "object": "River Brigade"},
    "first-last": {"relation": "struck"},
    "members": {"actor": "Delta Union"},
    "names": {"actor": "norland"},
    "patrons": {"actor": "Marsh League"},
    "per-month": {"relation": "struck"},
    "proxies": {"actor": "sudria"},
    "said-by": {"actor": "norland"},
    "strikes": {"since": "2031-05-10", "until": "2031-05"},
    "timeline": {"actor": "hill-guard"},
}
"""Query → the parameters with which it is shown."""

_HEAD = """# Named queries

Questions that come up again and again, ready to be asked: `kg query STORE --name NAME`, with parameters as
`--param name=value`; in Python `graph.named_query("NAME", name=value)`. An actor is given by its slug
(`river-brigade`), its IRI or any of its names ("River Brigade", in any case); a relation by its name (`struck`); a date
as `2031-05-10`, `2031-05` or `2031`. Each query is a file in `ontology/queries/`; to change one, copy it.

The answers below are real, from a small graph of invented actors (the tests use it too): three newspapers
report on a war between the states of Norland and Sudria and the groups that they back.
"""


def render() -> str:
    """The whole file."""
    graph = Graph.in_memory(BASE)
    graph.add_all(corpus())
    return _HEAD + "".join(_section(graph, query) for query in queries().values())


def _section(graph: Graph, query: NamedQuery) -> str:
    values = VALUES.get(query.name, {})
    answer = graph.named_query(query.name, **values)
    call = f"kg query STORE --name {query.name}" + "".join(
        f' --param {name}="{value}"' if " " in value else f" --param {name}={value}" for name, value in values.items()
    )
    parameters = "".join(
        f"- `{p.name}` ({p.type}{', optional' if p.optional else f', {p.default} unless given' if p.default else ''}): "
        f"{p.help}\n"
        for p in query.parameters
    )
    explanation = f"{query.help}\n\n" if query.help else ""
    return (
        f"\n## {query.name}: {query.title[0].lower() + query.title[1:]}\n\n{explanation}"
        f"{parameters + chr(10) if parameters else ''}```\n{call}\n```\n\n{answer.to_markdown()}"
    )


if __name__ == "__main__":
    FILE.write_text(render(), "utf-8")
