"""Embed each word of a text once, however often it occurs.

The vector that a pipeline's encoder starts from depends on the word alone, not on its neighbours, and the layer that
mixes its parts is the widest of all. Half of a text's words have occurred before in it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2**64 divided by the golden ratio, as in Fibonacci hashing


def once_a_word(nlp: Language) -> None:
    """Let the encoders of a pipeline do so; one built in another way than ours is left as it is."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for node in model.walk():
                if _mixes(node):
                    _patch(node)


def _mixes(node: Model[Any, Any]) -> bool:
    """Whether a layer is `spacy.MultiHashEmbed.v2` with static vectors."""
    names = [layer.name for layer in node.layers]
    if len(names) != 3 or not names[1].startswith("with_array(maxout") or names[2] != "ragged2list":
        return False
    parts = [layer.name for layer in node.layers[0].layers]
    return len(parts) == 2 and parts[0].startswith("extract_features>>") and parts[1] == "static_vectors"


def _patch(node: Model[Any, Any]) -> None:
    parts, mix = node.layers[0].layers, node.layers[1].layers[0]
    features, tables, static = parts[0].layers[0], parts[0].layers[2].layers[0], parts[1]
    columns = features.attrs["columns"]
    whole = node._func

    def forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> Any:
        if is_train or not any(len(doc) for doc in docs):
            return whole(model, docs, is_train)
        vectors = docs[0].vocab.vectors
        seen = np.concatenate(
            [doc.to_array([*columns, vectors.attr]).reshape(len(doc), len(columns) + 1) for doc in docs]
        )
        key = np.zeros(len(seen), dtype=np.uint64)
        for column in seen.T:
            key = (key ^ column) * _MULTIPLIER
            key ^= key >> np.uint64(29)
        _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
        words = np.ascontiguousarray(seen[first])
        rows = vectors.find(keys=words[:, -1])
        projection: Any = static.get_param("W")
        looked_up: Any = model.ops.gemm(vectors.data[rows], projection, trans2=True)
        looked_up[rows < 0] = 0
        hashed = tables.predict(np.ascontiguousarray(words[:, :-1]))
        mixed = mix.predict(model.ops.xp.hstack([hashed, looked_up]))[inverse]
        ends = np.cumsum([len(doc) for doc in docs])[:-1]
        return model.ops.xp.split(mixed, ends), _no_training

    node._func = forward


def _no_training(gradient: object) -> object:
    raise ValueError("an encoder that embeds each word once was asked to train without being told so")
