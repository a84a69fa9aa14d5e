"""Implicit causality: whom "because he …" and "over its …" take up after a verb of blame, praise or punishment.

"X condemned Y because he lied", "X condemned Y over its raid": the reason lies with the object (Garvey and Caramazza,
1974).
"""

from __future__ import annotations

from kg.extraction.lexicon import Lexicon
from kg.extraction.tree import Tree

_OF_THE_OBJECT = frozenset(
    {"condemned", "accused", "endorsed", "sanctioned", "detained", "expelled", "overthrew", "released"}
)
_FORCE = frozenset({"struck", "killed", "wounded", "captured"})
_CLAUSES = frozenset({"because", "since", "as", "for", "after"})
_PHRASES = frozenset({"for", "over", "after", "following", "because_of", "in", "due_to"})
_LABELLING = frozenset("declare designate label brand call blacklist penalise penalize punish fine".split())
_MEASURES = frozenset("sanction embargo tariff ban boycott blockade penalty restriction charge".split())
_ANSWERS = frozenset("response reaction retaliation".split())


class Causality:
    """Who is meant by the reason that a clause or phrase gives; one for a pipeline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.relations: dict[str, set[str]] = {}  # relations that a plain verb can express
        for (kind, lemma), entries in lexicon.entries.items():
            if kind == "verb":
                self.relations.setdefault(lemma, set()).update(entry.relation for entry in entries if not entry.nouns)

    def blamed(self, tree: Tree, pronoun: int) -> int | None:
        """The object of the main clause, for the subject of its clause of reason; None where there is none."""
        verb = tree.head[pronoun]
        if tree.dep[verb] != "advcl" or not any(tree.lower[c] in _CLAUSES for c in tree.kids(verb, "mark")):
            return None
        main = tree.head[verb]
        struck_back = (
            not _FORCE.isdisjoint(self.relations.get(tree.lemma[main], ()))
            and not _FORCE.isdisjoint(self.relations.get(tree.lemma[verb], ()))
            and not tree.passive_auxiliary(verb)
        )  # "killed two men after *they* attacked a bank"
        return tree.child(main, "obj") if struck_back or self._towards_object(tree, main) else None

    def blamed_for(self, tree: Tree, possessive: int) -> int | None:
        """The object of the verb, for the possessor in its phrase of reason; None where there is none."""
        noun = tree.head[possessive]
        while tree.dep[noun] == "nmod" and tree.lemma[tree.head[noun]] in _ANSWERS:
            noun = tree.head[noun]
        if tree.dep[noun] not in ("obl", "nmod") or tree.case(noun) not in _PHRASES:
            return None
        main = next((a for a in tree.ancestors(noun) if tree.pos[a] == "VERB"), None)
        if main is None:
            return None
        if self._towards_object(tree, main):
            return tree.child(main, "obj", "iobj")
        thing = tree.child(main, "obj")
        if thing is not None and tree.lemma[thing] in _MEASURES:
            for child in (*tree.kids(thing, "nmod"), *tree.kids(main, "obl")):
                if tree.case(child) in ("on", "against", "upon") and child < possessive:
                    return child
        return None

    def _towards_object(self, tree: Tree, verb: int) -> bool:
        lemma = tree.lemma[verb]
        return lemma in _LABELLING or not _OF_THE_OBJECT.isdisjoint(self.relations.get(lemma, ()))
