"""Embedding each word once changes nothing that is read."""

from __future__ import annotations

import numpy as np
import spacy
from spacy.language import Language

from kg import language

TEXTS = [
    "Chad's army shelled a rebel camp near Bardai, and the army said the camp had been empty.\n\nThe rebels denied it.",
    "",
    "the The THE the",
    "Peru. Peru. Peru.",
]


def test_the_vectors_are_those_of_the_plain_pipeline(nlp: Language) -> None:
    plain = spacy.load(language.MODEL)
    for text in TEXTS:
        expected, got = plain(text), nlp(text)
        assert np.allclose(expected.tensor, got.tensor, atol=1e-4)
        assert [(t.dep_, t.head.i, t.tag_, t.lemma_, t.ent_type_) for t in expected] == [
            (t.dep_, t.head.i, t.tag_, t.lemma_, t.ent_type_) for t in got
        ]


def test_several_texts_at_once(nlp: Language) -> None:
    for doc, text in zip(nlp.pipe(TEXTS, batch_size=4), TEXTS, strict=True):
        assert np.allclose(doc.tensor, nlp(text).tensor, atol=1e-4)


def test_both_encoders_are_changed(nlp: Language) -> None:
    for name in ("tok2vec", "ner"):
        functions = {node._func.__module__ for node in nlp.get_pipe(name).model.walk()}  # type: ignore[attr-defined]
        assert "kg.language.embedding" in functions
