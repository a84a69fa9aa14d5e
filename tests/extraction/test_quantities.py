"""Numbers in words and digits, and what a noun phrase counts."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.extraction.quantities import count_of, number
from kg.extraction.tree import Tree

NUMBERS = [
    ("12", 12),
    ("1,200", 1200),
    ("2,500,000", 2_500_000),
    ("seven", 7),
    ("nineteen", 19),
    ("thirty - five", 35),
    ("a hundred", 100),
    ("two hundred", 200),
    ("two hundred and five", 205),
    ("three thousand four hundred", 3400),
    ("1.2 million", 1_200_000),
    ("5 million", 5_000_000),
    ("a dozen", 12),
    ("two dozen", 24),
    ("half a dozen", 6),
    ("a couple", 2),
    ("zero", 0),
    ("20 and 30", None),
    ("twenty thirty", None),
    ("several", None),
    ("soldiers", None),
    ("and", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "expected"), NUMBERS)
def test_number(words: str, expected: int | None) -> None:
    assert number(words.split()) == expected


# words, index of the head counted, then per word: tag, head, relation
COUNTS = [
    ("12 people", 1, "CD NNS", [1, 1], "nummod ROOT", 12),
    ("at least 27 fighters", 3, "IN RBS CD NNS", [1, 2, 3, 3], "case advmod nummod ROOT", 27),
    ("thirty - two sailors", 3, "CD HYPH CD NNS", [2, 0, 3, 3], "compound punct nummod ROOT", 32),
    ("two dozen men", 2, "CD NN NNS", [1, 2, 2], "nummod nummod ROOT", 24),
    ("half a dozen men", 3, "NN DT NN NNS", [2, 2, 3, 3], "det det nummod ROOT", 6),
    ("several dozen men", 2, "JJ NN NNS", [1, 2, 2], "amod nummod ROOT", None),
    ("20 to 30 miners", 3, "CD IN CD NNS", [3, 2, 0, 3], "nummod case nmod ROOT", 20),
    ("3 of the 16 men", 4, "CD IN DT CD NNS", [0, 4, 4, 4, 0], "ROOT case det nummod nmod", 3),
    ("dozens of fighters", 2, "NNS IN NNS", [0, 2, 0], "ROOT case nmod", None),
    ("hundreds of people", 2, "NNS IN NNS", [0, 2, 0], "ROOT case nmod", None),
    ("a contractor", 1, "DT NN", [1, 1], "det ROOT", 1),
    ("his brother", 1, "PRP$ NN", [1, 1], "nmod:poss ROOT", 1),
    ("fighters", 0, "NNS", [0], "ROOT", None),
    ("the fighters", 1, "DT NNS", [1, 1], "det ROOT", None),
    ("nineteen", 0, "CD", [0], "ROOT", 19),
    ("$ 40 weapons", 2, "$ CD NNS", [1, 2, 2], "dep nummod ROOT", None),
]


@pytest.mark.parametrize(("text", "head", "tags", "heads", "deps", "expected"), COUNTS, ids=[c[0] for c in COUNTS])
def test_count(text: str, head: int, tags: str, heads: list[int], deps: str, expected: int | None) -> None:
    words = text.split()
    pos = {"CD": "NUM", "NN": "NOUN", "NNS": "NOUN", "DT": "DET", "IN": "ADP", "PRP$": "PRON"}
    lemmas = [word.removesuffix("s") if tag == "NNS" else word for word, tag in zip(words, tags.split(), strict=True)]
    doc = Doc(
        spacy.blank("en").vocab, words=words, tags=tags.split(), pos=[pos.get(tag, "X") for tag in tags.split()],
        lemmas=lemmas, heads=heads, deps=deps.split(),
    )  # fmt: skip
    assert count_of(Tree(doc), head) == expected
