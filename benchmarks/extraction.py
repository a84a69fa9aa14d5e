"""What extraction costs beside the parser: ``python benchmarks/extraction.py TEXTS.jsonl[.gz] [--documents 150]``.

Prints words a second of the language pipeline alone and of everything after it, their ratio, and the share of each
stage, all measured in one run on the same texts (white-space words, processor time of one core).
"""

from __future__ import annotations

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

import argparse
import gzip
import json
import time
from collections import Counter
from pathlib import Path

from kg.documents import Document
from kg.extraction import Extractor
from kg.language import load


def texts(path: Path, count: int) -> list[Document]:
    """Documents spread evenly over a file of JSON lines."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    step = max(1, len(rows) // count)
    return [
        Document(row["id"], row["text"], "", row.get("published")) for row in rows[::step] if len(row["text"]) < 40_000
    ][:count]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("--documents", type=int, default=150)
    parser.add_argument("--model")
    args = parser.parse_args()
    documents = texts(args.texts, args.documents)
    nlp, extractor = load(args.model), Extractor()
    words = sum(len(document.text.split()) for document in documents)
    for document in documents[:3]:
        extractor(nlp(document.text[:3000]), document)
    spent: Counter[str] = Counter()
    for owner, name, label in (
        (extractor.finder, "find", "mentions"), (extractor.resolver, "resolve", "coreference"), (extractor.structure, "find", "structure"),
        (extractor.relations, "find", "relations"), (extractor.assembler, "assemble", "assembly"),
    ):  # fmt: skip
        inner = getattr(owner, name)

        def timed(*given: object, inner=inner, label=label) -> object:  # type: ignore[no-untyped-def]
            begin = time.process_time()
            try:
                return inner(*given)
            finally:
                spent[label] += time.process_time() - begin

        setattr(owner, name, timed)
    begin = time.process_time()
    docs = list(nlp.pipe([document.text for document in documents], batch_size=16))
    parsing = time.process_time() - begin
    begin = time.process_time()
    statements = sum(len(extractor(doc, document)) for doc, document in zip(docs, documents, strict=True))
    extracting = time.process_time() - begin
    print(f"{len(documents)} documents, {words} words, {statements} statements")
    print(f"pipeline    {words / parsing:8.0f} words/s")
    print(f"extraction  {words / extracting:8.0f} words/s   {extracting / parsing:.3f} of the pipeline's time")
    for label, seconds in spent.most_common():
        print(f"   {label:12} {seconds / extracting:.3f}")
    print(f"   {'the rest':12} {1 - sum(spent.values()) / extracting:.3f}")


if __name__ == "__main__":
    main()
