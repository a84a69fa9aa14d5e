"""Tree: a parsed document as plain lists, for fast walks over Universal Dependencies.

spaCy's Token objects cost a microsecond at every touch; extraction touches every token many times. Everything after
the parser therefore works on token indices and these lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from spacy.tokens import Doc

CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj", "root", "dep", "discourse"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


class Tree:
    """Heads, relations, lemmas and tags of a Doc by token index."""

    def __init__(self, doc: Doc, lemma_of: Callable[[str, str, str], str] | None = None) -> None:
        """`lemma_of` corrects lemmas, given part of speech, lower-case form and the lemmatiser's lemma."""
        self.doc = doc
        self._lemma_of = lemma_of
        self.whole = doc.text  # spaCy puts it together anew at every touch
        self.size = len(doc)
        tokens = list(doc)  # once: each walk over a Doc makes its tokens anew
        self.text = [token.text for token in tokens]
        self.lower = [text.lower() for text in self.text]
        self.lemma = [token.lemma_.lower() or token.lower_ for token in tokens]
        self.pos = ["SPACE" if token.is_space else token.pos_ for token in tokens]
        self.tag = [token.tag_ for token in tokens]
        if lemma_of is not None:
            self.lemma = [lemma_of(*word) for word in zip(self.pos, self.lower, self.lemma, strict=True)]
        for index in range(1, self.size):  # "cyber attack", "cyber-attack" are one word
            before = index - 2 if self.text[index - 1] == "-" else index - 1
            if self.pos[index] == "NOUN" and before >= 0 and self.lower[before] == "cyber":
                self.lemma[index] = "cyber" + self.lemma[index]
        self.deprel = [token.dep_ for token in tokens]  # with its subtype
        self.dep = [label.partition(":")[0].lower() for label in self.deprel]
        self.head = [token.head.i for token in tokens]
        self.idx = [token.idx for token in tokens]
        self.children: list[list[int]] = [[] for _ in range(self.size)]
        for index, head in enumerate(self.head):
            if head != index:
                self.children[head].append(index)
        self.sentence = [0] * self.size  # number of the sentence of each token
        self.sentences: list[tuple[int, int]] = []
        for number, sent in enumerate(doc.sents):
            self.sentences.append((sent.start, sent.end))
            for index in range(sent.start, sent.end):
                self.sentence[index] = number

    def retag(self, index: int, pos: str, tag: str) -> None:
        """Give a token another part of speech, and the lemma that goes with it."""
        self.pos[index], self.tag[index] = pos, tag
        if self._lemma_of is not None:
            self.lemma[index] = self._lemma_of(pos, self.lower[index], self.lemma[index])

    def attach(self, token: int, head: int, relation: str) -> None:
        """Hang a token on another head; nothing is done where that head is below the token."""
        if head == token or token in self.ancestors(head):
            return
        old = self.head[token]
        if old != token and token in self.children[old]:
            self.children[old].remove(token)
        self.head[token], self.deprel[token], self.dep[token] = head, relation, relation.partition(":")[0]
        self.children[head] = sorted({*self.children[head], token})

    def uproot(self, token: int) -> None:
        """Make a token the root of its sentence; the old root is to be hung on it."""
        if self.head[token] != token:
            self.children[self.head[token]].remove(token)
        self.head[token], self.deprel[token], self.dep[token] = token, "ROOT", "root"

    def end_of(self, index: int) -> int:
        """Character offset after a token."""
        return self.idx[index] + len(self.text[index])

    def child(self, index: int, *deps: str) -> int | None:
        """First child with one of the relations (subtypes aside), or None."""
        for child in self.children[index]:
            if self.dep[child] in deps:
                return child
        return None

    def kids(self, index: int, *deps: str) -> list[int]:
        """Children with one of the relations (subtypes aside)."""
        return [child for child in self.children[index] if self.dep[child] in deps]

    def passive_auxiliary(self, index: int) -> bool:
        """Whether a verb has one ("*was* struck")."""
        return any(self.deprel[child] == "aux:pass" for child in self.children[index])

    def case(self, index: int) -> str:
        """The preposition of a nominal ("because_of" where it has several words), "" where it has none."""
        words: list[str] = []
        for child in self.children[index]:
            if self.dep[child] == "case" and self.lower[child] not in ("'s", "’s", "'", "’"):
                words.append(self.lower[child])
                words += [self.lower[more] for more in self.children[child] if self.dep[more] == "fixed"]
        return "_".join(words)

    def prepositions(self, index: int) -> set[str]:
        """The preposition as a whole and each of its words."""
        case = self.case(index)
        if not case:
            return set()
        return {case, *case.split("_")}

    def possessive(self, index: int) -> bool:
        """Whether a nominal modifier is a possessor ("Iraq's", "its")."""
        if self.deprel[index] == "nmod:poss" or self.tag[index] == "PRP$":
            return True
        return any(
            self.text[child] in ("'s", "’s", "'", "’") for child in self.children[index] if self.dep[child] == "case"
        )

    def conjuncts(self, index: int) -> list[int]:
        """The first conjunct and those that hang on it, in order; [index] where there is no conjunction."""
        return [index, *(child for child in self.children[index] if self.dep[child] == "conj")]

    def first_conjunct(self, index: int) -> int:
        while self.dep[index] == "conj" and self.head[index] != index:
            index = self.head[index]
        return index

    def subtree(self, index: int) -> Iterator[int]:
        """The token and everything below it, unordered."""
        stack = [index]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(self.children[node])

    def ancestors(self, index: int) -> Iterator[int]:
        """Heads from the token's own head up to the root; stops on a malformed cycle."""
        for _ in range(self.size):
            head = self.head[index]
            if head == index:
                return
            yield head
            index = head

    def clause(self, index: int) -> int:
        """The predicate of the clause that a token stands in: itself where it is one."""
        for _ in range(self.size):
            if self.dep[index] in CLAUSAL or self.head[index] == index or self.pos[index] == "VERB":
                return index
            if self.dep[index] == "conj" and self.pos[index] in ("VERB", "AUX"):
                return index
            index = self.head[index]
        return index

    @cached_property
    def quoted(self) -> list[bool]:
        """Whether each token stands between quotation marks (straight or curly, reset at paragraphs)."""
        inside, out = False, []
        for index, text in enumerate(self.text):
            if text in ("“", "«"):
                inside = True
            elif text in ("”", "»"):
                inside = False
            elif text == '"':
                inside = self._opens(index, inside)
            elif "\n\n" in text:
                inside = False
            out.append(inside)
        return out

    def _opens(self, index: int, inside: bool) -> bool:
        """Whether a straight quotation mark opens a quotation: by the blanks around it, else the other than before."""
        text, start = self.whole, self.idx[index]
        if start and text[start - 1] == '"':
            return inside  # a doubled mark
        end = start + 1 + (text[start + 1 : start + 2] == '"')
        before, after = not start or text[start - 1] in " \n\t([", end >= len(text) or text[end] in " \n\t.,;:!?)]"
        return not inside if before == after else before
