"""The page of a graph, or of a part of it: what the commands, a notebook and the server show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Unpack

from kg.actors.model import Actor, iri
from kg.statements import Statement
from kg.views.filters import Filters, SelectionError, find_actor, select
from kg.views.html import DEFAULT_TITLE, render_html

if TYPE_CHECKING:
    from kg.actors.base import ActorBase
    from kg.graph import Graph


def render_view(graph: Graph, *, title: str | None = None, top: int = 60, **filters: Unpack[Filters]) -> str:
    """The interactive HTML of a graph, or of the part that `kg.views.filters.select` picks with these filters.

    Raises SelectionError (a ValueError) for what the graph does not have, also where nothing passes the filters.
    """
    statements = graph.read_statements()
    documents = graph.read_documents()
    actors = _described(statements, graph.base)
    published = {document.id: document.published for document in documents if document.published}
    chosen = select(statements, actors=actors, published=published, **filters)
    if statements and not chosen:
        raise SelectionError(f"none of the {len(statements):,} statements passes these filters")
    actor = filters.get("actor")
    return render_html(
        documents,
        chosen,
        actors,
        title=title or DEFAULT_TITLE,
        top=top,
        focus=None if actor is None else find_actor(statements, actor, actors),
        depth=filters.get("depth", 1),
        statuses=filters.get("statuses"),
    )


def _described(statements: Iterable[Statement], base: ActorBase) -> dict[str, Actor]:
    """What the base knows of the actors that occur, and of those that their descriptions name."""
    occurring = {p.id for s in statements for p in (s.subject, s.object, s.by, s.place) if p is not None}
    actors = {name: known for name in sorted(occurring) if (known := base.get(name)) is not None}
    named = {
        iri(slug)
        for actor in actors.values()
        for slug in (actor.country, *actor.parents, *(office.of for office in actor.offices))
        if slug
    }
    return actors | {name: known for name in sorted(named) if (known := base.get(name)) is not None}
