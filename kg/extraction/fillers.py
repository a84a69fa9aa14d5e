"""Fillers: the actors that the tokens in a slot stand for."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.candidate import Filler
from kg.extraction.events import doers, taken_up
from kg.extraction.fitting import fits, is_medium
from kg.extraction.mention import Mention
from kg.extraction.unlisted import called, thing, unseen_name
from kg.extraction.view import View
from kg.extraction.writings import WRITINGS, authors
from kg.ontology import Relation, relations

PARTITIVES = frozenset(
    "dozen hundred thousand million number score majority most many some several handful couple one two three group part "
    "half rest total lot plenty scores member all none any each both either series minority bulk third quarter percent "
    "crowd column wave few heart core".split()
)
# Nouns that hold or measure what is meant: "a round of talks", "a third of its weapons".
CONTAINERS = PARTITIVES | frozenset(
    "last remainder round set wave package batch array barrage flurry string spate act form kind type sort piece measure campaign percent "
    "tranche raft host slew range shipment delivery ton tonne kilogram".split()
)
# What "the attack" and "this assistance" may take up, by quad class.
_DEEDS = {4: ("struck",), 2: ("aided", "backs", "armed", "funded")}
_BLOODY = frozenset({"struck", "killed", "wounded"})
_UNREST = frozenset("riot protest demonstration unrest rally uprising rebellion coup".split())
_MAKING = frozenset(
    "establishment creation formation founding appointment election removal dismissal recognition".split()
)
_PARTNERS = frozenset("partner ally friend counterpart rival opponent neighbour neighbor".split())
_ENDS = frozenset("end halt stop cessation".split())
_SEATS = frozenset("office headquarters headquarter secretariat bureau".split())  # which speak for whose they are
_REACTIONS = frozenset(
    "condemned accused rejected threatened endorsed demanded sanctioned protested concededTo coerced agreedWith pledgedTo "
    "backs aided expelled overthrew cooperatesWith".split()
)
# What touches nobody but what it is done to: who captures X's pirates has not captured X.
_OF_ITSELF = frozenset({"captured", "killed", "wounded", "released"})


class Fillers:
    """Finds the fillers of a document."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.tree = view.tree
        self.arguments = view.arguments
        self.by_token = view.by_token
        self.relations = relations()

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
        mention = self._mention(token)
        if mention is not None and side == "object" and tree.case(token) in ("on", "via") and is_medium(mention):
            return []  # "an investigation, and *on Twitter* he said"
        if mention is not None and len(mention.group) > 1:
            return [
                Filler(replace(mention, entity=entity, group=()), 0.8, f"“{mention.label}” = {entity.label}")
                for entity in mention.group
            ]
        if mention is not None and fits(mention, relation, side, only):
            out = [Filler(mention, mention.sure, mention.how if mention.kind != "name" else "")]
            if mention.kind == "nominal" and (mention.plural or mention.type in ("Organization", "ArmedGroup")):
                for member in self.arguments.members(token):
                    other = self.by_token.get(member)
                    if other is not None and fits(other, relation, side, only):
                        out.append(Filler(other, 0.8, f"member of {mention.label}"))
            return out
        if depth > 2 or plain:
            return []
        lemma = tree.lemma[token]
        arguments = self.arguments
        if side == "subject" and lemma.lower() in WRITINGS and (behind := self._authors(token, relation)):
            return behind
        if lemma in PARTITIVES or tree.pos[token] == "NUM":
            for child in tree.kids(token, "nmod"):
                if tree.case(child) in ("of", "from", "among"):
                    inside = [
                        f
                        for each in arguments.expand(child)
                        for f in self.actor(each, relation, side, only, depth=depth + 1)
                    ]
                    group = self.by_token.get(token)
                    if (
                        not inside
                        and group is not None
                        and group.type == "Population"
                        and fits(group, relation, side, only)
                    ):
                        return [Filler(group, group.sure, group.how)]  # "members of a gang"
                    return inside
        if lemma in _ENDS:  # "an end *to X's attacks*"
            for child in tree.kids(token, "nmod"):
                if tree.case(child) in ("to", "of"):
                    return self.actor(child, relation, side, only, depth=depth + 1)
        if mention is not None and mention.entity is not None and mention.kind != "nominal":
            return []
        if mention is None and (chosen := called(self.view, token)) is not None and fits(chosen, relation, side, only):
            return [Filler(chosen, 0.85, f"the {tree.text[token]}")]
        if side == "subject" and relation.quad_class == 4 and lemma in _UNREST:
            return []  # "a Chilean prison riot", "Chilean protests": the country is where they are
        fought = side == "object" and relation.name not in _REACTIONS
        if side == "subject" and lemma in _PARTNERS and tree.dep[token] == "conj":
            return []  # "backed by Norway *and our partners*": not by us
        if tree.text[token] == "War" and not fought and not any(tree.possessive(c) for c in tree.children[token]):
            return []  # "the Korean *War*" is nobody's
        if lemma in self.view.event_nouns and (found := self._of_event(token, relation, side, only, depth)):
            return found
        if (
            side == "subject"
            and mention is not None
            and mention.type in ("Person", "Population", "Place")
            and lemma not in _SEATS
        ):
            return []  # what a city or a minister does, its country does not
        if relation.name in ("metWith", "visited") and side == "object":
            return []  # whose shipment one receives one has not met
        described = mention is not None and mention.kind == "nominal" and relation.name not in _OF_ITSELF
        if relation.name in _REACTIONS or side == "subject" or described:
            for slot in ("poss", "amod", "compound", "nmod:of", "nmod:by", "nmod:from"):
                if (side == "object" and self._befell(token, slot)) or (slot == "compound" and self._aimed(token - 1)):
                    continue
                owners = self._in_slot(token, slot, relation, side, only, plain=slot != "nmod:of", depth=depth + 1)
                things = slot == "nmod:of" and described and mention is not None and mention.type == "Asset"
                if things:  # what befalls "boats of migrants" does not befall the migrants
                    owners = [f for f in owners if f.mention.entity is not None and f.mention.entity.named]
                if owners:
                    factor = 0.8 if slot == "poss" else 0.7
                    return [Filler(f.mention, f.factor * factor, f"owner of the {tree.text[token]}") for f in owners]
        if (
            depth == 0
            and mention is None
            and unseen_name(self.view, token)
            and lemma.lower() not in self.view.event_nouns  # "killed in the Winter *War*"
            and "Person" in (relation.domain if side == "subject" else relation.range)
            and not only
        ):
            return [Filler(self.view.describe(token, "Person", named=True), 0.6, "unlisted name")]
        if side == "object" and depth == 0 and mention is None:
            return thing(self.view, token, relation, only)
        return []

    def _aimed(self, event: int) -> bool:
        """Whether what stands before a noun is aimed at whom it names: in "new Syria *sanctions* listings" Syria is no
        owner."""
        entries = self.view.lexicon.of("noun", self.tree.lemma[event])
        return any(entry.relation in ("sanctioned", "aided") for entry in entries)

    def _authors(self, writing: int, relation: Relation) -> list[Filler]:
        """Who stands behind a writing that has no owner in its own phrase; it does nothing but speak."""
        if relation.quad_class not in (1, 3):
            return []
        found = self.fill(authors(self.view, writing), relation, "subject", plain=True)
        return [Filler(f.mention, f.factor * 0.8, f"author of the {self.tree.text[writing]}") for f in found]

    def _mention(self, token: int) -> Mention | None:
        """The mention of a token, but of none for a part ("*dozens* of militants")."""
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
            return None if any(tree.case(c) == "of" for c in tree.kids(token, "nmod")) else mention
        return mention

    def _in_slot(
        self, noun: int, slot: str, relation: Relation, side: str, only: frozenset[str],
        *, plain: bool = False, depth: int = 0,
    ) -> list[Filler]:  # fmt: skip
        """The actors in a slot of a noun."""
        return [
            f
            for t in self.arguments.noun_slot(noun, slot)
            for each in self.arguments.expand(t)
            for f in self.actor(each, relation, side, only, plain=plain, depth=depth)
        ]

    def _of_event(self, event: int, relation: Relation, side: str, only: frozenset[str], depth: int) -> list[Filler]:
        """The doer of an event, or as the object of force its target."""
        word = self.tree.text[event]
        if side == "subject" or relation.name in _REACTIONS:
            for slot in ("poss", "amod", "compound", "nmod:by", "nmod:of", "nmod:from"):
                if side == "object" and self._befell(event, slot):
                    continue
                if found := self._in_slot(event, slot, relation, side, only, plain=True):
                    return [Filler(f.mention, f.factor * 0.8, f"doer of the {word}") for f in found]
            attributed = (
                self.attributed(event, relation)
                if side == "subject"
                else self._as_object(self.attributed(event, self.relations["struck"]))
            )
            if attributed:
                return attributed
        if side == "object" and relation.name in ("struck", "killed", "wounded", "captured", "mobilizedAgainst"):
            for slot in ("nmod:on", "nmod:against", "nmod:of", "nmod:at"):
                if found := self._in_slot(event, slot, relation, side, only, depth=depth + 1):
                    return [Filler(f.mention, f.factor * 0.85, f"target of the {word}") for f in found]
        return []

    def _befell(self, event: int, slot: str) -> bool:
        """Whether an event befell the one in a slot of its noun: "condemned *his arrest*", "the invasion *of X*", but not
        "*its killing* of X"."""
        tree = self.tree
        if slot == "poss" and any(tree.case(child) == "of" for child in tree.kids(event, "nmod")):
            return False
        if slot == "nmod:of" and tree.lemma[event] in _MAKING:
            return True  # "called for the establishment *of a court*"
        entries = self.view.lexicon.of("noun", tree.lemma[event])
        return slot in ("poss", "nmod:of") and any(slot in entry.object for entry in entries)

    def suffers(self, event: int, phrase: int) -> bool:
        """Whether a phrase of an event's noun tells whom or what it hit: "the attack *on X*", "the killings *in X*"."""
        prepositions = self.tree.prepositions(phrase)
        entries = self.view.lexicon.of("noun", self.tree.lemma[event])
        return bool(
            prepositions & {"against", "on", "upon"}
            or ("of" in prepositions and any("nmod:of" in entry.object for entry in entries))
            or (prepositions & {"in", "at", "near", "inside"} and any(entry.relation in _BLOODY for entry in entries))
        )

    def _taken_up(self, event: int, relation: Relation) -> list[Filler]:
        """Whose "the operation", "this assistance" is: the one actor of which the last sentences tell such a deed."""
        deeds = _DEEDS.get(relation.quad_class or 0)
        if deeds is None:
            return []
        found: dict[int, Filler] = {}
        for earlier in taken_up(self.view, event):
            made = self._doers_of(earlier, self.relations[deeds[0]], deeds)
            if made is None:
                continue
            if not made:
                return []  # "the attack" may be the last one told, of which nobody is the doer
            for filler in made:
                found.setdefault(id(filler.mention.entity), filler)
        if len(found) != 1:
            return []
        filler = next(iter(found.values()))
        return [Filler(filler.mention, filler.factor * 0.7, f"the {self.tree.text[event]} told before")]

    def _doers_of(self, event: int, relation: Relation, deeds: tuple[str, ...]) -> list[Filler] | None:
        """Who did an event, be it told by a verb or a noun; None where it is no such deed."""
        if self.tree.pos[event] == "VERB":
            entries = self.view.lexicon.of("verb", self.tree.lemma[event])
            if not any(e.relation in deeds and not e.nouns and e.weight >= 0.8 for e in entries):
                return None
            return self.fill(self.arguments.subjects(event), relation, "subject", plain=True)
        for slot in ("poss", "amod", "compound", "nmod:by", "nmod:from"):
            if found := self._in_slot(event, slot, relation, "subject", frozenset(), plain=True):
                return found
        told = doers(self.view, event)
        tokens = self.arguments.support_subject(event) if told is None else [] if told.status else told.tokens
        return self.fill(tokens, relation, "subject", plain=True)

    def _as_object(self, fillers: list[Filler]) -> list[Filler]:
        return [Filler(f.mention, f.factor * 0.8, f.how) for f in fillers]

    def attributed(self, event: int, relation: Relation) -> list[Filler]:
        """Who is said elsewhere in the sentence to have done an event."""
        found = doers(self.view, event)
        if found is None:
            return self._taken_up(event, relation)
        fillers = self.fill(found.tokens, relation, "subject", plain=True)
        return [Filler(f.mention, f.factor * 0.9, found.how, found.status, found.trigger) for f in fillers]
