"""Descriptions: whom "the militia", "the kingdom", "US troops", "the president", "both countries" refer to.

A definite description takes up the last entity that was described so or has the word in its name; else the one entity
near by whose type it fits. Where two fit equally, it stays an actor of its own: a wrong edge costs more than a missing
one.
"""

from __future__ import annotations

from kg.actors.linking import Linker
from kg.actors.names import slug
from kg.extraction.antecedents import Antecedents
from kg.extraction.appositions import GROUP_TYPES, Appositions
from kg.extraction.discourse import LOOK_BACK, Discourse
from kg.extraction.identity import add_nouns, described
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Entity, Mention
from kg.extraction.nominals import stands_for_state
from kg.statements import ACTOR

FORCES = frozenset(
    "fighter militant rebel insurgent gunman guerrilla member troop soldier force combatant jihadist terrorist "
    "commander leader official spokesman spokesperson spokeswoman representative negotiator diplomat authority "
    "delegation delegate envoy warplane jet drone aircraft army military police navy forces troops personnel "
    "leadership truck convoy tank government administration regime mercenary operative cadre supporter warship "
    "vessel helicopter man".split()
)
_NOT_OF_STATES = frozenset(
    "rebel militant insurgent gunman guerrilla fighter member supporter mercenary jihadist terrorist man paramilitary separatist extremist".split()
)
_PAIR_NOUNS = frozenset(
    "country nation state side party government army neighbour neighbor rival arch-rival leader ally group "
    "capital power man force faction militia president minister foe enemy adversary pair".split()
)
# Posts that a state gives to several at a time: who held one is not who is meant.
_OF_MANY = frozenset(
    "ambassador envoy representative commander general spokesman spokeswoman spokesperson senator governor coordinator "
    "director negotiator official".split()
)
_NO_STATES = frozenset({"group", "faction", "militia"})
# One of them is a person, and not the army or group that several stand for.
_ALONE = frozenset(
    "fighter militant rebel insurgent gunman guerrilla member soldier combatant jihadist terrorist official diplomat "
    "operative cadre supporter mercenary man".split()
)
_OF_TWO = frozenset({"neighbour", "neighbor", "rival", "arch-rival", "foe", "adversary"})  # two even without "two"


