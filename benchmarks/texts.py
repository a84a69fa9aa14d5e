"""Texts to measure on: of a file, or synthetic."""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

from benchmarks.synthetic import articles
from kg.documents import Document


def spread(path: Path | None, number: int) -> list[Document]:
    """Documents spread evenly over a file of JSON Lines, without those of a book's length; synthetic ones without a
    file."""
    if path is None:
        return list(articles(number))
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        read = [json.loads(line) for line in lines]
    step = max(1, len(read) // number)
    return [
        Document(row["id"], row["text"], "", row.get("published")) for row in read[::step] if len(row["text"]) < 40_000
    ][:number]


def arguments(doc: str | None) -> argparse.Namespace:
    """What a benchmark of the language pipeline is called with: `texts`, `documents`, `model`; `doc` is its own."""
    parser = argparse.ArgumentParser(description=(doc or "").split("\n\n")[0])
    parser.add_argument("texts", type=Path, nargs="?", help="synthetic ones unless given")
    parser.add_argument("--documents", type=int, default=150)
    parser.add_argument("--model")
    return parser.parse_args()
