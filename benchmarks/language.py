"""Speed of the language pipeline: ``python benchmarks/language.py TEXTS.jsonl[.gz] [--model NAME]``.

White-space words a second of processor time on one core, over documents spread evenly through a file of news, beside
the time of spaCy's bare tokeniser on the same texts (so that two machines can be compared).
"""

from __future__ import annotations

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

import argparse
import time
from pathlib import Path

from extraction import texts

from kg.language import load
from kg.language.tokenizer import blank


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("--documents", type=int, default=150)
    parser.add_argument("--model")
    args = parser.parse_args()
    documents = [document.text for document in texts(args.texts, args.documents)]
    words = sum(len(text.split()) for text in documents)
    nlp, tokenizer = load(args.model), blank()
    list(nlp.pipe(documents[:5]))
    begin = time.process_time()
    for text in documents:
        tokenizer.make_doc(text)
    bare = time.process_time() - begin
    begin = time.process_time()
    for _ in nlp.pipe(documents, batch_size=16):
        pass
    spent = time.process_time() - begin
    print(
        f"{len(documents)} documents, {words} words: {words / spent:.0f} words/s, {spent / bare:.1f} times the tokeniser"
    )


if __name__ == "__main__":
    main()
