"""Relations and entity types, as `ontology/schema/*.ttl` defines them.

The Turtle files are read once a process (a few milliseconds). Names are local names: `kg:struck` is "struck".
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.resources import ontology
from kg.wording import did_you_mean

NAMESPACE = "https://w3id.org/geokg/ontology#"

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SYMMETRIC = "http://www.w3.org/2002/07/owl#SymmetricProperty"
_EVENT = NAMESPACE + "EventRelation"
_STRUCTURAL = NAMESPACE + "StructuralRelation"


class OntologyError(ValueError):
    """The schema lacks something; the message says what of which term."""


@dataclass(frozen=True, slots=True)
class Example:
    """A `sentence` that expresses a relation, and the names in it of `subject` and `object`."""

    sentence: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the ontology: its `name` ("struck"), `label`, `definition` and `example`.

    `domain` and `range` are names of entity types: what its subject and object can be. `symmetric` relations go both
    ways ("metWith"). `parent` is the relation of which it is a sub-property ("backs" of "armed"). Event relations have
    a `plover_root` ("ASSAULT"), a `quad_class` (1 to 4) and `cameo_roots` ("19"); structural ones have none. `heading`
    is the group under which it is listed and scored: "Material conflict", …, "Structure".
    """

    name: str
    label: str
    definition: str
    example: Example
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    parent: str | None
    plover_root: str | None
    quad_class: int | None
    cameo_roots: tuple[str, ...]
    heading: str

    @property
    def iri(self) -> str:
        """The full identifier."""
        return NAMESPACE + self.name

    def allows(self, subject_type: str, object_type: str) -> bool:
        """Whether entities of `subject_type` and `object_type` can be its subject and object."""
        return subject_type in self.domain and object_type in self.range


@dataclass(frozen=True, slots=True)
class PloverRoot:
    """A root category of PLOVER: its `name` ("ASSAULT"), `definition` and `quad_class` (1 to 4).

    `goldstein` places its events between conflict (-10) and cooperation (10), after Goldstein's scale as it was carried
    over to CAMEO; `ontology/schema/goldstein.ttl` has the source and how it was derived.
    """

    name: str
    definition: str
    quad_class: int
    goldstein: float


@dataclass(frozen=True, slots=True)
class EntityType:
    """One of the types that every entity has exactly one of: its `name` ("ArmedGroup"), `label` and `definition`."""

    name: str
    label: str
    definition: str


@functools.cache
def relations() -> dict[str, Relation]:
    """All relations by name, in the order of the names."""
    schema = _schema()
    found = [*schema.subjects(_RDF + "type", _EVENT), *schema.subjects(_RDF + "type", _STRUCTURAL)]
    return {_local(iri): _relation(schema, iri) for iri in sorted(found)}


@functools.cache
def of_quad_class(number: int) -> frozenset[str]:
    """The names of the relations of a quad class by its `number`, 1 to 4 (4: material conflict)."""
    return frozenset(name for name, relation in relations().items() if relation.quad_class == number)


def check_relation(name: str) -> Relation:
    """The relation of a `name` ("struck"). Raises ValueError, which suggests the nearest ones."""
    found = relations().get(name)
    if found is None:
        near = did_you_mean(name, relations()) or f"; the relations are {', '.join(relations())}"
        raise ValueError(f"there is no relation {name!r}{near}")
    return found


@functools.cache
def terms() -> frozenset[str]:
    """The names of everything that the schema defines: relations, types, statuses, properties, codes."""
    return frozenset(_local(iri) for iri in _schema().defined() if iri.startswith(NAMESPACE))


@functools.cache
def plover_roots() -> dict[str, PloverRoot]:
    """All roots of PLOVER by name ("ASSAULT"), in the order of the names."""
    schema = _schema()
    return {_local(iri): _root(schema, iri) for iri in sorted(schema.subjects(_RDF + "type", NAMESPACE + "PloverRoot"))}


