"""Pronouns: which entity "it", "she", "their" take up.

A weighing of the last mentions after Lappin and Leass (1994): recency, subjects before objects, the same role again;
agreement in number, gender and type; nothing that stands beside the pronoun as an argument of the same verb. Things
without an entity ("the plan") compete for "it". Where the two best are close, none is taken.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extraction.attribution import SPEECH
from kg.extraction.binding import controlling, excluded, of_event, reflexive
from kg.extraction.causality import Causality
from kg.extraction.discourse import Discourse, Sighting, role_of
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Mention
from kg.extraction.tree import Tree

_MARGIN = 0.35
_LEAST = 1.0
_GROUPS = frozenset({"State", "Organization", "ArmedGroup", "GovernmentBody"})
_THINGS = frozenset({"Place", "Asset"})
_OF_DEEDS = frozenset(
    {"struck", "killed", "wounded", "coerced", "locatedIn", "basedIn", "borders"}
)  # what things do too
_RAISING = frozenset("seem appear turn happen emerge transpire".split())


class Pronouns:
    """Resolves pronouns of the third person; one for a pipeline."""

    def __init__(self, lexicon: Lexicon, describe: Callable[[Mention, Discourse], None]) -> None:
        """`describe` resolves a description that stands after the pronoun."""
        self.describe = describe
        self.causality = Causality(lexicon)
        self.events = lexicon.event_nouns

    def resolve(self, mention: Mention, talk: Discourse) -> None:
        """Set entity (or the group of entities), type and reason of a pronoun's mention, where one fits best."""
        tree = talk.tree
        head = mention.head
        if mention.noun in ("it", "its") and _empty(tree, head):
            return
        if tree.quoted[head] and self._spoken_of(mention, talk):
            return
        if mention.noun == "its" and of_event(tree, head, self.events):
            return
        if mention.noun.endswith(("self", "selves")):
            reflexive(mention, talk)
            return
        ranked = self._ranked(mention, talk)
        if not ranked:
            self._ahead(mention, talk)
            if mention.entity is None and mention.gender and not talk.open:
                _mistyped(mention, talk)
            return
        best, sighting = ranked[0]
        margin = best - ranked[1][0] if len(ranked) > 1 else 2.0
        if best < _LEAST or margin < _MARGIN or sighting is None:
            return
        entity = sighting.entity
        mention.sure = 0.75 if margin >= 1 else 0.65
        if sighting.group:
            mention.group = sighting.group
            mention.how = f"“{tree.text[head]}” = {' and '.join(each.label for each in sighting.group)}"
        else:
            mention.how = f"“{tree.text[head]}” = {entity.label}"
            if mention.gender and not entity.gender and entity.actor is None:
                entity.gender = mention.gender
        mention.entity = entity
        mention.type = entity.type

    # --- candidates --------------------------------------------------------------------------------------------

    def _ranked(self, mention: Mention, talk: Discourse) -> list[tuple[float, Sighting | None]]:
        """Candidates with their weights, the best first; None stands for a thing that is no entity."""
        tree, head = talk.tree, mention.head
        sentence = tree.sentence[head]
        role = role_of(tree, head)
        possessive = tree.tag[head] == "PRP$"
        impossible = excluded(mention, talk, possessive)
        acts = role == "subj" and not talk.arguments.passive(tree.head[head]) and self._needs_actor(tree, head)
        clause = talk.arguments.surface_subject(tree.head[tree.head[head]] if possessive else tree.head[head])
        controller = controlling(tree, tree.head[head])
        blamed = None
        if role == "subj":
            blamed = self.causality.blamed(tree, head)
        elif possessive:
            blamed = self.causality.blamed_for(tree, head)
        best: dict[str, tuple[float, Sighting | None]] = {}
        joined = {
            (each.id, s.sentence) for s in talk.back(sentence) for each in s.group
        }  # "X and Y": no "it" is one of them
        for sighting in talk.back(sentence):
            entity = sighting.entity
            if sighting.token >= head or not _agrees(mention, sighting, acts):
                continue
            if impossible & ({entity.id} if not sighting.group else {each.id for each in sighting.group}):
                continue
            distance = sentence - sighting.sentence
            if not mention.plural and (entity.id, sighting.sentence) in joined:
                continue
            if mention.plural and sighting.singular and distance == 0:
                impossible.add(entity.id)
                continue
            weight = 4.0 - 1.3 * distance + (1.0 if sighting.role == "subj" else 0.3 if sighting.role == "obj" else 0.0)
            weight += 0.002 * sighting.token / (1 + tree.size)
            if role and role == sighting.role and distance:
                weight += 0.5
            if distance == 0:
                weight += 0.4
                if possessive and sighting.token == clause:
                    weight += 1.0
                if sighting.token == blamed or (possessive and sighting.token == controller):
                    weight += 2.2
            if not entity.named and entity.type != "Asset":
                weight -= 0.5
            if not sighting.role and tree.dep[sighting.token] in ("nmod", "compound", "amod"):
                weight -= 0.4
            if entity.type == "Place" or (entity.type == "Asset" and role != "obj"):
                weight -= 0.3
            if mention.plural:
                weight += 0.4 if sighting.plural else -0.6 if sighting.singular else 0.0
            name = "+".join(each.id for each in sighting.group) or entity.id
            if name not in best or weight > best[name][0]:
                best[name] = (weight, sighting)
        ranked = [item for name, item in best.items() if not impossible & set(name.split("+"))]
        if mention.noun in ("it", "its", "itself") and not acts:
            ranked += self._things(mention, talk, role)
        ranked += _open(mention, talk, role)
        if mention.plural:  # "X and Y" beats its members
            groups = {each.id for _, s in ranked if s is not None and s.group for each in s.group}
            ranked = [
                item
                for item in ranked
                if item[1] is None or item[1].group or item[1].entity.id not in groups or item[1].plural
            ]
        ranked.sort(key=lambda item: -item[0])
        return ranked

    def _needs_actor(self, tree: Tree, head: int) -> bool:
        """Whether the verb takes an actor as its subject ("it accused"), not a thing or an event ("it killed")."""
        verb = tree.head[head]
        lemma = tree.lemma[verb]
        if lemma in SPEECH:
            return True
        relations = self.causality.relations.get(lemma, set())
        return bool(relations) and not relations & _OF_DEEDS

    def _things(self, mention: Mention, talk: Discourse, role: str) -> list[tuple[float, Sighting | None]]:
        """Nouns that are no mentions: what "it" might be as well ("sent fuel. Egypt would not let it pass")."""
        tree, head = talk.tree, mention.head
        sentence = tree.sentence[head]
        weights: list[float] = []
        for back in (0, 1):
            if sentence - back < 0:
                break
            start, end = tree.sentences[sentence - back]
            for token in range(start, min(end, head)):
                if tree.pos[token] != "NOUN" or tree.tag[token] == "NNS" or token in talk.mentions:
                    continue
                its = role_of(tree, token)
                if not its or tree.head[head] == token or tree.head[head] == tree.head[token]:
                    continue
                weight = (4.0 if role == "obj" else 3.5) - 1.3 * back + (1.0 if its == "subj" else 0.3)
                if role and role == its and back:
                    weight += 0.5
                weights.append(weight + (0.4 if not back else 0.0))
        return [(max(weights), None)] if weights else []

    def _spoken_of(self, mention: Mention, talk: Discourse) -> bool:
        """ "They bombed us," X said of the air force: who the quotation is about."""
        tree = talk.tree
        start, end = tree.sentences[tree.sentence[mention.head]]
        for verb in range(start, end):
            if tree.quoted[verb] or tree.lemma[verb] not in SPEECH or tree.pos[verb] != "VERB":
                continue
            for child in tree.kids(verb, "obl"):
                name = talk.mentions.get(child)
                if name is None or tree.case(child) not in ("of", "about"):
                    continue
                if name.entity is None and name.kind == "nominal":
                    self.describe(name, talk)
                if name.entity is not None and (
                    name.plural or name.type == mention.type or mention.type == "" or name.entity.type in _GROUPS
                ):
                    mention.entity, mention.type, mention.sure = name.entity, name.entity.type, 0.7
                    mention.how = f"“{tree.text[mention.head]}” = {name.entity.label}, of whom it is said"
                    return mention.type == "Person" or not mention.gender
        return False

    def _ahead(self, mention: Mention, talk: Discourse) -> None:
        """ "Because it needed grain, Lebanon …": the subject of the main clause after a fronted clause or phrase."""
        tree, head = talk.tree, mention.head
        for verb in tree.ancestors(head):
            if tree.head[verb] == verb and verb < head:
                return
            subject = tree.child(verb, "nsubj")
            if subject is None or subject <= head:
                continue
            entity = talk.at.get(subject)
            if (
                entity is None
                or head in tree.children[verb]
                or not any(c < subject and tree.dep[c] in ("advcl", "obl") for c in tree.children[verb])
            ):
                return
            if _agrees(mention, Sighting(tree.sentence[head], subject, "subj", entity.plural, False, entity), False):
                mention.entity, mention.type, mention.sure = entity, entity.type, 0.65
                mention.how = f"“{tree.text[head]}” = {entity.label}, named after it"
            return


