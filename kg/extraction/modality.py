"""Modality: what words do to the status of what they govern, as `ontology/lexicon/modality.csv` tells."""

from __future__ import annotations

from typing import Literal, cast

from kg.extraction.lexicon import Lexicon
from kg.extraction.tree import Tree

# `presupposed`: what the word governs holds whatever becomes of the word ("may stop shelling", "condemned the raid").
Effect = Literal["asserted", "alleged", "negated", "hypothetical", "presupposed"]

_KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "NUM": "adjective"}


class Modality:
    """Look-ups in the modality lexicon; one for a pipeline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._slots: dict[tuple[str, str, str], Effect] = {}
        for (kind, lemma), entries in lexicon.modality.items():
            for slots, status in entries:
                for slot in slots:
                    self._slots[kind, lemma, slot] = cast(Effect, status)

    def word(self, kind: str, lemma: str, slot: str) -> Effect | None:
        """The effect of a word that hangs on what it modifies: an adverb, marker, auxiliary or attribute."""
        return self._slots.get((kind, lemma, slot))

    def effect(self, tree: Tree, head: int, slots: list[str]) -> Effect | None:
        """The effect of a governing word on what fills one of its slots; phrasal verbs before plain ones."""
        kind = _KINDS.get(tree.pos[head])
        if kind is None:
            return None
        lemma = tree.lemma[head]
        forms = [lemma]
        if kind == "verb":
            forms = [
                f"{lemma} {tree.lower[c]}"
                for c in tree.children[head]
                if tree.deprel[c] == "compound:prt" or (tree.dep[c] == "advmod" and c == head + 1)
            ] + forms
            if tree.tag[head] in ("VBN", "VBG") and ("adjective", tree.lower[head], slots[0]) in self._slots:
                return self._slots["adjective", tree.lower[head], slots[0]]
        for form in forms:
            for slot in slots:
                found = self._slots.get((kind, form, slot))
                if found is not None:
                    return found
        return None


def slots_of(tree: Tree, node: int) -> list[str]:
    """The slots in which a node may stand, as the lexicon writes them: "xcomp", "obj", "obl:for", "advcl:from"."""
    dep = tree.dep[node]
    if tree.deprel[node] == "nsubj:pass":
        return ["obj"]
    slots: list[str] = []
    if dep in ("obl", "nmod", "advcl", "acl"):
        words = [tree.case(node), *(tree.lower[c] for c in tree.kids(node, "mark", "case"))]
        for word in filter(None, words):
            slots.append(f"{dep}:{word}")
            if dep in ("advcl", "acl"):
                slots.append(f"obl:{word}" if dep == "advcl" else f"nmod:{word}")
    return [*slots, dep]


def phrase(tree: Tree, marker: int) -> str:
    """A marker with the words fixed to it: "instead of", "in case"."""
    return " ".join([tree.lower[marker], *(tree.lower[c] for c in tree.children[marker] if tree.dep[c] == "fixed")])
