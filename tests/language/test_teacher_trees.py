"""Decoding: the best tree and the best tag sequence, against all there are."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from kg.language.training.teacher.trees import best_sequence, best_tree, transitions


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether there is one root and every word leads to it."""
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        node = start
        for _ in heads:
            node = heads[node - 1] if node else 0
        if node:
            return False
    return True


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_no_tree_scores_higher(size: int) -> None:
    rng = np.random.default_rng(size)
    trees = [heads for heads in product(range(size + 1), repeat=size) if is_tree(heads)]
    for _ in range(40):
        scores = rng.normal(size=(size + 1, size + 1))
        scores[1:, 0] += rng.choice([0.0, 5.0])  # every word would like to be the root
        best = max(trees, key=lambda heads: sum(scores[i + 1, head] for i, head in enumerate(heads)))
        assert tuple(best_tree(scores)) == best


def test_the_scores_given_stay_as_they_are() -> None:
    scores = np.ones((4, 4))
    best_tree(scores)
    assert (scores == 1.0).all()


def test_no_words_no_heads() -> None:
    assert best_tree(np.zeros((1, 1))) == []


def test_no_well_formed_sequence_scores_higher() -> None:
    tags = ["O", "B-ORG", "I-ORG", "L-ORG", "U-ORG", "B-GPE", "I-GPE", "L-GPE", "U-GPE"]
    allowed = transitions(tags)
    sequences = [
        sequence
        for sequence in product(range(len(tags)), repeat=4)
        if tags[sequence[0]][0] in "OBU"
        and tags[sequence[-1]][0] in "OLU"
        and all(np.isfinite(allowed[a, b]) for a, b in pairwise(sequence))
    ]
    assert (1, 2, 2, 3) in sequences
    assert (1, 7, 0, 0) not in sequences
    rng = np.random.default_rng(0)
    for _ in range(40):
        scores = rng.normal(size=(4, len(tags)))
        best = max(sequences, key=lambda sequence: sum(scores[i, tag] for i, tag in enumerate(sequence)))
        assert tuple(best_sequence(scores, tags, allowed)) == best
