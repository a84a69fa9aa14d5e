"""FollowTheMoney: entities for Aleph, OpenAleph, OpenSanctions' tools and whatever else speaks that model.

What becomes what stands in `ontology/followthemoney.csv`. Only asserted statements are written: the model has no place
for who merely alleges a thing.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import ontology
from kg.actors.countries import alpha2_codes
from kg.actors.model import Actor
from kg.documents import Document
from kg.exports.base import Format
from kg.exports.errors import ExportError, ExportWarning
from kg.exports.part import Part
from kg.resources import ontology as ontology_path
from kg.statements import ACTOR, Participant, Statement

Entity = dict[str, Any]
"""As FollowTheMoney has it in JSON: `id`, `schema`, `properties` (name → list of texts)."""

_SCHEMATA = {
    "Person": ("Person", "LegalEntity", "Thing"),
    "Organization": ("Organization", "LegalEntity", "Thing"),
    "PublicBody": ("PublicBody", "Organization", "LegalEntity", "Thing"),
}
"""Schema of an actor → the schemata that it is of, itself the first."""

_RANGES = {
    "member": "LegalEntity", "organization": "Organization", "director": "LegalEntity", "employer": "Organization",
    "employee": "Person", "involved": "LegalEntity", "subject": "Thing", "object": "Thing",
}  # fmt: skip
"""Property → the schema that its values are of."""

_ID = re.compile(r"[A-Za-z0-9.-]+")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


class FollowTheMoney(Format):
    """One entity a line: actors, documents (as Article) and statements."""

    name = "followthemoney"
    label = "FollowTheMoney"
    use = "entities for Aleph and other tools of investigators"
    endings = (".ftm.json", ".ftm.jsonl", ".ftm")
    edges = True

    def write(self, part: Part, path: Path) -> None:
        if any(statement.status != "asserted" for statement in part.statements):
            raise ExportError(
                f"{self.label} has no place for what is only alleged, denied or feared: export asserted statements, "
                "or another format"
            )
        kinds = {iri: schema for iri, schema in _kinds(part).items() if schema is not None}
        said = [_statement(statement, kinds) for statement in part.statements]
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for entity in (*_actors(part, kinds), *map(_article, part.documents), *said):
                if entity is not None:
                    file.write(json.dumps(entity, ensure_ascii=False) + "\n")
        if left := said.count(None):
            what = "statements have" if left > 1 else "statement has"
            reason = "they tell of peoples, places or things, which it has no entities for"
            warnings.warn(
                f"{left:,} {what} no place in {self.label}: {reason}", ExportWarning, stacklevel=5
            )  # whoever called Graph.export


@dataclass(frozen=True, slots=True)
class _Form:
    """The schema of a relation's statements, and the properties for subject and object."""

    schema: str
    subject: str
    object: str


_LINK = _Form("UnknownLink", "subject", "object")


@functools.cache
def _forms() -> dict[str, _Form]:
    """By type and relation."""
    with ontology_path("followthemoney.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["term"]: _Form(row["schema"], row["subject"], row["object"]) for row in rows}


def _kinds(part: Part) -> dict[str, str | None]:
    """IRI → schema of the actors; None for those that there is no schema for."""
    types = {end.id: end.type for statement in part.statements for end in (statement.subject, statement.object)}
    types.update({actor.iri: actor.type for actor in part.actors})
    return {iri: form.schema if (form := _forms().get(type_)) else None for iri, type_ in types.items()}


def _actors(part: Part, kinds: dict[str, str]) -> Iterator[Entity]:
    from kg.graph.tables import names_of

    described: dict[str, Actor] = {actor.iri: actor for actor in part.actors}
    for statement in part.statements:
        for end in (statement.subject, statement.object):
            if end.id not in described:  # a file without default graph
                described[end.id] = Actor(end.id, end.type, end.label, end.names)
    for iri in sorted(described):
        if iri in kinds:
            actor = described[iri]
            label, *others = names_of(actor)
            known = part.look_up(iri)
            aliases = set(names_of(known)) if known else set()
            country = alpha2_codes().get(iri.removeprefix(ACTOR)) if actor.type == "State" else None
            yield _entity(
                _actor_id(iri),
                kinds[iri],
                name=[label],
                alias=[name for name in others if name in aliases],
                weakAlias=[name for name in others if name not in aliases],  # what only a text calls it
                country=[country.lower()] if country else [],
                wikidataId=[actor.wikidata] if _WIKIDATA.fullmatch(actor.wikidata) else [],
            )


def _article(document: Document) -> Entity:
    return _entity(
        _document_id(document.id),
        "Article",
        fileName=[document.id],
        title=[document.title],
        author=[document.author],
        publisher=[document.source],
        publishedAt=[document.published or ""],
    )


def _statement(statement: Statement, kinds: dict[str, str]) -> Entity | None:
    """The entity of a statement, or None where its actors have no schema that fits."""
    form = _forms().get(statement.relation, _LINK)
    if form.schema == "Event":
        return _event(statement, form, kinds)
    ends = (statement.subject, statement.object)
    if not all(end.id in kinds for end in ends):
        return None
    if not all(_fits(kinds[end.id], name) for end, name in zip(ends, (form.subject, form.object), strict=True)):
        form = _LINK
    return _entity(
        _statement_id(statement),
        form.schema,
        **{form.subject: [_actor_id(statement.subject.id)], form.object: [_actor_id(statement.object.id)]},
        role=[_words(statement.relation)],
        **_source(statement),
    )


def _event(statement: Statement, form: _Form, kinds: dict[str, str]) -> Entity | None:
    ends = (statement.subject, statement.object)
    involved = [_actor_id(end.id) for end in ends if end.id in kinds and _fits(kinds[end.id], form.subject)]
    if not involved:
        return None
    places: list[Participant | None] = [statement.place, *(end for end in ends if end.type == "Place")]
    return _entity(
        _statement_id(statement),
        form.schema,
        name=[f"{statement.subject.label} {_words(statement.relation)} {statement.object.label}"],
        **{form.subject: involved},
        location=[place.label for place in places if place is not None],
        **_source(statement),
    )


def _source(statement: Statement) -> dict[str, list[str]]:
    """When it was, and where it is said."""
    return {
        "date": [statement.date or ""],
        "summary": [statement.evidence],
        "recordId": [statement.id],
        "proof": [_document_id(statement.document)],
    }


def _entity(identifier: str, schema: str, **properties: list[str]) -> Entity:
    """Without empty properties; each value once."""
    filled = {name: list(dict.fromkeys(filter(str.strip, values))) for name, values in properties.items()}
    return {"id": identifier, "schema": schema, "properties": {k: v for k, v in filled.items() if v}}


def _fits(schema: str, name: str) -> bool:
    return _RANGES[name] in _SCHEMATA[schema]


def _words(relation: str) -> str:
    known = ontology.relations().get(relation)
    return known.label if known else relation


def _actor_id(iri: str) -> str:
    slug = iri.removeprefix(ACTOR)
    return f"geokg-{slug}" if slug != iri and _ID.fullmatch(slug) else f"geokg-actor.{_hash(iri)}"


def _document_id(identifier: str) -> str:
    return f"geokg-document.{_hash(identifier)}"


def _statement_id(statement: Statement) -> str:
    return f"geokg-statement.{statement.id}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
