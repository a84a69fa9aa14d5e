"""Static word vectors for the student: how the teacher reads each word by itself.

A small pipeline meets a word a few times in training or never; the teacher's encoder has read a billion sentences. Its
vector of the word alone, cut down to the strongest directions (principal components), tells the student what kind of
word it is. The vectors are looked up by lower-cased form and cost little time.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import spacy
import torch
from spacy.vectors import Vectors

from kg.language.training.corpora import TREEBANKS, read_conllu
from kg.language.training.teacher.model import Batch, Pieces, Teacher

SIZE = 64
IN_NEWS, IN_TREEBANKS = 8, 2  # how often a word must occur, if the encoder does not know it whole
LONGEST = 25  # characters
_WORD = re.compile(r"[^\W\d_][\w'-]*\w|[^\W\d_]")
_BATCH = 512


def forms(corpora: Path, pieces: Pieces) -> dict[str, str]:
    """The words to be given vectors, lower-cased, each with the form in which it is most often written."""
    news, treebanks = Counter[str](), Counter[str]()
    with gzip.open(corpora / "raw-news.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            news.update(_WORD.findall(json.loads(line)["text"]))
    for name in TREEBANKS:
        for sentence in read_conllu(corpora / f"{name}-train.conllu.gz"):
            treebanks.update(word.form for word in sentence.words)
    usual: dict[str, tuple[int, str]] = {}
    for word, count in (news + treebanks).items():
        usual[word.lower()] = max(usual.get(word.lower(), (0, "")), (count, word))
    known = {word for word in pieces.tokenizer.get_vocab() if word.isascii() and word.isalpha()}
    known |= {word for word, count in _folded(news).items() if count >= IN_NEWS}
    known |= {word for word, count in _folded(treebanks).items() if count >= IN_TREEBANKS and _has_letter(word)}
    return {word: usual.get(word, (0, word))[1] for word in sorted(known) if len(word) <= LONGEST}


def _folded(counts: Counter[str]) -> Counter[str]:
    folded = Counter[str]()
    for word, count in counts.items():
        folded[word.lower()] += count
    return folded


def _has_letter(word: str) -> bool:
    return any(character.isalpha() for character in word)


@torch.inference_mode()
def write(teacher: Teacher, pieces: Pieces, corpora: Path, output: Path, size: int = SIZE) -> None:
    """Write a spaCy vocabulary with the vectors, for `[paths] vectors` of the training settings."""
    words = forms(corpora, pieces)
    written = list(words.values())
    rows = [
        teacher.words(Batch.of([[form] for form in written[start : start + _BATCH]], pieces))[:, 1].float().numpy()
        for start in range(0, len(written), _BATCH)
    ]
    table = np.concatenate(rows)
    table = table - table.mean(0)
    directions = np.linalg.svd(table[::3], full_matrices=False)[2]  # a third of the words shows them as well
    cut = table @ directions[:size].T
    cut = (cut / cut.std()).astype("float32")
    nlp = spacy.blank("en")
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, shape=cut.shape, attr="LOWER")
    for word, row in zip(words, cut, strict=True):
        nlp.vocab.vectors.add(nlp.vocab.strings.add(word), vector=row)
    nlp.to_disk(output)
