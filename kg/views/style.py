"""How types, relations and statuses look and read. What they mean is told in the ontology's words.

The colours keep apart for the common kinds of colour blindness (a test simulates them), and no distinction rests on
colour alone: types differ in shape, statuses in dashes, and relations are named wherever one is pointed at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.ontology import relations, types


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """An entity type: its name for people, its shape in vis-network, its colour on light and on dark ground."""

    id: str
    label: str
    shape: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class QuadStyle:
    """A quad class of the PLOVER ontology: relations of one colour."""

    id: str
    label: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class RelationStyle:
    """A relation as people read it, between subject and object ("Iran struck Israel"); `note` is its definition."""

    id: str
    label: str
    quad: str
    symmetric: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatusStyle:
    """A status: how its lines are dashed, and whether it is shown at first."""

    id: str
    label: str
    note: str
    dash: tuple[int, ...]
    shown: bool


TYPES = (
    TypeStyle("State", "State", "square", "#2f4a73", "#8fb0e0"),
    TypeStyle("GovernmentBody", "Government body", "hexagon", "#5f7fa8", "#b7cbe6"),
    TypeStyle("ArmedGroup", "Armed group", "triangle", "#8c2d4f", "#e88aa8"),
    TypeStyle("Organization", "Organization", "diamond", "#75559b", "#c0a3e0"),
    TypeStyle("Person", "Person", "dot", "#b07a12", "#e6bb5c"),
    TypeStyle("Place", "Place", "triangleDown", "#2b7f74", "#74c8bb"),
    TypeStyle("Asset", "Asset", "star", "#6a6432", "#c2ba7c"),
    TypeStyle("Population", "Population", "ring", "#a85d7a", "#e3a9c0"),
)
OTHER_TYPE = TypeStyle("Other", "Other", "dot", "#70757d", "#a4a9b1")

QUADS = (
    QuadStyle("material-conflict", "Material conflict", "#b3261e", "#e5484d"),
    QuadStyle("verbal-conflict", "Verbal conflict", "#cc7a00", "#ffcc66"),
    QuadStyle("verbal-cooperation", "Verbal cooperation", "#3990c6", "#b5e3ff"),
    QuadStyle("material-cooperation", "Material cooperation", "#164f91", "#3f86dc"),
    QuadStyle("structure", "Structure", "#7d838c", "#8b929c"),
)
OTHER_QUAD = QuadStyle("other", "Other", "#5f5a54", "#b8b2aa")

_WORDING = {"demanded": "made demands of"}  # where the ontology's label is not read between subject and object


def words(name: str) -> str:
    """An identifier in plain words: "clashedWith" is "clashed with"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


STATUSES = (
    StatusStyle("asserted", "Asserted", "the text says that it is so", (), True),
    StatusStyle("alleged", "Alleged", "someone says so, or the text hedges it", (9, 6), True),
    StatusStyle("negated", "Negated", "the text denies it", (2, 5), False),
    StatusStyle("hypothetical", "Hypothetical", "planned, feared, demanded or conditional", (14, 5, 2, 5), False),
)


def relation(name: str) -> RelationStyle:
    """The style of a relation; one that is not of the ontology is shown too, as "other"."""
    known = relations().get(name)
    if known is None:
        return RelationStyle(name, words(name).strip() or "(unnamed)", OTHER_QUAD.id)
    quad = next(quad.id for quad in QUADS if quad.label == known.heading)
    return RelationStyle(name, _WORDING.get(name, known.label), quad, known.symmetric, known.definition)


def type_note(name: str) -> str:
    """What the ontology says of an entity type; nothing of one that it does not have."""
    known = types().get(name)
    return known.definition if known else ""
