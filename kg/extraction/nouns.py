"""Nominal predicates: the actors in the slots of a noun ("X's strike on Y", "talks between X and Y")."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.candidate import Candidate, Filler, combine
from kg.extraction.fillers import Fillers
from kg.extraction.lexicon import Entry

# What an attack is made with, not on: "a drone attack".
_WEAPONS = frozenset(
    "drone missile rocket mortar artillery bomb car truck vehicle boat tank jet helicopter gun knife gas grenade shell mine "
    "submarine warship plane aircraft".split()
)


class Nouns:
    """Reads the nouns of one document."""

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers
        self.view = fillers.view
        self.tree = fillers.tree
        self.arguments = fillers.arguments

    def pairs(self, noun: int, entry: Entry) -> Iterator[Candidate]:
        """What an entry says of a noun."""
        arguments, tree = self.arguments, self.tree
        relation = self.fillers.relations[entry.relation]
        if "between" in entry.subject and "between" in entry.object:
            tokens = [t for c in arguments.noun_slot(noun, "between") for t in arguments.expand(c)]
            fillers = self.fillers.fill(tokens, relation, "subject", expand=False)
            if len(fillers) > 1:
                yield from combine(
                    entry, relation, fillers[:1], fillers[1:], noun, f"{entry.name} (between)", "nominal"
                )
                return
        if relation.symmetric and (pair := self._hyphenated(noun)):
            fillers = self.fillers.fill(pair, relation, "subject", plain=True, expand=False)
            if len(fillers) == 2:
                yield from combine(
                    entry,
                    relation,
                    fillers[:1],
                    fillers[1:],
                    noun,
                    f"{entry.name} (“X-Y {tree.text[noun]}”)",
                    "nominal",
                )
                return
        subjects: list[Filler] = []
        subject_slot = ""
        for slot in entry.subject:
            subject_slot = slot
            if slot == "between":
                continue
            tokens = (
                arguments.support_subject(noun)
                if slot == "support"
                else (self._member(noun) if relation.name == "memberOf" else self.denoted(noun))
                if slot == "head"
                else arguments.noun_slot(noun, slot)
            )
            expand = slot != "head" or not self._closed(noun)
            subjects = self.fillers.fill(tokens, relation, "subject", plain=True, expand=expand)
            if subjects:
                break
        if not subjects:
            subject_slot = "attributed"
            subjects = self.fillers.attributed(noun, relation)
        if not subjects:
            return
        if (
            subject_slot == "head"
            and relation.symmetric
            and len(subjects) > 1
            and tree.child(noun, "cop") is not None
            and tree.child(noun, "nmod") is None
        ):
            yield from combine(
                entry, relation, subjects[:1], subjects[1:], noun, f"{entry.name} (predicate)", "nominal"
            )
            return
        taken = {id(f.mention) for f in subjects}
        for slot in entry.object:
            if slot == "between" or (slot == subject_slot and slot not in ("compound", "amod")):
                continue
            tokens = self.denoted(noun) if slot == "head" else arguments.noun_slot(noun, slot)
            if slot == "compound" and relation.name == "struck":
                tokens = [t for t in tokens if tree.lemma[t] not in _WEAPONS]
            objects = [
                f
                for f in self.fillers.fill(
                    tokens,
                    relation,
                    "object",
                    entry.only,
                    plain=slot in ("amod", "compound"),
                    expand=slot != "head" or not self._closed(noun),
                )
                if id(f.mention) not in taken
            ]
            if objects:
                weight = "nominal support" if subject_slot == "support" else "nominal"
                yield from combine(
                    entry, relation, subjects, objects, noun, f"{entry.name} ({subject_slot}, {slot})", weight
                )
                return

    def _hyphenated(self, noun: int) -> list[int]:
        """The two names of "Iran-Iraq war", "US-Taliban talks"."""
        tree = self.tree
        for index in range(noun - 1, max(noun - 6, 1), -1):
            if tree.text[index] in ("-", "–") and index - 1 in self.view.in_name and index + 1 in self.view.in_name:
                return [index - 1, index + 1]
            if tree.text[index] in (",", ".", "and"):
                break
        return []

    def _closed(self, noun: int) -> bool:
        """Whether a noun has its own phrase before its conjuncts: "three members *of the party* and the driver"."""
        tree = self.tree
        last = max(tree.kids(noun, "conj"), default=-1)
        return any(
            noun < c < last and tree.case(c) in ("of", "in", "for", "from", "to") for c in tree.kids(noun, "nmod")
        )

    def denoted(self, noun: int) -> list[int]:
        """Whom a noun denotes: itself, or the subject of which it is the predicate, or the name it is an apposition to."""
        tree = self.tree
        if tree.child(noun, "cop") is not None and (subject := self.arguments.surface_subject(noun)) is not None:
            return [subject]
        if tree.dep[noun] == "appos" and tree.head[noun] in self.view.in_name:
            return [tree.head[noun]]
        return [noun]

    def _member(self, noun: int) -> list[int]:
        """Who is a member as which they act: "fought *as part of* X", "jailed *as a member of* X"; else whom it denotes."""
        verb = self.tree.head[noun]
        if self.tree.dep[noun] == "obl" and self.tree.case(noun) == "as":
            return self.arguments.objects(verb) or self.arguments.subjects(verb)
        return self.denoted(noun)
