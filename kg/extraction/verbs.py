"""Verbal predicates: the actors in the slots of a verb, of a light verb with its noun, of a verb with its particle."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.benefits import benefited
from kg.extraction.candidate import Candidate, Filler, combine
from kg.extraction.events import events_around
from kg.extraction.fillers import CONTAINERS, Fillers
from kg.extraction.fitting import fits
from kg.extraction.lexicon import Entry
from kg.extraction.refusals import carried, refused
from kg.ontology import Relation

_DIRECT = frozenset(
    "metWith visited leads memberOf basedIn locatedIn alliedWith cooperatesWith killed wounded protested citizenOf officialOf clashedWith captured released".split()
)
_AGAINST = frozenset("against on at along near facing opposite".split())
_PREDICATIVE = frozenset({"xcomp", "obl:as"})  # "called the raid *an aggression against X*": what is said of the object
_ADDRESSED = frozenset("demanded pledgedTo agreedWith threatened".split())
_TOWARDS = frozenset("against on upon at to with toward towards for over into of in".split())
# What only the state in which it happens does, where nobody else is named.
_TERRITORIAL = {
    **{("detained", lemma): "in" for lemma in ("arrest", "jail", "imprison", "sentence", "convict")},
    **{("expelled", lemma): "from" for lemma in ("expel", "deport", "banish", "evict", "extradite")},
    **{("coerced", lemma): "from" for lemma in ("deport", "evict")},
}
_COURTS = frozenset("court tribunal".split())
_CURRENCIES = frozenset(
    "million billion dollar euro pound yen yuan renminbi rouble ruble kroner krone krona kronor lira rupee rial riyal dirham "
    "dinar franc peso won shekel hryvnia".split()
)
_VIOLENT = frozenset({"killed", "wounded", "detained", "struck", "captured"})


class Verbs:
    """Reads the verbs of one document."""

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers
        self.view = fillers.view
        self.tree = fillers.tree
        self.arguments = fillers.arguments
        self.by_token = fillers.by_token

    def pairs(self, verb: int, entry: Entry, noun: int | None, *, nearby: bool = True) -> Iterator[Candidate]:
        """What an entry says of a verb, and of the noun of a light verb; with `nearby`, named actors within the object
        stand in for an object that is none."""
        arguments = self.arguments
        relation = self.fillers.relations[entry.relation]
        subjects: list[Filler] = []
        for slot in entry.subject:
            tokens = arguments.slot(verb, slot, noun)
            subjects = self.fillers.fill(tokens, relation, "subject")
            if subjects:
                break
        if not subjects and entry.relation in _VIOLENT and arguments.passive(verb):
            around = events_around(self.view, verb)
            first = self.tree.first_conjunct(verb)
            if not around and arguments.passive(first):  # "was targeted *and killed* in a raid by X"
                around = [event for event in events_around(self.view, first) if event > verb]
            subjects = self.fillers.fill(around, relation, "subject")
        if not subjects and arguments.passive(verb):
            subjects = self._territorial(verb, relation)
        if not subjects or refused(arguments, entry.relation, verb):
            return
        objects: list[Filler] = []
        used = ""
        slots = entry.object
        if "iobj" in slots and self.tree.child(verb, "iobj") is not None:
            slots = ("iobj", *slots)  # who is given something is its receiver, whatever else is said
        for slot in slots:
            used = slot
            if slot == "conj":
                if not relation.symmetric:
                    continue
                both = subjects if len(subjects) > 1 else self._joint(verb, relation)
                if len(both) > 1:
                    subjects, objects = both[:1], both[1:]
            elif slot == "noun" and noun is not None:  # "took twenty *hostages*"
                many = self.tree.tag[noun] == "NNS"
                objects = self.fillers.fill([noun], relation, "object", entry.only, expand=False) if many else []
            else:
                tokens = [t for t in arguments.slot(verb, slot, noun) if t != noun]
                mutual = len(subjects) > 1 and any(arguments.reciprocal(token) for token in tokens)
                objects = list(subjects) if mutual else self.fillers.fill(tokens, relation, "object", entry.only)
            if objects:
                break
        if (
            objects
            and objects[0].how == "unlisted noun"
            and not any(
                f.mention.entity is not None
                and (
                    f.mention.entity.named
                    or f.mention.entity.type in ("ArmedGroup", "GovernmentBody")
                    or self._armed(f)
                )
                for f in subjects
            )
        ):
            return  # "Readers bombarded the magazine", "the mayor killed the engine"
        if (
            not objects
            and nearby
            and (noun is not None or arguments.passive(verb) or any(slot.endswith("obj") for slot in entry.object))
            and entry.weight >= 0.8
            and entry.relation not in _DIRECT
            and (not entry.particle or entry.nouns)
        ):
            used = "within the object"
            said_of = "obj" in entry.object and _PREDICATIVE.issuperset(entry.noun_slots)
            objects = self._within(
                verb,
                None if said_of else noun,
                relation,
                entry.only,
                entry.object,
                {id(f.mention.entity) for f in subjects},
            )
        if entry.relation in ("killed", "wounded") and self.tree.tag[verb] == "VBG" and self.tree.dep[verb] == "advcl":
            # "launched strikes in retaliation for an attack …, killing its soldier": the attack killed
            sides = {id(f.mention.entity) for f in subjects}
            objects = [f for f in objects if f.mention.owner is None or id(f.mention.owner.entity) not in sides]
        how = f"{entry.name} ({'passive' if arguments.passive(verb) else 'active'}, {used})"
        yield from combine(entry, relation, subjects, objects, verb, how, "light verb" if entry.nouns else "verb")

    def _territorial(self, verb: int, relation: Relation) -> list[Filler]:
        """The state whose act an agentless one must be: who "was arrested *in* X" or "expelled *from* X"."""
        tree = self.tree
        prepositions = _TERRITORIAL.get((relation.name, tree.lemma[verb]))
        if prepositions is None:
            return []
        for child in tree.kids(verb, "obl"):
            mention = self.by_token.get(child)
            if (
                tree.case(child) == prepositions
                and mention is not None
                and mention.kind == "name"
                and mention.entity is not None
                and mention.entity.type == "State"
                and mention.head == child
            ):
                return [Filler(mention, 0.6, f"“{tree.lower[verb]} {prepositions}” a state")]
        return []

    def _joint(self, verb: int, relation: Relation) -> list[Filler]:
        """The two sides of one plural subject: "the armies *of X and Y*", "*X and Y* negotiators"."""
        tree, arguments = self.tree, self.arguments
        for subject in arguments.subjects(verb):
            if tree.tag[subject] not in ("NNS", "NNPS"):
                continue
            for slot in ("amod", "compound", "nmod:of", "nmod:from", "poss"):
                for side in arguments.noun_slot(subject, slot):
                    tokens = arguments.expand(side)
                    if len(tokens) == 1:
                        continue
                    found = self.fillers.fill(tokens, relation, "subject", plain=True, expand=False)
                    if len(found) > 1:
                        return [Filler(f.mention, f.factor * 0.9, f"one of the {tree.text[subject]}") for f in found]
            beside = [c for c in tree.kids(subject, "amod", "compound") if c in self.by_token]
            if len(beside) > 1 and tree.child(subject, "cc") is not None:  # the same, hung flat
                found = self.fillers.fill(beside, relation, "subject", plain=True, expand=False)
                if len(found) > 1:
                    return [Filler(f.mention, f.factor * 0.8, f"one of the {tree.text[subject]}") for f in found]
        return []

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

    def has(self, verb: int, slots: tuple[str, ...]) -> bool:
        """Whether a verb has an infinitive or an object, whatever it is."""
        if "obj" in slots and carried(self.arguments, verb):
            return True
        clauses = self.tree.kids(verb, "xcomp", "advcl")
        return "xcomp" in slots and any(self.tree.dep[c] == "xcomp" or self.arguments.infinitive(c) for c in clauses)

    def _armed(self, filler: Filler) -> bool:
        """Whether a described person is one of whom several are an armed group ("a gunman")."""
        return self.view.lexicon.descriptions.get(filler.mention.noun, ("", ""))[1] == "ArmedGroup"

    def light_noun(self, verb: int, entry: Entry) -> int | None:
        """The noun that a light-verb entry asks for, among the fillers of its slot."""
        if not entry.nouns:
            return None
        tree, arguments = self.tree, self.arguments
        for slot in entry.noun_slots:
            if slot in ("xcomp", "ccomp"):
                fillers = tree.kids(verb, slot)
                if slot == "xcomp":  # "took two builders *hostage*"
                    fillers += [c for o in arguments.objects(verb) for c in tree.kids(o, "acl", "amod") if c > o]
            elif slot == "nsubj":
                subject = arguments.surface_subject(verb)
                fillers = [] if subject is None else [subject]
            else:
                fillers = arguments.slot(verb, slot)
            for filler in (each for found in fillers for each in self._contents(found)):
                for token in tree.conjuncts(filler):
                    if tree.lemma[token] in entry.nouns or tree.lower[token] in entry.nouns:
                        return token
                    if "money" in entry.nouns and (
                        tree.text[token] in ("$", "€", "£", "¥", "US$") or tree.lemma[token] in _CURRENCIES
                    ):
                        return token
        return None

    def _contents(self, noun: int) -> list[int]:
        """A noun, or what it holds or measures: "a new round *of talks*", "the last third *of its arms*"."""
        tree = self.tree
        if tree.lemma[noun] not in CONTAINERS:
            return [noun]
        inside = [c for c in tree.kids(noun, "nmod") if tree.case(c) == "of"]
        if any(tree.lemma[c] in self.view.event_nouns for c in inside):
            return inside
        return [noun, *inside]

    def _within(
        self,
        verb: int,
        noun: int | None,
        relation: Relation,
        only: frozenset[str],
        slots: tuple[str, ...],
        taken: set[int],
    ) -> list[Filler]:
        """The first named actor inside the object phrase, where the pattern's own slots are empty: "rejected an appeal
        by lawyers of X". Clauses inside the phrase are left alone, but for participles ("orders issued by X")."""
        tree = self.tree
        heads = [noun] if noun is not None else self.arguments.objects(verb)
        if noun is None and any(slot.startswith("xcomp") for slot in slots):
            heads += [o for c in tree.kids(verb, "xcomp") for o in self.arguments.objects(c)]
        if noun is not None:
            towards = _AGAINST if relation.name == "mobilizedAgainst" else _TOWARDS
            heads += [c for c in tree.kids(verb, "obl") if c > noun and tree.case(c) in towards]
        topical = relation.name not in _ADDRESSED  # who "ordered recounts in the Senate race" ordered no Senate
        # Who condemns or supports an attack on X does not condemn or support X.
        judged = relation.name == "condemned" or relation.quad_class in (1, 2)
        given = noun if relation.name in ("backs", "endorsed") else None  # "offered *Danish* support": the giver's own
        for head in heads:
            stack = [head]
            inside: list[int] = []
            while stack:
                node = stack.pop()
                inside.append(node)
                named = self.by_token.get(node)
                if named is not None and named.kind == "name":
                    continue  # "a ceasefire in Idlib, Syria's last enclave" is none in Syria
                stack += [
                    c
                    for c in tree.children[node]
                    if (
                        tree.dep[c] in ("nmod", "flat", "appos")
                        or (topical and node != given and tree.dep[c] in ("amod", "compound"))
                    )
                    and c != verb
                    and not tree.prepositions(c) & {"between", "among"}  # "a flight *between two EU states*"
                    and not (judged and self.fillers.suffers(node, c))
                ]
                for child in tree.kids(node, "acl"):  # "orders issued by X"
                    if tree.tag[child] == "VBN" and tree.deprel[child] != "acl:relcl":
                        stack += [c for c in tree.kids(child, "obl") if not (judged and self.fillers.suffers(node, c))]
            for token in sorted(inside):
                mention = self.by_token.get(token)
                described = self.by_token.get(tree.head[token])
                if (
                    mention is not None
                    and mention.kind == "adjective"
                    and described is not None
                    and described.kind == "nominal"
                    and fits(described, relation, "object", only)
                ):
                    mention = described  # "aid to the Syrian opposition" is none to Syria
                if (
                    mention is None
                    or mention.kind == "pronoun"
                    or mention.entity is None
                    or not (mention.entity.named or mention is described)
                    or id(mention.entity) in taken
                ):
                    continue
                if relation.name == "accused" and tree.lemma[token] in _COURTS and tree.case(token) != "against":
                    return []  # "filed a suit *in a court*": against whom stands elsewhere
                if (mention.head != token and mention is not described) or not fits(mention, relation, "object", only):
                    continue
                return [Filler(mention, 0.6 * mention.sure, f"named within the {tree.text[head]}")]
        return benefited(self.view, verb, noun, taken) if relation.name == "aided" and noun is not None else []
