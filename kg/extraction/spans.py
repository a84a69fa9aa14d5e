"""Spans: the head of a stretch of tokens, and its bare form."""

from __future__ import annotations

from kg.extraction.tree import Tree


def head_of(tree: Tree, start: int, end: int) -> int:
    """The token of a span on which the others hang: the one whose head lies outside, the last noun if several."""
    outside = [i for i in range(start, end) if not start <= tree.head[i] < end or tree.head[i] == i]
    nouns = [i for i in outside if tree.pos[i] in ("PROPN", "NOUN")]
    if nouns:
        return nouns[0] if len(nouns) == 1 else nouns[-1]
    return outside[-1] if outside else end - 1


def trim(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """A span without articles, possessive endings and punctuation at its ends."""
    while start < end and (
        tree.lower[start] in ("the", "a", "an") or tree.pos[start] == "PUNCT" or tree.text[start].isspace()
    ):
        start += 1
    while start < end and (
        tree.lower[end - 1] in ("'s", "’s", "'", "’") or tree.pos[end - 1] == "PUNCT" or tree.text[end - 1].isspace()
    ):
        end -= 1
    return start, end
