"""Learned: a small classifier for pairs of actors that no lexicon entry connects.

Where a clause has an actor as its subject and another actor in what follows, and no entry of the lexicon relates them,
a multinomial logistic regression over the words on the way (verb, particle, nouns, prepositions, negation, modality)
says which PLOVER root the clause has, or none. It is fitted by `benchmarks/learned.py`; its statements carry the
construction "learned" and a confidence of their own.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterator
from pathlib import Path

from kg.extraction.candidate import Candidate
from kg.extraction.fitting import fits
from kg.extraction.mention import Mention
from kg.extraction.refusals import refused
from kg.extraction.senses import naming
from kg.extraction.tree import Tree
from kg.extraction.view import View
from kg.ontology import relations

WEIGHTS = Path(__file__).with_name("learned.json")
NONE = "none"
# The relation that stands for a root where only the root is known: the least specific one.
OF_ROOT = {
    "ASSAULT": "struck", "COERCE": "coerced", "SANCTION": "sanctioned", "PROTEST": "protested", "MOBILIZE": "deployedTo",
    "THREATEN": "threatened", "ACCUSE": "accused", "REJECT": "rejected", "REQUEST": "demanded", "AGREE": "pledgedTo",
    "CONSULT": "metWith", "SUPPORT": "endorsed", "COOPERATE": "cooperatesWith", "AID": "aided", "YIELD": "concededTo",
}  # fmt: skip
SURE = 0.6  # probability under which no material conflict is said
LEAST = 0.35  # probability under which nothing is said
_TAKING = frozenset("seize capture take retake recapture occupy".split())
_SKIP = frozenset({"be", "have", "do", "the", "a", "an", "of", "and", "to", "'s"})


def pairs(tree: Tree, view: View) -> Iterator[tuple[int, Mention, Mention, list[int]]]:
    """Verbs with their subject actor and each named actor in what follows; the tokens from the verb to that actor."""
    for verb in range(tree.size):
        if tree.pos[verb] != "VERB" or tree.dep[verb] not in (
            "root",
            "ccomp",
            "xcomp",
            "conj",
            "acl",
            "parataxis",
            "advcl",
        ):
            continue
        subjects = [
            m for t in view.arguments.subjects(verb) if (m := view.by_token.get(t)) is not None and m.entity is not None
        ]
        if not subjects:
            continue
        stack = [(child, [verb]) for child in tree.children[verb] if child > verb]
        seen = 0
        while stack:
            token, path = stack.pop()
            if len(path) > 5 or tree.pos[token] == "VERB":
                continue
            way = [*path, token]
            mention = view.by_token.get(token)
            if (
                seen < 4
                and mention is not None
                and mention.head == token
                and mention.entity is not None
                and mention.entity is not subjects[0].entity
                and mention.kind != "pronoun"
                and (mention.entity.named or mention.entity.type not in ("Place", "Asset", "State"))
            ):
                seen += 1
                yield verb, subjects[0], mention, way
            stack += [
                (child, way)
                for child in tree.children[token]
                if tree.dep[child] not in ("conj", "punct", "cc", "det", "acl", "advcl", "ccomp")
            ]


def features(tree: Tree, view: View, verb: int, subject: Mention, target: Mention, way: list[int]) -> dict[str, float]:
    """What the classifier sees of a pair; no names."""
    found = {
        "bias": 1.0,
        f"verb {tree.lemma[verb]}": 1.5,
        f"subject {subject.entity.type if subject.entity else ''}": 0.5,
    }
    found[f"target {target.entity.type if target.entity else ''}"] = 0.5
    for child in tree.children[verb]:
        if tree.deprel[child] == "compound:prt":
            found[f"verb {tree.lemma[verb]} {tree.lower[child]}"] = 1.0
        if tree.dep[child] == "obj" and child not in view.in_name:
            found[f"object {tree.lemma[child]}"] = 1.0
            found[f"verb {tree.lemma[verb]} {tree.lemma[child]}"] = 1.0
        if tree.dep[child] == "aux" and tree.lower[child] not in (
            "has",
            "have",
            "had",
            "is",
            "was",
            "were",
            "are",
            "be",
            "been",
        ):
            found[f"aux {tree.lower[child]}"] = 1.0
        if tree.lower[child] in ("not", "n't", "n’t", "never", "no"):
            found["negated"] = 1.0
    head = tree.head[verb]
    if head != verb and tree.dep[verb] in ("xcomp", "ccomp"):
        found[f"matrix {tree.lemma[head]}"] = 1.0
    for token in way[1:]:
        if token not in view.in_name and tree.pos[token] == "NOUN":
            found[f"way {tree.lemma[token]}"] = 1.0
        if case := tree.case(token):
            found[f"case {case}"] = 0.7
    for token in tree.subtree(verb):
        if (
            token not in view.in_name
            and tree.pos[token] in ("VERB", "NOUN", "ADJ")
            and tree.lemma[token] not in _SKIP
            and abs(token - verb) < 25
        ):
            found.setdefault(f"word {tree.lemma[token]}", 0.4)
    return found


@functools.cache
def weights() -> dict[str, dict[str, float]]:
    """Weights by class and feature; empty where none were fitted."""
    return dict(json.loads(WEIGHTS.read_text(encoding="utf-8"))) if WEIGHTS.exists() else {}


def classify(found: dict[str, float], fitted: dict[str, dict[str, float]]) -> tuple[str, float]:
    """The most probable class and its probability."""
    scores = {
        name: sum(known.get(feature, 0.0) * value for feature, value in found.items()) for name, known in fitted.items()
    }
    top = max(scores.values())
    total = sum(math.exp(score - top) for score in scores.values())
    best = min(name for name, score in scores.items() if score == top)
    return best, 1 / total


def _reproves(view: View, verb: int) -> bool:
    entries = view.lexicon.of("verb", view.tree.lemma[verb])
    return any(entry.relation == "condemned" for entry in entries)


def find(tree: Tree, view: View, candidates: list[Candidate]) -> list[Candidate]:
    """Candidates for pairs that no other candidate of the same sentence connects; the best pair of each verb."""
    fitted = weights()
    if not fitted:
        return []
    connected = {(tree.sentence[c.trigger], frozenset((id(c.subject.entity), id(c.object.entity)))) for c in candidates}
    spoken_for = {c.trigger for c in candidates}
    best: dict[int, tuple[float, Candidate]] = {}
    for verb, subject, target, way in pairs(tree, view):
        if tree.lemma[verb] == "call" and naming(tree, verb):
            continue
        if verb in spoken_for or (tree.sentence[verb], frozenset((id(subject.entity), id(target.entity)))) in connected:
            continue
        root, probability = classify(features(tree, view, verb, subject, target, way), fitted)
        if root == NONE or probability < LEAST:
            continue
        relation = relations()[OF_ROOT[root]]
        if refused(view.arguments, relation.name, verb):
            continue
        if relation.quad_class == 4 and probability < SURE:
            continue  # a false attack costs most
        if relation.quad_class in (1, 2) and _against(tree, target.head, verb):
            continue  # who "supports the fight *against X*" is no friend of X
        if relation.quad_class == 4 and target.owner is not None and target.owner.entity is subject.entity:
            continue  # no guess that an actor harmed its own people
        if root == "ASSAULT" and tree.lemma[verb] in _TAKING:
            continue  # who seized or captured X has not struck it
        if (
            root == "ACCUSE"
            and any(tree.case(c) in ("against", "on") for token in way for c in tree.children[token])
            and _reproves(view, verb)
        ):
            continue  # "condemned the use of force against X"
        if not fits(subject, relation, "subject") or not fits(target, relation, "object"):
            continue
        candidate = Candidate(
            relation.name,
            subject,
            target,
            verb,
            probability,
            f"learned: {root} {probability:.2f} from “{tree.lower[verb]}”",
            construction="learned",
        )
        if verb not in best or probability > best[verb][0]:
            best[verb] = (probability, candidate)
    return [candidate for _, candidate in best.values()]


def _against(tree: Tree, token: int, verb: int) -> bool:
    """Whether "against" stands on the way from a verb to one of its words."""
    while token not in (verb, tree.head[token]):
        if tree.case(token) == "against":
            return True
        token = tree.head[token]
    return False
