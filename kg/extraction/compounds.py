"""Compounds: relations inside a hyphenated modifier ("Iran-backed militia", "pro-Iranian militia")."""

from __future__ import annotations

from kg.extraction.candidate import Candidate, Filler, combine
from kg.extraction.fillers import Fillers
from kg.extraction.fitting import fits
from kg.extraction.lexicon import Entry


class Compounds:
    """Reads the compounds of one document."""

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers
        self.view = fillers.view
        self.tree = fillers.tree
        self.by_token = fillers.by_token

    def compound(self, word: int, rows: list[Entry]) -> list[Candidate]:
        """ "Iran-backed militia": the word before the hyphen, and the noun that the compound modifies."""
        tree = self.tree
        left = self.by_token.get(word - 2)
        head = self._modified(word)
        if left is None or head is None or left.entity is None:
            return []
        found: list[Candidate] = []
        for entry in rows:
            relation = self.fillers.relations[entry.relation]
            heads = self.fillers.fill([head], relation, "object" if entry.subject == ("left",) else "subject")
            heads = [f for f in heads if not f.how.startswith("doer of")]  # "US-backed transfer of prisoners"
            lefts = (
                [Filler(left)] if fits(left, relation, "subject" if entry.subject == ("left",) else "object") else []
            )
            subjects, objects = (lefts, heads) if entry.subject == ("left",) else (heads, lefts)
            found += combine(
                entry,
                relation,
                subjects,
                objects,
                word,
                f"compound “{tree.text[word - 2]}-{tree.text[word]}”",
                "compound",
            )
            if found:
                break
        return found

    def prefix(self, word: int) -> list[Candidate]:
        """ "pro-Iranian militia", "anti-government protest"."""
        tree = self.tree
        if word + 2 >= tree.size or tree.text[word + 1] != "-":
            return []
        right = self.by_token.get(word + 2)
        if right is None and tree.lower[word + 2] in ("government", "regime", "junta"):
            right = self.view.describe(word + 2, "GovernmentBody")
        head = self._modified(word + 2)
        if right is None or right.entity is None or head is None:
            return []
        found: list[Candidate] = []
        for entry in self.view.lexicon.entries.get(("prefix", tree.lower[word]), []):
            if entry.nouns and tree.lemma[head] not in entry.nouns:
                continue
            relation = self.fillers.relations[entry.relation]
            objects = [Filler(right)] if fits(right, relation, "object") else []
            found += combine(
                entry,
                relation,
                self.fillers.fill([head], relation, "subject"),
                objects,
                word,
                f"prefix “{tree.text[word]}-”",
                "compound",
            )
            if found:
                break
        return found

    def _modified(self, word: int) -> int | None:
        """The noun that a hyphenated modifier belongs to."""
        tree = self.tree
        head = tree.head[word]
        for _ in range(3):
            if head > word and tree.pos[head] in ("NOUN", "PROPN"):
                return head
            head = tree.head[head]
        for index in range(word + 1, min(word + 5, tree.size)):
            if tree.pos[index] == "PUNCT" and tree.text[index] != "-":
                return None
            if tree.pos[index] in ("NOUN", "PROPN"):
                last = index
                while (
                    last + 1 < tree.size
                    and tree.pos[last + 1] in ("NOUN", "PROPN")
                    and tree.dep[last] in ("compound", "flat", "amod")
                ):
                    last += 1
                return last
        return None
