"""Coreference: which entity each mention of a document refers to, in one pass from left to right.

Names link by the actor base or by equality of name; descriptions ("the militia", "the ministry", "both countries") and
pronouns look back for the one entity that fits in type, number and gender. Where two fit equally, none is taken: a
wrong edge costs more than a missing one. The order of preference follows Lappin and Leass (1994): same sentence and
subject first, then the sentences before, subjects before others.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from kg.actors.linking import Linker
from kg.actors.names import fold, key, pieces, slug
from kg.extraction.arguments import Arguments
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Entity, Mention
from kg.extraction.mentions import stands_for_state
from kg.extraction.tree import Tree
from kg.statements import ACTOR

_LOOK_BACK = 3  # sentences
_GENERIC_GROUPS = {  # nouns of descriptions and the types of named entities that they may take up
    "ArmedGroup": {"ArmedGroup"},
    "Organization": {"Organization", "ArmedGroup"},
    "State": {"State"},
    "GovernmentBody": {"GovernmentBody"},
}
_FIGHTERS = frozenset(
    "fighter militant rebel insurgent gunman guerrilla member troop soldier force combatant jihadist terrorist commander "
    "leader official spokesman spokesperson spokeswoman representative negotiator diplomat authority delegation delegate "
    "envoy warplane jet drone aircraft army military police navy forces troops security_force personnel leadership "
    "government administration regime mercenary operative cadre supporter warship vessel helicopter".replace("_", " ").split(" ")
)
_STATE_NOUNS = frozenset("country nation kingdom republic state emirate sultanate island".split())


@dataclass(slots=True)
class _Discourse:
    """What has been mentioned so far: entities with the sentence and the role of their last mention."""

    entities: dict[str, Entity] = field(default_factory=dict)
    by_key: dict[str, Entity] = field(default_factory=dict)
    seen: list[tuple[int, int, bool, Entity]] = field(default_factory=list)  # sentence, token, subject?, entity


class Resolver:
    """Gives every mention its entity, or none; one for a pipeline."""

    def __init__(self, linker: Linker, lexicon: Lexicon) -> None:
        self.linker = linker
        self.lexicon = lexicon

    def resolve(self, tree: Tree, mentions: list[Mention], document: str, date: str | None) -> list[Entity]:
        """Set `entity` of the mentions (None where nothing fits); returns the entities in order of first mention."""
        talk = _Discourse()
        self._acronyms(tree, mentions, talk)
        name_at = {i: m for m in mentions if m.kind == "name" for i in range(m.start, m.end)}
        names = sorted((m for m in mentions if m.kind in ("name", "adjective")), key=lambda m: m.start)
        for mention in names:
            self._full_name_first(mention, talk)
        for mention in sorted(mentions, key=lambda m: (m.head, m.start)):
            if mention.kind in ("name", "adjective"):
                mention.entity = self._name(mention, talk)
            elif mention.kind == "nominal":
                holder = self._titled(tree, mention, name_at)
                if holder is not None and (person := self._name(holder, talk)) is not None:
                    mention.entity, mention.titled, mention.how = person, True, f"post of {person.label}"
                    person.nouns.update({mention.noun, mention.noun.split()[-1]})
                elif (name := self._named_after(tree, mention, name_at)) is not None and (entity := self._name(name, talk)) is not None:
                    mention.entity, mention.how = entity, f"description of {entity.label}"
                    entity.nouns.update({mention.noun, mention.noun.split()[-1]})
                else:
                    self._nominal(tree, mention, talk, document, date)
            else:
                self._pronoun(tree, mention, talk)
            if mention.entity is not None:
                self._note(tree, mention, talk)
        return list(talk.entities.values())

    # --- names -------------------------------------------------------------------------------------------------

    def _full_name_first(self, mention: Mention, talk: _Discourse) -> None:
        """Register a person's full name under its last words, so that the surname alone finds it later."""
        if mention.type != "Person" or mention.noun == "people":
            return
        words = [fold(piece) for piece in pieces(mention.label)]
        if len(words) < 2:
            return
        entity = self._entity_of_name(mention, talk)
        for form in {words[-1], " ".join(words[-2:])}:
            if form not in ("al", "bin", "abu", "jr", "sr", "ii"):
                held = talk.by_key.get("person " + form)
                talk.by_key["person " + form] = entity if held is None or held is entity else _AMBIGUOUS

    def _name(self, mention: Mention, talk: _Discourse) -> Entity | None:
        if mention.actor is None:
            short = key(mention.label)
            known = talk.by_key.get("acronym " + short)
            if known is not None:
                mention.how = "short form introduced in brackets"
                return known
            if " " not in short or mention.type == "Person":
                person = talk.by_key.get("person " + short)
                if person is _AMBIGUOUS:
                    return None if " " not in short else self._entity_of_name(mention, talk)
                if person is not None and mention.type in ("Person", "Organization", "Place"):
                    mention.how = "surname after the full name"
                    return person
        entity = self._entity_of_name(mention, talk)
        return entity

    def _entity_of_name(self, mention: Mention, talk: _Discourse) -> Entity:
        actor = mention.actor
        if mention.noun == "people" and actor is not None:  # "Iraqis": a population of the state
            name = f"{actor.adjectives[0] if actor.adjectives else actor.label} people"
            identifier = ACTOR + slug(name)
            entity = talk.entities.get(identifier)
            if entity is None:
                entity = talk.entities[identifier] = Entity(identifier, name, "Population", plural=True)
            return entity
        identifier = actor.iri if actor is not None else ACTOR + (slug(mention.label) or _hash(mention.label))
        entity = talk.entities.get(identifier)
        if entity is None:
            entity = talk.entities[identifier] = Entity(
                identifier, actor.label if actor is not None else mention.label, actor.type if actor is not None else mention.type,
                actor, gender=mention.gender, plural=mention.plural,
            )  # fmt: skip
        return entity

    def _acronyms(self, tree: Tree, mentions: list[Mention], talk: _Discourse) -> None:
        """ "Front for Change (FC)": the bracketed short form names the same entity for the rest of the document."""
        by_start = {m.start: m for m in mentions if m.kind == "name"}
        for mention in mentions:
            if mention.kind != "name" or mention.end + 2 >= tree.size or tree.text[mention.end] != "(":
                continue
            if tree.text[mention.end + 2] != ")":
                continue
            short = tree.text[mention.end + 1]
            if not short.isupper() or len(short) < 2:
                continue
            other = by_start.get(mention.end + 1)
            if mention.actor is not None and other is not None and other.actor is not None:
                continue
            if mention.actor is None and other is not None and other.actor is not None:
                initials = "".join(word[0] for word in mention.label.replace("-", " ").split() if word[:1].isupper())
                if initials[:1] == short[:1]:
                    mention.actor, mention.type = other.actor, other.actor.type
                continue
            entity = self._entity_of_name(mention, talk)
            talk.by_key["acronym " + key(short)] = entity

    # --- descriptions ------------------------------------------------------------------------------------------

    def _nominal(self, tree: Tree, mention: Mention, talk: _Discourse, document: str, date: str | None) -> None:
        lexicon = self.lexicon
        owner = mention.owner.entity if mention.owner is not None else None
        appositive = self._apposed(tree, mention, talk)
        if appositive is not None:
            mention.entity = appositive
            mention.how = "apposition"
            return
        body = lexicon.bodies.get(mention.noun)
        if owner is not None and owner.type == "State" and (body is not None or mention.type == "GovernmentBody" and mention.noun and mention.noun[:1].islower() and mention.noun not in lexicon.descriptions):
            if stands_for_state(mention, lexicon):
                mention.entity = owner
                mention.how = f"{mention.noun} of {owner.label}, standing for it"
                return
            mention.entity = self._body(owner, mention, talk)
            return
        noun = tree.lemma[mention.head]
        if owner is not None and owner.type in ("ArmedGroup", "Organization", "GovernmentBody") and noun in _FIGHTERS and (mention.plural or noun not in lexicon.roles):
            mention.entity = owner
            mention.how = f"{mention.noun} of {owner.label}, standing for it"
            return
        if owner is not None and owner.type == "State" and noun in _FIGHTERS and noun not in ("rebel", "militant", "insurgent", "gunman", "guerrilla", "fighter", "member", "supporter", "mercenary", "jihadist", "terrorist"):
            role = lexicon.roles.get(mention.noun)
            if role is None or mention.plural:
                mention.entity = owner
                mention.how = f"{mention.noun} of {owner.label}, standing for it"
                return
        if owner is not None and owner.type == "State" and mention.noun in lexicon.roles and not mention.plural:
            holder = self._holder(mention, owner, talk, date)
            if holder is not None:
                mention.entity = holder
                return
        if mention.definite and owner is None:
            antecedent = self._antecedent(tree, mention, talk)
            if antecedent is not None:
                mention.entity = antecedent
                mention.how = f"“{mention.noun}” taken up from {antecedent.label}"
                mention.sure *= 0.85
                return
        mention.group = self._pair(mention, talk, tree)
        mention.entity = self._described(mention, talk, document)

    def _titled(self, tree: Tree, mention: Mention, name_at: dict[int, Mention]) -> Mention | None:
        """The name that follows a post or precedes it: "President X", "the president, X,", "X, the president"."""
        if mention.type not in ("Person", "Population") or mention.plural:
            return None
        after = mention.end
        name = name_at.get(after)
        if name is not None and name.start == after and name.type == "Person":
            return name
        for child in tree.children[mention.head]:
            name = name_at.get(child)
            if name is not None and name.type == "Person" and tree.dep[child] in ("appos", "flat") and name.start > mention.head:
                return name
        if after + 1 < tree.size and tree.text[after] == ",":
            name = name_at.get(after + 1)
            if name is not None and name.type == "Person" and name.end < tree.size and tree.text[name.end] in (",", ".", "—", "–", ")") and tree.dep[name.head] in ("appos", "nsubj", "obj", "flat"):
                return name
        if mention.noun not in self.lexicon.roles:
            return None
        before = mention.start - 1
        owner = mention.owner
        if owner is not None and owner.start < mention.start:
            before = min(before, owner.start - 1)
        while before > 0 and (tree.pos[before] in ("DET", "ADJ", "ADV") or tree.text[before] in ("'s", "’s")):
            before -= 1
        if before > 0 and tree.text[before] in (",", "(", "–", "—"):
            name = name_at.get(before - 1)
            if name is not None and name.type == "Person" and name.end == before and tree.dep[mention.head] in ("appos", "parataxis", "nmod", "acl", "conj", "list", "dep"):
                return name
        return None

    def _named_after(self, tree: Tree, mention: Mention, name_at: dict[int, Mention]) -> Mention | None:
        """The name that follows a description of the same thing: "its ally Chad", "the city of Goma", "a militia, X,"."""
        if mention.type not in _NAMED_BY or (mention.plural and mention.noun not in _NAMED_PLACES):
            return None
        for child in tree.children[mention.head]:
            name = name_at.get(child)
            if name is None or name.start < mention.head:
                continue
            if name.actor is None and mention.type == "Place" and mention.noun.split()[-1] in _NAMED_PLACES and tree.case(child) == "of":
                name.type = "Place"  # "the town of X" says more than the entity recogniser knows
            if not _same_kind(mention, name):
                continue
            if tree.dep[child] in ("appos", "flat") and not tree.case(child):
                return name
            if tree.dep[child] == "nmod" and tree.case(child) == "of" and mention.type == "Place" and name.type == "Place" and mention.noun.split()[-1] in _NAMED_PLACES:
                return name
        name = name_at.get(mention.end)
        if name is not None and name.start == mention.end and _same_kind(mention, name) and mention.noun.split()[-1] not in ("force", "forces"):
            return name
        return None

    def _apposed(self, tree: Tree, mention: Mention, talk: _Discourse) -> Entity | None:
        """The named entity of which a description is an apposition or a predicate ("X, a militia"; "X is a militia")."""
        index = mention.head
        if tree.dep[index] == "appos":
            target = tree.head[index]
            if mention.noun in self.lexicon.roles:
                mention.titled = True
        elif tree.child(index, "cop") is not None and mention.type in ("ArmedGroup", "Organization", "Person", "State"):
            subject = tree.child(index, "nsubj")
            if subject is None or tree.child(index, "case") is not None:
                return None
            target = subject
            mention.titled = mention.noun in self.lexicon.roles
        elif (target_ := self._comma_before(tree, mention, talk)) is not None:
            target = target_
        else:
            return None
        for _, token, _, entity in reversed(talk.seen):
            if token == target and (entity.type == mention.type or mention.type == "Organization" and entity.type != "Person" or entity.type == "Person" and mention.type in ("Person", "Population")):
                entity.nouns.add(tree.lemma[index])
                return entity
        mention.titled = False
        return None

    def _comma_before(self, tree: Tree, mention: Mention, talk: _Discourse) -> int | None:
        """Head of the name before "NAME, a militia …": the parser often misses such appositions (F 46 in trials)."""
        if not talk.seen or mention.type not in ("ArmedGroup", "Organization", "State", "Place", "GovernmentBody"):
            return None
        before = mention.start - 1
        article = ""
        while before > 0 and tree.pos[before] in ("DET", "ADJ", "ADV", "NUM"):
            article = tree.lower[before] if tree.pos[before] == "DET" else article
            before -= 1
        if before < 1 or tree.text[before] != "," or article not in ("a", "an"):
            return None
        last = talk.seen[-1][1]
        return last if tree.text[before - 1 : before] and last == before - 1 and tree.pos[last] == "PROPN" else None

    def _body(self, state: Entity, mention: Mention, talk: _Discourse) -> Entity:
        """A ministry, parliament or court of a state: an actor of its own, readable and the same in every document."""
        adjective = state.actor.adjectives[0] if state.actor is not None and state.actor.adjectives else state.label
        noun = _one_spelling(mention.noun)
        label = f"{adjective} {noun}"
        identifier = ACTOR + slug(f"{state.label} {noun}")
        known = self.linker.matcher.lookup(label)
        if len({c.actor.id for c in known}) == 1 and known[0].actor.type == "GovernmentBody":
            actor = known[0].actor
            identifier, label = actor.iri, actor.label
        else:
            actor = None
        entity = talk.entities.get(identifier)
        if entity is None:
            entity = talk.entities[identifier] = Entity(identifier, label, "GovernmentBody", actor)
        entity.nouns.add(mention.noun)
        entity.nouns.add(mention.noun.split()[-1])
        mention.how = f"{mention.noun} of {state.label}"
        return entity

    def _holder(self, mention: Mention, state: Entity, talk: _Discourse, date: str | None) -> Entity | None:
        """The person who held the described post on the document's date, or who is named with it in the text."""
        for _, _, _, entity in reversed(talk.seen):
            if entity.type == "Person" and mention.noun in entity.nouns:
                mention.how = f"“{mention.noun}” taken up from {entity.label}"
                return entity
        if state.actor is None:
            return None
        person = self.linker.holder(mention.noun, state.actor.id, date)
        if person is None:
            return None
        mention.how = f"{mention.noun} of {state.label} on {date}"
        mention.sure = 0.85
        entity = talk.entities.get(person.iri)
        if entity is None:
            entity = talk.entities[person.iri] = Entity(person.iri, person.label, "Person", person, gender=person.gender)
        entity.nouns.add(mention.noun)
        return entity

    def _described(self, mention: Mention, talk: _Discourse, document: str) -> Entity:
        fresh = described(mention, document)
        return talk.entities.setdefault(fresh.id, fresh)

    def _pair(self, mention: Mention, talk: _Discourse, tree: Tree) -> tuple[Entity, ...]:
        """The two actors that "both countries" or "the two sides" take up: the last two named, if no third is near."""
        if not mention.plural or mention.noun.split()[-1] not in _PAIR_NOUNS:
            return ()
        before = mention.start - 1
        words = {tree.lower[c] for c in tree.children[mention.head]} | set(tree.lower[max(0, before) : mention.head])
        if not words & {"both", "two"}:
            return ()
        wanted = {"State"} if mention.type == "State" else {"State", "ArmedGroup", "Organization", "GovernmentBody", "Person"}
        sentence = tree.sentence[mention.head]
        for back in range(_LOOK_BACK):
            found: dict[str, Entity] = {}
            for seen_at, token, _, entity in talk.seen:
                if sentence - back <= seen_at <= sentence and token < mention.head and entity.named and entity.type in wanted:
                    found[entity.id] = entity
            if len(found) == 2:
                return tuple(found.values())
            if len(found) > 2:
                return ()
        return ()

    def _antecedent(self, tree: Tree, mention: Mention, talk: _Discourse) -> Entity | None:
        """What a definite description takes up: the last entity described so, else the one that fits its type."""
        last = mention.noun.split()[-1]
        sentence = tree.sentence[mention.head]
        fitting: dict[str, int] = {}
        order: list[Entity] = []
        for seen_at, token, _, entity in reversed(talk.seen):
            if token >= mention.head:
                continue
            if entity.plural != mention.plural and not entity.named and entity.type in ("Population", "Person"):
                continue
            if mention.noun in entity.nouns or (last in entity.nouns and mention.noun == last):
                return entity
            wanted = _GENERIC_GROUPS.get(mention.type)
            if wanted is None or mention.plural or sentence - seen_at > _LOOK_BACK:
                continue
            if entity.named and entity.type in wanted and entity.id not in fitting and last not in ("government", "police", "forces", "army"):
                if entity.type == "State" and last not in _STATE_NOUNS:
                    continue
                if entity.type == "GovernmentBody" and last not in entity.label.lower().split():
                    continue
                fitting[entity.id] = seen_at
                order.append(entity)
        if not order:
            return None
        if mention.type == "State" and len(order) > 1 and fitting[order[0].id] == fitting[order[1].id]:
            return None
        if len(order) > 1 and fitting[order[0].id] == fitting[order[1].id]:
            # two in the same sentence: the subject wins, if only one is
            subjects = {e.id: e for s, _, subject, e in talk.seen if subject and s == fitting[order[0].id] and e.id in fitting}
            return next(iter(subjects.values())) if len(subjects) == 1 else None
        return order[0]

    # --- pronouns ----------------------------------------------------------------------------------------------

    def _pronoun(self, tree: Tree, mention: Mention, talk: _Discourse) -> None:
        if mention.noun == "speaker":
            return  # who speaks is found where quotations are (speech.py)
        sentence = tree.sentence[mention.head]
        clause = tree.clause(mention.head)
        arguments = Arguments(tree)
        verb = tree.head[mention.head]
        subject_token = arguments.surface_subject(verb) if tree.dep[mention.head] in ("obj", "iobj", "obl") else None
        reflexive = mention.noun.endswith(("self", "selves"))
        possessive = tree.tag[mention.head] == "PRP$"
        scored: dict[str, tuple[float, Entity]] = {}
        excluded: set[str] = set()
        for seen_at, token, subject, entity in talk.seen:
            if token >= mention.head or sentence - seen_at > _LOOK_BACK or not _agrees(mention, entity):
                continue
            if subject_token is not None and token == subject_token and not reflexive:
                excluded.add(entity.id)
                continue
            same_clause = seen_at == sentence and tree.clause(token) == clause
            if same_clause and not (possessive or reflexive) and tree.dep[mention.head] in ("obj", "iobj", "obl", "nsubj"):
                continue
            score = 4.0 - 1.3 * (sentence - seen_at) + (1.0 if subject else 0.0) + 0.002 * token / (1 + tree.size)
            if same_clause and (possessive or reflexive) and subject:
                score += 1.0
            if seen_at == sentence:
                score += 0.4
            if not entity.named:
                score -= 0.5
            if score > scored.get(entity.id, (-9.0, entity))[0]:
                scored[entity.id] = (score, entity)
        ranked = sorted((item for item in scored.values() if item[1].id not in excluded), key=lambda item: -item[0])
        if not ranked or ranked[0][0] < 1.0:
            return
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.35:
            return
        mention.entity = ranked[0][1]
        mention.how = f"“{tree.text[mention.head]}” = {mention.entity.label}"
        mention.type = mention.entity.type
        margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 2.0
        mention.sure = 0.75 if margin >= 1 else 0.65

    # --- bookkeeping -------------------------------------------------------------------------------------------

    def _note(self, tree: Tree, mention: Mention, talk: _Discourse) -> None:
        """Remember a mention: its names, and where it stood."""
        entity = mention.entity
        assert entity is not None
        if mention.kind != "pronoun":
            name = tree.doc.text[tree.idx[mention.start] : tree.end_of(mention.end - 1)]
            if not (mention.kind == "nominal" and mention.how == "apposition"):
                entity.add_name(name)
            else:
                entity.add_name(name)
            if mention.kind == "nominal" and mention.noun:
                if entity.named and entity.type in ("ArmedGroup", "Organization", "Person"):
                    entity.nouns.update({mention.noun, mention.noun.split()[-1]})
                owner = mention.owner
                if owner is not None and owner.start < mention.start and owner.kind != "pronoun":
                    entity.add_name(tree.doc.text[tree.idx[owner.start] : tree.end_of(mention.end - 1)])
        subject = tree.dep[tree.first_conjunct(mention.head)] == "nsubj" or (mention.kind == "nominal" and tree.dep[mention.head] == "nsubj")
        if mention.kind == "adjective" and tree.dep[mention.head] in ("amod", "compound"):
            return  # "Iraqi militias" does not bring up Iraq for "it"
        talk.seen.append((tree.sentence[mention.head], mention.head, subject, entity))


