"""Choosing statements: around an actor, in a time, of a relation, a status, a confidence."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypedDict

from kg.actors.model import Actor
from kg.documents.dates import check_date
from kg.ontology import check_relation
from kg.statements import ACTOR, Participant, Statement, check_statuses
from kg.wording import did_you_mean


class SelectionError(ValueError):
    """What was asked for does not exist; the message says what does."""


class Filters(TypedDict, total=False):
    """The filters of `select`, to be handed on."""

    actor: str | None
    depth: int
    since: str | None
    until: str | None
    relations: Collection[str] | None
    statuses: Collection[str] | None
    min_confidence: float


def select(
    statements: Iterable[Statement],
    *,
    actor: str | None = None,
    depth: int = 1,
    since: str | None = None,
    until: str | None = None,
    relations: Collection[str] | None = None,
    statuses: Collection[str] | None = None,
    min_confidence: float = 0.0,
    actors: Mapping[str, Actor] | None = None,
    published: Mapping[str, str] | None = None,
) -> list[Statement]:
    """The statements that pass every filter, in their order.

    `since` and `until` are dates, months or years, both inclusive. A statement without a date counts on the day when
    its document was published, as `published` tells by the document's id; without one it passes only when neither is
    given. `actor` is an IRI, its last part or a name, of those in the statements or in `actors`, what the base knows
    by IRI; with `depth` 1 its own statements are kept, with 2 also those of the actors met there, and so on. The other
    filters come first: an actor that is reached by filtered statements alone is not reached. Raises SelectionError
    for an unknown actor, relation or status, what is no date, and numbers out of their range.
    """
    statements = list(statements)
    try:
        _check(statements, depth, since, until, relations or (), statuses or (), min_confidence)
    except ValueError as error:
        raise SelectionError(str(error)) from None
    centre = None if actor is None else find_actor(statements, actor, actors)
    dates = published or {}
    kept = [
        statement
        for statement in statements
        if (relations is None or statement.relation in relations)
        and (statuses is None or statement.status in statuses)
        and statement.confidence >= min_confidence
        and _within(statement.date or dates.get(statement.document), since, until)
    ]
    if centre is None:
        return kept
    near = neighbourhood(kept, centre, depth - 1)
    return [s for s in kept if s.subject.id in near or s.object.id in near]


def neighbourhood(statements: Iterable[Statement], actor: str, depth: int) -> set[str]:
    """The actors at most `depth` statements away from one, itself among them."""
    links: defaultdict[str, set[str]] = defaultdict(set)
    for statement in statements:
        links[statement.subject.id].add(statement.object.id)
        links[statement.object.id].add(statement.subject.id)
    reached = {actor} if depth >= 0 else set()
    edge = set(reached)
    for _ in range(depth):
        edge = {other for near in edge for other in links[near]} - reached
        reached |= edge
    return reached


def find_actor(statements: Iterable[Statement], name: str, actors: Mapping[str, Actor] | None = None) -> str:
    """The IRI of the actor that takes part in the statements under an IRI, the IRI's last part, or a name.

    Where several actors bear the name, the one with most statements is meant. Raises SelectionError, with the nearest
    names, where there is none.
    """
    base = actors or {}
    bearers: defaultdict[str, dict[str, int]] = defaultdict(dict)
    written: dict[str, str] = {}
    for statement in statements:
        for participant in (statement.subject, statement.object):
            for known in _names(participant, base.get(participant.id)):
                found = bearers[fold(known)]
                found[participant.id] = found.get(participant.id, 0) + 1
                written.setdefault(fold(known), known)
    for wanted in (name, ACTOR + name):
        if any(wanted in found for found in bearers.values()):
            return wanted
    candidates = bearers.get(fold(name))
    if candidates:
        return min(candidates, key=lambda iri: (-candidates[iri], iri))
    raise SelectionError(f"no actor named {name!r} in these statements{did_you_mean(name, written.values())}")


def fold(name: str) -> str:
    """A name as it is compared: no case, accents or punctuation ("Kata'ib" is "kataib")."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c if c.isalnum() else " " if c.isspace() or c in "-‐‑–_/" else "" for c in decomposed)
    return " ".join(kept.split())


def _names(participant: Participant, actor: Actor | None) -> Iterator[str]:
    yield participant.label
    yield from participant.names
    yield participant.id.rsplit("/", 1)[-1]
    if actor is not None:
        yield actor.label
        yield from actor.aliases


def _check(
    statements: Iterable[Statement],
    depth: int,
    since: str | None,
    until: str | None,
    relations: Collection[str],
    statuses: Collection[str],
    min_confidence: float,
) -> None:
    for date in (since, until):
        if date is not None:
            check_date(date)
    if since and until and since[: len(until)] > until[: len(since)]:
        raise ValueError(f"the period ends before it begins: {since} to {until}")
    occurring = {statement.relation for statement in statements}
    for name in relations:
        if name not in occurring:
            check_relation(name)
    check_statuses(statuses)
    if not 0 <= min_confidence <= 1:
        raise ValueError(f"a confidence is between 0 and 1, not {min_confidence}")
    if depth < 1:
        raise ValueError("the depth is a number of steps, 1 or more")


def _within(date: str | None, since: str | None, until: str | None) -> bool:
    """Whether a date of any grain overlaps the time from `since` to `until`, of any grain too."""
    if since is None and until is None:
        return True
    if not date:
        return False
    return (since is None or date[: len(since)] >= since[: len(date)]) and (
        until is None or date[: len(until)] <= until[: len(date)]
    )
