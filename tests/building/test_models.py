"""Other models: which are refused, and how that is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from kg.language import ModelError, load


def save(path: Path, *pipes: str, labels: tuple[str, ...] = ()) -> Path:
    nlp = spacy.blank("en")
    for name in pipes:
        pipe = nlp.add_pipe(name)
        if name == "parser":
            for label in labels:
                pipe.add_label(label)  # type: ignore[attr-defined]
        elif name in ("tagger", "morphologizer", "trainable_lemmatizer"):
            pipe.add_label("Number=Sing" if name == "morphologizer" else "NN")  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(path)
    return path


UD = ("nsubj", "obj", "obl", "nmod", "amod", "conj", "appos", "xcomp", "ccomp", "case")


@pytest.mark.parametrize(
    ("pipes", "labels", "message"),
    [
        ((), (), "has no parser (it has: nothing)"),
        (("sentencizer",), (), "has no parser (it has: sentencizer)"),
        (("parser",), ("nsubj", "dobj", "pobj", "prep", "amod", "conj"), "does not use Universal Dependencies labels"),
        (("parser",), UD, "has no lemmatizer"),
    ],
)
def test_refused(pipes: tuple[str, ...], labels: tuple[str, ...], message: str, tmp_path: Path) -> None:
    path = save(tmp_path / "model", *pipes, labels=labels)
    with pytest.raises(ModelError) as refused:
        load(path)
    assert message in str(refused.value)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize("name", ["no_such_model", "/no/such/folder"])
def test_missing(name: str) -> None:
    with pytest.raises(ModelError, match="no language model"):
        load(name)
