"""Descriptions: whom "the militia", "the kingdom", "US troops", "the president", "both countries" refer to.

A definite description takes up the last entity that was described so or has the word in its name; else the one entity
near by whose type it fits. Where two fit equally, it stays an actor of its own: a wrong edge costs more than a missing
one.
"""

from __future__ import annotations

from kg.actors.linking import Linker
from kg.actors.names import key, slug
from kg.extraction.appositions import GROUP_TYPES, PLACE_NOUNS, Appositions
from kg.extraction.attribution import SPEECH
from kg.extraction.discourse import LOOK_BACK, Discourse, Sighting, role_of
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Entity, Mention
from kg.extraction.mentions import stands_for_state
from kg.extraction.naming import digest
from kg.statements import ACTOR

_FAR = 40  # sentences over which the same noun still means the same entity
_STATE_NOUNS = frozenset(
    "country nation kingdom republic state emirate sultanate island power territory monarchy neighbour neighbor".split()
)
_OF_STATE_NAMES = frozenset("kingdom emirate sultanate republic federation".split())  # kinds that official names tell
_FIRMS = frozenset("company firm bank airline corporation organisation organization charity group broadcaster newspaper agency".split())
_ANY_GROUP = frozenset("group movement organisation organization network faction outfit".split())
_REBELS = frozenset(
    "militia militant rebel insurgent jihadist jihadi islamist fighter gunman extremist terrorist guerrilla "
    "separatist paramilitary secessionist bandit gang brigade battalion front band cartel insurgency".split()
)
_WHOLE_GROUP = _REBELS - {"gunman", "bandit", "fighter", "terrorist"}  # plural nouns that can mean a group as a whole
FORCES = frozenset(
    "fighter militant rebel insurgent gunman guerrilla member troop soldier force combatant jihadist terrorist "
    "commander leader official spokesman spokesperson spokeswoman representative negotiator diplomat authority "
    "delegation delegate envoy warplane jet drone aircraft army military police navy forces troops personnel "
    "leadership truck convoy tank government administration regime mercenary operative cadre supporter warship "
    "vessel helicopter man".split()
)
_NOT_OF_STATES = frozenset(
    "rebel militant insurgent gunman guerrilla fighter member supporter mercenary jihadist terrorist man".split()
)
_PAIR_NOUNS = frozenset(
    "country nation state side party government army neighbour neighbor rival arch-rival leader ally group "
    "capital power man force faction militia president minister foe enemy adversary pair".split()
)
_OF_TWO = frozenset({"neighbour", "neighbor", "rival", "arch-rival", "foe", "adversary"})  # two even without "two"
# What else a person with a post may be called.
_KINDS = {
    "politician": "deputy senator minister president lawmaker mp leader mayor governor premier congressman councillor speaker",
    "lawmaker": "deputy senator mp congressman congresswoman legislator", "legislator": "deputy senator mp congressman",
    "diplomat": "ambassador envoy consul attaché", "envoy": "ambassador emissary mediator representative negotiator",
    "cleric": "bishop imam sheikh ayatollah priest mullah patriarch father archbishop cardinal pope preacher rabbi pastor",
    "monarch": "king queen emir sultan emperor", "sovereign": "king queen emir sultan emperor",
    "ruler": "king emir sultan president general dictator", "strongman": "president general marshal dictator leader",
    "leader": "president king premier chancellor emir sultan chairman chief chairwoman",
    "officer": "general colonel captain major lieutenant admiral commander sergeant", "coup leader": "general colonel captain",
    "commander": "general colonel captain admiral brigadier marshal", "soldier": "sergeant captain private lieutenant",
    "premier": "minister", "official": "minister ambassador envoy governor", "warlord": "commander general leader",
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "chief": "head leader director",
}  # fmt: skip
_KIND_SETS = {noun: frozenset(kinds.split()) for noun, kinds in _KINDS.items()}


