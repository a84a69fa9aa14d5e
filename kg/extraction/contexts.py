"""Contexts: what in a document speaks for the meaning of a name."""

from __future__ import annotations

from collections import Counter

from kg.actors.linking import Linker
from kg.actors.matcher import Match
from kg.extraction.lexicon import Lexicon
from kg.extraction.phrases import TITLES
from kg.extraction.tree import Tree


class Contexts:
    """What speaks for the meaning of a name: the sentences about it first, then the document, if it has one topic."""

    def __init__(self, linker: Linker, lexicon: Lexicon, tree: Tree, matches: list[Match]) -> None:
        self.linker = linker
        self.lexicon = lexicon
        self.tree = tree
        self.matches = matches
        self.taken = {i for match in matches for i in range(match.start, match.end)}
        self.whole = linker.context(match.candidates for match in matches)
        self._surnames: set[str] | None = None
        self._near: dict[tuple[int, int], Counter[str]] = {}
        states = {i for i in self.whole if (actor := linker.base.get(i)) is not None and actor.type == "State"}
        self._one_topic = len(states) <= 12  # a digest of the day's news is about nothing in particular

    def of(self, match: Match) -> list[Counter[str]]:
        """Contexts for a match, the nearest first."""
        if all(c.kind not in ("ambiguous", "metonym") for c in match.candidates):
            return [self.whole]
        sentence = self.tree.sentence[match.start]
        if self._one_topic:
            return [self._around(sentence, 0), self._around(sentence, 1), self.whole]
        return [self._around(sentence, 0)]

    def _around(self, sentence: int, distance: int) -> Counter[str]:
        """The context that a sentence and those up to a distance from it give."""
        held = self._near.get((sentence, distance))
        if held is None:
            tree, known = self.tree, self.lexicon.descriptions
            words = range(
                tree.sentences[max(0, sentence - distance)][0],
                tree.sentences[min(len(tree.sentences) - 1, sentence + distance)][1],
            )
            nouns = [i for i in words if tree.pos[i] == "NOUN" and tree.lemma[i] in known]
            described = [known[tree.lemma[i]][tree.tag[i] == "NNS"] for i in nouns]
            around = [m.candidates for m in self.matches if m.start in words]
            held = self._near[sentence, distance] = self.linker.context(around, described)
        return held

    def inside_name(self, match: Match) -> bool:
        """Whether an ambiguous name is a part of a longer one that nobody knows ("Executive **Order**", "**Gao** Zhisheng")."""
        tree = self.tree

        def name(i: int) -> bool:
            return (
                0 <= i < tree.size and i not in self.taken and tree.text[i][:1].isupper() and tree.text[i].isalpha()
                and tree.tag[i] in ("NNP", "NNPS") and tree.lower[i] not in TITLES and tree.lower[i] not in self.lexicon.roles
                and tree.lower[i] not in self.lexicon.bodies and tree.sentence[i] == tree.sentence[match.start]
            )  # fmt: skip

        first = tree.sentences[tree.sentence[match.start]][0]
        return (match.start - 1 > first and name(match.start - 1)) or (match.end - match.start == 1 and name(match.end))

    def surname_of_another(self, match: Match, unsure: bool) -> bool:
        """Whether one word is the surname of a person whom the document names in full and nobody knows."""
        if self._surnames is None:
            full = [ent for ent in self.tree.doc.ents if ent.label_ == "PERSON" and ent.end - ent.start > 1]
            known = {m.end - 1 for m in self.matches if m.end - m.start > 1}
            self._surnames = {ent[-1].text for ent in full if ent.end - 1 not in known} - {
                self.tree.text[i] for i in known
            }
        if self.tree.text[match.start] not in self._surnames:
            return False
        return unsure or any(c.actor.type == "Person" for c in match.candidates)

    def first_name(self, match: Match) -> bool:
        """Whether a name goes on as a person's: "**Cuba** Gooding"."""
        tree, end = self.tree, match.end
        return (
            end < tree.size and end - match.start == 1 and end not in self.taken and tree.dep[end] == "flat"
            and tree.head[end] == match.start and tree.tag[end] == "NNP" and tree.text[end][:1].isupper()
            and all(c.kind != "adjective" for c in match.candidates)
        )  # fmt: skip
