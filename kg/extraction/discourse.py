"""Discourse: what a document has mentioned so far, for those who look back in it (coreference)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extraction.arguments import Arguments
from kg.extraction.mention import Entity, Mention
from kg.extraction.tree import Tree

LOOK_BACK = 3  # sentences
_KEPT = 240  # mentions that are kept to look back to, whatever the length of the sentences
_ALWAYS_SEVERAL = frozenset({"police", "troops", "forces"})
_FINITE_SINGULAR = frozenset({"is", "was", "has", "does", "'s", "’s"})

AMBIGUOUS = Entity("", "", "")


@dataclass(slots=True, frozen=True)
class Sighting:
    """One mention of an entity: where it stood, in which role, and whether the text treats it as several."""

    sentence: int
    token: int
    role: str  # "subj", "obj" or ""
    plural: bool
    singular: bool  # referred to as one: by "it", or as the subject of "has"
    entity: Entity
    group: tuple[Entity, ...] = ()  # "X and Y"


@dataclass(slots=True)
class Discourse:
    """What has been mentioned so far in one document."""

    tree: Tree
    document: str
    date: str | None
    arguments: Arguments
    entities: dict[str, Entity] = field(default_factory=dict)
    forms: dict[str, Entity] = field(default_factory=dict)  # surnames, acronyms and short names, by kind and key
    posts: dict[tuple[str, str], Entity] = field(default_factory=dict)  # post and whose post, to its holder
    sides: dict[str, Entity] = field(default_factory=dict)  # a person or body to the state or group it speaks for
    seen: deque[Sighting] = field(default_factory=lambda: deque(maxlen=_KEPT))
    open: deque[Mention] = field(default_factory=lambda: deque(maxlen=12))  # pronouns that nothing fitted
    at: dict[int, Entity] = field(default_factory=dict)  # head token of a mention to its entity; names from the start
    names: dict[int, Mention] = field(default_factory=dict)  # each token of a name to its mention
    mentions: dict[int, Mention] = field(default_factory=dict)  # all mentions by their heads
    described: dict[str, deque[Sighting]] = field(default_factory=dict)  # noun to the last entities described by it
    worded: dict[str, Entity] = field(default_factory=dict)  # word of a group's name ("brigade") to the last such group

    def back(self, sentence: int, sentences: int = LOOK_BACK) -> Iterator[Sighting]:
        """What was mentioned in the sentences before, the last first."""
        for sighting in reversed(self.seen):
            if sentence - sighting.sentence > sentences:
                return
            yield sighting

    def note(self, mention: Mention) -> None:
        """Remember a mention that has its entity."""
        tree, entity = self.tree, mention.entity
        if entity is None:
            return
        head = mention.head
        self.at[head] = entity
        if mention.kind == "adjective" and tree.dep[head] in ("amod", "compound"):
            return  # "Iraqi militias" does not bring up Iraq for "it"
        role = role_of(tree, head)
        plural = mention.plural or entity.plural or mention.noun in _ALWAYS_SEVERAL
        plural = plural or (
            mention.kind == "adjective" and "the" in tree.lower[max(0, mention.start - 1) : head]
        )  # "the Swiss"
        singular = mention.noun in ("it", "its", "itself") or (
            role == "subj" and not plural and _singular_verb(tree, head)
        )
        sighting = Sighting(tree.sentence[head], head, role, plural, singular, entity)
        self.seen.append(sighting)
        if tree.dep[head] == "conj":
            self._note_pair(sighting)
        for noun in entity.nouns:
            self.described.setdefault(noun, deque(maxlen=4)).append(sighting)
        if (entity.named and entity.type != "Person") or any(word in entity.nouns for word in ("brigade", "front")):
            for word in entity.label.lower().replace("-", " ").split():
                self.worded[word] = entity

    def _note_pair(self, last: Sighting) -> None:
        """ "X and Y" can be taken up as a whole by "they"."""
        tree = self.tree
        first = tree.first_conjunct(last.token)
        others = [token for token in tree.conjuncts(first) if token in self.at and token <= last.token]
        group = tuple(dict.fromkeys(self.at[token].id for token in others))
        if len(group) > 1:
            members = tuple(self.entities.get(identifier, last.entity) for identifier in group)
            self.seen.append(
                Sighting(last.sentence, last.token, role_of(tree, first), True, False, members[0], members)
            )

    def register(self, form: str, entity: Entity) -> None:
        """Let a short form name an entity; a form of two entities names none."""
        held = self.forms.get(form)
        self.forms[form] = entity if held is None or held is entity else AMBIGUOUS

    def co_arguments(self, token: int) -> set[str]:
        """Entities that stand beside a token as arguments of the same verb, before or after it: it is none of them."""
        tree = self.tree
        top = tree.first_conjunct(token)
        verb = tree.head[top]
        if verb == top or tree.dep[top] not in ("nsubj", "obj", "iobj", "obl", "ccomp"):
            return set()
        found: set[str] = set()
        for child in tree.children[verb]:
            if (
                child == top
                or tree.dep[child] not in ("nsubj", "obj", "iobj", "obl")
                or tree.case(child) in ("between", "among")
            ):
                continue
            for each in tree.conjuncts(child):
                if each in self.at:
                    found.add(self.at[each].id)
        if tree.dep[top] != "nsubj":
            subject = self.arguments.surface_subject(verb)
            if subject is not None and subject != top and subject in self.at:
                found.add(self.at[subject].id)
        return found


def role_of(tree: Tree, head: int) -> str:
    """Subject, object or neither; what is conjoined has the role of the first conjunct."""
    dep = tree.dep[tree.first_conjunct(head)]
    return "subj" if dep == "nsubj" else "obj" if dep in ("obj", "iobj") else ""


def _singular_verb(tree: Tree, subject: int) -> bool:
    """Whether the verb of a subject agrees with one ("the movement blames")."""
    verb = tree.head[subject]
    if tree.child(subject, "conj") is not None:
        return False
    return tree.tag[verb] == "VBZ" or any(
        tree.dep[child] in ("aux", "cop") and tree.lower[child] in _FINITE_SINGULAR for child in tree.children[verb]
    )
