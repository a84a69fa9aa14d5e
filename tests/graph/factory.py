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


def document(identifier: str, published: str | None = "2031-05-10", **more: Any) -> Document:
    """A document with some text."""
    text = more.pop("text", f"text of {identifier}")
    return Document(
        identifier, text, more.pop("title", f"Report {identifier}"), published, more.pop("source", "Gazette")
    )


def corpus() -> list[tuple[Document, list[Statement]]]:
    """Four documents that agree, differ and contradict each other."""
    s = statement
    return [
        (
            document("gazette-1", "2031-05-10"),
            [
                s("gazette-1", "norland", "struck", "river-brigade", start=0, date="2031-05-09", place="tarn",
                  quantities={"killed": 12, "wounded": 30}, evidence="Norland bombed the River Brigade near Tarn."),
                s("gazette-1", "sudria", "backs", "river-brigade", start=50),
                s("gazette-1", "river-brigade", "backs", "marsh-league", start=90),
                s("gazette-1", "norland", "accused", "sudria", start=120),
                s("gazette-1", "sudria", "struck", "norland", "alleged", by="norland", start=120, date="2031-05"),
                s("gazette-1", "ada-venn", "leads", "river-brigade", start=200),
                s("gazette-1", "river-brigade", "memberOf", "delta-union", start=240),
            ],
        ),
        (
            document("herald-2", "2031-05-12", source="Herald"),
            [
                s("herald-2", "norland", "struck", "river-brigade", start=10, date="2031-05-09",
                  quantities={"killed": 19}),
                s("herald-2", "sudria", "backs", "river-brigade", "negated", by="sudria", start=60),
                s("herald-2", "hill-guard", "struck", "river-brigade", start=90, date="2031-05-11"),
                s("herald-2", "norland", "cooperatesWith", "hill-guard", start=130),
                s("herald-2", "norland", "sanctioned", "sudria", "hypothetical", start=170),
                s("herald-2", "river-brigade", "basedIn", "tarn", start=200),
            ],
        ),
        (
            document("courier-3", "2031-06-01", source="Courier"),
            [
                s("courier-3", "marsh-league", "struck", "hill-guard", start=0, date="2031-05-30"),
                s("courier-3", "river-brigade", "struck", "hill-guard", start=40, date="2031-05-31"),
                s("courier-3", "norland", "metWith", "sudria", start=80, date="2031-06"),
                s("courier-3", "norland", "captured", "tarn", "hypothetical", start=120),
                s("courier-3", "sudria", "backs", "marsh-league", "alleged", by="norland", start=160),
            ],
        ),
        (document("empty-4", None, source="", title=""), []),
    ]  # fmt: skip
