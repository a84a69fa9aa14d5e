"""What the teacher learns from: sentences with tags, heads and labels, with entities, or with both.

A treebank and an entity corpus over the same text are laid over each other, so one pass teaches both.
"""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from kg.language.training.corpora import Sentence

OUTSIDE = "O"


@dataclass
class Example:
    """Words of a sentence (or of a few) and what is known of them; None where nothing is.

    `heads` are word indices, a word's own index for the root; `entities` are BILUO tags.
    """

    words: list[str]
    tags: list[str] | None = None
    pos: list[str] | None = None
    feats: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    entities: list[str] | None = None


def from_sentence(sentence: Sentence, *, coarse: bool = True) -> Example:
    """A treebank sentence; without `coarse` its universal tags and features are left out."""
    words = sentence.words
    return Example(
        words=[word.form for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words] if coarse else None,
        feats=[word.feats for word in words] if coarse else None,
        heads=[word.head for word in words],
        deps=[word.deprel for word in words],
    )


def from_doc(doc: Doc) -> Example:
    """The entities of a document; white-space tokens are left out."""
    kept = [token.i for token in doc if not token.is_space]
    place = {token: number for number, token in enumerate(kept)}
    spans = []
    for ent in doc.ents:
        inside = [place[token.i] for token in ent if not token.is_space]
        if inside:
            spans.append((inside[0], inside[-1] + 1, ent.label_))
    return Example([doc[token].text for token in kept], entities=biluo(len(kept), spans))


def biluo(length: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """BILUO tags of spans [start, end, label) that do not overlap."""
    tags = [OUTSIDE] * length
    for start, end, label in spans:
        if end - start == 1:
            tags[start] = f"U-{label}"
        else:
            tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 2), f"L-{label}"]
    return tags


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Spans [start, end, label) of well-formed BILUO tags."""
    found = []
    start = 0
    for position, tag in enumerate(tags):
        if tag[0] in "BU":
            start = position
        if tag[0] in "LU":
            found.append((start, position + 1, tag[2:]))
    return found


def add_entities(examples: Sequence[Example], path: Path) -> int:
    """Give treebank sentences the entities of a corpus over the same text; returns how many sentences got them.

    The texts are matched without white space, record by record. A sentence that no record covers keeps None, and so
    does one in which an entity begins or ends within a word.
    """
    text = ""
    starts: list[int] = []  # of each example in `text`
    for example in examples:
        starts.append(len(text))
        text += _squeeze("".join(example.words))
    found: dict[int, list[tuple[int, int, str]]] = {}
    position = 0
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            squeezed = _squeeze(record["text"])
            start = text.find(squeezed, position)
            if start < 0:
                continue
            position = start + len(squeezed)
            first, last = bisect.bisect_left(starts, start), bisect.bisect_left(starts, position)
            for number in range(first, last):
                found[number] = []
            for begin, end, label in record["ents"]:
                offset = start + len(_squeeze(record["text"][:begin]))
                number = bisect.bisect_right(starts, offset) - 1
                if number in found:
                    length = len(_squeeze(record["text"][begin:end]))
                    found[number].append((offset - starts[number], offset - starts[number] + length, label))
    given = 0
    for number, characters in found.items():
        example = examples[number]
        edges = [0]
        for word in example.words:
            edges.append(edges[-1] + len(_squeeze(word)))
        try:
            words = [(edges.index(begin), edges.index(end), label) for begin, end, label in characters]
        except ValueError:
            continue
        example.entities = biluo(len(example.words), words)
        given += 1
    return given


def _squeeze(text: str) -> str:
    return "".join(text.split())
