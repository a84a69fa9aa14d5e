"""Actor and Office: entries of the actor base (columns as in ontology/README.md)."""

from __future__ import annotations

from dataclasses import dataclass

from kg.statements import ACTOR


def iri(identifier: str) -> str:
    """The IRI of a slug (`iran`, `actor:iran`); what is an IRI already is left as it is."""
    identifier = identifier.removeprefix("actor:")
    return identifier if ":" in identifier else ACTOR + identifier


@dataclass(frozen=True, slots=True)
class Office:
    """A post that a person holds or held: `role` ("president") of the actor `of`, from `start` to `end` (ISO dates,
    empty where open)."""

    role: str
    of: str
    start: str = ""
    end: str = ""

    def held_on(self, date: str) -> bool:
        """Whether it was held on an ISO date; a date or term of coarser grain counts as a whole."""
        length = len(date)
        return (not self.start or self.start[:length] <= date[: len(self.start)]) and (
            not self.end or date[: len(self.end)] <= self.end[:length]
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity of the actor base. `id` is the slug, or the whole IRI of one that another vocabulary names.

    `type` is an entity type of the ontology, `label` the preferred name. `aliases` always mean this entity, `adjectives`
    ("Iraqi"), `people` ("Iraqis") and `metonyms` ("Baghdad") often, `ambiguous` names where the context speaks for it.
    `parents` and `country` are ids of what it belongs to, `start` and `end` ISO dates of its time, `offices` the posts
    of a person, `gender` m, f or empty, `wikidata` the Q-number. ontology/README.md tells more.
    """

    id: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    country: str = ""
    start: str = ""
    end: str = ""
    offices: tuple[Office, ...] = ()
    gender: str = ""
    wikidata: str = ""

    @property
    def iri(self) -> str:
        """The full identifier."""
        return iri(self.id)

    def __repr__(self) -> str:
        from kg.views.cards import actor_line

        return actor_line(self)

    def _repr_html_(self) -> str:
        from kg.views.cards import actor_html

        return actor_html(self)
