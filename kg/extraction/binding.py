"""Binding: whom a pronoun must or cannot mean by its place in the clause.

Principles A and C of the binding theory (Chomsky 1981), made coarse, and what goes with them: arguments of the same verb
are not the same actor, a possessor is not what it owns, who is quoted does not speak of himself as "he".
"""

from __future__ import annotations

from kg.extraction.attribution import SPEECH
from kg.extraction.discourse import Discourse
from kg.extraction.mention import Entity, Mention
from kg.extraction.tree import Tree


def reflexive(mention: Mention, talk: Discourse) -> None:
    """ "Himself" is the subject of its clause, or nobody known (principle A)."""
    tree = talk.tree
    subject = talk.arguments.surface_subject(tree.head[mention.head])
    entity = talk.at.get(subject) if subject is not None else None
    if entity is not None:
        mention.entity, mention.type, mention.sure = entity, entity.type, 0.75
        mention.how = f"“{tree.text[mention.head]}” = {entity.label}"


def of_event(tree: Tree, head: int, events: frozenset[str]) -> bool:
    """ "Condemned the attack and *its* targeting of a school": what the event did, not who condemned it."""
    noun = tree.head[head]
    first = tree.first_conjunct(noun)
    if first == noun:
        if "and" not in tree.lower[max(0, head - 3) : head] or (verb := tree.head[noun]) > head:
            return False  # hung elsewhere: "the attack and in particular its targeting"
        first = verb
    if tree.pos[first] == "VERB":
        first = tree.child(first, "obj") or noun
    return first < head and tree.pos[first] == "NOUN" and tree.lemma[first] in events


def controlling(tree: Tree, noun: int) -> int | None:
    """Whose plan or ability it is to do what the clause of a noun tells: "**X**'s ability to wage *its* war"."""
    verb = tree.first_conjunct(tree.head[noun])
    plan = tree.head[verb]
    if tree.dep[verb] != "acl" or tree.tag[verb] != "VB" or tree.pos[plan] != "NOUN":
        return None
    return next((child for child in tree.children[plan] if tree.possessive(child)), None)


def excluded(mention: Mention, talk: Discourse, possessive: bool) -> set[str]:
    """The ids of entities that a pronoun cannot mean where it stands."""
    tree, head = talk.tree, mention.head
    out: set[str] = set()
    if possessive:
        owned = tree.head[head]
        for token in (owned, *tree.kids(owned, "appos", "flat")):
            if token in talk.at:
                out.add(talk.at[token].id)
    else:
        out = talk.co_arguments(head)
        forces = _forces(talk, head)
        if tree.dep[head] == "nsubj":  # a pronoun is not who is named in its own predicate (principle C)
            for token in tree.subtree(tree.head[head]):
                named = talk.names.get(token) or talk.mentions.get(token)
                if token < head or named is None or named.kind not in ("name", "adjective"):
                    continue
                if forces is not None and _subordinate(tree, token, tree.head[head]):
                    identifier = named.entity.id if named.entity is not None else named.actor.iri if named.actor else ""
                    if identifier == forces.id:
                        continue  # "the Malian army said it shelled X after Y had entered Mali"
                if named.entity is not None:
                    out.add(named.entity.id)
                elif named.actor is not None:
                    out.add(named.actor.iri)
        if tree.dep[head] == "obj" and (subject := talk.arguments.surface_subject(tree.head[head])) is not None:
            # "the army led by X overthrew him": who stands inside the subject is on its side
            out |= {talk.at[token].id for token in tree.subtree(subject) if token in talk.at and token != subject}
    if tree.quoted[head] and (speaker := _speaker(talk, head)) is not None:
        out.add(speaker.id)
    return out


def _forces(talk: Discourse, head: int) -> Entity | None:
    """The state whose forces or government are the subject of the verb of saying above a pronoun ("the Malian army said
    that *it* …"): the name of the state in a clause below is not theirs."""
    tree = talk.tree
    verb = tree.head[head]
    matrix = tree.head[verb]
    if tree.dep[verb] != "ccomp" or tree.lemma[matrix] not in SPEECH:
        return None
    subject = talk.arguments.surface_subject(matrix)
    body = talk.mentions.get(subject) if subject is not None else None
    if body is None or body.kind != "nominal" or body.entity is None or body.entity.type != "State":
        return None
    return body.entity


def _subordinate(tree: Tree, token: int, verb: int) -> bool:
    """Whether a token stands in an adverbial clause below a verb."""
    while token != verb and tree.head[token] != token:
        if tree.dep[token] == "advcl" and tree.child(token, "nsubj") is not None:
            return True
        token = tree.head[token]
    return False


def _speaker(talk: Discourse, token: int) -> Entity | None:
    """Who says the quoted words at a token, by the verb of saying in its sentence; where that is a nameless spokesman,
    the subject of the sentence before, whose side he takes."""
    tree = talk.tree
    sentence = tree.sentence[token]
    start, end = tree.sentences[sentence]
    for verb in range(start, end):
        if tree.quoted[verb] or tree.lemma[verb] not in SPEECH or tree.pos[verb] != "VERB":
            continue
        subject = tree.child(verb, "nsubj")
        if subject is None:
            continue
        entity = talk.at.get(subject)
        if entity is not None:
            return talk.sides.get(entity.id, entity)
        if tree.lemma[subject] in ("spokesman", "spokesperson", "spokeswoman", "statement", "official") and not any(
            tree.dep[c] in ("nmod", "amod", "compound") for c in tree.children[subject]
        ):
            return next(
                (
                    s.entity
                    for s in talk.back(sentence, 1)
                    if s.sentence < sentence and s.role == "subj" and s.entity.named
                ),
                None,
            )
    return None
