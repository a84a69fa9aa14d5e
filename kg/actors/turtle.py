"""Actors from Turtle (or any RDF file): SKOS names, our classes or common ones, and where they belong.

@prefix kg: <https://w3id.org/geokg/ontology#> .
@prefix actor: <https://w3id.org/geokg/actor/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

actor:red-dawn-brigade a kg:ArmedGroup ; skos:prefLabel "Red Dawn Brigade" ;
    skos:altLabel "RDB", "Fajr Brigade" ; skos:hiddenLabel "Red Down Brigade" ;
    skos:broader actor:popular-mobilization-forces ; kg:basedIn actor:iraq .
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.actors.model import Actor
from kg.ontology import types
from kg.statements import ACTOR
from kg.untrusted import checked

_KG = "https://w3id.org/geokg/ontology#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
_WIKIDATA = "http://www.wikidata.org/entity/"
_LABELS = (
    _SKOS + "prefLabel",
    _RDFS + "label",
    "http://schema.org/name",
    "https://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
)
_ALIASES = (
    _SKOS + "altLabel",
    _SKOS + "hiddenLabel",
    "http://schema.org/alternateName",
    "https://schema.org/alternateName",
)
_PARENTS = (_SKOS + "broader", _KG + "memberOf", "http://www.w3.org/ns/org#subOrganizationOf")
_COUNTRY = (_KG + "basedIn", _KG + "locatedIn", _KG + "citizenOf")
_CLASSES = {  # local names of classes of FOAF, schema.org, ORG, Wikidata-like vocabularies
    "Person": "Person",
    "Country": "State",
    "State": "State",
    "Place": "Place",
    "City": "Place",
    "AdministrativeArea": "Place",
    "Organization": "Organization",
    "Organisation": "Organization",
    "FormalOrganization": "Organization",
    "GovernmentOrganization": "GovernmentBody",
}
_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}

_Term = ox.NamedNode | ox.Literal

SUFFIXES = frozenset(_FORMATS)


class TurtleError(ValueError):
    """A file of RDF cannot be read as actors; the message names file, line and mend."""


def read_turtle(path: Path) -> Iterator[Actor]:
    """The actors of an RDF file by IRI: every subject that has a label and is no property or class.

    English labels and those without a language are preferred; all others become aliases. Raises TurtleError.
    """
    try:
        syntax = _FORMATS[path.suffix.lower()]
        with path.open("rb") as file:
            quads = list(ox.parse(checked(file, syntax), format=syntax))
    except SyntaxError as error:
        where = f"{path}: line {error.lineno}" if error.lineno else str(path)
        raise TurtleError(f"{where}: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise TurtleError(f"{path}: {error}") from error
    nodes: dict[str, dict[str, list[_Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            nodes[quad.subject.value][quad.predicate.value].append(quad.object)
    found = False
    for iri in sorted(nodes):
        node = nodes[iri]
        labels = [text for predicate in _LABELS for text in _texts(node, predicate)]
        kind = _type(node)
        if not labels or kind is None:
            continue
        found = True
        names = [*labels[1:], *(text for predicate in _ALIASES for text in _texts(node, predicate))]
        same = [value for value in _iris(node, _SAME_AS) if value.startswith(_WIKIDATA)]
        yield Actor(
            id=_identifier(iri),
            type=kind,
            label=labels[0],
            aliases=tuple(dict.fromkeys(name for name in names if name != labels[0])),
            parents=tuple(_identifier(value) for predicate in _PARENTS for value in _iris(node, predicate)),
            country=next((_identifier(value) for predicate in _COUNTRY for value in _iris(node, predicate)), ""),
            wikidata=min(same, default="").removeprefix(_WIKIDATA),
        )
    if not found:
        raise TurtleError(f"{path}: no actor in it: give each a class (kg:ArmedGroup, …) and a skos:prefLabel")


def _texts(node: dict[str, list[_Term]], predicate: str) -> list[str]:
    """Literals of a property: without language and English ones first, then by language and text."""
    literals = [value for value in node.get(predicate, ()) if isinstance(value, ox.Literal)]
    literals.sort(key=lambda v: (v.language is not None and not v.language.startswith("en"), v.language or "", v.value))
    return [text for value in literals if (text := " ".join(value.value.split()))]


def _iris(node: dict[str, list[_Term]], predicate: str) -> list[str]:
    return sorted(value.value for value in node.get(predicate, ()) if isinstance(value, ox.NamedNode))


def _type(node: dict[str, list[_Term]]) -> str | None:
    """The entity type of a node; Organization where the classes do not tell, None for what is no actor."""
    classes = _iris(node, _RDF_TYPE)
    for iri in classes:
        if iri.startswith(_KG) and iri.removeprefix(_KG) in types():
            return iri.removeprefix(_KG)
    names = [iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1] for iri in classes]
    known = next((_CLASSES[name] for name in names if name in _CLASSES), None)
    if known is not None:
        return known
    if not classes or any(name in ("Concept", "NamedIndividual", "Thing", "Agent") for name in names):
        return "Organization"
    return None


def _identifier(iri: str) -> str:
    """The slug of an actor of ours; an actor from elsewhere keeps its IRI."""
    return iri.removeprefix(ACTOR)
