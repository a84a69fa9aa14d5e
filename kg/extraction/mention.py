"""Mention and Entity: the stretches of a text that refer to an actor, and what they refer to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kg.actors.model import Actor

MentionKind = Literal["name", "adjective", "nominal", "pronoun"]


@dataclass(slots=True, eq=False)
class Entity:
    """What several mentions of one document refer to. `named` entities may be known beyond the document."""

    id: str
    label: str
    type: str
    actor: Actor | None = None
    named: bool = True
    gender: str = ""
    plural: bool = False
    names: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)  # lemmas of the nouns that describe it ("militia")

    def add_name(self, name: str) -> None:
        if name and name not in self.names:
            self.names.append(name)


@dataclass(slots=True, eq=False)
class Mention:
    """Tokens `start`:`end` that refer to an actor; `head` is their syntactic head.

    `owner` is the mention of the actor to whom a described thing or body belongs ("**US** troops"). `place` is the
    place that a capital's name denotes where it does not stand for the government.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    type: str
    actor: Actor | None = None
    place: Actor | None = None
    plural: bool = False
    definite: bool = False
    gender: str = ""
    noun: str = ""
    label: str = ""
    full: str = ""  # a description with what it is of ("governments of the region")
    owner: Mention | None = None
    entity: Entity | None = None
    group: tuple[Entity, ...] = ()  # several at once: "both countries"
    inner: bool = False  # stands within another name
    beside: Mention | None = None  # the name that the text gives what is described ("his counterpart, **X**")
    titled: bool = False  # a post whose holder the text itself names
    how: str = ""  # by which alias, rule or antecedent it was understood
    sure: float = 1.0
