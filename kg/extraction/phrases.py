"""Phrases: the roles, bodies and descriptions of the lexicon as they stand in a text."""

from __future__ import annotations

from kg.extraction.lexicon import Lexicon
from kg.extraction.tree import Tree

TITLES = frozenset(
    "mr mrs ms dr sir lord lady sheikh sheik mullah maulana ayatollah general colonel major captain lieutenant sergeant commander admiral judge senator professor emir imam king queen prince princess president minister bishop father cardinal".split()
)


class Phrases:
    """Looks up the lexicon's phrases in trees."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._longest = 1 + max(name.count(" ") for name in (*lexicon.roles, *lexicon.bodies, *lexicon.descriptions))

    def known(self, phrase: str) -> bool:
        """Whether the lexicon holds a phrase."""
        return self.lexicon.known(phrase)

    def longest(self, tree: Tree, head: int) -> tuple[str, int, int]:
        """The longest known role, body or description whose head is a noun, with its first and last token."""
        best = ("", head, head)
        ahead = tree.lower[head]
        for last in range(head + 1, min(head + 5, tree.size)):  # "secretary of state", "ministry of foreign affairs"
            if last == head + 1 and tree.lower[last] not in ("of", "for"):
                break
            ahead += " " + tree.lower[last]
            if self.known(ahead):
                best = (ahead, head, last)
        if best[0]:
            first = head
            while first > 0 and self.known(" ".join([*tree.lower[first - 1 : head], best[0]])):
                first -= 1
            return (" ".join([*tree.lower[first:head], best[0]]), first, best[2])
        tails = dict.fromkeys((tree.lower[head], tree.lemma[head]))  # the lemma decides, where both are known
        words: list[str] = []
        first = head
        for length in range(self._longest):
            if length:
                first -= 1
                if first < 0 or not (
                    tree.pos[first] in ("NOUN", "PROPN", "ADJ", "ADP", "CCONJ", "VERB")
                    or tree.text[first] in ("-", "'s", "’s")
                ):
                    break
                words.insert(0, tree.lower[first])
            for tail in tails:
                phrase = " ".join([*words, tail]).replace(" - ", "-")
                for form in dict.fromkeys((phrase, phrase.replace("-", " "))):
                    if self.known(form):
                        best = (form, first, head)
        return best

    def role_before(self, tree: Tree, start: int) -> str:
        """The post that stands just before a name ("Secretary of State Clinton"), or ""."""
        best = ""
        for first in range(start - 1, max(-1, start - 5), -1):
            phrase = " ".join(tree.lower[first:start])
            if phrase in self.lexicon.roles:
                best = phrase
        return best

    def described_before(self, tree: Tree, start: int) -> str:
        """The type of the description that stands just before a name ("the watchdog RSF"), or ""."""
        if start == 0 or tree.pos[start - 1] not in ("NOUN", "PROPN"):
            return ""
        return self.lexicon.descriptions.get(tree.lemma[start - 1], ("", ""))[0]

    def generic(self, tree: Tree, start: int, end: int) -> bool:
        """An entity that is only a generic body or role ("Foreign Ministry", "Parliament")."""
        phrase = " ".join(tree.lower[i] for i in range(start, end))
        return phrase in self.lexicon.bodies or phrase in self.lexicon.roles
