"""Sides: for whom an actor speaks. What a spokesman tells of its own side's acts is the side's own word."""

from __future__ import annotations

from collections.abc import Container, Iterable

from kg.actors.model import iri
from kg.extraction.candidate import Candidate
from kg.extraction.mention import Entity, Mention

_AFFILIATIONS = frozenset({"leads", "officialOf", "memberOf", "citizenOf"})
_AVOWALS = frozenset({"endorsed", "pledgedTo", "condemned", "rejected"})
_UMBRELLAS = frozenset({"Organization", "ArmedGroup"})
_BODIES = frozenset({"GovernmentBody", "ArmedGroup"})


class Sides:
    """The sides of one document's actors, from the offices and memberships that it tells and the actor base knows."""

    def __init__(
        self, candidates: Iterable[Candidate], posts: Container[str] = (), author: Entity | None = None
    ) -> None:
        """`posts` are nouns that name a post; `author` is who publishes the document: its officials speak for it."""
        self._posts = posts
        self._author = author
        self._reach: dict[str, set[str]] = {}  # actor → whom it leads, serves or belongs to
        self._serves: dict[str, set[str]] = {}  # … in an office
        for candidate in candidates:
            subject, of = candidate.subject.entity, candidate.object.entity
            if candidate.relation not in _AFFILIATIONS or subject is None or of is None:
                continue
            if candidate.relation == "citizenOf" and subject.type not in _BODIES:
                continue  # a citizen does not speak for the state
            self._reach.setdefault(subject.id, set()).add(of.id)
            if candidate.relation in ("leads", "officialOf"):
                self._serves.setdefault(subject.id, set()).add(of.id)
        for _ in range(2):
            for mine in self._reach.values():
                for other in sorted(mine):
                    mine |= self._reach.get(other, set())

    def own(self, speaker: Mention, subject: Mention, relation: str = "") -> bool:
        """Whether the subject's acts are those of the speaker's own side."""
        if speaker.entity is None or subject.entity is None:
            return False
        if self._one(speaker.entity, subject.entity):
            return True
        for owner in (subject.owner, speaker.owner):  # "his men", "a spokesman of the group"
            other = speaker if owner is subject.owner else subject
            if (
                owner is not None
                and owner.entity is not None
                and other.entity is not None
                and self._one(other.entity, owner.entity)
            ):
                return owner is subject.owner or speaker.type in ("Person", "GovernmentBody")
        if relation in _AVOWALS and self._unplaced(speaker) and subject.entity.type in ("State", "GovernmentBody"):
            return True  # "the minister said Poland was grateful": whose else?
        if (
            speaker.noun.endswith(("spokesman", "spokeswoman", "spokesperson"))
            and subject.kind == "nominal"
            and subject.definite
        ):
            # a spokesman's "the minister" is the minister for whom he speaks
            return (
                subject.type == "Person"
                and subject.owner is None
                and subject.entity.actor is None
                and subject.noun in self._posts
            )
        return self._author is not None and subject.entity is self._author

    def _unplaced(self, speaker: Mention) -> bool:
        """Whether a speaker holds a post of which the text does not say whose."""
        entity = speaker.entity
        if entity is None or entity.id in self._reach or _known(entity) or speaker.owner is not None:
            return False
        return speaker.noun in self._posts or any(noun in self._posts for noun in entity.nouns)

    def _one(self, speaker: Entity, subject: Entity) -> bool:
        if speaker is subject or speaker.id == subject.id:
            return True
        if subject.id in self._reach.get(speaker.id, set()) | _known(speaker):
            return True
        if self._states(speaker) & self._states(subject):
            return True
        umbrellas = {speaker.id} if speaker.type in _UMBRELLAS else set()
        umbrellas |= self._serves.get(speaker.id, set())
        return bool(umbrellas & self._reach.get(subject.id, set())) and subject.type != "Person"

    def _states(self, entity: Entity) -> set[str]:
        """The states whose government an actor is, belongs to or serves."""
        if entity.type == "State":
            return {entity.id}
        found = set(self._serves.get(entity.id, ()))
        if entity.type == "GovernmentBody":
            found |= self._reach.get(entity.id, set())
        if entity.type in ("Person", "GovernmentBody"):
            found |= _known(entity)
        return found


def _known(entity: Entity) -> set[str]:
    """The actors whose side an actor of the base is on: its state, its offices, its umbrella."""
    actor = entity.actor
    if actor is None or actor.type not in ("Person", "GovernmentBody"):
        return set()
    country = actor.country if actor.type == "GovernmentBody" or actor.offices else ""
    return {iri(i) for i in (country, *actor.parents, *(office.of for office in actor.offices)) if i}
