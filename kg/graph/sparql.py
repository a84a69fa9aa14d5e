"""SPARQL text: our prefixes, and parameters bound as terms."""

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

_ESCAPED = re.compile(r"\\(?:\\(?P<letter>[uU])|.)|(?P<other>[^\x00-\x7F])")


def parameters_in(sparql: str) -> list[str]:
    """The names of the parameters (`$name`) of a query, in order of appearance."""
    return list(dict.fromkeys(found["name"] for found in _TOKEN.finditer(sparql) if found["name"]))


def bare(sparql: str) -> str:
    """The query with spaces for what is inside IRIs, strings and comments: as long as before."""
    return _TOKEN.sub(lambda found: found[0] if found["name"] else " " * len(found[0]), sparql)


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
        return "UNDEF" if term is None else written(term)

    return _TOKEN.sub(replace, sparql)


def written(term: ox.NamedNode | ox.Literal | ox.Triple) -> str:
    """A term or triple in SPARQL, in ASCII, such that every server reads the same.

    Some servers take an update for Latin-1. And SPARQL has `\\uXXXX` replaced before anything else is read, so also
    behind an escaped backslash, which other servers take for text: a `u` there is itself written as an escape.
    """
    return _ESCAPED.sub(_escape, str(term))


def _escape(found: re.Match[str]) -> str:
    if found["letter"]:
        return f"\\\\\\u{ord(found['letter']):04X}"
    if found["other"]:
        code = ord(found["other"])
        return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
    return found[0]


def prologue(sparql: str) -> str:
    """One line that declares those of our prefixes that the query may use; a query may declare them otherwise."""
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items() if f"{name}:" in sparql) + "\n"
