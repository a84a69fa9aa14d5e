"""The tree stays a tree, whatever is hung where."""

from __future__ import annotations

import random

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extraction.lexicon import Lexicon
from kg.extraction.repair import repair
from kg.extraction.tree import Tree

_TAGS = {
    "NOUN": "NN",
    "PROPN": "NNP",
    "VERB": "VBD",
    "ADP": "IN",
    "PUNCT": ",",
    "CCONJ": "CC",
    "DET": "DT",
    "AUX": "VBD",
}
_DEPS = "nsubj obj obl nmod conj appos acl advcl ccomp xcomp case mark compound amod aux cop flat det punct cc".split()
_WORDS = "rebels visiting Monday , and the coalition to defeat called X by after strikes freed as court who".split()


def random_doc(seed: int, size: int = 14) -> Doc:
    """A sentence of random words with a random tree over them."""
    chance = random.Random(seed)
    words = [chance.choice(_WORDS) for _ in range(size)]
    order = list(range(size))
    chance.shuffle(order)
    heads = [0] * size
    for rank, token in enumerate(order):
        heads[token] = token if rank == 0 else order[chance.randrange(rank)]
    pos = [chance.choice(list(_TAGS)) for _ in words]
    deps = ["ROOT" if heads[i] == i else chance.choice(_DEPS) for i in range(size)]
    return Doc(
        Vocab(), words, pos=pos, tags=[_TAGS[p] for p in pos], heads=heads, deps=deps, lemmas=[w.lower() for w in words],
        sent_starts=[i == 0 for i in range(size)],
    )  # fmt: skip


def sound(tree: Tree) -> bool:
    """Whether heads and children agree and every token leads to a root."""
    for token in range(tree.size):
        above = list(tree.ancestors(token))
        if len(above) >= tree.size or (tree.head[token] != token and token not in tree.children[tree.head[token]]):
            return False
        if any(tree.head[child] != token for child in tree.children[token]):
            return False
    return True


def test_a_token_is_not_hung_below_itself() -> None:
    tree = Tree(random_doc(0))
    root = next(i for i in range(tree.size) if tree.head[i] == i)
    below = tree.children[root][0]
    tree.attach(root, below, "obl")
    assert tree.head[root] == root
    assert sound(tree)
    tree.uproot(below)
    tree.attach(root, below, "obl")
    assert (tree.head[root], tree.head[below]) == (below, below)
    assert sound(tree)


@pytest.mark.parametrize("block", range(4))
def test_repairs_leave_a_tree(block: int) -> None:
    verbs = Lexicon.default().hidden_verbs
    for seed in range(block * 150, block * 150 + 150):
        tree = Tree(random_doc(seed), Lexicon.default().lemma)
        repair(tree, verbs)
        assert sound(tree), f"seed {seed}"
