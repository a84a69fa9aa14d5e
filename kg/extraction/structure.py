"""Structure: what titles, appositions and possessors say of actors ("US secretary of state Mike Pompeo")."""

from __future__ import annotations

from kg.extraction.appositions import GROUP_TYPES
from kg.extraction.candidate import Candidate
from kg.extraction.lexicon import Lexicon, Role
from kg.extraction.locations import Locations
from kg.extraction.mention import Entity, Mention
from kg.extraction.tree import Tree
from kg.extraction.view import View

_WHOLES = frozenset({"ArmedGroup", "Organization", "GovernmentBody"})
_CITIZENS = frozenset({"national", "citizen"})
_LONGEST_POST = 12  # tokens after the noun of a post

_BELOW = frozenset({"deputy", "vice", "assistant", "associate"})


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
            elif mention.kind == "name" and mention.type == "Person":
                found += self._reign(tree, mention, view)
        return found + Locations(tree, mentions, view).find()

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
            relation = role.relation
            if relation == "leads" and any(word in _BELOW for word in tree.lower[mention.start : mention.head]):
                relation = "officialOf"  # "the *deputy* chief minister"
            if relation == "memberOf" and entity.type in ("State", "Place"):
                relation = "citizenOf"
            if relation == "leads" and entity.type == "State":
                relation = self._of_state(role, owner)
            if not relation or (entity.type == "Person" and relation != "officialOf"):
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

    def _of_state(self, role: Role, owner: Mention) -> str:
        """What a head that is named with a state is to it: "the army chief" does not lead it, nor "the Russian opposition
        leader", and "the Kyiv mayor" has nothing to do with it; "" for that."""
        if self.lexicon.bodies.get(owner.noun) == "forces":
            return "officialOf"
        if "State" in role.of:
            return "leads"
        if "Place" in role.of:
            return ""
        return "officialOf" if "GovernmentBody" in role.of else "citizenOf"

    def _owners(self, tree: Tree, mention: Mention, view: View) -> list[tuple[Mention, float, str]]:
        """What the post is a post of: the body named ("foreign ministry spokesman"), the possessor, the "of"-phrase."""
        owner = mention.owner
        if owner is not None and not (owner.type == "Place" and (tree.case(owner.head) == "for" or _region(owner))):
            # an envoy for a region is no official of it
            if owner.kind == "adjective":  # "the Iraqi commander for the Basra command" does not lead Iraq
                for child in tree.kids(mention.head, "nmod"):
                    body = view.by_token.get(child)
                    if body is not None and tree.case(child) in ("of", "for") and body.type in GROUP_TYPES:
                        return [(body, 0.9, f"{tree.case(child)} {body.label}")]
            out = [(owner, 1.0, f"of {owner.label or tree.text[owner.head]}")]
            for conjunct in view.arguments.expand(owner.head)[1:]:
                other = view.by_token.get(conjunct)
                if other is not None and other is not owner:
                    out.append((other, 0.85, "of a conjunct"))
            return out
        return self._in_phrases(tree, mention, view) or self._further_on(tree, mention, view)

    def _in_phrases(self, tree: Tree, mention: Mention, view: View) -> list[tuple[Mention, float, str]]:
        """What the possessor and the phrases after a post name: "**the militia**'s spokesman", "head of **X**"."""
        phrases = tree.kids(mention.head, "nmod")
        for other in view.by_token.values():  # "President X of Y"
            if (
                other.kind == "name"
                and other.entity is mention.entity
                and tree.sentence[other.head] == tree.sentence[mention.head]
            ):
                after = [c for token in range(other.start, other.end) for c in tree.kids(token, "nmod")]
                phrases += [c for c in after if tree.case(c) == "of" and c not in phrases]
        for child in phrases:
            owner, case = view.by_token.get(child), "of" if tree.possessive(child) else tree.case(child)
            if owner is None and case == "of":  # "head of the Africa programme *at X*"
                inner = [g for g in tree.kids(child, "nmod") if tree.case(g) == "at"]
                owner = next((view.by_token[g] for g in inner if g in view.by_token), None)
            if owner is None or owner.entity is None or case not in ("of", "for", "to", "at", "with", "in"):
                continue
            if owner.entity.type == "Person" and not (owner.entity.named and case in ("of", "for", "to")):
                continue  # "a spokesman *for the prime minister*"
            if owner.entity.type != "Place" or not (case == "for" or _region(owner)):
                return [(owner, 0.9 if case == "of" else 0.75, f"{case} {owner.label}")]
        return []

    def _further_on(self, tree: Tree, mention: Mention, view: View) -> list[tuple[Mention, float, str]]:
        """The organisation after "at" in a long post that the parser broke: "director of the X and Y programme at Z"."""
        if tree.lower[mention.end : mention.end + 1] not in (["of"], ["for"]):
            return []
        for index in range(mention.end, min(mention.end + _LONGEST_POST, tree.size - 2)):
            if tree.pos[index] in ("VERB", "AUX", "PUNCT", "PRON"):
                return []
            if tree.lower[index] == "at":
                first = index + 2 if tree.pos[index + 1] == "DET" else index + 1
                body = view.by_token.get(first)
                if body is not None and body.start == first and body.kind == "name" and body.type in GROUP_TYPES:
                    return [(body, 0.75, f"at {body.label}")]
                return []
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
            nearest = _nearest(view, mention, office.of)
            if nearest is not None:
                return [(nearest, 0.7, f"known as {office.role} of {nearest.label}")]
        return []

    def _reign(self, tree: Tree, mention: Mention, view: View) -> list[Candidate]:
        """ "During **Saddam**'s reign": whom he reigned is known; a state of which the text speaks."""
        person, noun = mention.entity, tree.head[mention.head]
        if person is None or person.actor is None or noun in view.by_token:
            return []
        if not (tree.possessive(mention.head) or tree.case(mention.head) == "of") or not self._is_reign(
            tree.lemma[noun]
        ):
            return []
        for office in person.actor.offices:
            role = self.lexicon.roles.get(office.role)
            state = _nearest(view, mention, office.of)
            if role is not None and role.relation == "leads" and state is not None:
                how = f"“{tree.lower[noun]}” of a known {office.role}"
                return [Candidate("leads", mention, state, mention.head, 0.8, how, construction="role")]
        return []

    def _is_reign(self, noun: str) -> bool:
        """Whether a noun tells of somebody's rule ("reign", "presidency")."""
        entries = self.lexicon.of("noun", noun)
        return any(e.relation == "leads" and "poss" in e.subject and "nmod:over" in e.object for e in entries)

    def _origin(self, mention: Mention) -> list[Candidate]:
        """ "Iraqi militias": the nationality of a described group."""
        owner = mention.owner
        if owner is None or owner.entity is None or owner.kind != "adjective" or mention.entity is owner.entity:
            return []
        if owner.entity.type not in ("State", "Place") or mention.entity is None:
            return []
        place = owner.entity.actor
        if owner.entity.type == "Place" and place is not None and not (place.country or place.parents):
            return []  # nobody is a citizen of a continent
        people = mention.entity.type in ("Person", "Population") and mention.noun in _CITIZENS
        if people or mention.entity.type in ("ArmedGroup", "Organization"):
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


def _region(mention: Mention) -> bool:
    """Whether a place is larger than a country ("vice-president for the Middle East"): it has no officials."""
    entity = mention.entity
    return entity is not None and entity.type == "Place" and entity.actor is not None and not entity.actor.country


def _nearest(view: View, mention: Mention, actor: str) -> Mention | None:
    """The mention of an actor of the base by its name that stands nearest to another mention; None where none does."""
    here = [
        m
        for m in view.by_token.values()
        if m.kind == "name" and m.actor is not None and m.actor.id == actor
        if m.entity is not None and m.entity.actor is m.actor
    ]
    return min(here, key=lambda m: (abs(m.head - mention.head), m.head), default=None)
