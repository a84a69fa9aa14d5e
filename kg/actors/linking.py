"""Linking: which actor of the base a name means here, given its neighbours, its syntax and the date; or none."""

from __future__ import annotations

import csv
import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kg.actors.base import ActorBase
from kg.actors.matcher import Candidate, Matcher
from kg.actors.model import Actor
from kg.actors.names import key
from kg.resources import ontology

CLOSE = 92.5  # rapidfuzz ratio from which two spellings are one name; below, transliterations of other names slip in
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
    """Looks names up in an actor base. Build it once; `link` and `close` are cheap."""

    def __init__(self, base: ActorBase) -> None:
        self.base = base
        self.matcher = Matcher(base, _other_senses())
        self._offices: dict[tuple[str, str], list[tuple[Actor, int]]] = {}
        for actor in base:
            for number, office in enumerate(actor.offices):
                self._offices.setdefault((office.role, office.of), []).append((actor, number))
        self._surnames: dict[str, list[Actor]] = {}
        self._close: dict[str, dict[tuple[int, str], tuple[list[str], list[Actor]]]] = {}
        self._joined: dict[str, dict[str, list[Actor]]] = {}

    def context(self, matches: Iterable[Sequence[Candidate]], described: Iterable[str] = ()) -> Counter[str]:
        """What a document is about, as counts: its surely named actors, their states and umbrellas.

        `described` are the types of the descriptions in it ("ArmedGroup" for "jihadists"); they count under their own
        name, and speak for an ambiguous name of that type where nothing else does.
        """
        seen: Counter[str] = Counter(described)
        for candidates in matches:
            sure = {c.actor.id: c.actor for c in candidates if c.kind != "ambiguous"}
            if not sure:  # "English" does not make England a topic, but hints at its state (not to England itself)
                only = {c.actor.id: c.actor for c in candidates}
                if len(only) == 1:
                    for actor in only.values():
                        for related in _related(actor):
                            seen.update(("~" + related, f"~{related}~{actor.id}"))
                continue
            if len(sure) != 1:
                states = {i: a for i, a in sure.items() if a.type == "State"}
                sure = states if len(states) == 1 else {}
            if len({c.actor.country or c.actor.id for c in candidates}) > 1:
                continue  # Tripoli speaks neither for Libya nor for Lebanon
            for actor in sure.values():
                seen[actor.id] += 2
                seen.update(_related(actor))
        return seen

    def link(
        self,
        candidates: Sequence[Candidate],
        *,
        context: Counter[str],
        ner: str = "",
        locative: bool = False,
        date: str | None = None,
        role: str = "",
        described: str = "",
    ) -> Link | None:
        """The actor that one matched name means, or None where nothing decides.

        `context` comes from `context()`; `ner` is the entity label of the span, if any; `locative` says that the
        name stands where a place stands ("in Baghdad"); `date` is the document's ISO date; `role` is the post that
        stands before the name ("president"), `described` the type of a description there ("the watchdog …").
        """
        by_id: dict[str, Candidate] = {}
        for candidate in candidates:
            held = by_id.get(candidate.actor.id)
            if held is None or (held.kind == "ambiguous" and candidate.kind != "ambiguous"):
                by_id[candidate.actor.id] = candidate
        options = list(by_id.values())
        if len(options) > 1 and date:
            options = [c for c in options if _exists(c.actor, date)] or options
        if (person := _office_bearer(options, role, date)) is not None:
            return Link(person.actor, 0.9, f"{role} “{person.shape}”".lstrip() + (f" on {date}" if date else ""))
        sure = [c for c in options if c.kind != "ambiguous"]
        metonyms = [c for c in sure if c.kind == "metonym"]
        if len(metonyms) == 1 and (places := [c for c in options if c.kind != "metonym" and c.actor.type == "Place"]):
            return self._capital(metonyms[0], places, context, locative)
        if len(sure) == 1:
            candidate = sure[0]
            clash = _clashes(candidate, ner)
            long = " " in candidate.shape or "-" in candidate.shape
            if len(options) == 1:
                if clash and candidate.kind in ("metonym", "adjective") and not long:
                    return None
                return Link(candidate.actor, 0.8 if clash else 0.98, f"{candidate.kind} “{candidate.shape}”")
            rival = self._by_context(options, context, ner, locative, described)
            if rival is not None and rival.actor is not candidate.actor and rival.score >= 0.85:
                return rival if _speaks(context, rival.actor) > _speaks(context, candidate.actor) else None
            if not clash:
                return Link(candidate.actor, 0.9, f"{candidate.kind} “{candidate.shape}”")
        return self._by_context(_state_or_seat(options, locative), context, ner, locative, described)

    def _capital(self, metonym: Candidate, places: Sequence[Candidate], context: Counter[str], locative: bool) -> Link:
        """The place where a seat of government stands as one, else the government; by context where towns share it."""
        state = metonym.actor
        home = state.country or state.id
        here = [c for c in places if c.actor.country == home] or list(places)
        place = next((c for c in here if c.kind != "ambiguous"), here[0]).actor
        scored = sorted(
            ((_speaks(context, c.actor), c.actor.id, c.actor) for c in places if c.actor.country != home), reverse=True
        )
        if scored and scored[0][0] > _speaks(context, place) + (1 if locative else 3):
            return Link(scored[0][2], 0.85, f"ambiguous name “{metonym.shape}” settled by context")
        if locative:
            return Link(place, 0.95, f"name of a place: {place.label}")
        return Link(state, 0.85, f"capital standing for {state.label}", place)

    def _by_context(
        self, options: Sequence[Candidate], context: Counter[str], ner: str, locative: bool, described: str
    ) -> Link | None:
        """The option for which the document's other names speak, if exactly one stands out."""
        scored: list[tuple[float, Candidate]] = []
        for candidate in options:
            actor = candidate.actor
            score = float(_speaks(context, actor))
            if ner:
                # the recogniser takes many a town for a person; a text about its country knows better
                weak = ner == "PERSON" and actor.type == "Place" and context[actor.country] >= 2
                score += (-1.0 if weak else -3.0) if _clashes(candidate, ner) else 0.6
            if actor.type == "Person" and ner != "PERSON":
                score -= 2.0
            if actor.type in ("ArmedGroup", "Organization"):
                score += 1.6 if described == actor.type else -1.0 if described else 0.0
            if actor.type == "ArmedGroup" and candidate.shape.isupper():
                score += (0.6 if len(options) > 1 else 1.0) * min(context["ArmedGroup"], 2)
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
            actor.id: actor
            for actor, number in self._offices.get((role, of), ())
            if actor.offices[number].held_on(date)
        }
        if len(holders) > 1:  # a day of change: the one who had just come in is usually meant
            return None
        return next(iter(holders.values()), None)

    def titled(self, surname: str, role: str, context: Counter[str], date: str | None) -> Link | None:
        """The one holder of a post with that surname ("President Gbagbo"): on the date, else of a state in context."""
        if not self._surnames:
            for actor in self.base:
                if actor.offices and " " in (name := key(actor.label)):
                    self._surnames.setdefault(name.rpartition(" ")[2], []).append(actor)
        holders = {
            actor.id: actor
            for actor in self._surnames.get(key(surname).rpartition(" ")[2], ())
            if key(actor.label).endswith(" " + key(surname))
            for office in actor.offices
            if (office.role == role or office.role.endswith(" " + role) or office.role.startswith(role + " of "))
            and (office.held_on(date) if date else context[office.of] or context[actor.country])
        }
        if len(holders) != 1:
            return None
        return Link(next(iter(holders.values())), 0.85, f"{role} “{surname}”" + (f" on {date}" if date else ""))

    def close(self, name: str, types: frozenset[str]) -> Link | None:
        """An actor whose name is spelled nearly so, of one of the types; for long names only."""
        wanted = key(name)
        if len(wanted) < 7 or " " not in wanted:
            return None
        group = "|".join(sorted(types))
        if group not in self._close:
            self._index(group, types)
        same = {actor.id: actor for actor in self._joined[group].get(wanted.replace(" ", ""), ())}
        if len(same) == 1:  # "Hu Jin-tao", "Roh Moohyun"
            return Link(next(iter(same.values())), 0.9, "same letters, other spaces")
        if len(wanted) < 9:
            return None
        names, bearers = self._close[group].get(_outline(wanted), ([], []))
        found = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=3)
        actors = {bearers[index].id: (score, names[index], bearers[index]) for _, score, index in found}
        if len(actors) != 1:
            return None
        score, folded, actor = next(iter(actors.values()))
        return Link(actor, 0.6 + (score - CLOSE) / 50, f"spelled nearly like “{folded}”")

    def _index(self, group: str, types: frozenset[str]) -> None:
        """Names of one or several types for `close`: lists by outline for near spellings, a table by letters alone."""
        pool: dict[tuple[int, str], tuple[list[str], list[Actor]]] = {}
        joined: dict[str, list[Actor]] = {}
        for folded, candidates in self.matcher.keys():  # noqa: SIM118
            if " " not in folded or candidates[0].actor.type not in types:
                continue
            if len(folded) >= 9:
                names, bearers = pool.setdefault(_outline(folded), ([], []))
                names.append(folded)
                bearers.append(candidates[0].actor)
            if all(c.kind == "name" for c in candidates):
                joined.setdefault(folded.replace(" ", ""), []).append(candidates[0].actor)
        self._close[group] = pool
        self._joined[group] = joined


