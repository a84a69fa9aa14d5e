"""Parse with the teacher: the best tree, tags and entities of each sentence, and how sure it is of every head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from spacy.tokens import Doc

from kg.language.training.teacher.model import LONGEST, Batch, Pieces, Teacher
from kg.language.training.teacher.trees import best_sequence, best_tree, transitions

BATCH = 4000  # word pieces


@dataclass
class Parse:
    """A sentence as the teacher reads it; `heads` are word indices, a word's own index for the root.

    `sure` is each chosen head's probability.
    """

    tags: list[str]
    pos: list[str]
    feats: list[str]
    heads: list[int]
    deps: list[str]
    entities: list[str]
    sure: list[float]


class Parser:
    """The trained teacher, ready to read sentences in words."""

    def __init__(self, teacher: Teacher, pieces: Pieces) -> None:
        self.teacher = teacher.eval()
        self.pieces = pieces
        self.labels = teacher.labels
        self._allowed = transitions(self.labels.entities)
        self._root = self.labels.deps.index("root")

    def fits(self, words: Sequence[str]) -> bool:
        """Whether a sentence is short enough for the encoder."""
        return self.pieces.count(words) <= LONGEST

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        """Parses in the order given. Raises ValueError for a sentence that does not fit."""
        for words in sentences:
            if not words or not self.fits(words):
                raise ValueError(f"a sentence of {len(words)} words; the teacher reads 1 word to {LONGEST} word pieces")
        order = sorted(range(len(sentences)), key=lambda i: self.pieces.count(sentences[i]))
        parses: dict[int, Parse] = {}
        chunk: list[int] = []
        for i in order:
            if chunk and (self.pieces.count(sentences[i]) + 2) * (len(chunk) + 1) > BATCH:
                parses.update(zip(chunk, self._batch([sentences[j] for j in chunk]), strict=True))
                chunk = []
            chunk.append(i)
        if chunk:
            parses.update(zip(chunk, self._batch([sentences[j] for j in chunk]), strict=True))
        return [parses[i] for i in range(len(sentences))]

    @torch.inference_mode()
    def _batch(self, sentences: Sequence[Sequence[str]]) -> Iterator[Parse]:
        batch = Batch.of(sentences, self.pieces)
        with torch.autocast("cpu", torch.bfloat16):
            scores = self.teacher(batch)
        arcs = scores["arcs"].log_softmax(-1).numpy()
        heads = np.zeros(batch.words.shape, dtype=np.int64)
        for row, words in enumerate(sentences):
            square = np.zeros((len(words) + 1, len(words) + 1))
            square[1:] = arcs[row, : len(words), : len(words) + 1]
            heads[row, : len(words)] = best_tree(square)
        with torch.autocast("cpu", torch.bfloat16):
            label_scores = self.teacher.deps(scores, torch.from_numpy(heads)).float()
        label_scores[:, :, self._root] = -1e4  # "root" belongs to the root alone
        deps = label_scores.argmax(-1).numpy()
        deps[heads == 0] = self._root
        best = {name: scores[name].argmax(-1).numpy() for name in ("tags", "pos", "feats")}
        entities = scores["entities"].float().numpy()
        names = self.labels
        for row, words in enumerate(sentences):
            own = range(len(words))
            sequence = best_sequence(entities[row, : len(words)], names.entities, self._allowed)
            yield Parse(
                tags=[names.tags[best["tags"][row, i]] for i in own],
                pos=[names.pos[best["pos"][row, i]] for i in own],
                feats=[names.feats[best["feats"][row, i]] for i in own],
                heads=[int(heads[row, i]) - 1 if heads[row, i] else i for i in own],
                deps=[names.deps[deps[row, i]] for i in own],
                entities=[names.entities[i] for i in sequence],
                sure=[float(np.exp(arcs[row, i, heads[row, i]])) for i in own],
            )


def sentences(doc: Doc) -> list[list[int]]:
    """Token indices of each sentence, white space left out; a sentence of nothing else is none."""
    found = ([token.i for token in sent if not token.is_space] for sent in doc.sents)
    return [indices for indices in found if indices]
