"""Linking: which actor of the base a name means here, given its neighbours, its syntax and the date; or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kg.actors.base import ActorBase
from kg.actors.matcher import Candidate, Matcher
from kg.actors.model import Actor
from kg.actors.names import key

CLOSE = 93  # rapidfuzz ratio from which two spellings are one name; below, transliterations of other names slip in
_NER_TYPES = {
    "PERSON": {"Person"},
    "ORG": {"Organization", "ArmedGroup", "GovernmentBody"},
    "GPE": {"State", "Place"},
    "LOC": {"Place", "State"},
    "NORP": {"Population", "ArmedGroup", "State", "Organization"},
}


@dataclass(frozen=True, slots=True)
class Link:
    """An actor for a name; `score` between 0 and 1; `how` says why, for explanations."""

    actor: Actor
    score: float
    how: str
    place: Actor | None = None


class Linker:
    """Looks names up in an actor base. Build it once; `link` and `link_text` are cheap."""

    def __init__(self, base: ActorBase) -> None:
        self.base = base
        self.matcher = Matcher(base)
        self._offices: dict[tuple[str, str], list[tuple[Actor, int]]] = {}
        for actor in base:
            for number, office in enumerate(actor.offices):
                self._offices.setdefault((office.role, office.of), []).append((actor, number))
        self._close: dict[str, list[tuple[str, Actor]]] = {}

    def context(self, matches: Iterable[Sequence[Candidate]]) -> Counter[str]:
        """How often each actor, its country and its umbrella occur among the sure names of a document."""
        seen: Counter[str] = Counter()
        for candidates in matches:
            sure = {c.actor.id: c.actor for c in candidates if c.kind != "ambiguous"}
            if len(sure) != 1:
                states = {i: a for i, a in sure.items() if a.type == "State"}
                sure = states if len(states) == 1 else {}
            for actor in sure.values():
                seen[actor.id] += 2
                for related in {actor.country, *actor.parents} - {""}:
                    seen[related] += 1
        return seen

    def link(
        self,
        candidates: Sequence[Candidate],
        *,
        context: Counter[str],
        ner: str = "",
        locative: bool = False,
        date: str | None = None,
    ) -> Link | None:
        """The actor that one matched name means.

        `context` comes from `context()`; `ner` is the entity label of the span, if any; `locative` says that the
        name stands where a place stands ("in Baghdad"); `date` is the document's ISO date.
        """
        by_id: dict[str, Candidate] = {}
        for candidate in candidates:
            held = by_id.get(candidate.actor.id)
            if held is None or (held.kind == "ambiguous" and candidate.kind != "ambiguous"):
                by_id[candidate.actor.id] = candidate
        options = list(by_id.values())
        if len(options) > 1 and date:
            living = [c for c in options if _exists(c.actor, date)]
            options = living or options
        sure = [c for c in options if c.kind != "ambiguous"]
        metonyms = [c for c in sure if c.kind == "metonym"]
        places = [c for c in sure if c.kind != "metonym" and c.actor.type == "Place"]
        if metonyms and places:  # a capital: the place where it is a place, else the government
            place = places[0].actor
            if locative:
                return Link(place, 0.95, f"name of a place: {place.label}")
            if len(metonyms) == 1:
                return Link(metonyms[0].actor, 0.85, f"capital standing for {metonyms[0].actor.label}", place)
        if len(sure) == 1 and len(options) == 1:
            candidate = sure[0]
            clash = _clashes(candidate, ner)
            if clash and candidate.kind in ("metonym", "adjective"):
                return None
            return Link(candidate.actor, 0.8 if clash else 0.98, f"{candidate.kind} “{candidate.shape}”")
        if len(sure) == 1 and not _clashes(sure[0], ner):
            return Link(sure[0].actor, 0.9, f"{sure[0].kind} “{sure[0].shape}”")
        return self._by_context(options, context, ner, locative)

    def _by_context(self, options: Sequence[Candidate], context: Counter[str], ner: str, locative: bool) -> Link | None:
        """The option for which the document's other names speak, if exactly one stands out."""
        scored: list[tuple[float, Candidate]] = []
        for candidate in options:
            actor = candidate.actor
            score = 3.0 * min(context[actor.id], 2) + min(context[actor.country], 3) * (1.0 if actor.country else 0)
            score += sum(min(context[parent], 2) for parent in actor.parents)
            if ner:
                score += -3.0 if _clashes(candidate, ner) else 0.6
            if actor.type == "Person" and ner != "PERSON":
                score -= 2.0
            if candidate.kind == "ambiguous" and actor.type == "State":
                score += 0.8 if ner in ("GPE", "") else 0.0
            if locative and actor.type in ("State", "Place"):
                score += 0.3
            scored.append((score, candidate))
        scored.sort(key=lambda item: (-item[0], item[1].actor.id))
        if not scored or scored[0][0] < 1.0:
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < 0.8:
            return None
        return Link(scored[0][1].actor, 0.85, f"ambiguous name “{scored[0][1].shape}” settled by context")

    def holder(self, role: str, of: str, date: str | None) -> Actor | None:
        """Who held an office on a date ("president", "united-states", "2019-12-31"); None where unknown."""
        if not date:
            return None
        holders = {
            actor.id: actor for actor, number in self._offices.get((role, of), ()) if actor.offices[number].held_on(date)
        }
        if len(holders) > 1:  # a day of change: the one who had just come in is usually meant
            return None
        return next(iter(holders.values()), None)

    def close(self, name: str, types: frozenset[str]) -> Link | None:
        """An actor whose name is spelled nearly so, of one of the types; for long names only."""
        wanted = key(name)
        if len(wanted) < 9 or " " not in wanted:
            return None
        group = "|".join(sorted(types))
        if group not in self._close:
            self._close[group] = [
                (folded, candidates[0].actor)
                for folded, candidates in self.matcher.keys()
                if len(folded) >= 9 and " " in folded and candidates[0].actor.type in types
            ]
        pool = self._close[group]
        found = process.extract(wanted, [folded for folded, _ in pool], scorer=fuzz.ratio, score_cutoff=CLOSE, limit=3)
        actors = {pool[index][1].id: (score, pool[index]) for _, score, index in found}
        if len(actors) != 1:
            return None
        score, (folded, actor) = next(iter(actors.values()))
        if len(folded.split()) != len(wanted.split()) or folded.split()[-1][:1] != wanted.split()[-1][:1]:
            return None
        return Link(actor, 0.6 + (score - CLOSE) / 50, f"spelled nearly like “{folded}”")


def _clashes(candidate: Candidate, ner: str) -> bool:
    """Whether the entity label speaks against the candidate's type."""
    allowed = _NER_TYPES.get(ner)
    if allowed is None or candidate.kind in ("adjective", "people"):
        return False
    if candidate.kind == "metonym" and ner in ("GPE", "LOC", "ORG"):
        return False
    return candidate.actor.type not in allowed


def _exists(actor: Actor, date: str) -> bool:
    """Whether a historical actor still existed then; a grace of some years, since texts look back."""
    return actor.type == "Person" or not actor.end or int(actor.end[:4]) + 3 >= int(date[:4])
