"""Places: where an event happened, by the locative phrases of its clause."""

from __future__ import annotations

from kg.extraction.candidate import Candidate
from kg.extraction.locative import LOCATIVE
from kg.extraction.mention import Mention
from kg.extraction.tree import Tree
from kg.extraction.view import View

EVENTS = frozenset(
    "struck killed wounded clashedWith detained captured coerced protested metWith agreedWith released "
    "overthrew".split()
)
# Nouns whose "of" names the place: "the outskirts of Homs", "off the coast of Benin".
_PARTS = frozenset(
    "coast outskirt outskirts suburb city town village port region province district north south east west centre "
    "center border governorate area valley island capital state hamlet county municipality neighbourhood "
    "neighborhood side edge shore bank heart part northeast northwest southeast southwest countryside camp base "
    "quarter oblast strip gulf".split()
)


def place_of(tree: Tree, candidate: Candidate, view: View) -> Mention | None:
    """The place of an event: of its object ("killed a guard in Hebron"), of its clause, of the clause above."""
    taken = {id(candidate.object.entity), id(candidate.subject.entity)}
    node = candidate.trigger
    inside = candidate.object.head
    for _ in range(3):  # the noun that the object's mention stands in: "*six* of the men in Hebron"
        if (
            inside == node
            or tree.head[inside] in (inside, node)
            or tree.pos[tree.head[inside]] not in ("NOUN", "PROPN", "NUM")
        ):
            break
        inside = tree.head[inside]
    for token in {candidate.object.head: 0, inside: 0, node: 0}:
        if (found := _locative(tree, token, view, taken)) is not None:
            return found
    for child in tree.kids(node, "obj"):
        if (found := _locative(tree, child, view, taken)) is not None:
            return found
    for _ in range(3):
        head, deprel = tree.head[node], tree.deprel[node]
        if head == node:
            return None
        if deprel == "acl:relcl":  # "Bardai, where the army shelled a camp"
            if any(tree.lower[c] == "where" for c in tree.children[node]):
                return _named(tree, head, view, taken)
            return None
        if tree.dep[node] not in ("obj", "xcomp", "conj", "nsubj", "obl", "advcl", "nmod") or tree.pos[head] not in (
            "VERB",
            "NOUN",
        ):
            return None
        node = head
        if (found := _locative(tree, node, view, taken)) is not None:
            return found
    return None


def _locative(tree: Tree, node: int, view: View, taken: set[int]) -> Mention | None:
    for child in tree.children[node]:
        if tree.dep[child] in ("obl", "nmod") and tree.prepositions(child) & LOCATIVE:
            found = _named(tree, child, view, taken)
            if found is not None:
                return found
    return None


def _named(tree: Tree, token: int, view: View, taken: set[int], depth: int = 0) -> Mention | None:
    """The place that a locative phrase names, be it within a description ("the port of Reni")."""
    mention = view.by_token.get(token)
    place = mention is not None and mention.entity is not None and mention.entity.type in ("Place", "State")
    if mention is not None and place and mention.kind != "nominal":
        return mention if id(mention.entity) not in taken else None
    if depth < 2 and (mention is None or place):
        part = place or tree.lemma[token] in _PARTS
        for child in tree.children[token]:
            dep = tree.dep[child]
            if dep in ("nmod", "obl") and (tree.prepositions(child) & LOCATIVE or (part and tree.case(child) == "of")):
                inner = _named(tree, child, view, taken, depth + 1)
            elif part and (
                dep in ("appos", "flat", "compound")
                or (dep == "nmod" and tree.pos[child] == "PROPN" and not tree.case(child))
            ):
                inner = _named(tree, child, view, taken, 2)
            else:
                continue
            if inner is not None:
                return inner
    return mention if place and mention is not None and id(mention.entity) not in taken else None
