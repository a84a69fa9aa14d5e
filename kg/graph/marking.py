"""Errors in queries, with the place marked.

Oxigraph's parser tells how far it could read, but looks ahead by the length of the keyword that it hoped for;
rdflib's parser tells where the construct begins that it could not read. The later of the two is the better place.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pyparsing
from rdflib.plugins.sparql.parser import parseQuery

from kg.graph.errors import QueryError
from kg.graph.namespaces import PREFIXES
from kg.graph.sparql import prologue

_OXIGRAPH = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_KEYWORD = re.compile(r"expected ([A-Z]+)$")
_PREFIXED = re.compile(r"([A-Za-z][\w.-]*)?:[\w%.-]*")
_WORD = re.compile(r"""[?$]?\w+|<[^\s>]*>?|\S""")


class _Place(NamedTuple):
    offset: int
    reason: str


def explain(query: str, error: SyntaxError) -> QueryError:
    """A parser's error about `prologue(query) + query` as one about `query`, with its line and a mark below."""
    message = str(error)
    found = _OXIGRAPH.search(message)
    text = prologue(query) + query
    head = len(text) - len(query)
    place = _from_oxigraph(text, int(found[1]), int(found[2]), found[3]) if found else None
    second = _from_rdflib(text)
    if second is not None and (place is None or second.offset > place.offset):
        place = second
    if place is None:
        return QueryError(f"wrong query: {message}")
    offset = min(max(place.offset - head, 0), len(query.rstrip()))
    line = query.count("\n", 0, offset) + 1
    column = offset - (query.rfind("\n", 0, offset) + 1) + 1
    shown = (query.splitlines() or [""])[line - 1].expandtabs(1)
    reason = place.reason or (_unexpected(query, offset) if found else message)
    return QueryError(
        f"wrong query, line {line}, column {column}: {reason}\n    {shown}\n    {' ' * (column - 1)}^",
        line=line,
        column=column,
    )


def _from_oxigraph(text: str, line: int, column: int, reason: str) -> _Place:
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    offset = (starts[line - 1] if line <= len(starts) else len(text)) + column - 1
    if "Prefix not found" in reason:
        # The parser stops behind the name, so the last unknown one before that place is meant.
        names = [found for found in _PREFIXED.finditer(text, 0, offset) if (found[1] or "") not in PREFIXES]
        if names:
            prefix = names[-1][1] or ""
            return _Place(
                names[-1].start(),
                f"unknown prefix {prefix}: (declare it: PREFIX {prefix}: <…>); known are {', '.join(PREFIXES)}",
            )
    keyword = _KEYWORD.search(reason)
    if keyword:
        return _Place(offset - len(keyword[1]), "")
    items = [item.strip() for item in re.sub(r"\[[^\]]*\]", "", reason.replace("\n", " ")).split(", ")]
    sentences = [item.rstrip(" |") for item in items if len(item.split()) > 3 and not item.startswith("expected")]
    return _Place(offset, "; ".join(sentences))


def _from_rdflib(text: str) -> _Place | None:
    try:
        parseQuery(text)
    except pyparsing.ParseBaseException as error:
        return _Place(error.loc, "")
    except Exception:  # the parser is only asked for a better place; its own failures do not matter
        return None
    return None


def _unexpected(query: str, offset: int) -> str:
    found = _WORD.search(query, offset)
    if not query.strip():
        return "the query is empty"
    if found is None or found.start() >= len(query.rstrip()):
        return "the query ends too early"
    word = found[0]
    if not query[:offset].strip():
        return f"a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE (or PREFIX), not with {word!r}"
    return f"{word!r} is not expected here"