class Descriptions:
    """Resolves described actors; one for a pipeline."""

    def __init__(self, linker: Linker, lexicon: Lexicon) -> None:
        self.linker = linker
        self.lexicon = lexicon
        self.appositions = Appositions(lexicon)

    def resolve(self, mention: Mention, talk: Discourse) -> None:
        """Set entity and reason of a described mention; what nothing fits is an actor of its own."""
        holder = self.appositions.holder(talk.tree, mention, talk.names)
        if holder is not None and holder.entity is not None:
            person = holder.entity
            mention.entity, mention.titled, mention.how = person, True, f"post of {person.label}"
            self._register_post(mention, person, talk)
            return
        name = self.appositions.name(talk.tree, mention, talk.names)
        if name is not None and name.entity is not None:
            mention.entity, mention.how = name.entity, f"description of {name.entity.label}"
            _add_nouns(name.entity, mention)
            return
        apposed = self.appositions.described(mention, talk)
        if apposed is not None:
            mention.entity, mention.how = apposed, "apposition"
            if apposed.type == "Person":
                self._register_post(mention, apposed, talk)
            return
        owner = mention.owner.entity if mention.owner is not None else None
        if owner is not None and self.owned(mention, owner, talk):
            return
        if mention.definite and owner is None and (taken := self._antecedent(mention, talk)) is not None:
            mention.entity = taken
            mention.how = f"“{mention.noun}” taken up from {taken.label}"
            mention.sure *= 0.85
            return
        mention.group = self._pair(mention, talk)
        fresh = described(mention, talk.document)
        mention.entity = talk.entities.setdefault(fresh.id, fresh)
        if owner is not None and mention.entity.type == "Person" and owner.type in ("State", *GROUP_TYPES):
            talk.sides[mention.entity.id] = owner

    def _register_post(self, mention: Mention, person: Entity, talk: Discourse) -> None:
        _add_nouns(person, mention)
        if mention.gender and not person.gender:
            person.gender = mention.gender
        owner = mention.owner.entity if mention.owner is not None else None
        if owner is not None:
            talk.posts[mention.noun, owner.id] = person
            talk.sides.setdefault(person.id, owner)

    # --- of an owner -------------------------------------------------------------------------------------------

    def owned(self, mention: Mention, owner: Entity, talk: Discourse) -> bool:
        """Resolve what belongs to a known actor: "US troops", "Iraq's parliament", "the group's fighters", "its envoy"."""
        lexicon = self.lexicon
        noun = talk.tree.lemma[mention.head]
        lower = mention.noun[:1].islower()
        if owner.type == "State" and (
            mention.noun in lexicon.bodies or (mention.type == "GovernmentBody" and lower and mention.noun not in lexicon.descriptions)
        ):
            if stands_for_state(mention, lexicon):
                return _stand(mention, owner)
            mention.entity = self._body(owner, mention, talk)
            return True
        one = mention.noun in lexicon.roles and not mention.plural
        if noun in FORCES and not one and (owner.type in GROUP_TYPES or (owner.type == "State" and noun not in _NOT_OF_STATES)):
            return _stand(mention, owner)
        if owner.type == "State" and one and (holder := self._holder(mention, owner, talk)) is not None:
            mention.entity = holder
            return True
        if one and (known := talk.posts.get((mention.noun, owner.id))) is not None:
            mention.entity, mention.how = known, f"“{mention.noun}” taken up from {known.label}"
            return True
        return False

    def _body(self, state: Entity, mention: Mention, talk: Discourse) -> Entity:
        """A ministry, parliament or court of a state: an actor of its own, readable and the same in every document."""
        adjective = state.actor.adjectives[0] if state.actor is not None and state.actor.adjectives else state.label
        noun = _one_spelling(mention.noun)
        label = f"{adjective} {noun}"
        identifier = ACTOR + slug(f"{state.label} {noun}")
        known = self.linker.matcher.lookup(label)
        actor = None
        if len({c.actor.id for c in known}) == 1 and known[0].actor.type == "GovernmentBody":
            actor = known[0].actor
            identifier, label = actor.iri, actor.label
        entity = talk.entities.setdefault(identifier, Entity(identifier, label, "GovernmentBody", actor))
        _add_nouns(entity, mention)
        talk.sides.setdefault(entity.id, state)
        mention.how = f"{mention.noun} of {state.label}"
        return entity

    def _holder(self, mention: Mention, state: Entity, talk: Discourse) -> Entity | None:
        """The person who is named with the post in the text, or who held it on the document's date."""
        known = talk.posts.get((mention.noun, state.id))
        if known is None:  # "President X" of a state that the text leaves unsaid
            near = self._last(talk.described.get(mention.noun), mention, talk)
            if near is not None and near.type == "Person" and near.named and talk.sides.get(near.id) in (None, state):
                known = near
        if known is not None:
            mention.how = f"“{mention.noun}” taken up from {known.label}"
            return known
        if state.actor is None:
            return None
        person = self.linker.holder(mention.noun, state.actor.id, talk.date)
        if person is None:
            return None
        mention.how = f"{mention.noun} of {state.label} on {talk.date}"
        mention.sure = 0.85
        entity = talk.entities.setdefault(person.iri, Entity(person.iri, person.label, "Person", person, gender=person.gender))
        entity.nouns.add(mention.noun)
        talk.posts[mention.noun, state.id] = entity
        return entity

    # --- both --------------------------------------------------------------------------------------------------

    def _pair(self, mention: Mention, talk: Discourse) -> tuple[Entity, ...]:
        """The two actors that "both countries" or "the two sides" take up: the last two named, if no third is near."""
        tree = talk.tree
        noun = mention.noun.split()[-1]
        if not mention.plural or noun not in _PAIR_NOUNS:
            return ()
        words = {tree.lower[c] for c in tree.children[mention.head]} | set(tree.lower[max(0, mention.start - 1) : mention.head])
        if not words & {"both", "two"} and not (noun in _OF_TWO and mention.definite and mention.owner is None):
            return ()
        wanted = {"State"} if mention.type == "State" or noun in _OF_TWO else {"State", *GROUP_TYPES}
        if mention.type == "Person" or noun in ("leader", "president", "minister", "man"):
            wanted = {"Person"}
        sentence = tree.sentence[mention.head]
        beside = talk.co_arguments(mention.head)
        for back in range(LOOK_BACK):
            found: dict[str, Entity] = {}
            for sighting in talk.back(sentence, back):
                entity = sighting.entity
                if sighting.token < mention.head and entity.named and entity.type in wanted and entity.id not in beside:
                    found[entity.id] = entity
            if len(found) == 2:
                return tuple(reversed(found.values()))
            if len(found) > 2:
                return ()
        return ()

    # --- taking up ---------------------------------------------------------------------------------------------

    def _antecedent(self, mention: Mention, talk: Discourse) -> Entity | None:
        """What a definite description takes up."""
        tree = talk.tree
        last = mention.noun.split()[-1]
        if tree.child(mention.head, "acl") is not None and tree.text[mention.head + 1 : mention.head + 2] != [","]:
            return None  # "the group that shelled X": told apart by what follows
        for child in tree.kids(mention.head, "nmod"):  # "the guerrillas of the east"; "accused the speaker of bribery" is misread
            if tree.case(child) == "of" and (mention.type != "Person" or child in talk.mentions or tree.pos[child] == "PROPN"):
                return None
        same = self._last(talk.described.get(mention.noun) or talk.described.get(last), mention, talk)
        if same is not None and (mention.noun in same.nouns or mention.noun == last):
            return same
        beside = talk.co_arguments(mention.head)
        worded = talk.worded.get(last)
        if worded is not None and worded.id not in beside and not mention.plural and (worded.type in GROUP_TYPES or worded.actor is None):
            if worded.actor is None and mention.type in GROUP_TYPES and worded.type != mention.type:
                worded.type = mention.type
            _add_nouns(worded, mention)
            return worded
        if mention.type in ("Person", "Population"):
            return None if mention.plural else self._person(mention, talk, beside)
        return self._typed(mention, talk, beside)

    def _last(self, sightings: object, mention: Mention, talk: Discourse) -> Entity | None:
        """The last entity that was described by the same noun; None where two were in one sentence, neither as subject."""
        beside = talk.co_arguments(mention.head)
        sentence = talk.tree.sentence[mention.head]
        fitting: list[Sighting] = []
        for sighting in reversed(sightings or ()):  # type: ignore[call-overload]
            entity = sighting.entity
            if sighting.token >= mention.head or entity.id in beside or sentence - sighting.sentence > _FAR:
                continue
            if entity.plural != mention.plural and not entity.named and entity.type in ("Population", "Person", "ArmedGroup"):
                continue
            if mention.plural and entity.named and entity.type == "Person":
                continue
            fitting.append(sighting)
        return _one(fitting)

    def _typed(self, mention: Mention, talk: Discourse, beside: set[str]) -> Entity | None:
        """The one named entity near by whose type a description of a group, state or place fits."""
        tree = talk.tree
        last = mention.noun.split()[-1]
        acts = role_of(tree, mention.head) == "subj" and tree.lemma[tree.head[mention.head]] in SPEECH
        state = (mention.type == "State" and last in _STATE_NOUNS) or (last in ("island", "territory") and acts)
        if mention.plural and last not in _WHOLE_GROUP:
            return None
        sentence = tree.sentence[mention.head]
        fitting: list[Sighting] = []
        for sighting in talk.back(sentence, 2 if mention.plural else LOOK_BACK):
            entity = sighting.entity
            if sighting.token >= mention.head or not entity.named or entity.id in beside or sighting.group:
                continue
            if mention.type == "Organization" and last in _FIRMS and entity.type == "Place" and entity.actor is None:
                if sighting.role == "subj" and " " in entity.label:  # a firm that the entity recogniser took for a place
                    fitting.append(sighting)
            elif state:
                if entity.type == "State" and not sighting.plural and _official(last, entity):
                    fitting.append(sighting)
            elif _may_be(mention, last, entity):
                fitting.append(sighting)
        if state and last in _OF_STATE_NAMES:  # those that bear the word in their official names first
            told = [s for s in fitting if _bears(last, s.entity)]
            fitting = told or fitting
        found = _one(fitting)
        if found is None or (mention.plural and len({s.entity.id for s in fitting}) > 1):
            return None
        if found.type == "Place" and mention.type == "Organization":
            found.type = "Organization"
        if found.actor is None and mention.type == "ArmedGroup" and last in _REBELS and found.type == "Organization":
            found.type = "ArmedGroup"
        return found

    def _person(self, mention: Mention, talk: Discourse, beside: set[str]) -> Entity | None:
        """The person near by to whom a description other than his own post applies ("the cleric", "the coup leader")."""
        tree = talk.tree
        last = mention.noun.split()[-1]
        kinds = _KIND_SETS.get(mention.noun) or _KIND_SETS.get(last) or frozenset()
        role = self.lexicon.roles.get(mention.noun)
        former = any(tree.lower[c] in ("former", "ex") for c in tree.children[mention.head])
        office = role is not None and not former and not kinds
        sentence = tree.sentence[mention.head]
        exact: list[Sighting] = []
        bare: list[Sighting] = []
        for sighting in talk.back(sentence, 2):
            entity = sighting.entity
            if sighting.token >= mention.head or entity.type != "Person" or entity.id in beside or sighting.plural:
                continue
            if mention.gender and entity.gender not in ("", mention.gender):
                continue
            if kinds & entity.nouns:
                exact.append(sighting)
            if entity.named and (former or not entity.nouns & self.lexicon.roles.keys()):
                bare.append(sighting)
            elif not (kinds & entity.nouns):
                bare.append(sighting)  # another person: in doubt, none
        if exact:
            return _one(exact)
        if office or len({s.entity.id for s in bare}) != 1:
            return None
        only = bare[0].entity
        if not only.named or (only.nouns & self.lexicon.roles.keys() and not former):
            return None
        return only if bare[0].sentence == sentence or sentence - bare[0].sentence == 1 else None


