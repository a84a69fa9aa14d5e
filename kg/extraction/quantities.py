"""Quantities: numbers in words and digits, and how many a noun phrase counts."""

from __future__ import annotations

import re

from kg.extraction.tree import Tree

_UNITS = {w: n for n, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split())}  # fmt: skip
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_GROUPS = {"dozen": 12, "score": 20, "couple": 2, "pair": 2}
_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_COUNTED = frozenset("dozen score hundred thousand million couple pair".split())
_VAGUE = frozenset("several few many some".split())


def number(words: list[str]) -> int | None:
    """The value of number words or digits: ["two", "dozen"] → 24, ["1,200"] → 1200, ["thirty", "-", "five"] → 35.

    None where a word is no number, or where nothing is counted. "and" joins only what follows a hundred or more.
    """
    total = current = 0.0
    seen = half = False
    for position, word in enumerate(words):
        word = word.lower()
        if _DIGITS.fullmatch(word):
            if seen and current % 100 and "," not in word:
                return None  # "20 30"
            current += float(word.replace(",", ""))
        elif word in _UNITS or word in _TENS:
            value = _UNITS.get(word, _TENS.get(word, 0))
            if seen and (current % 10 or (current % 100 and value >= 10)):
                return None
            current += value
        elif word in _GROUPS:
            current = (current or 1) * _GROUPS[word]
        elif word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
        elif word == "and":
            if seen and (total + current) < 100:
                return None
            continue
        elif word == "half":
            half = True
            continue
        elif word in ("-", "a", "an", "of") and (position == 0 or word != "of"):
            continue
        else:
            return None
        seen = True
    value_ = (total + current) * (0.5 if half else 1)
    return int(value_) if seen and value_ == int(value_) else None


def is_number(word: str) -> bool:
    """Whether a word is a number by itself."""
    word = word.lower()
    return word in _UNITS or word in _TENS or word in _SCALES or _DIGITS.fullmatch(word) is not None


def count_of(tree: Tree, head: int) -> int | None:
    """How many a noun phrase counts: "at least 27 fighters" → 27, "a contractor" → 1, "fighters" → None."""
    partitive = _partitive(tree, head)
    if partitive is not None:
        head = partitive
    if (
        tree.pos[head] == "NUM"
        or is_number(tree.text[head])
        or (tree.lemma[head] in _COUNTED and tree.tag[head] != "NNS")
    ):
        start = head
        while start > 0 and (
            is_number(tree.text[start - 1]) or tree.lower[start - 1] in ("-", "and", "a", "half", "dozen", "couple")
        ):
            start -= 1
        while start < head and tree.lower[start] in ("and", "-"):
            start += 1
        if any(tree.lower[i] in _VAGUE for i in (start - 1,) if i >= 0) and tree.lemma[head] in _COUNTED:
            return None
        return _least(tree.text[start : head + 1])
    if partitive is not None:
        return None  # "dozens of fighters"
    for child in tree.children[head]:
        if tree.dep[child] != "nummod" and not (
            tree.dep[child] in ("det", "amod", "compound") and tree.lemma[child] in _COUNTED
        ):
            continue
        start, end = child, child + 1
        while start > 0 and (
            is_number(tree.text[start - 1]) or tree.lower[start - 1] in ("-", "and", "to", "half", "a", "an")
        ):
            start -= 1
        while end < head and (is_number(tree.text[end]) or tree.lower[end] in ("-", "and", "to", "dozen")):
            end += 1
        if any(tree.text[i] in ("$", "€", "£", "%") for i in (start - 1, end) if 0 <= i < tree.size):
            return None
        if start > 0 and tree.lower[start - 1] in _VAGUE:
            return None
        return _least(tree.text[start:end])
    if tree.tag[head] in ("NN", "NNP"):
        articles = ("a", "an", "one", "another", "the", "this", "that")
        if any(tree.lower[c] in articles for c in tree.kids(head, "det", "nummod")) or any(
            tree.possessive(c) for c in tree.children[head]
        ):
            return 1
    return None


def _partitive(tree: Tree, noun: int) -> int | None:
    """The counting word over a noun: "*3* of the 16 men", "*dozens* of fighters"."""
    head = tree.head[noun]
    if (
        tree.dep[noun] == "nmod"
        and tree.case(noun) == "of"
        and head != noun
        and (
            tree.pos[head] == "NUM"
            or tree.lemma[head] in _COUNTED
            or tree.lower[head] in ("some", "several", "many", "most", "half", "few")
        )
    ):
        return head
    return None


def _least(words: list[str]) -> int | None:
    """The value of a number, of a range ("20 to 30", "between 20 and 30") its lower end."""
    words = list(words)
    while words and words[0].lower() in ("and", "to", "-"):
        words.pop(0)
    for cut in range(len(words), 0, -1):
        value = number([w for w in words[:cut] if w != "-"])
        if value is not None:
            return value
    return None