_PAIR_NOUNS = frozenset("country nation state side party government army neighbour neighbor rival leader ally group capital power men force faction militia president minister".split())


def described(mention: Mention, document: str) -> Entity:
    """An actor without a name: one node a document and description."""
    identifier = f"{ACTOR}{slug(mention.label) or 'unnamed'}-{_hash(document + '/' + key(mention.label))}"
    entity = Entity(identifier, mention.label, mention.type, named=False, gender=mention.gender, plural=mention.plural)
    entity.nouns.update({mention.noun, mention.noun.split()[-1]} if mention.noun else ())
    entity.names.append(mention.label)
    return entity


_AMBIGUOUS = Entity("", "", "")
_NAMED_BY = frozenset({"State", "Organization", "ArmedGroup", "GovernmentBody", "Place", "Asset"})
_NAMED_PLACES = frozenset("city town village province region island district state governorate county municipality port capital suburb neighbourhood neighborhood area prefecture department camp settlement stronghold enclave".split())


def _same_kind(mention: Mention, name: Mention) -> bool:
    """Whether a name can be that of what is described."""
    if mention.type == name.type:
        return True
    groups = {"Organization", "ArmedGroup", "GovernmentBody"}
    return {mention.type, name.type} <= groups or (mention.type == "State" and name.type == "Organization" and mention.noun in ("ally", "bloc"))


def _agrees(mention: Mention, entity: Entity) -> bool:
    """Type, number and gender of a pronoun and an entity."""
    word = mention.noun
    if mention.type == "Person" and mention.gender:
        return entity.type == "Person" and not entity.plural and entity.gender in ("", mention.gender)
    if mention.plural:
        return entity.plural or entity.type in ("ArmedGroup", "Population") or (entity.type == "Organization" and word != "its")
    return not entity.plural and entity.type in ("State", "Organization", "ArmedGroup", "GovernmentBody")


def _one_spelling(noun: str) -> str:
    noun = noun.replace("defense", "defence").replace("ministry of foreign affairs", "foreign ministry")
    if noun.startswith("ministry of "):
        noun = noun.removeprefix("ministry of ").removeprefix("the ") + " ministry"
    return noun


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
