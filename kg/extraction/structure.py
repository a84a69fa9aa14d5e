"""Structure: what titles, appositions, possessors and locations say of actors ("US secretary of state Mike Pompeo")."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.appositions import GROUP_TYPES
from kg.extraction.candidate import Candidate
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Entity, Mention
from kg.extraction.tree import Tree
from kg.extraction.view import View

_PLACE_PREPOSITIONS = frozenset({"in", "inside", "of", "within", "across", "throughout", "off", "on"})
_WHOLES = frozenset({"ArmedGroup", "Organization", "GovernmentBody"})
_GROUPS = frozenset({"ArmedGroup", "Organization", "Population", "GovernmentBody"})
_VAGUE = frozenset(
    "area region coast sea border frontier site side part place zone town city village country district province territory island location corner road point square street island water suburb outskirt countryside settlement house home".split()
)
_NEAR = frozenset({"near", "outside", "around", "from", "towards", "toward", "to"})


class StructureFinder:
    """Finds structural candidates; one for a pipeline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, tree: Tree, mentions: list[Mention], view: View) -> list[Candidate]:
        """Candidates of leads, officialOf, memberOf, citizenOf, basedIn and locatedIn that no predicate expresses."""
        found: list[Candidate] = []
        for mention in mentions:
            if mention.entity is None:
                continue
            if mention.kind == "nominal":
                found += self._role(tree, mention, view)
                found += self._origin(mention)
                found += self._umbrella(tree, mention, view)
            if mention.kind in ("nominal", "name"):
                found += self._location(tree, mention, view)
        return found + self._beside(tree, mentions)

    def _beside(self, tree: Tree, mentions: list[Mention]) -> list[Candidate]:
        """Places told by their position: "Aceh, Indonesia" and the place in a group's name ("al-Qaeda in Iraq")."""
        found: list[Candidate] = []
        names = [m for m in mentions if m.kind == "name" and m.entity is not None]
        starts = {m.start: m for m in names if not m.inner}
        for mention in names:
            if mention.inner:
                whole = next(
                    (
                        m
                        for m in names
                        if m is not mention and not m.inner and m.start < mention.start and m.end == mention.end
                    ),
                    None,
                )
                if whole is not None:
                    found.append(
                        Candidate(
                            "basedIn",
                            whole,
                            mention,
                            mention.head,
                            0.85,
                            "place in the group's name",
                            construction="location",
                        )
                    )
                continue
            after = starts.get(mention.end + 1)
            if (
                mention.type != "Place"
                or after is None
                or tree.text[mention.end] != ","
                or after.actor is None
                or mention.entity is after.entity
            ):
                continue
            country = mention.actor.country if mention.actor is not None else ""
            parents = mention.actor.parents if mention.actor is not None else ()
            known = after.actor.id in (country, *parents)
            closed = after.end >= tree.size or tree.text[after.end] in (",", ".", ")", ";", "\n\n", ":", "—", "–")
            if known or (
                mention.actor is None
                and after.actor.type == "State"
                and closed
                and tree.lower[after.end + 1 : after.end + 2] != ["and"]
            ):
                found.append(
                    Candidate(
                        "locatedIn",
                        mention,
                        after,
                        mention.head,
                        0.85,
                        "place beside the larger place",
                        construction="location",
                    )
                )
        return found

    def _role(self, tree: Tree, mention: Mention, view: View) -> list[Candidate]:
        """A named person with a post: "Iraq's president, Barham Salih"."""
        role = self.lexicon.roles.get(mention.noun)
        person = mention.entity
        if role is None or person is None or person.type != "Person" or not person.named or not mention.titled:
            return []  # a holder found by office and date is what the base knows, not what the text says
        owners = self._owners(tree, mention, view) or self._office(mention, person, view)
        found = []
        for owner, factor, how in owners:
            entity = owner.entity
            if entity is None or entity is person or entity.type in ("Population", "Asset"):
                continue
            if entity.type == "Place" and entity.actor is not None and not entity.actor.country:
                continue  # "vice-president for the Middle East": a region has no officials
            relation = role.relation
            if relation == "memberOf" and entity.type in ("State", "Place"):
                relation = "citizenOf"
            if entity.type == "Person" and relation != "officialOf":
                continue
            found.append(
                Candidate(
                    relation,
                    mention,
                    owner,
                    mention.head,
                    0.95 * factor * owner.sure,
                    f"post “{mention.noun}” {how}",
                    construction="role",
                )
            )
        return found

    def _owners(self, tree: Tree, mention: Mention, view: View) -> list[tuple[Mention, float, str]]:
        """What the post is a post of: the body named ("foreign ministry spokesman"), the possessor, the "of"-phrase."""
        if mention.owner is not None and not (
            mention.owner.type == "Place" and tree.case(mention.owner.head) == "for"
        ):  # an envoy for a region is no official of it
            if mention.owner.kind == "adjective":  # "the Iraqi commander for the Basra command" does not lead Iraq
                for child in tree.kids(mention.head, "nmod"):
                    body = view.by_token.get(child)
                    if body is not None and tree.case(child) in ("of", "for") and body.type in GROUP_TYPES:
                        return [(body, 0.9, f"{tree.case(child)} {body.label}")]
            out = [(mention.owner, 1.0, f"of {mention.owner.label or tree.text[mention.owner.head]}")]
            for conjunct in view.arguments.expand(mention.owner.head)[1:]:
                other = view.by_token.get(conjunct)
                if other is not None and other is not mention.owner:
                    out.append((other, 0.85, "of a conjunct"))
            return out
        phrases = tree.kids(mention.head, "nmod")
        for other in view.by_token.values():  # "President X of Y"
            if (
                other.kind == "name"
                and other.entity is mention.entity
                and tree.sentence[other.head] == tree.sentence[mention.head]
            ):
                phrases += [c for c in tree.kids(other.head, "nmod") if tree.case(c) == "of" and c not in phrases]
        for child in phrases:
            if tree.case(child) in ("of", "for", "to", "at", "with", "in"):
                owner = view.by_token.get(child)
                if owner is None and tree.case(child) == "of":  # "head of the Africa programme *at X*"
                    inner = [g for g in tree.kids(child, "nmod") if tree.case(g) == "at"]
                    owner = next((view.by_token[g] for g in inner if g in view.by_token), None)
                if (
                    owner is not None
                    and owner.entity is not None
                    and owner.type != "Person"
                    and (owner.entity.type != "Place" or tree.case(child) != "for")
                ):
                    return [(owner, 0.9 if tree.case(child) == "of" else 0.75, f"{tree.case(child)} {owner.label}")]
        return []

    def _office(self, mention: Mention, person: Entity, view: View) -> list[tuple[Mention, float, str]]:
        """What a bare title is a post of ("Secretary Kerry"): the state of the office that the base knows him to have
        held, if the text speaks of that state."""
        if person.actor is None:
            return []
        last = mention.noun.split()[-1]
        for office in person.actor.offices:
            if mention.noun != office.role and last not in office.role.split():
                continue
            here = [
                m
                for m in view.by_token.values()
                if m.kind == "name" and m.actor is not None and m.actor.id == office.of and m.entity is not None
            ]
            if here:
                nearest = min(here, key=lambda m: (abs(m.head - mention.head), m.head))
                return [(nearest, 0.7, f"known as {office.role} of {nearest.label}")]
        return []

    def _origin(self, mention: Mention) -> list[Candidate]:
        """ "Iraqi militias": the nationality of a described group."""
        owner = mention.owner
        if owner is None or owner.entity is None or owner.kind != "adjective" or mention.entity is owner.entity:
            return []
        if owner.entity.type not in ("State", "Place") or mention.entity is None:
            return []
        if mention.entity.type in ("ArmedGroup", "Organization"):
            return [
                Candidate(
                    "citizenOf", mention, owner, mention.head, 0.75, f"adjective “{owner.label}”", construction="origin"
                )
            ]
        return []

    def _umbrella(self, tree: Tree, mention: Mention, view: View) -> list[Candidate]:
        """ "A militia under the Popular Mobilisation Forces": what a described group is part of."""
        if mention.entity is None or mention.entity.type not in ("ArmedGroup", "GovernmentBody"):
            return []
        found = []
        for child in tree.kids(mention.head, "nmod"):
            whole = view.by_token.get(child)
            if tree.case(child) not in ("under", "within") or whole is None or whole.entity is None:
                continue
            if whole.entity is not mention.entity and whole.entity.named and whole.entity.type in _WHOLES:
                how = f"“{tree.case(child)}” after a group"
                found.append(Candidate("memberOf", mention, whole, mention.head, 0.8, how, construction="role"))
        return found

    def _location(self, tree: Tree, mention: Mention, view: View) -> list[Candidate]:
        """ "militia in Iraq" is basedIn, "Karrada, Baghdad" and "a base in Kirkuk" locatedIn."""
        entity = mention.entity
        if entity is None:
            return []
        found: list[Candidate] = []
        head = mention.head
        for child in tree.kids(head, "nmod", "appos"):
            place = view.by_token.get(child)
            if place is None or place.entity is None or place.entity is entity or place.kind == "pronoun":
                continue
            if not self._is_place(place):
                continue
            prepositions = tree.prepositions(child)
            if tree.dep[child] == "appos" and (entity.type != "Place" or mention.kind != "name" or prepositions):
                continue
            if (
                tree.dep[child] == "nmod"
                and (not prepositions & _PLACE_PREPOSITIONS or prepositions & _NEAR)
                and not tree.possessive(child)
            ):
                continue
            if entity.type in ("Place", "Asset"):
                if (
                    mention.kind == "nominal"
                    and not entity.named
                    and (mention.noun in _VAGUE or not prepositions & {"in", "inside", "on"})
                ):
                    continue
                weight = 0.9 if mention.kind == "name" or "in" in prepositions else 0.75
                how = "place within a place"
                for other in self._places(view, child, entity):
                    found.append(Candidate("locatedIn", mention, other, head, weight, how, construction="location"))
            elif (
                entity.type == "Population"
                and mention.noun.split()[-1:]
                and mention.noun.split()[-1] in ("resident", "inhabitant", "villager")
                and prepositions & {"of", "in"}
            ):
                found.append(
                    Candidate(
                        "basedIn",
                        mention,
                        place,
                        head,
                        0.85,
                        f"residents {tree.case(child)} a place",
                        construction="location",
                    )
                )
            elif tree.dep[head] == "nmod" and tree.lemma[tree.head[head]] in view.event_nouns:
                continue  # "the meeting of the opposition in Riyadh": the meeting is there
            elif entity.type in _GROUPS and prepositions & {"in", "inside", "across"} and mention.type != "Population":
                how = f"“{tree.case(child)}” after a group"
                for other in self._places(view, child, entity):
                    found.append(Candidate("basedIn", mention, other, head, 0.75, how, construction="location"))
        return found

    def _places(self, view: View, token: int, entity: Entity) -> Iterator[Mention]:
        """The places that a token and its conjuncts name, other than the entity itself."""
        for each in view.arguments.expand(token):
            other = view.by_token.get(each)
            if other is not None and self._is_place(other) and other.entity is not entity:
                yield other

    def _is_place(self, mention: Mention) -> bool:
        """Whether a mention denotes a place or a state, and not its people."""
        entity = mention.entity
        return entity is not None and entity.type in ("State", "Place") and mention.type != "Population"
