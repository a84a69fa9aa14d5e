"""The default graph as what follows from the documents' graphs, kept up to date step by step.

A document's graph says two kinds of things: triples about actors (their plain relations, classes and names) and the
nodes that carry evidence. The default graph is the union of the former over all documents, except that an actor has
one class and one preferred label there: those of the actor base, else the least in code point order, so that
neither the order of documents nor what was removed meanwhile can be seen in it. Beside that it has the links between
copies (see `kg.graph.copies`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.actors.base import ActorBase
from kg.graph import copies
from kg.graph.evidence import Claim, Evidence, Fact, Term
from kg.graph.namespaces import KG, OWL, RESERVED, SKOS, WIKIDATA
from kg.graph.rdf import ALT_LABEL, PREF_LABEL, TYPE
from kg.graph.stores.base import Change, Store

IN_SCHEME = ox.NamedNode(SKOS + "inScheme")
SAME_AS = ox.NamedNode(OWL + "sameAs")
ACTOR_BASE = ox.NamedNode(KG + "actorBase")

DESCRIPTION = (TYPE, PREF_LABEL, ALT_LABEL, IN_SCHEME, SAME_AS)
"""The properties that describe an actor; all others are relations."""
_NAMES = (PREF_LABEL, ALT_LABEL)
_OF_THE_BASE = (IN_SCHEME, SAME_AS)
_DEFAULT = ox.DefaultGraph()

Facts = dict[ox.NamedNode, set[Fact]]
"""Actor → what a set of documents says about it, as (predicate, object)."""


def about_actors(quads: Iterable[ox.Quad]) -> Facts:
    """The part of a document's graph from which the default graph follows."""
    facts: Facts = defaultdict(set)
    for quad in quads:
        subject = quad.subject
        value = quad.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
            continue
        if not subject.value.startswith(RESERVED):
            facts[subject].add((quad.predicate, value))
    return facts


def plan(
    store: Store,
    base: Callable[[], ActorBase],
    added: Mapping[ox.NamedNode, list[ox.Quad]],
    removed: Iterable[ox.NamedNode] = (),
    known: Facts | None = None,
) -> tuple[Change, Facts]:
    """The change that makes the graphs of `added` say what is given, and takes the graphs of `removed` away.

    With it come the descriptions in the default graph, as the change leaves them, of the actors that it touches;
    `known` has those of earlier changes, which need not be looked up. What planning costs depends on the documents
    given, not on the size of the store.
    """
    present = store.existing([*added, *removed])
    old: Facts = defaultdict(set)
    for quads in store.contents(present):
        for actor, facts in about_actors(quads).items():
            old[actor] |= facts
    new: Facts = defaultdict(set)
    for quads in added.values():
        for actor, facts in about_actors(quads).items():
            new[actor] |= facts
    links = copies.link(store, present, added)
    insert = [quad for quads in added.values() for quad in quads] + links.insert
    change = Change(drop=present, delete=links.delete, insert=insert)
    return change, _Merge(Evidence(store, present), base, old, new, change).run(known or {})


@dataclass(slots=True)
class _Merge:
    evidence: Evidence
    base: Callable[[], ActorBase]
    old: Facts
    new: Facts
    change: Change
    lost: dict[ox.NamedNode, set[Fact]] = field(default_factory=dict)
    doubted: dict[ox.NamedNode, set[Fact]] = field(default_factory=dict)
    supported: set[Claim] = field(default_factory=set)

    def run(self, known: Facts) -> Facts:
        touched = sorted(self.old.keys() | self.new.keys(), key=lambda actor: actor.value)
        self.lost = {actor: self.old.get(actor, set()) - self.new.get(actor, set()) for actor in touched}
        current = self.evidence.descriptions(actor for actor in touched if actor not in known)
        before = {actor: known[actor] if actor in known else current.get(actor, set()) for actor in touched}
        # What is read again may have been read with another actor base: only what a document says of its actors stays.
        self.doubted = {
            actor: self.lost[actor] | (before[actor] - self.new.get(actor, set()) if actor in self.old else set())
            for actor in touched
        }
        # A name counts as supported by either property, so both are asked for.
        asked = {
            (actor, other, value)
            for actor, facts in self.doubted.items()
            for predicate, value in facts
            if predicate not in _OF_THE_BASE
            for other in (_NAMES if predicate in _NAMES else (predicate,))
        }
        self.supported = self.evidence.supported(asked)
        alive = self.evidence.occurring([actor for actor in touched if not self.new.get(actor)])
        descriptions: Facts = {}
        for actor in touched:
            self._relations(actor)
            after = self._description(actor, before[actor]) if self.new.get(actor) or actor in alive else set()
            self._replace(actor, before[actor], after)
            descriptions[actor] = after
        return descriptions

    def _relations(self, actor: ox.NamedNode) -> None:
        for predicate, value in self.lost[actor]:
            if predicate not in DESCRIPTION and (actor, predicate, value) not in self.supported:
                self.change.delete.append(ox.Triple(actor, predicate, value))
        for predicate, value in self.new.get(actor, set()) - self.old.get(actor, set()):
            if predicate not in DESCRIPTION:
                self.change.insert.append(ox.Quad(actor, predicate, value, _DEFAULT))

    def _description(self, actor: ox.NamedNode, before: set[Fact]) -> set[Fact]:
        entry = self.base().get(actor.value)
        names = {value for predicate, value in before if predicate in _NAMES} - self._unsupported_names(actor)
        names |= {value for predicate, value in self.new.get(actor, set()) if predicate in _NAMES}
        after: set[Fact] = set()
        if entry is not None:
            kind: Term | None = ox.NamedNode(KG + entry.type)
            label: Term | None = ox.Literal(entry.label)
            names |= {ox.Literal(alias) for alias in entry.aliases}
            after.add((IN_SCHEME, ACTOR_BASE))
            if entry.wikidata:
                after.add((SAME_AS, ox.NamedNode(WIKIDATA + entry.wikidata)))
        else:
            kind = self._least(actor, TYPE, before)
            label = self._least(actor, PREF_LABEL, before)
        if kind is not None:
            after.add((TYPE, kind))
        if label is not None:
            after.add((PREF_LABEL, label))
        return after | {(ALT_LABEL, name) for name in names if name != label}

    def _unsupported_names(self, actor: ox.NamedNode) -> set[Term]:
        return {
            value
            for predicate, value in self.doubted[actor]
            if predicate in _NAMES and not any((actor, other, value) in self.supported for other in _NAMES)
        }

    def _least(self, actor: ox.NamedNode, predicate: ox.NamedNode, before: set[Fact]) -> Term | None:
        """The least value that any document gives; all are asked only where what held was the base's or lost support."""
        values = {value for p, value in self.new.get(actor, set()) if p == predicate}
        held = {value for p, value in before if p == predicate}
        if (IN_SCHEME, ACTOR_BASE) in before or any(
            (predicate, value) in self.doubted[actor] and (actor, predicate, value) not in self.supported
            for value in held
        ):
            held = self.evidence.values(actor, predicate)
        return min(values | held, key=lambda value: value.value, default=None)

    def _replace(self, actor: ox.NamedNode, before: set[Fact], after: set[Fact]) -> None:
        self.change.delete.extend(ox.Triple(actor, *fact) for fact in before - after)
        self.change.insert.extend(ox.Quad(actor, *fact, _DEFAULT) for fact in after - before)
