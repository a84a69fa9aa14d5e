"""Likely duplicates among the actors of a graph, with the reasons; a person judges them (`judgements.py`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from rapidfuzz import fuzz

from kg.actors.base import ActorBase
from kg.actors.judgements import Judgements
from kg.actors.names import key
from kg.statements import Participant, Statement

CLOSE = 86  # rapidfuzz ratio of two names from which they may be one
ENOUGH = 1.0  # score from which a pair is worth a look
_UNNAMED = re.compile(r"-[0-9a-f]{8}$")  # "the militia" of one document: no name by which to compare
_LIKE = ({"ArmedGroup", "Organization", "GovernmentBody", "Population"}, {"State", "Place", "GovernmentBody"})
_SMALL_WORDS = frozenset(["of", "the", "and", "for", "in", "de", "la", "el", "al"])


class Statements(Protocol):
    """A graph, as far as suggestions need it."""

    def read_statements(self) -> list[Statement]: ...


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two actors (IRIs) that may be one, the more usual one first; `score` above 1 and `reasons` for people."""

    a: str
    b: str
    label_a: str
    label_b: str
    score: float
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Seen:
    """An actor of the graph: its names there and in the base, and who it is told of with."""

    iri: str
    label: str
    type: str
    country: str = ""
    known: bool = False
    count: int = 0
    names: dict[str, str] = field(default_factory=dict)  # folded → written
    neighbours: set[tuple[str, str]] = field(default_factory=set)

    def add(self, name: str) -> None:
        folded = key(name)
        if name[:1].isupper() and (len(folded) > 3 or name.isupper()):
            self.names.setdefault(folded, name)


def suggest(
    source: Statements | Iterable[Statement],
    base: ActorBase | None = None,
    judgements: Judgements | None = None,
    *,
    limit: int = 100,
) -> list[Suggestion]:
    """Pairs of actors that may be one, the likeliest first; never two that the base knows, nor two judged already."""
    base = base if base is not None else ActorBase.default()
    statements = source if isinstance(source, Iterable) else source.read_statements()
    actors = _actors(statements, base)
    found = []
    for first, second in _pairs(actors):
        a, b = sorted((actors[first], actors[second]), key=lambda seen: (not seen.known, -seen.count, seen.iri))
        if judgements is not None and (
            judgements.canonical(a.iri) == judgements.canonical(b.iri) or judgements.differing(a.iri, b.iri)
        ):
            continue
        score, reasons = _compare(a, b)
        if score >= ENOUGH:
            found.append(Suggestion(a.iri, b.iri, a.label, b.label, round(score, 2), tuple(reasons)))
    found.sort(key=lambda s: (-s.score, s.a, s.b))
    return found[:limit]


def _actors(statements: Iterable[Statement], base: ActorBase) -> dict[str, _Seen]:
    actors: dict[str, _Seen] = {}

    def note(participant: Participant) -> _Seen | None:
        if _UNNAMED.search(participant.id) and base.get(participant.id) is None:
            return None
        seen = actors.get(participant.id)
        if seen is None:
            actor = base.get(participant.id)
            seen = actors[participant.id] = _Seen(participant.id, participant.label, participant.type)
            if actor is not None:
                seen.known, seen.country, seen.label, seen.type = True, actor.country, actor.label, actor.type
                for name in (*actor.aliases, *actor.ambiguous):
                    seen.add(name)
            seen.add(seen.label)
        seen.count += 1
        for name in participant.names if seen.known or seen.type != "Person" else ():
            seen.add(name)
        return seen

    for statement in statements:
        subject, object_ = note(statement.subject), note(statement.object)
        for participant in (statement.by, statement.place):
            if participant is not None:
                note(participant)
        if subject is not None:
            subject.neighbours.add((statement.relation, statement.object.id))
        if object_ is not None:
            object_.neighbours.add((statement.relation + "←", statement.subject.id))
    return actors


def _pairs(actors: dict[str, _Seen]) -> list[tuple[str, str]]:
    """Pairs worth comparing: they share a longer word of a name, its beginning, or an acronym; not both of the base."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for seen in actors.values():
        for folded, written in seen.names.items():
            for word in folded.split():
                if len(word) > 3:
                    blocks[word[:4]].add(seen.iri)
            initials = _initials(written)
            if len(initials) > 2:
                blocks["acronym " + initials].add(seen.iri)
            if written.isupper() and len(folded) > 2:
                blocks["acronym " + folded.replace(" ", "")].add(seen.iri)
    pairs: set[tuple[str, str]] = set()
    for block in blocks.values():
        if len(block) > 200:  # "National …": too common to tell anything
            continue
        members = sorted(block)
        for index, first in enumerate(members):
            pairs.update(
                (first, second) for second in members[index + 1 :] if not (actors[first].known and actors[second].known)
            )
    return sorted(pairs)


def _compare(a: _Seen, b: _Seen) -> tuple[float, list[str]]:
    if a.type != b.type and not any({a.type, b.type} <= group for group in _LIKE):
        return 0.0, []
    score, reasons = _by_names(a, b)
    if not score:
        return 0.0, []
    if a.type == b.type:
        score += 0.2
        reasons.append(f"both are of type {a.type}")
    if a.country and a.country == b.country:
        score += 0.2
        reasons.append("the same country")
    shared = a.neighbours & b.neighbours
    if shared:
        score += min(0.2 * len(shared), 0.6)
        relation, _ = min(shared)
        reasons.append(f"{len(shared)} shared neighbour{'s' if len(shared) > 1 else ''} ({relation.rstrip('←')})")
    return score, reasons


def _by_names(a: _Seen, b: _Seen) -> tuple[float, list[str]]:
    """How much the names speak for one actor; the best reason of each kind."""
    score, reasons = 0.0, []
    shared = sorted(set(a.names) & set(b.names))
    if shared:
        score += 1.0
        reasons.append(f"both are called “{a.names[shared[0]]}”")
    joined = {folded.replace(" ", ""): folded for folded in a.names}
    letters = sorted(f for f in b.names if f not in a.names and f.replace(" ", "") in joined)
    if letters:
        score += 1.0
        reasons.append(f"the same letters: “{a.names[joined[letters[0].replace(' ', '')]]}”, “{b.names[letters[0]]}”")
    for one, other in ((a, b), (b, a)):
        short = [w for f, w in one.names.items() if w.isupper() and len(f) > 2]
        whole = [
            w for w in other.names.values() if _initials(w) in {key(s).replace(" ", "") for s in short} and " " in w
        ]
        if whole and not shared:
            score += 0.8
            reasons.append(f"{_initials(whole[0]).upper()} are the initials of “{whole[0]}”")
            break
    if not score:
        ratio, x, y = max(
            ((fuzz.ratio(x, y), x, y) for x in sorted(a.names) for y in sorted(b.names) if min(len(x), len(y)) > 5),
            default=(0.0, "", ""),
        )
        if ratio >= CLOSE:
            score += 0.8 + (ratio - CLOSE) / 40
            reasons.append(f"spelled nearly alike: “{a.names[x]}”, “{b.names[y]}”")
        else:
            words_a, words_b = set(key(a.label).split()) - _SMALL_WORDS, set(key(b.label).split()) - _SMALL_WORDS
            small = min(words_a, words_b, key=len)
            if len(small) > 1 and small <= (words_a & words_b):
                score += 0.8
                reasons.append(f"“{a.label}” and “{b.label}” share their words")
    return score, reasons


def _initials(name: str) -> str:
    words = name.replace("-", " ").split()
    return "".join(word[0] for word in words if word[:1].isupper()).lower() if len(words) > 1 else ""
