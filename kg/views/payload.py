"""What the page knows: the statements as the compact JSON that its scripts read.

Sentences and actors are written once and referred to by number. Actors are numbered by how much is said of them, so
that a smaller number means a more important actor. Offsets of the mentions are counted in UTF-16 units from the start
of the sentence, as JavaScript counts them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.actors.model import Actor, iri
from kg.actors.names import is_name
from kg.documents import Document
from kg.statements import STATUSES, Participant, Statement
from kg.views.style import OTHER_QUAD, OTHER_TYPE, QUADS, TYPES, relation, type_note
from kg.views.style import STATUSES as STATUS_STYLES

SHOWN = frozenset(style.id for style in STATUS_STYLES if style.shown)
"""The statuses that are shown at first unless others are asked for."""


@dataclass(slots=True)
class Page:
    """The data of a page. `nodes` go through pyvis (with a position each), the rest beside them."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    documents: list[dict[str, Any]]
    sentences: list[list[Any]]
    statements: list[list[Any]]
    relations: list[dict[str, Any]]
    number: Mapping[str, int] = field(default_factory=dict)  # actor IRI → number


def page(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    actors: Mapping[str, Actor],
    shown: Collection[str] = SHOWN,
) -> Page:
    """The page's data for some statements; the documents may be fewer or more than the statements speak of.

    `shown` are the statuses of the first view: how much is said of an actor is counted by them.
    """
    statements = [statement for _, statement in sorted({_identity(s): s for s in statements}.items())]
    people = _Actors(statements, actors, shown)
    relations = sorted({statement.relation for statement in statements})
    papers = _documents(documents, statements)
    sentence_numbers: dict[tuple[str, int, str], int] = {}
    edge_numbers: dict[tuple[int, str, int, str], int] = {}
    rows = []
    for statement in statements:
        subject, object_ = people.number[statement.subject.id], people.number[statement.object.id]
        flipped = relation(statement.relation).symmetric and subject > object_
        ends = (object_, subject) if flipped else (subject, object_)
        edge = edge_numbers.setdefault((ends[0], statement.relation, ends[1], statement.status), len(edge_numbers))
        sentence_key = (statement.document, statement.start, statement.evidence)
        sentence = sentence_numbers.setdefault(sentence_key, len(sentence_numbers))
        rows.append(
            [
                edge, sentence, statement.date, round(statement.confidence, 3), int(flipped),
                [*_span(statement, statement.subject), *_span(statement, statement.object)],
                people.number[statement.by.id] if statement.by else -1,
                people.number[statement.place.id] if statement.place else -1,
                dict(sorted(statement.quantities.items())) or 0,
            ]
        )  # fmt: skip
    paper_number = {paper["id"]: number for number, paper in enumerate(papers)}
    return Page(
        nodes=people.nodes(),
        edges=[
            {"from": subject, "to": object_, "relation": relations.index(name), "status": STATUSES.index(status)}
            for subject, name, object_, status in edge_numbers
        ],
        documents=papers,
        sentences=[[paper_number[document], text] for document, _, text in sentence_numbers],
        statements=rows,
        relations=[_relation(name) for name in relations],
        number=people.number,
    )


def _identity(s: Statement) -> tuple[str | int, ...]:
    """What Statement.id is a hash of, in reading order; not hashed, as an id may hold half a surrogate pair."""
    return s.document, s.start, s.end, s.subject.id, s.relation, s.object.id, s.status, s.by.id if s.by else ""


def styles(shown: Collection[str] = SHOWN) -> dict[str, Any]:
    """The table of styles, for the legend and the canvas; `shown` are the statuses of the first view."""
    return {
        "types": [_plain(style) | {"note": type_note(style.id)} for style in (*TYPES, OTHER_TYPE)],
        "quads": [_plain(style) for style in (*QUADS, OTHER_QUAD)],
        "statuses": [_plain(style) | {"shown": style.id in shown} for style in STATUS_STYLES],
    }


def _plain(style: Any) -> dict[str, Any]:
    return {name: getattr(style, name) for name in style.__slots__}


