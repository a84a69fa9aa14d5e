"""Cues: negation, modality, hedges and questions in the words around one node of a tree."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from kg.extraction.modality import Effect, Modality, phrase
from kg.extraction.tree import Tree

_NO = frozenset("no neither nor none nobody nothing no-one".split())
_FOCUS = frozenset("only just merely simply".split())
_BE = frozenset("be is are was were am been being 's ’s 're ’re".split())
_ASKING = frozenset("why how when where who whom which what whose".split())
PRETERITE = frozenset({"VBD", "VBZ", "VBP"})
WAS = frozenset("was were had did".split())


@dataclass(slots=True)
class Walk:
    """What has been met on the way up."""

    negated: bool = False
    hypothetical: bool = False
    alleged: bool = False
    factual: bool = False  # what stands above says nothing any more of whether it happened
    by_noun: bool = False  # alleged by a noun just passed: "claims that", which may be denied
    shielded: bool = False  # negation above is that of another clause
    conceded: bool = False  # "if, as Kyiv claims, …"
    speaker: int | None = None
    reasons: list[str] = field(default_factory=list)

    def apply(self, effect: Effect, why: str) -> None:
        if effect in ("negated", "hypothetical") and (self.factual or (self.shielded and effect == "negated")):
            return
        if effect == "negated":
            self.negated = not self.negated
        elif effect == "hypothetical":
            self.hypothetical = True
        elif effect == "alleged":
            self.alleged = True
        elif effect == "presupposed":
            self.factual = True
        if effect != "asserted":
            self.reasons.append(why)


class Cues:
    """Reads the cues at a node into a walk."""

    def __init__(self, modality: Modality, roles: Container[str]) -> None:
        """`roles` are nouns that name a post: a doubt of it is none of what its holder does."""
        self._modality = modality
        self._roles = roles

    def hedged(self, tree: Tree, noun: int) -> bool:
        """Whether a noun itself is called in doubt: "the alleged leader"."""
        return any(
            self._modality.word(kind, tree.lower[child], slot) == "alleged"
            for child in tree.children[noun]
            for kind, slot in (("adjective", "amod"), ("adverb", "advmod"))
            if tree.dep[child] == slot
        )

    def argument(self, tree: Tree, trigger: int, token: int | None, walk: Walk, *, hedges: bool) -> None:
        """Negation and hedges of a nominal in a slot: "no soldier", "but not from Chad", "allegedly by Iran"."""
        if token is None:
            return
        negated = False
        for _ in range(5):
            if token == trigger or tree.pos[token] in ("VERB", "AUX") or tree.child(token, "cop") is not None:
                break
            negated |= tree.lower[token] in _NO
            for child in tree.children[token]:
                word = tree.lower[child]
                if hedges and word == "any" and tree.dep[child] == "det" and tree.tag[trigger] in ("VBZ", "VBP"):
                    walk.apply("hypothetical", word)  # "any state that attacks X"
                if (word in _NO and tree.dep[child] in ("det", "cc", "advmod", "case")) or (
                    word == "not" and self._negates(tree, child)
                ):
                    negated |= tree.head[child] == token and child < token
                elif (
                    hedges
                    and tree.dep[child] == "amod"
                    and tree.lemma[token] not in self._roles
                    and self._modality.word("adjective", tree.lower[child], "amod") == "alleged"
                ) or (
                    tree.dep[child] == "advmod"
                    and self._modality.word("adverb", tree.lower[child], "advmod") == "alleged"
                ):
                    walk.apply("alleged", word)
            if tree.head[token] == token:
                break
            token = tree.head[token]
        if negated:
            walk.apply("negated", "no")

    def _negates(self, tree: Tree, word: int) -> bool:
        """Whether a "not" stands alone, not as "not only"."""
        return word + 1 >= tree.size or tree.lower[word + 1] not in _FOCUS

    def attributes(self, tree: Tree, noun: int, walk: Walk) -> None:
        for child in tree.children[noun]:
            if tree.dep[child] in ("amod", "det", "compound"):
                effect = self._modality.word(
                    "adjective", tree.lower[child], "amod" if tree.dep[child] != "det" else "det"
                )
                effect = effect or self._modality.word("adjective", tree.lemma[child], "amod")
                if effect is not None:
                    walk.apply(effect, tree.lower[child])
                elif tree.lower[child] == "any":
                    walk.apply("hypothetical", "any")

    def local(self, tree: Tree, node: int, walk: Walk, *, trigger: bool = False, shared: int | None = None) -> None:
        """Negation, modality and hedges among the children of a node. With `shared`, a later conjunct of the node, only
        what holds of both."""
        verbal = tree.pos[node] in ("VERB", "AUX", "ADJ") or tree.child(node, "cop") is not None
        if not verbal:
            if trigger:
                self.attributes(tree, node, walk)
            elif any(tree.lower[c] == "no" for c in tree.kids(node, "det")):
                walk.apply("negated", "no")
            return
        forms = True  # whether auxiliaries and negation are shared
        first = tree.size
        if shared is not None:
            own_subject = tree.child(shared, "nsubj") is not None
            forms = not own_subject and tree.child(shared, "aux", "cop") is None and tree.tag[shared] not in PRETERITE
            first = node if not own_subject else -1
        for child in tree.children[node]:
            dep, word = tree.dep[child], tree.lower[child]
            if dep == "aux" and forms:
                if self._modality.word("aux", _full(word), "aux") == "hypothetical":
                    walk.apply("hypothetical", word)
            elif dep in ("advmod", "neg", "cc") and child < first:
                if word == "not" and not self._negates(tree, child):
                    continue
                if dep == "cc" and word not in ("neither", "nor"):
                    continue
                effect = self._adverb(tree, node, child)
                if effect == "negated" and not forms:
                    continue
                if effect is not None:
                    walk.apply(effect, word)
            elif dep in ("mark", "case") and (shared is None or child < node):
                effect = self._marker(tree, node, child, trigger)
                if effect is not None and not (shared is not None and effect == "negated"):
                    walk.apply(effect, phrase(tree, child))
            elif (
                dep == "nsubj"
                and shared is None
                and not trigger
                and tree.lower[child] in ("nobody", "none", "no-one", "neither")
            ):
                walk.apply("negated", word)
        if shared is None and self._to_come(tree, node):
            walk.apply("hypothetical", "is to")
        if shared is None and _coming(tree, node):
            walk.apply("hypothetical", "to come")
        if self._asked(tree, node):
            walk.apply("hypothetical", "question")

    def _adverb(self, tree: Tree, node: int, adverb: int) -> Effect | None:
        word = tree.lower[adverb]
        if word in ("longer", "more") and any(tree.lower[c] == "no" for c in tree.children[adverb]):
            return "negated"
        if word in ("n’t", "never", "neither", "nor", "no"):
            return "negated"
        effect = self._modality.word("adverb", word, "advmod")
        if effect == "negated" and word in ("nearly", "almost") and adverb + 1 != node:
            return None
        if effect == "hypothetical" and (tree.tag[node] in ("VBD", "VBN") or tree.child(node, "aux") is not None):
            return None  # "soon", "eventually" of what has happened
        return effect

    def _marker(self, tree: Tree, node: int, marker: int, trigger: bool) -> Effect | None:
        word = phrase(tree, marker)
        if tree.dep[marker] == "case" and not trigger:
            return None
        effect = self._modality.word("marker", word, tree.dep[marker]) or self._modality.word(
            "marker", tree.lower[marker], "mark"
        )
        if effect == "hypothetical":
            if tree.dep[marker] == "case" and tree.tag[node] != "VBG":
                return None
            if word in ("before", "until", "till", "once", "as long as", "so long as") and (
                past(tree, node) or tree.tag[node] == "VBG"
            ):
                return None
        return effect

    def _to_come(self, tree: Tree, node: int) -> bool:
        """ "is to join": the infinitive as a predicate."""
        if tree.tag[node] != "VB" or not any(tree.lower[c] == "to" for c in tree.kids(node, "mark")):
            return False
        return any(tree.lower[c] in _BE for c in tree.kids(node, "cop", "aux"))

    def _asked(self, tree: Tree, node: int) -> bool:
        """Whether a clause is a question of yes or no; "why did X …" takes it that X did."""
        _, end = tree.sentences[tree.sentence[node]]
        if tree.dep[node] != "root" and not (tree.quoted[node] and tree.dep[node] in ("ccomp", "parataxis")):
            return False
        if not any(tree.text[i] == "?" for i in range(node, min(end, node + 60))):
            return False
        start = min(tree.subtree(node))
        words = range(start, min(start + 4, node))
        return not any(tree.lower[i] in _ASKING and tree.pos[i] != "SCONJ" for i in words)


def finite(tree: Tree, verb: int) -> bool:
    """Whether a verb or its auxiliary is finite."""
    return tree.tag[verb] in PRETERITE or any(tree.tag[c] in (*PRETERITE, "MD") for c in tree.kids(verb, "aux", "cop"))


def denied(tree: Tree, verb: int) -> bool:
    """Whether a verb is negated by a word of its own."""
    return any(
        tree.lower[c] in ("not", "n't", "n’t", "never", "neither", "nor") for c in tree.kids(verb, "advmod", "cc")
    )


def _full(word: str) -> str:
    """An auxiliary without its clipping: "'ll", "wo" (n't), "ca" (n't)."""
    return {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would"}.get(word, word)


def _coming(tree: Tree, verb: int) -> bool:
    """Whether a clause in the present tense speaks of a time to come: "next week the Pope visits"."""
    if tree.tag[verb] not in ("VBZ", "VBP", "VBG") or any(tree.lower[c] in WAS for c in tree.kids(verb, "aux")):
        return False
    for child in tree.kids(verb, "obl", "advmod", "nmod"):
        if tree.lower[child] in ("tomorrow", "soon"):
            return True
        if any(tree.lower[c] in ("next", "coming") for c in tree.kids(child, "amod")) and not tree.case(child):
            return True
    return False


def past(tree: Tree, verb: int) -> bool:
    """Whether a clause stands in the past or the perfect."""
    if tree.tag[verb] == "VBD":
        return True
    auxiliaries = [tree.lower[c] for c in tree.kids(verb, "aux", "cop")]
    if any(tree.tag[c] == "MD" for c in tree.kids(verb, "aux")):
        return False
    return any(word in ("was", "were", "had", "did") or word in ("has", "have") for word in auxiliaries)


def perfect(tree: Tree, verb: int) -> bool:
    return any(tree.lower[c] == "have" for c in tree.kids(verb, "aux"))
