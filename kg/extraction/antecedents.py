"""Antecedents: what a definite description without an owner takes up ("the militia", "the kingdom", "the cleric").

The last entity that was described so or has the word in its name; else the one entity near by whose type it fits. Where
two fit equally, none.
"""

from __future__ import annotations

from collections import deque

from kg.extraction.appositions import GROUP_TYPES, PLACE_NOUNS
from kg.extraction.attribution import SPEECH
from kg.extraction.discourse import LOOK_BACK, Discourse, Sighting, role_of
from kg.extraction.identity import add_nouns
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Entity, Mention

_FAR = 40  # sentences over which the same noun still means the same entity
_STATE_NOUNS = frozenset(
    "country nation kingdom republic state emirate sultanate island power territory monarchy neighbour neighbor".split()
)
_OF_STATE_NAMES = frozenset("kingdom emirate sultanate republic federation".split())  # kinds that official names tell
_FIRMS = frozenset(
    "company firm bank airline corporation organisation organization charity group broadcaster newspaper agency".split()
)
_ANY_GROUP = frozenset("group movement organisation organization network faction outfit".split())
_REBELS = frozenset(
    "militia militant rebel insurgent jihadist jihadi islamist fighter gunman extremist terrorist guerrilla "
    "separatist paramilitary secessionist bandit gang brigade battalion front band cartel insurgency".split()
)
_WHOLE_GROUP = _REBELS - {"gunman", "bandit", "fighter", "terrorist"}  # plural nouns that can mean a group as a whole
# What else a person with a post may be called.
_KINDS = {
    "politician": "deputy senator minister president lawmaker mp leader mayor governor premier congressman speaker",
    "lawmaker": "deputy senator mp congressman congresswoman legislator", "legislator": "deputy senator mp congressman",
    "diplomat": "ambassador envoy consul attaché", "envoy": "ambassador emissary mediator representative negotiator",
    "cleric": "bishop imam sheikh ayatollah priest mullah patriarch father archbishop cardinal pope rabbi pastor",
    "monarch": "king queen emir sultan emperor", "sovereign": "king queen emir sultan emperor",
    "ruler": "king emir sultan president general dictator", "strongman": "president general marshal dictator leader",
    "leader": "president king premier chancellor emir sultan chairman chief chairwoman",
    "officer": "general colonel captain major lieutenant admiral commander sergeant",
    "coup leader": "general colonel captain",
    "commander": "general colonel captain admiral brigadier marshal", "soldier": "sergeant captain private lieutenant",
    "premier": "minister", "official": "minister ambassador envoy governor", "warlord": "commander general leader",
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "chief": "head leader director",
}  # fmt: skip
_KIND_SETS = {noun: frozenset(kinds.split()) for noun, kinds in _KINDS.items()}


