"""SPARQL text: our prefixes, parameters bound as terms, and errors with the place marked."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg.graph.errors import QueryError
from kg.graph.namespaces import PREFIXES

# What a `$` may not be searched in: IRIs, strings and comments; and then the parameters.
_TOKEN = re.compile(
    r"""<[^<>"{}|^`\\\s]*>"""
    r'''|"""(?:[^"\\]|\\.|"(?!""))*"""'''
    r"""|'''(?:[^'\\]|\\.|'(?!''))*'''"""
    r'''|"(?:[^"\\\n]|\\.)*"'''
    r"""|'(?:[^'\\\n]|\\.)*'"""
    r"""|\#[^\n]*"""
    r"""|\$(?P<name>\w+)""",
    re.DOTALL,
)
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PREFIXED = re.compile(r"([A-Za-z][\w.-]*)?:[\w%.-]*")


def parameters_in(sparql: str) -> list[str]:
    """The names of the parameters (`$name`) of a query, in order of appearance."""
    return list(dict.fromkeys(found["name"] for found in _TOKEN.finditer(sparql) if found["name"]))


def bind(sparql: str, parameters: Mapping[str, ox.NamedNode | ox.Literal | None]) -> str:
    """The query with each `$name` replaced by a term, in the query's own syntax (None: `UNDEF`, in a VALUES block).

    This is the pre-binding of SHACL-SPARQL: it works with every store, and no value can become anything but one
    term. Raises QueryError for a parameter that the query does not have, or that is not given.
    """
    known = parameters_in(sparql)
    unknown = sorted(set(parameters) - set(known))
    if unknown:
        has = "it has " + ", ".join(f"${name}" for name in known) if known else "it has none, written $name"
        raise QueryError(f"the query has no parameter {', '.join(unknown)}; {has}")
    missing = [name for name in known if name not in parameters]
    if missing:
        raise QueryError(f"the query needs a value for {', '.join('$' + name for name in missing)}")

    def replace(found: re.Match[str]) -> str:
        name = found["name"]
        if not name:
            return found[0]
        term = parameters[name]
        return "UNDEF" if term is None else str(term)

    return _TOKEN.sub(replace, sparql)


def prologue(sparql: str) -> str:
    """One line that declares those of our prefixes that the query may use; a query may declare them otherwise."""
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items() if f"{name}:" in sparql) + "\n"


def explain(sparql: str, error: SyntaxError) -> QueryError:
    """A parser's error about `prologue(sparql) + sparql`, with the line of the query and a mark below the place."""
    found = _PLACE.search(str(error))
    if found is None:
        return QueryError(f"wrong query: {error}")
    line, column, reason = int(found[1]) - 1, int(found[2]), found[3]
    lines = sparql.splitlines() or [""]
    if not 1 <= line <= len(lines):
        line, column = len(lines), len(lines[-1]) + 1
    text = lines[line - 1]
    message = f"wrong query, line {line}, column {column}: {_reason(reason, text, column)}"
    mark = " " * (column - 1) + "^"
    return QueryError(f"{message}\n    {text.expandtabs(1)}\n    {mark}", line=line, column=column)


def _reason(reason: str, text: str, column: int) -> str:
    if "Prefix not found" in reason:
        # The parser stops behind the name, so the last one before the mark is meant.
        names = [found[1] or "" for found in _PREFIXED.finditer(text) if found.start() < column]
        known = ", ".join(PREFIXES)
        name = next((name for name in reversed(names) if name not in PREFIXES), "")
        return f"unknown prefix {name}: — declare it (PREFIX {name}: <…>); known without that are {known}"
    expected = re.sub(r"\[[^\]]*\](?:\s*\|\s*)?", "", reason.replace("\n", " "))
    items = [item.strip() for item in expected.removeprefix("expected ").removeprefix("one of ").split(", ")]
    items = [item for item in items if item and item != "EOF"]
    sentences = [item for item in items if " " in item and not item.startswith('"')]
    if sentences:
        return "; ".join(sentences)
    if not items:
        return "this is not SPARQL"
    return "expected " + (" or ".join(items) if len(items) <= 8 else ", ".join(items[:8]) + ", …")