def _relation(name: str) -> dict[str, Any]:
    style = relation(name)
    quads = [quad.id for quad in (*QUADS, OTHER_QUAD)]
    return _plain(style) | {"quad": quads.index(style.quad)}


def _documents(documents: Iterable[Document], statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """The documents that the statements come from, by date; one that was not given is known by its id alone."""
    used = {statement.document for statement in statements}
    known = {document.id: document for document in documents if document.id in used}
    papers = [known.get(id_) or Document(id_, "") for id_ in used]
    papers.sort(key=lambda paper: (paper.published or "", paper.id))
    return [
        {
            "id": paper.id,
            "title": paper.title.strip() or paper.id.strip() or "(untitled)",
            "published": paper.published,
            "source": paper.source,
            **({"copyOf": paper.copy_of} if paper.copy_of else {}),
        }
        for paper in papers
    ]


def _span(statement: Statement, participant: Participant) -> tuple[int, int]:
    """Start and end of a mention in the sentence, in UTF-16 units; (0, 0) where it lies outside of it."""
    start, end = participant.start - statement.start, participant.end - statement.start
    if not 0 <= start < end <= len(statement.evidence):
        return 0, 0
    return _utf16(statement.evidence[:start]), _utf16(statement.evidence[:end])


def _utf16(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


class _Actors:
    """The participants of the statements, merged by IRI with what the actor base knows."""

    def __init__(self, statements: Sequence[Statement], base: Mapping[str, Actor], shown: Collection[str]) -> None:
        self.base = base
        self.labels: dict[str, Counter[str]] = {}
        self.types: dict[str, Counter[str]] = {}
        self.names: dict[str, dict[str, None]] = {}
        self.said: Counter[str] = Counter()  # statements shown at first
        self.total: Counter[str] = Counter()
        for statement in statements:
            for participant in (statement.subject, statement.object):
                self._add(participant)
                self.total[participant.id] += 1
                self.said[participant.id] += statement.status in shown
            for mentioned in (statement.by, statement.place):
                if mentioned is not None:
                    self._add(mentioned)
        order = sorted(self.labels, key=lambda iri: (-self.said[iri], -self.total[iri], iri))
        self.number = {iri: number for number, iri in enumerate(order)}

    def _add(self, participant: Participant) -> None:
        self.labels.setdefault(participant.id, Counter())[participant.label] += 1
        self.types.setdefault(participant.id, Counter())[participant.type] += 1
        self.names.setdefault(participant.id, {}).update(dict.fromkeys(filter(is_name, participant.names)))

    def nodes(self) -> list[dict[str, Any]]:
        return [self._node(iri) for iri in self.number]

    def _node(self, iri: str) -> dict[str, Any]:
        actor = self.base.get(iri)
        label = actor.label if actor else min(self.labels[iri], key=lambda name: (-self.labels[iri][name], name))
        type_ = actor.type if actor else min(self.types[iri], key=lambda name: (-self.types[iri][name], name))
        names: dict[str, None] = {}
        node: dict[str, Any] = {"iri": iri, "label": label, "said": self.said[iri]}
        known = [style.id for style in TYPES]
        node["type"] = known.index(type_) if type_ in known else len(known)
        if type_ not in known:
            node["kind"] = type_
        if actor is not None:
            names = dict.fromkeys((*actor.aliases, *actor.metonyms, *actor.adjectives, *actor.people, *actor.ambiguous))
            node |= self._facts(actor)
        names.pop(label, None)
        in_texts = [name for name in sorted(self.names[iri]) if name != label and name not in names]
        return node | {"names": [*names, *in_texts], "known": len(names)}

    def _facts(self, actor: Actor) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "offices": [[office.role, self._name(office.of), office.start, office.end] for office in actor.offices],
            "country": self._name(actor.country),
            "parents": [self._name(parent) for parent in actor.parents],
            "start": actor.start,
            "end": actor.end,
            "wikidata": actor.wikidata,
        }
        return {name: value for name, value in facts.items() if value}

    def _name(self, slug: str) -> str:
        """The label of an actor of the base by its id; the id in words where the base at hand lacks it."""
        actor = self.base.get(iri(slug))
        return actor.label if actor else slug.replace("-", " ").title()
