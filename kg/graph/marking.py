"""Errors in queries, with the place marked.

Oxigraph's parser tells how far it could read, but looks ahead by the length of the keyword that it hoped for;
rdflib's parser tells where the construct begins that it could not read. The later of the two is the better place.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pyoxigraph as ox
import pyparsing
from rdflib.plugins.sparql.parser import parseQuery

from kg.graph.errors import QueryError
from kg.graph.namespaces import PREFIXES
from kg.graph.sparql import bare, prologue

_OXIGRAPH = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_KEYWORD = re.compile(r"[A-Za-z_]+")
_CLASS = re.compile(r"\[[^\]]*\]")  # of characters, in Oxigraph's messages
_PREFIXED = re.compile(r"([A-Za-z][\w.-]*)?:[\w%.-]*")
_SERVICE = re.compile("service", re.IGNORECASE)
_LONGEST = 500  # characters of a server's message that are shown
_WORD = re.compile(r"""[?$]?\w+|<[^\s>]*>?|\S""")


class _Place(NamedTuple):
    offset: int
    reason: str


def explain(query: str, error: SyntaxError) -> QueryError:
    """A parser's error about `prologue(query) + query` as one about `query`, with its line and a mark below."""
    text = prologue(query) + query
    head = len(text) - len(query)
    message = str(error)
    found = _OXIGRAPH.search(message)
    if found is None:  # from another server, whose messages have another form
        found = _OXIGRAPH.search(_local_error(text))
    place = _from_oxigraph(text, int(found[1]), int(found[2]), found[3]) if found else None
    second = _from_rdflib(text)
    if second is not None and (place is None or second.offset > place.offset):
        place = second
    if place is None:
        return QueryError(f"wrong query: {message[:_LONGEST]}")
    end = len(query.rstrip())
    offset, reason = min(max(place.offset - head, 0), end), place.reason
    if not reason and offset == end > 0:
        offset, reason = _at_the_end(query, end, None if second is None else second.offset - head)
    if not reason:
        reason = _unexpected(query, offset)
    line = query.count("\n", 0, offset) + 1
    column = offset - (query.rfind("\n", 0, offset) + 1) + 1
    shown = (query.splitlines() or [""])[line - 1].expandtabs(1)
    return QueryError(
        f"wrong query, line {line}, column {column}: {reason}\n    {shown}\n    {' ' * (column - 1)}^",
        line=line,
        column=column,
    )


def _local_error(text: str) -> str:
    """What Oxigraph's parser says of a query that another server refused; nothing where it finds no fault."""
    if _SERVICE.search(text):  # asking the empty store would ask that service
        return ""
    try:
        ox.Store().query(text)
    except SyntaxError as error:
        return str(error)
    return ""


def _from_oxigraph(text: str, line: int, column: int, reason: str) -> _Place:
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    offset = (starts[line - 1] if line <= len(starts) else len(text)) + column - 1
    if "Prefix not found" in reason:
        # The parser stops behind the name, so the last unknown one before that place is meant.
        names = [found for found in _PREFIXED.finditer(text, 0, offset) if (found[1] or "") not in PREFIXES]
        if names:
            return _Place(names[-1].start(), _unknown_prefix(names[-1][1] or ""))
    hoped = re.sub(r"^expected (one of )?", "", reason.replace("\n", " "))
    items = [item.strip(" |") for item in _CLASS.sub("", hoped).split(", ")]
    sentences = [item for item in items if len(item.split()) > 3]
    keywords = [item for item in items if _KEYWORD.fullmatch(item)]
    if keywords and len(keywords) == len(list(filter(None, items))) and not re.search(r"\['", hoped):
        offset -= min(map(len, keywords))  # it has looked ahead by so much
    return _Place(offset, "; ".join(sentences))


def _from_rdflib(text: str) -> _Place | None:
    try:
        parseQuery(text)
    except pyparsing.ParseBaseException as error:
        return _Place(error.loc, "")
    except Exception:  # the parser is only asked for a better place; its own failures do not matter
        return None
    return None


def _at_the_end(query: str, end: int, second: int | None) -> tuple[int, str]:
    """Place and perhaps reason where one parser has read on to the end, and the other (if at all) to `second`."""
    if second is None:
        return end, "it can be read, but means nothing: is a variable bound twice, or selected and not grouped by?"
    quote = re.search("[\"']", bare(query))
    if quote:
        return quote.start(), "the string that begins here does not end"
    return (second, "") if 0 <= second < end else (end, "the query ends too early")


def _unexpected(query: str, offset: int) -> str:
    """What is wrong at a place where a parser could not go on."""
    if not query.strip():
        return "the query is empty"
    prefixed = _PREFIXED.match(query, offset)
    if prefixed and (prefixed[1] or "") not in PREFIXES:
        return _unknown_prefix(prefixed[1] or "")
    found = _WORD.search(query, offset)
    if found is None:
        return "the query ends too early"
    if not query[:offset].strip():
        return f"a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE (or PREFIX), not with {found[0]!r}"
    return f"{found[0]!r} is not expected here"


def _unknown_prefix(prefix: str) -> str:
    return f"unknown prefix {prefix}: (declare it: PREFIX {prefix}: <…>); known are {', '.join(PREFIXES)}"
