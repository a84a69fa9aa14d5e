"""Silver text: entities of the teacher and the actor base together, sentences kept by confidence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from kg.actors.matcher import Matcher
from kg.actors.model import Actor
from kg.language.training.datelines import with_dateline
from kg.language.training.silver import CONFIDENCE, silver_docs
from kg.language.training.teacher.names import merge

MATCHER = Matcher(
    [
        Actor("norland", "State", "Norland", adjectives=("Norlandic",), metonyms=("Norburg",)),
        Actor("dawn-brigade", "ArmedGroup", "Dawn Brigade", aliases=("Dawn",)),
        Actor("dawn-hill", "Place", "Dawn Hill", ambiguous=("Dawn",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "pos", "found", "merged"),
    [
        ("Norland spoke", "PROPN VERB", [(0, 1, "ORG")], [(0, 1, "GPE")]),  # the base knows better
        ("Norland spoke", "PROPN VERB", [], [(0, 1, "GPE")]),
        ("Norlandic ships", "ADJ NOUN", [], [(0, 1, "NORP")]),
        ("Norland Air fell", "PROPN PROPN VERB", [(0, 2, "ORG")], [(0, 2, "ORG")]),  # inside a longer name
        ("the Dawn Brigade", "DET PROPN PROPN", [(1, 2, "LOC"), (2, 3, "ORG")], [(1, 3, "ORG")]),
        ("the Dawn Brigade", "DET PROPN NOUN", [], []),  # not tagged as a name
        ("in Dawn", "ADP PROPN", [(1, 2, "GPE")], [(1, 2, "GPE")]),  # ambiguous: the teacher's
        ("in Norburg", "ADP PROPN", [(1, 2, "GPE")], [(1, 2, "GPE")]),  # a metonym decides nothing
    ],
)
def test_sure_names_replace_what_they_cover(
    text: str, pos: str, found: list[tuple[int, int, str]], merged: list[tuple[int, int, str]]
) -> None:
    assert merge(text.split(), pos.split(), found, MATCHER) == merged


def silver(confidences: list[tuple[float, float]]) -> Doc:
    words = "Ships left . \n\n Nobody waved . they sank . It rained .".split(" ")
    heads = [1, 1, 1, 2, 5, 5, 5, 8, 8, 8, 11, 11, 11]
    deps = "nsubj ROOT punct dep nsubj ROOT punct nsubj ROOT punct nsubj ROOT punct".split()
    doc = Doc(Vocab(), words, heads=heads, deps=deps, tags=["X"] * len(words))
    doc.user_data[CONFIDENCE] = confidences
    return doc


def read(folder: Path, *docs: Doc, words: int = 10**6) -> list[str]:
    DocBin(docs=docs, store_user_data=True).to_disk(folder / "silver-0000.spacy")
    return [" ".join(doc.text.split()) for doc in silver_docs(Vocab(), folder, words, datelines=0.0)]


def test_an_unsure_or_broken_sentence_cuts_the_document(tmp_path: Path) -> None:
    sure = (0.99, 0.9)
    assert read(tmp_path, silver([sure] * 4)) == ["Ships left . Nobody waved .", "It rained ."]
    assert read(tmp_path, silver([sure, (0.99, 0.1), sure, sure])) == ["Ships left .", "It rained ."]
    assert read(tmp_path, silver([(0.5, 0.4)] * 4)) == []


def test_it_ends_when_there_are_words_enough(tmp_path: Path) -> None:
    docs = [silver([(0.99, 0.9)] * 4) for _ in range(5)]
    assert len(read(tmp_path, *docs, words=12)) == 3


def test_a_dateline_is_a_sentence_of_its_own() -> None:
    words = "Rebels left Port Ost .".split()
    doc = Doc(Vocab(), words, heads=[1, 1, 1, 2, 1], deps="nsubj ROOT obj flat punct".split(), tags=["X"] * 5)
    doc.set_ents([Span(doc, 2, 4, "GPE")])
    made = [with_dateline(doc, random.Random(seed)) for seed in range(200)]
    for new in made:
        first, rest = new.sents
        assert rest.text.split() == words
        assert first.root.text.lower() == "port"
        assert [ent.text.lower() for ent in new.ents][0 :: len(new.ents) - 1] == ["port ost", "port ost"]
    assert {"PORT OST -- ", "Port Ost - "} <= {new.text[: new.text.index("Rebels")] for new in made}


def test_a_text_without_places_has_no_dateline() -> None:
    doc = silver([])
    assert with_dateline(doc, random.Random(1)) is doc
