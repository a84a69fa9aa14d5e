"""Benefits: the place in which aid is to do good, where nobody is named who receives it."""

from __future__ import annotations

from kg.extraction.candidate import Filler
from kg.extraction.view import View

_HARMING = frozenset("attack strike bomb kill destroy overthrow topple invade defeat oust".split())


def benefited(view: View, verb: int, aid: int, taken: set[int]) -> list[Filler]:
    """ "Gave ten million euros to fight cholera *in X*": the first place named in the purpose of the aid; `taken` are the
    ids of entities that give it."""
    tree = view.tree
    purposes = [
        clause
        for word in (verb, aid)
        for clause in tree.kids(word, "advcl", "acl", "xcomp")
        if clause > aid and tree.tag[clause] == "VB" and view.arguments.infinitive(clause)
    ]
    for clause in purposes:
        if tree.lemma[clause] in _HARMING:
            continue
        for token in sorted(tree.subtree(clause)):
            place = view.by_token.get(token)
            if place is None or place.kind != "name" or place.head != token or place.entity is None:
                continue
            if "in" not in tree.prepositions(token) or id(place.entity) in taken:
                continue
            if place.entity.type in ("State", "Place"):
                return [Filler(place, 0.6 * place.sure, "where the aid is to help")]
    return []