def _outline(folded: str) -> tuple[int, str]:
    """What even a bad spelling keeps of a name: how many words it has, and with which letter the last begins."""
    return folded.count(" "), folded.rpartition(" ")[2][:1]


def _related(actor: Actor) -> set[str]:
    return {actor.country, *actor.parents} - {""}


def _speaks(context: Counter[str], actor: Actor) -> float:
    """How much a document's other names speak for an actor: itself, its state, its umbrella or containing place."""
    state = 0
    if actor.country:
        hints = context["~" + actor.country] - context[f"~{actor.country}~{actor.id}"]
        state = min(context[actor.country] + min(hints, 1), 3)
    return 3 * min(context[actor.id], 2) + state + sum(min(context[parent], 2) for parent in actor.parents)


def _state_or_seat(options: Sequence[Candidate], locative: bool) -> Sequence[Candidate]:
    """Of a state and a town of it that share an ambiguous name ("Santiago"), the one that the syntax speaks for."""
    states = {c.actor.id for c in options if c.actor.type == "State"}
    towns = {c.actor.country for c in options if c.actor.type == "Place"} & states
    if locative:
        return [c for c in options if c.actor.id not in towns]
    return [c for c in options if c.actor.type != "Place" or c.actor.country not in towns]


def _office_bearer(options: Sequence[Candidate], role: str, date: str | None) -> Candidate | None:
    """The one of several persons who held a post of that name, on the date if there is one ("President Bush")."""
    if all(c.kind != "ambiguous" for c in options):
        return None
    posts = [
        (c, office)
        for c in options
        if c.actor.type == "Person" and (post := role or c.shape.rpartition(" ")[0].lower())
        for office in c.actor.offices
        if office.role == post
    ]
    holders = {c.actor.id: c for c, office in posts if not date or office.held_on(date)}
    if not holders and date:  # "former president", or a text that looks back
        holders = {c.actor.id: c for c, office in posts if office.start and office.start <= date}
    return next(iter(holders.values())) if len(holders) == 1 else None


@functools.cache
def _other_senses() -> tuple[str, ...]:
    """Phrases that contain a name and mean something else (`ontology/other-senses.csv`)."""
    with ontology("other-senses.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["phrase"] for row in csv.DictReader(line for line in file if not line.startswith("#")))


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
