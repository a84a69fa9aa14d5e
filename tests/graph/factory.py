"""Statements made by hand: an invented conflict between invented actors, in our own words."""

from __future__ import annotations

from typing import Any

from kg.actors.base import ActorBase
from kg.actors.model import Actor
from kg.documents import Document
from kg.statements import ACTOR, Participant, Statement, Status

BASE = ActorBase(
    [
        Actor("norland", "State", "Norland", aliases=("Kingdom of Norland",), wikidata="Q1"),
        Actor("sudria", "State", "Sudria", aliases=("Republic of Sudria",), metonyms=("Port Sud",)),
        Actor("river-brigade", "ArmedGroup", "River Brigade", aliases=("RB",), wikidata="Q2"),
        Actor("hill-guard", "ArmedGroup", "Hill Guard"),
        Actor("delta-union", "Organization", "Delta Union"),
        Actor("ada-venn", "Person", "Ada Venn"),
        Actor("tarn", "Place", "Tarn", parents=("sudria",)),
    ]
)
"""A small actor base; "marsh-league" and "night-watch" are left out of it on purpose."""

TYPES = {actor.id: actor.type for actor in BASE} | {"marsh-league": "ArmedGroup", "night-watch": "Organization"}
LABELS = {actor.id: actor.label for actor in BASE} | {"marsh-league": "Marsh League", "night-watch": "Night Watch"}


def participant(slug: str, mention: str | None = None, start: int = 0, **changes: Any) -> Participant:
    """A participation of an actor by slug."""
    label = changes.get("label", LABELS.get(slug, slug))
    text = mention or label
    return Participant(
        id=changes.get("id", ACTOR + slug),
        label=label,
        type=changes.get("type", TYPES.get(slug, "Organization")),
        mention=text,
        start=start,
        end=start + len(text),
        names=tuple(changes.get("names", (label,))),
    )


def statement(
    document: str,
    subject: str | Participant,
    relation: str,
    target: str | Participant,
    status: Status = "asserted",
    *,
    by: str | Participant | None = None,
    place: str | Participant | None = None,
    start: int = 0,
    **more: Any,
) -> Statement:
    """A statement whose sentence begins at `start`."""

    def of(actor: str | Participant) -> Participant:
        return participant(actor, start=start) if isinstance(actor, str) else actor

    evidence = more.pop("evidence", f"{relation}: {of(subject).label} and {of(target).label}.")
    return Statement(
        document=document,
        subject=of(subject),
        relation=relation,
        object=of(target),
        status=status,
        evidence=evidence,
        start=start,
        end=start + len(evidence),
        confidence=more.pop("confidence", 0.9),
        by=of(by) if by else None,
        place=of(place) if place else None,
        **more,
    )


EXPLANATION = ("verb “strike” → struck (active, nsubj:obj)", "“they” = Norland", "status: asserted")


def document(identifier: str, published: str | None = "2031-05-10", **more: Any) -> Document:
    """A document with some text."""
    text = more.pop("text", f"text of {identifier}")
    return Document(
        identifier, text, more.pop("title", f"Report {identifier}"), published, more.pop("source", "Gazette")
    )


def corpus() -> list[tuple[Document, list[Statement]]]:
    """Four documents that agree, differ and contradict each other; the last has the first one's text and no statement."""
    text = " ".join(said.evidence for said in _gazette())
    return [
        (document("gazette-1", "2031-05-10", text=text), _gazette()),
        (document("herald-2", "2031-05-12", source="Herald"), _herald()),
        (document("courier-3", "2031-06-01", source="Courier"), _courier()),
        (document("empty-4", None, source="", title="", text=text), []),
    ]


def _said(identifier: str, *rows: tuple[Any, ...]) -> list[Statement]:
    """Statements of rows of evidence, subject, relation, object and further arguments; sentences follow each other."""
    made, start = [], 0
    for evidence, subject, relation, target, more in rows:
        made.append(statement(identifier, subject, relation, target, start=start, evidence=evidence, **more))
        start += len(evidence) + 1
    return made


def _gazette() -> list[Statement]:
    bombed = {"date": "2031-05-09", "place": "tarn", "quantities": {"killed": 12, "wounded": 30}}
    shelled: dict[str, Any] = {"status": "alleged", "by": "norland", "date": "2031-05"}
    return _said(
        "gazette-1",
        ("Norland bombed the River Brigade near Tarn.", "norland", "struck", "river-brigade", bombed),
        ("Sudria arms the River Brigade.", "sudria", "backs", "river-brigade", {}),
        ("The River Brigade trains the Marsh League.", "river-brigade", "backs", "marsh-league", {}),
        ("Norland blamed Sudria.", "norland", "accused", "sudria", {}),
        ("Sudria shelled us, Norland said.", "sudria", "struck", "norland", shelled),
        ("Ada Venn commands the River Brigade.", "ada-venn", "leads", "river-brigade", {}),
        ("The River Brigade joined the Delta Union.", "river-brigade", "memberOf", "delta-union", {}),
    )


def _herald() -> list[Statement]:
    raid = {"date": "2031-05-09", "quantities": {"killed": 19}}
    denied: dict[str, Any] = {"status": "negated", "by": "sudria"}
    return _said(
        "herald-2",
        ("The raid of Norland on the River Brigade left 19 dead.", "norland", "struck", "river-brigade", raid),
        ("Sudria has never backed the River Brigade, it said.", "sudria", "backs", "river-brigade", denied),
        ("The Hill Guard ambushed the River Brigade.", "hill-guard", "struck", "river-brigade", {"date": "2031-05-11"}),
        ("Norland shares maps with the Hill Guard.", "norland", "cooperatesWith", "hill-guard", {}),
        ("Norland may detain Ada Venn.", "norland", "detained", "ada-venn", {"status": "hypothetical"}),
        ("The River Brigade holds camps in Tarn.", "river-brigade", "basedIn", "tarn", {}),
        ("Sudria accused Norland in turn.", "sudria", "accused", "norland", {}),
    )


def _courier() -> list[Statement]:
    return _said(
        "courier-3",
        ("The Marsh League raided the Hill Guard.", "marsh-league", "struck", "hill-guard", {"date": "2031-05-30"}),
        ("The River Brigade shot at the Hill Guard.", "river-brigade", "struck", "hill-guard", {"date": "2031-05-31"}),
        ("Norland met Sudria in June.", "norland", "metWith", "sudria", {"date": "2031-06"}),
        ("Norland wants to take Tarn.", "norland", "captured", "tarn", {"status": "hypothetical"}),
        ("Sudria arms the Marsh League, Norland claims.", "sudria", "backs", "marsh-league",
         {"status": "alleged", "by": "norland"}),
        ("Norland froze the accounts of Sudria.", "norland", "sanctioned", "sudria", {}),
    )  # fmt: skip
