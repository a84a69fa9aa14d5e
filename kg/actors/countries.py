"""Country codes of actors, from `ontology/country-codes.csv`: a state's own, or that of the state to which one belongs."""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable

from kg.actors.model import Actor
from kg.actors.names import slug
from kg.resources import ontology
from kg.statements import ACTOR


@functools.cache
def codes() -> dict[str, str]:
    """ISO 3166 alpha-3 codes by the slug of a state or territory ("iran" is IRN; Kosovo has XKX)."""
    return {row["actor"]: row["alpha3"] for row in _rows("country-codes.csv")}


@functools.cache
def alpha2_codes() -> dict[str, str]:
    """Alpha-2 codes by the slug of a state or territory ("iran" is IR) that exists: old codes are given anew."""
    return {row["actor"]: row["alpha2"] for row in _rows("country-codes.csv") if row["standard"] != "ISO 3166-3"}


def country_code(identifier: str, look_up: Callable[[str], Actor | None]) -> str | None:
    """The ISO 3166 alpha-3 code of an actor: its own if it is a state or territory that has one, else its country's.

    `identifier` is the actor's IRI, `look_up` finds the actor of a slug in a base. A body that the base does not have
    ("united-states-embassy") belongs to the state after which it is named. None for an actor of no country, such as the
    United Nations, and for one that is not known.
    """
    name = identifier.removeprefix(ACTOR)
    passed: set[str] = set()  # a user's own actors may name each other in a circle
    while name and name not in passed:
        if name in codes():
            return codes()[name]
        passed.add(name)
        actor = look_up(name)
        name = actor.country if actor is not None else _state(name)
    return None


def _state(name: str) -> str:
    """The state in the name of a body ("iraq-parliament"), as extraction names bodies; empty for other names."""
    for place in range(len(name), 0, -1):
        if name[:place] in codes() and name[place + 1 :] in _bodies():
            return name[:place]
    return ""


@functools.cache
def _bodies() -> frozenset[str]:
    """The nouns for bodies of a state, as parts of slugs."""
    return frozenset(slug(row["noun"]) for row in _rows("lexicon", "bodies.csv"))


def _rows(*path: str) -> list[dict[str, str]]:
    with ontology(*path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
