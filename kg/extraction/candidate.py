"""Candidates: triples as read off one construction, and the fillers of a pattern's slots that they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.lexicon import Entry
from kg.extraction.mention import Mention
from kg.ontology import Relation

_GOING = frozenset("leave exit quit depart vacate evacuate abandon".split())
_MAX_OBJECTS = 12


@dataclass(slots=True, eq=False)
class Candidate:
    """A triple as read off one construction, before status, date and confidence."""

    relation: str
    subject: Mention
    object: Mention
    trigger: int
    weight: float
    how: str
    own_status: str = ""
    construction: str = "verb"


@dataclass(slots=True)
class Filler:
    """A mention that fills a slot, and how it was reached."""

    mention: Mention
    factor: float = 1.0
    how: str = ""
    status: str = ""  # that the deed was attributed with ("blamed X for the attack")
    trigger: int | None = None  # the attributing verb, where its status counts


def combine(
    entry: Entry,
    relation: Relation,
    subjects: list[Filler],
    objects: list[Filler],
    trigger: int,
    how: str,
    construction: str,
) -> Iterator[Candidate]:
    """Every subject with every object, but no actor with itself."""
    for subject in subjects:
        for filler in objects[:_MAX_OBJECTS]:
            if subject.mention.entity is filler.mention.entity:
                continue
            owner = subject.mention.owner
            if (
                owner is not None
                and owner.entity is filler.mention.entity
                and filler.how.startswith(("owner", "named"))
            ):
                continue  # "Egypt's ministry expressed Egypt's solidarity"
            if subject.mention.entity is None or filler.mention.entity is None:
                continue
            if (
                relation.name == "protested"
                and construction == "nominal"
                and subject.mention.type in ("State", "Place")
            ):
                continue  # "Iraq's protests": the country is where they are
            if relation.name == "leads" and subject.mention.entity.type != "Person":
                if filler.mention.entity.type == "State" or entry.lemma in ("administration", "government", "regime"):
                    continue  # no state leads another, no law an administration
            if entry.lemma == "serve" and relation.name == "deployedTo" and filler.mention.kind != "name":
                continue  # "served in that position"
            if relation.name == "memberOf" and filler.mention.entity.type == "Population":
                if not filler.mention.entity.named:
                    continue  # "the men's division"
            if relation.name == "basedIn" and subject.mention.entity.type == "State":
                continue  # a state is where it is
            if entry.lemma in _GOING and not entry.nouns and subject.mention.type in ("Population", "Person", ""):
                continue  # who leaves a town has no forces there
            owner = filler.mention.owner
            if (
                relation.name in ("killed", "wounded")
                and subject.how.startswith("doer of")
                and owner is not None
                and owner.entity is subject.mention.entity
            ):
                continue  # "an attack in which its soldier was killed"
            kind = filler.mention.entity.type if filler.mention.entity is not None else ""
            if (
                relation.name == "memberOf"
                and kind in ("State", "GovernmentBody", "Place")
                and entry.lemma not in ("member", "join", "belong")
            ):
                continue
            if relation.name == "leads" and kind == "Place" and entry.kind == "compound":
                continue
            reasons = [how, *filter(None, (subject.how, filler.how))]
            yield Candidate(
                entry.relation, subject.mention, filler.mention, trigger if subject.trigger is None else subject.trigger,
                entry.weight * subject.factor * filler.factor, "; ".join(reasons), entry.status or subject.status, construction,
            )  # fmt: skip
