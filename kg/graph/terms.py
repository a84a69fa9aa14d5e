"""RDF terms as Python values, and Python values as RDF terms."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import rdflib

from kg.graph.errors import QueryError
from kg.graph.namespaces import XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_CONVERTERS: dict[str, Callable[[str], Any]] = {
    XSD + "integer": int,
    XSD + "decimal": float,
    XSD + "double": float,
    XSD + "float": float,
    XSD + "boolean": lambda text: text in ("true", "1"),
}


def to_python(term: Term | None) -> Any:
    """Numbers and booleans as such, everything else (IRIs, texts, dates) as a string; None where unbound."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        convert = _CONVERTERS.get(term.datatype.value)
        if convert is None:
            return term.value
        try:
            return convert(term.value)
        except ValueError:
            return term.value
    if isinstance(term, ox.NamedNode):
        return term.value
    return str(term)


def to_term(value: object) -> ox.NamedNode | ox.Literal:
    """The RDF term of a Python value, an rdflib or an Oxigraph term. A plain string is a literal, not an IRI."""
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    if isinstance(value, rdflib.URIRef):
        return iri(str(value))
    if isinstance(value, rdflib.Literal):
        if value.language:
            return ox.Literal(str(value), language=value.language)
        return ox.Literal(str(value), datatype=ox.NamedNode(str(value.datatype)) if value.datatype else None)
    if isinstance(value, str | bool | int | float):
        return ox.Literal(value)
    if isinstance(value, Decimal):
        return ox.Literal(f"{value:f}", datatype=ox.NamedNode(XSD + "decimal"))
    if isinstance(value, datetime.datetime):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(XSD + "dateTime"))
    if isinstance(value, datetime.date):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(XSD + "date"))
    raise QueryError(f"a parameter cannot be a {type(value).__name__}; use a string, number, date, or an rdflib term")


def iri(text: str) -> ox.NamedNode:
    """A checked IRI. Raises QueryError."""
    try:
        return ox.NamedNode(text)
    except ValueError as error:
        raise QueryError(f"{text!r} is no IRI: {error}") from error
