"""Selectional restrictions: pairs of actors that a pattern finds and that nobody would mean.

The types that a relation takes stand in the ontology, and those that an entry asks for in the lexicon (`only`); here is
what depends on both sides, or on how a side was found. Each rule is a question with one of the sentences that it is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import Entry
from kg.extraction.mention import Entity
from kg.ontology import Relation

if TYPE_CHECKING:
    from kg.extraction.candidate import Filler

_GOING = frozenset("leave exit quit depart vacate evacuate abandon flee".split())
_MAKES = frozenset("rocket missile drone".split())
_NEEDING = frozenset("require need".split())
_RULES = frozenset("administration government regime".split())
_JOINING = frozenset("member join belong".split())


def implausible(entry: Entry, relation: Relation, subject: Filler, object: Filler, construction: str) -> bool:
    """Whether the subject cannot have the relation to the object that an entry says."""
    doer, target = subject.mention.entity, object.mention.entity
    if doer is None or target is None or doer is target:
        return True
    owner = subject.mention.owner
    if owner is not None and owner.entity is target and object.how.startswith(("owner", "named")):
        return True  # "Egypt's ministry expressed Egypt's solidarity"
    if entry.kind == "prefix" and subject.how.startswith("doer of") and doer.type in ("State", "Place"):
        return True  # "its anti-government protests": the country is where they are
    if entry.lemma in _MAKES and construction == "nominal" and subject.mention.kind == "name" and doer.actor is None:
        return True  # "Fateh rockets": a make
    if entry.lemma in _NEEDING and subject.how.startswith(("doer of", "owner of")):
        return True  # "our efforts require support"
    match relation.name:
        case "protested":  # "Iraq's protests": the country is where they are
            return construction == "nominal" and subject.mention.type in ("State", "Place")
        case "leads":
            return _no_head(entry, doer, target)
        case "memberOf":  # "the American division of a firm"
            own = entry.kind == "noun" and subject.how.endswith("standing for it")
            return own or _no_part(entry, doer, target)
        case "basedIn":
            return doer.type == "State"  # a state is where it is
        case "locatedIn":  # "bases that house its forces"
            return doer.type == "State" and not target.named
        case "visited":  # "X's rockets landed in Y"
            return subject.how.startswith(("doer of", "owner of"))
        case "deployedTo":  # "served in that position"
            if entry.lemma in ("cross", "enter") and doer.type == "Population":
                return True  # "migrants crossed the sea"
            return entry.lemma == "serve" and object.mention.kind != "name"
        case "withdrewFrom":  # who leaves a town has no forces there
            return entry.lemma in _GOING and not entry.nouns and subject.mention.type in ("Population", "Person", "")
        case "killed" | "wounded":  # "an attack in which its soldier was killed"
            victim = object.mention.owner
            return subject.how.startswith("doer of") and victim is not None and victim.entity is doer
    return False


def _no_head(entry: Entry, leader: Entity, led: Entity) -> bool:
    if led.type == "Place" and entry.kind == "compound":
        return True
    # no state leads another, no law an administration
    return leader.type != "Person" and (led.type == "State" or entry.lemma in _RULES)


def _no_part(entry: Entry, member: Entity, whole: Entity) -> bool:
    if whole.type == "Population":
        return not whole.named  # "the men's division"
    if entry.lemma == "part" and whole.type == "GovernmentBody":
        return member.type not in ("ArmedGroup", "GovernmentBody")  # "the brigade is part of the army"
    return whole.type in ("State", "GovernmentBody", "Place") and entry.lemma not in _JOINING
