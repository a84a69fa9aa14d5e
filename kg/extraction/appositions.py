"""Appositions: a name beside a description of the same ("the president, X,", "X, a militia", "the city of Goma")."""

from __future__ import annotations

from kg.extraction.discourse import Discourse
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Entity, Mention
from kg.extraction.phrases import TITLES
from kg.extraction.tree import Tree

_NAMED_BY = frozenset({"State", "Organization", "ArmedGroup", "GovernmentBody", "Place", "Asset"})
PLACE_NOUNS = frozenset(
    "city town village province region island district state governorate county municipality port capital suburb "
    "neighbourhood neighborhood area prefecture department camp settlement stronghold enclave".split()
)
GROUP_TYPES = frozenset({"Organization", "ArmedGroup", "GovernmentBody"})
_NOMINAL = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"})
_LONGEST_PHRASE = 10  # tokens between a post and its holder's name


class Appositions:
    """Finds the name that stands beside a description; one for a pipeline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def holder(self, tree: Tree, mention: Mention, names: dict[int, Mention]) -> Mention | None:
        """The name that follows a post or precedes it: "President X", "the president, X,", "X, the president"."""
        if mention.type not in ("Person", "Population") or mention.plural:
            return None
        after = mention.end
        while after < tree.size - 1 and tree.lower[after] in TITLES and after not in names:
            after += 1  # "Taliban commander *Mullah* X"
        name = names.get(after)
        if name is not None and name.start == after and name.type == "Person":
            return name
        for child in tree.children[mention.head]:
            name = names.get(child)
            if (
                name is not None
                and name.type == "Person"
                and tree.dep[child] in ("appos", "flat")
                and name.start > mention.head
            ):
                return name
        if after + 1 < tree.size and tree.text[after] == ",":
            name = names.get(after + 1)
            if (
                name is not None
                and name.type == "Person"
                and (_closed(tree, name) or _same_subject(tree, mention.head, name.head))
                and tree.dep[name.head] in ("appos", "nsubj", "obj", "flat")
            ):
                return name
        name = _predicate(tree, mention, names) if mention.noun in self.lexicon.roles else None
        if (name := name or _after_phrase(tree, mention, names)) is not None:
            return name
        return self._before(tree, mention, names) if mention.noun in self.lexicon.roles else None

    def _before(self, tree: Tree, mention: Mention, names: dict[int, Mention]) -> Mention | None:
        """The name in "X, Iraq's president"."""
        before = mention.start - 1
        owner = mention.owner
        if owner is not None and owner.start < mention.start:
            before = min(before, owner.start - 1)
        while before > 0 and (tree.pos[before] in ("DET", "ADJ", "ADV") or tree.text[before] in ("'s", "’s")):
            before -= 1
        if before <= 0 or tree.text[before] not in (",", "(", "–", "—"):
            return None
        name = names.get(before - 1)
        if name is None or name.type != "Person" or name.end != before:
            return None
        return name if tree.dep[mention.head] in ("appos", "parataxis", "nmod", "acl", "conj", "list", "dep") else None

    def name(self, tree: Tree, mention: Mention, names: dict[int, Mention]) -> Mention | None:
        """The name after a description of the same thing: "its ally Chad", "the city of Goma", "a militia, X,"."""
        last = mention.noun.split()[-1]
        if mention.type not in _NAMED_BY or (mention.plural and last not in PLACE_NOUNS):
            return None
        named = names.get(mention.head - 1)
        if last == "state" and mention.type == "State" and _federal(tree, mention, names):
            mention.type = "Place"
        if (
            mention.type == "Place"
            and last in PLACE_NOUNS
            and named is not None
            and named.kind == "name"
            and named.type == "Place"
            and named.end == mention.head
        ):
            return named  # "Doura district"
        for child in tree.children[mention.head]:
            name = names.get(child)
            if name is None or name.start < mention.head:
                continue
            place = mention.type == "Place" and last in PLACE_NOUNS and tree.case(child) == "of"
            if name.actor is None and place:
                name.type = "Place"  # "the town of X" says more than the entity recogniser knows
            if not _same_kind(mention, name):
                continue
            if tree.dep[child] in ("appos", "flat") and not tree.case(child):
                return name
            if tree.dep[child] == "nmod" and place and name.type == "Place":
                return name
        name = names.get(mention.end)
        if (
            name is not None
            and name.start == mention.end
            and _same_kind(mention, name)
            and last not in ("force", "forces")
        ):
            return name
        return None

    def described(self, mention: Mention, talk: Discourse) -> Entity | None:
        """The entity of which a description is an apposition or a predicate ("X, a militia"; "X is a militia")."""
        tree, index = talk.tree, mention.head
        if tree.dep[index] == "appos":
            target = None if mention.plural else _name_before(mention, talk)
            if target is None:
                target = tree.head[index]
            if mention.noun in self.lexicon.roles:
                mention.titled = True
        elif tree.child(index, "cop") is not None and mention.type in ("ArmedGroup", "Organization", "Person", "State"):
            target = tree.child(index, "nsubj")
            if target is None or tree.child(index, "case") is not None:
                return None
            mention.titled = mention.noun in self.lexicon.roles
        else:
            target = _comma_before(mention, talk)
        if target is None:
            return None
        entity = talk.at.get(target)
        if entity is not None and target < index and (fits(mention, entity) or retyped(mention, entity)):
            entity.nouns.add(tree.lemma[index])
            return entity
        mention.titled = False
        return None


def fits(mention: Mention, entity: Entity) -> bool:
    """Whether a description can be that of an entity, by their types."""
    if entity.type == mention.type:
        return True
    if mention.type == "Organization":
        return entity.type != "Person"
    return entity.type == "Person" and mention.type in ("Person", "Population")


def retyped(mention: Mention, entity: Entity) -> bool:
    """A name that only the entity recogniser typed is what the text says it is ("X, a militia")."""
    if (
        not entity.named
        or entity.actor is not None
        or mention.type not in GROUP_TYPES
        or entity.type not in (*GROUP_TYPES, "Person", "Place")
    ):
        return False
    entity.type = mention.type
    return True


def _federal(tree: Tree, mention: Mention, names: dict[int, Mention]) -> bool:
    """Whether a state is a part of one: "Sonora state", "the state of Sonora"."""
    beside = [names.get(mention.head - 1), *(names.get(c) for c in tree.kids(mention.head, "nmod") if c > mention.head)]
    return any(name is not None and name.type == "Place" and not tree.possessive(name.head) for name in beside)


def _closed(tree: Tree, name: Mention) -> bool:
    """Whether a comma, stop or bracket ends an apposition after its name."""
    return name.end < tree.size and tree.text[name.end] in (",", ".", "—", "–", ")")


def _same_subject(tree: Tree, head: int, name: int) -> bool:
    """Whether both are subjects of one verb: "the prime minister, X said", the second comma forgotten."""
    return tree.dep[head] == tree.dep[name] == "nsubj" and tree.head[head] == tree.head[name]


def _predicate(tree: Tree, mention: Mention, names: dict[int, Mention]) -> Mention | None:
    """The name in "its spokesman is X"."""
    predicate = tree.head[mention.head]
    if tree.dep[mention.head] != "nsubj" or tree.child(predicate, "cop") is None:
        return None
    name = names.get(predicate) or names.get(predicate + 1)  # "is General X": the parser may take the title as the head
    return name if name is not None and name.type == "Person" and mention.head < name.start else None


def _after_phrase(tree: Tree, mention: Mention, names: dict[int, Mention]) -> Mention | None:
    """The name in "a commander of the forces in the east, X,", which the parser may hang on "forces" or "east"."""
    index = mention.end
    if index >= tree.size or tree.pos[index] != "ADP":
        return None
    end = min(tree.size - 2, index + _LONGEST_PHRASE)
    while index < end and (tree.pos[index] in _NOMINAL or tree.text[index] == "-"):
        index += 1
    name = names.get(index + 1)
    if tree.text[index] != "," or name is None or name.start != index + 1 or name.type != "Person":
        return None
    inside = set(tree.subtree(mention.head))
    if not _closed(tree, name) or not inside.issuperset({*range(mention.end, index), name.head}):
        return None
    return name if tree.lower[name.end + 1 : name.end + 2] not in (["and"], ["or"]) else None


def _name_before(mention: Mention, talk: Discourse) -> int | None:
    """The name that stands just before the comma of an apposition, where it can be what is described: "an attack on
    **X**, a militia"."""
    tree = talk.tree
    before = mention.start - 1
    while before > 0 and tree.pos[before] in ("DET", "ADJ", "ADV", "NUM"):
        before -= 1
    name = talk.names.get(before - 1)
    if before < 1 or tree.text[before] != "," or name is None or name.entity is None or name.end != before:
        return None
    return name.head if fits(mention, name.entity) else None


def _comma_before(mention: Mention, talk: Discourse) -> int | None:
    """Head of the name before "NAME, a militia …": the parser often misses such appositions (F 46 in trials)."""
    tree = talk.tree
    if not talk.seen or mention.type not in ("ArmedGroup", "Organization", "State", "Place", "GovernmentBody"):
        return None
    before = mention.start - 1
    article = ""
    while before > 0 and tree.pos[before] in ("DET", "ADJ", "ADV", "NUM"):
        article = tree.lower[before] if tree.pos[before] == "DET" else article
        before -= 1
    if before < 1 or tree.text[before] != "," or article not in ("a", "an"):
        return None
    last = talk.seen[-1].token
    return last if last == before - 1 and tree.pos[last] == "PROPN" else None


def _same_kind(mention: Mention, name: Mention) -> bool:
    """Whether a name can be that of what is described."""
    if mention.type == name.type or {mention.type, name.type} <= GROUP_TYPES:
        return True
    return mention.type == "State" and name.type == "Organization" and mention.noun in ("ally", "bloc")