def _one(fitting: list[Sighting]) -> Entity | None:
    """The entity of the last sentence; of several there the one that is its subject, if only one is."""
    if not fitting:
        return None
    near = [s for s in fitting if s.sentence == fitting[0].sentence]
    if len({s.entity.id for s in near}) == 1:
        return near[0].entity
    subjects = {s.entity.id: s.entity for s in near if s.role == "subj"}
    return next(iter(subjects.values())) if len(subjects) == 1 else None


def _may_be(mention: Mention, last: str, entity: Entity) -> bool:
    """Whether a named entity can be called so, by its type."""
    kind, known = mention.type, entity.actor is not None
    if kind == "ArmedGroup":
        if last in ("army", "force", "wing", "cell", "squad"):
            return False
        return entity.type == "ArmedGroup" or (entity.type == "Organization" and (not known or last in ("group", "movement")))
    if kind == "Organization":
        if last in ("opposition", "community", "media", "society", "church", "union", "league"):
            return False
        return entity.type == "Organization" or (entity.type == "ArmedGroup" and last in (*_ANY_GROUP, "party"))
    if kind == "GovernmentBody":
        return entity.type == "GovernmentBody" and (last in entity.label.lower().split() or (last == "legislature" and bool(_LEGISLATURES & set(entity.label.lower().split()))))
    if kind == "Place":
        return entity.type == "Place" and last in PLACE_NOUNS and last not in ("area", "region", "state", "department", "stronghold")
    return False


