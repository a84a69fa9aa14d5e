"""Small graphs of actors called by letters, whose measures are worked out by hand."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pandas as pd

from kg.actors.base import ActorBase
from kg.graph import Graph
from kg.statements import ACTOR, Participant, Statement
from tests.graph.factory import document, participant, statement


def made(*rows: tuple[Any, ...]) -> Graph:
    """A graph of rows of document, subject, relation, object and, if need be, a dictionary of more.

    A document's id may begin with its date ("2031-05-10 a"). Actors are states, or of the type after a colon ("hill:Place").
    """
    documents: dict[str, list[Statement]] = {}
    for index, (paper, subject, relation, target, *more) in enumerate(rows):
        ends = [_participant(*name.partition(":")[::2]) for name in (subject, target)]
        made = statement(
            paper.replace(" ", "-"), ends[0], relation, ends[1], start=100 * index, **(more[0] if more else {})
        )
        documents.setdefault(paper, []).append(made)
    graph = Graph.in_memory(ActorBase([]))
    for paper, statements in documents.items():
        date = paper.partition(" ")[0]
        graph.add(document(paper.replace(" ", "-"), date if date[0].isdigit() else None), statements)
    return graph


def _participant(name: str, type_: str) -> Participant:
    return participant(name, id=actor(name), type=type_ or "State")


def actor(name: str) -> str:
    """The IRI of an actor."""
    return ACTOR + quote(name)


def column(frame: pd.DataFrame, name: str) -> dict[str, Any]:
    """A measure by the actors' labels."""
    return dict(zip(frame["label"], frame[name], strict=True))
