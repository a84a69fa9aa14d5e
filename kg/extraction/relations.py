"""Relations: lexicon entries whose argument pattern is filled by actors become candidate triples."""

from __future__ import annotations

from kg.extraction.candidate import Candidate
from kg.extraction.compounds import Compounds
from kg.extraction.fillers import Fillers
from kg.extraction.lexicon import Lexicon
from kg.extraction.predicates import Predicates
from kg.extraction.senses import adjusted
from kg.extraction.view import View


class RelationFinder:
    """Finds candidates in a tree; one for a pipeline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._triggers = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}

    def find(self, view: View) -> list[Candidate]:
        """All candidates of a document."""
        tree = view.tree
        fillers = Fillers(view)
        predicates, compounds = Predicates(fillers), Compounds(fillers)
        found: list[Candidate] = []
        entries = self.lexicon.entries
        # Verbs first: the noun of a light verb ("launched a *strike* on") is no trigger of its own.
        order = sorted(range(tree.size), key=lambda i: (tree.pos[i] not in ("VERB", "AUX"), i))
        for index in order:
            if index in predicates.consumed:
                continue
            kind = self._triggers.get(tree.pos[index])
            if kind is None:
                if tree.lower[index] in ("pro", "anti"):
                    found += compounds.prefix(index)
                continue
            lemma = tree.lemma[index]
            if tree.text[index - 1 : index] == ["-"] and (compound := entries.get(("compound", tree.lower[index]))):
                found += compounds.compound(index, compound)
                continue
            if tree.lower[index] in ("pro", "anti"):
                found += compounds.prefix(index)
            if kind == "verb" and tree.dep[index] == "amod" and not tree.children[index]:
                continue  # "crippling sanctions"
            rows = entries.get((kind, lemma), [])
            if kind == "adjective" and tree.tag[index] in ("VBN", "VBG"):
                rows = [*rows, *entries.get(("verb", lemma), [])]
            elif kind == "verb" and tree.tag[index] == "VBN":
                rows = [*rows, *entries.get(("adjective", tree.lower[index]), [])]
            rows = adjusted(tree, index, rows)
            if rows and index not in view.in_name:
                found += predicates.predicate(index, rows)
        return found