class Antecedents:
    """Finds antecedents of descriptions; one for a pipeline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, mention: Mention, talk: Discourse) -> Entity | None:
        """What a definite description takes up."""
        tree = talk.tree
        last = mention.noun.split()[-1]
        if tree.child(mention.head, "acl") is not None and tree.text[mention.head + 1 : mention.head + 2] != [","]:
            return None  # "the group that shelled X": told apart by what follows
        for child in tree.kids(
            mention.head, "nmod"
        ):  # "the guerrillas of the east"; "accused the speaker of bribery" is misread
            if tree.case(child) == "of" and (
                mention.type != "Person" or child in talk.mentions or tree.pos[child] == "PROPN"
            ):
                return None
        same = self.last(talk.described.get(mention.noun) or talk.described.get(last), mention, talk)
        if tree.text[mention.end : mention.end + 1] == ["-"]:  # "rebel-held" may be said of any rebels
            return same if same is not None and (same.named or " " not in same.label) else None
        beside = talk.co_arguments(mention.head)
        if same is not None and (mention.noun in same.nouns or mention.noun == last):
            return self._told_apart(mention, same, talk, beside) or same
        worded = talk.worded.get(last)
        if (
            worded is not None
            and worded.id not in beside
            and not mention.plural
            and (worded.type in GROUP_TYPES or worded.actor is None)
        ):
            if worded.actor is None and mention.type in GROUP_TYPES and worded.type != mention.type:
                worded.type = mention.type
            add_nouns(worded, mention)
            return worded
        if mention.type in ("Person", "Population"):
            return None if mention.plural else self._person(mention, talk, beside)
        return self._typed(mention, talk, beside)

    def _told_apart(self, mention: Mention, same: Entity, talk: Discourse, beside: set[str]) -> Entity | None:
        """Another group named in the sentence, where a further word tells it from the one called so before: "fought
        Isis when the *jihadi* group advanced"."""
        tree = talk.tree
        words = {tree.lemma[c] for c in tree.kids(mention.head, "amod", "compound") if c >= mention.start}
        if mention.type not in GROUP_TYPES or not words - {word for noun in same.nouns for word in noun.split()}:
            return None
        nearer = self._typed(mention, talk, beside)
        sentence = tree.sentence[mention.head]
        if nearer is None or nearer is same or all(s.entity is not nearer for s in talk.back(sentence, 0)):
            return None
        return None if any(s.entity is same for s in talk.back(sentence, 0)) else nearer

    def last(self, sightings: deque[Sighting] | None, mention: Mention, talk: Discourse) -> Entity | None:
        """The last entity described by the same noun; None where two were in one sentence, neither as subject."""
        beside = talk.co_arguments(mention.head)
        sentence = talk.tree.sentence[mention.head]
        fitting: list[Sighting] = []
        for sighting in reversed(sightings or deque()):
            entity = sighting.entity
            if sighting.token >= mention.head or entity.id in beside or sentence - sighting.sentence > _FAR:
                continue
            if (
                entity.plural != mention.plural
                and not entity.named
                and entity.type in ("Population", "Person", "ArmedGroup")
            ):
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
                if (
                    sighting.role == "subj" and " " in entity.label
                ):  # a firm that the entity recogniser took for a place
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
        """The person near by to whom a description other than his own post applies ("the cleric")."""
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
        return entity.type == "ArmedGroup" or (
            entity.type == "Organization" and (not known or (last in ("group", "movement") and _of_a_country(entity)))
        )
    if kind == "Organization":
        if last in ("opposition", "community", "media", "society", "church", "union", "league", "coalition"):
            return False
        return (entity.type == "Organization" and (last != "group" or _of_a_country(entity))) or (
            entity.type == "ArmedGroup" and last in (*_ANY_GROUP, "party")
        )
    if kind == "GovernmentBody":
        return entity.type == "GovernmentBody" and (
            last in entity.label.lower().split()
            or (last == "legislature" and bool(_LEGISLATURES & set(entity.label.lower().split())))
        )
    if kind == "Place":
        return (
            entity.type == "Place"
            and last in PLACE_NOUNS
            and last not in ("area", "region", "state", "department", "stronghold")
        )
    return False


def _of_a_country(entity: Entity) -> bool:
    """Whether an organisation may be called a group: not, if it is one of many states, as the African Union is."""
    return entity.actor is None or bool(entity.actor.country)


_LEGISLATURES = frozenset("congress parliament assembly senate knesset duma bundestag legislature majlis diet".split())


def _bears(word: str, entity: Entity) -> bool:
    actor = entity.actor
    return actor is not None and any(word in alias.lower().split() for alias in (actor.label, *actor.aliases))


def _official(word: str, entity: Entity) -> bool:
    """Whether a state may be called a kingdom, emirate or sultanate: not, if its official names call it a republic."""
    if word in ("kingdom", "emirate", "sultanate", "monarchy") and _bears("republic", entity):
        return False
    return not (word == "republic" and _bears("kingdom", entity))
