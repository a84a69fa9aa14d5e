"""Entities of silver text: the teacher's, corrected by the sure names of the actor base."""

from __future__ import annotations

from collections.abc import Sequence

from kg.actors.matcher import Match, Matcher

Span = tuple[int, int, str]

_LABELS = {
    "State": "GPE",
    "Person": "PERSON",
    "Organization": "ORG",
    "GovernmentBody": "ORG",
    "ArmedGroup": "ORG",
    "Population": "NORP",
}
_TERRITORIES = frozenset({"State", "Place", "Population"})


def label_of(match: Match) -> str:
    """The entity label that a match has in any reading; empty where its readings differ or decide nothing.

    A metonym ("Washington") or an ambiguous name decides nothing; a place may be GPE or LOC, the teacher knows better.
    """
    labels = set()
    for candidate in match.candidates:
        kind = candidate.actor.type
        if candidate.kind == "name":
            labels.add(_LABELS.get(kind, ""))
        elif candidate.kind in ("adjective", "people"):
            labels.add("NORP" if kind in _TERRITORIES else "")
        else:
            labels.add("")
    return labels.pop() if len(labels) == 1 else ""


def merge(words: Sequence[str], pos: Sequence[str], found: Sequence[Span], matcher: Matcher) -> list[Span]:
    """The teacher's spans, in order; a sure name of the base replaces the spans that it covers.

    A name where the teacher saw nothing is added if it is tagged as a name or adjective. A name inside a longer span
    of the teacher's ("Iran" in "Iran Air"), or across its edge, changes nothing.
    """
    spans = list(found)
    for match in matcher.find(words):
        label = label_of(match)
        if not label or not words[match.start][:1].isupper():
            continue
        touched = [span for span in spans if span[0] < match.end and match.start < span[1]]
        if any(start < match.start or match.end < end for start, end, _ in touched):
            continue
        if touched or pos[match.end - 1] == "PROPN" or (label == "NORP" and pos[match.end - 1] in ("ADJ", "NOUN")):
            spans = [span for span in spans if span not in touched]
            spans.append((match.start, match.end, label))
    return sorted(spans)