def _mistyped(mention: Mention, talk: Discourse) -> None:
    """ "He" where only one name is near, of which the entity recogniser alone says that it is no person: it is one."""
    tree = talk.tree
    sentence = tree.sentence[mention.head]
    near = {
        s.entity.id: s
        for s in talk.back(sentence, 1)
        if s.entity.named and s.entity.actor is None and not s.plural and s.role
    }
    if len(near) != 1:
        return
    entity = next(iter(near.values())).entity
    words = entity.label.split()
    if (
        entity.type not in ("Organization", "Place")
        or not 2 <= len(words) <= 4
        or not all(word[:1].isupper() for word in words)
    ):
        return
    entity.type, entity.gender = "Person", mention.gender
    mention.entity, mention.type, mention.sure = entity, "Person", 0.6
    mention.how = f"“{tree.text[mention.head]}” = {entity.label}, the only name near"


def _open(mention: Mention, talk: Discourse, role: str) -> list[tuple[float, Sighting | None]]:
    """Pronouns of the same kind before this one that nothing fitted: "they" goes on to mean those."""
    sentence = talk.tree.sentence[mention.head]
    weights = []
    for other in reversed(talk.open):
        distance = sentence - talk.tree.sentence[other.head]
        if distance > 1:
            break
        if other.plural == mention.plural and other.gender == mention.gender:
            its = role_of(talk.tree, other.head)
            weight = 3.5 - 1.3 * distance + (1.0 if its == "subj" else 0.3) + (0.5 if role and role == its else 0.0)
            weights.append(weight)
    return [(max(weights), None)] if weights else []


