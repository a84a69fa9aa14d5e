"""The named queries of `ontology/queries/*.rq`: what they ask, their parameters, and how values are checked.

A file begins with comments that describe it:

    # title: Who backs whom
    # parameter: actor actor — the backer
    # parameter: since date? — only from this day on
    # parameter: steps integer = 2 — how far

A parameter has a name, a type (actor, relation, status, date, integer or text), and is needed unless its type ends in
`?` (then it is UNDEF, so it stands in a VALUES block) or a default is given. Other comment lines explain.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.documents.dates import check_date
from kg.graph.errors import QueryError
from kg.graph.namespaces import KG
from kg.graph.sparql import bind
from kg.graph.terms import iri
from kg.ontology import check_relation
from kg.resources import ontology
from kg.statements import check_statuses
from kg.wording import did_you_mean

__all__ = ["NamedQuery", "Parameter", "queries", "query"]

Resolver = Callable[[str], ox.NamedNode]

_PARAMETER = re.compile(r"(?P<name>\w+) (?P<type>\w+)(?P<optional>\?)?(?: = (?P<default>\S+))? — (?P<help>.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query: its `name`, its `type` (actor, relation, status, date, integer or text), what it
    is for (`help`), whether it is `optional`, and the `default`, if it has one."""

    name: str
    type: str
    help: str
    optional: bool = False
    default: str | None = None

    def term(self, value: object, resolve: Resolver) -> ox.NamedNode | ox.Literal | None:
        """The `value` as an RDF term, checked; `resolve` finds the actor that is meant. Raises QueryError."""
        if value is None or value == "":
            value = self.default
        if value is None:
            if self.optional:
                return None
            raise QueryError(f"the parameter {self.name} is needed: {self.help}")
        check = _CHECKS.get(self.type)
        if check is None:
            raise QueryError(f"the parameter {self.name} has the unknown type {self.type}")
        text = str(getattr(value, "iri", value)).strip()
        try:
            return check(text, resolve)
        except ValueError as error:
            raise QueryError(f"the parameter {self.name}: {error}") from None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that ships with the package: its `name`, `title`, `help` and `parameters`, and its `text` in SPARQL."""

    name: str
    title: str
    help: str
    parameters: tuple[Parameter, ...]
    text: str

    def bind(self, values: Mapping[str, object], *, resolve: Resolver) -> str:
        """The query's text with the `values` as terms; `resolve` finds the actors that are meant. Raises QueryError."""
        unknown = sorted(set(values) - {parameter.name for parameter in self.parameters})
        if unknown:
            known = ", ".join(parameter.name for parameter in self.parameters) or "none"
            raise QueryError(f"the query {self.name} has no parameter {', '.join(unknown)}; it has {known}")
        terms = {parameter.name: parameter.term(values.get(parameter.name), resolve) for parameter in self.parameters}
        return bind(self.text, terms)


@functools.cache
def queries() -> dict[str, NamedQuery]:
    """All named queries, by name."""
    return {path.stem: parse(path) for path in sorted(ontology("queries").glob("*.rq"))}


def query(name: str) -> NamedQuery:
    """The query of a `name`. Raises QueryError, which lists the names."""
    try:
        return queries()[name]
    except KeyError:
        near = did_you_mean(name, queries()) or f"; the names are {', '.join(queries())}"
        raise QueryError(f"there is no query named {name!r}{near}") from None


def parse(path: Path) -> NamedQuery:
    """The query in the file at `path`. Raises QueryError where its head is not as the module's docstring says."""
    title, explanation, parameters = "", [], []
    text = path.read_text("utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        comment = line.removeprefix("#").strip()
        key, _, value = comment.partition(": ")
        if key == "title":
            title = value
        elif key == "parameter":
            found = _PARAMETER.fullmatch(value)
            if not found:
                raise QueryError(f"{path}: line {number}: a parameter is `name type — help`, not {value!r}")
            parameters.append(
                Parameter(found["name"], found["type"], found["help"], bool(found["optional"]), found["default"])
            )
        elif comment:
            explanation.append(comment)
    if not title:
        raise QueryError(f"{path}: line 1: a query begins with `# title: …`")
    return NamedQuery(path.stem, title, " ".join(explanation), tuple(parameters), text)


def _actor(text: str, resolve: Resolver) -> ox.NamedNode:
    return resolve(text)


def _relation(text: str, _: Resolver) -> ox.NamedNode:
    local = text.removeprefix("kg:").removeprefix(KG)
    return iri(check_relation(local).iri)


def _status(text: str, _: Resolver) -> ox.NamedNode:
    local = text.removeprefix("kg:").removeprefix(KG)
    check_statuses(local)
    return iri(KG + local)


def _date(text: str, _: Resolver) -> ox.Literal:
    # A string, since days, months and years are compared with each other: SPARQL cannot compare their types.
    return ox.Literal(check_date(text))


def _integer(text: str, _: Resolver) -> ox.Literal:
    try:
        return ox.Literal(int(text))
    except ValueError:
        raise ValueError(f"{text!r} is no whole number") from None


def _text(text: str, _: Resolver) -> ox.Literal:
    return ox.Literal(text)


_CHECKS: dict[str, Callable[[str, Resolver], ox.NamedNode | ox.Literal]] = {
    "actor": _actor, "relation": _relation, "status": _status, "date": _date, "integer": _integer, "text": _text,
}  # fmt: skip
