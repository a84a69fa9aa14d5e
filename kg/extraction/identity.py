"""Identity: the entity that bears a name, and the entity of an actor without one."""

from __future__ import annotations

import hashlib

from kg.actors.names import key, slug
from kg.extraction.discourse import Discourse
from kg.extraction.mention import Entity, Mention
from kg.statements import ACTOR


def own_entity(mention: Mention, talk: Discourse) -> Entity:
    """The entity that bears exactly this name."""
    actor = mention.actor
    if mention.noun == "people" and actor is not None:  # "Iraqis": a population of the state
        name = f"{actor.adjectives[0] if actor.adjectives else actor.label} people"
        return talk.entities.setdefault(ACTOR + slug(name), Entity(ACTOR + slug(name), name, "Population", plural=True))
    identifier = actor.iri if actor is not None else ACTOR + (slug(mention.label) or digest(mention.label))
    entity = talk.entities.get(identifier)
    if entity is None:
        entity = talk.entities[identifier] = Entity(
            identifier, mention.label if actor is None else actor.label, mention.type if actor is None else actor.type,
            actor, gender=mention.gender, plural=mention.plural,
        )  # fmt: skip
    return entity


def described(mention: Mention, document: str) -> Entity:
    """An actor without a name: one node a document and description."""
    label = mention.full or mention.label
    identifier = f"{ACTOR}{slug(label) or 'unnamed'}-{digest(document + '/' + key(label))}"
    entity = Entity(identifier, label, mention.type, named=False, gender=mention.gender, plural=mention.plural)
    add_nouns(entity, mention)
    entity.names.append(mention.label)
    entity.add_name(label)
    return entity


def add_nouns(entity: Entity, mention: Mention) -> None:
    """Remember by which noun an entity was described."""
    if mention.noun:
        entity.nouns.update({mention.noun, mention.noun.split()[-1]})


def digest(text: str) -> str:
    """A short stable hash, for what cannot be spelt in an identifier."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
