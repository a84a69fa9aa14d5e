"""The language pipeline: the model that ships with the package, or another one with Universal Dependencies labels."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, get_current_ops, set_current_ops

from kg.language.embedding import once_a_word

__all__ = ["ModelError", "load"]

MODEL = Path(__file__).parent / "model"

# What extraction reads off a parse. A pipeline whose parser knows none of these speaks another label scheme.
NEEDED_LABELS = frozenset({"nsubj", "obj", "obl", "nmod", "amod", "conj", "appos", "xcomp", "ccomp", "case"})


class ModelError(ValueError):
    """A language model cannot be used; the message says what is missing and what to do."""


def load(model: str | Path | None = None) -> Language:
    """The plain language pipeline: sentences, tags, lemmas, UD dependencies and entities.

    `model` is the name of an installed spaCy pipeline or a folder; without it the shipped model is loaded.
    Raises ModelError where there is no such pipeline, or one without what extraction needs.
    """
    previous = get_current_ops()
    # The BLIS wheel falls back to a slow kernel on newer AMD processors; numpy's BLAS is never much slower.
    set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = spacy.load(model or MODEL)
    except OSError as error:
        raise ModelError(
            f"no language model {str(model or MODEL)!r}: install it, or leave --model out to use the shipped one"
        ) from error
    finally:
        set_current_ops(previous)
    check(nlp, str(model or MODEL))
    once_a_word(nlp)
    return nlp


def check(nlp: Language, name: str) -> None:
    """Raise ModelError unless the pipeline has a parser with UD labels and gives lemmas and tags."""
    if "parser" not in nlp.pipe_names:
        raise ModelError(f"the model {name!r} has no parser (it has: {', '.join(nlp.pipe_names) or 'nothing'})")
    labels = frozenset(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]
    missing = NEEDED_LABELS - labels
    if missing:
        raise ModelError(
            f"the model {name!r} does not use Universal Dependencies labels: its parser knows no "
            f"{', '.join(sorted(missing))}; take a pipeline trained on a UD treebank"
        )
    if not any(pipe in nlp.pipe_names for pipe in ("lemmatizer", "trainable_lemmatizer")):
        raise ModelError(f"the model {name!r} has no lemmatizer: extraction looks words up by their lemma")
    if not any(pipe in nlp.pipe_names for pipe in ("tagger", "morphologizer")):
        raise ModelError(f"the model {name!r} has neither tagger nor morphologizer: extraction needs parts of speech")
