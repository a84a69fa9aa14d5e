"""Statement: what a document says, with its status and evidence; the contract between extraction and graph.

The JSON form is one object a line (`Statement.to_json`, `Statement.from_json`); offsets are characters of the
document's text, end exclusive.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from kg.wording import whole

Status = Literal["asserted", "alleged", "negated", "hypothetical"]
STATUSES: tuple[Status, ...] = get_args(Status)

ACTOR = "https://w3id.org/geokg/actor/"


def check_statuses(statuses: Collection[str]) -> tuple[str, ...]:
    """The `statuses` (one, or several), checked. Raises ValueError."""
    chosen = (statuses,) if isinstance(statuses, str) else tuple(statuses)
    if unknown := sorted(set(chosen).difference(STATUSES)):
        raise ValueError(f"unknown status {unknown[0]!r}; one of {', '.join(STATUSES)}")
    return chosen


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor as it takes part in a statement: who it is, and how the text names it there.

    `id` is the actor's IRI, `label` its name, `type` an entity type of the ontology ("State", "ArmedGroup", …),
    `mention` what the sentence says at `start`:`end`, `names` all names by which the document refers to it (pronouns
    aside).
    """

    id: str
    label: str
    type: str
    mention: str
    start: int
    end: int
    names: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "id": self.id, "label": self.label, "type": self.type, "mention": self.mention,
            "start": self.start, "end": self.end, "names": list(self.names),
        }  # fmt: skip

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Participant:
        """The participant of a JSON object (`data`). Raises KeyError."""
        return cls(
            data["id"], data["label"], data["type"], data["mention"],
            data["start"], data["end"], tuple(data.get("names") or ()),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """One typed triple that a `document` makes, denies, reports or fears: `subject`, `relation` and `object`.

    `status` is asserted, alleged, negated or hypothetical; `by` is who says so, where the text names a speaker, and
    `place` is where it happened. `date` is an ISO date, year-month or year of the event, or None. `quantities` maps
    "killed", "wounded", … to counts. `evidence` is the sentence, found at `start`:`end` of the document's text.
    `confidence` is between 0 and 1. `explanation` tells by which construction, lexicon entry, alias and coreference
    step the statement came about; it is not part of the statement's identity; in JSON it is written only on request.
    """

    document: str
    subject: Participant
    relation: str
    object: Participant
    status: Status
    evidence: str
    start: int
    end: int
    confidence: float
    by: Participant | None = None
    date: str | None = None
    place: Participant | None = None
    quantities: Mapping[str, int] = field(default_factory=dict)
    explanation: tuple[str, ...] = field(default=(), compare=False)

    @property
    def id(self) -> str:
        """A hash of what is said and where: the same whenever the same text is read again."""
        parts = (
            self.document, self.subject.id, self.relation, self.object.id, self.status,
            self.by.id if self.by else "", str(self.start), str(self.end),
        )  # fmt: skip
        return hashlib.sha256("\x1f".join(map(whole, parts)).encode()).hexdigest()[:20]

    def __str__(self) -> str:
        from kg.views.cards import statement_text

        return statement_text(self)

    def __repr__(self) -> str:
        from kg.views.cards import statement_line

        return f"<Statement: {statement_line(self)}>"

    def _repr_html_(self) -> str:
        from kg.views.cards import statement_html

        return statement_html(self)

    def to_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """As a JSON object, with the steps of its explanation if `explain` is true."""
        data: dict[str, Any] = {
            "id": self.id,
            "document": self.document,
            "subject": self.subject.to_dict(),
            "relation": self.relation,
            "object": self.object.to_dict(),
            "status": self.status,
            "by": self.by.to_dict() if self.by else None,
            "date": self.date,
            "place": self.place.to_dict() if self.place else None,
            "quantities": dict(sorted(self.quantities.items())),
            "evidence": self.evidence,
            "start": self.start,
            "end": self.end,
            "confidence": self.confidence,
        }
        if explain:
            data["explanation"] = list(self.explanation)
        return data

    def to_json(self, *, explain: bool = False) -> str:
        """One line of JSON, as `to_dict` (`explain` too); characters are kept as they are (no ASCII escapes)."""
        return json.dumps(self.to_dict(explain=explain), ensure_ascii=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Statement:
        """The statement of a JSON object (`data`). Raises KeyError or ValueError where it is not one."""
        check_statuses(data["status"])
        return cls(
            document=data["document"],
            subject=Participant.from_dict(data["subject"]),
            relation=data["relation"],
            object=Participant.from_dict(data["object"]),
            status=data["status"],
            evidence=data["evidence"],
            start=data["start"],
            end=data["end"],
            confidence=data["confidence"],
            by=Participant.from_dict(data["by"]) if data.get("by") else None,
            date=data.get("date"),
            place=Participant.from_dict(data["place"]) if data.get("place") else None,
            quantities=dict(data.get("quantities") or {}),
            explanation=tuple(data.get("explanation") or ()),
        )

    @classmethod
    def from_json(cls, line: str) -> Statement:
        """The statement of a `line` of JSON, as `kg extract` prints them. Raises as `from_dict`."""
        return cls.from_dict(json.loads(line))
