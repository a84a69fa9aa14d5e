"""Predicates: the verbs, nouns and adjectives of the lexicon whose argument pattern is filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.candidate import Candidate, Filler, combine
from kg.extraction.fillers import Fillers
from kg.extraction.fitting import fits
from kg.extraction.lexicon import Entry
from kg.extraction.mention import Mention
from kg.extraction.nouns import Nouns
from kg.extraction.verbs import Verbs

# Relations of which the place of the event is an object as well, and the relation it then has.
_AT_PLACE = {
    "struck": "struck",
    "killed": "struck",
    "wounded": "struck",
    "aided": "aided",
    "pledgedTo": "pledgedTo",
    "coerced": "coerced",
}
_ENDING = frozenset("cease halt stop end suspend".split())
_WATERS = frozenset("ocean sea strait channel".split())  # "rescued sailors in the Arctic *Ocean*" did not aid it
# Who weakens an army somewhere has not fired at the place.
_NO_BLOWS = frozenset("defeat degrade weaken".split())
_INSIDE = frozenset("in inside across throughout".split())


class Predicates:
    """Reads the predicates of one document."""

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers
        self.view = fillers.view
        self.tree = fillers.tree
        self.arguments = fillers.arguments
        self.by_token = fillers.by_token
        self.verbs = Verbs(fillers)
        self.nouns = Nouns(fillers)
        self.consumed: set[int] = set()  # nouns that a light verb has taken

    def predicate(self, trigger: int, rows: list[Entry]) -> list[Candidate]:
        """Candidates of one trigger: the first, most specific relation whose pattern is filled."""
        tree = self.tree
        particles = {tree.lower[c] for c in tree.children[trigger] if tree.deprel[c] == "compound:prt"}
        chosen: str | None = None
        found: list[Candidate] = []
        for entry in rows:
            if chosen is not None and entry.relation != chosen:
                continue
            if found and entry.weight < 0.8:
                continue
            if entry.kind == "verb":
                if not self.verbs.particle_fits(trigger, entry, particles):
                    continue
                noun = self.verbs.light_noun(trigger, entry)
                if entry.nouns and noun is None:
                    continue
                if not entry.nouns and entry.noun_slots and not self.verbs.has(trigger, entry.noun_slots):
                    continue
                if self._excluded(trigger, entry, noun):
                    continue
                made = list(self.verbs.pairs(trigger, entry, noun, nearby=not found))
                if (
                    made
                    and noun is not None
                    and not (entry.relation == "concededTo" and tree.lemma[trigger] in _ENDING)
                ):
                    self.consumed.add(noun)  # what is to cease is told as well
            elif entry.kind == "noun":
                if (
                    "head" in entry.subject
                    and entry.relation in ("citizenOf", "basedIn", "locatedIn")
                    and self.nouns.denoted(trigger) == [trigger]
                ):
                    continue  # structure.py reads these off the mentions
                if self._excluded(trigger, entry, trigger):
                    continue
                made = list(self.nouns.pairs(trigger, entry))
            else:
                made = list(self._adjective_pairs(trigger, entry))
            for candidate in made:
                if not any(
                    c.subject.entity is candidate.subject.entity and c.object.entity is candidate.object.entity
                    for c in found
                ):
                    found.append(candidate)
            if found:
                chosen = found[0].relation
        return found + self._at_places(trigger, found)

    def _at_places(self, trigger: int, found: list[Candidate]) -> list[Candidate]:
        """Where force was used or help given, the place is an object too ("bombed rebels *in Idlib*")."""
        tree = self.tree
        out: list[Candidate] = []
        for candidate in found:
            name = _AT_PLACE.get(candidate.relation)
            if name is None or (name == "struck" and tree.lemma[trigger] in _NO_BLOWS):
                continue
            if (
                candidate.object.entity is not None
                and candidate.object.entity.type in ("State", "Place")
                and candidate.object.kind == "name"
            ):
                continue
            relation = self.fillers.relations[name]
            heads = [trigger, candidate.object.head, *(c for c in tree.kids(trigger, "obj", "obl"))]
            for child in dict.fromkeys(
                c for head in heads for c in tree.kids(head, "obl", "nmod") if tree.prepositions(c) & _INSIDE
            ):
                place = self.by_token.get(child)
                if (
                    place is None
                    or place.kind != "name"
                    or place.entity is None
                    or place.entity.type not in ("State", "Place")
                    or place.entity is candidate.subject.entity
                    or tree.lower[place.end - 1] in _WATERS
                    or self._at_home(candidate.subject, place)
                ):
                    continue
                if not fits(place, relation, "object"):
                    continue
                out.append(
                    replace(
                        candidate,
                        relation=name,
                        object=place,
                        weight=candidate.weight * 0.6,
                        how=f"{candidate.how}; where it happened",
                    )
                )
                break
        return out

    def _at_home(self, subject: Mention, place: Mention) -> bool:
        """Whether a group fights in its own country ("Syrian militias attacked Russian targets in Syria")."""
        beside = (self.by_token.get(c) for c in self.tree.kids(subject.head, "amod", "compound"))
        return any(other is not None and other.entity is place.entity for other in beside)

    def _excluded(self, trigger: int, entry: Entry, noun: int | None) -> bool:
        if not entry.exclude:
            return False
        tree = self.tree
        if noun is not None:
            words = {tree.lemma[c] for c in tree.children[noun] if tree.dep[c] in ("amod", "compound", "nmod")}
            return bool(words & entry.exclude)
        obliques = [t for slot in entry.object if slot[:4] == "obl:" for t in self.arguments.slot(trigger, slot)]
        for token in (*self.arguments.objects(trigger), *tree.kids(trigger, "obj"), *obliques):
            if token in self.view.in_name:
                continue
            words = {tree.lemma[token], tree.lower[token]}
            if token not in self.by_token:  # "struck an oil deal", but not "struck an oil refinery"
                words |= {tree.lemma[c] for c in tree.children[token] if tree.dep[c] == "compound"}
            if words & entry.exclude:
                return True
        return False

    def _adjective_pairs(self, adjective: int, entry: Entry) -> Iterator[Candidate]:
        tree, arguments = self.tree, self.arguments
        relation = self.fillers.relations[entry.relation]
        subject = arguments.surface_subject(adjective)
        if subject is None and tree.dep[adjective] in ("acl", "amod", "appos"):
            subject = tree.head[adjective]
        if subject is None:
            return
        sides: dict[str, list[Filler]] = {}
        for side, slots in (("subject", entry.subject), ("object", entry.object)):
            for slot in slots:
                tokens = [subject] if slot in ("nsubj", "obj") else arguments.slot(adjective, slot)
                sides[side] = self.fillers.fill(tokens, relation, side, entry.only if side == "object" else frozenset())
                if sides[side]:
                    break
        yield from combine(
            entry, relation, sides.get("subject", []), sides.get("object", []), adjective, entry.name, "adjective"
        )
