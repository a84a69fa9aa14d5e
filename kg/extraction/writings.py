"""Writings: who stands behind a report, resolution or statement that is said to accuse, demand or condemn."""

from __future__ import annotations

from kg.extraction.events import bare
from kg.extraction.view import View

# What speaks for who puts it out: "released a report accusing X".
WRITINGS = frozenset(
    "report statement letter resolution petition lawsuit suit complaint communique declaration document memo video message "
    "article editorial paper dossier motion tweet post leaflet indictment appeal".split()
)
_PUBLISHING = frozenset(
    "put issue release publish file submit adopt pass write send sign post present produce circulate deliver sponsor lodge "
    "launch table approve draft unveil air".split()
)
_OWNERS = ("poss", "nmod:by", "nmod:from")
_WINDOW = 2  # sentences


def authors(view: View, writing: int) -> list[int]:
    """The tokens that stand for who puts out, files or adopts a writing without an owner of its own: in its clause
    ("released *a report* accusing X"), else where it was told before ("*The resolution* demands that X stop")."""
    if any(token in view.by_token for slot in _OWNERS for token in view.arguments.noun_slot(writing, slot)):
        return []
    return _publishers(view, writing) or (_told_before(view, writing) if bare(view.tree, writing) else [])


def _publishers(view: View, writing: int) -> list[int]:
    tree = view.tree
    verb = tree.head[writing]
    if tree.dep[writing] == "obj" and tree.pos[verb] == "VERB" and tree.lemma[verb] in _PUBLISHING:
        return view.arguments.subjects(verb)
    return []


def _told_before(view: View, writing: int) -> list[int]:
    """Whose the last writing of the same kind was in the sentences before."""
    tree = view.tree
    kind = tree.lemma[writing].lower()
    start = tree.sentences[max(0, tree.sentence[writing] - _WINDOW)][0]
    for token in range(tree.sentences[tree.sentence[writing]][0] - 1, start - 1, -1):
        if tree.lemma[token].lower() != kind or tree.pos[token] not in ("NOUN", "PROPN"):
            continue
        owners = [t for slot in (*_OWNERS, "compound", "amod") for t in view.arguments.noun_slot(token, slot)]
        owners = [t for t in owners if t in view.by_token] or _publishers(view, token)
        if not owners and tree.dep[token] == "obl" and tree.case(token) == "in":  # "said in a statement"
            owners = view.arguments.subjects(tree.head[token])
        if owners or not bare(tree, token):
            return owners
    return []