class Descriptions:
    """Resolves described actors; one for a pipeline."""

    def __init__(self, linker: Linker, lexicon: Lexicon) -> None:
        self.linker = linker
        self.lexicon = lexicon
        self.appositions = Appositions(lexicon)
        self.antecedents = Antecedents(lexicon)

    def resolve(self, mention: Mention, talk: Discourse) -> None:
        """Set entity and reason of a described mention; what nothing fits is an actor of its own."""
        holder = self.appositions.holder(talk.tree, mention, talk.names)
        if holder is not None and holder.entity is not None:
            person = holder.entity
            mention.entity, mention.titled, mention.how = person, True, f"post of {person.label}"
            mention.beside = holder
            self._register_post(mention, person, talk)
            return
        name = self.appositions.name(talk.tree, mention, talk.names)
        if name is not None and name.entity is not None:
            mention.entity, mention.how, mention.beside = name.entity, f"description of {name.entity.label}", name
            add_nouns(name.entity, mention)
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
        loose = owner is None or _place_of(mention, talk)
        if mention.definite and loose and (taken := self.antecedents.find(mention, talk)) is not None:
            mention.entity = taken
            mention.how = f"“{mention.noun}” taken up from {taken.label}"
            mention.sure *= 0.85
            return
        if owner is None and (named := self._named_later(mention, talk)) is not None:
            mention.entity, mention.titled, mention.how = named, True, f"post of {named.label}, named after it"
            return
        mention.group = self._pair(mention, talk)
        fresh = described(mention, talk.document)
        mention.entity = talk.entities.setdefault(fresh.id, fresh)
        if owner is not None and mention.entity.type == "Person" and owner.type in ("State", *GROUP_TYPES):
            talk.sides[mention.entity.id] = owner

    def _register_post(self, mention: Mention, person: Entity, talk: Discourse) -> None:
        add_nouns(person, mention)
        if mention.gender and not person.gender:
            person.gender = mention.gender
        owner = mention.owner.entity if mention.owner is not None else None
        if owner is not None:
            talk.posts[mention.noun, owner.id] = person
            talk.sides.setdefault(person.id, owner)

    def _named_later(self, mention: Mention, talk: Discourse) -> Entity | None:
        """The one person named in the next sentences who is known to hold a post ("Foreign Secretary welcomes …" as a
        headline, then the name)."""
        if mention.noun not in self.lexicon.roles or mention.plural or mention.definite or talk.seen:
            return None
        end = talk.tree.sentence[mention.head] + LOOK_BACK
        found: dict[str, Entity] = {}
        for token, name in talk.names.items():
            entity = name.entity
            if (
                token > mention.head
                and talk.tree.sentence[token] < end
                and entity is not None
                and entity.actor is not None
            ):
                held = (o for o in entity.actor.offices if talk.date is None or o.held_on(talk.date))
                if entity.type == "Person" and any(office.role == mention.noun for office in held):
                    found[entity.id] = entity
        return next(iter(found.values())) if len(found) == 1 else None

    # --- of an owner -------------------------------------------------------------------------------------------

    def owned(self, mention: Mention, owner: Entity, talk: Discourse) -> bool:
        """Resolve what belongs to a known actor: "US troops", "Iraq's parliament", "the group's fighters"."""
        lexicon = self.lexicon
        noun = talk.tree.lemma[mention.head]
        lower = mention.noun[:1].islower()
        if noun in _ALONE and not mention.plural and _indefinite(talk, mention):
            return False
        if owner.type == "State" and (
            mention.noun in lexicon.bodies
            or (mention.type == "GovernmentBody" and lower and mention.noun not in lexicon.descriptions)
        ):
            if stands_for_state(mention, lexicon):
                return _stand(mention, owner)
            mention.entity = self._body(owner, mention, talk)
            return True
        one = mention.noun in lexicon.roles and not mention.plural
        if (
            noun in FORCES
            and not one
            and not any(talk.tree.lower[token] in _FORMER for token in range(max(mention.start - 2, 0), mention.head))
            and not _of_a_people(mention, talk)
            and (owner.type in GROUP_TYPES or (owner.type == "State" and noun not in _NOT_OF_STATES))
        ):
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
        add_nouns(entity, mention)
        talk.sides.setdefault(entity.id, state)
        mention.how = f"{mention.noun} of {state.label}"
        return entity

    def _holder(self, mention: Mention, state: Entity, talk: Discourse) -> Entity | None:
        """The person who is named with the post in the text, or who held it on the document's date."""
        known = talk.posts.get((mention.noun, state.id))
        if known is None:  # "President X" of a state that the text leaves unsaid
            near = self.antecedents.last(talk.described.get(mention.noun), mention, talk)
            if near is not None and near.type == "Person" and near.named and talk.sides.get(near.id) in (None, state):
                known = near
        if known is not None:
            mention.how = f"“{mention.noun}” taken up from {known.label}"
            return known
        if state.actor is None or mention.noun.split()[-1] in _OF_MANY:
            return None
        person = self.linker.holder(mention.noun, state.actor.id, talk.date)
        if person is None:
            return None
        mention.how = f"{mention.noun} of {state.label} on {talk.date}"
        mention.sure = 0.85
        entity = talk.entities.setdefault(
            person.iri, Entity(person.iri, person.label, "Person", person, gender=person.gender)
        )
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
        words = {tree.lower[c] for c in tree.children[mention.head]} | set(
            tree.lower[max(0, mention.start - 1) : mention.head]
        )
        if not words & {"both", "two"} and not (noun in _OF_TWO and mention.definite and mention.owner is None):
            return ()
        wanted = {"State"} if mention.type == "State" or noun in _OF_TWO else {"State", *GROUP_TYPES}
        if noun in _NO_STATES:
            wanted.discard("State")
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


_FORMER = frozenset("former ex retired ex-".split())


def _of_a_people(mention: Mention, talk: Discourse) -> bool:
    """Whether only a part is meant: "Iraq's *Shia* leaders" are not Iraq."""
    inside = (talk.at.get(token) for token in range(mention.start, mention.head))
    return any(entity is not None and entity.type == "Population" for entity in inside)


def _place_of(mention: Mention, talk: Discourse) -> bool:
    """Whether an owner only tells where a described group is: "the militia *in Iraq*"."""
    owner = mention.owner
    return (
        owner is not None
        and owner.head > mention.head
        and talk.tree.case(owner.head) == "in"
        and mention.type in GROUP_TYPES
        and bool(talk.described.get(mention.noun))
    )


def _indefinite(talk: Discourse, mention: Mention) -> bool:
    """Whether a description speaks of somebody for the first time: "**an** American soldier"."""
    tree = talk.tree
    return any(tree.lower[c] in ("a", "an", "one", "another") for c in tree.kids(mention.head, "det", "nummod"))


def _stand(mention: Mention, owner: Entity) -> bool:
    mention.entity = owner
    mention.how = f"{mention.noun} of {owner.label}, standing for it"
    return True


def _one_spelling(noun: str) -> str:
    noun = noun.replace("defense", "defence").replace("ministry of foreign affairs", "foreign ministry")
    if noun.startswith("ministry of "):
        noun = noun.removeprefix("ministry of ").removeprefix("the ") + " ministry"
    return noun
