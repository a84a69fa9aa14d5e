"""Confidence: how likely a statement is right, as a logistic regression over how it was found.

The weights (`confidence.json`) are fitted on annotated text by `benchmarks/confidence.py`, which also prints the
calibration table; what is said here is only what is looked at. A confidence of 0.8 means that of such statements some
80 in 100 were right.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from pathlib import Path

from kg.extraction.candidate import Candidate
from kg.ontology import relations

WEIGHTS = Path(__file__).with_name("confidence.json")


def features(candidate: Candidate, status: str, *, spoken: bool = False) -> dict[str, float]:
    """What is known of a candidate that bears on whether it is right."""
    relation = relations()[candidate.relation]
    found = {
        "bias": 1.0,
        f"construction {candidate.construction}": 1.0,
        f"relation {candidate.relation}": 1.0,
        f"heading {relation.heading}": 1.0,
        f"status {status}": 1.0,
        "weight": math.log(max(candidate.weight, 0.02)),
    }
    if spoken:
        found["spoken"] = 1.0
    for side, mention in (("subject", candidate.subject), ("object", candidate.object)):
        entity = mention.entity
        found[f"{side} {mention.kind}"] = 1.0
        found[f"{side} sure"] = 1.0 - mention.sure
        if entity is not None:
            found[f"{side} type {entity.type}"] = 1.0
            if not entity.named:
                found[f"{side} unnamed"] = 1.0
            elif entity.actor is None:
                found[f"{side} new name"] = 1.0
    for sign, name in (
        ("within the object", "within"),
        ("owner of", "owner"),
        ("doer of", "doer"),
        ("unlisted noun", "unlisted"),
        ("unlisted name", "unlisted name"),
        ("implied by", "implied"),
        ("where it happened", "where"),
        ("named within", "named within"),
    ):
        if sign in candidate.how:
            found[name] = 1.0
    found["distance"] = math.log1p(abs(candidate.subject.head - candidate.object.head)) / 4
    return found


@functools.cache
def weights() -> Mapping[str, float]:
    """The fitted weights by feature; a feature that was not seen in fitting counts nothing."""
    return dict(json.loads(WEIGHTS.read_text(encoding="utf-8"))) if WEIGHTS.exists() else {}


def certainty(candidate: Candidate, status: str, *, spoken: bool = False) -> float:
    """The confidence of a candidate; a learned one has its own probability, lowered since it was fitted on easier pairs."""
    if candidate.construction == "learned":
        return round(0.75 * candidate.weight, 3)
    return estimate(features(candidate, status, spoken=spoken))


def estimate(found: Mapping[str, float]) -> float:
    """The probability that a statement with these features is right, to three decimals."""
    known = weights()
    total = sum(known.get(name, 0.0) * value for name, value in found.items())
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)