@functools.cache
def types() -> dict[str, EntityType]:
    """All entity types by name, in the order of the names."""
    schema = _schema()
    return {
        _local(iri): EntityType(_local(iri), schema.one(iri, _RDFS + "label"), schema.one(iri, _SKOS + "definition"))
        for iri in schema.types()
    }


class _Schema:
    """The triples of some Turtle files, by subject and predicate."""

    def __init__(self, paths: list[Path]) -> None:
        self._objects: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._subjects: dict[tuple[str, str], list[str]] = defaultdict(list)
        for path in paths:
            for subject, predicate, target in self._read(path):
                self._objects[subject, predicate].append(target)
                self._subjects[predicate, target].append(subject)

    @staticmethod
    def _read(path: Path) -> Iterator[tuple[str, str, str]]:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            triple = quad.triple
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
                yield triple.subject.value, triple.predicate.value, triple.object.value

    def objects(self, subject: str, predicate: str) -> list[str]:
        return self._objects.get((subject, predicate), [])

    def defined(self) -> set[str]:
        return {subject for subject, _ in self._objects}

    def subjects(self, predicate: str, target: str) -> list[str]:
        return self._subjects.get((predicate, target), [])

    def optional(self, subject: str, predicate: str) -> str | None:
        values = self.objects(subject, predicate)
        return values[0] if values else None

    def one(self, subject: str, predicate: str) -> str:
        values = self.objects(subject, predicate)
        if len(values) != 1:
            what = f"{_local(subject)} has {len(values)} values of {_local(predicate)} where one is needed"
            raise OntologyError(f"{ontology('schema')}: {what}")
        return values[0]

    def types(self) -> list[str]:
        return sorted(self.subjects(_RDF + "type", NAMESPACE + "EntityType"))

    def leaves(self, cls: str) -> frozenset[str]:
        """Names of the entity types at or under a class."""
        reached: set[str] = set()
        waiting = [cls]
        while waiting:
            current = waiting.pop()
            if current not in reached:
                reached.add(current)
                waiting.extend(self.subjects(_RDFS + "subClassOf", current))
        return frozenset(_local(iri) for iri in reached.intersection(self.types()))


@functools.cache
def _schema() -> _Schema:
    return _Schema(sorted(ontology("schema").glob("*.ttl")))


def _relation(schema: _Schema, iri: str) -> Relation:
    parent = schema.optional(iri, _RDFS + "subPropertyOf")
    root = schema.optional(iri, NAMESPACE + "ploverRoot")
    quad = schema.optional(iri, NAMESPACE + "quadClass")
    return Relation(
        name=_local(iri),
        label=schema.one(iri, _RDFS + "label"),
        definition=schema.one(iri, _SKOS + "definition"),
        example=Example(
            schema.one(iri, _SKOS + "example"),
            schema.one(iri, NAMESPACE + "exampleSubject"),
            schema.one(iri, NAMESPACE + "exampleObject"),
        ),
        domain=schema.leaves(schema.one(iri, _RDFS + "domain")),
        range=schema.leaves(schema.one(iri, _RDFS + "range")),
        symmetric=_SYMMETRIC in schema.objects(iri, _RDF + "type"),
        parent=_local(parent) if parent else None,
        plover_root=_local(root) if root else None,
        quad_class=int(schema.one(quad, _SKOS + "notation")) if quad else None,
        cameo_roots=tuple(sorted(schema.objects(iri, _SKOS + "notation"))),
        heading=schema.one(quad or _STRUCTURAL, _RDFS + "label"),
    )


def _root(schema: _Schema, iri: str) -> PloverRoot:
    return PloverRoot(
        name=_local(iri),
        definition=schema.one(iri, _SKOS + "definition"),
        quad_class=int(schema.one(schema.one(iri, NAMESPACE + "quadClass"), _SKOS + "notation")),
        goldstein=float(schema.one(iri, NAMESPACE + "goldstein")),
    )


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]
