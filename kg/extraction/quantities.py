"""Quantities: how many were killed, wounded, detained … by an event."""

from __future__ import annotations

import re

from kg.extraction.tree import Tree

OF_RELATION = {"killed": "killed", "wounded": "wounded", "detained": "detained", "released": "released", "deployedTo": "deployed"}
_UNITS = {w: n for n, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split())}  # fmt: skip
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


def number(words: list[str]) -> int | None:
    """The value of number words or digits: ["two", "dozen"] → 24, ["1,200"] → 1200, ["thirty", "-", "five"] → 35."""
    total = current = 0
    seen = False
    for word in words:
        word = word.lower()
        if _DIGITS.fullmatch(word):
            current += int(word.replace(",", ""))
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in ("dozen", "score"):
            current = (current or 1) * (12 if word == "dozen" else 20)
        elif word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
        elif word in ("-", "and", "a", "an"):
            continue
        else:
            return None
        seen = True
    return total + current if seen else None


def count_of(tree: Tree, head: int) -> int | None:
    """How many a noun phrase counts: "at least 27 fighters" → 27, "a contractor" → 1, "fighters" → None."""
    if tree.pos[head] == "NUM" or _DIGITS.fullmatch(tree.text[head]) or tree.lower[head] in _UNITS:
        start = head
        while start > 0 and number([tree.text[start - 1]]) is not None:
            start -= 1
        return number(tree.text[start : head + 1])
    if tree.lemma[head] in ("dozen", "score", "hundred", "thousand"):
        if tree.tag[head] in ("NNS", "NNPS"):
            return None
        before = [c for c in tree.children[head] if tree.dep[c] == "nummod"]
        return number([tree.text[before[0]] if before else "one", tree.lemma[head]])
    for child in tree.children[head]:
        if tree.dep[child] == "nummod":
            start, end = child, child + 1
            while start > 0 and (number([tree.text[start - 1]]) is not None or (tree.text[start - 1] == "-" and number([tree.text[start - 2]]) is not None)):
                start -= 1
            while end < head and (number([tree.text[end]]) is not None or tree.text[end] == "-"):
                end += 1
            if any(tree.text[i] in "$€£%" for i in (start - 1, end) if 0 <= i < tree.size):
                return None
            return number([w for w in tree.text[start:end] if w != "-"])
    if tree.tag[head] in ("NN", "NNP") and any(tree.lower[c] in ("a", "an", "one", "another", "the") for c in tree.kids(head, "det", "nummod")):
        return 1
    return None
