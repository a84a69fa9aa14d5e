"""Verbal predicates: the actors in the slots of a verb, of a light verb with its noun, of a verb with its particle."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.candidate import Candidate, Filler, combine
from kg.extraction.events import events_around
from kg.extraction.fillers import Fillers, fits
from kg.extraction.lexicon import Entry
from kg.ontology import Relation

_DIRECT = frozenset(
    "metWith visited leads memberOf basedIn locatedIn alliedWith cooperatesWith killed wounded protested citizenOf officialOf clashedWith".split()
)
_TOWARDS = frozenset("against on upon at to with toward towards for over into of in".split())
_VIOLENT = frozenset({"killed", "wounded", "detained", "struck", "captured"})


class Verbs:
    """Reads the verbs of one document."""

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers
        self.view = fillers.view
        self.tree = fillers.tree
        self.arguments = fillers.arguments
        self.by_token = fillers.by_token

    def pairs(self, verb: int, entry: Entry, noun: int | None) -> Iterator[Candidate]:
        """What an entry says of a verb, and of the noun of a light verb."""
        arguments = self.arguments
        relation = self.fillers.relations[entry.relation]
        subjects: list[Filler] = []
        for slot in entry.subject:
            tokens = arguments.slot(verb, slot, noun)
            subjects = self.fillers.fill(tokens, relation, "subject")
            if subjects:
                break
        if not subjects and entry.relation in _VIOLENT and arguments.passive(verb):
            subjects = self.fillers.fill(events_around(self.view, verb), relation, "subject")
        if not subjects:
            return
        objects: list[Filler] = []
        used = ""
        for slot in entry.object:
            used = slot
            if slot == "conj":
                objects = subjects[1:] if len(subjects) > 1 and relation.symmetric else []
                if objects:
                    subjects = subjects[:1]
            else:
                tokens = [t for t in arguments.slot(verb, slot, noun) if t != noun]
                objects = self.fillers.fill(tokens, relation, "object", entry.only)
            if objects:
                break
        if (
            objects
            and objects[0].how == "unlisted noun"
            and not any(
                f.mention.entity is not None
                and (f.mention.entity.named or f.mention.entity.type in ("ArmedGroup", "GovernmentBody"))
                for f in subjects
            )
        ):
            return  # "Readers bombarded the magazine", "the mayor killed the engine"
        if (
            not objects
            and entry.weight >= 0.8
            and entry.relation not in _DIRECT
            and (not entry.particle or entry.nouns)
        ):
            used = "within the object"
            objects = self._within(verb, noun, relation, entry.only, {id(f.mention.entity) for f in subjects})
        how = f"{entry.name} ({'passive' if arguments.passive(verb) else 'active'}, {used})"
        yield from combine(entry, relation, subjects, objects, verb, how, "light verb" if entry.nouns else "verb")

    def particle_fits(self, verb: int, entry: Entry, particles: set[str]) -> bool:
        """Whether a verb has the particle that an entry asks for, or none if it asks for none."""
        if not entry.particle:
            return not particles
        if entry.particle in particles:
            return True
        tree = self.tree
        words = entry.particle.split()
        for child in tree.children[verb]:
            if tree.lower[child] == words[-1] and tree.dep[child] in (
                "advmod",
                "xcomp",
                "obl",
                "compound",
                "case",
                "obj",
                "iobj",
            ):
                return True
        return tree.lower[verb + 1 : verb + 1 + len(words)] == words

    def light_noun(self, verb: int, entry: Entry) -> int | None:
        """The noun that a light-verb entry asks for, among the fillers of its slot."""
        if not entry.nouns:
            return None
        tree, arguments = self.tree, self.arguments
        for slot in entry.noun_slots:
            if slot in ("xcomp", "ccomp"):
                fillers = tree.kids(verb, slot)
            elif slot == "nsubj":
                subject = arguments.surface_subject(verb)
                fillers = [] if subject is None else [subject]
            else:
                fillers = arguments.slot(verb, slot)
            for filler in fillers:
                for token in tree.conjuncts(filler):
                    if tree.lemma[token] in entry.nouns or tree.lower[token] in entry.nouns:
                        return token
                    if "money" in entry.nouns and (
                        tree.text[token] in ("$", "€", "£", "¥", "US$")
                        or tree.lemma[token] in ("million", "billion", "dollar")
                    ):
                        return token
        return None

    def _within(
        self, verb: int, noun: int | None, relation: Relation, only: frozenset[str], taken: set[int]
    ) -> list[Filler]:
        """The first named actor inside the object phrase, where the pattern's own slots are empty: "rejected an appeal
        by lawyers of X". Clauses inside the phrase are left alone."""
        tree = self.tree
        heads = [noun] if noun is not None else self.arguments.objects(verb)
        if noun is not None:
            heads += [c for c in tree.kids(verb, "obl") if c > noun and tree.case(c) in _TOWARDS]
        for head in heads:
            stack = [head]
            inside: list[int] = []
            while stack:
                node = stack.pop()
                inside.append(node)
                stack += [
                    c
                    for c in tree.children[node]
                    if tree.dep[c] in ("nmod", "amod", "compound", "flat", "appos") and c != verb
                ]
            for token in sorted(inside):
                mention = self.by_token.get(token)
                if (
                    mention is None
                    or mention.kind == "pronoun"
                    or mention.entity is None
                    or not mention.entity.named
                    or id(mention.entity) in taken
                ):
                    continue
                if mention.head != token or not fits(mention, relation, "object", only):
                    continue
                return [Filler(mention, 0.6 * mention.sure, f"named within the {tree.text[head]}")]
        return []
