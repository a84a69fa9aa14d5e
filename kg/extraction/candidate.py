"""Candidates: triples as read off one construction, and the fillers of a pattern's slots that they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.lexicon import Entry
from kg.extraction.mention import Mention
from kg.extraction.plausible import implausible
from kg.ontology import Relation

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
    """Every subject with every object that it can mean."""
    for subject in subjects:
        for filler in objects[:_MAX_OBJECTS]:
            if implausible(entry, relation, subject, filler, construction):
                continue
            reasons = [how, *filter(None, (subject.how, filler.how))]
            yield Candidate(
                entry.relation, subject.mention, filler.mention, trigger if subject.trigger is None else subject.trigger,
                entry.weight * subject.factor * filler.factor, "; ".join(reasons), entry.status or subject.status, construction,
            )  # fmt: skip
