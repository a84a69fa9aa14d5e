"""Linking as a table: for each text, which actor a name in it means (linking_cases.csv).

Columns: `text`; `mention`, a part of it; `published`, the document's date; `expected`, alternatives separated by `|`:
an id of the base, `none` (no actor of the base; a node of its own is right too), or `new` (a node of its own); `note`;
`xfail`, why the case is known to fail, if it does.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from spacy.language import Language

from kg.documents import Document
from kg.extraction import Extractor
from kg.extraction.mention import Mention
from kg.extraction.tree import Tree
from kg.statements import ACTOR

with (Path(__file__).parent / "linking_cases.csv").open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file))


def found(nlp: Language, extractor: Extractor, document: Document, name: str) -> list[str]:
    """What the occurrences of a name were linked to: ids of the base, "new:…" for a new node, "none" for nothing."""
    doc = nlp(document.text)
    tree = Tree(doc, extractor.lexicon.lemma)
    mentions = extractor.finder.find(tree, document.published)
    extractor.resolver.resolve(tree, mentions, document.id, document.published)
    out = []
    for occurrence in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", document.text):
        start, end = occurrence.span()
        start += 4 if name.lower().startswith("the ") else 0
        ranked = sorted(
            ((-_overlap(tree, mention, start, end), mention.start, mention) for mention in mentions),
            key=lambda item: item[:2],
        )
        out.append(_answer(ranked[0][2]) if ranked and ranked[0][0] < 0 else "none")
    assert out, f"{name!r} does not stand in the text"
    return out


def _overlap(tree: Tree, mention: Mention, start: int, end: int) -> float:
    """How much of two stretches of text is common, as a share of both together."""
    first, last = tree.idx[mention.start], tree.end_of(mention.end - 1)
    return max(0, min(end, last) - max(start, first)) / (max(end, last) - min(start, first))


def _answer(mention: Mention) -> str:
    entity = mention.entity
    if entity is None:
        return "none"
    if entity.actor is not None:
        return entity.id.removeprefix(ACTOR)
    return f"new:{entity.id.removeprefix(ACTOR)}" if entity.named else f"unnamed:{entity.label}"


def fits(answer: str, expected: str) -> bool:
    """Whether an answer is one of the alternatives expected."""
    for wanted in expected.split("|"):
        if answer.removeprefix("new:") == wanted:  # populations of a state are no entries of the base
            return True
        if wanted == "none" and (answer == "none" or answer.startswith(("new:", "unnamed:"))):
            return True
        if wanted == "new" and answer.startswith("new:"):
            return True
    return False


def marks(case: dict[str, str]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=case["xfail"])] if case["xfail"] else []


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=f"{line}-{case['mention']}", marks=marks(case)) for line, case in enumerate(CASES, 2)],
)
def test_link(nlp: Language, extractor: Extractor, case: dict[str, str]) -> None:
    document = Document(id="case", text=case["text"], published=case["published"] or None)
    answers = found(nlp, extractor, document, case["mention"])
    wrong = [answer for answer in answers if not fits(answer, case["expected"])]
    assert not wrong, f"expected {case['expected']}"


def test_breadth() -> None:
    assert len(CASES) >= 150
    assert sum("none" in case["expected"] for case in CASES) >= 30
    assert sum(bool(case["xfail"]) for case in CASES) <= 0.08 * len(CASES)