def _agrees(mention: Mention, sighting: Sighting, acts: bool) -> bool:
    """Type, number and gender of a pronoun and of what was mentioned."""
    entity = sighting.entity
    if mention.type == "Person" and mention.gender:
        return entity.type == "Person" and not sighting.plural and entity.gender in ("", mention.gender)
    if mention.plural:
        return sighting.plural or entity.type in ("ArmedGroup", "Population", "Organization") or bool(sighting.group)
    if sighting.group or entity.plural or entity.type in ("Person", "Population"):
        return False
    if entity.type in _THINGS:
        return not acts and not sighting.plural
    return entity.type in _GROUPS


def _empty(tree: Tree, head: int) -> bool:
    """Whether "it" stands for a clause: "it is clear that", "it seems that", "it was announced that"."""
    verb = tree.head[head]
    if tree.dep[head] == "expl":
        return True
    if tree.dep[head] != "nsubj":
        return False
    if tree.child(verb, "csubj") is not None:
        return True
    clause = tree.child(verb, "ccomp", "xcomp")
    if tree.lemma[verb] in _RAISING:
        return clause is not None and tree.dep[clause] == "ccomp"
    copula = tree.child(verb, "cop") is not None
    return clause is not None and (
        (copula and tree.pos[verb] == "ADJ" and tree.dep[clause] == "ccomp")
        or (tree.deprel[head] == "nsubj:pass" and tree.dep[clause] == "ccomp")
    )
