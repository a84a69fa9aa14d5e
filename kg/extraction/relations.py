"""Relations: lexicon entries whose argument pattern is filled by actors become candidate triples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.actors.names import slug
from kg.extraction.arguments import Arguments
from kg.extraction.coreference import described
from kg.extraction.lexicon import Entry, Lexicon
from kg.extraction.mention import Entity, Mention
from kg.extraction.tree import Tree
from kg.ontology import Relation, relations
from kg.statements import ACTOR

PARTITIVES = frozenset(
    "dozen hundred thousand million number score majority most many some several handful couple one two three group part "
    "half rest total lot plenty scores member all none any each both either series minority bulk third quarter percent "
    "crowd column wave few".split()
)
_REACTIONS = frozenset(
    "condemned accused rejected threatened endorsed demanded sanctioned protested concededTo coerced agreedWith pledgedTo "
    "backs aided expelled overthrew metWith cooperatesWith released".split()
)
_ABSTRACT = ("tion", "ment", "ness", "ity", "ism", "ance", "ence", "cy", "ship", "dom", "ing", "ure", "sis", "hood")
_DONE = frozenset(
    "carry launch conduct perpetrate stage commit execute mount claim wage undertake order organise organize plan make issue file "
    "voice express deliver send lodge raise pose propose draft".split()
)
_BLAME = frozenset(
    "accuse blame condemn criticise criticize suspect charge implicate denounce fault convict thank praise".split()
)
_DIRECT = frozenset(
    "metWith visited leads memberOf basedIn locatedIn alliedWith cooperatesWith killed wounded protested citizenOf officialOf clashedWith".split()
)
# Relations of which the place of the event is an object as well, and the relation it then has.
_AT_PLACE = {
    "struck": "struck",
    "killed": "struck",
    "wounded": "struck",
    "aided": "aided",
    "pledgedTo": "pledgedTo",
    "coerced": "coerced",
    "clashedWith": "struck",
}
_INSIDE = frozenset("in inside across throughout".split())
_TOWARDS = frozenset("against on upon at to with toward towards for over into of in".split())
DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter ramadan eid".split()
)
_VIOLENT = frozenset({"killed", "wounded", "detained", "struck", "captured"})
_MAX_OBJECTS = 12


@dataclass(slots=True, eq=False)
class Candidate:
    """A triple as read off one construction, before status, date and confidence."""

    relation: str
    subject: Mention
    object: Mention
    trigger: int
    weight: float
    how: str
    own_status: str = ""
    construction: str = "verb"


@dataclass(slots=True)
class Filler:
    """A mention that fills a slot, and how it was reached."""

    mention: Mention
    factor: float = 1.0
    how: str = ""
    status: str = ""  # that the deed was attributed with ("blamed X for the attack")
    trigger: int | None = None  # the attributing verb, where its status counts


class RelationFinder:
    """Finds candidates in a tree; one for a pipeline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.relations: dict[str, Relation] = relations()
        self.event_nouns = lexicon.event_nouns
        self._triggers = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}

    def find(self, view: View) -> list[Candidate]:
        """All candidates of a document."""
        tree = view.tree
        found: list[Candidate] = []
        entries = self.lexicon.entries
        # Verbs first: the noun of a light verb ("launched a *strike* on") is no trigger of its own.
        order = sorted(range(tree.size), key=lambda i: (tree.pos[i] not in ("VERB", "AUX"), i))
        for index in order:
            if index in view.consumed:
                continue
            kind = self._triggers.get(tree.pos[index])
            if kind is None:
                if tree.lower[index] in ("pro", "anti"):
                    found += view.prefix(index)
                continue
            lemma = tree.lemma[index]
            if tree.text[index - 1 : index] == ["-"] and (compound := entries.get(("compound", tree.lower[index]))):
                found += view.compound(index, compound)
                continue
            if tree.lower[index] in ("pro", "anti"):
                found += view.prefix(index)
            if kind == "verb" and tree.dep[index] == "amod" and not tree.children[index]:
                continue  # "crippling sanctions"
            rows = entries.get((kind, lemma), [])
            if kind == "adjective" and tree.tag[index] in ("VBN", "VBG"):
                rows = [*rows, *entries.get(("verb", lemma), [])]
            elif kind == "verb" and tree.tag[index] == "VBN":
                rows = [*rows, *entries.get(("adjective", tree.lower[index]), [])]
            if rows and index not in view.in_name:
                found += view.predicate(index, rows)
        return found


