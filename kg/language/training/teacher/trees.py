"""From scores to structures: the best dependency tree and the best well-formed BILUO sequence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def best_tree(scores: Scores) -> list[int]:
    """Heads of the highest-scoring tree with exactly one root (Chu and Liu 1965, Edmonds 1967).

    `scores` is square with the root at 0: `scores[d, h]` is the score of head h for dependent d. Returns the head of
    each word 1 ... n, 0 for the root.
    """
    scores = np.array(scores, dtype=float)
    size = len(scores)
    if size == 1:
        return []
    finite = scores[1:]
    # As dear as all arcs together: a tree takes a second root only if there were no other.
    scores[1:, 0] -= (finite.max() - finite.min() + 1.0) * size
    np.fill_diagonal(scores, -np.inf)
    return [int(head) for head in _edmonds(scores)[1:]]


def _edmonds(scores: Scores) -> NDArray[np.intp]:
    heads: NDArray[np.intp] = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    ring = np.array(cycle)
    # Contract the cycle to one node, the last; entering it at a word breaks the arc to that word.
    own = scores[ring, heads[ring]]
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, ring)]
    entering = scores[np.ix_(ring, outside)] - own[:, None]
    smaller[:-1, -1] = leaving.max(axis=1)
    smaller[-1, :-1] = entering.max(axis=0)
    solved = _edmonds(smaller)
    result: NDArray[np.intp] = heads.copy()
    for number, node in enumerate(outside[1:], start=1):
        head = solved[number]
        result[node] = ring[leaving[number].argmax()] if head == len(outside) else outside[head]
    source = solved[-1]
    result[ring[entering[:, source].argmax()]] = outside[source]
    return result


def _cycle(heads: NDArray[np.intp]) -> list[int]:
    """Some cycle among the heads, empty if they form a tree."""
    state = [0] * len(heads)  # 0 unseen, otherwise the walk that saw the node
    state[0] = -1
    for start in range(1, len(heads)):
        node = start
        while state[node] == 0:
            state[node] = start
            node = int(heads[node])
        if state[node] == start:
            cycle = [node]
            while (following := int(heads[cycle[-1]])) != node:
                cycle.append(following)
            return cycle
    return []


def transitions(tags: Sequence[str]) -> Scores:
    """0 where one BILUO tag may follow another, minus infinity elsewhere."""
    table = np.full((len(tags), len(tags)), -np.inf)
    for i, before in enumerate(tags):
        for j, after in enumerate(tags):
            goes_on = after[0] in "IL" and after[2:] == before[2:]
            if goes_on if before[0] in "BI" else after[0] in "OBU":
                table[i, j] = 0.0
    return table


def best_sequence(scores: Scores, tags: Sequence[str], allowed: Scores) -> list[int]:
    """Indices of the best well-formed tag sequence for `scores` [words, tags] (Viterbi 1967)."""
    begins = np.array([0.0 if tag[0] in "OBU" else -np.inf for tag in tags])
    ends = np.array([0.0 if tag[0] in "OLU" else -np.inf for tag in tags])
    best = scores[0] + begins
    backward = []
    for row in scores[1:]:
        paths = best[:, None] + allowed
        backward.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    tag = int((best + ends).argmax())
    sequence = [tag]
    for step in reversed(backward):
        tag = int(step[tag])
        sequence.append(tag)
    return sequence[::-1]
