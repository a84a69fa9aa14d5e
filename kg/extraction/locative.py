"""Locative: whether a name stands where places stand."""

from __future__ import annotations

from kg.extraction.lexicon import Lexicon
from kg.extraction.tree import Tree

LOCATIVE = frozenset(
    "in at near outside around inside across through throughout into within north south east west off along "
    "beyond toward towards via surrounding".split()
)
_PARTS_OF_TOWN = frozenset(
    "central downtown northern southern eastern western northeastern northwestern southeastern southwestern greater".split()
)
_OF_A_PLACE = frozenset(
    "city town capital suburb outskirt outskirts province district area centre center neighbourhood neighborhood street resident "
    "fall governor occupation liberation northeast northwest southeast southwest map evacuee native inhabitant dweller mayor skyline sky quarter airport siege bombing bombardment evacuation north south east west".split()
)
_OF_STATES = frozenset(  # "the Moscow talks", "a Washington ally": what is rather a government's
    "talk talks ally policy position official lobbyist spokesman spokeswoman regime leadership elite establishment sanction decision "
    "response statement insider consensus".split()
)
_TRAVEL = frozenset(
    "go travel fly return come move head arrive drive march flee journey sail walk run deploy bring take transfer "
    "evacuate visit trip flight retreat advance march road route".split()
)
_DONE_TO_PLACES = frozenset(
    "flee leave visit enter reach capture seize storm besiege shell bomb bombard evacuate cover rock shake flood surround approach "
    "cross encircle overrun retake liberate raze loot paralyse paralyze tour quit abandon recapture".split()
)


def locative(tree: Tree, head: int, lexicon: Lexicon) -> bool:
    """Whether a name stands where places stand: "in Baghdad", "the capital Kabul", "left Tehran", "the Kabul attack"."""
    if tree.prepositions(head) & LOCATIVE:
        return True
    if any(tree.lower[child] in _PARTS_OF_TOWN for child in tree.children[head] if child < head):
        return True
    parent = tree.head[head]
    if parent == head:
        return False
    if tree.lower[head - 1 : head] and tree.lower[head - 1] in ("capital", "city", "town"):
        return True
    if tree.dep[head] == "compound" and parent > head:
        if tree.lower[parent] in ("mayor", "mayors"):
            return True  # "the Kyiv mayor"
        return not (tree.lemma[parent] in lexicon.bodies or tree.lower[parent] in lexicon.bodies or tree.lemma[parent] in lexicon.roles
                    or tree.lemma[parent] in _OF_STATES or tree.pos[parent] == "PROPN" or "-" in tree.text[head + 1 : parent])  # fmt: skip
    if tree.case(head) == "of" and tree.lemma[parent] in _OF_A_PLACE:
        return True
    if tree.case(head) == "to" and (tree.lemma[parent] in _TRAVEL or tree.lemma[tree.head[parent]] in _TRAVEL):
        return True
    if tree.dep[head] == "obj" and not tree.case(head) and tree.lemma[parent] in _DONE_TO_PLACES:
        return True
    if (
        tree.dep[head] in ("appos", "conj", "nmod")
        and tree.case(head) == ""
        and parent < head
        and tree.pos[parent] == "PROPN"
    ):
        return locative(tree, parent, lexicon)
    return False
