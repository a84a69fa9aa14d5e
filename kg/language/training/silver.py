"""Silver text: news that the teacher labelled (`kg.language.training.teacher`), read filtered by its confidence."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from kg.language.training.datelines import with_dateline

CONFIDENCE = "confidence"  # key of `Doc.user_data`: mean and least probability of a head, for each sentence
LONGEST = 100  # words of a sentence
DATELINES = 0.12  # share of the runs that get one
_BEGINS = re.compile(r"[\"“‘'(\[]*[A-Z0-9]")
_ENDS = re.compile(r"[.?!…][\"”’')\]]*$")


def silver_docs(
    vocab: Vocab,
    folder: Path,
    words: int,
    *,
    least_mean: float = 0.85,
    least: float = 0.2,
    datelines: float = DATELINES,
) -> Iterator[Doc]:
    """Runs of sure and well-formed sentences, until there are `words`.

    A sentence is kept if the teacher is sure of its heads (on average, and of each) and if it begins and ends as one:
    with a capital or digit, with a stop. The others cut a document in two. A share of the runs gets a dateline.
    """
    rng = random.Random(1)
    total = 0
    for path in sorted(folder.glob("silver-*.spacy")):
        for doc in DocBin(store_user_data=True).from_disk(path).get_docs(vocab):
            kept: list[int] = []
            confidences = iter(doc.user_data[CONFIDENCE])
            doc.user_data = {}
            for sent in [*doc.sents, None]:
                good = False
                if sent is not None and not all(token.is_space for token in sent):
                    average, lowest = next(confidences)
                    good = average >= least_mean and lowest >= least and well_formed(sent)
                if good and sent is not None:
                    kept += [sent.start, sent.end]
                elif kept:
                    part = doc[kept[0] : kept[-1]].as_doc()
                    kept = []
                    total += len(part)
                    yield with_dateline(part, rng) if rng.random() < datelines else part
                    if total >= words:
                        return


def well_formed(sent: Span) -> bool:
    """Whether a sentence looks like one that was cut out rightly, and is not overlong."""
    text = sent.text.strip()
    return bool(len(sent) <= LONGEST and _BEGINS.match(text) and _ENDS.search(text))
