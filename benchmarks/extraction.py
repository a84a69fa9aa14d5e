"""What extraction costs beside the parser: ``python -m benchmarks.extraction [TEXTS.jsonl[.gz]] [--documents 150]``.

Prints words a second of the language pipeline alone and of everything after it, their ratio, and the share of each
stage, all measured in one run on the same texts (white-space words, processor time of one core).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rows import Row, Setting
from benchmarks.texts import arguments, spread
from kg.extraction import Extractor
from kg.language import load


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of the parser and of all that comes after it, and the shares of its stages."""

    documents: int
    words: int
    statements: int
    parsing: float
    extracting: float
    shares: dict[str, float]


def rows(setting: Setting) -> Iterator[Row]:
    spent = measure(setting.texts, 30 if setting.quick else 150)
    size = f"{spent.documents} documents, {spent.words:,} words"
    yield Row("everything after the parser / parser, time", size, spent.extracting / spent.parsing, at_most=0.30)
    for stage, share in spent.shares.items():
        yield Row(f"  of it: {stage}", size, share)


def measure(texts: Path | None, number: int, model: str | None = None) -> Spent:
    documents = spread(texts, number)
    nlp, extractor = load(model), Extractor()
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
    shares = {stage: seconds / extracting for stage, seconds in spent.most_common()}
    shares["the rest"] = 1 - sum(shares.values())
    return Spent(len(documents), words, statements, parsing, extracting, shares)


def main() -> None:
    args = arguments(__doc__)
    spent = measure(args.texts, args.documents, args.model)
    print(f"{spent.documents} documents, {spent.words} words, {spent.statements} statements")
    print(f"pipeline    {spent.words / spent.parsing:8.0f} words/s")
    ratio = spent.extracting / spent.parsing
    print(f"extraction  {spent.words / spent.extracting:8.0f} words/s   {ratio:.3f} of the pipeline's time")
    for stage, share in spent.shares.items():
        print(f"   {stage:12} {share:.3f}")


if __name__ == "__main__":
    main()
