"""Actors as the default graph describes them, and the actor that a person means by a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from kg.actors.model import Actor
from kg.actors.model import iri as actor_iri
from kg.graph.errors import QueryError
from kg.graph.namespaces import ACTOR, KG, OWL, RDF, SKOS, WIKIDATA, expand
from kg.graph.sparql import written
from kg.graph.stores.base import Store
from kg.graph.terms import iri
from kg.wording import did_you_mean

_TYPE, _PREF, _ALT, _SAME = RDF + "type", SKOS + "prefLabel", SKOS + "altLabel", OWL + "sameAs"
_LISTED = 5  # candidates that an error about an ambiguous name lists


def actor(store: Store, identifier: str) -> Actor | None:
    """The actor of an IRI or slug, or None where it does not occur."""
    try:
        node = iri(actor_iri(identifier))
    except QueryError:
        return None
    return next(iter(_read(store, f"VALUES ?s {{ {node} }}")), None)


def actors(store: Store) -> list[Actor]:
    """All actors of the default graph, by id."""
    return sorted(_read(store, ""), key=lambda found: found.id)


def _read(store: Store, restriction: str) -> Iterable[Actor]:
    rows = store.query(
        f"SELECT ?s ?p ?o {{ {restriction} ?s <{_PREF}> ?label . "
        f"VALUES ?p {{ <{_TYPE}> <{_PREF}> <{_ALT}> <{_SAME}> }} ?s ?p ?o }}"
    )
    assert isinstance(rows, ox.QuerySolutions)
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row[0].value][row[1].value].append(row[2].value)
    for identifier, properties in found.items():
        wikidata = [same.removeprefix(WIKIDATA) for same in properties[_SAME] if same.startswith(WIKIDATA)]
        yield Actor(
            id=identifier.removeprefix(ACTOR),
            type=min(properties[_TYPE], default=KG + "Organization").removeprefix(KG),
            label=min(properties[_PREF]),
            aliases=tuple(sorted(set(properties[_ALT]))),
            wikidata=min(wikidata, default=""),
        )


def resolve(store: Store, text: str) -> ox.NamedNode:
    """The actor that someone means: an IRI, a prefixed name, a slug, or one of its names in any case.

    Raises QueryError for a name that no actor of the graph has, or that several have.
    """
    text = text.strip()
    if text.startswith(("http://", "https://", "urn:")):
        return iri(text)
    expanded = expand(text)
    if expanded is not None:
        return iri(expanded)
    if text and text.replace("-", "").isalnum() and text.isascii() and text == text.lower():
        node = iri(ACTOR + text)
        # Any document will do: the first one found ends the search, the default graph may be the last to be looked at.
        if store.query(f"ASK {{ GRAPH ?document {{ {node} <{_TYPE}> ?type }} }}"):
            return node
    name = written(ox.Literal(text))
    rows = store.query(
        f"SELECT DISTINCT ?s {{ VALUES ?p {{ <{_PREF}> <{_ALT}> }} ?s ?p ?name FILTER(LCASE(?name) = LCASE({name})) }}"
    )
    assert isinstance(rows, ox.QuerySolutions)
    candidates = sorted(row[0].value for row in rows)
    if len(candidates) == 1:
        return iri(candidates[0])
    if not candidates:
        near = did_you_mean(text, _names(store)) or "; the named query `actors` lists them all"
        raise QueryError(f"no actor of the graph is called {text!r}{near}")
    listed = ", ".join(candidate.removeprefix(ACTOR) for candidate in candidates[:_LISTED])
    raise QueryError(f"{text!r} may mean {len(candidates)} actors; give one of them instead: {listed}")


def _names(store: Store) -> Iterable[str]:
    rows = store.query(f"SELECT DISTINCT ?name {{ VALUES ?p {{ <{_PREF}> <{_ALT}> }} ?s ?p ?name }}")
    assert isinstance(rows, ox.QuerySolutions)
    return (row[0].value for row in rows)
