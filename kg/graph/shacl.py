"""Shapes as SPARQL queries: each constraint of `ontology/shapes/*.ttl` becomes one query that finds what breaks it.

A SHACL engine visits node after node; a query finds all offenders at once, which takes seconds instead of minutes on
a graph of ten thousand statements. The part of SHACL that is known here is told in `ontology/shapes/README.md`; a
shape that uses another part is refused.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.resources import ontology

SH = "http://www.w3.org/ns/shacl#"
SHAPE = "https://w3id.org/geokg/shapes#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"


class ShapeError(ValueError):
    """A shape uses a part of SHACL that is not known here, or lacks something."""


@dataclass(frozen=True, slots=True)
class Check:
    """A query that finds what breaks one constraint: `?this` is at fault, `?value` is what is wrong, if anything."""

    name: str
    component: str
    message: str
    query: str


@functools.cache
def shape_checks() -> tuple[Check, ...]:
    """The checks of the shapes, for the union of the documents' graphs together with the schema."""
    return tuple(_Shapes(ontology("shapes")).checks())


@functools.cache
def dataset_checks() -> tuple[Check, ...]:
    """The checks that reach over several graphs, for a dataset as it is; they give `?graph` too, where there is one."""
    return tuple(_Shapes(ontology("shapes")).dataset_checks())


_Value = Callable[[str], str]

_NODE_KINDS = {"IRI": "isIRI(?value)", "Literal": "isLiteral(?value)", "BlankNode": "isBlank(?value)"}

_FILTERS: dict[str, _Value] = {
    "datatype": lambda given: f"(isLiteral(?value) && DATATYPE(?value) = <{given}>)",
    "nodeKind": lambda given: _NODE_KINDS[given.removeprefix(SH)],
    "pattern": lambda given: f"(!isBlank(?value) && REGEX(STR(?value), {ox.Literal(given)}))",
    "minLength": lambda given: f"(!isBlank(?value) && STRLEN(STR(?value)) >= {int(given)})",
    "minInclusive": lambda given: f"(?value >= {given})",
    "maxInclusive": lambda given: f"(?value <= {given})",
}
"""Constraint of a value → the condition that a good value meets; an error in it counts as unmet."""

_ANNOTATIONS = {"path", "message"}
_NODE_SHAPE = {"targetClass", "property", "sparql"}


class _Shapes:
    def __init__(self, folder: Path) -> None:
        self.triples: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
        for path in sorted(folder.glob("*.ttl")):
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                subject, value = quad.subject, quad.object
                if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
                    raise ShapeError(f"{path}: {quad.triple}: shapes have no blank nodes")
                properties = self.triples.setdefault(subject.value, {})
                properties.setdefault(quad.predicate.value, []).append(value)

    def checks(self) -> Iterator[Check]:
        for shape in self._instances(SH + "NodeShape"):
            unknown = {name for name, _ in self._shacl(shape)} - _NODE_SHAPE
            if unknown:
                raise ShapeError(f"{shape}: sh:{min(unknown)} is not known here")
            target = f"?this a/{_SUBCLASS}* <{self._one(shape, 'targetClass')}> ."
            for prop in self._values(shape, "property"):
                yield from self._property(prop, target)
            for constraint in self._values(shape, "sparql"):
                head, where, body = self._select(constraint).partition("WHERE {")
                query = f"{head}{where} {target} {body}".replace("$this", "?this")
                yield self._check(constraint, "sparql", query)

    def dataset_checks(self) -> Iterator[Check]:
        for rule in self._instances(SHAPE + "DatasetRule"):
            yield self._check(rule, "sparql", self._select(rule))

    def _property(self, prop: str, target: str) -> Iterator[Check]:
        path = f"<{self._one(prop, 'path')}>"
        for name, given in self._shacl(prop):
            if name == "minCount" and int(given) == 1:
                query = f"SELECT DISTINCT ?this {{ {target} FILTER NOT EXISTS {{ ?this {path} ?any }} }}"
            elif name == "maxCount":
                query = (
                    f"SELECT ?this {{ {target} ?this {path} ?each }} "
                    f"GROUP BY ?this HAVING (COUNT(DISTINCT ?each) > {int(given)})"
                )
            elif name == "class":
                known = f"FILTER NOT EXISTS {{ ?value a ?class . ?class {_SUBCLASS}* <{given}> }}"
                query = f"SELECT DISTINCT ?this ?value {{ {target} ?this {path} ?value . {known} }}"
            elif name in _FILTERS:
                met = _FILTERS[name](given)
                unmet = f"FILTER(!COALESCE({met}, false))"
                query = f"SELECT DISTINCT ?this ?value {{ {target} ?this {path} ?value . {unmet} }}"
            elif name in _ANNOTATIONS:
                continue
            else:
                raise ShapeError(f"{prop}: sh:{name} {given} is not known here")
            yield self._check(prop, name, query)

    def _check(self, node: str, component: str, query: str) -> Check:
        return Check(node.removeprefix(SHAPE), component, self._one(node, "message"), query)

    def _select(self, node: str) -> str:
        """The query of a constraint, its prefixes declared."""
        prefixes = "".join(
            f"PREFIX {self._one(declaration, 'prefix')}: <{self._one(declaration, 'namespace')}>\n"
            for source in self._values(node, "prefixes")
            for declaration in sorted(self._values(source, "declare"))
        )
        return prefixes + self._one(node, "select")

    def _instances(self, cls: str) -> list[str]:
        return sorted(node for node, found in self.triples.items() if ox.NamedNode(cls) in found.get(_RDF_TYPE, []))

    def _shacl(self, node: str) -> Iterator[tuple[str, str]]:
        for predicate, values in self.triples.get(node, {}).items():
            if predicate.startswith(SH):
                yield from ((predicate.removeprefix(SH), value.value) for value in values)

    def _values(self, node: str, name: str) -> list[str]:
        return [value.value for value in self.triples.get(node, {}).get(SH + name, [])]

    def _one(self, node: str, name: str) -> str:
        values = self._values(node, name)
        if len(values) != 1:
            raise ShapeError(f"{node}: one sh:{name} is needed, there are {len(values)}")
        return values[0]