_LEGISLATURES = frozenset("congress parliament assembly senate knesset duma bundestag legislature majlis diet".split())


def _bears(word: str, entity: Entity) -> bool:
    actor = entity.actor
    return actor is not None and any(word in alias.lower().split() for alias in (actor.label, *actor.aliases))


def _official(word: str, entity: Entity) -> bool:
    """Whether a state may be called a kingdom, emirate or sultanate: not, if its official names call it a republic."""
    if word in ("kingdom", "emirate", "sultanate", "monarchy") and _bears("republic", entity):
        return False
    return not (word == "republic" and _bears("kingdom", entity))


def _stand(mention: Mention, owner: Entity) -> bool:
    mention.entity = owner
    mention.how = f"{mention.noun} of {owner.label}, standing for it"
    return True


def _add_nouns(entity: Entity, mention: Mention) -> None:
    if mention.noun:
        entity.nouns.update({mention.noun, mention.noun.split()[-1]})


def described(mention: Mention, document: str) -> Entity:
    """An actor without a name: one node a document and description."""
    identifier = f"{ACTOR}{slug(mention.label) or 'unnamed'}-{digest(document + '/' + key(mention.label))}"
    entity = Entity(identifier, mention.label, mention.type, named=False, gender=mention.gender, plural=mention.plural)
    _add_nouns(entity, mention)
    entity.names.append(mention.label)
    return entity


def _one_spelling(noun: str) -> str:
    noun = noun.replace("defense", "defence").replace("ministry of foreign affairs", "foreign ministry")
    if noun.startswith("ministry of "):
        noun = noun.removeprefix("ministry of ").removeprefix("the ") + " ministry"
    return noun
