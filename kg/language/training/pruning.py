"""What a trained pipeline carries and does not need: lemma edits that hardly occur, strings of the training texts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import numpy as np
import srsly
from spacy.language import Language
from spacy.pipeline import EditTreeLemmatizer
from spacy.tokens import Doc

_NO_TREE = 2**32 - 1  # spaCy's mark of an empty branch


def drop_rare_trees(lemmatizer: EditTreeLemmatizer, docs: Iterable[Doc], least: int) -> None:
    """Leave out the edit trees that `docs` ask for fewer than `least` times: each costs time at every word."""
    asked = Counter(lemmatizer.trees.add(token.text, token.lemma_) for doc in docs for token in doc if token.lemma)
    labels = lemmatizer.cfg["labels"]
    kept = [index for index, tree in enumerate(labels) if asked[tree] >= least]
    for node in lemmatizer.model.walk():
        if node.name == "softmax":
            parameters: dict[str, Any] = {name: np.ascontiguousarray(node.get_param(name)[kept]) for name in ("W", "b")}
            node._dims["nO"] = len(kept)  # thinc lets no width of a layer with weights be changed
            for name, value in parameters.items():
                node.set_param(name, value)
    lemmatizer.cfg["labels"] = [labels[index] for index in kept]
    lemmatizer.tree2label = {tree: index for index, tree in enumerate(lemmatizer.cfg["labels"])}


def drop_strings(model: Path, nlp: Language) -> None:
    """Leave in a model's folder the strings of its labels and edits alone: vectors are found by hash, and a text brings its
    own words."""
    needed: set[int] = set()
    trees = srsly.msgpack_loads((model / "trainable_lemmatizer" / "trees").read_bytes())["trees"]
    reached = list(cast(EditTreeLemmatizer, nlp.get_pipe("trainable_lemmatizer")).cfg["labels"])
    for number in reached:  # a tree that no label reaches may hold any word of the treebanks
        tree = trees[number]
        reached += [tree[part] for part in ("prefix_tree", "suffix_tree") if tree.get(part, _NO_TREE) != _NO_TREE]
        needed |= {tree[part] for part in ("orig", "subst") if part in tree}
    labels = {str(label) for labels in nlp.pipe_labels.values() for label in labels}
    features = nlp.get_pipe("morphologizer").cfg["labels_morph"].values()  # type: ignore[attr-defined]
    labels |= {part for label in features for part in (label, *label.split("|"), *label.replace("=", "|").split("|"))}
    strings = nlp.vocab.strings
    kept = {string for string in strings if strings[string] in needed} | {label for label in labels if label in strings}
    (model / "vocab" / "strings.json").write_text(json.dumps(sorted(kept), indent=0), encoding="utf-8")