class View:
    """One document as the finder sees it: tree, arguments, mentions by token."""

    def __init__(self, finder: RelationFinder, tree: Tree, mentions: list[Mention], document: str = "") -> None:
        self.finder = finder
        self.document = document
        self.tree = tree
        self.arguments = Arguments(tree, finder.event_nouns)
        self.by_token: dict[int, Mention] = {}
        self.in_name: set[int] = set()
        self.consumed: set[int] = set()  # nouns that a light verb has taken
        for mention in mentions:
            if mention.kind == "nominal" or mention.kind == "pronoun":
                self.by_token[mention.head] = mention
        for mention in mentions:
            if mention.kind in ("name", "adjective"):
                for index in range(mention.start, mention.end):
                    self.by_token[index] = mention
                    self.in_name.add(index)

    # --- predicates --------------------------------------------------------------------------------------------

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
                if not self._particle_fits(trigger, entry, particles):
                    continue
                noun = self._light_noun(trigger, entry)
                if entry.nouns and noun is None:
                    continue
                if not entry.nouns and entry.noun_slots == ("xcomp",) and tree.child(trigger, "xcomp") is None:
                    continue
                if self._excluded(trigger, entry, noun):
                    continue
                made = list(self._pairs(trigger, entry, noun))
                if made and noun is not None:
                    self.consumed.add(noun)
            elif entry.kind == "noun":
                if (
                    "head" in entry.subject
                    and entry.relation in ("citizenOf", "basedIn", "locatedIn")
                    and self._head(trigger) == [trigger]
                ):
                    continue  # structure.py reads these off the mentions
                if self._excluded(trigger, entry, trigger):
                    continue
                made = list(self._noun_pairs(trigger, entry))
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
            if name is None or (
                candidate.object.entity is not None
                and candidate.object.entity.type in ("State", "Place")
                and candidate.object.kind == "name"
            ):
                continue
            relation = self.finder.relations[name]
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
                ):
                    continue
                if not self.fits(place, relation, "object"):
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

    def _particle_fits(self, verb: int, entry: Entry, particles: set[str]) -> bool:
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

    def _light_noun(self, verb: int, entry: Entry) -> int | None:
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

    def _excluded(self, trigger: int, entry: Entry, noun: int | None) -> bool:
        if not entry.exclude:
            return False
        tree = self.tree
        if noun is not None:
            words = {tree.lemma[c] for c in tree.children[noun] if tree.dep[c] in ("amod", "compound", "nmod")}
            return bool(words & entry.exclude)
        for token in (*self.arguments.objects(trigger), *tree.kids(trigger, "obj")):
            if token in self.in_name:
                continue
            words = {tree.lemma[token], tree.lower[token]}
            words |= {tree.lemma[c] for c in tree.children[token] if tree.dep[c] == "compound"}
            if words & entry.exclude:
                return True
        return False

    def _pairs(self, verb: int, entry: Entry, noun: int | None) -> Iterator[Candidate]:
        arguments = self.arguments
        relation = self.finder.relations[entry.relation]
        subjects: list[Filler] = []
        for slot in entry.subject:
            tokens = arguments.slot(verb, slot, noun)
            subjects = self.fill(tokens, relation, "subject")
            if subjects:
                break
        if not subjects and entry.relation in _VIOLENT and arguments.passive(verb):
            subjects = self.fill(self._events(verb), relation, "subject")
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
                objects = self.fill(tokens, relation, "object", entry.only)
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
        yield from self.combine(entry, relation, subjects, objects, verb, how, "light verb" if entry.nouns else "verb")

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
                if mention.head != token or not self.fits(mention, relation, "object", only):
                    continue
                return [Filler(mention, 0.6 * mention.sure, f"named within the {tree.text[head]}")]
        return []

    def _events(self, verb: int) -> list[int]:
        """The event in which somebody "was killed": "in a strike by X", "in which" after "a strike by X"."""
        tree, nouns = self.tree, self.finder.event_nouns
        out: list[int] = []
        for child in tree.kids(verb, "obl"):
            if not tree.prepositions(child) & {"in", "during", "by", "after"}:
                continue
            token = self.arguments.antecedent(verb) if tree.lower[child] in ("which", "that") else child
            if token is not None and tree.lemma[token] in nouns:
                out.append(token)
        if tree.deprel[verb] == "acl:relcl" and any(tree.lower[c] == "where" for c in tree.children[verb]):
            antecedent = self.arguments.antecedent(verb)
            if antecedent is not None and tree.lemma[antecedent] in nouns:
                out.append(antecedent)
        return out

    def _noun_pairs(self, noun: int, entry: Entry) -> Iterator[Candidate]:
        arguments, tree = self.arguments, self.tree
        relation = self.finder.relations[entry.relation]
        if "between" in entry.subject and "between" in entry.object:
            tokens = [t for c in arguments.noun_slot(noun, "between") for t in arguments.expand(c)]
            fillers = self.fill(tokens, relation, "subject", expand=False)
            if len(fillers) > 1:
                yield from self.combine(
                    entry, relation, fillers[:1], fillers[1:], noun, f"{entry.name} (between)", "nominal"
                )
                return
        if relation.symmetric and (pair := self._hyphenated(noun)):
            fillers = self.fill(pair, relation, "subject", plain=True, expand=False)
            if len(fillers) == 2:
                yield from self.combine(
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
                else self._head(noun)
                if slot == "head"
                else arguments.noun_slot(noun, slot)
            )
            subjects = self.fill(tokens, relation, "subject", plain=True)
            if subjects:
                break
        if not subjects:
            subject_slot = "attributed"
            subjects = self.attributed(noun, relation)
        if not subjects:
            return
        if (
            subject_slot == "head"
            and relation.symmetric
            and len(subjects) > 1
            and tree.child(noun, "cop") is not None
            and tree.child(noun, "nmod") is None
        ):
            yield from self.combine(
                entry, relation, subjects[:1], subjects[1:], noun, f"{entry.name} (predicate)", "nominal"
            )
            return
        taken = {id(f.mention) for f in subjects}
        for slot in entry.object:
            if slot == "between" or (slot == subject_slot and slot not in ("compound", "amod")):
                continue
            tokens = self._head(noun) if slot == "head" else arguments.noun_slot(noun, slot)
            objects = [
                f
                for f in self.fill(tokens, relation, "object", entry.only, plain=slot in ("amod", "compound"))
                if id(f.mention) not in taken
            ]
            if objects:
                weight = "nominal support" if subject_slot == "support" else "nominal"
                yield from self.combine(
                    entry, relation, subjects, objects, noun, f"{entry.name} ({subject_slot}, {slot})", weight
                )
                return
        if tree.dep[noun] == "obj":
            return

    def _hyphenated(self, noun: int) -> list[int]:
        """The two names of "Iran-Iraq war", "US-Taliban talks"."""
        tree = self.tree
        for index in range(noun - 1, max(noun - 6, 1), -1):
            if tree.text[index] in ("-", "–") and index - 1 in self.in_name and index + 1 in self.in_name:
                return [index - 1, index + 1]
            if tree.text[index] in (",", ".", "and"):
                break
        return []

    def _head(self, noun: int) -> list[int]:
        """Whom a noun denotes: itself, or the subject of which it is the predicate, or the name it is an apposition to."""
        tree = self.tree
        if tree.child(noun, "cop") is not None and (subject := self.arguments.surface_subject(noun)) is not None:
            return [subject]
        if tree.dep[noun] == "appos" and tree.head[noun] in self.in_name:
            return [tree.head[noun]]
        return [noun]

    def attributed(self, event: int, relation: Relation) -> list[Filler]:
        """Who is said elsewhere in the sentence to have done an event: "the strike, *carried out by X*", "claimed by X",
        "X claimed responsibility for it", "Y blamed X for it"."""
        tree, arguments = self.tree, self.arguments

        def fillers(tokens: list[int], how: str, status: str = "", trigger: int | None = None) -> list[Filler]:
            out = []
            for filler in self.fill(tokens, relation, "subject", plain=True):
                out.append(Filler(filler.mention, filler.factor * 0.9, how, status, trigger))
            return out

        for child in tree.kids(event, "amod", "acl", "compound"):  # "the US-led invasion"
            if (
                tree.lower[child] in ("led", "launched", "backed")
                and tree.text[child - 1] == "-"
                and tree.lower[child] != "backed"
            ):
                return fillers([child - 2], f"“{tree.text[child - 2]}-{tree.text[child]}”")
        for child in tree.kids(event, "acl"):
            lemma = tree.lemma[child]
            if lemma in _DONE and arguments.passive(child) and (agent := arguments.agent(child)) is not None:
                return fillers([agent], f"“{tree.lower[child]} by”", trigger=child)
            if (
                lemma in ("claim", "take", "deny", "accept")
                and (thing := tree.child(child, "obj")) is not None
                and tree.lemma[thing] == "responsibility"
            ):
                return fillers(
                    arguments.subjects(child), "claimed responsibility", "negated" if lemma == "deny" else "", child
                )
        head, dep = tree.head[event], tree.dep[event]
        if dep == "nmod" and tree.lemma[head] == "responsibility" and tree.dep[head] == "obj":
            verb = tree.head[head]
            if tree.lemma[verb] in ("claim", "take", "deny", "accept", "admit"):
                return fillers(
                    arguments.subjects(verb),
                    f"{tree.lower[verb]} responsibility",
                    "negated" if tree.lemma[verb] == "deny" else "",
                    verb,
                )
        if tree.pos[head] in ("VERB", "ADJ"):
            lemma, case = tree.lemma[head], tree.case(event)
            if (
                lemma in ("claim", "deny", "take")
                and case == "for"
                and (thing := tree.child(head, "obj")) is not None
                and tree.lemma[thing] == "responsibility"
            ):
                return fillers(
                    arguments.subjects(head),
                    f"{tree.lower[head]} responsibility",
                    "negated" if lemma == "deny" else "",
                    head,
                )
            if event in arguments.objects(head):
                if lemma == "claim":
                    return fillers(arguments.subjects(head), "claimed", trigger=head)
                if lemma in ("blame", "pin"):
                    return fillers([c for c in tree.kids(head, "obl") if tree.case(c) == "on"], "blamed", "alleged")
                if lemma in _DONE:
                    return fillers(arguments.subjects(head), tree.lower[head], trigger=head)
            elif lemma in _BLAME and case in ("for", "of", "over", "with", "in"):
                return fillers(arguments.objects(head), tree.lower[head])
            elif lemma == "responsible" and case == "for":
                subject = arguments.surface_subject(head)
                return fillers([] if subject is None else [subject], "responsible for", trigger=head)
        return []

    def _adjective_pairs(self, adjective: int, entry: Entry) -> Iterator[Candidate]:
        tree, arguments = self.tree, self.arguments
        relation = self.finder.relations[entry.relation]
        subject = arguments.surface_subject(adjective)
        if subject is None and tree.dep[adjective] in ("acl", "amod", "appos"):
            subject = tree.head[adjective]
        if subject is None:
            return
        sides: dict[str, list[Filler]] = {}
        for side, slots in (("subject", entry.subject), ("object", entry.object)):
            for slot in slots:
                tokens = [subject] if slot in ("nsubj", "obj") else arguments.slot(adjective, slot)
                sides[side] = self.fill(tokens, relation, side, entry.only if side == "object" else frozenset())
                if sides[side]:
                    break
        yield from self.combine(
            entry, relation, sides.get("subject", []), sides.get("object", []), adjective, entry.name, "adjective"
        )

    def combine(
        self,
        entry: Entry,
        relation: Relation,
        subjects: list[Filler],
        objects: list[Filler],
        trigger: int,
        how: str,
        construction: str,
    ) -> Iterator[Candidate]:
        """Every subject with every object, but no actor with itself."""
        for subject in subjects:
            for filler in objects[:_MAX_OBJECTS]:
                if subject.mention.entity is filler.mention.entity:
                    continue
                kind = filler.mention.entity.type if filler.mention.entity is not None else ""
                if (
                    relation.name == "memberOf"
                    and kind in ("State", "GovernmentBody", "Place")
                    and entry.lemma not in ("member", "join", "belong")
                ):
                    continue
                if relation.name == "leads" and kind == "Place" and entry.kind == "compound":
                    continue
                reasons = [how, *filter(None, (subject.how, filler.how))]
                yield Candidate(
                    entry.relation, subject.mention, filler.mention, trigger if subject.trigger is None else subject.trigger,
                    entry.weight * subject.factor * filler.factor, "; ".join(reasons), entry.status or subject.status, construction,
                )  # fmt: skip

    # --- compounds ---------------------------------------------------------------------------------------------

    def compound(self, word: int, rows: list[Entry]) -> list[Candidate]:
        """ "Iran-backed militia": the word before the hyphen, and the noun that the compound modifies."""
        tree = self.tree
        left = self.by_token.get(word - 2)
        head = self._modified(word)
        if left is None or head is None or left.entity is None:
            return []
        found: list[Candidate] = []
        for entry in rows:
            relation = self.finder.relations[entry.relation]
            heads = self.fill([head], relation, "object" if entry.subject == ("left",) else "subject")
            lefts = (
                [Filler(left)]
                if self.fits(left, relation, "subject" if entry.subject == ("left",) else "object")
                else []
            )
            subjects, objects = (lefts, heads) if entry.subject == ("left",) else (heads, lefts)
            found += self.combine(
                entry,
                relation,
                subjects,
                objects,
                word,
                f"compound “{tree.text[word - 2]}-{tree.text[word]}”",
                "compound",
            )
            if found:
                break
        return found

    def prefix(self, word: int) -> list[Candidate]:
        """ "pro-Iranian militia", "anti-government protest"."""
        tree = self.tree
        if word + 2 >= tree.size or tree.text[word + 1] != "-":
            return []
        right = self.by_token.get(word + 2)
        if right is None and tree.lower[word + 2] in ("government", "regime", "junta"):
            right = self.describe(word + 2, "GovernmentBody")
        head = self._modified(word + 2)
        if right is None or right.entity is None or head is None:
            return []
        found: list[Candidate] = []
        for entry in self.finder.lexicon.entries.get(("prefix", tree.lower[word]), []):
            if entry.nouns and tree.lemma[head] not in entry.nouns:
                continue
            relation = self.finder.relations[entry.relation]
            objects = [Filler(right)] if self.fits(right, relation, "object") else []
            found += self.combine(
                entry,
                relation,
                self.fill([head], relation, "subject"),
                objects,
                word,
                f"prefix “{tree.text[word]}-”",
                "compound",
            )
            if found:
                break
        return found

    def _modified(self, word: int) -> int | None:
        """The noun that a hyphenated modifier belongs to."""
        tree = self.tree
        head = tree.head[word]
        for _ in range(3):
            if head > word and tree.pos[head] in ("NOUN", "PROPN"):
                return head
            head = tree.head[head]
        for index in range(word + 1, min(word + 5, tree.size)):
            if tree.pos[index] == "PUNCT" and tree.text[index] != "-":
                return None
            if tree.pos[index] in ("NOUN", "PROPN"):
                last = index
                while (
                    last + 1 < tree.size
                    and tree.pos[last + 1] in ("NOUN", "PROPN")
                    and tree.dep[last] in ("compound", "flat", "amod")
                ):
                    last += 1
                return last
        return None

    # --- fillers -----------------------------------------------------------------------------------------------

    def fits(self, mention: Mention, relation: Relation, side: str, only: frozenset[str] = frozenset()) -> bool:
        entity = mention.entity
        if entity is None:
            return False
        allowed = relation.domain if side == "subject" else relation.range
        kind = entity.type
        if only and kind not in only and not (kind == "State" and "Place" in only and mention.place is not None):
            people = mention.type == "GovernmentBody" and mention.plural and "Population" in only  # "Omani sailors"
            if mention.kind != "nominal" or not (mention.type in only or people):
                return False
        return kind in allowed

    def fill(
        self, tokens: list[int], relation: Relation, side: str, only: frozenset[str] = frozenset(),
        *, plain: bool = False, expand: bool = True,
    ) -> list[Filler]:  # fmt: skip
        """The actors that tokens stand for, conjuncts and members included; each entity once."""
        fillers: list[Filler] = []
        seen: set[int] = set()
        for token in tokens:
            for position, each in enumerate(self.arguments.expand(token) if expand else [token]):
                made = self.actor(each, relation, side, only, plain=plain)
                for filler in made:
                    if id(filler.mention.entity) in seen:
                        continue
                    seen.add(id(filler.mention.entity))
                    if position:
                        filler.factor *= 0.92
                    fillers.append(filler)
        return fillers

    def actor(
        self,
        token: int,
        relation: Relation,
        side: str,
        only: frozenset[str] = frozenset(),
        *,
        plain: bool = False,
        depth: int = 0,
    ) -> list[Filler]:
        """The actor of one token: its mention; else the whole of which it is a part, the doer of the event that it
        names, or the owner of the thing."""
        tree = self.tree
        mention = self.by_token.get(token)
        if mention is None and tree.pos[token] == "NOUN":  # "former defender X": a post that no list holds
            name = self.by_token.get(token + 1)
            if name is not None and name.kind == "name" and name.start == token + 1 and name.type == "Person":
                mention = name
        if (
            mention is not None
            and mention.kind == "nominal"
            and mention.entity is not None
            and not mention.entity.named
            and tree.lemma[token] in PARTITIVES
        ):
            mention = None if any(tree.case(c) == "of" for c in tree.kids(token, "nmod")) else mention
        if mention is not None and len(mention.group) > 1:
            return [
                Filler(replace(mention, entity=entity, group=()), 0.8, f"“{mention.label}” = {entity.label}")
                for entity in mention.group
            ]
        if mention is not None and self.fits(mention, relation, side, only):
            out = [Filler(mention, mention.sure, mention.how if mention.kind != "name" else "")]
            if mention.kind == "nominal" and mention.plural:
                for member in self.arguments.members(token):
                    other = self.by_token.get(member)
                    if other is not None and self.fits(other, relation, side, only):
                        out.append(Filler(other, 0.8, f"member of {mention.label}"))
            return out
        if depth > 2 or plain:
            return []
        lemma = tree.lemma[token]
        arguments = self.arguments
        if lemma in PARTITIVES or tree.pos[token] == "NUM":
            for child in tree.kids(token, "nmod"):
                if tree.case(child) in ("of", "from", "among"):
                    return [
                        f
                        for each in arguments.expand(child)
                        for f in self.actor(each, relation, side, only, depth=depth + 1)
                    ]
        if mention is not None and mention.entity is not None and mention.kind != "nominal":
            return []
        if lemma in self.finder.event_nouns:
            if side == "subject" or relation.name in _REACTIONS:
                slots = ("poss", "amod", "compound", "nmod:by", "nmod:of", "nmod:from")
                for slot in slots:
                    fillers = [
                        f
                        for t in arguments.noun_slot(token, slot)
                        for each in arguments.expand(t)
                        for f in self.actor(each, relation, side, only, plain=True)
                    ]
                    if fillers:
                        return [Filler(f.mention, f.factor * 0.8, f"doer of the {tree.text[token]}") for f in fillers]
                attributed = (
                    self.attributed(token, relation)
                    if side == "subject"
                    else self._as_object(self.attributed(token, self.finder.relations["struck"]))
                )
                if attributed:
                    return attributed
            if side == "object" and relation.name in ("struck", "killed", "wounded", "captured"):
                for slot in ("nmod:on", "nmod:against", "nmod:of", "nmod:at"):
                    fillers = [
                        f
                        for t in arguments.noun_slot(token, slot)
                        for each in arguments.expand(t)
                        for f in self.actor(each, relation, side, only, depth=depth + 1)
                    ]
                    if fillers:
                        return [
                            Filler(f.mention, f.factor * 0.85, f"target of the {tree.text[token]}") for f in fillers
                        ]
        if side == "subject" and mention is not None and mention.type in ("Person", "Population", "Place"):
            return []  # what a city or a minister does, its country does not
        if relation.name in _REACTIONS or side == "subject" or (mention is not None and mention.kind == "nominal"):
            for slot in ("poss", "amod", "compound", "nmod:of", "nmod:by", "nmod:from"):
                fillers = [
                    f
                    for t in arguments.noun_slot(token, slot)
                    for each in arguments.expand(t)
                    for f in self.actor(each, relation, side, only, plain=slot != "nmod:of", depth=depth + 1)
                ]
                if fillers:
                    factor = 0.8 if slot == "poss" else 0.7
                    return [Filler(f.mention, f.factor * factor, f"owner of the {tree.text[token]}") for f in fillers]
        if (
            depth == 0
            and mention is None
            and self._unseen_name(token)
            and "Person" in (relation.domain if side == "subject" else relation.range)
            and not only
        ):
            return [Filler(self.describe(token, "Person", named=True), 0.6, "unlisted name")]
        if side == "object" and depth == 0 and mention is None:
            return self._thing(token, relation, only)
        return []

    def _unseen_name(self, token: int) -> bool:
        """A proper noun that neither the base nor the entity recogniser took for a name ("investigated *Flynn*")."""
        tree = self.tree
        text = tree.text[token]
        first = tree.sentences[tree.sentence[token]][0]
        return (
            tree.pos[token] == "PROPN"
            and token > first
            and len(text) > 2
            and text[0].isupper()
            and text.isalpha()
            and not text.isupper()
            and tree.lower[token] not in self.finder.lexicon.roles
            and tree.lower[token] not in DAYS_AND_MONTHS
        )

    def _as_object(self, fillers: list[Filler]) -> list[Filler]:
        return [Filler(f.mention, f.factor * 0.8, f.how) for f in fillers]

    def _thing(self, token: int, relation: Relation, only: frozenset[str]) -> list[Filler]:
        """An unlisted noun as the object of force: people where people are killed, a thing where things are struck."""
        tree = self.tree
        people = relation.name in ("killed", "wounded", "detained", "released", "trained")
        if not people and relation.name != "struck":
            return []
        if tree.case(token) not in ("", "at"):
            return []
        number = tree.pos[token] == "NUM" and people
        if not number and (
            tree.pos[token] != "NOUN"
            or tree.lemma[token] in self.finder.event_nouns
            or tree.lemma[token].endswith(_ABSTRACT)
        ):
            return []
        determiners = {tree.lower[c] for c in tree.kids(token, "det", "nummod")}
        if (
            not number
            and tree.tag[token] == "NN"
            and not determiners & ({"a", "an", "one"} if people else {"a", "an", "one", "the"})
        ):
            return []
        kind = ("Population" if number or tree.tag[token] == "NNS" else "Person") if people else "Asset"
        if only and kind not in only:
            return []
        return [Filler(self.describe(token, kind), 0.72, "unlisted noun")]

    def describe(self, token: int, kind: str, *, named: bool = False) -> Mention:
        """A mention made for a noun that is not in the list of descriptions, or for a name that nobody saw."""
        tree = self.tree
        start = token
        while (
            start > 0
            and tree.head[start - 1] in (token, token - 1)
            and tree.dep[start - 1] in ("amod", "compound", "nummod")
        ):
            start -= 1
        label = tree.whole[tree.idx[start] : tree.end_of(token)]
        mention = Mention(
            start,
            token + 1,
            token,
            "nominal",
            kind,
            plural=tree.tag[token] == "NNS",
            noun=tree.lemma[token],
            label=label,
            sure=0.75,
        )
        mention.entity = described(mention, self.document)
        if named:
            mention.kind = "name"
            mention.entity = Entity(
                ACTOR + (slug(label) or mention.entity.id.removeprefix(ACTOR)), label, kind, names=[label]
            )
        self.by_token[token] = mention
        return mention


def same(left: Entity | None, right: Entity | None) -> bool:
    return left is not None and left is right
