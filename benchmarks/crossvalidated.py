"""Statements for the scorers with the learned part kept honest: ``python benchmarks/crossvalidated.py PLOVER GOLD OUT``.

The classifier of pairs is fitted on the development sets, so figures on these flatter it. This writes
`OUT/plover.jsonl` and `OUT/gold.jsonl`, in which each document was read with a classifier fitted without its fold (five
folds), and `OUT/*-without.jsonl`, read with no classifier at all. The confidence weights stay as shipped.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from learned import fit, gold_examples, plover_examples, table_examples

from kg.documents import Document
from kg.extraction import Extractor, learned, read
from kg.language import load
from kg.reading import MIN_CONFIDENCE

FOLDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("plover", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    nlp, extractor = load(), Extractor()
    examples = (
        plover_examples(args.plover, extractor, nlp)
        + table_examples(extractor, nlp)
        + gold_examples(args.gold, extractor, nlp)
    )
    cases = [json.loads(line) for line in args.plover.read_text(encoding="utf-8").splitlines()]
    records = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(args.gold.glob("*.json"))]
    sets = {
        "plover": [Document(case["id"], case["text"]) for case in cases],
        "gold": [Document(r["id"], r["text"], "", r.get("published"), r.get("source") or "") for r in records],
    }
    fold = {name: i % FOLDS for i, name in enumerate(sorted(d.id for documents in sets.values() for d in documents))}
    outputs = {name: (args.out / f"{name}.jsonl").open("w", encoding="utf-8") for name in sets}
    for k in range(FOLDS):
        fitted = fit([example for example in examples if fold.get(example[0]) != k])
        learned.weights = lambda fitted=fitted: fitted  # type: ignore[assignment]
        for name, documents in sets.items():
            write(outputs[name], nlp, extractor, [d for d in documents if fold[d.id] == k])
    learned.weights = dict  # type: ignore[assignment]
    for name, documents in sets.items():
        with (args.out / f"{name}-without.jsonl").open("w", encoding="utf-8") as out:
            write(out, nlp, extractor, documents)


def write(out, nlp, extractor: Extractor, documents: list[Document]) -> None:  # type: ignore[no-untyped-def]
    for _, statements in read(nlp, extractor, documents, batch_size=1):
        out.writelines(s.to_json() + "\n" for s in statements if s.confidence >= MIN_CONFIDENCE)


if __name__ == "__main__":
    main()
