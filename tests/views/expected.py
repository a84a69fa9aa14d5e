"""What a view of some statements must show, worked out from the statements themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from kg.ontology import relations
from kg.statements import ACTOR, Statement

SHOWN = ("asserted", "alleged")


def short(iri: str) -> str:
    return iri.removeprefix(ACTOR)


def key_of(statement: Statement) -> str:
    """The relation that a statement is behind, as `kgView` calls it; mutual ones in one order."""
    return ordered(
        f"{short(statement.subject.id)}~{statement.relation}~{short(statement.object.id)}~{statement.status}"
    )


def ordered(key: str) -> str:
    """A relation's key, the ends of a mutual one in the order of the alphabet."""
    subject, relation, object_, status = key.split("~")
    known = relations().get(relation)
    if known is not None and known.symmetric:
        subject, object_ = sorted((subject, object_))
    return f"{subject}~{relation}~{object_}~{status}"


def keys(statements: Iterable[Statement]) -> set[str]:
    return {key_of(statement) for statement in statements}


def ends(statements: Iterable[Statement]) -> set[str]:
    return {short(end.id) for statement in statements for end in (statement.subject, statement.object)}


def shown(statements: Iterable[Statement]) -> list[Statement]:
    """What is shown unless the reader asks for more."""
    return [statement for statement in statements if statement.status in SHOWN]


def behind(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """The statements of each relation, by its key."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        found[key_of(statement)].append(statement)
    return dict(found)


def said(statements: Iterable[Statement]) -> Counter[str]:
    """How many statements each actor takes part in."""
    return Counter(end for statement in statements for end in ends([statement]))


def actors(page: Any) -> set[str]:
    """The actors that a page shows."""
    return {short(iri) for iri in page.evaluate("kgView.actors()")}


def drawn(page: Any) -> set[str]:
    """The relations that a page shows."""
    return {ordered(key) for key in page.evaluate("kgView.relations()")}
