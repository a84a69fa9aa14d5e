"""Locations: where places, things and groups are, as noun phrases tell it ("a base in Kirkuk", "the Malian town of Gao")."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.appositions import PLACE_NOUNS
from kg.extraction.candidate import Candidate
from kg.extraction.mention import Entity, Mention
from kg.extraction.tree import Tree
from kg.extraction.view import View
from kg.ontology import relations

_PLACE_PREPOSITIONS = frozenset({"in", "inside", "of", "within", "across", "throughout", "off", "on"})
_HARM = frozenset({"killed", "wounded", "detained", "captured"})
_NEAR = frozenset({"near", "outside", "around", "from", "towards", "toward", "to"})
_GROUPS = frozenset({"ArmedGroup", "Organization", "Population", "GovernmentBody"})
_VAGUE = frozenset(
    "area region coast sea border frontier site side part place zone town city village country district province territory "
    "island location corner road point square street island water suburb outskirt countryside settlement house home".split()
)
_ABROAD = frozenset({"settlement", "stronghold", "enclave", "camp"})  # "the Israeli settlement of X" is not in Israel
_DWELLERS = frozenset({"resident", "inhabitant", "villager"})
_LIGHT = frozenset({"ADP", "CCONJ", "DET", "ADJ", "PUNCT", "PROPN"})
_ON_VERB = frozenset({"obj", "obl", "nsubj"})
_UPON = frozenset({"island", "peninsula", "side"})
_FORCE = frozenset({"struck", "clashedWith"})


class Locations:
    """Finds basedIn and locatedIn in the noun phrases of one document."""

    def __init__(self, tree: Tree, mentions: list[Mention], view: View) -> None:
        self.tree = tree
        self.view = view
        self.mentions = [m for m in mentions if m.entity is not None]
        self.names = [m for m in self.mentions if m.kind == "name"]

    def find(self) -> list[Candidate]:
        """All candidates of the document."""
        found: list[Candidate] = []
        for mention in self.mentions:
            if mention.kind in ("nominal", "name"):
                found += self._within(mention)
            if mention.kind == "nominal" and mention.type == "Place":
                found += self._of_state(mention)
            elif mention.kind == "name" and mention.type in ("ArmedGroup", "Place"):
                found += self._followed(mention)
        return [*found, *self._in_names(), *self._beside()]

    def _in_names(self) -> Iterator[Candidate]:
        """The place in a group's name: "al-Qaeda in **Iraq**"."""
        for place in self.names:
            if not place.inner:
                continue
            for whole in self.names:
                if not whole.inner and whole.start < place.start and whole.end == place.end:
                    yield _located("basedIn", whole, place, place.head, 0.85, "place in the group's name")
                    break

    def _beside(self) -> Iterator[Candidate]:
        """ "Aceh, Indonesia"."""
        tree = self.tree
        starts = {m.start: m for m in self.names if not m.inner}
        for place in self.names:
            larger = starts.get(place.end + 1)
            if place.inner or place.type != "Place" or larger is None or larger.actor is None:
                continue
            if tree.text[place.end] != "," or place.entity is larger.entity:
                continue
            country = place.actor.country if place.actor is not None else ""
            parents = place.actor.parents if place.actor is not None else ()
            closed = larger.end >= tree.size or tree.text[larger.end] in (",", ".", ")", ";", "\n\n", ":", "—", "–")
            if larger.actor.id in (country, *parents) or (
                place.actor is None
                and larger.actor.type == "State"
                and closed
                and tree.lower[larger.end + 1 : larger.end + 2] != ["and"]
            ):
                yield _located("locatedIn", place, larger, place.head, 0.85, "place beside the larger place")

    def _of_state(self, mention: Mention) -> Iterator[Candidate]:
        """ "The northern **Malian** town of Gao"."""
        owner, beside = mention.owner, mention.beside
        if owner is None or owner.entity is None or owner.kind != "adjective" or owner.entity.type != "State":
            return
        if beside is None or mention.noun not in PLACE_NOUNS - _ABROAD:
            return
        for token in self.view.arguments.expand(beside.head):
            place = self.view.by_token.get(token)
            if place is None or place.entity is None or place.entity.type != "Place" or place.kind != "name":
                continue
            country = place.entity.actor.country if place.entity.actor is not None else ""
            if not country or owner.entity.actor is None or owner.entity.actor.id == country:
                yield _located("locatedIn", place, owner, mention.head, 0.85, f"“{owner.label}” before a place")

    def _followed(self, mention: Mention) -> Iterator[Candidate]:
        """The phrase with "in" just after a name, where the parser hangs it on the verb: "shelled Nyala *in Darfur*",
        "bombed the Shabaab *in Somalia*"."""
        tree, after = self.tree, mention.end
        if after >= tree.size or tree.lower[after] not in ("in", "inside") or tree.dep[mention.head] not in _ON_VERB:
            return
        verb = tree.head[mention.head]
        place = self.view.by_token.get(tree.head[after])
        if place is None or not _is_place(place) or tree.head[place.head] != verb or mention.entity is None:
            return
        force = any(e.relation in _FORCE for e in self.view.lexicon.of("verb", tree.lemma[verb]))
        beside = tree.prepositions(mention.head) & _NEAR and place.type != "State"  # "near X in Y", two towns
        if mention.type == "Place" and not beside and _may_hold(place, mention):
            yield _located("locatedIn", mention, place, mention.head, 0.8, "place after a place")
        elif mention.type == "ArmedGroup" and force and tree.dep[mention.head] == "obj" and place.kind == "name":
            for other in self._places(place.head, mention.entity):  # where a group is fought, there it is
                yield _located("basedIn", mention, other, mention.head, 0.7, "fought there")

    def _within(self, mention: Mention) -> Iterator[Candidate]:
        """ "Militia in Iraq" is basedIn, "Karrada, Baghdad" and "a base in Kirkuk" locatedIn."""
        tree, entity, head = self.tree, mention.entity, mention.head
        if entity is None:
            return
        phrases = tree.kids(head, "nmod", "appos")
        if entity.type in ("Place", "Asset") and mention.kind == "nominal":
            phrases += self._of_its_group(mention)
        for child in phrases:
            place = self.view.by_token.get(child)
            if place is None or place.entity is entity or place.kind == "pronoun" or not _is_place(place):
                continue
            prepositions = tree.prepositions(child)
            if tree.dep[child] == "appos":
                if entity.type != "Place" or mention.kind != "name" or prepositions:
                    continue
            elif entity.type == "Person" and entity.named and prepositions == {"from"}:
                yield self._from(mention, place)
                continue
            elif not tree.possessive(child) and (not prepositions & _PLACE_PREPOSITIONS or prepositions & _NEAR):
                continue
            if entity.type in ("Place", "Asset"):
                yield from self._located_in(mention, place, prepositions)
            elif (
                entity.type in ("Population", "Person")
                and mention.noun.split()[-1:]
                and mention.noun.split()[-1] in _DWELLERS
            ):
                if prepositions & {"of", "in"}:
                    how = f"residents {tree.case(child)} a place"
                    yield _located("basedIn", mention, place, head, 0.85, how)
            elif tree.dep[head] == "nmod" and self._event(tree.head[head]):
                continue  # "the meeting of the opposition in Riyadh": the meeting is there
            elif self._harmed(head):
                continue  # "killed nine officers in Kano"
            elif tree.dep[head] == "obl" and tree.case(head) == "by":
                continue  # "was shot by gunmen in Kano": the deed was there
            elif (
                entity.type in _GROUPS and mention.type != "Population" and self._operates(mention, place, prepositions)
            ):
                for other in self._places(child, entity):
                    how = f"“{tree.case(child)}” after a group"
                    yield _located("basedIn", mention, other, head, 0.75, how)

    def _from(self, mention: Mention, place: Mention) -> Candidate:
        """ "A doctor *from Aleppo*, X"."""
        relation = "basedIn" if place.entity is not None and place.entity.type == "Place" else "citizenOf"
        return _located(relation, mention, place, mention.head, 0.8, "“from” after a person")

    def _located_in(self, mention: Mention, place: Mention, prepositions: set[str]) -> Iterator[Candidate]:
        """A place or thing and the places that one phrase names after it."""
        entity = mention.entity
        assert entity is not None
        described = mention.kind == "nominal"
        if described and not entity.named and (mention.noun in _VAGUE or not prepositions & {"in", "inside", "on"}):
            return
        weight = 0.75 if described and "in" not in prepositions else 0.9
        if entity.named and entity.type == "Place":  # a place is in one place
            others = [place] if described or self._joined(mention, place) else []
        else:
            others = list(self._places(place.head, entity))
        for other in others:
            yield _located("locatedIn", mention, other, mention.head, weight, "place within a place")

    def _joined(self, name: Mention, place: Mention) -> bool:
        """Whether nothing but names of places stands between: not in "attacks in Paris and others in the region"."""
        tree = self.tree
        inside = range(name.end, place.start)
        if all(tree.pos[i] != "CCONJ" for i in inside):
            return True
        return all(i in self.view.in_name or tree.pos[i] in _LIGHT for i in inside)

    def _of_its_group(self, mention: Mention) -> list[int]:
        """The phrases with "in" after whose a thing is: "five bases of the militia *in Iraq*"."""
        tree, head = self.tree, mention.head
        owners = [c for c in tree.kids(head, "nmod") if tree.case(c) == "of"]
        if mention.type == "Place":  # "sites *used by the militia in Iraq*"
            owners += [g for c in tree.kids(head, "acl") if tree.tag[c] == "VBN" for g in tree.kids(c, "obl")]
        groups = (self.view.by_token.get(c) for c in owners)
        heads = [g.head for g in groups if g is not None and g.entity is not None and g.entity.type == "ArmedGroup"]
        return [c for h in heads for c in tree.kids(h, "nmod") if tree.prepositions(c) & {"in", "inside"}]

    def _harmed(self, head: int) -> bool:
        """Whether a group is what a verb kills, wounds or holds, which then has the place."""
        tree = self.tree
        verb = tree.head[head]
        entries = self.view.lexicon.of("verb", tree.lemma[verb])
        passive = tree.deprel[head] == "nsubj:pass"
        return (tree.dep[head] == "obj" or passive) and any(
            entry.relation in _HARM and not entry.nouns for entry in entries
        )

    def _event(self, token: int) -> bool:
        """Whether a noun tells an event ("meeting", not "base")."""
        noun = self.tree.lemma[token]
        known = self.view.lexicon.descriptions.get(noun, ("",))[0] == "Place"
        return not known and any(relations()[e.relation].quad_class for e in self.view.lexicon.of("noun", noun))

    def _operates(self, mention: Mention, place: Mention, prepositions: set[str]) -> bool:
        """Whether a preposition after a group tells where it is."""
        if "on" in prepositions:  # "a garrison on the island of X", "militants on the Turkish side of the border"
            return place.noun in _UPON
        return bool(prepositions & ({"in", "inside", "across"} if mention.kind == "nominal" else {"in", "inside"}))

    def _places(self, token: int, entity: Entity) -> Iterator[Mention]:
        """The places that a token and its conjuncts name, other than the entity itself."""
        for each in self.view.arguments.expand(token):
            other = self.view.by_token.get(each)
            if other is not None and _is_place(other) and other.entity is not entity:
                yield other


def _may_hold(larger: Mention, place: Mention) -> bool:
    """Whether what is known of a place lets it be in the other."""
    country = place.actor.country if place.actor is not None else ""
    if larger.entity is place.entity:
        return False
    return not country or larger.actor is None or larger.actor.type != "State" or larger.actor.id == country


def _is_place(mention: Mention) -> bool:
    """Whether a mention denotes a place or a state, and not its people."""
    entity = mention.entity
    return entity is not None and entity.type in ("State", "Place") and mention.type != "Population"


def _located(relation: str, what: Mention, where: Mention, trigger: int, weight: float, how: str) -> Candidate:
    return Candidate(relation, what, where, trigger, weight, how, construction="location")
